"""Goldens of `coach show --voice none`: every bundled routine at each level, with every word.

A golden shows what a change does to the routines; whether that is right, the hand-worked tests of tests/timeline say.
Renew them with `COACH_RENEW_GOLDENS=1 pytest tests/golden`, then read `git diff tests/golden`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach.cli.main import main
from tests.timeline.bundled import read, routine_files, translated_files

GOLDEN = Path(__file__).parent / "show"

FILES = [*routine_files(), *translated_files()]

SHOWN = [(path, level) for path in FILES for level in (read(path).levels or (None,))]


def golden_name(path: Path, level: str | None) -> str:
    return f"{path.stem}{f'-{level}' if level else ''}.txt"


@pytest.mark.parametrize(("path", "level"), SHOWN, ids=[golden_name(path, level) for path, level in SHOWN])
def test_a_bundled_routine_is_shown_as_its_golden_says(
    path: Path, level: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    golden = GOLDEN / golden_name(path, level)

    status = main(["show", str(path), "--voice", "none", *(["--level", level] if level else [])])

    shown = capsys.readouterr().out
    if os.environ.get("COACH_RENEW_GOLDENS"):
        golden.write_text(shown, encoding="utf-8")
    assert (status, shown) == (0, golden.read_text(encoding="utf-8"))


def test_every_golden_belongs_to_a_routine() -> None:
    assert {path.name for path in GOLDEN.glob("*.txt")} == {golden_name(path, level) for path, level in SHOWN}
