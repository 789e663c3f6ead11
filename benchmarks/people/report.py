"""The curves and figures of docs/simulated-users.md, from a run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median, quantiles

from benchmarks.people.bars import Bar
from benchmarks.people.life import START, Life
from benchmarks.people.persons import PERSONS, Person
from coach.export.chart import Band, Chart, Draw, Limit, Mark, Series
from coach.export.svg import svg
from coach.progress.base import base_on
from coach.progress.response import TOO_MUCH, Kind

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
PAGE = DOCS / "simulated-users.md"
CURVES = DOCS / "simulated-users"

BEGIN, END = "<!-- measured: written by python -m benchmarks.people --write -->", "<!-- measured: end -->"

SHOWN = 0
"""The seed whose own sessions stand in the curves."""

_LETTERS = {Kind.BACK_OFF: "B", Kind.STOP_SEEK: "S"}
_LEGEND = ("B back-off", "S stop")

_TOPS = (2.5, 5, 10, 25, 50)
"""Of the dose's axis: a fifth of each is a number that is read at a glance."""


def write(lives: Mapping[str, Sequence[Life]], found: Sequence[Bar], variants: Sequence[Bar]) -> None:
    """Write the curves of all persons and put the figures into the page."""
    CURVES.mkdir(exist_ok=True)
    for person in PERSONS:
        for kind, chart in (("pain", pain_chart(lives[person.name])), ("dose", dose_chart(lives[person.name]))):
            (CURVES / f"{person.name}-{kind}.svg").write_text(svg(chart, height=150) + "\n", encoding="utf-8")
    page = PAGE.read_text("utf-8")
    measured = f"{BEGIN}\n{measured_part(lives, found, variants)}\n{END}"
    page = re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: measured, page, flags=re.DOTALL)
    PAGE.write_text(page, encoding="utf-8")


def measured_part(lives: Mapping[str, Sequence[Life]], found: Sequence[Bar], variants: Sequence[Bar]) -> str:
    """Return the tables: sessions and responses of each person, the bars, and the same for other habits."""
    seeds = len(next(iter(lives.values())))
    lines = [
        f"{seeds} seeds of each person, 0 to {seeds - 1}.",
        "",
        "| Person | Loaded sessions | EXPECTED | MONITOR | BACK_OFF | STOP_SEEK | Ever stopped | Last dose (8 of 10) |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, each in lives.items():
        kinds = [kind for life in each for _, kind, _ in life.kinds()]
        shares = " | ".join(f"{100 * kinds.count(kind) / len(kinds):.1f} %" for kind in Kind)
        stopped = sum(bool(life.stops) for life in each)
        ends = sorted(life.loaded[-1].work for life in each)
        spread = f"{median(ends):.2f} ({ends[len(ends) // 10]:.2f} to {ends[-len(ends) // 10]:.2f})"
        lines.append(f"| {name} | {len(kinds) / len(each):.0f} | {shares} | {stopped} of {len(each)} | {spread} |")
    lines += ["", "| Who | Bar | Measured | |", "|---|---|---|---|"]
    lines += [
        f"| {bar.person or 'everybody'} | {bar.what} | {bar.measured} | {'met' if bar.met else '**missed**'} |"
        for bar in found
    ]
    if not variants:
        return "\n".join(lines)
    lines += ["", "The same knees with other habits, 40 seeds of each, for which no bar is set:", ""]
    lines += ["| Who | What | Measured |", "|---|---|---|"]
    lines += [f"| {bar.person} | {bar.what} | {bar.measured} |" for bar in variants]
    return "\n".join(lines)


def pain_chart(lives: Sequence[Life]) -> Chart:
    """Return the mornings of all seeds of a person, those of one seed, and the limit that counted for that one."""
    person, one = lives[0].person, lives[SHOWN]
    rows = [(day, sorted(life.mornings[day] for life in lives if day in life.mornings)) for day in _days(person)]
    rows = [(day, row) for day, row in rows if len(row) >= len(lives) / 2]
    limit = [(_date(day), min(TOO_MUCH, base_on(one.diary.profile, _date(day)) + 1)) for day in one.mornings]
    marks = _marks(one)
    return Chart(
        title=f"{person.name}: knee pain in the morning, 0 to 10",
        first=START,
        last=_last(lives),
        top=10,
        series=(
            Series("m", f"seed {SHOWN}", tuple((_date(day), float(knee)) for day, knee in one.mornings.items())),
            Series("", "median of all", tuple((_date(day), median(row)) for day, row in rows), Draw.LINE),
        ),
        limits=(
            Limit(
                f"limit after a session (seed {SHOWN})",
                tuple((day, float(high)) for day, high in _steps(limit)),
            ),
        ),
        bands=(_band(rows),),
        marks=marks,
        marks_label="rules" if marks else "",
        legend=_LEGEND if marks else (),
    )


def dose_chart(lives: Sequence[Life]) -> Chart:
    """Return what is loaded in a session, over all seeds and in the sessions of one."""
    person, one = lives[0].person, lives[SHOWN]
    rows = []
    for day in _days(person):
        row = sorted(work for life in lives if (work := _work_on(life, day)) is not None)
        if len(row) >= len(lives) / 2:
            rows.append((day, row))
    band = _band(rows)
    highest = max([each.work for each in one.loaded] + [high for _, _, high in band.points])
    marks = _marks(one)
    return Chart(
        title=f"{person.name}: dose of a session, times the first one",
        first=START,
        last=_last(lives),
        top=next(top for top in _TOPS if top >= highest),
        series=(
            Series("d", f"seed {SHOWN}", tuple((_date(each.day), each.work) for each in one.loaded)),
            Series("", "median of all", tuple((_date(day), median(row)) for day, row in rows), Draw.LINE),
        ),
        limits=(Limit("the first session", ((START, 1.0),)),),
        bands=(band,),
        marks=marks,
        marks_label="rules" if marks else "",
        legend=_LEGEND if marks else (),
        whole=False,
    )


def _marks(one: Life) -> tuple[Mark, ...]:
    return tuple(Mark(_date(each.day), _LETTERS[kind]) for each, kind, _ in one.kinds() if kind in _LETTERS)


def _last(lives: Sequence[Life]) -> date:
    """Return the last day of the axis: that of the story that goes on longest."""
    return _date(max(max(life.mornings) for life in lives))


def _band(rows: Sequence[tuple[int, list[float]]] | Sequence[tuple[int, list[int]]]) -> Band:
    points = []
    for day, row in rows:
        tenths = quantiles(row, n=10, method="inclusive") if len(row) > 1 else [row[0]] * 9
        points.append((_date(day), float(tenths[0]), float(tenths[-1])))
    return Band("8 of 10 seeds", tuple(points))


def _work_on(life: Life, day: int) -> float | None:
    """Return the dose of the last loaded session up to a day; None where the story has ended."""
    if day > max(life.mornings):
        return None
    return next((each.work for each in reversed(life.loaded) if each.day <= day), None)


def _steps(points: Sequence[tuple[date, int]]) -> Iterator[tuple[date, int]]:
    before = None
    for day, number in points:
        if number != before:
            yield day, number
        before = number


def _days(person: Person) -> range:
    return range(person.weeks * 7)


def _date(day: int) -> date:
    return START + timedelta(days=day)
