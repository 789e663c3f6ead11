"""A reading of the knee that belongs to no session, as a value; `mornings.py` has its file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Morning:
    """The knee on a morning after which no session was asked about: it feeds trend and base."""

    day: date
    """The local day that it counts for; also the name of its file."""
    at: datetime
    knee: int
    """Knee pain, 0–10."""
