"""Asks for the name of a new routine."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from coach.tui.keys import ASK
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.line import Line

QUESTION = "What is the new routine called?"
DETAILS = (
    "For example: Evening knees. Enter writes a file with comments that explain it, and opens it in your editor; its "
    "preview follows every time you save."
)
LONGEST = 200
"""Characters."""


class NameScreen(ModalScreen[str]):
    """Asks for a name, and says what was wrong with the one before; dismisses with "" where none is given."""

    CSS_PATH = "name.tcss"
    BINDINGS = ASK

    def __init__(self, name: str = "", sentence: str = "") -> None:
        super().__init__()
        self._before = name
        self._sentence = sentence

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Line(QUESTION, id="question")
            yield Input(self._before, max_length=LONGEST, select_on_focus=False, id="name")
            yield Line(f"! {self._sentence}" if self._sentence else "", id="sentence")
            yield Line(DETAILS, id="details")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        self.query_one("#sentence").display = bool(self._sentence)
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def give(self, message: Input.Submitted) -> None:
        self.dismiss(message.value.strip())

    def action_close(self) -> None:
        self.dismiss("")
