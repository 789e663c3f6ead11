from __future__ import annotations

from datetime import timedelta

import pytest

from coach.export.trendcharts import ahead_words, charts, days_chart, dose_chart, doses, pain_chart, soreness_chart
from coach.progress.diary import Diary
from coach.progress.trends import Trends, trends_of
from coach.session.record import SessionRecord
from tests.progress.histories import TODAY, a_session, history, said_after, step_downs, wall_sit

FORTNIGHT = timedelta(days=14)


def trends(*sessions: SessionRecord, weeks: int = 12) -> Trends:
    return trends_of(Diary(sessions), TODAY, weeks)


def session(ago: timedelta = timedelta(0), **answers: int | None) -> SessionRecord:
    return a_session(TODAY - ago, after=said_after(TODAY - ago, answers))


def test_the_sentence_compares_two_fortnights() -> None:
    found = trends(session(FORTNIGHT, during=6, after=2), session(during=3, after=2))

    assert pain_chart(found).sentence == (
        "Mean of the last two weeks (and of the two before): during 3 (6), right after 2 (2). "
        "Over a limit on 1 of 2 days."
    )


def test_without_anything_before_only_the_last_two_weeks_are_told() -> None:
    assert pain_chart(trends(session(during=3, after=2))).sentence == (
        "Mean of the last two weeks: during 3, right after 2. Under both limits on 1 day."
    )


@pytest.mark.parametrize(("weeks", "time"), [(1, "last week"), (3, "last two weeks")])
def test_a_period_that_has_not_both_fortnights_compares_nothing(weeks: int, time: str) -> None:
    found = trends(session(FORTNIGHT, during=6, after=2), session(during=3, after=2), weeks=weeks)

    assert pain_chart(found).sentence.startswith(f"Mean of the {time}: during 3, right after 2.")


def test_a_fortnight_without_an_answer_is_none_beside_one_with_some() -> None:
    found = trends(session(FORTNIGHT, during=4, after=None), session(during=None, after=1))

    assert pain_chart(found).sentence.startswith(
        "Mean of the last two weeks (and of the two before): during none (4), right after 1 (none)."
    )


def test_answers_of_long_ago_only_are_said_to_be_that() -> None:
    assert pain_chart(trends(session(3 * FORTNIGHT))).sentence == (
        "Nothing in the last four weeks. Under both limits on 1 day."
    )


@pytest.mark.parametrize(("weeks", "time"), [(1, "last week"), (12, "last 12 weeks"), (520, "last 520 weeks")])
def test_where_nothing_was_said_each_chart_says_so_and_for_how_long(weeks: int, time: str) -> None:
    assert [chart.sentence for chart in charts(trends(weeks=weeks))] == [
        f"No answer about the knee in the {time}.",
        f"No answer about sore muscles in the {time}.",
        f"No session in the {time}.",
    ]


def test_skipped_answers_alone_are_no_answers() -> None:
    skipped = session(during=None, after=None, muscle=None)

    assert pain_chart(trends(skipped)).empty
    assert soreness_chart(trends(skipped)).empty
    assert not days_chart(trends(skipped)).empty


def test_the_limits_and_what_the_rules_made_are_in_the_chart_of_pain() -> None:
    chart = pain_chart(trends(session(during=6)))

    assert [(limit.label, limit.points) for limit in chart.limits] == [
        ("limit 5", ((chart.first, 5),)),
        ("mornings usual + 1", ((chart.first, 2),)),
    ]
    assert [(mark.day, mark.letter) for mark in chart.marks] == [(TODAY, "B")]
    assert chart.legend == ("B back off",)


def test_a_dose_is_drawn_by_side_under_its_measure() -> None:
    found = trends(a_session(TODAY, *step_downs(), *wall_sit()))

    first, second = (dose_chart(found, dose) for dose in doses(found))

    assert first.title == "Step-down: reps × kg a session, last 12 weeks"
    assert [(series.letter, series.points) for series in first.series] == [
        ("L", ((TODAY, 96.0),)),
        ("R", ((TODAY, 96.0),)),
    ]
    assert second.title == "Wall sit: seconds held a session, last 12 weeks"
    assert second.top >= 150


def test_the_week_that_goes_on_is_told_apart() -> None:
    found = trends_of(history(), TODAY - timedelta(days=3))

    assert days_chart(found).sentence.endswith("This week so far: 2 days.")


def test_days_to_come_are_told_once_for_all() -> None:
    assert ahead_words(trends()) == ""
    assert ahead_words(trends(session(-FORTNIGHT))).startswith("1 record is dated after today")
    assert ahead_words(trends(session(-FORTNIGHT), session(-2 * FORTNIGHT))).startswith("2 records are")
