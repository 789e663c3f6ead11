"""Big numbered choices, for a key, for the arrows, and for the two keys of a clicker."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from coach.tui.keys import MENU
from coach.tui.widgets.raster import LOWEST, big

MARK = "▶"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: what it does, the key that chooses it at once, and its words."""

    id: str
    key: str
    label: str


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

    def begin(self) -> None:
        """Mark the first choice and take the keys."""
        self.at = 0
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
        keys = [choice.key for choice in self.choices]
        if event.character in keys:
            self.choose(keys.index(event.character))
            event.stop()
            event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        if self.choices:
            self.choose(min(len(self.choices) - 1, event.y // max(1, self._rows())))

    def _rows(self) -> int:
        """Return how many rows one choice has."""
        return max(1, self.size.height // max(1, len(self.choices)))

    def render(self) -> RenderResult:
        width, rows = self.size.width, self._rows()
        lines: list[Content] = []
        drawn = [big(f"{choice.key} {choice.label}".upper(), width - 4, min(rows, 5)) for choice in self.choices]
        # All choices in one size: a mix reads as if the big ones mattered more.
        height = min((len(one) for one in drawn), default=0)
        for index, choice in enumerate(self.choices):
            marked = index == self.at
            if height >= LOWEST:
                block = list(big(f"{choice.key} {choice.label}".upper(), width - 4, height))
            else:
                block = [f"{choice.key}  {choice.label}"]
            middle = len(block) // 2
            part = []
            for number, row in enumerate(block):
                mark = MARK if marked and number == middle else " "
                line = Content(f" {mark} {row}".ljust(width))
                style = "bold" if height < LOWEST else ""
                part.append(line.stylize(f"{style} reverse".strip()) if marked else line.stylize(style) if style else line)
            part += [Content("")] * (min(rows, height + 1 if height else 2) - len(part))
            lines += part
        return Content("\n").join(lines[: self.size.height])
