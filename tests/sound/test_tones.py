"""Tones are told apart by rhythm and lie where everybody hears them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from coach.pcm import RATE, Samples, seconds
from coach.sound.tones import tone
from coach.timeline.model import Tone


@pytest.mark.parametrize("kind", Tone)
def test_a_tone_lies_between_400_and_1000_hertz(kind: Tone) -> None:
    samples = tone(kind)
    power = np.abs(np.fft.rfft(samples, 1 << 17)) ** 2
    hertz = np.fft.rfftfreq(1 << 17, 1 / RATE)

    inside = power[(hertz >= 400) & (hertz <= 1000)].sum() / power.sum()
    assert inside > 0.995


@pytest.mark.parametrize("kind", Tone)
def test_a_tone_is_heard_from_its_first_hundredth_of_a_second(kind: Tone) -> None:
    samples = tone(kind)

    assert np.abs(samples[: RATE // 100]).max() > 0.25 * np.abs(samples).max()


@pytest.mark.parametrize("kind", Tone)
def test_a_tone_leaves_room_for_a_word_above_it(kind: Tone) -> None:
    assert np.abs(tone(kind)).max() <= 0.31


def rhythm(samples: Samples) -> tuple[float, ...]:
    """Return the lengths of sound and silence in turn, in steps of 20 ms: pitch and loudness are taken away."""
    window = RATE // 100
    blocks = np.abs(samples[: len(samples) // window * window]).reshape(-1, window).max(axis=1) > 0.02
    edges = [0, *(i for i, (a, b) in enumerate(pairwise(blocks), start=1) if a != b), len(blocks)]
    return tuple(round((b - a) * 0.01 / 0.02) * 0.02 for a, b in pairwise(edges))


LOUD = [Tone.GO, Tone.SWITCH, Tone.END, Tone.DONE]


def test_the_four_signals_differ_in_rhythm_alone() -> None:
    rhythms = {kind: rhythm(tone(kind)) for kind in LOUD}

    assert [len(rhythms[kind]) for kind in LOUD] == [1, 3, 5, 11]


def test_go_is_one_long_note_and_an_end_starts_with_a_short_one() -> None:
    assert rhythm(tone(Tone.GO))[0] > 3 * rhythm(tone(Tone.END))[0]


def test_the_ticks_under_words_are_shorter_and_softer_than_every_signal() -> None:
    for tick in (Tone.TICK, Tone.COUNT):
        for signal in LOUD:
            assert seconds(len(tone(tick))) < rhythm(tone(signal))[0]
            assert np.abs(tone(tick)).max() < 0.6 * np.abs(tone(signal)).max()
