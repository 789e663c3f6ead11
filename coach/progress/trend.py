"""How the mornings run: their trend, for how long it has been rising, and swelling that stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from coach.progress.response import RISING

FORTNIGHT = 14
"""Days in each half of the trend: over 7 it is hardly ever defined for somebody who trains every third day."""

ENOUGH = 4
"""Mornings that each half needs."""

_DAY = timedelta(days=1)


def trend_on(knees: Mapping[date, int], day: date, *, skipped: bool = False) -> float | None:
    """Return the mean of the mornings in the 14 local days up to `day` minus that in the 14 before; None with too few.

    `skipped` says that this day's answer was: it then counts as one of those that are needed, and for nothing else, or
    skipping it would come to less than the best answer.
    """
    now = _mornings(knees, day)
    before = _mornings(knees, day - FORTNIGHT * _DAY)
    if not now or len(now) + skipped < ENOUGH or len(before) < ENOUGH:
        return None
    return sum(now) / len(now) - sum(before) / len(before)


def trend_weeks(knees: Mapping[date, int], day: date, *, skipped: bool = False) -> int:
    """Return for how many whole weeks up to `day` the trend has been at least 1.

    Days with too few mornings to tell do not break it, unless a fortnight of them comes together.
    """
    trend = trend_on(knees, day, skipped=skipped)
    if trend is None or trend < RISING:
        return 0
    rising_since = day
    for earlier in _days_before(day):
        trend = trend_on(knees, earlier)
        if (trend is not None and trend < RISING) or (rising_since - earlier).days > FORTNIGHT:
            break
        if trend is not None:
            rising_since = earlier
    return (day - rising_since).days // 7


def swell_streak(swellings: Mapping[date, bool], day: date) -> int:
    """Return how many mornings in a row, `day` the last of them, had any swelling; only those that were asked count."""
    if not swellings.get(day, False):
        return 0
    last_without = max((each for each, swollen in swellings.items() if not swollen and each < day), default=date.min)
    return sum(last_without < each <= day for each in swellings)


def _mornings(knees: Mapping[date, int], last: date) -> list[int]:
    number = last.toordinal()
    days = map(date.fromordinal, range(number - FORTNIGHT + 1, number + 1))
    return [knees[day] for day in days if day in knees]


def _days_before(day: date) -> Iterator[date]:
    while True:
        day -= _DAY
        yield day
