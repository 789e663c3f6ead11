"""A rest that turns out longer than was guessed has the countdown that was kept in reserve for it."""

from __future__ import annotations

from coach.player.cues import placed
from coach.testing import FixedLengths
from coach.timeline.compile import compile_timeline
from coach.timeline.model import Choices, CueKind
from coach.words.files import load_phrases
from tests.routine.reading import routine


def test_a_countdown_in_reserve_is_heard_only_in_a_rest_that_is_long_enough() -> None:
    """By guess ten reps take the whole half minute; done early, the rest has its 3, 2, 1."""
    text = '[[step]]\nname = "S"\nready = 0\nreps = 10\npace = "self"\nsets = 2\nevery = "30s"\n'
    timeline = compile_timeline(routine(text), Choices(), load_phrases(), FixedLengths())
    rest = timeline.segments[2]
    cues = [cue for cue in timeline.cues if cue.segment == rest.index]

    def counted(seconds: float) -> list[float]:
        return [offset for offset, cue in placed(rest, cues, seconds) if cue.kind is CueKind.COUNTDOWN]

    assert counted(rest.seconds) == []
    assert counted(4) == []
    assert counted(8) == [5, 6, 7]
