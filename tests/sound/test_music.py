"""The bed keeps some seconds of a tape in memory, and gives the same frames for the same positions."""

from __future__ import annotations

import numpy as np
import pytest

from coach.pcm import RATE, Samples, frames
from coach.sound.music import AHEAD, BEHIND, MusicBed

from .tapes import Ramp, Steady


def values(samples: Samples) -> list[float]:
    return [float(value) for value in samples[:, 0]]


def test_frames_are_found_by_their_position() -> None:
    bed = MusicBed(Ramp())

    assert values(bed.read(123_456, 3)) == pytest.approx([Ramp.at(123_456 + each) for each in range(3)])


def test_what_was_read_can_be_read_again_for_some_seconds() -> None:
    bed = MusicBed(Ramp())
    before = bed.read(10 * RATE, 100)
    bed.read(10 * RATE + frames(BEHIND) - RATE, RATE // 2)

    assert np.array_equal(bed.read(10 * RATE, 100), before)


def test_what_was_read_long_ago_is_not_kept() -> None:
    bed = MusicBed(Ramp())
    for second in range(40):
        bed.read(second * RATE, RATE)

    assert sum(len(block) for block in bed._blocks) < (BEHIND + 3) * RATE


def test_a_tape_that_ends_gives_what_it_had() -> None:
    bed = MusicBed(Steady(seconds=1.0))

    assert len(bed.read(0, 5 * RATE)) == RATE
    assert bed.over


def test_a_thread_has_it_ready_ahead_of_the_reader() -> None:
    bed = MusicBed(Ramp())
    bed.start()
    thread = bed._thread
    bed.close()
    assert thread is not None
    thread.join()

    assert bed._end >= frames(AHEAD) or bed._closing.is_set()


def test_reading_does_not_wait_for_a_tape_that_a_thread_reads() -> None:
    tape = Steady()
    tape.read = lambda: None  # type: ignore[method-assign]
    bed = MusicBed(tape)
    bed.start()
    bed.close()

    assert len(bed.read(0, RATE)) == 0


def test_a_tape_is_closed_with_its_bed() -> None:
    threaded, plain = Steady(), Steady()
    for tape, starts in ((threaded, True), (plain, False)):
        bed = MusicBed(tape)
        if starts:
            bed.start()
        bed.close()
        if bed._thread is not None:
            bed._thread.join()

    assert threaded.closed
    assert plain.closed


def test_a_tape_that_fails_in_its_own_way_is_a_sentence_and_the_end_of_the_music() -> None:
    def explode() -> Samples | None:
        raise ZeroDivisionError("inside a library")

    tape = Steady()
    tape.read = explode  # type: ignore[method-assign]
    bed = MusicBed(tape)

    assert len(bed.read(0, 10)) == 0
    assert bed.notice == "Music: it ended (ZeroDivisionError: inside a library); going on without."
