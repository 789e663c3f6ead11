"""`coach trends`: pain, soreness, dose and loaded days as plots of text, or as numbers."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from coach.cli.printing import print_json, print_text
from coach.desk.desk import Desk
from coach.desk.trends import look_back
from coach.errors import UsageError
from coach.export.chart import Chart
from coach.export.plot import in_ascii, plot_lines
from coach.export.trendcharts import (
    ahead_words,
    days_chart,
    dose_chart,
    doses,
    pain_chart,
    soreness_chart,
)
from coach.paths import user_paths
from coach.progress.response import TOO_MUCH
from coach.progress.trends import USUAL_WEEKS, Trends, morning_limit
from coach.routine.nearest import nearest

PIPED_COLUMNS = 80
WIDEST_COLUMNS = 120
"""A wider plot is no more legible."""

SHOWN_DOSES = 3
"""So many exercises are drawn unasked; the others are named."""


def run(options: argparse.Namespace) -> int:
    """Print the plots, or with `--json` their numbers; what cannot be read is named on stderr."""
    show(Desk(user_paths()), options.weeks, options.exercise, json=options.json)
    return 0


def show(desk: Desk, weeks: int | None = None, exercise: str | None = None, *, json: bool = False) -> None:
    """Print the trends of so many weeks, or the doses of one exercise alone; raises UsageError for what is none."""
    back = look_back(desk, USUAL_WEEKS if weeks is None else weeks)
    for sentence in back.sentences:
        print_text(sentence, error=True)
    trends = back.trends if exercise is None else _only(back.trends, exercise)
    if json:
        print_json(as_json(trends))
        return
    columns = _columns()
    for chart in _charts(trends, all_of_it=exercise is None):
        for line in plot_lines(chart, columns):
            print_text(_printable(line))
        print_text()
    for sentence in _closing(trends, all_of_it=exercise is None):
        print_text(_printable(sentence))


def _charts(trends: Trends, *, all_of_it: bool) -> Iterator[Chart]:
    if all_of_it:
        yield pain_chart(trends)
        yield soreness_chart(trends)
        yield days_chart(trends)
    drawn = doses(trends)
    for dose in drawn[:SHOWN_DOSES] if all_of_it else drawn:
        yield dose_chart(trends, dose)


def _closing(trends: Trends, *, all_of_it: bool) -> Iterator[str]:
    """Yield what stands under the plots."""
    others = list(dict.fromkeys(dose.exercise for dose in doses(trends)[SHOWN_DOSES:])) if all_of_it else []
    if others:
        yield f"Not drawn: {', '.join(others)}. `coach trends --exercise {others[0]}` draws one."
    if not trends.sessions and all_of_it:
        yield "No session in this time. `coach play quick-start` plays one of two minutes."
    if ahead_words(trends):
        yield ahead_words(trends)


def _only(trends: Trends, exercise: str) -> Trends:
    """Return the trends with the doses of one exercise; raises UsageError where it was not done."""
    found = tuple(series for series in trends.doses if series.exercise == exercise)
    if found:
        return replace(trends, doses=found)
    known = sorted({series.exercise for series in trends.doses})
    if not known:
        raise UsageError(f"nothing was counted of “{exercise}” in this time, nor of any other exercise")
    close = nearest(exercise, known, 0.5)
    hint = f"Did you mean “{close}”?" if close else f"There are: {', '.join(known)}."
    raise UsageError(f"nothing was counted of “{exercise}” in this time. {hint}")


def _columns() -> int:
    if not sys.stdout.isatty():
        return PIPED_COLUMNS
    # The last column is left free: a full line would be followed by an empty one in some terminals.
    return min(WIDEST_COLUMNS, shutil.get_terminal_size((PIPED_COLUMNS, 24)).columns - 1)


def _printable(line: str) -> str:
    """Return a line as the output can show it: where it knows no braille, with letters of ASCII."""
    try:
        line.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return in_ascii(line)
    return line


def as_json(trends: Trends) -> dict[str, Any]:
    """Return the fields of `coach trends --json`; an answer that was not given is null."""
    return {
        "first": trends.period.first,
        "last": trends.period.last,
        "sessions": trends.sessions,
        "ahead": trends.ahead,
        "limits": {
            "during": TOO_MUCH,
            "after": TOO_MUCH,
            "morning": [{"from": day, "usual": base, "limit": morning_limit(base)} for day, base in trends.bases],
        },
        "knee": [
            {
                "day": day.day,
                "during": day.during,
                "after": day.after,
                "morning": day.morning,
                "usual": day.base,
                "over": day.over,
            }
            for day in trends.knee
        ],
        "soreness": [{"day": day.day, "after": day.after, "morning": day.morning} for day in trends.soreness],
        "doses": [
            {
                "exercise": series.exercise,
                "name": series.name,
                "side": series.side,
                "measure": series.measure.name.lower(),
                "points": [
                    {"day": point.day, "session": point.session, "amount": point.amount} for point in series.points
                ],
            }
            for series in trends.doses
        ],
        "weeks": [
            {"monday": week.monday, "loaded_days": week.loaded, "sessions": week.sessions, "whole": week.whole}
            for week in trends.weeks
        ],
        "responses": [
            {"day": mark.day, "kind": mark.kind.value, "rule": mark.rule, "session": mark.session}
            for mark in trends.marks
        ],
    }
