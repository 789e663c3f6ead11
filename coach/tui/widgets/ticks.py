"""A list to be ticked: by the key of each line, by the arrows and space, or with a clicker."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from coach.tui.keys import TICKS

NONE, THAT = "None of these", "That is all"


@dataclass(frozen=True, slots=True)
class Tick:
    """One line."""

    id: str
    key: str
    label: str


class Ticks(Widget, can_focus=True):
    """Asks for some of the lines, perhaps none; the last line says that it is done."""

    BINDINGS = TICKS

    class Chosen(Message):
        """The list is done."""

        def __init__(self, ids: tuple[str, ...]) -> None:
            super().__init__()
            self.ids = ids

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: tuple[Tick, ...] = ()
        self.ticked: set[str] = set()
        self.at = 0

    def begin(self, lines: tuple[Tick, ...], ticked: tuple[str, ...] = ()) -> None:
        """Offer lines, some of them ticked already, and take the keys."""
        self.lines, self.ticked, self.at = lines, set(ticked), 0
        self.styles.height = len(lines) + 1
        self.focus()
        self.refresh()

    def action_move(self, by: int) -> None:
        self.at = (self.at + by) % (len(self.lines) + 1)
        self.refresh()

    def action_tick(self) -> None:
        """Tick the line, or take the tick away; on the last line: be done."""
        if self.at == len(self.lines):
            self.action_done()
        else:
            self.toggle(self.at)

    def action_done(self) -> None:
        self.post_message(self.Chosen(tuple(line.id for line in self.lines if line.id in self.ticked)))

    def toggle(self, index: int) -> None:
        """Tick a line, or take its tick away."""
        self.at = index
        self.ticked ^= {self.lines[index].id}
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        keys = [line.key for line in self.lines]
        if event.character in keys:
            self.toggle(keys.index(event.character))
            event.stop()
            event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        self.at = min(len(self.lines), event.y)
        self.action_tick()

    def render(self) -> RenderResult:
        width = self.size.width
        rows = [f"{line.key} [{'x' if line.id in self.ticked else ' '}] {line.label}" for line in self.lines]
        rows.append(f"      {THAT if self.ticked else NONE}")
        shown = []
        for index, row in enumerate(rows):
            line = Content(f" {'▶' if index == self.at else ' '} {row}"[:width].ljust(width))
            shown.append(line.stylize("bold reverse") if index == self.at else line)
        return Content("\n").join(shown)
