"""Lending the terminal to an editor."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest

from coach.errors import CoachError
from coach.source.report import display_width
from coach.tui.lending import lend_terminal, said
from coach.tui.screens.notice import NoticeScreen
from coach.tui.signals import heed
from tests.tui.fakes import FakeModel
from tests.tui.stage import Stage


async def lent(run: Callable[[], None]) -> tuple[str, Stage]:
    """Lend the terminal of a running application, which heeds interrupts, and give it a moment to end."""
    app = Stage(NoticeScreen("Hello."), FakeModel())
    async with app.run_test() as pilot:
        heed(app, signal.SIGTERM)  # one that stays with the loop keeps its pipe for all of them
        heed(app, signal.SIGINT)
        trouble = lend_terminal(app, run)
        for _ in range(10):
            await pilot.pause()
        running = app.is_running
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(10):
            await pilot.pause()
    assert running
    return trouble, app


async def test_what_is_refused_is_returned_as_its_sentence() -> None:
    def refuse() -> None:
        raise CoachError("There is no editor.")

    assert (await lent(refuse))[0] == "There is no editor."


async def test_an_interrupt_is_the_editors_while_it_has_the_terminal_and_ends_coach_afterwards() -> None:
    """Ctrl-C goes to every process of the terminal."""
    trouble, app = await lent(lambda: os.kill(os.getpid(), signal.SIGINT))

    assert (trouble, app.return_value) == ("", 130)


async def test_a_mistake_comes_out_once_the_screens_are_back() -> None:
    def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await lent(broken)


@pytest.mark.parametrize(
    "sentence",
    ["Editing plank.toml.", "Editing " + "a-long-name-" * 20, "Editing " + "膝" * 60],
    ids=["short", "long", "wide letters"],
)
def test_what_the_terminal_shows_meanwhile_is_one_row_and_is_taken_away(
    sentence: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    with said(sentence):
        shown = capsys.readouterr().out

    assert shown.startswith(sentence[:30])
    assert display_width(shown) < 80
    assert capsys.readouterr().out == "\r\x1b[2K"
