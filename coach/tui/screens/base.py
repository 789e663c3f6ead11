"""What every screen has: its keys in the last line, and a sentence where the terminal is too small."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from coach.tui.labels import GOES_ON, MAKE_LARGER, TOO_SMALL
from coach.tui.widgets.keyline import KeyLine
from coach.tui.widgets.line import Line

LEAST_WIDTH, LEAST_HEIGHT = 60, 20

WIDTHS = [(0, "-tiny-width"), (LEAST_WIDTH, "-narrow"), (80, "-usual"), (110, "-wide"), (160, "-very-wide")]
HEIGHTS = [(0, "-tiny-height"), (LEAST_HEIGHT, "-low"), (24, "-medium"), (34, "-high"), (46, "-very-high")]


class CoachScreen(Screen[Any]):
    """A screen of Coach; `body` is what it shows beside the line of keys."""

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    PLAYS = False
    """A session goes on behind this screen, and a terminal that is too small has to say so."""

    def compose(self) -> ComposeResult:
        yield from self.body()
        yield Line(id="too-small")
        yield KeyLine(id="keys")

    def body(self) -> ComposeResult:
        """Return the widgets of this screen."""
        yield from ()

    def any_key(self) -> None:
        """A key was pressed, whoever takes it."""

    def on_resize(self, event: events.Resize) -> None:
        width, height = event.size
        self.query_one("#too-small", Line).show(
            TOO_SMALL.format(
                width=width,
                height=height,
                least_width=LEAST_WIDTH,
                least_height=LEAST_HEIGHT,
                more=GOES_ON if self.PLAYS else MAKE_LARGER,
            )
        )
