from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.progress.amounts import Measure, done_in
from coach.progress.diary import Diary
from coach.progress.response import Kind
from coach.progress.trends import (
    DoseSeries,
    Fortnights,
    KneeDay,
    Period,
    SoreDay,
    Trends,
    Week,
    fortnights,
    morning_limit,
    period_to,
    trends_of,
)
from coach.session.mornings import Morning
from coach.session.profile import BaseChange, Profile
from coach.session.record import Correction, GoRecord, Outcome, Pain
from tests.progress.histories import (
    TODAY,
    a_session,
    at,
    history,
    rolling,
    said_after,
    said_morning,
    step_downs,
    walk,
    wall_sit,
)

DAY = date(2026, 11, 18)
NEXT = DAY + timedelta(days=1)


def trends(*sessions: object, mornings: tuple[Morning, ...] = (), profile: Profile | None = None) -> Trends:
    return trends_of(Diary(sessions, mornings, profile or Profile()), TODAY)  # type: ignore[arg-type]


def amounts(of: Trends) -> dict[tuple[str, Measure, str | None], list[float]]:
    return {
        (series.exercise, series.measure, series.side): [point.amount for point in series.points] for series in of.doses
    }


# --- knee and muscles ------------------------------------------------------------------------------------------------


def test_knee_pain_stands_at_its_local_day_and_the_morning_at_the_next() -> None:
    session = a_session(DAY, after=said_after(DAY, during=3, after=2), morning=said_morning(NEXT, knee_am=1))

    assert trends(session).knee == (KneeDay(DAY, 3, 2, None, 1), KneeDay(NEXT, None, None, 1, 1))


def test_a_session_after_midnight_is_of_the_day_before() -> None:
    session = a_session(NEXT, hour=1, after=said_after(DAY, during=3))

    assert [day.day for day in trends(session).knee] == [DAY]


def test_of_two_sessions_on_a_day_the_worse_answer_counts() -> None:
    first = a_session(DAY, hour=8, after=said_after(DAY, during=4, after=0))
    second = a_session(DAY, hour=18, after=said_after(DAY, during=2, after=1))

    assert trends(first, second).knee == (KneeDay(DAY, 4, 1, None, 1),)


def test_a_skipped_answer_is_none_and_a_day_with_nothing_else_is_not_there() -> None:
    skipped = a_session(DAY, after=said_after(DAY, during=None, after=None, muscle=None))
    other = a_session(NEXT, after=said_after(NEXT, during=0, after=None, muscle=None))

    found = trends(skipped, other)

    assert found.knee == (KneeDay(NEXT, 0, None, None, 1),)
    assert found.soreness == ()


def test_a_corrected_answer_is_the_one_that_is_drawn() -> None:
    session = a_session(DAY, after=said_after(DAY, during=7), corrections=(Correction(at(NEXT), "after", "during", 2),))

    assert trends(session).knee[0].during == 2


def test_that_hurts_in_the_session_counts_for_the_worst_pain() -> None:
    session = a_session(DAY, after=said_after(DAY, during=2), pains=(Pain(10.0, "wall-sit", None, 6),))

    assert trends(session).knee[0].during == 6
    assert trends(session).knee[0].over


def test_mornings_of_no_session_are_there_too() -> None:
    found = trends(mornings=(Morning(DAY, at(DAY, 8), 3),))

    assert found.knee == (KneeDay(DAY, None, None, 3, 1),)


def test_soreness_is_told_apart_from_the_knee() -> None:
    session = a_session(DAY, after=said_after(DAY, muscle=4), morning=said_morning(NEXT, muscle_am=6))

    assert trends(session).soreness == (SoreDay(DAY, 4, None), SoreDay(NEXT, None, 6))


def test_the_usual_morning_is_that_of_the_day() -> None:
    profile = Profile(base=1, bases=(BaseChange(date(2026, 8, 1), None, 3, "asked"), BaseChange(NEXT, 3, 1, "fell")))
    session = a_session(DAY, after=said_after(DAY), morning=said_morning(NEXT, knee_am=3))

    found = trends(session, profile=profile)

    assert [day.base for day in found.knee] == [3, 1]
    assert [day.over for day in found.knee] == [False, True]
    assert found.bases == ((found.period.first, 3), (NEXT, 1))


@pytest.mark.parametrize(("base", "limit"), [(0, 1), (1, 2), (3, 4), (4, 5), (6, 5)])
def test_a_morning_is_over_two_above_the_usual_or_over_five(base: int, limit: int) -> None:
    assert morning_limit(base) == limit


# --- what was done ---------------------------------------------------------------------------------------------------


def test_each_exercise_has_a_measure_that_its_user_knows() -> None:
    found = trends(a_session(DAY, *wall_sit(5, 30.0), *step_downs(3, 8), *walk(6.0), *rolling()))

    assert amounts(found) == {
        ("backward-walk", Measure.MINUTES, None): [6.0],
        ("step-down", Measure.KG_REPS, "left"): [96.0],
        ("step-down", Measure.KG_REPS, "right"): [96.0],
        ("wall-sit", Measure.SECONDS, None): [150.0],
    }


def test_repetitions_without_a_load_in_one_set_count_as_repetitions() -> None:
    assert done_in(step_downs(1)[:1] + step_downs(1, load=None)[:1]) == {Measure.REPS: 16.0}


@pytest.mark.parametrize(
    ("unit", "done", "load", "expected"),
    [
        ("m", 40, "30 kg", {Measure.METRES: 40.0}),
        ("km", 0.5, None, {Measure.METRES: 500.0}),
        ("yd", 20, None, {Measure.METRES: 18.29}),
        ("steps", 40, None, {Measure.STEPS: 40.0}),
        ("reps", 10, "12.5 kg", {Measure.KG_REPS: 125.0}),
        ("reps", 10, "25 lb", {Measure.LB_REPS: 250.0}),
        ("reps", 10, "a heavy band", {Measure.REPS: 10.0}),
        ("reps", None, "12 kg", {}),
        ("reps", float("nan"), None, {}),
        ("reps", float("inf"), None, {}),
        ("reps", 1e308, "12 kg", {}),
        ("s", 0, None, {}),
    ],
)
def test_amounts_add_up_in_their_unit(
    unit: str, done: float | None, load: str | None, expected: dict[Measure, float]
) -> None:
    go = GoRecord("a", "A", "a", "strength", unit=unit, done=done, seconds=30.0, load=load)

    assert done_in([go]) == expected


def test_a_session_in_which_one_set_was_not_counted_has_no_number() -> None:
    counted = a_session(DAY, *step_downs(2))
    uncounted = a_session(NEXT, *step_downs(1), *step_downs(1, None))

    assert amounts(trends(counted, uncounted))["step-down", Measure.KG_REPS, "left"] == [64.0]


def test_what_was_passed_over_is_a_gap_and_no_zero() -> None:
    passed = tuple(replace(go, done=0, seconds=0.0) for go in wall_sit())

    assert trends(a_session(DAY, *passed)).doses == ()


def test_the_exercise_done_most_often_comes_first() -> None:
    found = trends(a_session(DAY, *wall_sit()), a_session(NEXT, *wall_sit(), *step_downs()))

    assert [series.exercise for series in found.doses] == ["wall-sit", "step-down", "step-down"]


# --- weeks and marks -------------------------------------------------------------------------------------------------


def test_loaded_days_are_counted_by_calendar_week_from_the_first_one_on() -> None:
    monday = date(2026, 11, 9)
    sessions = [a_session(monday), a_session(monday, hour=8), a_session(monday + timedelta(days=2), *rolling())]

    assert trends(*sessions).weeks == (Week(monday, 1, 3), Week(date(2026, 11, 16), 0, 0))


def test_a_week_that_goes_on_is_told_from_whole_ones() -> None:
    found = trends_of(Diary((a_session(DAY),)), DAY)

    assert found.weeks == (Week(date(2026, 11, 16), 1, 1, whole=False),)


def test_back_offs_and_stops_are_marked_with_their_rule() -> None:
    eased = a_session(DAY, after=said_after(DAY, sharp=True))
    stopped = a_session(TODAY, after=said_after(TODAY, flags=("locked",)))

    found = trends(eased, stopped)

    assert [(mark.day, mark.kind, mark.rule) for mark in found.marks] == [
        (DAY, Kind.BACK_OFF, "R9"),
        (TODAY, Kind.STOP_SEEK, "R1"),
    ]


# --- periods ---------------------------------------------------------------------------------------------------------


def test_a_period_ends_today_and_has_whole_weeks() -> None:
    assert period_to(TODAY, 1) == Period(date(2026, 11, 16), TODAY)
    assert period_to(TODAY, 12).days == 84


def test_a_period_ends_at_the_beginning_of_the_calendar() -> None:
    assert period_to(date(3, 1, 1), 520).first == date.min


def test_days_outside_the_period_are_left_out_and_those_after_today_counted() -> None:
    before = a_session(TODAY - timedelta(days=84), after=said_after(DAY))
    ahead = a_session(TODAY + timedelta(days=1), after=said_after(DAY))
    tomorrow = Morning(TODAY + timedelta(days=1), at(TODAY), 9)

    found = trends(before, ahead, mornings=(tomorrow,))

    assert found == Trends(found.period, bases=((found.period.first, 1),), ahead=2)


def test_no_session_and_no_morning_are_empty_trends() -> None:
    found = trends()

    assert (found.knee, found.soreness, found.doses, found.weeks, found.marks) == ((), (), (), (), ())


def test_a_session_that_was_broken_off_counts_for_what_was_done() -> None:
    found = trends(a_session(DAY, *wall_sit(2), outcome=Outcome.INTERRUPTED))

    assert amounts(found) == {("wall-sit", Measure.SECONDS, None): [60.0]}


@given(weeks=st.integers(1, 30), seed=st.integers(0, 1000), ahead=st.integers(-200, 40))
@settings(max_examples=25, deadline=None)
def test_every_number_lies_in_the_period_and_none_is_made_up(weeks: int, seed: int, ahead: int) -> None:
    diary = history(10, seed=seed, today=TODAY + timedelta(days=ahead))
    found = trends_of(diary, TODAY, weeks)

    days = [day.day for day in found.knee] + [day.day for day in found.soreness]
    days += [point.day for series in found.doses for point in series.points] + [mark.day for mark in found.marks]
    assert all(found.period.has(day) for day in days)
    assert all((day.during, day.after, day.morning) != (None, None, None) for day in found.knee)
    assert all(isinstance(series, DoseSeries) and series.points for series in found.doses)
    assert sum(week.sessions for week in found.weeks) == found.sessions


# --- means -----------------------------------------------------------------------------------------------------------


def test_the_last_two_weeks_are_compared_with_the_two_before() -> None:
    numbers = [(TODAY, 4), (TODAY - timedelta(days=13), 2), (TODAY - timedelta(days=14), 6)]

    assert fortnights(numbers, TODAY) == Fortnights(3.0, 6.0, 2, 1)


def test_days_without_an_answer_and_days_to_come_make_no_mean() -> None:
    numbers = [(TODAY, None), (TODAY + timedelta(days=1), 9), (TODAY - timedelta(days=28), 9)]

    assert fortnights(numbers, TODAY) == Fortnights(None, None, 0, 0)
