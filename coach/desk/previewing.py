"""One routine as its writer looks at it: compiled, with everything that is wrong, and a watch over its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from coach.desk.check import problems_of
from coach.desk.desk import Desk
from coach.desk.differing import differences_from_file
from coach.desk.watching import Watch
from coach.errors import CoachError, UsageError
from coach.routine.files import load_file
from coach.routine.finding import LIBRARY_FILE, find_file
from coach.routine.loaded import Loaded
from coach.routine.model import Routine
from coach.source import Problem
from coach.timeline.model import Timeline


@dataclass(frozen=True, slots=True)
class Previewed:
    """A routine file as it was at one moment; `watch` tells when that is past."""

    file: str
    """Its path."""
    watch: Watch = field(compare=False)
    routine: Routine | None = None
    """None where it has errors or cannot be read."""
    timeline: Timeline | None = None
    problems: tuple[Problem, ...] = ()
    """All that `coach check` says of it."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The texts of its files by the names that places have."""
    differs: tuple[str, ...] = ()
    """A line for each step that is not played as the file says."""
    unreadable: str = ""
    """One sentence where the file is not there or cannot be read at all."""


def preview(desk: Desk, reference: str, level: str | None = None) -> Previewed:
    """Return a routine as it is now, at a level where it has that, measured by the voice; nothing in it raises."""
    try:
        path = find_file(reference, desk.paths, desk.language)
    except UsageError as error:
        # Its folder is watched all the same: a file that was taken away comes back.
        return Previewed(reference, _watch(desk, Path(reference), ()), unreadable=str(error))
    try:
        loaded, watch = _read(desk, path)
    except CoachError as error:
        return Previewed(str(path), _watch(desk, path, ()), unreadable=str(error))
    routine = loaded.routine
    if routine is None:
        return Previewed(str(path), watch, problems=loaded.problems, texts=loaded.texts)
    choices = desk.choices(routine, level=level if level in routine.levels else None)
    with desk.lengths(routine.lang) as lengths:
        timeline = desk.timeline(routine, choices, lengths)
        problems = problems_of(desk, loaded, routine, lengths)
    differs = differences_from_file(desk, routine, choices).lines
    return Previewed(str(path), watch, routine, timeline, problems, loaded.texts, differs)


def _read(desk: Desk, path: Path) -> tuple[Loaded, Watch]:
    """Read a file under a watch that was there before: which files are used is known only once it was read."""
    watch = _watch(desk, path, ())
    loaded = load_file(path, desk.paths)
    if not set(loaded.texts) <= set(watch.files):
        watch = _watch(desk, path, loaded.texts)
        loaded = load_file(path, desk.paths)
    return loaded, watch


def _watch(desk: Desk, path: Path, used: Mapping[str, str] | tuple[()]) -> Watch:
    own_library = desk.paths.routines / LIBRARY_FILE
    return Watch([path, own_library, *used], [path.parent, desk.paths.routines])
