"""The question of `q`: finish here, keep for later, or throw away."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from coach.tui.keys import CLOSE
from coach.tui.ports import Leaving
from coach.tui.widgets.big import Big
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.line import Line
from coach.tui.widgets.menu import Choice, Menu
from coach.words.phrases import Phrases

WAYS = {
    Leaving.STOPPED.value: "here",
    Leaving.KEPT.value: "kept",
    Leaving.THROWN_AWAY.value: "thrown_away",
    "stay": "stay",
}
"""What can be chosen, and the keys of its words."""


class LeaveScreen(ModalScreen[Leaving | None]):
    """Asks how to leave; dismisses with None to go on."""

    CSS_PATH = "leave.tcss"
    BINDINGS = CLOSE

    def __init__(self, phrases: Phrases) -> None:
        super().__init__()
        self._phrases = phrases

    def compose(self) -> ComposeResult:
        phrases = self._phrases
        with Vertical():
            yield Big(*phrases.wordings("screen.leave"), id="question")
            yield Line(phrases("screen.leave_details"), id="details")
            words = {how: phrases(f"screen.leave_{key}") for how, key in WAYS.items()}
            yield Menu(*(Choice(how, str(number), words[how]) for number, how in enumerate(WAYS, 1)), id="menu")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self.query_one(Menu).begin()

    @on(Menu.Chosen)
    def choose(self, message: Menu.Chosen) -> None:
        self.dismiss(None if message.choice == "stay" else Leaving(message.choice))

    def action_close(self) -> None:
        self.dismiss(None)
