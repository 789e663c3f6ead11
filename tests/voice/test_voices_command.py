"""`coach voices` lists what could speak, and says what to do where nothing can."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coach.cli.voices import list_or_try


def test_voices_are_listed_with_the_usual_one_marked(
    no_voice: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = list_or_try(cache=tmp_path)

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert len([line for line in lines if line.startswith("* ") and "speaks" not in line]) == 1


def test_the_json_has_stable_fields(no_voice: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = list_or_try(json=True, cache=tmp_path)

    rows = json.loads(capsys.readouterr().out)
    assert status == 0
    assert set(rows[0]) == {"id", "name", "language", "engine", "usual"}
    assert [row["usual"] for row in rows].count(True) == 1


def test_trying_a_voice_that_is_not_there_is_refused(
    no_voice: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = list_or_try(try_voice="nobody", cache=tmp_path)

    assert status == 1
    assert capsys.readouterr().err.startswith("There is no voice “nobody” here")


def test_trying_the_voice_none_says_why_nothing_is_heard(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert list_or_try(try_voice="none", cache=tmp_path) == 0
    assert capsys.readouterr().out == 'The voice "none" says nothing.\n'


def test_without_an_engine_there_is_a_sentence_and_an_empty_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.voice.engine.sys.executable", "/no/such/python")
    status = list_or_try(json=True, cache=tmp_path)

    captured = capsys.readouterr()
    assert status == 1
    assert json.loads(captured.out) == []
    assert "coach doctor" in captured.err
