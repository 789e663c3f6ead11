"""How long nothing is loaded after a session."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.progress.response import Kind
from coach.progress.waiting import wait_of
from tests.progress.past import NOW, days, hours, judged, session


def test_nothing_is_waited_for_before_the_first_session() -> None:
    assert wait_of((), {}, NOW) is None


def test_loading_waits_48_hours_from_the_end_of_the_last_loaded_session() -> None:
    last = session(hours(47))

    wait = wait_of((last,), {}, NOW)

    assert wait is not None
    assert (wait.hours, wait.until, wait.rule) == (48, last.ended + hours(48), None)


@pytest.mark.parametrize("ago", [hours(48), days(3)])
def test_after_48_hours_nothing_is_waited_for(ago: timedelta) -> None:
    assert wait_of((session(ago),), {}, NOW) is None


@pytest.mark.parametrize("kind", ["walk", "soft-tissue", "mobility", "other"])
def test_after_something_light_nothing_is_waited_for(kind: str) -> None:
    assert wait_of((session(hours(2), kind=kind),), {}, NOW) is None


def test_a_step_of_unknown_type_counts_as_loaded() -> None:
    assert wait_of((session(hours(2), kind=None),), {}, NOW) is not None


def test_a_session_of_which_nothing_was_played_does_not_count() -> None:
    assert wait_of((session(hours(2), seconds=0.0),), {}, NOW) is None


def test_loading_waits_72_hours_after_a_session_that_was_too_much() -> None:
    last = session(hours(50))

    wait = wait_of((last,), judged(last, Kind.BACK_OFF, "R11"), NOW)

    assert wait is not None
    assert (wait.hours, wait.until, wait.rule) == (72, last.ended + hours(72), "R11")


@pytest.mark.parametrize("kind", [Kind.MONITOR, Kind.EXPECTED, Kind.STOP_SEEK])
def test_other_responses_make_no_longer_wait(kind: Kind) -> None:
    last = session(hours(50))

    assert wait_of((last,), judged(last, kind, "R20"), NOW) is None


def test_a_back_off_of_a_light_session_since_then_makes_the_wait_longer() -> None:
    last, walk = session(hours(50)), session(hours(26), kind="walk")

    wait = wait_of((last, walk), judged(walk, Kind.BACK_OFF, "R10"), NOW)

    assert wait is not None
    assert (wait.hours, wait.until) == (72, last.ended + hours(72))


def test_a_back_off_before_the_last_loaded_session_is_over() -> None:
    before, last = session(hours(100)), session(hours(49))

    assert wait_of((before, last), judged(before, Kind.BACK_OFF, "R11"), NOW) is None


def test_very_sore_muscles_are_waited_for_beyond_72_hours() -> None:
    last = session(hours(90), muscle_am=8)

    wait = wait_of((last,), judged(last, Kind.BACK_OFF, "R15"), NOW)

    assert wait is not None
    assert (wait.muscles, wait.until) == (8, last.ended + days(7))


def test_the_wait_for_muscles_ends_when_a_later_session_tells_that_they_are_better() -> None:
    last, light = session(hours(90), muscle_am=8), session(hours(20), kind="soft-tissue", muscle=4)

    assert wait_of((last, light), judged(last, Kind.BACK_OFF, "R15"), NOW) is None


def test_what_the_muscles_were_right_after_the_loaded_session_ends_no_wait() -> None:
    last = session(hours(90), muscle=2, muscle_am=8)

    wait = wait_of((last,), judged(last, Kind.BACK_OFF, "R15"), NOW)

    assert wait is not None
    assert wait.muscles == 8


def test_better_muscles_do_not_shorten_the_72_hours() -> None:
    last, light = session(hours(60), muscle_am=8), session(hours(20), kind="soft-tissue", muscle=1)

    wait = wait_of((last, light), judged(last, Kind.BACK_OFF, "R15"), NOW)

    assert wait is not None
    assert (wait.muscles, wait.until) == (None, last.ended + hours(72))


def test_muscles_of_which_nobody_tells_are_waited_for_a_week() -> None:
    last = session(days(7), muscle_am=8)

    assert wait_of((last,), judged(last, Kind.BACK_OFF, "R15"), NOW) is None


@given(ago=st.floats(0, 400), rule=st.sampled_from(["R8", "R11", "R15", "R20"]), sore=st.integers(0, 10))
def test_nobody_is_told_to_load_within_48_hours(ago: float, rule: str, sore: int) -> None:
    last = session(hours(ago), muscle_am=sore)
    kind = Kind.EXPECTED if rule == "R20" else Kind.BACK_OFF

    wait = wait_of((last,), judged(last, kind, rule), NOW)

    assert wait is not None or ago >= (48 if kind is Kind.EXPECTED else 72)
