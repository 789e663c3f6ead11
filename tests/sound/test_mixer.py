"""What is placed at a moment is found at the frame of that moment, however it is sliced."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coach.pcm import RATE, Samples
from coach.sound.mixer import CEILING, KNEE, Mixer, mix, soften

ORIGIN = 1000.0


def click(length: int = 1, level: float = 0.5) -> Samples:
    return np.full(length, level, np.float32)


def test_a_sound_begins_at_the_frame_of_its_moment() -> None:
    mixer = Mixer()
    mixer.place(click(), ORIGIN + 1.0)

    assert np.flatnonzero(mixer.render(0, 2 * RATE, ORIGIN)).tolist() == [RATE]


def test_countdown_steps_are_exactly_a_second_apart_wherever_the_stream_began() -> None:
    mixer = Mixer()
    for step in range(3):
        mixer.place(click(), 1234.56789 + step)

    frames = np.flatnonzero(mixer.render(0, 4 * RATE, 1234.1))
    assert np.diff(frames).tolist() == [RATE, RATE]


def test_two_sounds_at_once_are_added() -> None:
    mixer = Mixer()
    mixer.place(click(10, 0.25), ORIGIN)
    mixer.place(click(10, 0.25), ORIGIN)

    assert mixer.render(0, 10, ORIGIN).tolist() == [0.5] * 10


def test_what_lies_before_the_slice_is_cut_off_sample_by_sample() -> None:
    mixer = Mixer()
    mixer.place(np.linspace(0.01, 0.1, 10, dtype=np.float32), ORIGIN)

    assert np.allclose(mixer.render(7, 5, ORIGIN), [0.08, 0.09, 0.10, 0.0, 0.0])


def test_cleared_sounds_are_gone() -> None:
    mixer = Mixer()
    mixer.place(click(100), ORIGIN)
    mixer.clear()

    assert not mixer.render(0, 100, ORIGIN).any()


def test_only_what_has_ended_is_forgotten() -> None:
    mixer = Mixer()
    mixer.place(click(RATE), ORIGIN)
    mixer.place(click(RATE), ORIGIN + 1.0)
    mixer.forget(ORIGIN + 1.0)

    assert len(mixer) == 1
    assert mixer.next_due(ORIGIN) == ORIGIN + 1.0


def test_quiet_is_where_nothing_sounds() -> None:
    mixer = Mixer()
    mixer.place(click(RATE), ORIGIN + 1.0)

    assert mixer.is_quiet(ORIGIN, ORIGIN + 1.0)
    assert not mixer.is_quiet(ORIGIN, ORIGIN + 1.001)
    assert not mixer.is_quiet(ORIGIN + 1.9, ORIGIN + 3.0)
    assert mixer.is_quiet(ORIGIN + 2.0, ORIGIN + 3.0)


@given(st.integers(0, 48_000 * 7200), st.floats(0, 1e6))
def test_a_moment_that_is_a_frame_is_that_frame_after_hours_too(frame: int, origin: float) -> None:
    mixer = Mixer()
    mixer.place(click(), origin + frame / RATE)

    assert mixer.render(frame, 1, origin)[0] > 0


sounds = st.lists(
    st.tuples(st.integers(-300, 900), st.integers(1, 400), st.floats(-1, 1, width=32)),
    max_size=6,
)


@given(sounds, st.lists(st.integers(1, 300), min_size=1, max_size=8))
def test_slices_of_any_size_put_together_are_the_whole(placed: list[tuple[int, int, float]], sizes: list[int]) -> None:
    loud = [(frame, click(length, level)) for frame, length, level in placed]
    pieces, first = [], 0
    for size in sizes:
        pieces.append(mix(loud, first, size))
        first += size

    assert np.array_equal(np.concatenate(pieces), mix(loud, 0, first))


@given(sounds)
def test_however_much_sounds_at_once_no_sample_passes_the_ceiling(placed: list[tuple[int, int, float]]) -> None:
    loud = [(frame, click(length, level)) for frame, length, level in placed]

    assert np.abs(mix(loud, 0, 1000)).max() <= CEILING + 1e-6


def test_what_is_not_too_loud_is_left_as_it_is() -> None:
    samples = np.linspace(-KNEE, KNEE, 50, dtype=np.float32)

    assert soften(samples) is samples
