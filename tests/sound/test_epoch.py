"""One run of a stream: when it is given up, and when it is started anew."""

from __future__ import annotations

import numpy as np
import pytest

from coach.pcm import RATE
from coach.sound.anchor import Anchor
from coach.sound.epoch import (
    BROKEN,
    GOES_ON,
    RESTARTS,
    START_PATIENCE,
    STOOD_STILL,
    WAKING,
    WATCHDOG,
    Epoch,
    Window,
)

from .fakes import FakeStream


def epoch(*, asked: int = RATE) -> Epoch:
    """A run that began at 100 s, and of which a second was asked for by then."""
    window = Window(0, np.full(4 * RATE, 0.5, np.float32))
    return Epoch(FakeStream(), Anchor(100.0), window, asked=asked, asked_at=100.0, started_at=100.0)


def test_a_stream_that_is_late_is_started_anew_but_not_while_its_device_wakes() -> None:
    run = epoch()
    run.anchor.pending = BROKEN + 0.01

    assert not run.is_broken(100.0 + RESTARTS)
    assert run.is_broken(100.0 + RESTARTS + 0.01)


def test_a_stream_that_is_a_little_late_is_not_started_anew() -> None:
    run = epoch()
    run.anchor.pending = -BROKEN

    assert not run.is_broken(110.0)


@pytest.mark.parametrize(("asked", "patience"), [(RATE, STOOD_STILL), (0, WAKING)])
def test_a_stream_that_stood_still_is_started_anew_when_it_goes_on_and_not_before(asked: int, patience: float) -> None:
    run = epoch(asked=asked)
    run.has_stopped(100.0 + patience + 0.01)
    standing = run.is_broken(100.0 + patience + 0.01)
    run.give(480, None, 103.0)

    assert not standing
    assert run.is_broken(103.0 + GOES_ON / 2)


@pytest.mark.parametrize(("asked", "patience"), [(RATE, WATCHDOG), (0, START_PATIENCE)])
def test_a_stream_that_is_asked_for_nothing_is_given_up_later_while_it_starts(asked: int, patience: float) -> None:
    run = epoch(asked=asked)

    assert not run.has_stopped(100.0 + patience)
    assert run.has_stopped(100.0 + patience + 0.01)


def test_what_was_taken_back_is_not_given_although_the_library_asks_on() -> None:
    run = epoch()
    run.fall_silent()

    assert not run.give(480, None, 100.1).any()
    assert run.asked == RATE + 480


def test_what_was_heard_is_never_more_than_was_asked_for() -> None:
    run = epoch()

    assert run.heard(100.25) == RATE // 4
    assert run.heard(109.0) == RATE
