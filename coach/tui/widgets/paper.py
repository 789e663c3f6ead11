"""Many lines of text that scroll, drawn as they come into view: an hour's session has two thousand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from coach.tui.keys import PAPER


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line as it is written; what does not fit continues under its indent."""

    text: str
    indent: int = 0
    """Where continued lines begin."""
    strong: bool = False


class Paper(ScrollView, can_focus=True):
    """Shows plain lines, wrapped to its width; nothing in them is markup."""

    BINDINGS = PAPER

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.written: tuple[PaperLine, ...] = ()
        self._rows: list[tuple[str, bool]] = []

    def write(self, lines: Iterable[PaperLine]) -> None:
        """Show these lines, from the top."""
        self.written = tuple(lines)
        self._lay_out()
        self.scroll_home(animate=False)

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        width = max(20, self.scrollable_content_region.width)
        rows: list[tuple[str, bool]] = []
        for line in self.written:
            indent = " " * line.indent
            parts = wrap(line.text, width, subsequent_indent=indent, drop_whitespace=True, initial_indent="") or [""]
            # `wrap` takes leading white space away, which is where moments stand in their column.
            lead = len(line.text) - len(line.text.lstrip(" "))
            if lead and parts[0] and not parts[0].startswith(" "):
                parts = wrap(line.text.lstrip(" "), width, initial_indent=" " * lead, subsequent_indent=indent)
            rows += [(part, line.strong) for part in parts]
        self._rows = rows
        self.virtual_size = Size(width, len(rows))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        index = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        style = self.rich_style
        if index >= len(self._rows):
            return Strip.blank(width, style)
        text, strong = self._rows[index]
        shown = style + Style(bold=True) if strong else style
        return Strip([Segment(text, shown)]).adjust_cell_length(width, style)
