"""The anchor of a stream stays, but for underruns and the drift of the device's crystal."""

from __future__ import annotations

from itertools import pairwise

import pytest

from coach.sound.anchor import DRIFT_PACE, DRIFT_STEP, Anchor

START = 1000.0


def settle(anchor: Anchor, off: float = 0.0, *, known: bool = True) -> float:
    """Give readings that are `off` seconds after the origin until they count; return the moment then."""
    now = START
    for _ in range(80):
        now += 0.05
        anchor.read(START + off, now, known=known)
    return now


def feed(anchor: Anchor, origin: float, now: float, *, known: bool = True) -> float:
    for _ in range(10):
        now += 0.05
        anchor.read(origin, now, known=known)
    return now


def test_a_stream_that_keeps_its_time_is_never_corrected() -> None:
    anchor = Anchor(START)
    now = settle(anchor)
    feed(anchor, START, now)

    assert anchor.pending == 0.0
    assert not anchor.correct(now)
    assert anchor.origin == START


def test_a_stream_that_began_a_little_off_stays_so() -> None:
    anchor = Anchor(START)
    settle(anchor, 0.03)

    assert anchor.pending == 0.0


def test_a_stream_that_began_far_off_is_put_right() -> None:
    anchor = Anchor(START)
    now = settle(anchor, 0.6)
    anchor.correct(now)

    assert anchor.origin == pytest.approx(START + 0.6)


def test_a_stream_that_began_far_off_is_put_right_within_half_a_second_once_it_plays() -> None:
    anchor = Anchor(START)
    stalled = 0.0
    while stalled < 1.0:  # not playing yet: what is written now is heard later and later
        stalled += 0.05
        anchor.read(START + stalled, START + stalled, known=True)
        assert anchor.pending == 0.0
    feed(anchor, START + stalled, START + stalled)

    assert anchor.pending == pytest.approx(stalled)


def test_a_library_that_knows_no_moments_is_only_compared_with_itself() -> None:
    anchor = Anchor(START)
    settle(anchor, -0.6, known=False)

    assert anchor.pending == 0.0


@pytest.mark.parametrize("known", [True, False])
def test_an_underrun_is_made_up_for_at_once(known: bool) -> None:
    anchor = Anchor(START)
    now = settle(anchor, 0.01, known=known)
    now = feed(anchor, START + 0.01 + 0.105, now, known=known)

    assert anchor.correct(now)
    assert anchor.origin == pytest.approx(START + 0.105)


def test_one_late_request_is_no_underrun() -> None:
    anchor = Anchor(START)
    now = settle(anchor, known=False)
    for index in range(10):
        anchor.read(START + (0.3 if index % 2 else 0.0), now, known=False)

    assert anchor.pending == 0.0


def test_drift_is_followed_in_steps_that_no_countdown_shows() -> None:
    anchor = Anchor(START)
    now = settle(anchor)
    origins = [anchor.origin]
    for _ in range(20):
        now = feed(anchor, START + 0.005, now + DRIFT_PACE)
        anchor.correct(now)
        origins.append(anchor.origin)

    assert max(later - sooner for sooner, later in pairwise(origins)) <= DRIFT_STEP + 1e-9
    assert origins[-1] - START == pytest.approx(20 * DRIFT_STEP)
