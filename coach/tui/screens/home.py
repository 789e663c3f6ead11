"""Home: the routines, what is due, and the last sessions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.errors import CoachError
from coach.source.report import display_width, shortened, visible
from coach.tui.following import Follower
from coach.tui.keys import HOME, LIST
from coach.tui.ports import AppModel
from coach.tui.screens.base import CoachScreen
from coach.tui.shown import Home, RoutineLine, SessionLine
from coach.tui.times import long_clock
from coach.tui.widgets.line import Line
from coach.tui.widgets.menu import MARK
from coach.tui.widgets.today import TodayBox

if TYPE_CHECKING:
    from coach.tui.app import CoachApp


SHORTEST_NAME = 12
"""Columns that a name has on the narrowest screen."""


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
        self.follower = Follower(self, self.read)
        self._marked: int | None = None
        self._empty = True
        self._to_mark = ""

    def body(self) -> ComposeResult:
        yield Line("Coach", id="name")
        yield Line(self.model.words("notice.line"), id="notice")
        yield TodayBox(id="today")
        yield Line(id="resume")
        yield Line(id="open")
        yield Line("Routines", classes="heading")
        yield Routines(id="routines")
        yield Line("Last sessions", classes="heading", id="last")
        yield Line(id="sessions")
        yield Line(id="problems")

    def on_mount(self) -> None:
        self.follower.begin()

    def on_screen_resume(self) -> None:
        self.read()

    @work(exclusive=True, exit_on_error=True)
    async def read(self) -> None:
        """Read files in a thread, and show what they hold."""
        self.follower.watch = None
        try:
            home = await asyncio.to_thread(self.model.home)
        except CoachError as error:
            home = Home(problems=(str(error),))
        self.show(home)

    def show(self, home: Home) -> None:
        """Show everything of it; the routine that was marked stays so, whatever came before it."""
        self.follower.watch = home.watch
        if home == self.shown and not self._empty:
            return
        self._empty = False
        marked = self._to_mark or (self.chosen.reference if self.chosen is not None else "")
        self._to_mark = ""
        self.shown = home
        routines = self.query_one(Routines)
        at = routines.highlighted or 0
        at = next((index for index, line in enumerate(home.routines) if line.reference == marked), at)
        routines.clear_options()
        self._marked = None
        width = _width(home, routines.scrollable_content_region.width)
        routines.add_options([Option(_routine(line, width, marked=False)) for line in home.routines])
        if home.routines:
            routines.highlighted = min(at, len(home.routines) - 1)
        routines.focus()
        resume = home.resume
        self._say(
            "resume", f"Resume {resume.name}, {resume.where} ({resume.when})? r resumes, d does not." if resume else ""
        )
        self._say("open", f"Not yet answered: {home.checkin}. c checks in, k does not." if home.checkin else "")
        self.query_one(TodayBox).show(home.today)
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
            case "today":
                return bool(self.shown.today.routine)
            case "short":
                return bool(self.shown.today.short)
            case "decide":
                return bool(self.shown.today.proposal)
            case "unlock":
                return self.shown.stopped
            case "play":
                return self.chosen is not None and not self.chosen.problem
            case "edit":
                return self.chosen is not None and bool(self.chosen.file)
            case "copy":
                return self.chosen is not None and bool(self.chosen.file) and not self.chosen.own
            case _:
                return True

    @on(OptionList.OptionSelected)
    def preview(self) -> None:
        if self.chosen is not None:
            self._open_preview(self.chosen.reference)

    def _open_preview(self, routine: str, news: str = "") -> None:
        from coach.tui.screens.preview import PreviewScreen

        self._to_mark = routine
        self.app.push_screen(PreviewScreen(self.model, routine, news))

    @on(OptionList.OptionHighlighted)
    def marked(self) -> None:
        """Draw the arrow before the marked routine: without colours nothing else shows it."""
        routines = self.query_one(Routines)
        width = _width(self.shown, routines.scrollable_content_region.width)
        for index in {self._marked, routines.highlighted}:
            if index is not None and index < len(self.shown.routines):
                line = _routine(self.shown.routines[index], width, marked=index == routines.highlighted)
                routines.replace_option_prompt_at_index(index, line)
        self._marked = routines.highlighted
        self.refresh_bindings()

    def on_resize(self, event: events.Resize) -> None:
        """Write the routines anew: their names are cut to the width."""
        self.call_after_refresh(self._write_routines)

    def _write_routines(self) -> None:
        routines = self.query_one(Routines)
        width = _width(self.shown, routines.scrollable_content_region.width)
        for index, line in enumerate(self.shown.routines):
            prompt = _routine(line, width, marked=index == routines.highlighted)
            routines.replace_option_prompt_at_index(index, prompt)

    def action_play(self) -> None:
        if self.chosen is not None and not self.chosen.problem:
            self.app.play(self.chosen.reference)

    def action_today(self) -> None:
        self.app.play(self.shown.today.routine)

    def action_short(self) -> None:
        self.app.play(self.shown.today.short)

    @work(exclusive=True, group="decide")
    async def action_decide(self, accept: bool) -> None:
        """Take what is proposed, or leave it, and say what becomes of it."""
        try:
            said = await asyncio.to_thread(self.model.decide, accept=accept)
        except CoachError as error:
            self.notify(visible(str(error)), severity="error", markup=False)
        else:
            self.notify(visible(said), markup=False)
        self.read()

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
            self.notify(visible(str(error)), severity="error", markup=False)
        self.read()

    def action_checkin(self) -> None:
        self.app.check_in()

    @work(exclusive=True, group="write")
    async def action_edit(self) -> None:
        """Open the editor at the first problem, or offer a copy of what came with the program; then show it."""
        from coach.tui.writing import COPIED, edit_or_copy

        chosen = self.chosen
        if chosen is None:
            return
        edited = await edit_or_copy(self.app, chosen.file, own=chosen.own, place=chosen.place)
        if edited is not None:
            self._open_preview(edited, "" if chosen.own else COPIED.format(file=edited))

    @work(exclusive=True, group="write")
    async def action_copy(self) -> None:
        """Copy what came with the program, and show the copy."""
        from coach.tui.writing import COPIED, copy

        copied = await copy(self.app, self.chosen.file) if self.chosen is not None else None
        if copied is not None:
            self._open_preview(copied, COPIED.format(file=copied))

    @work(exclusive=True, group="write")
    async def action_new(self) -> None:
        """Ask for a name, write a routine to start from, and show it once the editor is closed."""
        from coach.tui.writing import WROTE, new

        written = await new(self.app)
        if written is not None:
            self._open_preview(written, WROTE.format(file=written))

    def action_unlock(self) -> None:
        self.app.unlock()

    def action_setup(self) -> None:
        self.app.set_up()

    def action_trends(self) -> None:
        from coach.tui.screens.trends import TrendsScreen

        self.app.push_screen(TrendsScreen(self.model))

    def action_history(self) -> None:
        from coach.tui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.model))


def _width(home: Home, columns: int) -> int:
    """Return the columns of the names: those of the longest, where so many leave room for what is said beside them."""
    longest = max((display_width(visible(line.name)) for line in home.routines), default=0)
    room = columns - len(f"{MARK}   ") - max((len(_beside(line)) for line in home.routines), default=0)
    return min(longest, max(SHORTEST_NAME, room))


def _beside(line: RoutineLine) -> str:
    """Return what stands beside a name: length, last time, how much is wrong."""
    many = f"! {line.problems} problem{'' if line.problems == 1 else 's'}" if line.problems else ""
    if line.problem:
        return many or "! cannot be read"
    length = f"{'about ' if line.estimated else ''}{long_clock(line.seconds or 0)}"
    last = f"  last {line.last_played}" if line.last_played else ""
    return "  ".join(part for part in (length + last, many) if part)


def _routine(line: RoutineLine, width: int, *, marked: bool) -> Content:
    """Return a routine's two lines: name, length, last time; and what it needs."""
    name = shortened(visible(line.name), width)
    name += " " * (width - display_width(name))
    head = Content(f"{MARK if marked else ' '} {name}  {_beside(line)}").stylize("bold")
    careful = "! careful: Enter says why; " if line.careful else ""
    needs = visible(line.problem or f"{careful}needs {', '.join(line.equipment) or 'nothing'}")
    return head + Content(f"\n    {needs}")


def _session(line: SessionLine) -> str:
    return "  ".join(part for part in (line.when, line.routine, line.outcome, line.length, line.knee) if part)
