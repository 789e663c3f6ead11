"""Loudness is that of ITU-R BS.1770."""

from __future__ import annotations

import numpy as np
import pytest

from coach.pcm import RATE, Samples
from coach.sound.loudness import loudness


def sine(hertz: float, decibels: float, seconds: float = 3.0) -> Samples:
    wave = np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE) * 10 ** (decibels / 20)
    return wave.astype(np.float32)


def stereo(samples: Samples) -> Samples:
    return np.repeat(samples[:, None], 2, axis=1)


def test_a_sine_of_997_hertz_on_one_side_at_full_scale_is_minus_three() -> None:
    assert loudness([sine(997, 0.0)]) == pytest.approx(-3.01, abs=0.05)


@pytest.mark.parametrize("level", [-40.0, -23.0, -10.0])
def test_a_sine_of_a_kilohertz_on_both_sides_is_as_loud_as_its_level(level: float) -> None:
    assert loudness([stereo(sine(1000, level))]) == pytest.approx(level, abs=0.1)


def test_low_notes_count_for_less_and_high_ones_for_more() -> None:
    low, middle, high = (loudness([sine(hertz, -20.0)]) for hertz in (40, 1000, 6000))

    assert low < middle - 3 < middle + 2 < high


def test_pauses_do_not_count() -> None:
    loud, soft = stereo(sine(1000, -20.0)), stereo(sine(1000, -45.0))

    assert loudness([loud, soft, np.zeros_like(loud)]) == pytest.approx(-20.0, abs=0.2)


@pytest.mark.parametrize("nothing", [[], [np.zeros((RATE, 2), np.float32)], [np.zeros((0, 2), np.float32)]])
def test_silence_has_no_loudness(nothing: list[Samples]) -> None:
    assert loudness(nothing) == float("-inf")


def test_a_sound_shorter_than_a_block_is_measured_whole() -> None:
    assert loudness([stereo(sine(1000, -20.0, seconds=0.1))]) == pytest.approx(-20.0, abs=0.5)
