"""The bundled texts as a writer sees them, for tests of what they say rather than of how they are read."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from coach.paths import bundled_routines
from coach.words.speech import FixedLengths

Entry = dict[str, Any]

SHARED = Path(os.environ.get("COACH_SHARED") or Path(__file__).parents[2].parent / "shared") / "knee"
"""What the facts come from; not part of the project, so tests that read it are skipped without it."""


@cache
def exercises() -> dict[str, Entry]:
    """Return the tables of the library by id."""
    found: dict[str, Entry] = tomllib.loads((bundled_routines() / "exercises.toml").read_text("utf-8"))["exercise"]
    return found


def cue_lines(entry: Entry) -> list[str]:
    """Return every line that the cues of a table can say."""
    lines = entry.get("cues", {}).values()
    return [text for line in lines for text in (line if isinstance(line, list) else [line]) if text]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?]) ", text)


def seconds(text: str) -> float:
    """Return how long a text takes at 0.4 s a word."""
    return FixedLengths().seconds(text)


def all_texts(value: object) -> Iterator[str]:
    """Yield every text value under a table, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from all_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from all_texts(inner)


def word_runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Return every run of so many words in a row, whatever stands between them."""
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}
