"""Trend, its weeks and swelling that stays: tables of days with what they come to worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from coach.progress.trend import swell_streak, trend_on, trend_weeks
from tests.progress.diaries import day


def knees(*spans: tuple[range | tuple[int, ...], int]) -> Mapping[date, int]:
    return {day(number): knee for numbers, knee in spans for number in numbers}


THIRD_DAYS = (0, 3, 6, 9, 12), (15, 18, 21, 24, 27)


@pytest.mark.parametrize(
    "now, mornings, trend",
    [
        (27, knees((range(14), 2), (range(14, 28), 3)), 1.0),
        (27, knees((THIRD_DAYS[0], 2), (THIRD_DAYS[1], 4)), 2.0),
        (27, knees((range(14), 3), (range(14, 28), 2)), -1.0),
        (27, knees(((10, 11, 12, 13), 1), ((14, 15, 16), 2), ((27,), 3)), 1.25),
        (27, knees(((11, 12, 13), 1), (range(14, 28), 5)), None),  # three in the fortnight before
        (27, knees((range(14), 1), ((14, 15, 16), 5)), None),  # three in this one
        (28, knees(((0,), 9), ((1, 2, 3, 4), 1), (range(15, 29), 2)), 1.0),  # day 0 is 28 days ago
        (14, knees((range(11), 1), (range(11, 15), 2)), None),  # day 0 alone lies in the fortnight before
        (27, knees((range(14), 2), (range(14, 28), 3), ((28, 29), 9)), 1.0),  # what comes after is not known yet
    ],
)
def test_the_trend_is_the_difference_of_two_fortnights(
    now: int, mornings: Mapping[date, int], trend: float | None
) -> None:
    assert trend_on(mornings, day(now)) == trend


def test_a_skipped_morning_counts_among_those_that_are_needed() -> None:
    mornings = knees((range(14), 1), ((24, 25, 26), 3))

    trends = [trend_on(mornings, day(27), skipped=skipped) for skipped in (False, True)]

    assert trends == [None, 2.0]


# Ten calm weeks, then mornings of 5. The last fortnight holds three of them on day 72, (11 × 1 + 3 × 5) / 14 = 1.86,
# and four on day 73, 2.14: a trend of 1.14 over the calm fortnight before. That one fills up with fives, too: on day 94
# it holds eleven, 4.14, and the trend is 0.86.
STEP_UP = knees((range(70), 1), (range(70, 120), 5))


@pytest.mark.parametrize("now, weeks", [(72, 0), (73, 0), (79, 0), (80, 1), (86, 1), (87, 2), (93, 2), (94, 0)])
def test_the_weeks_of_a_trend_are_whole_ones(now: int, weeks: int) -> None:
    assert trend_weeks(STEP_UP, day(now)) == weeks


def test_days_with_too_few_mornings_do_not_break_a_trend() -> None:
    # Rising by 2.0 on days 17–27, by 3.0 on day 35; in between the last fortnight has three mornings at most.
    rising = knees((range(4), 1), (range(14, 18), 3), (range(32, 36), 6))

    assert [trend_on(rising, day(now)) for now in (16, 17, 27, 28, 34, 35)] == [None, 2.0, 2.0, None, None, 3.0]
    assert trend_weeks(rising, day(35)) == 2


def test_a_fortnight_without_a_trend_breaks_it() -> None:
    rising = knees((range(4), 1), (range(14, 18), 3), (range(40, 44), 3), (range(54, 58), 6))

    assert [trend_on(rising, day(now)) for now in (27, 28, 56, 57)] == [2.0, None, None, 3.0]
    assert trend_weeks(rising, day(57)) == 0


@pytest.mark.parametrize(
    "swollen, now, streak",
    [
        ({}, 3, 0),
        ({3: True}, 3, 1),
        ({1: True, 3: True}, 3, 2),  # two mornings in a row of those that were asked
        ({1: True, 2: False, 3: True}, 3, 1),
        ({1: True, 3: False}, 3, 0),
        ({1: True, 2: True}, 3, 0),  # on this one it was not answered
        ({1: True, 2: True, 3: True}, 2, 2),
    ],
)
def test_swelling_is_counted_over_mornings_in_a_row(swollen: dict[int, bool], now: int, streak: int) -> None:
    assert swell_streak({day(number): value for number, value in swollen.items()}, day(now)) == streak
