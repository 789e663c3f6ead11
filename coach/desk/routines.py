"""The routines there are, and one that is to be played."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.desk.copying import is_bundled
from coach.desk.desk import Desk
from coach.errors import CoachError
from coach.routine.finding import STANDARD_INPUT, bytes_of, find_file, routine_files
from coach.routine.kept import load_kept
from coach.routine.loaded import Loaded
from coach.routine.model import Routine
from coach.source import Problem, Severity, plain
from coach.units import Seconds
from coach.words.speech import FixedLengths


class BrokenRoutineError(CoachError):
    """A routine's file has errors; its text is the first of them, `problems` and `loaded.texts` make the report."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.problems = errors_of(loaded.problems)
        first = self.problems[0]
        more = f" There are {len(self.problems) - 1} more." if len(self.problems) > 1 else ""
        super().__init__(
            f"{first.place}: {first.message}.{more} `coach check {loaded.path}` shows where and how to mend."
        )


@dataclass(frozen=True, slots=True)
class ListedRoutine:
    """One routine of the list."""

    id: str
    path: str
    routine: Routine | None
    """None where its file cannot be read or has errors."""
    seconds: Seconds = 0.0
    """At its first level, speech estimated: a list must not wait for a voice."""
    open_ended: bool = False
    errors: tuple[Problem, ...] = ()
    unreadable: str = ""
    """One sentence where the file cannot be read at all."""
    files: tuple[str, ...] = ()
    """Everything that it was read from."""
    without: tuple[Problem, ...] = ()
    """Why it plays without the user's own exercises."""

    @property
    def bundled(self) -> bool:
        """It came with the program."""
        return is_bundled(self.path)

    @property
    def why_not(self) -> str:
        """Why it cannot be played, in the fewest words; empty where it can."""
        if not self.errors:
            return self.unreadable
        first = self.errors[0]
        where = "" if first.place.file == self.path else f"{Path(first.place.file).name}, "
        return f"{where}line {first.place.line}: {first.message}"

    @property
    def report(self) -> str:
        """Why it cannot be played, as `coach check --plain` says it; empty where it can."""
        return plain(self.errors[0]) if self.errors else self.unreadable


def load(desk: Desk, reference: str) -> Loaded:
    """Return a routine that can be played; BrokenRoutineError where it has errors, UsageError without a file."""
    loaded = load_kept(find_file(reference, desk.paths, desk.language), desk.paths)
    if loaded.routine is None:
        raise BrokenRoutineError(loaded)
    return loaded


def load_typed(desk: Desk) -> Loaded:
    """Return the routine that standard input holds; BrokenRoutineError where it has errors."""
    from coach.routine.files import load_text  # the reader: a start does without

    loaded = load_text(bytes_of(STANDARD_INPUT), STANDARD_INPUT, desk.paths)
    if loaded.routine is None:
        raise BrokenRoutineError(loaded)
    return loaded


def listed_routines(desk: Desk) -> Iterator[ListedRoutine]:
    """Yield every routine by name, those that cannot be played too."""
    for path in routine_files(desk.paths, desk.language):
        yield listed_routine(desk, path, keep=False)  # who only looks finds nothing made afterwards


def listed_routine(desk: Desk, path: Path, *, keep: bool) -> ListedRoutine:
    """Return the line of one file; with `keep` what was read of it is kept for the next start."""
    try:
        loaded = load_kept(path, desk.paths, keep=keep)
    except CoachError as error:
        return ListedRoutine(path.stem, str(path), None, unreadable=str(error))
    routine, files = loaded.routine, tuple(loaded.texts)
    if routine is None:
        return ListedRoutine(path.stem, str(path), None, errors=errors_of(loaded.problems), files=files)
    timeline = desk.timeline(routine, desk.choices(routine), FixedLengths())
    return ListedRoutine(
        routine.id, str(path), routine, timeline.seconds, timeline.open_ended, files=files, without=without(loaded)
    )


def without(loaded: Loaded) -> tuple[Problem, ...]:
    """Return what is wrong with a library file that a routine plays without; of one that needs it, it is an error."""
    return tuple(
        problem
        for problem in loaded.problems
        if problem.severity is Severity.WARNING and problem.code.startswith("R") and loaded.routine is not None
    )


def errors_of(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems that keep a routine from being played."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)
