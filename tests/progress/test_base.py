"""The usual morning pain: which one counts on a day, and when it falls. It never rises by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.progress.base import base_on, fall_of_base
from coach.session.profile import BaseChange, Profile
from tests.progress.diaries import day

ASKED = Profile(base=3, bases=(BaseChange(day(0), None, 3, "asked"),))


def knees(numbers: Iterable[int], knee: int) -> Mapping[date, int]:
    return {day(number): knee for number in numbers}


@pytest.mark.parametrize("profile, base", [(Profile(), 1), (Profile(base=4), 4), (Profile(base=40), 10)])
def test_without_a_history_what_the_profile_says_counts_on_every_day(profile: Profile, base: int) -> None:
    assert base_on(profile, day(0)) == base


@pytest.mark.parametrize("on, base", [(-1, 1), (0, 3), (27, 3), (28, 2), (56, 2), (60, 5), (90, 5)])
def test_each_day_has_the_usual_pain_that_counted_then(on: int, base: int) -> None:
    changes = (
        BaseChange(day(0), None, 3, "asked"),
        BaseChange(day(28), 3, 2, "fell"),
        BaseChange(day(60), 2, 5, "unlock"),
    )

    assert base_on(Profile(base=5, bases=changes), day(on)) == base


def test_what_was_mended_by_hand_counts_from_the_last_change_on() -> None:
    profile = replace(ASKED, base=2)

    assert (base_on(profile, day(-1)), base_on(profile, day(0))) == (1, 2)


def test_before_the_first_change_what_it_came_from_counts() -> None:
    profile = Profile(base=2, bases=(BaseChange(day(28), 3, 2, "fell"),))

    assert base_on(profile, day(27)) == 3


@pytest.mark.parametrize(
    "mornings, today, now",
    [
        (knees(range(0, 28, 4), 2), 27, None),  # seven
        (knees((0, 4, 8, 12, 16, 20, 24, 27), 2), 27, 2),  # eight
        (knees(range(28), 0), 27, 2),  # by one point, however low
        (knees(range(28), 2), 26, None),  # 27 days after it was asked
        ({**knees(range(14), 2), **knees(range(14, 28), 3)}, 27, None),  # median 2.5
        ({**knees(range(15), 2), **knees(range(15, 28), 9)}, 27, 2),  # median 2
        ({**knees(range(8), 2), **knees(range(8, 36), 3)}, 35, None),  # the low ones are older than 28 days
        (knees(range(28, 40), 2), 39, 2),
        (knees(range(40, 60), 2), 39, None),  # those to come
    ],
)
def test_the_base_falls_by_a_point_after_28_days_of_lower_mornings(
    mornings: Mapping[date, int], today: int, now: int | None
) -> None:
    change = fall_of_base(ASKED, mornings, day(today))

    assert change == (BaseChange(day(today + 1), 3, now, "fell") if now is not None else None)


def test_today_is_still_judged_by_the_base_before_the_fall() -> None:
    change = fall_of_base(ASKED, knees(range(28), 2), day(27))
    assert change is not None
    fallen = replace(ASKED, base=change.now, bases=(*ASKED.bases, change))

    assert [base_on(fallen, day(number)) for number in (27, 28)] == [3, 2]
    assert fall_of_base(fallen, knees(range(28), 2), day(27)) is None


def test_a_base_of_zero_stays() -> None:
    assert fall_of_base(replace(ASKED, base=0), knees(range(28), 0), day(27)) is None


@given(
    knees=st.dictionaries(st.integers(0, 199).map(day), st.integers(0, 10)),
    base=st.none() | st.integers(0, 10),
    asked=st.none() | st.integers(0, 50),
)
def test_the_base_never_rises_by_itself_and_falls_once_in_28_days(
    knees: Mapping[date, int], base: int | None, asked: int | None
) -> None:
    profile = Profile(base=base)
    if asked is not None and base is not None:
        profile = replace(profile, bases=(BaseChange(day(asked), None, base, "asked"),))
    falls: list[BaseChange] = []

    for number in range(asked or 0, 200):
        change = fall_of_base(profile, knees, day(number))
        if change is not None:
            falls.append(change)
            profile = replace(profile, base=change.now, bases=(*profile.bases, change))

    assert all(change.was == change.now + 1 and change.now >= 0 for change in falls)
    assert all(later.on - earlier.on >= timedelta(days=28) for earlier, later in pairwise(falls))
