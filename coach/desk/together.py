"""Routines that are sent in several files: which one uses which, and under what names they have to be kept for it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath
from typing import Any

from coach.desk.filenames import safe_stem
from coach.errors import CoachError
from coach.paths import expanded
from coach.routine.finding import STANDARD_INPUT, read_bytes
from coach.source import LARGEST_FILE
from coach.source.mending import mend

_NO_NAME = re.compile(
    r"(?:routine|attachment|anhang|download|file|message|noname|part|text|unnamed|untitled|att)\W*\d*"
)
"""How mail programs and browsers call what has no name."""


@dataclass(frozen=True, slots=True)
class Companion:
    """One of the files that were sent together."""

    file: str
    """As the user named it."""
    text: str = ""
    """Mended; empty where it cannot be read before its turn."""
    used: bool = False
    """Another one of them uses it by the name of its file."""
    uses: tuple[str, ...] = ()
    """Those of the other files that it uses."""


def together(files: Sequence[str]) -> list[Companion]:
    """Return the files in the order to take them in, those that are used before those that use them."""
    texts = {file: _text(file) for file in files}
    named: dict[str, str] = {}
    for file in texts:
        named.setdefault(sent_stem(file), file)
    uses = {
        file: tuple(
            dict.fromkeys(named[stem] for stem in used_stems(text) if stem in named and stem and named[stem] != file)
        )
        for file, text in texts.items()
    }
    used = {other for others in uses.values() for other in others}
    return [Companion(file, texts[file], file in used, uses[file]) for file in _used_first(uses)]


def sent_stem(file: str) -> str:
    """Return the name that the sender gave a file, as an id; empty where a mail program or nobody named it."""
    name = re.sub(r"\s*\(\d+\)$", "", PurePath(file).name)
    name = re.sub(r"(?i)(?:\.toml)?(?:\.txt)?$", "", name)
    name = re.sub(r"\s*\(\d+\)$", "", name)
    stem = safe_stem(name)
    return "" if file == STANDARD_INPUT or _NO_NAME.fullmatch(stem) else stem


def used_stems(text: str) -> list[str]:
    """Return what the `use` of a text name in the folder of the file, without the ending."""
    found: list[str] = []
    waiting: list[Any] = [data_of(text)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if isinstance(value.get("use"), str):
                found.append(value["use"].strip())
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return [path.name.removesuffix(".toml") for path in map(PurePosixPath, found) if len(path.parts) == 1]


def data_of(text: str) -> dict[str, Any]:
    """Return what a text says; nothing where it is no TOML."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}


def _text(file: str) -> str:
    if file == STANDARD_INPUT:
        return ""
    try:
        data = read_bytes(expanded(file))
    except CoachError:
        return ""
    return (mend(data).text or "") if len(data) <= LARGEST_FILE else ""


def _used_first(uses: Mapping[str, tuple[str, ...]]) -> list[str]:
    done: dict[str, None] = {}
    begun: set[str] = set()
    for first in uses:
        waiting = [first]
        while waiting:
            file = waiting[-1]
            before = [other for other in uses[file] if other not in begun] if file not in done else []
            begun.add(file)
            if before:
                waiting.extend(before[:1])
            else:
                done[waiting.pop()] = None
    return list(done)
