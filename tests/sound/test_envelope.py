"""Music is down when a sound begins, stays down where the next is near, and never jumps."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.pcm import RATE, frames
from coach.sound.envelope import DEPTH, DOWN, HOLD, NEAR, UP, factors, followed, stretches, wanted

SLOPE = DEPTH / (DOWN * RATE) * 1.01


def at(moment: float) -> int:
    return frames(moment)


def test_it_is_down_when_the_sound_begins_and_up_again_after_the_hold() -> None:
    curve = wanted(stretches([(at(1.0), at(2.0))]), 0, at(4.0))

    assert curve[at(1.0 - DOWN)] == 0
    assert curve[at(1.0) : at(2.0 + HOLD)].tolist() == pytest.approx([-DEPTH] * at(1.0 + HOLD), abs=1e-3)
    assert curve[at(2.0 + HOLD + UP)] == 0


def test_half_way_down_it_is_half_as_many_decibels_down() -> None:
    curve = wanted(stretches([(at(1.0), at(2.0))]), 0, at(2.0))

    assert curve[at(1.0 - DOWN / 2)] == pytest.approx(-DEPTH / 2, abs=0.01)


def test_between_the_numbers_of_a_countdown_it_stays_down() -> None:
    curve = wanted(stretches([(at(second), at(second + 0.4)) for second in (1, 2, 3)]), 0, at(5))

    assert curve[at(1.0) : at(3.4)].max() == -DEPTH


def test_between_sounds_that_are_far_from_each_other_it_comes_up() -> None:
    curve = wanted(stretches([(at(1.0), at(1.4)), (at(1.4 + NEAR), at(4.0))]), 0, at(5))

    assert curve[at(1.4 + HOLD + UP)] == 0


sounds = st.lists(st.tuples(st.integers(0, 200_000), st.integers(1, 30_000)), max_size=6).map(
    lambda given: [(first, first + length) for first, length in given]
)


@given(sounds, st.lists(st.integers(1, 60_000), min_size=1, max_size=6))
def test_slices_of_any_size_put_together_are_the_whole(placed: list[tuple[int, int]], sizes: list[int]) -> None:
    around = stretches(placed)
    pieces, first = [], 0
    for size in sizes:
        pieces.append(wanted(around, first, size))
        first += size

    assert np.array_equal(np.concatenate(pieces), wanted(around, 0, first))


@given(sounds)
def test_wherever_sounds_are_it_is_down_under_all_of_them_and_never_steep(placed: list[tuple[int, int]]) -> None:
    curve = wanted(stretches(placed), 0, 250_000)

    assert all(curve[start:stop].max() <= -DEPTH + 1e-3 for start, stop in placed)
    assert np.abs(np.diff(curve)).max() <= SLOPE


@given(sounds, st.floats(-DEPTH, 0.0))
def test_a_sound_that_was_placed_late_makes_no_jump(placed: list[tuple[int, int]], before: float) -> None:
    curve = followed(wanted(stretches(placed), 100_000, 50_000), before)

    assert abs(curve[0] - before) <= SLOPE * 1.5
    assert np.abs(np.diff(curve)).max() <= SLOPE


def test_a_curve_that_goes_on_is_left_as_it_is() -> None:
    curve = wanted(stretches([(at(1.0), at(2.0))]), 0, at(4.0))
    middle = at(1.0 - DOWN / 2)

    assert followed(curve[middle:], float(curve[middle - 1])).tolist() == curve[middle:].tolist()


def test_twelve_decibels_down_is_a_quarter() -> None:
    assert factors(np.array([0.0, -12.0], np.float32)).tolist() == pytest.approx([1.0, 0.2512], abs=1e-4)
