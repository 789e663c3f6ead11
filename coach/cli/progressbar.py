"""A bar on the terminal while something is written, with the time that is left; nothing at all in a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from coach.cli.printing import print_text
from coach.source.report import display_width, visible
from coach.timeline.paper import clock_time
from coach.units import Seconds

EVERY: Seconds = 0.1
"""How often it is drawn."""

LEFT_FROM: Seconds = 0.5
"""Before so long nothing is said of the time that is left: it would be a guess."""

SURE_FROM = 0.01
"""The same of the share that is done."""

_WIDTH = 30


class ProgressBar:
    """One line on stderr, drawn over itself; `done` takes it away."""

    def __init__(self, title: str, begun: Seconds) -> None:
        self._title = visible(title)
        self._begun = begun
        self._drawn: Seconds | None = None
        self._shows = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def speaking(self, texts: int, now: Seconds) -> None:
        """Draw that the voice is at work, where it is time to; what is left counts from its end."""
        self._begun = now
        if self._is_due(now):
            count = "1 text" if texts == 1 else f"{texts} texts"
            self._draw(first_that_fits([f"{self._title}  {count} spoken", f"{count} spoken"], _columns()))

    def writing(self, done: Seconds, of: Seconds, now: Seconds) -> None:
        """Draw how much is written, where it is time to."""
        if self._is_due(now):
            self._draw(bar(self._title, done, of, now - self._begun, _columns()))

    def _is_due(self, now: Seconds) -> bool:
        if not self._shows or (self._drawn is not None and now - self._drawn < EVERY):
            return False
        self._drawn = now
        return True

    def done(self) -> None:
        """Take the line away."""
        if self._drawn is not None:
            self._draw("")
            self._drawn = None

    def _draw(self, line: str) -> None:
        # Back to the first column, then the line, then what an older one left behind it goes.
        sys.stderr.write("\r")
        print_text(line, error=True, end="\x1b[K")
        sys.stderr.flush()


def bar(title: str, done: Seconds, of: Seconds, took: Seconds, columns: int) -> str:
    """Return the line: "Knee foundation  [######----]  62 %  10:14 of 16:32, 3 s left", no longer than the terminal."""
    share = min(1.0, done / of) if of > 0 else 1.0
    full = round(share * _WIDTH)
    left = (
        f", {max(1, round(took / share * (1 - share)))} s left" if SURE_FROM <= share < 1 and took >= LEFT_FROM else ""
    )
    amount = f"{share * 100:3.0f} %  {clock_time(done)} of {clock_time(of)}{left}"
    forms = (f"{title}  [{'#' * full}{'-' * (_WIDTH - full)}]  {amount}", f"{title}  {amount}", amount)
    return first_that_fits(forms, columns)


def first_that_fits(forms: Sequence[str], columns: int) -> str:
    """Return the first line that is no wider than a terminal, its last column left free; else the start of the last."""
    return next((form for form in forms if display_width(form) < columns), forms[-1][: max(0, columns - 1)])


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
