"""Loudness is that of the standard, where the standard's long blocks can tell."""

from __future__ import annotations

import numpy as np
import pytest

from coach.pcm import RATE, Samples, frames
from coach.voice.loudness import loudness


def sine(hertz: float, peak: float, seconds: float = 1.0) -> Samples:
    return (peak * np.sin(2 * np.pi * hertz * np.arange(frames(seconds)) / RATE)).astype(np.float32)


@pytest.mark.parametrize("seconds", [0.1, 1.0, 7.0])
def test_a_full_sine_of_997_hertz_is_at_3_below_full_scale(seconds: float) -> None:
    # The standard's own check: 0 dBFS in one channel reads -3.01.
    assert loudness(sine(997, 1.0, seconds)) == pytest.approx(-3.01, abs=0.05)


def test_half_of_it_is_6_less() -> None:
    assert loudness(sine(997, 0.5)) == pytest.approx(-9.03, abs=0.05)


def test_low_tones_count_less_and_high_ones_more() -> None:
    low, middle, high = (loudness(sine(hertz, 0.5)) for hertz in (40, 1000, 4000))

    assert low < middle - 4
    assert middle + 3 < high < middle + 4.5


def test_pauses_are_left_out() -> None:
    word, pause = sine(500, 0.3, 0.3), np.zeros(frames(2.0), np.float32)

    assert loudness(np.concatenate([word, pause, word])) == pytest.approx(loudness(word), abs=0.4)


@pytest.mark.parametrize("count", [0, 1, 100, 48_000])
def test_silence_of_any_length_has_a_loudness(count: int) -> None:
    assert loudness(np.zeros(count, np.float32)) < -80
