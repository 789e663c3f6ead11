"""A screen of a few lines of text that a key closes: the first-run text, a refusal, the result of a check-in."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.line import Line

SCROLLS = frozenset({"up", "down", "pageup", "pagedown", "home", "end"})


GO_ON = "Press a key to go on."
SCROLL = "Page Down: the rest. Any other key goes on."


class CardScreen(CoachScreen):
    """Shows paragraphs, the first of them large; dismisses with None when a key is pressed."""

    CSS_PATH = "card.tcss"
    HOW = (GO_ON, SCROLL)
    """What is said of the keys, and what where there is something to scroll."""

    def __init__(self, heading: str, *paragraphs: str) -> None:
        super().__init__()
        self._heading = heading
        self._paragraphs = paragraphs

    def body(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Line(self._heading, classes="heading")
            for paragraph in self._paragraphs:
                yield Line(paragraph, classes="paragraph")
        # Outside of what scrolls, so that it is on the smallest terminal too.
        yield Line(self.HOW[0], id="how")

    def on_mount(self) -> None:
        self.call_after_refresh(self._tell_how)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self._tell_how)

    def _tell_how(self) -> None:
        self.query_one("#how", Line).show(self.HOW[bool(self.query_one(VerticalScroll).max_scroll_y)])

    def on_key(self, event: events.Key) -> None:
        """Close; the keys that scroll scroll first, where there is something to scroll."""
        room = self.query_one(VerticalScroll)
        if event.key in SCROLLS and room.max_scroll_y:
            getattr(room, f"action_{_SCROLL[event.key]}")()
        elif event.key not in self.active_bindings:
            self.pressed(event.key)
        else:
            return
        event.stop()

    def pressed(self, key: str) -> None:
        """Take a key that does not scroll."""
        self.dismiss(None)


_SCROLL = {
    "up": "scroll_up",
    "down": "scroll_down",
    "pageup": "page_up",
    "pagedown": "page_down",
    "home": "scroll_home",
    "end": "scroll_end",
}
