"""Many lines of text that scroll, drawn as they come into view: an hour's session has two thousand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from coach.source import Place
from coach.source.report import display_width, visible
from coach.tui.keys import PAPER

LOOKED_FOR = 10
"""So many lines from the top of a page are looked for in its next version, when the first of them are gone."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line as it is written; what does not fit continues under its indent."""

    text: str
    indent: int = 0
    """Where continued lines begin."""
    strong: bool = False
    anchor: str = ""
    """What is the same of this line where the page is written anew, its time left out; empty is its text."""
    source: Place | None = None
    """Where in a file that stands of which it tells."""

    @property
    def same(self) -> str:
        """What tells that two lines of two versions are the same."""
        return self.anchor or self.text


class Paper(ScrollView, can_focus=True):
    """Shows plain lines, wrapped to its width; nothing in them is markup."""

    BINDINGS = PAPER

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.written: tuple[PaperLine, ...] = ()
        self._rows: list[tuple[str, bool, int]] = []

    def write(self, lines: Iterable[PaperLine], *, keep: bool = False) -> None:
        """Show these lines, from the top; with `keep` the line that stands at the top stays there where it can."""
        before, at = self.written, self.scroll_offset.y
        top, within = self._line_at(at)
        self.written = tuple(lines)
        self._lay_out()
        if not keep:
            self.scroll_home(animate=False)
            return
        found = _found_again(before, top, self.written)
        row = at if found is None else self._row_of(found) + within
        # A page that is longer now has to be laid out before it can be scrolled so far.
        self.scroll_to(y=row, animate=False, force=True)
        self.call_after_refresh(self.scroll_to, y=row, animate=False, force=True)

    @property
    def at_top(self) -> bool:
        """Nothing is scrolled out above."""
        return self.scroll_offset.y == 0

    @property
    def place(self) -> tuple[int, int]:
        """The line at the top, and how many rows of it are scrolled out."""
        return self._line_at(self.scroll_offset.y)

    def go(self, place: tuple[int, int]) -> None:
        """Scroll to a `place` of earlier."""
        row = self._row_of(place[0]) + place[1]
        self.call_after_refresh(self.scroll_to, y=row, animate=False, force=True)

    def _line_at(self, row: int) -> tuple[int, int]:
        if row >= len(self._rows):
            return 0, 0
        line = self._rows[row][2]
        return line, row - self._row_of(line)

    def _row_of(self, line: int) -> int:
        return next((index for index, row in enumerate(self._rows) if row[2] >= line), 0)

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        width = max(20, self.scrollable_content_region.width)
        rows: list[tuple[str, bool, int]] = []
        for number, line in enumerate(self.written):
            rows += [(part, line.strong, number) for part in _wrapped(line, width)]
        self._rows = rows
        self.virtual_size = Size(width, len(rows))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        style = self.rich_style
        if index >= len(self._rows):
            return Strip.blank(width, style)
        text, strong, _ = self._rows[index]
        shown = style + Style(bold=True) if strong else style
        return Strip([Segment(text, shown)]).adjust_cell_length(width, style)


def _wrapped(line: PaperLine, width: int) -> list[str]:
    text = visible(line.text)  # what a file says steers no terminal
    indent = " " * min(line.indent, width // 2)
    # `wrap` takes leading white space away, which is where moments stand in their column.
    lead = " " * min(len(text) - len(text.lstrip(" ")), width // 2)
    text = text.lstrip(" ")
    if display_width(text) != len(text):
        return _wrapped_by_columns(text, width, lead, indent)
    return wrap(text, width, initial_indent=lead, subsequent_indent=indent, break_on_hyphens=False) or [""]


def _wrapped_by_columns(text: str, width: int, lead: str, indent: str) -> list[str]:
    """Wrap text in which letters are not one column each; what has no spaces is broken anywhere."""
    rows, row, used = [], lead, len(lead)
    for word in re.findall(r"\S+\s*|\s+", text):
        if used + display_width(word.rstrip()) > width and row.strip():
            rows.append(row.rstrip())
            row, used = indent, len(indent)
        for character in word:
            columns = display_width(character)
            if used + columns > width and not character.isspace():
                rows.append(row.rstrip())
                row, used = indent, len(indent)
            row, used = row + character, used + columns
    return [*rows, row.rstrip()]


def _found_again(before: Sequence[PaperLine], top: int, after: Sequence[PaperLine]) -> int | None:
    """Return where the line that was at the top is now: the same words nearest to it, else those of a line below it."""
    for line in range(top, min(top + LOOKED_FOR, len(before))):
        same = [index for index, other in enumerate(after) if other.same == before[line].same]
        if same:
            nearest = min(same, key=lambda index: abs(index - line))
            return max(0, nearest - (line - top))
    return None
