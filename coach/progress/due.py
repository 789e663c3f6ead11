"""What the choice of today's hangs on, and what it comes to, as values; `today.py` makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from coach.progress.plan import Known
from coach.progress.waiting import Wait
from coach.session.record import SessionRecord


class Due(StrEnum):
    """What kind of thing is due."""

    LOADED = "loaded"
    SHORT = "short"  # loaded as well, in a few minutes
    LIGHT = "light"  # soft tissue, mobility, walking
    REST = "rest"  # nothing
    STOPPED = "stopped"  # STOP_SEEK holds


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence of `coach.words` by its key under `today`, and what is filled in; of a stop it is the stop's own."""

    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stopped:
    """STOP_SEEK holds."""

    rule: str
    allows: Callable[[Known], bool]
    """Whether a routine may be played all the same."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What the choice hangs on."""

    now: datetime
    """Local, with its offset."""
    sessions: Sequence[SessionRecord] = ()
    """The latest of them, the earliest first: those of `DAYS_READ` days, and the last loaded one however old."""
    wait: Wait | None = None
    """What keeps from loading now."""
    stopped: Stopped | None = None
    mornings: Mapping[date, int] = field(default_factory=dict)
    """Knee pain by local day."""
    base: int | None = None
    """The usual morning knee pain, where it was said."""
    precautions: frozenset[str] = frozenset()
    equipment: frozenset[str] = frozenset()
    """What is at hand; empty where nobody said."""
    suggested: Sequence[str] = ()
    """The ids of the routines that the first-run questions came to, the most fitting first."""
    no_loading: bool = False
    """By the precautions nothing loaded is suggested; who has played some all the same goes on."""


DAYS_READ = 120
"""So many days of sessions and mornings are enough: a review looks back 13 weeks, and for a gap of four before them."""


@dataclass(frozen=True, slots=True)
class DueToday:
    """What is due on a local day."""

    day: date
    due: Due
    routine: str | None
    """Its id; None where nothing is due, or no such routine is there."""
    reason: Reason
    rule: str
    """P2–P9 of docs/rules.md; with a stop the rule of the check-in behind it."""
    next_loaded: datetime | None = None
    """From when on the next loaded session is in order; now where one is due, None where nobody can say."""
    next_planned: str | None = None
    """The id of the routine that the plan has for then."""
    put_off: str | None = None
    """The id of the loaded routine that the plan has for today, where that is too early."""
    at: str | None = None
    """The hour that the plan has for today's."""
    restart: Reason | None = None
    """That less is played after days away."""
    review: Reason | None = None
    days_trained: int = 0
    """Days of the last seven with a session, today's included."""


@dataclass(frozen=True, slots=True)
class WeekDay:
    """What the coming days have, as far as it can be told today."""

    day: date
    routine: str | None
    """The id of what is meant, `REST`, or None for something light."""
    begins: datetime | None = None
    """From when on, where it is loaded; None on a loaded day that is too early as a whole, too."""
    early: bool = False
    """It is loaded, and the whole day lies before the knee had its rest."""
