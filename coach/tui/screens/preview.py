"""The preview: every segment, and every word that will be said."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import work

from coach.errors import CoachError
from coach.timeline.paper import clock_time, lines, total
from coach.tui.keys import PREVIEW
from coach.tui.ports import AppModel, Preview
from coach.tui.screens.paper import PaperScreen
from coach.tui.widgets.paper import PaperLine

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

SPOKEN_INDENT = 16
"""Where words stand: behind their moment."""


class PreviewScreen(PaperScreen):
    """Shows one routine on paper, and starts it."""

    BINDINGS = PREVIEW
    app: CoachApp

    def __init__(self, model: AppModel, routine: str) -> None:
        super().__init__()
        self.model = model
        self.routine = routine
        self.shown: Preview | None = None

    def begin(self) -> None:
        self.write("…", "Measuring what will be said.", ())
        self.read()

    @work(exclusive=True)
    async def read(self) -> None:
        """Compile in a thread: with a voice that has to be measured it takes a moment."""
        try:
            self.show(await asyncio.to_thread(self.model.preview, self.routine))
        except CoachError as error:
            self.write("That does not work now", str(error), ())

    def show(self, preview: Preview) -> None:
        """Show it from the top."""
        self.shown = preview
        timeline = preview.timeline
        needs = f"You need: {', '.join(preview.equipment)}." if preview.equipment else "You need nothing."
        about = " ".join(part for part in (preview.summary, needs, preview.refused) if part)
        level = f", level {timeline.level}" if timeline.level else ""
        self.write(f"{timeline.name}{level} · {total(timeline)}", about, page(preview))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "play":
            return self.shown is not None and not self.shown.refused
        return True

    def action_play(self) -> None:
        self.dismiss(None)
        self.app.play(self.routine)


def page(preview: Preview) -> Iterator[PaperLine]:
    """Yield the lines of a preview: problems, then segments with their words."""
    for problem in preview.problems:
        yield PaperLine(f"! {problem}", 2)
    for line in lines(preview.timeline):
        if line.segment is not None:
            yield PaperLine(f"{clock_time(line.at):>7}  {line.text}", 9, strong=True)
        else:
            yield PaperLine(f"{clock_time(line.at, tenths=True):>13}  “{line.text}”", SPOKEN_INDENT)
    yield PaperLine(f"{clock_time(preview.timeline.seconds):>7}  end", strong=True)
