"""The numbers 0 to 10 in one row: for the keys, for the arrows, and for a clicker.

Nothing is marked until somebody marks it: a key that was meant for something else must not file an answer.
"""

from __future__ import annotations

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from coach.checkin.questions import TEN_KEY
from coach.tui.keys import SCALE
from coach.tui.widgets.raster import big
from coach.units import Seconds

NUMBERS = range(11)

ZERO_WITHIN: Seconds = 0.8
"""So long a 1 waits for the 0 of a ten before it is taken."""

OPEN_ONE = ("1_  1 or 10? 0 makes it 10, Enter takes 1", "1_  1 or 10?")
TEN_IS = (f"{TEN_KEY} is ten", TEN_KEY)
"""Wordings under the numbers; the first that fits is taken."""

MARK = "▄"
"""Drawn over the key of the marked number, as wide as its place."""


class Scale(Widget, can_focus=True):
    """Asks for a number from 0 to 10: 0 and 2 to 9 are taken at their key, 1 when no 0 follows, and 10 has `t` too.

    Another digit after a 1 stands for itself: whoever types 1 and then 5 has corrected it. Where the next question
    follows at once (`passes_on`) it takes the 1, and is the first key of that one.
    """

    BINDINGS = SCALE

    class Chosen(Message):
        """A number was chosen; `then` is a key that was typed already and belongs to what follows."""

        def __init__(self, number: int, then: str = "") -> None:
            super().__init__()
            self.number = number
            self.then = then

    at: int | None = None
    _waiting: Timer | None = None

    def __init__(self, *, id: str | None = None, passes_on: bool = False) -> None:
        super().__init__(id=id)
        self._passes_on = passes_on

    def begin(self, at: int | None = None) -> None:
        """Mark a number, or none, and take the keys."""
        self._forget()
        self.at = at
        self.focus()
        self.refresh()

    @property
    def open_one(self) -> bool:
        """Whether a 1 was typed that can still become a 10."""
        return self._waiting is not None

    def action_move(self, by: int) -> None:
        """Mark the next number; where none is marked, the first in that direction."""
        self._forget()
        start = -1 if by > 0 else 11
        self.at = min(10, max(0, (start if self.at is None else self.at) + by))
        self.refresh()

    def action_choose(self) -> None:
        """Choose the marked number; nothing happens where none is."""
        if self.at is not None:
            self._choose(self.at)

    def settle(self) -> None:
        """Take the 1 that no 0 followed, where the question is still asked."""
        if self.open_one and self.has_focus and self.screen.is_current:
            self._choose(1)
        else:
            self._forget()

    def on_blur(self) -> None:
        self._forget()

    def on_key(self, event: events.Key) -> None:
        if event.character is not None and self.press(event.character):
            event.stop()
            event.prevent_default()

    def press(self, key: str) -> bool:
        """Take the key of a number; False where it is none."""
        if key != TEN_KEY and (len(key) != 1 or key not in "0123456789"):
            return False
        number = 10 if key == TEN_KEY else int(key)
        if self.open_one and number == 0:
            self._choose(10)
        elif self.open_one and self._passes_on:
            self._choose(1, then=key)
        elif number == 1:
            self._forget()
            self.at = 1
            self._waiting = self.set_timer(ZERO_WITHIN, self.settle)
            self.refresh()
        else:
            self._choose(number)
        return True

    def _choose(self, number: int, then: str = "") -> None:
        self._forget()
        self.at = number
        self.refresh()
        self.post_message(self.Chosen(number, then))

    def _forget(self) -> None:
        """Wait for no 0 any more."""
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        self._choose(min(10, event.x // max(1, self._columns()[0])))

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
        ten = next((wording for wording in TEN_IS if len(wording) <= columns[10]), TEN_KEY)
        names = (ten if number == 10 else str(number) for number in NUMBERS)
        marked, under = (
            "".join(text.center(column) for text, column in zip(texts, columns, strict=True))
            for texts in (marks, names)
        )
        if self.open_one:
            under = next((one for one in OPEN_ONE if len(one) <= self.size.width), OPEN_ONE[-1]).center(self.size.width)
        shown = [Content(line) for line in lines]
        shown += [Content(row).stylize("bold") for row in (marked, under)]
        return Content("\n").join(shown)
