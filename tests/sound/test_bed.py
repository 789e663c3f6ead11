"""The noise that keeps headphones awake: far below speech, never silence, and the same however it is cut."""

from __future__ import annotations

import numpy as np

from coach.pcm import RATE, Samples
from coach.sound.bed import LENGTH, LEVEL, bed, laid_under


def silence(seconds: float, channels: int = 1) -> Samples:
    count = round(seconds * RATE)
    return np.zeros(count if channels == 1 else (count, channels), np.float32)


def test_it_is_at_its_level_and_never_silent_to_sixteen_bits() -> None:
    noise = bed()
    blocks = np.abs(noise.reshape(-1, RATE // 100)).max(axis=1)

    assert abs(20 * np.log10(np.sqrt(np.mean(noise**2))) - LEVEL) < 0.01
    assert blocks.min() > 2**-15
    assert np.abs(noise).max() < 0.004


def test_slices_that_are_laid_apart_fit_together() -> None:
    whole = laid_under(silence(8.0), 0)
    pieces = [laid_under(silence(1.0), second * RATE) for second in range(8)]

    assert np.array_equal(np.concatenate(pieces), whole)
    assert np.array_equal(whole[LENGTH : 2 * LENGTH], whole[:LENGTH])


def test_with_music_it_is_the_same_on_both_sides() -> None:
    laid = laid_under(silence(1.0, channels=2), 100)

    assert np.array_equal(laid[:, 0], laid[:, 1])
    assert np.array_equal(laid[:, 0], laid_under(silence(1.0), 100))
