"""A list to be ticked: by the key of each line, by the arrows and space, or with a clicker."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from coach.tui.keys import TICKS
from coach.units import Seconds

MARGIN = " "
INDENT = 6
"""Where a label stands behind its key and its box."""

NONE_KEY = "0"

NOT_BEFORE: Seconds = 0.8
"""So long no key ticks and nothing says "none of these": it was meant for the question before, or nobody has read."""


@dataclass(frozen=True, slots=True)
class Tick:
    """One line."""

    id: str
    key: str
    label: str


class Ticks(Widget, can_focus=True):
    """Asks for some of the lines, perhaps none; the last line says that it is done.

    That it is none has to be said: by the key of the last line, or on it. Enter anywhere else only leads there.
    """

    BINDINGS = TICKS

    class Ticked(Message):
        """A line was ticked, or a tick was taken away; `ids` are all that are ticked now."""

        def __init__(self, ids: tuple[str, ...]) -> None:
            super().__init__()
            self.ids = ids

    class Chosen(Message):
        """The list is done."""

        def __init__(self, ids: tuple[str, ...]) -> None:
            super().__init__()
            self.ids = ids

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lines: tuple[Tick, ...] = ()
        self.last = ("", "")
        self.ticked: set[str] = set()
        self.at = 0
        self._seen = False
        self._too_soon: Timer | None = None

    def begin(self, lines: tuple[Tick, ...], ticked: tuple[str, ...] = (), *, last: tuple[str, str]) -> None:
        """Offer lines, some of them ticked already, and take the keys; `last` ends the list, with no ticks and with."""
        self.last = last
        self.lines, self.ticked, self.at, self._seen = lines, set(ticked), 0, False
        self._wait_for_eyes()
        self.styles.height = self._height()
        self.focus()
        self._keep_in_view()
        self.refresh()

    def _wait_for_eyes(self) -> None:
        if self._too_soon is not None:
            self._too_soon.stop()
        self._too_soon = self.set_timer(NOT_BEFORE, self.settle)

    def settle(self) -> None:
        """Let "none of these" be said from now on."""
        if self._too_soon is not None:
            self._too_soon.stop()
            self._too_soon = None

    def action_move(self, by: int) -> None:
        self.at = (self.at + by) % (len(self.lines) + 1)
        self._keep_in_view()
        self.refresh()

    def action_tick(self) -> None:
        """Tick the line, or take the tick away; on the last line: be done."""
        if self.at == len(self.lines):
            self.action_done()
        else:
            self.toggle(self.at)

    def action_done(self) -> None:
        """Be done; not before the end of the list was shown, and with nothing ticked on the last line only."""
        if self._shown_whole() and (self.ticked or self.at == len(self.lines)):
            self._be_done()
        else:
            self.action_move(len(self.lines) - self.at)

    def action_none(self) -> None:
        """Say that it is none of these, where nothing is ticked."""
        if self.ticked:
            return
        if self._shown_whole():
            self._be_done()
        else:
            self.action_move(len(self.lines) - self.at)

    def _be_done(self) -> None:
        if not self.ticked and self._too_soon is not None:
            # A key that is held down comes again and again, and never answers.
            self._wait_for_eyes()
            self.action_move(len(self.lines) - self.at)
            return
        self.post_message(self.Chosen(self._ids()))

    def _shown_whole(self) -> bool:
        """Return whether the end of the list was seen, as it is where there is room for all of it."""
        room = self.parent
        return self._seen or not isinstance(room, Widget) or room.max_scroll_y == 0

    def _ids(self) -> tuple[str, ...]:
        return tuple(line.id for line in self.lines if line.id in self.ticked)

    def toggle(self, index: int) -> None:
        """Tick a line, or take its tick away."""
        self.at = index
        self._keep_in_view()
        self.ticked ^= {self.lines[index].id}
        self.refresh()
        self.post_message(self.Ticked(self._ids()))

    def on_key(self, event: events.Key) -> None:
        keys = [line.key for line in self.lines]
        if event.character in keys:
            if self._too_soon is not None:
                self._wait_for_eyes()  # the key of the question before bounced, or is held down
            else:
                self.toggle(keys.index(event.character))
        elif event.character == NONE_KEY:
            self.action_none()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        self.at = max(index for index, (top, _) in enumerate(self._laid_out()) if top <= event.y)
        self.action_tick()

    def on_resize(self) -> None:
        self.styles.height = self._height()

    def _height(self) -> int:
        return sum(len(rows) for _, rows in self._laid_out())

    def _laid_out(self) -> list[tuple[int, list[str]]]:
        """Return for each line where it begins and its rows: no word of a warning is ever cut off."""
        width = max(20, self.size.width - len(MARGIN))
        texts = [f"{line.key} [{'x' if line.id in self.ticked else ' '}] {line.label}" for line in self.lines]
        texts.append(f"      {self.last[1]}" if self.ticked else f"{NONE_KEY}     {self.last[0]}")
        laid, top = [], 0
        for text in texts:
            rows = wrap(text, width, subsequent_indent=" " * INDENT, drop_whitespace=True) or [""]
            if text == texts[-1]:
                rows = [text]
            laid.append((top, rows))
            top += len(rows)
        return laid

    def _keep_in_view(self) -> None:
        top, rows = self._laid_out()[self.at]
        self._seen = self._seen or self.at == len(self.lines)
        if isinstance(self.parent, Widget):
            self.parent.scroll_to_region(Region(0, top, 1, len(rows)), animate=False)

    def render(self) -> RenderResult:
        shown = []
        for index, (_, rows) in enumerate(self._laid_out()):
            for number, row in enumerate(rows):
                before = MARGIN.replace(" ", "▶", 1) if index == self.at and number == 0 else MARGIN
                line = Content(f"{before}{row}".ljust(self.size.width))
                shown.append(line.stylize("bold reverse") if index == self.at else line)
        return Content("\n").join(shown)
