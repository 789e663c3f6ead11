"""The bar: never wider than the terminal, never more done than there is, and silent in a pipe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.cli.progressbar import ProgressBar, bar, first_that_fits
from coach.source.report import display_width


def test_it_says_how_much_is_done_and_how_long_the_rest_takes() -> None:
    line = bar("Knee", 300.0, 900.0, 2.0, 80)

    assert line == "Knee  [##########--------------------]   33 %  5:00 of 15:00, 4 s left"


def test_at_first_and_at_the_end_nothing_is_guessed() -> None:
    assert "left" not in bar("Knee", 30.0, 900.0, 0.1, 80)
    assert "left" not in bar("Knee", 900.0, 900.0, 9.0, 80)


@given(st.text(max_size=60), st.floats(0, 20_000), st.floats(0, 20_000), st.floats(0, 5_000), st.integers(1, 200))
def test_it_fits_every_terminal(title: str, done: float, of: float, took: float, columns: int) -> None:
    assert display_width(bar(title, min(done, of), of, took, columns)) < max(columns, 1) or columns <= 1


def test_of_several_lines_the_first_that_fits_is_taken_and_else_the_start_of_the_last() -> None:
    assert first_that_fits(["a long line", "short"], 8) == "short"
    assert first_that_fits(["a long line", "short"], 4) == "sho"


def test_in_a_pipe_nothing_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    shown = ProgressBar("Knee", 0.0)

    shown.speaking(3, 1.0)
    shown.writing(3.0, 10.0, 2.0)
    shown.done()

    assert capsys.readouterr() == ("", "")


def test_at_a_terminal_it_is_drawn_now_and_then_and_taken_away(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    shown = ProgressBar("Knee\x1b[2J", 0.0)

    shown.speaking(3, 1.0)
    shown.writing(3.0, 10.0, 1.05)
    shown.writing(5.0, 10.0, 2.0)
    shown.done()

    drawn = capsys.readouterr().err.split("\r")
    assert [one.removesuffix("\x1b[K")[-14:] for one in drawn] == ["", "3 texts spoken", " of 0:10, 1 s left"[-14:], ""]
    assert "\x1b[2J" not in "".join(drawn)
