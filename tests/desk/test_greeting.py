"""What is said before a session: what begins and how long it is, where there is room before the countdown."""

from __future__ import annotations

import pytest

from coach.desk.greeting import lead_in
from coach.desk.performance import Performance
from coach.player.cues import LeadIn
from coach.testing import FixedLengths, build_timeline, say
from coach.voice.speaker import SilentVoice
from coach.words.files import load_phrases
from tests.desk.stage import Stage

TIMELINE = build_timeline(say(1000.0), name="Knee foundation")
"""Seventeen minutes, as people say it."""


def led_in(start_in: float, *, goes_on: bool = False, silence: float = 0.0, words: bool = True) -> LeadIn:
    phrases = load_phrases()
    return lead_in(phrases, TIMELINE, start_in, FixedLengths(), words=words, goes_on=goes_on, silence=silence)


@pytest.mark.parametrize(
    ("start_in", "words"),
    [
        (10.0, "Knee foundation, about 17 minutes. Starting in 10 seconds."),
        (6.0, "Knee foundation. Starting in 6 seconds."),
        (5.0, "Starting in 5 seconds."),
        (4.0, ""),
        (0.0, ""),
    ],
)
def test_the_greeting_says_as_much_as_there_is_time_for_before_the_countdown(start_in: float, words: str) -> None:
    assert led_in(start_in).starting == words


def test_a_session_that_was_begun_before_goes_on() -> None:
    assert led_in(10.0, goes_on=True).starting == "Knee foundation goes on. Starting in 10 seconds."


def test_silence_for_a_device_that_has_to_wake_comes_before_the_greeting_and_takes_its_room() -> None:
    cues = led_in(6.0, silence=1.0).cues(0, 0.0, 6.0, full=True, go=False)

    assert [(offset, cue.text) for offset, cue in cues] == [
        (-5.0, "Starting in 6 seconds."),
        (-3.0, "3"),
        (-2.0, "2"),
        (-1.0, "1"),
    ]


def test_without_the_countdowns_words_its_ticks_stay() -> None:
    assert led_in(10.0, words=False).numbers == ("", "", "")


def test_what_to_do_where_nothing_is_heard_is_shown_only_where_something_sounds(stage: Stage) -> None:
    heard, muted = stage.open(), stage.open(mute=True)

    assert heard.heard_nothing == "Nothing heard? Turn it up, or ask `coach doctor`."
    assert muted.heard_nothing == ""


def test_what_to_do_where_nothing_is_heard_is_not_asked_of_who_wants_no_voice(stage: Stage) -> None:
    performance = stage.open()
    silent = Performance(
        performance.routine,
        performance.playback,
        performance.phrases,
        stage.clock,
        voice=SilentVoice(),
        output=stage.desk.sounds,
        writer=None,
        asks=False,
        age=0,
    )

    assert silent.heard_nothing == ""
