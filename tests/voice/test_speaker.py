"""The voice of a session: from memory, cache or engine, and never in the way."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from coach.voice.engine import WorkerEngine
from coach.voice.speaker import NONE, SpokenVoice, open_voice
from coach.words.speech import FixedLengths

MakeVoice = Callable[..., SpokenVoice]


def until(condition: Callable[[], bool]) -> None:
    """Wait for a thread to bring something about."""
    event = threading.Event()
    for _ in range(1000):
        if condition():
            return
        event.wait(0.01)
    raise AssertionError("it did not happen within ten seconds")


def starts(tmp_path: Path, mode: str) -> int:
    counted = tmp_path / f"starts of {mode}"
    return int(counted.read_text()) if counted.exists() else 0


def test_a_text_that_was_never_spoken_is_spoken_now(fake_voice: MakeVoice) -> None:
    utterance = fake_voice().get("Set two.", 10.0)

    assert utterance is not None
    assert utterance.seconds == pytest.approx(0.2 + 0.03, abs=0.01)


def test_a_warm_cache_starts_no_worker(fake_voice: MakeVoice, tmp_path: Path) -> None:
    fake_voice().get("Set two.", 10.0)
    again = fake_voice("never started")

    assert again.get("Set two.", 0.0) is not None
    assert again.lengths.seconds("Set two.") > 0
    assert starts(tmp_path, "never started") == 0


def test_opening_a_voice_starts_no_worker(fake_voice: MakeVoice, tmp_path: Path) -> None:
    fake_voice("well").prepare([])

    assert starts(tmp_path, "well") == 0


def test_what_is_prepared_is_there_without_waiting(fake_voice: MakeVoice, tmp_path: Path) -> None:
    texts = ["one", "two words", "three more words"]
    voice = fake_voice()
    voice.prepare(texts)
    until(lambda: len(list(tmp_path.rglob("*-*.wav"))) == 3)

    assert [text for text in texts if voice.get(text, 0.0) is None] == []


def test_what_was_prepared_last_is_spoken_first(fake_voice: MakeVoice, tmp_path: Path) -> None:
    voice = fake_voice("hangs", patience=30.0)
    voice.prepare(["being spoken", "later"])
    voice.prepare(["now", "next"])

    assert [text for text in voice._queue if text in ("now", "next", "later")] == ["now", "next", "later"]


def test_no_time_means_no_waiting(fake_voice: MakeVoice) -> None:
    assert fake_voice("hangs").get("words", 0.0) is None


@pytest.mark.parametrize("mode", ["hangs", "dies", "dies at once", "no engine"])
def test_a_broken_engine_is_a_sentence_and_the_session_goes_on(fake_voice: MakeVoice, mode: str) -> None:
    voice = fake_voice(mode, patience=0.3, back_off=5.0)

    assert voice.get("words", 10.0) is None
    assert voice.trouble is not None
    assert voice.trouble.endswith("Until it speaks again there are tones, and the words on the screen.")
    assert voice.get("other words", 10.0) is None


@pytest.mark.parametrize("mode", ["hangs once", "dies once"])
def test_a_broken_engine_mends_itself_and_says_what_it_missed(fake_voice: MakeVoice, mode: str) -> None:
    voice = fake_voice(mode, patience=0.3)
    assert voice.get("words", 10.0) is None
    until(lambda: voice.get("words", 0.0) is not None)

    assert voice.trouble is None


def test_words_that_the_engine_dies_of_do_not_silence_the_others(fake_voice: MakeVoice) -> None:
    voice = fake_voice("dies of poison")
    voice.prepare(["the poison", "one", "two", "three"])
    until(lambda: all(voice.get(text, 0.0) is not None for text in ("one", "two", "three")))
    until(lambda: voice.trouble is None)

    assert voice.get("the poison", 0.0) is None


@pytest.mark.parametrize("mode", ["silent", "empty", "refuses", "no file"])
def test_words_without_sound_are_given_up_while_the_voice_is_well(fake_voice: MakeVoice, mode: str) -> None:
    voice = fake_voice(mode)

    assert voice.get("words", 10.0) is None
    assert voice.trouble is None


def test_a_cache_that_cannot_be_written_is_replaced_by_memory(
    fake_voice: MakeVoice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr("coach.voice.speaker.KEPT_BYTES", 1)
    voice = fake_voice(cache=tmp_path / "file")
    for text in ("one", "two", "three"):
        voice.get(text, 10.0)

    assert all(voice.get(text, 0.0) is not None for text in ("one", "two", "three"))
    assert voice.trouble is None


def test_memory_holds_no_more_than_its_share(fake_voice: MakeVoice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.voice.speaker.KEPT_BYTES", 60_000)
    voice = fake_voice()
    texts = [f"text number {number}" for number in range(20)]
    for text in texts:
        voice.get(text, 10.0)

    assert sum(samples.nbytes for samples, _ in voice._kept.values()) <= 60_000
    assert all(voice.get(text, 0.0) is not None for text in texts)


def test_what_was_just_said_is_said_again_without_the_disk(fake_voice: MakeVoice, tmp_path: Path) -> None:
    voice = fake_voice()
    for text in ("3", "2", "1"):
        voice.get(text, 10.0)
    for path in tmp_path.rglob("*.wav"):
        path.unlink()

    assert [text for text in ("3", "2", "1") if voice.get(text, 0.0) is None] == []


def test_a_damaged_cache_entry_is_spoken_again(fake_voice: MakeVoice, tmp_path: Path) -> None:
    fake_voice().get("Halfway.", 10.0)
    for path in tmp_path.rglob("*.wav"):
        path.write_bytes(b"torn")

    assert fake_voice("well").get("Halfway.", 10.0) is not None


def test_lengths_are_those_of_the_voice(fake_voice: MakeVoice) -> None:
    voice = fake_voice()
    lengths = voice.lengths
    utterance = voice.get("Set two of three.", 10.0)

    assert utterance is not None
    assert lengths.seconds("Set two of three.") == pytest.approx(utterance.seconds, abs=1e-6)
    assert lengths.seconds("") == 0.0
    assert lengths.measured


def test_lengths_are_estimated_where_no_voice_is(fake_voice: MakeVoice) -> None:
    lengths = fake_voice("no engine", back_off=60.0).lengths

    assert lengths.seconds("Set two of three.") == FixedLengths().seconds("Set two of three.")
    assert not lengths.measured


def test_a_hundred_lengths_of_a_hanging_voice_are_waited_for_once(
    fake_voice: MakeVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.voice.speaker.LENGTH_PATIENCE", 0.1)
    waited: list[float] = []
    voice = fake_voice("hangs", patience=30.0)
    entry = voice.entry

    def counting(text: str, timeout: float) -> object:
        waited.append(timeout)
        return entry(text, timeout)

    monkeypatch.setattr(voice, "entry", counting)
    lengths = voice.lengths
    for number in range(100):
        lengths.seconds(f"text {number}")

    assert sum(waited) == pytest.approx(0.1)


def test_a_closed_voice_says_nothing_and_waits_for_nothing(fake_voice: MakeVoice) -> None:
    voice = fake_voice("hangs", patience=60.0)
    waiting = threading.Thread(target=voice.get, args=("words", 60.0))
    waiting.start()
    voice.close()
    waiting.join(5.0)

    assert not waiting.is_alive()
    assert voice.get("words", 60.0) is None


def test_the_voice_called_none_is_silent_and_content(tmp_path: Path) -> None:
    voice = open_voice(tmp_path, voice=NONE)
    voice.prepare(["words"])

    assert voice.get("words", 1.0) is None
    assert voice.trouble is None
    assert not voice.lengths.measured
    assert list(tmp_path.iterdir()) == []


def test_its_volume_is_of_what_it_gives_and_not_of_what_it_keeps(
    fake_engine: Callable[..., WorkerEngine], tmp_path: Path
) -> None:
    loudest = []
    for volume in (1.0, 0.5):
        voice = open_voice(tmp_path, volume=volume, engine=lambda command, log: fake_engine("well"))
        utterance = voice.get("Go.", 10.0)
        voice.close()
        assert utterance is not None
        loudest.append(float(np.abs(utterance.samples).max()))

    assert loudest[1] == pytest.approx(loudest[0] / 2)
