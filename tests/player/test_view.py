"""What is told of a moment for the eye: what comes next, and where in a tempo one is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.player.model import Command, View
from coach.player.player import Player
from coach.testing import build_timeline, ready, rest, work
from coach.units import Seconds

SQUATS = work(12, step="squat", reps=2, rep_starts=(0.0, 6.0), phases=((0.0, "down"), (3.0, "hold"), (3.5, "up")), go=0)
"""Two repetitions of 3 s down, half a second's hold, and 2.5 s up."""


def seen(at: Seconds) -> View:
    player = Player(build_timeline(SQUATS, rest(10), work(3, step="plank", go=1)), 0.0)
    player.send(Command.START, 0.0)
    player.advance(at)
    return player.view(at)


@pytest.mark.parametrize(
    "at, word, second",
    [
        (0.0, "down", 1),
        (0.99, "down", 1),
        (1.0, "down", 2),
        (2.9, "down", 3),
        (3.0, "hold", 1),
        (3.5, "up", 1),
        (4.5, "up", 2),
        (5.9, "up", 2),
        (6.0, "down", 1),
        (11.9, "up", 2),
    ],
)
def test_a_tempo_is_counted_by_its_phases_as_it_is_said(at: Seconds, word: str, second: int) -> None:
    count = seen(at).count

    assert count is not None
    assert (count.word, count.second) == (word, second)


@given(st.floats(0.0, 11.9))
def test_a_count_stays_as_it_is_until_the_moment_that_it_names(at: Seconds) -> None:
    before = seen(at)
    assert before.count is not None
    change = at + before.count.until_next
    shortly_before, then = seen(max(at, change - 0.01)).count, seen(min(change + 0.001, 11.999)).count

    assert shortly_before is not None
    assert then is not None
    assert (shortly_before.word, shortly_before.second) == (before.count.word, before.count.second)
    assert change >= 11.9 or (then.word, then.second) != (before.count.word, before.count.second)


def test_without_a_tempo_nothing_is_counted() -> None:
    assert seen(13.0).count is None


def test_what_follows_the_go_ahead_is_known_while_one_gets_ready_for_it() -> None:
    timeline = build_timeline(
        ready(5), work(3, step="squat", go=0), rest(5), work(3, step="plank", go=1), rest(5), work(3, step="step", go=2)
    )
    player = Player(timeline, 0.0)
    player.send(Command.START, 0.0)
    views = [player.view(0.0)]
    for at in (6.0, 14.0, 22.0):
        player.advance(at)
        views.append(player.view(at))

    ahead = [tuple(go.step if go else None for go in (view.next_go, view.then_go)) for view in views]
    assert ahead == [("squat", "plank"), ("plank", "step"), ("step", None), (None, None)]
