"""The reviews at weeks 6 and 12: where the mornings are not clearly better, somebody should look at the knee.

Clearly better is 2 points or 30 % (Farrar 2001, Pain 94:149). Weeks 6 and 12, and how many mornings make a mean, are
choices of this program that no study tested.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WEEKS = (6, 12)
CLEAR_POINTS = 2.0
CLEAR_SHARE = 0.3
FEWEST = 3
"""Mornings that make the mean of a week."""

LITTLE = 1.0
"""A first week under this mean leaves nothing to become clearly better."""


@dataclass(frozen=True, slots=True)
class Review:
    """The mornings are not clearly better than at the start."""

    weeks: int
    was: float
    """The mean knee pain of the first week's mornings."""
    now: float
    """That of the last seven days."""


def started_on(days: Iterable[date], gap: int) -> date | None:
    """Return the first of these days behind which no pause of `gap` days or more lies; None without days."""
    first: date | None = None
    before: date | None = None
    for day in sorted(set(days)):
        if first is None or before is None or (day - before).days >= gap:
            first = day
        before = day
    return first


def review_of(first: date, today: date, mornings: Mapping[date, int]) -> Review | None:
    """Return the review that is due in the seven days behind weeks 6 and 12; None otherwise, or with too few mornings.

    `mornings` is knee pain 0–10 by local day.
    """
    weeks = (today - first).days // 7
    if weeks not in WEEKS:
        return None
    was, now = _mean(mornings, first), _mean(mornings, today - timedelta(days=6))
    if was is None or now is None or was < LITTLE:
        return None
    better = was - now
    return None if better >= CLEAR_POINTS or better >= CLEAR_SHARE * was else Review(weeks, was, now)


def _mean(mornings: Mapping[date, int], first: date) -> float | None:
    """Return the mean of seven days from `first` on; None with too few mornings."""
    week = [mornings[day] for day in (first + timedelta(days=ahead) for ahead in range(7)) if day in mornings]
    return sum(week) / len(week) if len(week) >= FEWEST else None
