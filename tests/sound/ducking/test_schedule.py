"""When music is down: before the first syllable, over short gaps, and never for longer than somebody speaks."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.sound import envelope
from coach.sound.ducking import schedule
from coach.sound.ducking.schedule import DOWN, EARLY, HOLD, NEAR, UP, Schedule, moved


def scheduled(*sounds: tuple[float, float]) -> Schedule:
    made = Schedule()
    for start, end in sounds:
        made.add(start, end)
    return made


def turns(made: Schedule, start: float, end: float) -> list[float]:
    """Return the moments at which music turns down or up, looked for in steps of 10 ms."""
    steps = [start + step * 0.01 for step in range(round((end - start) * 100))]
    pairs = itertools.pairwise(steps)
    return [round(moment, 2) for before, moment in pairs if made.is_down(before) is not made.is_down(moment)]


def test_music_is_down_when_the_first_syllable_sounds() -> None:
    """The way down ends a moment before the sound, and it stays for the breath after it."""
    made = scheduled((10.0, 11.0))

    assert turns(made, 5.0, 15.0) == [9.77, 11.3]


def test_a_countdown_in_seconds_is_one() -> None:
    """Three, two, one, and the tone of the start: music does not pump."""
    made = scheduled((17.0, 17.4), (18.0, 18.4), (19.0, 19.4), (20.0, 20.55))

    assert turns(made, 10.0, 30.0) == [16.78, 20.85]


def test_between_sentences_far_apart_music_comes_up() -> None:
    made = scheduled((10.0, 11.0), (12.6, 13.0))

    assert turns(made, 5.0, 15.0) == [9.77, 11.3, 12.37, 13.3]


def test_what_is_told_late_and_out_of_order_counts_the_same() -> None:
    assert turns(scheduled((12.0, 13.0), (10.0, 11.0)), 5.0, 15.0) == turns(
        scheduled((10.0, 11.0), (12.0, 13.0)), 5.0, 15.0
    )


def test_a_sound_inside_a_longer_one_changes_nothing() -> None:
    """A tick under a sentence."""
    assert turns(scheduled((10.0, 14.0), (11.0, 11.1)), 5.0, 20.0) == [9.77, 14.3]


def test_after_a_cancel_nothing_is_down() -> None:
    made = scheduled((10.0, 11.0))
    made.clear()

    assert not made.is_down(10.5)
    assert made.next_change(0.0) is None


def test_what_is_over_is_forgotten_once_nothing_hangs_on_it() -> None:
    """A sound that comes soon after still belongs to it until then."""
    made = scheduled((10.0, 11.0))
    made.forget(12.0)
    made.add(12.2, 13.0)

    assert made.is_down(11.9)

    made.forget(20.0)
    assert made.next_change(0.0) is None


def test_the_next_change_is_told_beforehand() -> None:
    made = scheduled((10.0, 11.0))

    assert made.next_change(0.0) == pytest.approx(9.77)
    assert made.next_change(10.0) == pytest.approx(11.3)
    assert made.next_change(12.0) is None


@given(st.lists(st.tuples(st.floats(0, 60), st.floats(0.01, 5)), max_size=8))
def test_music_is_down_whenever_something_sounds(sounds: list[tuple[float, float]]) -> None:
    """From the first sample to the last, and at no moment that is far from all of them."""
    spans = [(start, start + length) for start, length in sounds]
    made = scheduled(*spans)

    for start, end in spans:
        assert made.is_down(start - EARLY)
        assert made.is_down((start + end) / 2)
    for tenth in range(-20, 700):
        moment = tenth / 10
        if all(moment < start - NEAR or moment > end + NEAR for start, end in spans):
            assert not made.is_down(moment)


def test_the_way_down_and_up_takes_its_time_wherever_it_begins() -> None:
    assert moved(0.0, True, DOWN / 2) == pytest.approx(0.5)
    assert moved(0.5, False, UP / 2) == 0.0
    assert moved(1.0, False, UP / 4) == pytest.approx(0.75)
    assert moved(0.9, True, 99.0) == 1.0


def test_the_lengths_are_those_of_coachs_own_music() -> None:
    """One kind of ducking, whoever plays the music."""
    assert (schedule.DOWN, schedule.HOLD, schedule.UP) == (envelope.DOWN, envelope.HOLD, envelope.UP)
    assert pytest.approx(envelope.NEAR) == schedule.NEAR
    assert HOLD < NEAR
