"""Checking routine files: what the reader finds and what only the compiled timeline can tell."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from coach.desk.desk import Desk
from coach.errors import UsageError
from coach.routine.files import check_text, is_library, load_text
from coach.routine.finding import STANDARD_INPUT, find_file, read_bytes
from coach.routine.loaded import Loaded
from coach.routine.model import Routine
from coach.source import LARGEST_FILE, Problem, in_order
from coach.timeline.lint import lint
from coach.timeline.model import Lengths
from coach.timeline.paper import total


@dataclass(frozen=True, slots=True)
class Checked:
    """One file that was looked at."""

    file: str
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    description: str = ""
    """The length of a routine without errors, for people."""


Tell: TypeAlias = Callable[[str], None]
"""Takes a sentence about the voice that measures."""


def check_all(
    desk: Desk, references: Sequence[str], *, voice: str | None = None, tell: Tell | None = None
) -> list[Checked]:
    """Check files, folders (all the .toml files below), routine names, and `-`; UsageError for what is not there."""
    checked: list[Checked] = []
    for reference in references:
        if reference == STANDARD_INPUT:
            data = sys.stdin.buffer.read(LARGEST_FILE + 1)
            checked.append(check_source(desk, data, STANDARD_INPUT, voice=voice, tell=tell))
            continue
        path = Path(reference)
        if path.is_dir():
            files = sorted(path.rglob("*.toml"))
            if not files:
                raise UsageError(f"There is no routine file (.toml) in {reference}.")
        else:
            files = [find_file(reference, desk.paths)]
        checked += [check_source(desk, read_bytes(file), str(file), voice=voice, tell=tell) for file in files]
    return checked


def check_source(desk: Desk, data: bytes, file: str, *, voice: str | None = None, tell: Tell | None = None) -> Checked:
    """Check the text of one routine or library; its speech is measured by the voice, or estimated with "none"."""
    if is_library(data, file):
        text = data.decode("utf-8-sig", errors="replace")
        return Checked(file, tuple(check_text(data, file, desk.paths)), {file: text})
    loaded = load_text(data, file, desk.paths)
    routine = loaded.routine
    if routine is None:
        return Checked(file, loaded.problems, loaded.texts)
    with desk.lengths(routine.lang, voice=voice, tell=tell) as lengths:
        problems = problems_of(desk, loaded, routine, lengths)
        timeline = desk.timeline(routine, desk.choices(routine), lengths)
    return Checked(file, problems, loaded.texts, f"It takes {total(timeline)}.")


def problems_of(desk: Desk, loaded: Loaded, routine: Routine, lengths: Lengths) -> tuple[Problem, ...]:
    """Return everything that is wrong with a routine that could be read: what its reader and its timelines say."""
    found = lint(routine, desk.phrases(routine.lang), lengths)
    # A used routine has its own warnings where it is checked itself.
    own = [problem for problem in found if problem.place.file == loaded.path]
    return tuple(in_order([*loaded.problems, *own], loaded.path))
