"""The noise that keeps headphones awake: far below speech, never silence, and the same however it is cut."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from coach.pcm import RATE, Samples
from coach.sound.keepawake import LENGTH, LEVEL, Sleeper, laid_under, noise


def silence(seconds: float, channels: int = 1) -> Samples:
    count = round(seconds * RATE)
    return np.zeros(count if channels == 1 else (count, channels), np.float32)


def test_it_is_at_its_level_and_never_silent_to_sixteen_bits() -> None:
    sound = noise()
    blocks = np.abs(sound.reshape(-1, RATE // 100)).max(axis=1)

    assert abs(20 * np.log10(np.sqrt(np.mean(sound**2))) - LEVEL) < 0.01
    assert blocks.min() > 2**-15
    assert np.abs(sound).max() < 0.004


def test_slices_that_are_laid_apart_fit_together() -> None:
    whole = laid_under(silence(8.0), 0)
    pieces = [laid_under(silence(1.0), second * RATE) for second in range(8)]

    assert np.array_equal(np.concatenate(pieces), whole)
    assert np.array_equal(whole[LENGTH : 2 * LENGTH], whole[:LENGTH])


def test_with_music_it_is_the_same_on_both_sides() -> None:
    laid = laid_under(silence(1.0, channels=2), 100)

    assert np.array_equal(laid[:, 0], laid[:, 1])
    assert np.array_equal(laid[:, 0], laid_under(silence(1.0), 100))


@dataclass
class Way:
    bluetooth: bool


def test_who_begins_waits_until_the_link_is_awake_and_afterwards_no_longer_than_any_sound() -> None:
    sleeper = Sleeper(None, 1.0)
    before = sleeper.wakes_in(Way(bluetooth=True), 10.0, at_least=0.3)
    sleeper.started(10.5)
    waking = sleeper.wakes_in(Way(bluetooth=True), 10.7, at_least=0.3)
    sleeper.started(20.0)  # a later stream finds it awake
    awake = sleeper.wakes_in(Way(bluetooth=True), 20.1, at_least=0.3)

    assert [before, waking, awake] == pytest.approx([1.0, 0.8, 0.3])


def test_nobody_waits_for_a_device_that_does_not_sleep() -> None:
    assert Sleeper(None, 1.0).wakes_in(Way(bluetooth=False), 10.0, at_least=0.3) == 0.0
    assert Sleeper(False, 1.0).wakes_in(Way(bluetooth=True), 10.0, at_least=0.3) == 0.0
