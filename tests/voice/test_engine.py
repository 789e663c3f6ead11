"""The parent's end of the worker survives whatever the worker does."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.testing import ManualClock
from coach.voice.engine import EngineDownError, EngineError, WorkerEngine, worker_command
from coach.voice.render import NotSpeechError, read_sound

Make = Callable[..., WorkerEngine]


@pytest.mark.parametrize("mode", ["well", "garbage", "out of order"])
def test_words_become_a_sound_file(fake_engine: Make, mode: str) -> None:
    path = fake_engine(mode).speak("two words")

    assert len(read_sound(path)) == pytest.approx(48_000 * 0.5, abs=10)


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [
        ("hangs", "The voice does not answer."),
        ("dies", "The voice ended unexpectedly."),
        ("dies at once", "The voice ended unexpectedly."),
    ],
)
def test_a_worker_that_is_gone_is_a_sentence(fake_engine: Make, mode: str, sentence: str) -> None:
    engine = fake_engine(mode, patience=0.5)

    with pytest.raises(EngineDownError, match=sentence):
        engine.speak("words")


def test_no_engine_on_the_machine_is_the_workers_own_sentence(fake_engine: Make) -> None:
    with pytest.raises(EngineDownError, match="no eSpeak on this machine"):
        fake_engine("no engine").hello()


def test_words_that_the_engine_refuses_leave_it_running(fake_engine: Make) -> None:
    engine = fake_engine("refuses")
    with pytest.raises(EngineError, match="wrote no sound file"):
        engine.speak("words")

    assert engine.hello().engine == "Fake"
    assert engine.starts == 1


@pytest.mark.parametrize("mode", ["hangs once", "dies once"])
def test_the_worker_is_started_again_after_its_pause(tmp_path: Path, mode: str) -> None:
    clock = ManualClock()
    fake = str(Path(__file__).with_name("fake_worker.py"))
    command = [sys.executable, fake, mode, str(tmp_path / "starts")]
    engine = WorkerEngine(command, patience=0.5, back_off=2.0, clock=clock.monotonic)
    with pytest.raises(EngineDownError):
        engine.speak("words")
    with pytest.raises(EngineDownError, match="not running"):
        engine.speak("words")
    clock.advance(2.1)

    assert engine.speak("words").exists()
    assert engine.starts == 2
    engine.close()


def test_the_pauses_between_starts_grow_to_half_a_minute(tmp_path: Path) -> None:
    clock = ManualClock()
    engine = WorkerEngine(["/no/such/program"], back_off=0.5, clock=clock.monotonic)
    pauses = []
    for _ in range(9):
        with pytest.raises(EngineDownError, match="does not start"):
            engine.hello()
        pauses.append(engine.down_until - clock.monotonic())
        clock.advance(pauses[-1] + 0.01)
    engine.close()

    assert pauses == pytest.approx([0.5, 1, 2, 4, 8, 16, 30, 30, 30])


def test_closing_removes_what_was_written(fake_engine: Make) -> None:
    engine = fake_engine()
    path = engine.speak("words")
    engine.close()

    assert not path.parent.exists()
    with pytest.raises(EngineDownError):
        engine.speak("words")


@pytest.mark.parametrize("mode", ["silent", "empty", "no file"])
def test_a_sound_file_without_speech_is_noticed(fake_engine: Make, mode: str) -> None:
    path = fake_engine(mode).speak("words")

    with pytest.raises(NotSpeechError):
        read_sound(path)


def test_voices_that_are_no_voices_are_left_out(fake_engine: Make) -> None:
    assert fake_engine().voices() == [{"id": "fake", "name": "Fake", "language": "en"}]


def test_a_module_beside_the_routines_is_not_imported_by_the_worker() -> None:
    assert "-P" in worker_command(voice=None, rate=None, lang="en")
