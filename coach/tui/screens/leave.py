"""The question of `q`: finish here, keep for later, or throw away."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from coach.tui import labels
from coach.tui.keys import CLOSE
from coach.tui.ports import Leaving
from coach.tui.widgets.big import Big
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.line import Line
from coach.tui.widgets.menu import Choice, Menu


class LeaveScreen(ModalScreen[Leaving | None]):
    """Asks how to leave; dismisses with None to go on."""

    CSS_PATH = "leave.tcss"
    BINDINGS = CLOSE

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Big(labels.LEAVE, id="question")
            yield Line(labels.LEAVING_DETAILS, id="details")
            choices = (Choice(how, str(number), label) for number, (how, label) in enumerate(labels.LEAVING.items(), 1))
            yield Menu(*choices, id="menu")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self.query_one(Menu).begin()

    @on(Menu.Chosen)
    def choose(self, message: Menu.Chosen) -> None:
        self.dismiss(None if message.choice == "stay" else Leaving(message.choice))

    def action_close(self) -> None:
        self.dismiss(None)
