"""One thing that TOML refuses, as it is said: a problem at its place, and the lines to put in place of others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.source.place import Mark, Place, Problem, Severity

LONGEST_LINE = 2000
"""Characters; no mistake is looked for in a longer line."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One thing that TOML refuses, and what to put in place of which lines to read on."""

    problem: Problem
    changes: Mapping[int, str] = field(default_factory=dict)
    """Corrected lines by their number; none where what was meant is not known."""


@dataclass(frozen=True, slots=True)
class Line:
    """The line that TOML refuses, and where in it."""

    file: str
    number: int
    text: str
    at: int
    """Offset of what was refused."""

    def place(self, start: int | None = None, end: int | None = None) -> Place:
        start = self.at if start is None else start
        return Place(self.file, self.number, start + 1, (start + 1 if end is None else end) + 1)

    @property
    def whole(self) -> Place:
        start = len(self.text) - len(self.text.lstrip())
        return self.place(start, max(len(self.text.rstrip()), start))


def refused(
    here: Line,
    message: str,
    *help_lines: str,
    place: Place | None = None,
    also: tuple[Mark, ...] = (),
    corrected: str | None = None,
    changes: Mapping[int, str] | None = None,
) -> Explained:
    """Return R002 for a line, at the whole of it if no place is given; `corrected` is what to put in its place."""
    label = "and this" if also else ""
    lines = tuple(line for line in help_lines if line)
    problem = Problem("R002", Severity.ERROR, place or here.whole, message, label, also, lines)
    if corrected is not None:
        changes = {here.number: corrected}
    return Explained(problem, changes or {})
