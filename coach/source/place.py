"""Where something stands in a file, and what is wrong with it there: plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one line of a file; lines and columns count from 1, in characters."""

    file: str
    """As the user named it, or the path; `-` is standard input."""
    line: int
    column: int
    end_column: int
    """The first column after the stretch; equal to `column` for a point."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A second place of a problem, with what is said beside it."""

    place: Place
    label: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a user's file: a value, never raised."""

    code: str
    """Stable: R101, W301 … (the table in docs)."""
    severity: Severity
    place: Place
    message: str
    """One sentence in the writer's words, without a final stop."""
    label: str = ""
    """Said beside the caret."""
    also: tuple[Mark, ...] = ()
    help: tuple[str, ...] = ()
    """At most three lines, the first with the corrected line to type."""
