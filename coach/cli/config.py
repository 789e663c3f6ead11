"""`coach config`: where things are kept, what every setting is for, and setting one."""

from __future__ import annotations

import argparse
import textwrap
from typing import Any

from coach.cli.printing import print_json, print_setting_problems
from coach.paths import Paths, bundled_routines, user_paths
from coach.settings import Entry, as_toml, entries, find_entry, load_settings, set_setting
from coach.source import as_json


def run(options: argparse.Namespace) -> int:
    """List everything, or show or set one setting; the status is 1 where the file that was read has problems."""
    paths = user_paths()
    if options.value is not None:
        entry = set_setting(paths, options.key, options.value)
        print_json(_entry_data(entry)) if options.json else print(f"{_line(entry)}  # in {paths.settings_file}")
        return 0
    settings, problems = load_settings(paths)
    print_setting_problems(problems, paths)
    if options.key is not None:
        entry = find_entry(settings, options.key)
        print_json(_entry_data(entry)) if options.json else print(_paragraph(entry))
    elif options.json:
        print_json(
            {
                "paths": {name: str(place) for name, place in _places(paths)},
                "settings": [_entry_data(entry) for entry in entries(settings)],
                "problems": [as_json(problem) for problem in problems],
            }
        )
    else:
        print("Where things are kept:\n")
        for name, place in _places(paths):
            print(f"  {name:<9}{place}")
        print("\nThe settings (`coach config KEY VALUE` sets one):\n")
        print("\n\n".join(_paragraph(entry) for entry in entries(settings)))
        if not settings.keys:
            print("\n" + _paragraph(find_entry(settings, "keys.BINDING")))
    return 1 if problems else 0


def _places(paths: Paths) -> list[tuple[str, object]]:
    return [
        ("settings", paths.settings_file),
        ("data", paths.data),
        ("state", paths.state),
        ("cache", paths.cache),
        ("routines", paths.routines),
        ("bundled", bundled_routines()),
    ]


def _entry_data(entry: Entry) -> dict[str, Any]:
    return {
        "key": entry.key,
        "value": entry.value,
        "default": entry.default,
        "meaning": entry.meaning,
        "allowed": entry.allowed,
    }


def _line(entry: Entry) -> str:
    return f"{entry.key} = {'(its own)' if entry.value is None else as_toml(entry.value)}"


def _paragraph(entry: Entry) -> str:
    changed = entry.value != entry.default and entry.default is not None
    default = f" The default is {as_toml(entry.default)}." if changed else ""
    meaning = f"{entry.meaning} It is {entry.allowed}.{default}"
    return _line(entry) + "\n" + textwrap.fill(meaning, 92, initial_indent="    ", subsequent_indent="    ")
