"""Checking routine files: what the reader finds and what only the compiled timeline can tell."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from coach.desk.desk import Desk
from coach.errors import CoachError, UsageError
from coach.routine.files import check_text, is_library, load_text
from coach.routine.finding import STANDARD_INPUT, bytes_of, find_file
from coach.routine.loaded import Loaded
from coach.routine.model import Routine
from coach.source import LARGEST_FILE, Problem, Severity, as_text, in_order, too_large
from coach.timeline.lint import lint
from coach.timeline.model import Lengths
from coach.timeline.paper import total
from coach.words.speech import FixedLengths


@dataclass(frozen=True, slots=True)
class Checked:
    """One file that was looked at."""

    file: str
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    description: str = ""
    """The length of a routine without errors, for people."""


@dataclass(frozen=True, slots=True)
class NotRead:
    """A path that could not be looked at."""

    error: CoachError


Tell: TypeAlias = Callable[[str], None]
"""Takes a sentence about the voice that measures."""


def check_all(
    desk: Desk, references: Sequence[str], *, voice: str | None = None, tell: Tell | None = None
) -> list[Checked | NotRead]:
    """Check files, folders (all the .toml files below), routine names, and `-`, each once, in this order.

    What cannot be read keeps nothing else from being checked.
    """
    result: list[Checked | NotRead] = []
    for found in _found(desk, references):
        try:
            if isinstance(found, CoachError):
                raise found
            result.append(check_source(desk, bytes_of(found), found, voice=voice, tell=tell))
        except CoachError as error:
            result.append(NotRead(error))
    return result


def _found(desk: Desk, references: Sequence[str]) -> list[str | CoachError]:
    """Return the files that are meant, each once, and what is said of what is not there."""
    files: dict[str | CoachError, None] = {}
    for reference in references:
        if reference == STANDARD_INPUT:
            files[reference] = None
        elif _is_folder(reference):
            files.update(dict.fromkeys(_in_folder(reference)))
        else:
            try:
                files[str(find_file(reference, desk.paths, desk.language))] = None
            except CoachError as error:
                files[error] = None
    return list(files)


def _in_folder(folder: str) -> list[str | CoachError]:
    """Return the .toml files below a folder, sorted, and what could not be opened in it."""
    files: list[str] = []
    errors: list[str | CoachError] = []

    def refuse(error: OSError) -> None:
        errors.append(CoachError(f"{error.filename} cannot be opened: {error.strerror or error}."))

    for place, _, names in os.walk(folder, onerror=refuse):
        files += [str(Path(place, name)) for name in names if name.casefold().endswith(".toml")]
    if not files and not errors:
        errors.append(UsageError(f"There is no routine file (.toml) in {folder}."))
    return [*sorted(files), *errors]


def _is_folder(reference: str) -> bool:
    try:
        return Path(reference).is_dir()
    except (OSError, ValueError):
        return False


def check_source(desk: Desk, data: bytes, file: str, *, voice: str | None = None, tell: Tell | None = None) -> Checked:
    """Check the text of one routine or library; its speech is measured by the voice, or estimated with "none"."""
    if len(data) > LARGEST_FILE:
        return Checked(file, (too_large(file),), {})
    if is_library(data, file):
        return Checked(file, tuple(check_text(data, file, desk.paths)), {file: as_text(data)})
    loaded = load_text(data, file, desk.paths)
    routine = loaded.routine
    if routine is None:
        return Checked(file, loaded.problems, loaded.texts)
    with desk.lengths(routine.lang, voice=voice, tell=tell) as lengths:
        problems = problems_of(desk, loaded, routine, lengths)
        timeline = desk.timeline(routine, desk.choices(routine, dosed=False), lengths)
    return Checked(file, problems, loaded.texts, f"It takes {total(timeline)}.")


def faults(desk: Desk, routine: Routine, file: str) -> tuple[Problem, ...]:
    """Return the errors that only the timelines of a routine have; it plays all the same.

    Speech is estimated: whether work is longer than its clock, or a word has no value, does not hang on it.
    """
    found = lint(routine, desk.phrases(routine.lang), FixedLengths())
    return tuple(one for one in found if one.severity is Severity.ERROR and one.place.file == file)


def problems_of(desk: Desk, loaded: Loaded, routine: Routine, lengths: Lengths) -> tuple[Problem, ...]:
    """Return everything that is wrong with a routine that could be read: what its reader and its timelines say."""
    found = lint(routine, desk.phrases(routine.lang), lengths)
    # A used routine has its own warnings where it is checked itself.
    own = [problem for problem in found if problem.place.file == loaded.path]
    return tuple(in_order([*loaded.problems, *own], loaded.path))
