"""A list of which one is picked by its key."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from coach.tui.keys import ASK
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.line import Line
from coach.tui.widgets.menu import Choice, Menu


class PickScreen(ModalScreen[int]):
    """Asks for one of up to nine; dismisses with its place from 0 on, or with None."""

    CSS_PATH = "offer.tcss"
    BINDINGS = ASK

    def __init__(self, question: str, details: str, labels: tuple[str, ...]) -> None:
        super().__init__()
        self._question = question
        self._details = details
        self._choices = tuple(Choice(str(at), str(at + 1), label) for at, label in enumerate(labels))

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Line(self._question, id="question")
            yield Line(self._details, id="details")
            yield Menu(*self._choices, id="menu")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self.query_one(Menu).begin()

    @on(Menu.Chosen)
    def choose(self, message: Menu.Chosen) -> None:
        self.dismiss(int(message.choice))

    def action_close(self) -> None:
        self.dismiss(None)
