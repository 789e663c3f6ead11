"""The numbers 0 to 10 in one row: for one key, for the arrows, and for a clicker."""

from __future__ import annotations

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from coach.tui.keys import SCALE, TEN
from coach.tui.widgets.raster import big

NUMBERS = range(11)

MARK = "▄"
"""Drawn over the key of the marked number, as wide as its place."""


class Scale(Widget, can_focus=True):
    """Asks for a number from 0 to 10; 0–9 have their keys, and 10 one of its own."""

    BINDINGS = SCALE

    class Chosen(Message):
        """A number was chosen."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    at = 0

    def begin(self, at: int = 0) -> None:
        """Mark a number and take the keys."""
        self.at = at
        self.focus()
        self.refresh()

    def action_move(self, by: int) -> None:
        self.at = min(10, max(0, self.at + by))
        self.refresh()

    def action_choose(self) -> None:
        self.post_message(self.Chosen(self.at))

    def on_key(self, event: events.Key) -> None:
        number = None
        if event.character is not None and event.character in "0123456789":
            number = int(event.character)
        elif event.key in TEN:
            number = 10
        if number is not None:
            event.stop()
            event.prevent_default()
            self.at = number
            self.refresh()
            self.post_message(self.Chosen(number))

    def on_click(self, event: events.Click) -> None:
        self.post_message(self.Chosen(min(10, event.x // max(1, self._columns()[0]))))

    def _columns(self) -> list[int]:
        """Return the width of each number's place; ten needs nearly two."""
        single = max(1, self.size.width // 12)
        return [single] * 10 + [max(2, min(2 * single, self.size.width - 10 * single))]

    def render(self) -> RenderResult:
        columns, height = self._columns(), self.size.height
        # The narrowest number decides, so that all are drawn in one size; under them the mark, and the keys.
        rows = min((len(big(str(number), columns[number] - 1, height - 2)) for number in NUMBERS), default=0)
        lines = [""] * max(1, rows)
        for number in NUMBERS:
            block = big(str(number), columns[number] - 1, rows) if rows else (str(number),)
            for index, row in enumerate(block):
                # Ten is as wide as its place: it keeps its distance from nine.
                lines[index] += row.rjust(columns[number]) if number == 10 else row.center(columns[number])
        marks = ((MARK * (column - 1) if number == self.at else "") for number, column in enumerate(columns))
        names = (TEN[0] if number == 10 else str(number) for number in NUMBERS)
        shown = [Content(line) for line in lines]
        for texts in (marks, names):
            row = "".join(text.center(column) for text, column in zip(texts, columns, strict=True))
            shown.append(Content(row).stylize("bold"))
        return Content("\n").join(shown)
