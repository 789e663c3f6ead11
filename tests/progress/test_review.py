"""The reviews at weeks 6 and 12."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coach.progress.review import review_of, started_on

FIRST = date(2026, 9, 1)


def mornings(first: int, last: int, *, day: int) -> dict[date, int]:
    """Knee pain of the first week's mornings, and of the seven up to a day."""
    weeks = {FIRST + timedelta(days=ahead): first for ahead in range(7)}
    return weeks | {FIRST + timedelta(days=day - back): last for back in range(7)}


@pytest.mark.parametrize("day, weeks", [(42, 6), (48, 6), (84, 12), (90, 12)])
def test_mornings_that_are_not_clearly_better_are_said_in_weeks_6_and_12(day: int, weeks: int) -> None:
    review = review_of(FIRST, FIRST + timedelta(days=day), mornings(4, 3, day=day))

    assert review is not None
    assert (review.weeks, review.was, review.now) == (weeks, 4.0, 3.0)


@pytest.mark.parametrize("day", [41, 49, 83, 91])
def test_other_weeks_have_no_review(day: int) -> None:
    assert review_of(FIRST, FIRST + timedelta(days=day), mornings(4, 4, day=day)) is None


@pytest.mark.parametrize("first, last", [(6, 4), (3, 2), (2, 1)], ids=["2 points", "33 %", "50 %"])
def test_mornings_that_are_clearly_better_need_no_review(first: int, last: int) -> None:
    assert review_of(FIRST, FIRST + timedelta(days=42), mornings(first, last, day=42)) is None


def test_with_too_few_mornings_nothing_is_said() -> None:
    two = {FIRST: 4, FIRST + timedelta(days=1): 4} | {FIRST + timedelta(days=42 - back): 4 for back in range(7)}

    assert review_of(FIRST, FIRST + timedelta(days=42), two) is None


def test_a_knee_that_hardly_hurt_at_first_needs_no_review() -> None:
    assert review_of(FIRST, FIRST + timedelta(days=42), mornings(0, 0, day=42)) is None


def test_the_start_is_the_first_session_after_a_pause_of_four_weeks() -> None:
    days = [FIRST, FIRST + timedelta(days=27), FIRST + timedelta(days=55), FIRST + timedelta(days=57)]

    assert started_on(reversed(days), 28) == FIRST + timedelta(days=55)


def test_without_sessions_there_is_no_start() -> None:
    assert started_on((), 28) is None
