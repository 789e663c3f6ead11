"""What stopped the loading, the user's word that it was looked at, and what an ordinary morning is now."""

from __future__ import annotations

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from coach.tui.keys import UNLOCK
from coach.tui.screens.base import CoachScreen
from coach.tui.shown import Stopped
from coach.tui.widgets.big import Big
from coach.tui.widgets.line import Line
from coach.tui.widgets.scale import Scale


@dataclass(frozen=True, slots=True)
class Word:
    """The user's word was given."""

    base: int | None
    """What an ordinary morning is now; None where that was left as it is."""


class UnlockScreen(CoachScreen):
    """Takes the word by a key of its own, then the number; dismisses with a `Word`, or None where it was not given."""

    CSS_PATH = "unlock.tcss"
    BINDINGS = UNLOCK
    AUTO_FOCUS = ""

    def __init__(self, stopped: Stopped) -> None:
        super().__init__()
        self.stopped = stopped
        self.said = False

    def body(self) -> ComposeResult:
        with VerticalScroll(id="what", can_focus=False):
            yield Line(self.stopped.words, id="words")
            yield Line(f"“{self.stopped.sentence}”", id="sentence")
            yield Line("If that is true, press y. Nothing else unlocks it.", id="how")
        with VerticalScroll(id="number", can_focus=False):
            yield Big(self.stopped.question, id="question")
            before = f"so far: {self.stopped.base}" if self.stopped.base is not None else ""
            yield Line(before, id="before")
            yield Scale(id="scale")

    def on_mount(self) -> None:
        self.query_one("#number").display = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "say":
            return not self.said
        return self.said if action == "skip" else True

    def action_say(self) -> None:
        """Take the word, and ask for the number."""
        self.said = True
        self.query_one("#what").display = False
        self.query_one("#number").display = True
        self.query_one(Scale).begin(self.stopped.base)
        self.refresh_bindings()

    @on(Scale.Chosen)
    def number(self, message: Scale.Chosen) -> None:
        self.dismiss(Word(message.number))

    def action_skip(self) -> None:
        self.dismiss(Word(None))

    def action_close(self) -> None:
        self.dismiss(None)
