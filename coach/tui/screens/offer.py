"""A question with a few answers, before something is done."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from coach.tui.keys import ASK
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.line import Line
from coach.tui.widgets.menu import Choice, Menu


class OfferScreen(ModalScreen[bool]):
    """Asks whether to do something; dismisses with True where it was chosen."""

    CSS_PATH = "offer.tcss"
    BINDINGS = ASK

    def __init__(self, question: str, details: str, yes: str, no: str) -> None:
        super().__init__()
        self._question = question
        self._details = details
        self._choices = (Choice("yes", "1", yes), Choice("no", "2", no))

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
        self.dismiss(message.choice == "yes")

    def action_close(self) -> None:
        self.dismiss(False)
