"""What answers a worry: it stays until somebody has read it."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from coach.tui.shown import Concern
from coach.tui.widgets.line import Line
from coach.units import Seconds

NOT_BEFORE: Seconds = 2.0
"""So long no key closes it: whoever hammered one has not read it."""

READ = frozenset({"enter", "full_stop"})
"""Closes it; the second is a clicker's."""

AGAIN = "r"
SLIP = frozenset({"backspace", "ctrl+b"})


class ConcernScreen(Screen[bool]):
    """Shows the sentence until it was read, and dismisses with True; `r` says it again.

    `how` says which keys do so. With `slip`, which says how, it can be taken back, and dismisses with False.
    """

    CSS_PATH = "concern.tcss"

    def __init__(self, concern: Concern, say: Callable[[str], None], how: str, *, slip: str = "") -> None:
        super().__init__()
        self._concern = concern
        self._say = say
        self._how = how
        self._slip = slip
        self._closes = False

    def compose(self) -> ComposeResult:
        yield Line(self._concern.sentence, id="sentence")
        yield Line(f"{self._how}\n{self._slip}".strip(), id="how")

    def on_mount(self) -> None:
        self.set_class(self._concern.emergency, "-emergency")
        self.set_timer(NOT_BEFORE, self.settle)

    def settle(self) -> None:
        """Let a key close it from now on."""
        self._closes = True

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if event.key == AGAIN:
            self._say(self._concern.sentence)
        elif self._closes and event.key in READ:
            self.dismiss(True)
        elif self._closes and self._slip and event.key in SLIP:
            self.dismiss(False)
