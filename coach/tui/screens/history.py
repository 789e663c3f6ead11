"""The sessions so far."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from textual import work

from coach.tui.ports import AppModel, SessionLine
from coach.tui.screens.paper import PaperScreen
from coach.tui.widgets.paper import PaperLine


class HistoryScreen(PaperScreen):
    """Lists sessions, the latest first."""

    def __init__(self, model: AppModel) -> None:
        super().__init__()
        self.model = model

    def begin(self) -> None:
        self.write("History", "", ())
        self.read()

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the records in a thread."""
        past = await asyncio.to_thread(self.model.history)
        count = f"{len(past)} session{'' if len(past) == 1 else 's'}"
        self.write("History", count if past else "No session yet.", page(past))


def page(sessions: tuple[SessionLine, ...]) -> Iterator[PaperLine]:
    """Yield two or three lines for each session."""
    for line in sessions:
        yield PaperLine(f"{line.when}  {line.routine}", 2, strong=True)
        yield PaperLine("  " + ", ".join(part for part in (line.outcome, line.length, line.knee) if part), 2)
        if line.said:
            yield PaperLine(f"  {line.said}", 2)
