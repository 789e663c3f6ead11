"""What a person is asked once, as values; `profile.py` has the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class BaseChange:
    """The usual morning knee pain became another."""

    on: date
    was: int | None
    now: int
    why: str
    """asked (in the first-run questions), unlock, or fell (by itself, as the rules of the check-in say)."""


@dataclass(frozen=True, slots=True)
class Unlock:
    """The user's word that the knee was checked and that they are happy to go on loading."""

    at: datetime
    session: str | None = None
    """The id of the session that had stopped the loading."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The user's own answers, asked once and kept."""

    notice_seen: date | None = None
    """When the first-run text was read."""
    knee: str | None = None
    """left, right or both: which one the check-ins are about."""
    age: int | None = None
    """The lower edge of the age band; None where it was not said."""
    base: int | None = None
    """The usual morning knee pain now; None where it was not said."""
    bases: tuple[BaseChange, ...] = ()
    """How `base` came to be what it is, the earliest first."""
    set_up: date | None = None
    """When the first-run questions were answered or turned down."""
    limits: str | None = None
    """What feels limiting: tissue, strength or movement."""
    equipment: tuple[str, ...] = ()
    """What is at hand, in the words of the routines."""
    precautions: tuple[str, ...] = ()
    """Ids of `coach.routine.library.PRECAUTIONS` that were ticked."""
    routine: str | None = None
    """The id of the routine that the first-run questions came to."""
    level: str | None = None
    """The level at which that routine begins; None where it has none."""
    unlocks: tuple[Unlock, ...] = ()
    """The earliest first."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """Everything else in the file."""
