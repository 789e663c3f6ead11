"""The routines there are, and one that is to be played."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.desk.copying import is_bundled
from coach.desk.desk import Desk
from coach.desk.watching import Watch
from coach.errors import CoachError
from coach.routine.finding import LIBRARY_FILE, find_file, routine_files
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
    loaded = load_kept(find_file(reference, desk.paths), desk.paths)
    if loaded.routine is None:
        raise BrokenRoutineError(loaded)
    return loaded


def listed_routines(desk: Desk) -> Iterator[ListedRoutine]:
    """Yield every routine by name, those that cannot be played too."""
    for path in routine_files(desk.paths):
        try:
            loaded = load_kept(path, desk.paths, keep=False)  # who only looks finds nothing made afterwards
        except CoachError as error:
            yield ListedRoutine(path.stem, str(path), None, unreadable=str(error))
            continue
        routine = loaded.routine
        if routine is None:
            yield ListedRoutine(path.stem, str(path), None, errors=errors_of(loaded.problems))
            continue
        timeline = desk.timeline(routine, desk.choices(routine), FixedLengths())
        yield ListedRoutine(routine.id, str(path), routine, timeline.seconds, timeline.open_ended)


def watch_routines(desk: Desk) -> Watch:
    """Return a watch over all of them; made before they are read it misses nothing."""
    own_library = desk.paths.routines / LIBRARY_FILE
    return Watch([*routine_files(desk.paths), own_library], [desk.paths.routines])


def errors_of(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems that keep a routine from being played."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)
