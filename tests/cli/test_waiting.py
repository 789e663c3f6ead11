"""What is said while a session is being opened: nothing, unless it takes long."""

from __future__ import annotations

import threading

import pytest

from coach.cli import play


def test_a_long_wait_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    told = threading.Event()

    def complain(line: str) -> None:
        said.append(line)
        told.set()

    monkeypatch.setattr(play, "complain", complain)
    monkeypatch.setattr(play, "LATE", 0.0)
    with play.patience():
        assert told.wait(10.0)

    assert said == [play.WAITS]


def test_a_short_one_is_not(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(play, "LATE", 1000.0)
    with play.patience():
        waiting = threading.active_count()

    assert waiting > 1
    assert capsys.readouterr().err == ""
