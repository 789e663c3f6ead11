"""`use`: another routine's steps played in a block (B26 of docs/rules.md)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeAlias

from coach.routine.context import Used
from coach.routine.ids import with_prefix
from coach.routine.limits import MOST_SEGMENTS, count_segments
from coach.routine.model import Routine
from coach.routine.refusal import Refusal
from coach.routine.tables import Reading, Table, clipped
from coach.source import Problem, Severity

_LONGEST_CHAIN = 8


@dataclass(frozen=True, slots=True)
class Found:
    """The text that a `use` asked for."""

    file: str
    """The path, and what tells two routines apart."""
    text: str | bytes


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a `use` finds nothing."""

    message: str
    """Goes on after the reference: "… cannot be found"."""
    close: str | None = None
    """The nearest name that is there."""


Find: TypeAlias = Callable[[str, str], Found | Missing]
"""Gets the reference and the file that it stands in."""

Read: TypeAlias = Callable[[Found], tuple[Routine | None, list[Problem]]]
"""Reads a used routine, each file once."""


class Uses:
    """Brings in the routines that one file uses."""

    def __init__(
        self, reading: Reading, find: Find | None, read: Read, chain: tuple[str, ...], progression: bool
    ) -> None:
        self._reading = reading
        self._find = find
        self._read = read
        self._chain = chain
        self._progression = progression
        self._taken: set[str] = set()
        self._segments = 0
        self.problems: list[Problem] = []
        self.equipment: list[str] = []
        self.target: list[str] = []

    def use(self, table: Table) -> Used | None:
        """Return what a block's `use` plays; every way to fail is reported at it."""
        reference = table.text("use").strip()
        if not reference:
            if "use" in table:
                self._reading.refuse((*table.path, "use"), None, Refusal("R201", "cannot be empty"))
            return None
        place = table.value_place("use")
        found = self._find(reference, self._chain[-1]) if self._find is not None else Missing("cannot be found")
        if isinstance(found, Missing):
            close = f"did you mean `{found.close}`?" if found.close else ""
            advice = close or "write the id of a routine, or a path from this file"
            self._reading.report("R108", place, f"the routine `{clipped(reference)}` {found.message}", advice)
            return None
        if found.file in self._chain:
            files = (*self._chain[self._chain.index(found.file) :], found.file)
            circle = " → ".join(PurePath(file).name for file in files)
            self._reading.report("R108", place, f"`use` goes in a circle: {circle}", "take one of them out")
            return None
        if len(self._chain) > _LONGEST_CHAIN:
            self._reading.report("R108", place, "these routines use each other too deeply", "use the last one directly")
            return None
        routine, problems = self._read(found)
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        self.problems.extend(errors)
        if routine is None or errors:
            return None
        self._segments += count_segments(routine.items, routine.levels)
        if self._segments > MOST_SEGMENTS:
            self._reading.report(
                "R203", place, f"this routine asks for more than {MOST_SEGMENTS:,} segments", "use fewer routines"
            )
            return None
        self.equipment.extend(routine.equipment)
        self.target.extend(routine.target)
        return Used(routine.id, routine.name, with_prefix(routine.items, routine.id, self._taken, self._progression))
