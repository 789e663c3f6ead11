"""Builders of charts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from coach.export.chart import Chart, Limit, Mark, Series

FIRST = date(2026, 8, 31)


def day(offset: int) -> date:
    return FIRST + timedelta(days=offset)


def chart(*series: Series, days: int = 84, **changes: object) -> Chart:
    """Return a chart from 0 to 10 over twelve weeks, or what is changed of it."""
    whole = Chart("Knee pain, 0 to 10", FIRST, day(days - 1), 10, series, sentence="It is steady.")
    return replace(whole, **changes)  # type: ignore[arg-type]


def points(letter: str, *numbers: tuple[int, float], label: str = "") -> Series:
    """Return a series of numbers by the days from the first on."""
    return Series(letter, label or f"series {letter}", tuple((day(offset), number) for offset, number in numbers))


LIMIT = Limit("over 5: too much", ((FIRST, 5),))
BACK_OFF = Mark(day(7), "B")
