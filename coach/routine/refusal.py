"""Why a value cannot be used: worded so that it can follow the key or the value, "`hold` …"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a value cannot be used."""

    code: str
    message: str
    """Goes on a sentence that begins with the key or the value."""
    fix: str | None = None
    """The value as it should be typed in TOML, with its quotes."""
    note: str = ""
    """A further help line."""


Parsed: TypeAlias = T | Refusal
