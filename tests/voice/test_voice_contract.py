"""What every voice does: the fake, the silent one, and the real one over either engine or a worker that misbehaves.

Piper is one of ours here, so that its side of the worker is held to this without its extra, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.testing import RecordingVoice
from coach.voice.protocol import Voice
from coach.voice.speaker import NONE, SpokenVoice, open_voice

SPEAKING = ("recording", "spoken", "pyttsx3", "piper")
SILENT = ("none", "broken")


@pytest.fixture
def make(
    fake_voice: Callable[..., SpokenVoice], tmp_path: Path, request: pytest.FixtureRequest
) -> Callable[[str], Voice]:
    def made(kind: str) -> Voice:
        if kind == "recording":
            return RecordingVoice()
        if kind == "none":
            return open_voice(tmp_path, voice=NONE)
        if kind in ("pyttsx3", "piper"):
            request.getfixturevalue("no_voice" if kind == "pyttsx3" else "fake_piper")
            return open_voice(tmp_path / "cache", voice="en-us" if kind == "pyttsx3" else "joe")
        return fake_voice("well" if kind == "spoken" else "dies at once")

    return made


@pytest.fixture(params=SPEAKING)
def speaking(request: pytest.FixtureRequest, make: Callable[[str], Voice]) -> Iterator[Voice]:
    voice = make(request.param)
    yield voice
    voice.close()


@pytest.fixture(params=SILENT)
def silent(request: pytest.FixtureRequest, make: Callable[[str], Voice]) -> Iterator[Voice]:
    voice = make(request.param)
    yield voice
    voice.close()


@pytest.fixture(params=SPEAKING + SILENT)
def voice(request: pytest.FixtureRequest, make: Callable[[str], Voice]) -> Iterator[Voice]:
    made = make(request.param)
    yield made
    made.close()


def test_an_utterance_is_of_the_text_that_was_asked_for(speaking: Voice) -> None:
    utterance = speaking.get("Set two of three.", 10.0)

    assert utterance is not None
    assert utterance.text == "Set two of three."


def test_the_onset_lies_within_the_samples(speaking: Voice) -> None:
    utterance = speaking.get("Set two of three.", 10.0)

    assert utterance is not None
    assert 0.0 <= utterance.onset < len(utterance.samples) / 48_000
    assert utterance.seconds > 0


def test_samples_are_within_full_scale(speaking: Voice) -> None:
    utterance = speaking.get("Set two of three.", 10.0)

    assert utterance is not None
    assert utterance.samples.dtype == "float32"
    assert abs(utterance.samples).max() <= 1.0


def test_more_words_take_longer(speaking: Voice) -> None:
    short, long = speaking.get("One.", 10.0), speaking.get("One of very many words.", 10.0)

    assert short is not None
    assert long is not None
    assert long.seconds > short.seconds


def test_the_same_words_are_given_again(speaking: Voice) -> None:
    first, second = speaking.get("Go.", 10.0), speaking.get("Go.", 10.0)

    assert first is not None
    assert second is not None
    assert (first.samples == second.samples).all()


@pytest.mark.parametrize("text", ["", "  ", "—", "…", "\N{BELL}", "x" * 3000])
def test_any_text_is_answered_with_its_own_sound_or_none(text: str, voice: Voice) -> None:
    utterance = voice.get(text, 0.2)

    assert utterance is None or utterance.text == text


def test_anything_may_be_prepared_at_any_time_and_is_then_there(speaking: Voice) -> None:
    speaking.prepare([])
    speaking.prepare(["", "one", "one", "two"])
    speaking.prepare(["two"])

    spoken = [speaking.get(text, 10.0) for text in ("two", "one")]
    assert [utterance.text if utterance else None for utterance in spoken] == ["two", "one"]


def test_a_voice_that_cannot_speak_is_asked_in_vain(silent: Voice) -> None:
    silent.prepare(["", "one"])

    assert silent.get("one", 0.2) is None


def test_after_closing_it_may_still_be_asked(voice: Voice) -> None:
    voice.close()
    voice.prepare(["one"])
    utterance = voice.get("one", 0.1)
    voice.close()

    assert utterance is None or utterance.text == "one"
