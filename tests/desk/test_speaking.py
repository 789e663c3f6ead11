"""Speaking to somebody who is asked questions: one sentence at a time, and none after a key."""

from __future__ import annotations

import threading

import pytest

from coach.desk.speaking import LateTalker, Speaker
from coach.testing import ManualClock, RecordingOutput
from coach.units import Seconds
from coach.voice.protocol import Utterance
from coach.words.files import load_phrases
from tests.desk.stage import FakeVoice


class SlowVoice(FakeVoice):
    """Has the first sentence only when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.let = threading.Event()

    def get(self, text: str, timeout: Seconds) -> Utterance | None:
        if text == "First.":
            self.let.wait(timeout)
        return super().get(text, timeout)


def joined() -> None:
    for thread in threading.enumerate():
        if thread.name == "say":
            thread.join()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


def test_a_sentence_that_comes_late_does_not_drown_the_next_one(clock: ManualClock) -> None:
    voice, output = SlowVoice(), RecordingOutput(clock)
    speaker = Speaker(voice, output, clock)

    speaker.say("First.")
    speaker.say("Second and longer.")
    voice.let.set()
    joined()

    assert [round(placed.seconds, 1) for placed in output.placed] == [1.2]


def test_what_was_hushed_while_the_voice_was_at_it_is_not_said(clock: ManualClock) -> None:
    voice, output = SlowVoice(), RecordingOutput(clock)
    speaker = Speaker(voice, output, clock)

    speaker.say("First.")
    speaker.hush()
    voice.let.set()
    joined()

    assert output.placed == []
    assert output.cancelled


def test_a_device_that_cannot_be_opened_costs_nothing_but_the_sound() -> None:
    def broken() -> Speaker:
        raise OSError("no device")

    talker = LateTalker(load_phrases(), broken)

    talker.say("Hello.")
    talker.hear_out()
    talker.hush()
    talker.close()


def test_nothing_is_opened_for_whoever_says_nothing() -> None:
    opened: list[bool] = []

    def opener() -> Speaker:
        opened.append(True)
        raise OSError

    talker = LateTalker(load_phrases(), opener)
    talker.hush()
    talker.hear_out()
    talker.close()

    assert opened == []
