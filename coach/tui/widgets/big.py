"""Text as large as its widget: digits, names, and the word that fills the screen."""

from __future__ import annotations

from textwrap import wrap

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from coach.source.report import visible
from coach.tui.widgets.raster import INVERSE, big
from coach.tui.widgets.small import ROWS

MOST_LINES = 4
"""More lines of big letters are harder to read than plain ones."""


class Big(Widget):
    """Draws the first of some wordings that fits big; where none does, the first one in plain bold letters."""

    def __init__(self, *wordings: str, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.wordings = wordings

    def show(self, *wordings: str) -> None:
        """Show other words; nothing is drawn where they are the same."""
        if wordings != self.wordings:
            self.wordings = wordings
            self.refresh()

    @property
    def text(self) -> str:
        """What is shown, in its fullest wording."""
        return self.wordings[0] if self.wordings else ""

    def wants_two_lines(self, width: int) -> bool:
        """Return whether the words are big in so many cells only with room for two lines of them."""
        upper = [wording.upper() for wording in self.wordings]
        if any(big(wording, width, ROWS) for wording in upper):
            return False
        return any(_in_lines(wording, width, 2 * ROWS) for wording in upper)

    def render(self) -> RenderResult:
        width, height = self.size
        for wording in self.wordings:
            rows = big(wording.upper(), width, height)
            if rows:
                return Content("\n".join(rows))
        for wording in self.wordings:
            rows = _in_lines(wording.upper(), width, height)
            if rows:
                return Content("\n".join(rows))
        # What a file says is no markup, and steers no terminal.
        return Content(visible(self.text)).stylize("bold")


def _in_lines(text: str, width: int, height: int) -> tuple[str, ...]:
    """Return the text big in two to four lines of one size; empty where that does not fit either."""
    for count in range(2, MOST_LINES + 1):
        shortest = max(1, len(text) // count)
        for longest in range(shortest, shortest + 12):
            lines = wrap(text, longest, break_long_words=False)
            if len(lines) > count:
                continue
            rows = min(len(big(line, width, height // count)) for line in lines)
            if rows:
                return tuple(row.center(width) for line in lines for row in big(line, width, rows))
            break
    return ()


class Flash(Widget):
    """Fills the screen and leaves a word free; the filling is drawn with blocks, so that it needs no colour."""

    word = ""

    def show(self, word: str) -> None:
        """Cover everything with the word."""
        self.word = word
        self.display = True
        self.refresh()

    def hide(self) -> None:
        """Uncover what is behind."""
        self.display = False

    def render(self) -> RenderResult:
        width, height = self.size
        rows = big(self.word.upper(), max(1, width - 4), max(1, height - 2))
        # Letters that the font lacks cannot be turned inside out; they stand in a gap instead.
        lines = [row.translate(INVERSE) for row in rows] or [f" {self.word} "]
        above = (height - len(lines)) // 2
        filled = ["█" * width] * height
        for index, line in enumerate(lines[:height]):
            filled[above + index] = line[:width].center(width, "█")
        return Content("\n".join(filled))
