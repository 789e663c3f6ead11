"""Trends: one plot a page, with its reading in words."""

from __future__ import annotations

import asyncio
from itertools import cycle

from textual import events, work

from coach.errors import CoachError
from coach.tui.keys import TRENDS
from coach.tui.ports import AppModel
from coach.tui.screens.paper import PaperScreen
from coach.tui.shown import Curves
from coach.tui.widgets.paper import Paper, PaperLine

SPANS = (12, 26, 52, 4)
"""Weeks to look back, one after the other."""


class TrendsScreen(PaperScreen, inherit_bindings=False):
    """Draws pain, soreness, loaded days and doses; the page that is open stays open when the span changes."""

    BINDINGS = TRENDS

    def __init__(self, model: AppModel) -> None:
        super().__init__()
        self.model = model
        self.curves = Curves()
        self.page = 0
        self._spans = cycle(SPANS)
        self._weeks = next(self._spans)
        self._read = False

    def begin(self) -> None:
        self.write("Trends", "", ())
        self.read()

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the files in a thread, and draw."""
        title = self._title
        try:
            self.curves = await asyncio.to_thread(self.model.trends, self._weeks)
        except CoachError as error:
            self.curves = Curves(notes=(str(error),))
        self._read = True
        titles = [chart.title.rpartition(", ")[0] for chart in self.curves.charts]
        self.page = titles.index(title) if title in titles else 0
        self.draw()

    @property
    def _title(self) -> str:
        """What the open page is about, whichever its weeks."""
        charts = self.curves.charts
        return charts[self.page].title.rpartition(", ")[0] if self.page < len(charts) else ""

    def draw(self) -> None:
        """Draw the open page to the size of the screen."""
        charts = self.curves.charts
        paper = self.query_one(Paper)
        region = paper.scrollable_content_region
        if not self._read or not region.width:
            return
        notes = [PaperLine(note) for note in self.curves.notes]
        if not charts:
            self.write("Trends", "", notes)
            return
        # Imported when something is drawn: opening the screen does not wait for it.
        from coach.export.plot import plot_lines

        lines = plot_lines(charts[self.page], region.width, region.height)
        drawn = [PaperLine(line, strong=number == 0) for number, line in enumerate(lines)]
        self.write(f"Trends, page {self.page + 1} of {len(charts)}", "", (*drawn, *notes))

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self.draw)

    def action_turn(self, by: int) -> None:
        if self.curves.charts:
            self.page = (self.page + by) % len(self.curves.charts)
            self.draw()

    def action_weeks(self) -> None:
        self._weeks = next(self._spans)
        self.read()
