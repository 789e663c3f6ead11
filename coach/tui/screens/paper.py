"""A screen of lines that scroll, with a heading: preview, history and help."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult

from coach.tui.keys import CLOSE
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.line import Line
from coach.tui.widgets.paper import Paper, PaperLine


class PaperScreen(CoachScreen):
    """Shows lines under a heading; `begin` gives them once the screen stands."""

    CSS_PATH = "paper.tcss"
    BINDINGS = CLOSE

    def body(self) -> ComposeResult:
        yield Line(id="heading")
        yield Line(id="about")
        yield Line(id="news")
        yield Paper(id="paper")

    def on_mount(self) -> None:
        self.query_one(Paper).focus()
        self.begin()

    def begin(self) -> None:
        """Write the page."""

    def write(self, heading: str, about: str, lines: Iterable[PaperLine], *, keep: bool = False) -> None:
        """Show a page, from its top; with `keep` where the one before it is read."""
        self.query_one("#heading", Line).show(heading)
        self.query_one("#about", Line).show(about)
        self.query_one("#about").display = bool(about)
        self.query_one(Paper).write(lines, keep=keep)

    def action_close(self) -> None:
        self.dismiss(None)
