"""`coach trends` at a terminal and in a locale that knows no braille."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date

import pytest

from coach.cli.trends import show
from coach.desk.desk import Desk
from coach.paths import user_paths
from coach.source.report import display_width
from coach.testing import ManualClock
from tests.cli.running import coach
from tests.progress.histories import TODAY, at, history, write_history


@pytest.mark.parametrize(("columns", "widest"), [(60, 59), (100, 99), (300, 120), (10, 40)])
def test_at_a_terminal_a_plot_is_as_wide_as_that_within_reason(
    columns: int, widest: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = user_paths()
    write_history(history(), paths)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(shutil, "get_terminal_size", lambda fallback: os.terminal_size((columns, 24)))

    show(Desk(paths, ManualClock(at(TODAY, 22))))

    assert max(display_width(line) for line in capsys.readouterr().out.splitlines()) == widest


def test_in_a_locale_without_braille_the_limits_are_drawn_with_ascii() -> None:
    write_history(history(today=date(2026, 1, 1)), user_paths())

    done = coach("trends", "--weeks", "520", environ={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})

    assert done.returncode == 0
    assert done.stdout.isascii()
    assert "-----------------" in next(line for line in done.stdout.splitlines() if line.strip().startswith("5 |"))
    assert "?" not in done.stdout


def test_a_number_of_weeks_that_is_none_is_wrong_usage() -> None:
    write_history(history(), user_paths())

    done = coach("trends", "--weeks", "0")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "coach: --weeks is a whole number from 1 to 520, not 0\n"
    assert "invalid whole number value: 'abc'" in coach("trends", "--weeks", "abc").stderr
