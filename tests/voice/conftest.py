"""Fakes for the voice, and the real one where there is one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from coach.voice.engine import WorkerEngine
from coach.voice.speaker import SpokenVoice, open_voice
from tests.voice.fake_piper import make_packages

FAKE = Path(__file__).with_name("fake_worker.py")


@pytest.fixture
def fake_engine(tmp_path: Path) -> Iterator[Callable[..., WorkerEngine]]:
    """Makes engines whose worker misbehaves in the way that is named; short of patience, and quick to try again."""
    made: list[WorkerEngine] = []

    def make(mode: str = "well", *, patience: float = 5.0, back_off: float = 0.01) -> WorkerEngine:
        command = [sys.executable, str(FAKE), mode, str(tmp_path / f"starts of {mode}")]
        made.append(WorkerEngine(command, patience=patience, back_off=back_off))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


@pytest.fixture
def fake_voice(fake_engine: Callable[..., WorkerEngine], tmp_path: Path) -> Iterator[Callable[..., SpokenVoice]]:
    """Makes voices whose worker misbehaves."""
    made: list[SpokenVoice] = []

    def make(mode: str = "well", *, cache: Path | None = None, **options: float) -> SpokenVoice:
        engine = fake_engine(mode, **options)
        voice = open_voice(cache or tmp_path / "cache", engine=lambda command, log: engine)
        assert isinstance(voice, SpokenVoice)
        made.append(voice)
        return voice

    yield make
    for voice in made:
        voice.close()


@pytest.fixture
def no_voice() -> None:
    """Skip where pyttsx3 is not installed, which fails where `CI` is set."""
    if find_spec("pyttsx3") is None:
        pytest.skip("pyttsx3 is not installed")


@pytest.fixture
def fake_piper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let a Piper of ours speak, also where the extra is not installed."""
    make_packages(tmp_path / "packages")
    monkeypatch.syspath_prepend(tmp_path / "packages")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "packages"), prepend=os.pathsep)
    monkeypatch.delenv("COACH_NEURAL")
