"""The charts of trends, each with the sentence that says its reading in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from coach.export.chart import Chart, Draw, Limit, Mark, Series, nice_top, number_words
from coach.progress.amounts import Measure
from coach.progress.response import TOO_MUCH, Kind
from coach.progress.trends import OVER_USUAL, DoseSeries, Fortnights, Trends, fortnights, morning_limit

_SIDES = {"left": ("L", "left"), "right": ("R", "right"), None: ("o", "")}

_MARKS = {Kind.BACK_OFF: ("B", "back off"), Kind.STOP_SEEK: ("S", "stop")}

_PER_SESSION = {
    Measure.SECONDS: "seconds held a session",
    Measure.MINUTES: "minutes a session",
    Measure.REPS: "reps a session",
    Measure.KG_REPS: "reps × kg a session",
    Measure.LB_REPS: "reps × lb a session",
    Measure.METRES: "metres a session",
    Measure.STEPS: "steps a session",
}


@dataclass(frozen=True, slots=True)
class Dose:
    """The series of one exercise in one measure: its sides."""

    exercise: str
    name: str
    measure: Measure
    series: tuple[DoseSeries, ...]


def doses(trends: Trends) -> tuple[Dose, ...]:
    """Return what can be drawn of doses, the exercise that was done most often first."""

    def key(series: DoseSeries) -> tuple[str, Measure]:
        return series.exercise, series.measure

    return tuple(
        Dose(exercise, of[0].name, measure, of)
        for (exercise, measure), of in ((key, tuple(of)) for key, of in groupby(trends.doses, key=key))
    )


def charts(trends: Trends) -> tuple[Chart, ...]:
    """Return everything that can be drawn: pain, soreness, loaded days, and the dose of each exercise."""
    drawn = tuple(dose_chart(trends, dose) for dose in doses(trends))
    return (pain_chart(trends), soreness_chart(trends), days_chart(trends), *drawn)


def pain_chart(trends: Trends) -> Chart:
    """Return knee pain during, right after and in the morning, with both limits and what the rules made of it."""
    knee = trends.knee
    today = trends.period.last
    during = [(day.day, day.during) for day in knee]
    after = [(day.day, day.after) for day in knee]
    morning = [(day.day, day.morning) for day in knee]
    named = (("during", during), ("right after", after), ("in the morning", morning))
    kinds = {mark.kind for mark in trends.marks}
    return Chart(
        f"Knee pain, 0 to 10, {_weeks(trends)}",
        trends.period.first,
        today,
        10,
        series=(
            Series("d", "worst during", _points(during)),
            Series("a", "right after", _points(after)),
            Series("m", "morning", _points(morning)),
        ),
        limits=(
            Limit(f"limit {TOO_MUCH}", ((trends.period.first, TOO_MUCH),)),
            Limit(
                f"mornings usual + {OVER_USUAL - 1}",
                tuple((day, morning_limit(base)) for day, base in trends.bases),
                dotted=True,
            ),
        ),
        # Where two share a place the last one is seen.
        marks=tuple(
            Mark(mark.day, _MARKS[mark.kind][0])
            for mark in sorted(trends.marks, key=lambda mark: mark.kind is Kind.STOP_SEEK)
        ),
        marks_label="rules" if trends.marks else "",
        legend=tuple(f"{letter} {words}" for kind, (letter, words) in _MARKS.items() if kind in kinds),
        sentence=_sentence(trends, [(name, fortnights(of, today)) for name, of in named], _over(trends))
        if knee
        else nothing(trends, "No answer about the knee"),
    )


def soreness_chart(trends: Trends) -> Chart:
    """Return muscle soreness right after and in the morning."""
    today = trends.period.last
    after = [(day.day, day.after) for day in trends.soreness]
    morning = [(day.day, day.morning) for day in trends.soreness]
    means = [("right after", fortnights(after, today)), ("in the morning", fortnights(morning, today))]
    return Chart(
        f"Muscle soreness, 0 to 10, {_weeks(trends)}",
        trends.period.first,
        trends.period.last,
        10,
        series=(
            Series("a", "right after", _points(after)),
            Series("m", "morning", _points(morning)),
        ),
        sentence=_sentence(trends, means, "") if trends.soreness else nothing(trends, "No answer about sore muscles"),
    )


def dose_chart(trends: Trends, dose: Dose) -> Chart:
    """Return how much of one exercise was done, side by side."""
    today = trends.period.last
    amounts = [[(point.day, point.amount) for point in series.points] for series in dose.series]
    sides = [_SIDES.get(series.side, ("x", series.side or "")) for series in dose.series]
    means = [(side or "a session", fortnights(of, today)) for (_, side), of in zip(sides, amounts, strict=True)]
    count = len({point.session for series in dose.series for point in series.points})
    return Chart(
        f"{dose.name}: {_PER_SESSION[dose.measure]}, {_weeks(trends)}",
        trends.period.first,
        today,
        nice_top(amount for of in amounts for _, amount in of),
        series=tuple(Series(*side, tuple(of)) for side, of in zip(sides, amounts, strict=True)),
        whole=False,
        sentence=_sentence(trends, means, f"Done in {count} session{'' if count == 1 else 's'}."),
    )


def days_chart(trends: Trends) -> Chart:
    """Return on how many days of each week something loaded was done."""
    weeks = trends.weeks
    bars = tuple((week.monday, float(week.loaded)) for week in weeks)
    return Chart(
        f"Days a week with loaded exercise, {_weeks(trends)}",
        trends.period.first,
        trends.period.last,
        7,
        series=(Series("#", "days", bars, Draw.BARS, days=7),),
        sentence=_days_sentence(trends) if weeks else nothing(trends, "No session"),
    )


def nothing(trends: Trends, what: str) -> str:
    """Return the sentence for a plot without a number."""
    return f"{what} in the {_weeks(trends)}."


def ahead_words(trends: Trends) -> str:
    """Return the sentence for what is dated after today; empty where nothing is."""
    if not trends.ahead:
        return ""
    many = "1 record is" if trends.ahead == 1 else f"{trends.ahead} records are"
    return f"{many} dated after today and left out: a clock was wrong, then or now."


# --- words -----------------------------------------------------------------------------------------------------------


def _weeks(trends: Trends) -> str:
    weeks = -(-trends.period.days // 7)
    return "last week" if weeks == 1 else f"last {weeks} weeks"


def _sentence(trends: Trends, means: Sequence[tuple[str, Fortnights]], then: str) -> str:
    """Return the means of the last two weeks, where the period has them beside those of the two before."""
    days = trends.period.days
    compared = days >= 28 and any(of.before is not None for _, of in means)
    parts = [part for name, of in means if (part := _mean_words(name, of, compared=compared))]
    beside = " (and of the two before)" if compared else ""
    time = "last two weeks" if days >= 14 else "last week"
    none = "last four weeks" if days >= 28 else time
    said = f"Mean of the {time}{beside}: {', '.join(parts)}." if parts else f"Nothing in the {none}."
    return " ".join(part for part in (said, then) if part)


def _over(trends: Trends) -> str:
    over, days = sum(day.over for day in trends.knee), len(trends.knee)
    return f"Over a limit on {over} of {_days(days)}." if over else f"Under both limits on {_days(days)}."


def _mean_words(name: str, of: Fortnights, *, compared: bool) -> str:
    if of.now is None and (of.before is None or not compared):
        return ""
    now = "none" if of.now is None else number_words(of.now)
    before = "none" if of.before is None else number_words(of.before)
    return f"{name} {now} ({before})" if compared else f"{name} {now}"


def _days_sentence(trends: Trends) -> str:
    whole = [week.loaded for week in trends.weeks if week.whole]
    last = trends.weeks[-1]
    mean = f"Mean of whole weeks: {number_words(sum(whole) / len(whole))} a week." if whole else ""
    goes_on = "" if last.whole else f"This week so far: {_days(last.loaded)}."
    return " ".join(part for part in (mean, goes_on) if part)


def _points(numbers: Iterable[tuple[date, int | None]]) -> tuple[tuple[date, float], ...]:
    return tuple((day, float(number)) for day, number in numbers if number is not None)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
