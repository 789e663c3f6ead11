"""A chart as SVG: black on white, no script, no font or file from elsewhere, told apart by shape and letter."""

from __future__ import annotations

from datetime import date
from html import escape

from coach.export.chart import Chart, Draw, Limit, Series, day_label, day_ticks, number_words, ticks
from coach.source.report import visible

LEFT, RIGHT, TOP, BOTTOM = 40, 8, 8, 18
"""Room round the plot for numbers and dates, in the picture's own units (1 unit is about 1 CSS pixel)."""

LINE_HEIGHT = 11

SIGN_WIDTH = 4
LETTER_WIDTH = 8

_LOOK = 'role="img" font-family="sans-serif" font-size="9" fill="#000"'

_GREYS = ("#000", "#666", "#000", "#666", "#999")
_DASHES = ("", "", "5 2", "5 2", "2 2")


def svg(chart: Chart, *, width: int = 640, height: int = 170, title: bool = True) -> str:
    """Return the chart as one `<svg>` element, `width` × `height` with its legend; words of files are escaped."""
    return _Picture(chart, width, height, title=title).drawn()


class _Picture:
    def __init__(self, chart: Chart, width: int, height: int, *, title: bool) -> None:
        self.chart = chart
        self.width = width
        self.height = height
        self.title = title
        self.keys = _rows(_key_words(chart, width), width - LEFT)
        self.top = TOP + (LINE_HEIGHT if title else 0)
        under = BOTTOM + LINE_HEIGHT * len(self.keys) + (LINE_HEIGHT if chart.marks_label else 0)
        self.bottom = max(self.top + 20, height - under)
        self.right = width - RIGHT

    def drawn(self) -> str:
        chart = self.chart
        alone = f"{chart.title}. {chart.sentence}".strip()
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" {_LOOK}>',
            f"<title>{escape(visible(alone))}</title>",
            f'<rect width="{self.width}" height="{self.height}" fill="#fff"/>',
        ]
        if self.title:
            parts.append(self.text(LEFT, TOP + 4, chart.title, weight="bold", size=10))
        parts += self.axes()
        parts += [self.band(band.points) for band in chart.bands if band.points]
        parts += [part for limit in chart.limits for part in self.limit(limit)]
        for index, series in enumerate(chart.series):
            parts += self.series(series, index)
        parts += self.marks()
        for row, words in enumerate(self.keys):
            parts.append(self.text(LEFT, self.height - 4 - LINE_HEIGHT * (len(self.keys) - 1 - row), words))
        return "\n".join((*parts, "</svg>"))

    # --- places ------------------------------------------------------------------------------------------------------

    def x(self, day: date, *, middle: float = 0.5) -> float:
        share = ((day - self.chart.first).days + middle) / self.chart.days
        return LEFT + min(1.0, max(0.0, share)) * (self.right - LEFT)

    def y(self, number: float) -> float:
        share = min(1.0, max(0.0, number / self.chart.top if self.chart.top > 0 else 0.0))
        return self.bottom - share * (self.bottom - self.top)

    # --- parts -------------------------------------------------------------------------------------------------------

    def text(self, x: float, y: float, words: str, *, anchor: str = "start", weight: str = "", size: int = 0) -> str:
        extra = (f' font-weight="{weight}"' if weight else "") + (f' font-size="{size}"' if size else "")
        return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{extra}>{escape(visible(words))}</text>'

    def stroke(self, points: list[tuple[float, float]], color: str, width: float, dashes: str = "") -> str:
        path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        return f'<path d="{path}" fill="none" stroke="{color}" stroke-width="{width}"{dash}/>'

    def axes(self) -> list[str]:
        chart = self.chart
        parts = []
        for number in ticks(chart, max(2, int((self.bottom - self.top) / 11) + 1)):
            y = self.y(number)
            parts.append(self.stroke([(LEFT, y), (self.right, y)], "#ddd", 0.5))
            parts.append(self.text(LEFT - 4, y + 3, number_words(number), anchor="end"))
        for day in day_ticks(chart, max(2, int((self.right - LEFT) / 52))):
            x = self.x(day, middle=0.0)
            parts.append(self.stroke([(x, self.bottom), (x, self.bottom + 3)], "#000", 0.7))
            if x < self.right - 12:  # a date further right would leave the picture
                parts.append(self.text(x, self.bottom + 12, day_label(day, chart), anchor="middle"))
        parts.append(self.stroke([(LEFT, self.top), (LEFT, self.bottom), (self.right, self.bottom)], "#000", 0.8))
        return parts

    def limit(self, limit: Limit) -> list[str]:
        if not limit.points:
            return []
        path: list[tuple[float, float]] = []
        for index, (day, number) in enumerate(limit.points):
            start = LEFT if index == 0 else self.x(day, middle=0.0)
            if path:
                path.append((start, path[-1][1]))
            # Between the highest number that is under it and the next one.
            path.append((start, self.y(number + 0.5 if self.chart.whole else number)))
        path.append((self.right, path[-1][1]))
        return [self.stroke(path, "#000", 1.1, "1.5 3" if limit.dotted else "7 3")]

    def band(self, points: tuple[tuple[date, float, float], ...]) -> str:
        there = [(self.x(day), self.y(high)) for day, _, high in points]
        back = [(self.x(day), self.y(low)) for day, low, _ in reversed(points)]
        path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in (*there, *back)) + " Z"
        return f'<path d="{path}" fill="#ddd" stroke="none"/>'

    def series(self, series: Series, index: int) -> list[str]:
        color, dashes = _GREYS[index % len(_GREYS)], _DASHES[index % len(_DASHES)]
        if series.draw is Draw.LINE:
            points = [(self.x(day), self.y(number)) for day, number in series.points]
            return [self.stroke(points, color, 1.3, dashes)] if points else []
        if series.draw is Draw.BARS:
            return [self.bar(day, number, series.days) for day, number in series.points if number > 0]
        return [shape(index, self.x(day), self.y(number)) for day, number in self.highest(series)]

    def highest(self, series: Series) -> list[tuple[date, float]]:
        """Return the points of a series, of those that would lie on each other the highest."""
        together = days_together(self.chart, self.width)
        found: dict[int, tuple[date, float]] = {}
        for day, number in series.points:
            bucket = (day - self.chart.first).days // together
            if bucket not in found or number > found[bucket][1]:
                found[bucket] = day, number
        return list(found.values())

    def bar(self, day: date, number: float, days: int) -> str:
        left, right, y = self.x(day, middle=0.0), self.x(day, middle=float(days)), self.y(number)
        size = f'width="{max(0.5, right - left - 1.5):.1f}" height="{self.bottom - y:.1f}"'
        return f'<rect x="{left + 0.5:.1f}" y="{y:.1f}" {size} fill="#888"/>'

    def marks(self) -> list[str]:
        if not self.chart.marks_label:
            return []
        y = self.bottom + BOTTOM + 5
        named = self.text(LEFT - 4, y, self.chart.marks_label, anchor="end", size=8)
        placed: dict[float, str] = {}
        # As in text: of letters that would lie on each other the last one is seen.
        for mark in reversed(self.chart.marks):
            x = self.x(mark.day)
            if all(abs(x - other) >= LETTER_WIDTH for other in placed):
                placed[x] = mark.letter
        return [named, *(self.text(x, y, placed[x], anchor="middle", weight="bold") for x in sorted(placed))]


def days_together(chart: Chart, width: int) -> int:
    """Return how many days share one point: as many as lie within the width of its sign."""
    return max(1, int(chart.days * SIGN_WIDTH / (width - LEFT - RIGHT)))


def shape(index: int, x: float, y: float) -> str:
    """Return the sign of a series, by its place among them, at a point: ring, square, cross, filled triangle, plus."""
    match index % 5:
        case 0:
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.6" fill="none" stroke="#000"/>'
        case 1:
            return f'<rect x="{x - 1.6:.1f}" y="{y - 1.6:.1f}" width="3.2" height="3.2" fill="#000"/>'
        case 2:
            return f'<path d="M{x - 2.6:.1f} {y - 2.6:.1f} l5.2 5.2 m0 -5.2 l-5.2 5.2" stroke="#000" fill="none"/>'
        case 3:
            return f'<path d="M{x - 2.8:.1f} {y + 2.4:.1f} l5.6 0 l-2.8 -5.2 z" fill="#000"/>'
        case _:
            return f'<path d="M{x - 3:.1f} {y:.1f} l6 0 m-3 -3 l0 6" stroke="#000" fill="none"/>'


SIGNS = ("○", "■", "×", "▲", "+")
"""What the legend writes for the shapes."""


def _key_words(chart: Chart, width: int) -> list[str]:
    """Return the entries of the legend: signs, lines, and what else is to be known."""
    words = []
    for index, series in enumerate(chart.series):
        if not series.label:
            continue
        dashed = bool(_DASHES[index % len(_DASHES)])
        line = ("grey " if _GREYS[index % len(_GREYS)] != "#000" else "") + ("╌╌" if dashed else "──")
        sign = {Draw.POINTS: SIGNS[index % len(SIGNS)], Draw.LINE: line, Draw.BARS: "▮"}[series.draw]
        words.append(f"{sign} {series.label}")
    words += [f"{'···' if limit.dotted else '– –'} {limit.label}" for limit in chart.limits]
    words += [f"grey band: {band.label}" for band in chart.bands]
    together = days_together(chart, width)
    if together > 1 and any(series.draw is Draw.POINTS for series in chart.series):
        words.append(f"each sign is the highest of {together} days")
    return [*words, *chart.legend]


_GAP = " · "
"""Between two entries: blanks in a row would become one, and those that would not are not left as they are."""


def _rows(words: list[str], width: float) -> list[str]:
    """Return the entries in as few rows as they fit; a letter takes about 4.6 units."""
    rows: list[str] = []
    for word in words:
        if rows and (len(rows[-1]) + len(word) + 3) * 4.6 <= width:
            rows[-1] += f"{_GAP}{word}"
        else:
            rows.append(word)
    return rows
