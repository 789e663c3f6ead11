"""The list of routines while the screens are open: what did not change is not read again."""

from __future__ import annotations

from dataclasses import dataclass

from coach.desk.check import faults
from coach.desk.desk import Desk
from coach.desk.routines import ListedRoutine, listed_routine
from coach.desk.watching import Stamp, Watch, stamp
from coach.routine.finding import library_paths, routine_files
from coach.source import Problem
from coach.words.files import languages


@dataclass(frozen=True, slots=True)
class Line:
    """One routine, and the errors with which it plays all the same; in what came with Coach they are not looked for."""

    listed: ListedRoutine
    faults: tuple[Problem, ...] = ()


class RoutineList:
    """Reads the list again and again: thirty routines take a second, and the one that was saved a few hundredths."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[str, tuple[dict[str, Stamp], Line]] = {}

    def read(self) -> tuple[tuple[Line, ...], Watch]:
        """Return every routine by name, and a watch over all of them that was there before they were read."""
        paths = routine_files(self._desk.paths, self._desk.language)
        files = [*(str(path) for path in paths), *(file for lang in languages() for file in self._libraries(lang))]
        watch = Watch(files, [self._desk.paths.routines])
        stamps = {file: stamp(file) for file in files}
        known: dict[str, tuple[dict[str, Stamp], Line]] = {}
        lines = []
        for path in paths:
            kept = self._known.get(str(path))
            for file in kept[0] if kept is not None else ():
                if file not in stamps:
                    stamps[file] = stamp(file)
            if kept is None or any(stamps.get(file) != before for file, before in kept[0].items()):
                line = self._read(listed_routine(self._desk, path, keep=True))
            else:
                line = kept[1]
            lines.append(line)
            # What has errors may lack a file that comes; and what uses a file from elsewhere has no stamp of it.
            routine = line.listed.routine
            libraries = self._libraries(routine.lang) if routine is not None else ()
            if routine is not None and set(line.listed.files) <= {*stamps, *libraries}:
                stamps = {**{file: stamp(file) for file in libraries}, **stamps}
                known[str(path)] = {file: stamps[file] for file in (*line.listed.files, *libraries)}, line
        self._known = known
        return tuple(lines), watch

    def _libraries(self, lang: str) -> list[str]:
        """Return where the exercises of routines in a language may lie."""
        return [str(path) for path in library_paths(self._desk.paths, lang)]

    def _read(self, listed: ListedRoutine) -> Line:
        if listed.routine is None or listed.bundled:
            return Line(listed)
        return Line(listed, faults(self._desk, listed.routine, listed.path))
