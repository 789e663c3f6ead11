"""`coach doctor`: what works on this machine, what does not, and how to mend it."""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from coach import __version__
from coach.cli.printing import print_json
from coach.extras import install_command
from coach.paths import Paths, bundled_routines, user_paths

if TYPE_CHECKING:
    from coach.sound.report import SoundReport
    from coach.voice.report import VoiceReport

NEEDED = {
    "icalendar": "calendar files",
    "miniaudio": "the sound device",
    "mutagen": "titles and chapters of exported sound",
    "numpy": "the mixer",
    "plotille": "plots in the terminal",
    "platformdirs": "where things are kept",
    "pydantic": "reading routines and settings",
    "pyttsx3": "the voice",
    "soundfile": "reading what voices write, writing sound files",
    "soxr": "the mixer",
    "textual": "the screens",
    "tomli_w": "writing records",
    "wakepy": "keeping the screen awake",
}
"""Modules of the dependencies, with what does not work without them; eSpeak's is the voice's own matter."""

SMALLEST = (60, 20)
"""Columns and lines that the screens are made for."""

ROOM_LITTLE, ROOM_NONE = 100 * 2**20, 5 * 2**20
"""Bytes of free disk: below the first it is worth saying, below the second a session may not be kept."""


class Health(Enum):
    GOOD = "ok"
    POOR = "limited"  # it plays all the same
    BAD = "broken"
    EXTRA = "optional"  # not there, and not needed


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    health: Health
    found: str
    mend: str = ""
    """What to do about it; empty where there is nothing to do."""


def run(options: argparse.Namespace) -> int:
    """Print every finding; the status is 1 where something that matters is broken."""
    paths = user_paths()
    findings = list(examine(paths, os.environ))
    broken = [finding for finding in findings if finding.health is Health.BAD]
    if options.json:
        rows = [asdict(finding) | {"health": finding.health.value} for finding in findings]
        print_json({"version": __version__, "ok": not broken, "findings": rows})
        return 1 if broken else 0
    before = ""
    for finding in findings:
        line = f"{finding.health.value:<9} {finding.name}: {finding.found}"
        if line != before:  # what is wrong with several files of one kind stands under one line
            print(line)
        before = line
        if finding.mend:
            print(f"{'':<9} -> {finding.mend}")
    names = ", ".join(finding.name for finding in broken)
    print(f"\nBroken: {names}." if broken else "\nEverything that matters works.")
    return 1 if broken else 0


def examine(paths: Paths, environ: Mapping[str, str]) -> Iterator[Finding]:
    """Look at everything, one thing after the other; a look that fails is a finding of its own."""
    looks: list[tuple[str, Callable[[], Iterator[Finding]]]] = [
        ("Python", _python),
        ("modules", _modules),
        ("routines", _routines),
        ("terminal", lambda: _terminal(environ)),
        ("data folder", lambda: _folders(paths)),
        ("kept", lambda: _kept(paths)),
        ("settings", lambda: _settings(paths)),
        ("voice", lambda: _voice(paths)),
        ("sound", lambda: _sound(paths)),
        ("screen", lambda: _screen(paths)),
        ("music", lambda: _music(paths)),
        ("extras", _extras),
        ("other programs' music", lambda: _others_music(paths)),
    ]
    for name, look in looks:
        try:
            yield from look()
        except Exception as error:  # the doctor has to get through, whatever is wrong with the patient
            mend = "report this: it should have been a sentence"
            yield Finding(name, Health.BAD, f"{type(error).__name__}: {error}", mend)


def _python() -> Iterator[Finding]:
    found = f"Coach {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield Finding("Coach", Health.GOOD, found)


def _modules() -> Iterator[Finding]:
    missing = {name: use for name, use in NEEDED.items() if importlib.util.find_spec(name) is None}
    if "miniaudio" in missing and importlib.util.find_spec("sounddevice") is not None:
        del missing["miniaudio"]
    for name, use in missing.items():
        mend = f"pip install {name.replace('_', '-')}"
        if name == "miniaudio" and platform.machine() == "aarch64":
            mend = f"{install_command('portaudio')}, and the system's libportaudio2"
        yield Finding(name, Health.BAD, f"is missing; it is for {use}", mend)
    if not missing:
        yield Finding("modules", Health.GOOD, "all that are needed are there")


def _routines() -> Iterator[Finding]:
    from coach.routine.finding import LIBRARY_FILE, is_library_name, is_variant

    folder = bundled_routines()
    names = {path.name for path in folder.glob("*.toml")} if folder.is_dir() else set()
    count = sum(not is_library_name(name) and not is_variant(name, names) for name in names)
    if count:
        library = " and the exercise library" if LIBRARY_FILE in names else ""
        yield Finding("bundled routines", Health.GOOD, f"{count} routines{library} in {folder}")
    else:
        yield Finding("bundled routines", Health.BAD, f"none in {folder}", "install Coach again")


def _terminal(environ: Mapping[str, str]) -> Iterator[Finding]:
    if not sys.stdout.isatty():
        yield Finding("terminal", Health.GOOD, "the output is no terminal: `play` is --plain")
    else:
        columns, lines = shutil.get_terminal_size()
        found = f"{columns} columns, {lines} lines"
        small = columns < SMALLEST[0] or lines < SMALLEST[1]
        mend = f"make it {SMALLEST[0]} by {SMALLEST[1]} or larger, or use `coach play --plain`" if small else ""
        yield Finding("terminal", Health.POOR if small else Health.GOOD, found, mend)
    encoding = (getattr(sys.stdout, "encoding", None) or "unknown").lower()
    plain = encoding.replace("-", "") != "utf8"
    mend = "set LANG to a UTF-8 locale (C.UTF-8 is one); other letters are shown as ? until then" if plain else ""
    yield Finding("letters", Health.POOR if plain else Health.GOOD, encoding, mend)
    if "NO_COLOR" in environ or environ.get("TERM") == "dumb":
        reason = "NO_COLOR is set" if "NO_COLOR" in environ else "TERM is dumb"
        yield Finding("colour", Health.GOOD, f"none, because {reason}; nothing is told by colour alone")


def _folders(paths: Paths) -> Iterator[Finding]:
    for name, folder, health in (
        ("settings folder", paths.settings, Health.POOR),
        ("data folder", paths.data, Health.BAD),
        ("state folder", paths.state, Health.BAD),
        ("cache folder", paths.cache, Health.POOR),
    ):
        reason = _unwritable(folder)
        if reason is None:
            yield Finding(name, Health.GOOD, str(folder))
        else:
            mend = "make it writable, or set COACH_HOME to a folder that is"
            yield Finding(name, health, f"{folder} cannot be written: {reason}", mend)
    above = _existing(paths.data)
    if _unwritable(above) is not None:
        return
    free = shutil.disk_usage(above).free
    health = Health.BAD if free < ROOM_NONE else Health.POOR if free < ROOM_LITTLE else Health.GOOD
    mend = "" if health is Health.GOOD else f"make room, or delete {paths.cache}: it is made anew"
    yield Finding("disk", health, f"{free // 2**20} MB free at {above}", mend)


def _existing(folder: Path) -> Path:
    """Return the folder, or the nearest one above it that is there."""
    return next((place for place in (folder, *folder.parents) if place.exists()), folder)


def _unwritable(folder: Path) -> str | None:
    """Return why nothing can be written there, or None; makes no folder."""
    place = _existing(folder)
    if not place.is_dir():
        return f"{place} is a file"
    try:
        with tempfile.TemporaryFile(dir=place):
            return None
    except OSError as error:
        return error.strerror or str(error)


def _kept(paths: Paths) -> Iterator[Finding]:
    from coach.desk.keeping import look_at_all

    kept = look_at_all(paths)
    found = f"{kept.sessions} session{'' if kept.sessions == 1 else 's'}, {kept.mornings} other mornings"
    if not kept.sentences:
        yield Finding("kept", Health.GOOD, found)
    for sentence in kept.sentences:
        yield Finding("kept", Health.POOR, found, sentence)


def _settings(paths: Paths) -> Iterator[Finding]:
    from coach.settings import load_settings
    from coach.settings.pronunciations import load_pronunciations

    problems = load_settings(paths)[1] + load_pronunciations(paths)[1]
    for problem in problems:
        yield Finding("settings", Health.POOR, f"{problem.place}: {problem.message}", "; ".join(problem.help))
    if not problems:
        found = "in order" if paths.settings_file.exists() else "all at their defaults; `coach config` lists them"
        yield Finding("settings", Health.GOOD, found)


def _voice(paths: Paths) -> Iterator[Finding]:
    from coach.desk.desk import Desk
    from coach.voice.models import ENGINE
    from coach.voice.report import describe

    desk = Desk(paths)
    rate = desk.settings.voice.rate
    voice, only = desk.voice_for(desk.language)
    report = describe(voice=voice, rate=rate, lang=desk.language, only=only)
    yield _finding("voice", report, "`coach config voice.id ID` chooses one of those in `coach voices`")
    for lang, named in sorted(desk.settings.voices.items()):
        if lang != desk.language:
            mend = f"`coach config voices.{lang} ID` chooses one of those in `coach voices --lang {lang}`"
            yield _finding(f"voice for {lang}", describe(voice=named, rate=rate, lang=lang, only=True), mend)
    if report.identity is not None and report.identity.engine == ENGINE:
        yield _finding("other voices", describe(rate=rate, neural=False), "")


def _finding(name: str, report: VoiceReport, choose: str) -> Finding:
    """Return what came of a voice; `choose` says how another one is chosen."""
    speaks = report.identity
    if speaks is None and report.trouble is None:
        return Finding(name, Health.GOOD, "none, as the settings ask")
    found = f"{speaks.engine} {speaks.version} ({speaks.source}), {speaks.name}" if speaks else ""
    if report.trouble is None:
        return Finding(name, Health.GOOD, f"{found}; a sample took {report.seconds:.1f} s to say")
    if speaks is not None and report.seconds:
        return Finding(name, Health.POOR, f"{report.trouble} Instead speaks {found}", choose)
    mend = "pip install espeakng-loader, or install the system's espeak-ng" if sys.platform == "linux" else ""
    return Finding(name, Health.BAD, report.trouble, mend)


def _sound(paths: Paths) -> Iterator[Finding]:
    from coach.settings import load_settings
    from coach.sound.noise import noise_to
    from coach.sound.report import describe

    wanted = load_settings(paths)[0].sound.device
    with noise_to(None):
        report = describe(wanted or None)
    if report.trouble is None:
        wireless = ", Bluetooth" if report.bluetooth else ""
        plays = f"{report.backend} {report.device}".strip() + wireless
        if report.notice:
            mend = "`coach config sound.device NAME` takes one of these; '' is the system's default"
            yield Finding("sound", Health.POOR, f"{report.notice} ({plays})", mend)
        else:
            yield Finding("sound", Health.GOOD, plays)
        yield from _devices(report, wanted)
        return
    if report.serverless:
        mend = "start PulseAudio or PipeWire, as `systemctl --user start pipewire-pulse` or `pulseaudio --start` does"
    elif wanted and report.devices:
        mend = "`coach config sound.device ''` chooses the system's default"
    else:
        mend = "connect or switch on a device"
    yield Finding("sound", Health.BAD, re.sub(r"(;|, or) see `coach doctor`\.$", ".", report.trouble), mend)


def _devices(report: SoundReport, wanted: str) -> Iterator[Finding]:
    """List what can be chosen, by the names that `sound.device` takes."""
    for device in report.devices:
        chosen = wanted and wanted.casefold() in (device.name.casefold(), device.title.casefold())
        marks = [
            word
            for word, holds in (("default", device.default), ("chosen", chosen), ("Bluetooth", device.bluetooth))
            if holds
        ]
        told = f" ({', '.join(marks)})" if marks else ""
        other = f", also called {device.name}" if device.title else ""
        yield Finding("sound device", Health.GOOD, f"“{device.called}”{told}{other}")


def _screen(paths: Paths) -> Iterator[Finding]:
    from coach.settings import load_settings

    if not load_settings(paths)[0].keep_awake:
        yield Finding("screen", Health.GOOD, "may sleep while a session plays, as the settings ask")
        return
    from coach.desk.awake import describe

    report = describe()
    if report.by:
        yield Finding("screen", Health.GOOD, f"stays awake while a session plays, by {report.by}")
        return
    found = "nothing here keeps it awake" if report.answered else "the desktop does not answer"
    mend = "where it goes dark in a session: let the system wait longer with that than your sessions last"
    yield Finding("screen", Health.POOR, f"may sleep while a session plays: {found}", mend)


def _music(paths: Paths) -> Iterator[Finding]:
    from coach.desk.desk import Desk
    from coach.desk.music import place_of, unplayable
    from coach.sound.noise import noise_to
    from coach.sound.songs import songs_at

    place = place_of(Desk(paths), None)
    if place is None:
        return
    with noise_to(None):
        reason = unplayable(place)
    if reason is not None:
        mend = "`coach config music.path PATH` chooses another, '' none; sessions play without it"
        yield Finding("music", Health.POOR, str(reason), mend)
        return
    count = len(songs_at(place))
    yield Finding("music", Health.GOOD, f"{count} files in {place}" if place.is_dir() else str(place))


def _extras() -> Iterator[Finding]:
    from coach.extras import EXTRAS

    for extra in EXTRAS.values():
        name = f"extra {extra.name}"
        if extra.is_here:
            yield Finding(name, Health.GOOD, f"{extra.versions}: {extra.gives}")
        elif not extra.fits:
            yield Finding(name, Health.EXTRA, f"not made for {platform.system()}; {extra.gives}")
        else:
            yield Finding(name, Health.EXTRA, f"not installed; {extra.gives}", extra.command)


def _others_music(paths: Paths) -> Iterator[Finding]:
    from coach.desk.desk import Desk

    file = Desk(paths).ducked_file
    if not file.exists():
        return
    from coach.sound.ducking.process import restore

    programs = restore(file)
    if programs is None:  # a session plays
        return
    name = "other programs' music"
    if not programs:
        yield Finding(name, Health.GOOD, "was left low by a session that was killed; it is as it was again")
        return
    mend = "let it play, and look again; or turn it up by hand"
    yield Finding(name, Health.POOR, f"was left low by a session that was killed: {', '.join(programs)}", mend)
