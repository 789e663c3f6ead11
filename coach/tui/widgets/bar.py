"""A bar of one line, with its name before it and its numbers behind it."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

NAME_WIDTH = 9
NUMBERS_WIDTH = 28


class Bar(Widget):
    """Shows how much of something is done; full and empty differ by their glyph, not by colour alone."""

    def __init__(self, name: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._label = name
        self._done = 0.0
        self._numbers = ""

    def show(self, done: float, numbers: str) -> None:
        """Show another state, from 0 to 1; nothing is drawn where it looks the same."""
        if numbers != self._numbers or self._filled(done) != self._filled(self._done):
            self._done, self._numbers = done, numbers
            self.refresh()

    def _room(self) -> int:
        return max(4, self.size.width - NAME_WIDTH - NUMBERS_WIDTH - 1)

    def _filled(self, done: float) -> int:
        return round(min(1.0, max(0.0, done)) * self._room())

    def render(self) -> RenderResult:
        room, filled = self._room(), self._filled(self._done)
        bar = "█" * filled + "░" * (room - filled)
        return Content(f"{self._label:<{NAME_WIDTH}}{bar} {self._numbers}")
