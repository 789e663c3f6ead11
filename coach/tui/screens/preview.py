"""The preview: every segment and every word that will be said, or what keeps the routine from being played.

It follows its file: what an editor saves is on the screen within a second, at the place where one was reading.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, work

from coach.errors import CoachError
from coach.source import Place, Problem, Severity, reports
from coach.timeline.paper import clock_time, lines, total
from coach.tui.following import Follower
from coach.tui.keys import PREVIEW
from coach.tui.ports import AppModel
from coach.tui.screens.paper import PaperScreen
from coach.tui.shown import Preview
from coach.tui.widgets.line import Line
from coach.tui.widgets.paper import Paper, PaperLine

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

SPOKEN_INDENT = 16
"""Where words stand: behind their moment."""

TOP = (0, 0)


class PreviewScreen(PaperScreen):
    """Shows one routine on paper or its problems, starts it, and has it edited; `news` is said under the heading."""

    BINDINGS = PREVIEW
    app: CoachApp

    def __init__(self, model: AppModel, routine: str, news: str = "") -> None:
        super().__init__()
        self.model = model
        self.routine = routine
        self.level: str | None = None
        """The one that was chosen here; None for what would be played without a choice."""
        self.shown: Preview | None = None
        self.on_problems = False
        self.follower = Follower(self, self.read)
        self._news = news
        self._reloaded = False
        self._copied = False
        """A copy was made that is not shown yet."""
        self._places = {False: TOP, True: TOP}
        """Where each page was left."""

    def begin(self) -> None:
        self.write("…", "Measuring what will be said.", ())
        self.follower.begin()
        self.read()

    @work(exclusive=True)
    async def read(self) -> None:
        """Compile in a thread: with a voice that has to be measured it takes a moment."""
        self.follower.watch = None
        try:
            preview = await asyncio.to_thread(self.model.preview, self.routine, self.level)
        except CoachError as error:
            self.write("That does not work now", str(error), ())
            return
        self.show(preview)

    def on_screen_resume(self) -> None:
        """Read it anew: while another screen was in front nobody looked whether the file changed."""
        if self.shown is not None and self.follower.watch is not None:
            self.read()

    # --- what is shown -----------------------------------------------------------------------------------------------

    def show(self, preview: Preview) -> None:
        """Show it: from the top, or where one was reading in an earlier version of it."""
        before, self.shown = self.shown, preview
        self.follower.watch = preview.watch
        if preview == before:
            return
        if self._copied:
            self._copied = self._reloaded = False
        elif before is not None and (before.texts, before.unreadable) != (preview.texts, preview.unreadable):
            self._news = f"Reloaded at {self.app.clock.now():%H:%M:%S}"
            self._reloaded = True
        had, has = _broken(before) if before is not None else False, _broken(preview)
        turned = self.on_problems
        if has != had:
            self.on_problems = has
        if preview.timeline is None or not preview.problems:
            self.on_problems = preview.timeline is None
        if turned != self.on_problems:
            self._turn_page(turned)
        else:
            self._write(keep=before is not None)
        self.refresh_bindings()

    def _turn_page(self, turned: bool) -> None:
        """Write the other page, where it was left."""
        paper = self.query_one(Paper)
        self._places[turned] = paper.place
        self._write(keep=False)
        paper.go(self._places[self.on_problems] if not self.on_problems else TOP)

    def _write(self, *, keep: bool) -> None:
        preview = self.shown
        if preview is None:
            return
        width = max(40, self.query_one(Paper).scrollable_content_region.width)
        if self.on_problems:
            self.write(_title(preview), _what_to_do(preview), problems_page(preview, width), keep=keep)
        else:
            self.write(_title(preview), _about(preview), page(preview), keep=keep)
        news = self.query_one("#news", Line)
        news.show(self._found(preview))
        news.display = bool(news.text)

    def _found(self, preview: Preview) -> str:
        """Return what happened last and how many problems there are; that there is none is said of what was changed."""
        how_many = count(preview.problems)
        if not how_many and self._reloaded and not preview.unreadable:
            how_many = "nothing wrong"
        return ": ".join(part for part in (self._news, how_many) if part)

    def on_resize(self, event: events.Resize) -> None:
        """Write the problems anew: their excerpts are cut to the width."""
        if self.on_problems:
            self.call_after_refresh(self._write, keep=True)

    # --- what can be done --------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        shown = self.shown
        match action:
            case "play":
                return shown is not None and shown.timeline is not None and not shown.refused
            case "turn":
                return shown is not None and shown.timeline is not None and bool(shown.problems)
            case "level":
                return shown is not None and len(shown.levels) > 1
            case "edit":
                return shown is not None and bool(shown.file) and shown.editable and (shown.own or not shown.unreadable)
            case "copy":
                return shown is not None and bool(shown.file) and not shown.own
            case _:
                return True

    def describe(self, action: str) -> str | None:
        """Return what a key does now, in words for the footer and the palette."""
        if action == "turn" and self.shown is not None:
            return "Session" if self.on_problems else count(self.shown.problems)
        return None

    def action_play(self) -> None:
        self.dismiss(None)
        self.app.play(self.routine, self.level)

    def action_turn(self) -> None:
        """Change between the session and its problems."""
        self.on_problems = not self.on_problems
        self._turn_page(not self.on_problems)
        self.refresh_bindings()

    def action_level(self) -> None:
        """Show the next level, after the hardest the easiest; the session starts at what is shown."""
        shown = self.shown
        if shown is None or not shown.levels:
            return
        at = shown.levels.index(shown.level) if shown.level in shown.levels else -1
        self.level = shown.levels[(at + 1) % len(shown.levels)]
        self.read()

    @work(exclusive=True, group="write")
    async def action_edit(self) -> None:
        """Open the editor at the first problem, or offer a copy of what came with the program."""
        from coach.tui.writing import COPIED, edit_or_copy

        shown = self.shown
        if shown is None:
            return
        place = first_place(shown) or self._read_at(shown)
        edited = await edit_or_copy(self.app, shown.file, own=shown.own, place=place)
        if edited is None:
            return
        if not shown.own and edited != shown.file:
            self._follow(edited, COPIED.format(file=edited))
        self.read()

    def _follow(self, copied: str, news: str) -> None:
        """Show a copy from now on, and say so instead of that something changed."""
        self.routine, self._news, self._copied = copied, news, True

    def _read_at(self, shown: Preview) -> Place | None:
        """Return where in the file that stands which is at the top of the page; None at its very top."""
        paper = self.query_one(Paper)
        if shown.timeline is None or paper.at_top or paper.place[0] >= len(paper.written):
            return None
        place = paper.written[paper.place[0]].source
        return place if place is not None and place.file == shown.file else None

    @work(exclusive=True, group="write")
    async def action_copy(self) -> None:
        """Copy what came with the program, and show the copy."""
        from coach.tui.writing import COPIED, copy

        copied = await copy(self.app, self.shown.file) if self.shown is not None else None
        if copied is not None:
            self._follow(copied, COPIED.format(file=copied))
            self.read()


# --- the session -----------------------------------------------------------------------------------------------------


def page(preview: Preview) -> Iterator[PaperLine]:
    """Yield the lines of the session: segments with their words."""
    timeline = preview.timeline
    if timeline is None:
        return
    place: Place | None = None
    if preview.differs:
        yield PaperLine("Not as in the file:", strong=True, anchor="differs")
        for differing in preview.differs:
            yield PaperLine(f"  {differing}", 4, anchor=differing)
    for line in lines(timeline):
        if line.segment is not None:
            place = line.segment.place
            yield PaperLine(f"{clock_time(line.at):>7}  {line.text}", 9, strong=True, anchor=line.text, source=place)
        else:
            words, at = f"“{line.text}”", clock_time(line.at, tenths=True)
            yield PaperLine(f"{at:>13}  {words}", SPOKEN_INDENT, anchor=words, source=place)
    yield PaperLine(f"{clock_time(timeline.seconds):>7}  end", strong=True, anchor="end")


def _title(preview: Preview) -> str:
    if preview.timeline is None:
        return Path(preview.file).name
    return f"{preview.timeline.name}{_level(preview)} · {total(preview.timeline)}"


def _level(preview: Preview) -> str:
    if preview.level is None or preview.level not in preview.levels:
        return ""
    return f", level {preview.level} ({preview.levels.index(preview.level) + 1} of {len(preview.levels)})"


def _about(preview: Preview) -> str:
    needs = f"You need: {', '.join(preview.equipment)}." if preview.equipment else "You need nothing."
    return " ".join(part for part in (preview.refused, preview.careful, preview.summary, needs) if part)


# --- what is wrong with it -------------------------------------------------------------------------------------------


def problems_page(preview: Preview, width: int) -> Iterator[PaperLine]:
    """Yield the problems as `coach check` prints them, the excerpts cut to the width."""
    for shown in reports(preview.problems, preview.texts, widest=width - _MARGIN):
        for number, line in enumerate(shown.split("\n")):
            yield PaperLine(line, _hanging(line), strong=number == 0)
        yield PaperLine("")


_MARGIN = 10
"""Columns that the number of the line and its edge may take."""

_HEAD = re.compile(r"\s*(?:-->|help:)\s|\s*\d*\s\|\s*|")


def _hanging(line: str) -> int:
    """Return where a line goes on that is too long: under its words, and not under its edge."""
    found = _HEAD.match(line)
    return found.end() if found and found.end() else 2


def _what_to_do(preview: Preview) -> str:
    if preview.unreadable:
        return f"{preview.unreadable} It is shown again as soon as it is there."
    if preview.timeline is None:
        return "This cannot be played yet. It is read again whenever the file is saved."
    return ""


def count(problems: tuple[Problem, ...]) -> str:
    """Return "2 problems, 1 warning"; nothing where there is none."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    parts = []
    if errors:
        parts.append(f"{errors} problem{'' if errors == 1 else 's'}")
    if warnings:
        parts.append(f"{warnings} warning{'' if warnings == 1 else 's'}")
    return ", ".join(parts)


def first_place(preview: Preview) -> Place | None:
    """Return the first problem's place, that of an error before that of a warning."""
    ordered = sorted(preview.problems, key=lambda problem: problem.severity is Severity.WARNING)
    return ordered[0].place if ordered else None


def _broken(preview: Preview) -> bool:
    return preview.timeline is None or any(problem.severity is Severity.ERROR for problem in preview.problems)
