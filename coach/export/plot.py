"""A chart as lines of text, drawn by plotille: letters for points, so that it can be read without colour.

plotille gives the canvas, the axes and the braille dots of lines; which letter stands in which cell is decided here,
for two numbers that fall into one cell must not hide each other.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from math import floor

from plotille import Figure

from coach.export.chart import Chart, Draw, Limit, day_label, number_words

SEVERAL = "*"
"""The letter of a cell in which points of several series meet."""

BAR = "█"

LEAST_COLUMNS = 40
"""Narrower than this a plot is not drawn; lines are longer than the terminal then."""

ROWS = 11
"""Rows of a chart whose numbers are no whole ones: odd, so that the middle has a label."""

_GAP = "   "
"""Between two entries of the legend."""

_LABELS = 10
"""Columns that plotille keeps for the numbers of the axis, however short they are."""

_FRAME = 3
"""Columns between the numbers and the plot."""


def plot_lines(chart: Chart, columns: int, lines: int | None = None) -> list[str]:
    """Return the chart as lines of at most so many columns (40 at least): title, plot, legend, sentence.

    Where that takes more than so many `lines`, rows of whole numbers above the highest one and its limit are left out.
    """
    columns = max(columns, LEAST_COLUMNS)
    whole = _lines(chart, columns)
    top = floor(chart.highest) + 1
    if lines is None or len(whole) <= lines or not chart.whole or top >= chart.top:
        return whole
    return _lines(replace(chart, top=max(top, chart.top - (len(whole) - lines))), columns)


def _lines(chart: Chart, columns: int) -> list[str]:
    drawn = [] if chart.empty else [*_drawn(chart, columns), *_legend(_keys(chart), columns)]
    return [*_wrapped(chart.title, columns), *drawn, *_wrapped(chart.sentence, columns)]


def in_ascii(text: str) -> str:
    """Return a plot for an output that knows no braille: dots and bars as -, . and #."""
    return "".join(_PLAIN.get(letter, "-" if "\u2800" < letter <= "\u28ff" else letter) for letter in text)


_DOTTED, _SOLID = "⠁", "⠉"
_PLAIN = {_DOTTED: ".", BAR: "#", "×": "x", "–": "-", "—": "-", "’": "'", "“": '"', "”": '"'}


def _keys(chart: Chart) -> Iterator[str]:
    """Yield the entries of the legend."""
    told = [series for series in chart.series if series.label]
    for series in told:
        yield f"{BAR if series.draw is Draw.BARS else series.letter} {series.label}"
    if sum(series.draw is not Draw.BARS for series in told) > 1:
        yield f"{SEVERAL} several"
    for limit in chart.limits:
        yield f"{(_DOTTED if limit.dotted else _SOLID) * 2} {limit.label}"
    yield from chart.legend


def _legend(keys: Iterable[str], columns: int) -> list[str]:
    """Return the entries in as few lines as they fit, each of them whole where it can be."""
    lines: list[str] = []
    for key in keys:
        if lines and len(lines[-1]) + len(_GAP) + len(key) <= columns:
            lines[-1] += _GAP + key
        else:
            lines += _wrapped(key, columns)
    return lines


def _wrapped(text: str, columns: int) -> list[str]:
    return textwrap.wrap(text, columns)


class _Grid:
    """The cells of the plot: columns of days, rows of numbers, from below."""

    def __init__(self, chart: Chart, columns: int) -> None:
        self.chart = chart
        self.rows = int(chart.top) + 1 if chart.whole else ROWS
        self.labels = max(len(chart.marks_label), max(len(self.label(row)) for row in range(self.rows)))
        self.width = columns - self.labels - _FRAME

    def label(self, row: int) -> str:
        if self.chart.whole:
            return str(row)
        return number_words(self.chart.top * row / (self.rows - 1)) if row % 5 == 0 else ""

    def column(self, day: date, *, middle: float = 0.5) -> int:
        share = ((day - self.chart.first).days + middle) / self.chart.days
        return min(self.width - 1, max(0, int(share * self.width)))

    def row(self, number: float) -> int:
        share = number / self.chart.top if self.chart.top > 0 else 0.0
        return min(self.rows - 1, max(0, round(share * (self.rows - 1))))

    def day(self, column: float) -> date:
        """Return the day at a column, the last one behind the end of the axis."""
        days = int(column * self.chart.days / self.width)
        return self.chart.first + timedelta(days=min(days, self.chart.days - 1))


def _drawn(chart: Chart, columns: int) -> list[str]:
    grid = _Grid(chart, columns)
    below = 1 if chart.marks_label else 0
    figure = Figure()
    figure.with_colors = False
    figure.origin = False
    figure.linesep = "\n"
    figure.width, figure.height = grid.width, grid.rows + below
    figure.set_x_limits(0.0, float(grid.width))
    figure.set_y_limits(float(-below), float(grid.rows))
    figure.x_ticks_fkt = lambda at, _: _date_at(grid, float(at))
    figure.y_ticks_fkt = lambda at, _: _number_at(grid, float(at))
    for limit in chart.limits:
        _draw_limit(figure, grid, limit)
    for (column, row), letter in _cells(grid).items():
        figure.scatter([column + 0.5], [row + 0.5], marker=letter)
    for mark in chart.marks:
        figure.scatter([grid.column(mark.day) + 0.5], [-0.5], marker=mark.letter)
    return _cut(figure.show().split("\n"), grid, columns)


def _cells(grid: _Grid) -> dict[tuple[int, int], str]:
    """Return the letter of each cell; of several numbers of one series in a column the highest counts."""
    cells: dict[tuple[int, int], str] = {}
    for series in grid.chart.series:
        highest: dict[int, float] = {}
        for day, number in series.points:
            if series.draw is Draw.BARS:
                last = grid.column(day, middle=float(series.days)) - 1
                bar = range(grid.column(day, middle=0.0), max(grid.column(day, middle=0.0), last - 1) + 1)
                cells |= {(column, row): BAR for column in bar for row in range(1, grid.row(number) + 1)}
            else:
                column = grid.column(day)
                highest[column] = max(number, highest.get(column, number))
        for column, number in highest.items():
            cell = column, grid.row(number)
            cells[cell] = series.letter if cells.get(cell, series.letter) == series.letter else SEVERAL
    return cells


def _draw_limit(figure: Figure, grid: _Grid, limit: Limit) -> None:
    """Draw a limit along the upper edge of the row that is still under it."""
    edges = [0 if index == 0 else grid.column(day) for index, (day, _) in enumerate(limit.points)]
    for (_, number), start, end in zip(limit.points, edges, (*edges[1:], grid.width), strict=True):
        if end <= start:
            continue
        height = grid.row(number) + 0.75
        if limit.dotted:
            places = [float(column) for column in range(start, end)]
            figure.scatter(places, [height] * len(places))
        else:
            figure.plot([float(start), end - 0.5], [height, height])


def _date_at(grid: _Grid, column: float) -> str:
    return day_label(grid.day(column), grid.chart)


def _number_at(grid: _Grid, at: float) -> str:
    if at < 0:
        return grid.chart.marks_label
    row = round(at)
    return grid.label(row) if row < grid.rows else ""


def _cut(lines: list[str], grid: _Grid, columns: int) -> list[str]:
    """Return the plot without its two empty rows at the top and without the columns that no number needs."""
    spare = _LABELS - grid.labels
    rows = [line[spare:].replace("\u2800", " ").rstrip() for line in lines[2:-2]]
    axis = lines[-2][spare:][: grid.labels + _FRAME + grid.width]
    return [*rows, axis, _fitting(lines[-1][spare:], grid, columns)]


def _fitting(dates: str, grid: _Grid, columns: int) -> str:
    """Return the line of dates without a last one that would be cut: each stands under its tick, ten columns apart."""
    start = grid.labels + _FRAME
    while len(dates.rstrip()) > columns:
        dates = dates[: start + (len(dates.rstrip()) - start - 1) // 10 * 10]
    return dates.rstrip()
