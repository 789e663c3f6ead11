"""Chart: what a plot shows, by local days; drawn as text by `plot` and as SVG by `svg`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from math import ceil, floor, log10


class Draw(Enum):
    """How the points of a series are drawn."""

    POINTS = "points"  # each by itself: what lies between two days is not known
    LINE = "line"  # joined: a mean over many
    BARS = "bars"  # from zero up, as wide as `Series.days`


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers by day; a day without one is not among them, so that a gap stays a gap."""

    letter: str
    """One character by which its points are told from others, without colour."""
    label: str
    points: tuple[tuple[date, float], ...]
    draw: Draw = Draw.POINTS
    days: int = 1
    """How many days a bar stands for, from its day on."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A line that numbers should stay under; it may have steps."""

    label: str
    points: tuple[tuple[date, float], ...]
    """From each day on the highest number that is still under the limit; the last one holds to the end."""
    dotted: bool = False
    """Told from another limit without colour."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A letter at a day, in a row of its own under the numbers."""

    day: date
    letter: str


@dataclass(frozen=True, slots=True)
class Band:
    """Where most of many lie: from low to high, by day. Only SVG draws it."""

    label: str
    points: tuple[tuple[date, float, float], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One plot with its title, its axes and the sentence that says the reading in words."""

    title: str
    first: date
    last: date
    top: float
    """The highest number of the axis; the lowest is 0."""
    series: tuple[Series, ...] = ()
    limits: tuple[Limit, ...] = ()
    marks: tuple[Mark, ...] = ()
    marks_label: str = ""
    """What the row of marks is called, on the axis."""
    legend: tuple[str, ...] = ()
    """What else is to be known of letters and lines, a few words each."""
    bands: tuple[Band, ...] = ()
    whole: bool = True
    """Only whole numbers can come: each has its row or tick."""
    sentence: str = ""

    @property
    def days(self) -> int:
        """How many local days the axis has, both ends included; at least one."""
        return max(1, (self.last - self.first).days + 1)

    @property
    def highest(self) -> float:
        """The highest number that is drawn or that a limit has; 0 where there is none."""
        numbers = [number for series in self.series for _, number in series.points]
        return max((*numbers, *(number for limit in self.limits for _, number in limit.points)), default=0.0)

    @property
    def empty(self) -> bool:
        """There is nothing to draw."""
        return not any(series.points for series in self.series)


def nice_top(numbers: Iterable[float]) -> float:
    """Return a round number that is at least the highest of some: 1, 2, 2.5, 4, 5 or 8 times a power of 10."""
    highest = max(numbers, default=0.0)
    if not highest > 1:
        return 1.0
    power = 10.0 ** floor(log10(highest))
    return next(step * power for step in (1, 2, 2.5, 4, 5, 8, 10) if step * power >= highest * (1 - 1e-9))


def ticks(chart: Chart, most: int) -> list[float]:
    """Return the numbers that the axis shows, from 0 to its top, at most so many (two at least)."""
    steps = [1, 2, 5, 10, 20, 50, 100] if chart.whole else []
    for step in steps:
        if chart.top / step + 1 <= most:
            return [float(number) for number in range(0, floor(chart.top) + 1, step)]
    parts = next((parts for parts in (5, 4, 2, 1) if parts + 1 <= most), 1)
    return [chart.top * index / parts for index in range(parts + 1)]


def day_ticks(chart: Chart, most: int) -> list[date]:
    """Return the days that the axis names: Mondays where they are few, else the firsts of months or of years."""
    days = [chart.first + timedelta(days=offset) for offset in range(chart.days)] if chart.days <= 400 else []
    weeks = [day for day in days if day.weekday() == 0]
    if chart.days <= most:
        return days
    for every in (1, 2, 4):
        if weeks and ceil(len(weeks) / every) <= most:
            return weeks[::every]
    months = _months(chart.first, chart.last)
    for every in (1, 2, 3, 6, 12, 24, 60):
        chosen = [day for day in months if (day.year * 12 + day.month - 1) % every == 0]
        if len(chosen) <= most:
            return chosen
    return months[:1]


def day_label(day: date, chart: Chart) -> str:
    """Return a day as the axis names it: "5 Oct", or "Oct 2026" where the axis is longer than a year."""
    month = MONTHS[day.month - 1]
    return f"{day.day} {month}" if chart.days <= 366 else f"{month} {day.year}"


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""By hand: `strftime` would ask the locale, and columns are counted."""


def number_words(number: float) -> str:
    """Return a number as a person would write it: 30, 2.5, 1200; one of seven digits or more as 2e+06."""
    if abs(number) >= 1e6:
        return f"{number:.2g}"
    rounded = round(number, 1)
    return str(int(rounded)) if float(rounded).is_integer() else str(rounded)


def _months(first: date, last: date) -> list[date]:
    found = []
    year, month = (first.year, first.month) if first.day == 1 else _after(first.year, first.month)
    while (year, month) <= (last.year, last.month):
        found.append(date(year, month, 1))
        if (year, month) == (date.max.year, 12):
            break
        year, month = _after(year, month)
    return found


def _after(year: int, month: int) -> tuple[int, int]:
    return (year + 1, 1) if month == 12 else (year, month + 1)
