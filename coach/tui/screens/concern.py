"""What answers a worry; an emergency stays until a key is pressed."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from coach.tui.ports import Concern
from coach.tui.widgets.line import Line

IGNORED = frozenset({"r"})
"""Says it again and closes nothing."""


class ConcernScreen(Screen[None]):
    """Shows the sentence until a key is pressed; `r` says it again."""

    CSS_PATH = "concern.tcss"

    def __init__(self, concern: Concern, say: Callable[[str], None]) -> None:
        super().__init__()
        self._concern = concern
        self._say = say

    def compose(self) -> ComposeResult:
        yield Line(self._concern.sentence, id="sentence")
        yield Line("Any key goes on. r says it again.", id="how")

    def on_mount(self) -> None:
        self.set_class(self._concern.emergency, "-emergency")

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key in IGNORED:
            self._say(self._concern.sentence)
        else:
            self.dismiss(None)
