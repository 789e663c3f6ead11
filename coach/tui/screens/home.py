"""Home: the routines, what is due, and the last sessions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.errors import CoachError
from coach.tui.keys import HOME, LIST
from coach.tui.ports import AppModel, Home, RoutineLine, SessionLine
from coach.tui.screens.base import CoachScreen
from coach.tui.times import long_clock
from coach.tui.widgets.line import Line
from coach.tui.widgets.menu import MARK

if TYPE_CHECKING:
    from coach.tui.app import CoachApp


class Routines(OptionList):
    """The routines, one line each, and a second one for what is needed."""

    BINDINGS = LIST


class HomeScreen(CoachScreen):
    """Offers what can be begun; it reads anew whenever it comes back."""

    CSS_PATH = "home.tcss"
    BINDINGS = HOME
    app: CoachApp

    def __init__(self, model: AppModel) -> None:
        super().__init__()
        self.model = model
        self.shown = Home()
        self._marked: int | None = None

    def body(self) -> ComposeResult:
        yield Line("Coach", id="name")
        yield Line(self.model.words("notice.line"), id="notice")
        yield Line(id="resume")
        yield Line(id="today")
        yield Line("Routines", classes="heading")
        yield Routines(id="routines")
        yield Line("Last sessions", classes="heading", id="last")
        yield Line(id="sessions")
        yield Line(id="problems")

    def on_screen_resume(self) -> None:
        self.read()

    @work(exclusive=True, exit_on_error=True)
    async def read(self) -> None:
        """Read files in a thread, and show what they hold."""
        try:
            home = await asyncio.to_thread(self.model.home)
        except CoachError as error:
            home = Home(problems=(str(error),))
        self.show(home)

    def show(self, home: Home) -> None:
        """Show everything of it."""
        self.shown = home
        routines = self.query_one(Routines)
        at = routines.highlighted or 0
        routines.clear_options()
        self._marked = None
        width = _width(home)
        routines.add_options([Option(_routine(line, width, marked=False)) for line in home.routines])
        if home.routines:
            routines.highlighted = min(at, len(home.routines) - 1)
        routines.focus()
        resume = home.resume
        self._say(
            "resume", f"Resume {resume.name}, {resume.where} ({resume.when})? r resumes, d does not." if resume else ""
        )
        open_checkin = f"Not yet answered: {home.checkin}. c checks in, x does not." if home.checkin else ""
        self._say("today", " ".join(part for part in (home.today, open_checkin) if part))
        self._say("sessions", "\n".join(_session(line) for line in home.sessions))
        self._say("problems", "\n".join(f"! {problem}" for problem in (*self.app.key_problems, *home.problems)))
        self.query_one("#last").display = bool(home.sessions)
        self.refresh_bindings()

    def _say(self, id_: str, text: str) -> None:
        line = self.query_one(f"#{id_}", Line)
        line.show(text)
        line.display = bool(text)

    @property
    def chosen(self) -> RoutineLine | None:
        """The routine that is marked."""
        at = self.query_one(Routines).highlighted
        return self.shown.routines[at] if at is not None and at < len(self.shown.routines) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "resume" | "drop":
                return self.shown.resume is not None
            case "checkin" | "drop_checkins":
                return bool(self.shown.checkin)
            case "play":
                return self.chosen is not None and not self.chosen.problem
            case _:
                return True

    @on(OptionList.OptionSelected)
    def preview(self) -> None:
        if self.chosen is not None:
            from coach.tui.screens.preview import PreviewScreen

            self.app.push_screen(PreviewScreen(self.model, self.chosen.id))

    @on(OptionList.OptionHighlighted)
    def marked(self) -> None:
        """Draw the arrow before the marked routine: without colours nothing else shows it."""
        routines = self.query_one(Routines)
        width = _width(self.shown)
        for index in {self._marked, routines.highlighted}:
            if index is not None and index < len(self.shown.routines):
                line = _routine(self.shown.routines[index], width, marked=index == routines.highlighted)
                routines.replace_option_prompt_at_index(index, line)
        self._marked = routines.highlighted
        self.refresh_bindings()

    def action_play(self) -> None:
        if self.chosen is not None and not self.chosen.problem:
            self.app.play(self.chosen.id)

    def action_resume(self) -> None:
        self.app.resume()

    def action_drop(self) -> None:
        self._turn_down(self.model.drop_resume)

    def action_drop_checkins(self) -> None:
        self._turn_down(self.model.drop_checkins)

    @work(exclusive=True)
    async def _turn_down(self, drop: Callable[[], None]) -> None:
        try:
            await asyncio.to_thread(drop)
        except CoachError as error:
            self.notify(str(error), severity="error", markup=False)
        self.read()

    def action_checkin(self) -> None:
        self.app.check_in()

    def action_history(self) -> None:
        from coach.tui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.model))


def _width(home: Home) -> int:
    return max((len(line.name) for line in home.routines), default=0)


def _routine(line: RoutineLine, width: int, *, marked: bool) -> Content:
    """Return a routine's two lines: name, length, last time; and what it needs."""
    mark = MARK if marked else " "
    if line.problem:
        return Content(f"{mark} {line.name:<{width}}  ! {line.problem}")
    length = f"{'about ' if line.estimated else ''}{long_clock(line.seconds or 0)}"
    last = f"  last {line.last_played}" if line.last_played else ""
    needs = ", ".join(line.equipment) or "nothing"
    return Content(f"{mark} {line.name:<{width}}  {length}{last}").stylize("bold") + Content(f"\n    needs {needs}")


def _session(line: SessionLine) -> str:
    return "  ".join(part for part in (line.when, line.routine, line.outcome, line.length, line.knee) if part)
