"""Music lies under the sounds: lowered there, without a step, and it goes on where it was heard last."""

from __future__ import annotations

import numpy as np
import pytest

from coach.pcm import RATE, Samples, frames
from coach.sound.envelope import DEPTH, DOWN
from coach.sound.mixer import Mixer
from coach.sound.music import LOUDEST, SOFTEST, STEP, MusicBed
from coach.sound.underlay import FADE_BACK, FADE_IN, GUARD, Underlay

from .tapes import Ramp, Steady


def playing(tape: Steady | Ramp, volume: float = 1.0) -> Mixer:
    mixer = Mixer(Underlay(MusicBed(tape), volume))
    assert mixer.music is not None
    mixer.music.wanted = True
    return mixer


def in_slices(mixer: Mixer, *sizes: int) -> Samples:
    pieces, first = [], 0
    for size in sizes:
        pieces.append(mixer.render(first, size, 0.0))
        first += size
    return np.concatenate(pieces)


def test_without_music_a_frame_is_one_number_and_with_it_two() -> None:
    assert Mixer().render(0, 10, 0.0).shape == (10,)
    assert playing(Steady()).render(0, 10, 0.0).shape == (10, 2)


def test_words_are_as_loud_on_both_sides() -> None:
    mixer = Mixer(Underlay(MusicBed(Steady())))
    mixer.place(np.linspace(0.1, 0.5, 100, dtype=np.float32), 0.0)

    left, right = mixer.render(0, 100, 0.0).T
    assert left.tolist() == right.tolist() == np.linspace(0.1, 0.5, 100, dtype=np.float32).tolist()


def test_it_fades_in_and_is_as_loud_as_it_is() -> None:
    left = playing(Steady(0.2)).render(0, RATE, 0.0)[:, 0]

    assert left[0] == 0
    assert left[frames(FADE_IN / 2)] == pytest.approx(0.1, abs=0.001)
    assert left[frames(FADE_IN) :].tolist() == pytest.approx([0.2] * (RATE - frames(FADE_IN)), abs=1e-6)


def test_it_is_lowered_by_twelve_decibels_before_the_first_syllable() -> None:
    mixer = playing(Steady(0.2))
    mixer.place(np.zeros(RATE, np.float32), 1.0)
    left = in_slices(mixer, *[4800] * 40)[:, 0]

    assert left[frames(1.0 - DOWN)] == pytest.approx(0.2, abs=1e-6)
    assert 20 * np.log10(left[RATE : 2 * RATE] / 0.2) == pytest.approx(np.full(RATE, -DEPTH), abs=0.01)
    assert np.abs(np.diff(left[frames(FADE_IN) :])).max() < 1e-4


def test_its_volume_is_a_factor_and_leaves_words_alone() -> None:
    mixer = playing(Steady(0.2), volume=0.5)
    mixer.place(np.full(100, 0.3, np.float32), 2.0)
    left = in_slices(mixer, *[4800] * 25)[:, 0]

    assert left[RATE] == pytest.approx(0.1, abs=1e-6)
    assert left[2 * RATE] == pytest.approx(0.3 + 0.1 * 10 ** (-DEPTH / 20), abs=1e-5)


def test_slices_that_overlap_as_those_of_a_stream_do_are_one_piece_of_music() -> None:
    whole = playing(Ramp()).render(0, 3 * RATE, 0.0)
    mixer = playing(Ramp())
    pieces = [mixer.render(first, 2 * RATE, 0.0)[:4800] for first in range(0, 3 * RATE, 4800)]

    assert np.array_equal(np.concatenate(pieces), whole)


def test_a_sound_that_is_placed_late_lowers_it_without_a_step() -> None:
    mixer = playing(Steady(0.2))
    pieces = []
    for first in range(0, 3 * RATE, 4800):
        if first == 2 * RATE:
            mixer.place(np.zeros(RATE, np.float32), 2.0)
        pieces.append(mixer.render(first, 2 * RATE, 0.0)[:4800])
    left = np.concatenate(pieces)[:, 0]

    assert np.abs(np.diff(left[frames(FADE_IN) :])).max() < 1e-4
    assert left[-1] == pytest.approx(0.2 * 10 ** (-DEPTH / 20), abs=1e-3)


def test_after_a_stream_has_ended_it_goes_on_where_it_was_heard_last() -> None:
    mixer = playing(Ramp())
    mixer.render(0, 3 * RATE, 0.0)
    assert mixer.music is not None
    mixer.music.leave(2 * RATE)
    again = mixer.render(0, RATE, 0.0)[:, 0]

    assert again[frames(FADE_IN)] == pytest.approx(Ramp.at(2 * RATE + frames(FADE_IN)), abs=1e-6)


def test_in_another_stream_it_is_back_sooner_than_where_it_began() -> None:
    mixer = playing(Steady(0.2))
    mixer.render(0, RATE, 0.0)
    assert mixer.music is not None
    mixer.music.leave(RATE)
    again = mixer.render(0, RATE, 0.0)[:, 0]

    assert again[frames(FADE_BACK / 2)] == pytest.approx(0.1, abs=0.001)
    assert again[frames(FADE_BACK)] == pytest.approx(0.2, abs=1e-6)


def test_after_a_correction_of_the_stream_it_goes_on_without_a_step() -> None:
    moved, straight = playing(Ramp()), playing(Ramp())
    before, after = moved.render(0, RATE, 0.0), moved.render(RATE, RATE, 0.150)

    assert np.array_equal(np.concatenate([before, after]), in_slices(straight, RATE, RATE))


def test_when_it_is_stopped_it_fades_out_and_waits_where_it_is() -> None:
    mixer = playing(Ramp())
    assert mixer.music is not None
    mixer.render(0, RATE, 0.0)
    assert mixer.music.stop(RATE, 0.5) == GUARD + 0.5
    left = mixer.render(RATE, RATE, 0.0)[:, 0]
    guard = frames(GUARD)
    assert left[guard] == pytest.approx(Ramp.at(RATE + guard), abs=1e-6)
    assert left[guard + RATE // 4] == pytest.approx(Ramp.at(RATE * 5 // 4 + guard) / 2, abs=1e-4)
    assert not left[guard + RATE // 2 :].any()
    assert not mixer.render(2 * RATE, RATE, 0.0).any()
    mixer.music.wanted = True
    again = mixer.render(3 * RATE, RATE, 0.0)[:, 0]

    assert again[-1] == pytest.approx(Ramp.at(RATE * 3 // 2 + guard + frames(1 - GUARD)), abs=1e-4)


def test_music_that_ends_leaves_silence_and_the_words() -> None:
    mixer = playing(Steady(0.2, seconds=1.5))
    mixer.place(np.full(100, 0.3, np.float32), 3.0)
    left = in_slices(mixer, *[4800] * 32)[:, 0]

    assert not left[2 * RATE : 3 * RATE].any()
    assert left[3 * RATE : 3 * RATE + 100].tolist() == pytest.approx([0.3] * 100)


def test_turned_down_while_it_plays_it_goes_there_without_a_step() -> None:
    mixer = playing(Steady(0.2))
    pieces = []
    for first in range(0, 3 * RATE, 4800):
        if first == RATE:
            assert mixer.music is not None
            mixer.music.bed.turn(-2)
        pieces.append(mixer.render(first, 2 * RATE, 0.0)[:4800])
    left = np.concatenate(pieces)[:, 0]

    assert np.abs(np.diff(left[frames(FADE_IN) :])).max() < 1e-4
    assert left[-1] == pytest.approx(0.2 * 10 ** (-2 * STEP / 20), abs=1e-5)


@pytest.mark.parametrize("steps, turned", [(100, LOUDEST), (-100, SOFTEST)])
def test_it_cannot_be_turned_further_than_is_of_use(steps: int, turned: float) -> None:
    bed = MusicBed(Steady())
    bed.turn(steps)

    assert bed.turned == turned
