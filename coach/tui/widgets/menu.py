"""Big numbered choices, for a key, for the arrows, and for the two keys of a clicker."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from coach.source.report import visible
from coach.tui.keys import MENU
from coach.tui.widgets.raster import LOWEST, big
from coach.tui.widgets.small import ROWS, small

MARK = "▶"

MARGIN = 6
"""Cells beside big letters: the arrow and its distance."""

HIGHEST = 5
"""Rows of the biggest letters."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: what it does, the key that chooses it at once, and its words."""

    id: str
    key: str
    label: str
    also: str = ""
    """A second key that chooses it and is not shown."""


class Menu(Widget, can_focus=True):
    """Shows choices as big as there is room; moves with the arrows or PageDown and PageUp."""

    BINDINGS = MENU

    class Chosen(Message):
        """A choice was made."""

        def __init__(self, choice: str) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, *choices: Choice, id: str | None = None) -> None:
        super().__init__(id=id)
        self.choices = choices
        self.at = 0

    def offer(self, *choices: Choice) -> None:
        """Offer other choices; the marked one stays marked where it is still there, else the first is."""
        if choices == self.choices:
            return
        marked = self.choices[self.at].id if self.at < len(self.choices) else ""
        self.choices = choices
        self.at = next((index for index, choice in enumerate(choices) if choice.id == marked), 0)
        self.refresh()

    def begin(self, at: int = 0) -> None:
        """Mark a choice and take the keys."""
        self.at = at
        self.focus()
        self.refresh()

    def move(self, by: int) -> None:
        """Mark the next or the previous choice; past an end it begins again at the other."""
        if self.choices:
            self.at = (self.at + by) % len(self.choices)
            self.refresh()

    def choose(self, index: int | None = None) -> None:
        """Choose the marked or another choice."""
        index = self.at if index is None else index
        if index < len(self.choices):
            self.post_message(self.Chosen(self.choices[index].id))

    def action_move(self, by: int) -> None:
        self.move(by)

    def action_choose(self) -> None:
        self.choose()

    def on_key(self, event: events.Key) -> None:
        if event.character is not None and self.press(event.character):
            event.stop()
            event.prevent_default()

    def press(self, key: str) -> bool:
        """Choose what has this key; False where nothing has it."""
        index = next((index for index, one in enumerate(self.choices) if key and key in (one.key, one.also)), None)
        if index is None:
            return False
        self.choose(index)
        return True

    def on_click(self, event: events.Click) -> None:
        if self.choices:
            self.choose(min(len(self.choices) - 1, self._first() + event.y // max(1, self._rows())))

    def _first(self) -> int:
        """Return the first choice that is shown: a long list moves along with its mark."""
        spare = len(self.choices) - self.size.height
        return min(max(0, spare), max(0, self.at - self.size.height // 2))

    def _rows(self) -> int:
        """Return how many rows one choice has."""
        return max(1, self.size.height // max(1, len(self.choices)))

    def render(self) -> RenderResult:
        width, rows = self.size.width, self._rows()
        size = self._letters(width, rows)
        lines: list[Content] = []
        for index, choice in list(enumerate(self.choices))[self._first() :]:
            part = _drawn(choice, width, size, index == self.at) if size else [_plain(choice, width, index == self.at)]
            lines += part + [Content("")] * (min(rows, size + 1 if size else 2) - len(part))
        return Content("\n").join(lines[: self.size.height])

    def _letters(self, width: int, rows: int) -> int:
        """Return how many rows every choice can be high, 0 for plain letters.

        All are of one size: a mix reads as if the big ones mattered more.
        """
        for size in range(min(rows if rows == LOWEST else rows - 1, HIGHEST), LOWEST - 1, -1):
            if all(len(big(_text(choice), width - MARGIN, size)) == size for choice in self.choices):
                return size
        return 0


def _text(choice: Choice) -> str:
    return f"{choice.key} {choice.label}".upper()


def _drawn(choice: Choice, width: int, size: int, marked: bool) -> list[Content]:
    """Return a choice in big letters, an arrow before it where it is marked."""
    above = (size - ROWS) // 2
    arrow = [" " * 4] * above + list(small(MARK) if marked else (" " * 4,) * ROWS)
    rows = zip_longest(arrow, big(_text(choice), width - MARGIN, size), fillvalue=" " * 4)
    return [Content(f" {before} {row}") for before, row in rows]


def _plain(choice: Choice, width: int, marked: bool) -> Content:
    line = Content(f" {MARK if marked else ' '} {choice.key}  {visible(choice.label)}".ljust(width)).stylize("bold")
    return line.stylize("reverse") if marked else line
