"""`coach config`: where things are kept, what every setting is for, and setting one."""

from __future__ import annotations

import argparse
import textwrap
from typing import Any

from coach.cli.printing import print_json, print_setting_problems, print_text
from coach.paths import Paths, bundled_routines, user_paths
from coach.settings import Setting, all_settings, find_setting, load_settings, set_setting
from coach.settings.edit import as_toml
from coach.settings.listing import own_tables
from coach.settings.pronunciations import load_pronunciations
from coach.source import as_json


def run(options: argparse.Namespace) -> int:
    """List everything, or show or set one setting; the status is 1 where the file that was read has problems."""
    paths = user_paths()
    if options.value is not None:
        setting = set_setting(paths, options.key, options.value)
        print_json(_setting_data(setting)) if options.json else print(f"{_line(setting)}  # in {paths.settings_file}")
        if setting.key == "sound.device" and setting.value:
            _tell_where_missing(setting.value)
        if setting.key == "voice.id" or setting.key.startswith("voices."):
            _tell_where_mute(setting.key, str(setting.value), paths)
        if setting.key.startswith("duck.") and setting.value is not False:
            _tell_where_not_installed("duck")
        return 0
    settings, problems = load_settings(paths)
    problems = problems + load_pronunciations(paths)[1]
    print_setting_problems(problems, paths)
    if options.key is not None:
        setting = find_setting(settings, options.key)
        print_json(_setting_data(setting)) if options.json else print(_paragraph(setting))
    elif options.json:
        print_json(
            {
                "paths": {name: str(place) for name, place in _places(paths)},
                "settings": [_setting_data(setting) for setting in all_settings(settings)],
                "problems": [as_json(problem) for problem in problems],
            }
        )
    else:
        print("Where things are kept:\n")
        for name, place in _places(paths):
            print(f"  {name:<15}{place}")
        print("\nThe settings (`coach config KEY VALUE` sets one):\n")
        print("\n\n".join(_paragraph(setting) for setting in all_settings(settings)))
        for table, part in own_tables().items():
            if not getattr(settings, table):
                print("\n" + _paragraph(find_setting(settings, f"{table}.{part.example}")))
    return 1 if problems else 0


def _tell_where_missing(device: str) -> None:
    """Say that a device is not there now; it is kept all the same, for headphones that are not connected yet."""
    from coach.sound.devices import UnknownDeviceError, named
    from coach.sound.libraries import list_devices
    from coach.sound.noise import noise_to

    with noise_to(None):
        devices = list_devices()
    try:
        named(device, devices)
    except UnknownDeviceError as error:
        print_text(error.sentence, error=True)
        print_text("Until it is there, Coach plays on the default; `coach doctor` lists what is there.", error=True)


def _tell_where_mute(key: str, voice: str, paths: Paths) -> None:
    """Say that a voice cannot speak here; it is kept all the same, for a file or an extra that comes later."""
    if not voice:
        return
    from coach.voice.report import describe

    lang = key.partition(".")[2] if key.startswith("voices.") else load_settings(paths)[0].language
    report = describe(voice=voice, lang=lang, only=True)
    if report.trouble is not None:
        print_text(report.trouble, error=True)
        print_text("The setting is kept; until that voice can speak, the usual one does.", error=True)


def _tell_where_not_installed(extra: str) -> None:
    """Say that a setting does nothing without its extra; it is kept all the same."""
    from coach.extras import EXTRAS, MissingExtraError

    found = EXTRAS[extra]
    if not found.fits:
        print_text(f"This does nothing here: the extra “{extra}” is not made for this system.", error=True)
    elif not found.is_here:
        print_text(str(MissingExtraError("This", extra)), error=True)


def _places(paths: Paths) -> list[tuple[str, object]]:
    return [
        ("settings", paths.settings_file),
        ("pronunciations", paths.pronunciations_file),
        ("data", paths.data),
        ("state", paths.state),
        ("cache", paths.cache),
        ("routines", paths.routines),
        ("bundled", bundled_routines()),
    ]


def _setting_data(setting: Setting) -> dict[str, Any]:
    return {
        "key": setting.key,
        "value": setting.value,
        "default": setting.default,
        "meaning": setting.meaning,
        "allowed": setting.allowed,
    }


def _line(setting: Setting) -> str:
    return f"{setting.key} = {'(its own)' if setting.value is None else as_toml(setting.value)}"


def _paragraph(setting: Setting) -> str:
    changed = setting.value != setting.default and setting.default is not None
    default = f" The default is {as_toml(setting.default)}." if changed else ""
    meaning = f"{setting.meaning} It is {setting.allowed}.{default}"
    return _line(setting) + "\n" + textwrap.fill(meaning, 92, initial_indent="    ", subsequent_indent="    ")
