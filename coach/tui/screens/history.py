"""The sessions so far, and one of them in full."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.errors import CoachError
from coach.source.report import visible
from coach.tui.keys import CLOSE, PAST, SESSIONS
from coach.tui.ports import AppModel
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.paper import PaperScreen
from coach.tui.shown import Past, SessionLine, SessionPaper
from coach.tui.widgets.line import Line
from coach.tui.widgets.menu import MARK
from coach.tui.widgets.paper import PaperLine

if TYPE_CHECKING:
    from coach.tui.app import CoachApp

KEPT_BESIDE = "What you answer otherwise is kept beside the first answer, and counts."

AT_FIRST, MORE = 50, 200
"""So many sessions are listed at first, and so many more each time: ten years take seconds to read."""


class Sessions(OptionList):
    """The sessions, two lines each, and a last entry for earlier ones."""

    BINDINGS = SESSIONS


class HistoryScreen(CoachScreen):
    """Lists sessions, the latest first."""

    CSS_PATH = "history.tcss"
    BINDINGS = CLOSE

    def __init__(self, model: AppModel) -> None:
        super().__init__()
        self.model = model
        self.past = Past()
        self._latest = AT_FIRST
        self._marked: int | None = None

    def body(self) -> ComposeResult:
        yield Line("History", id="heading")
        yield Line(id="about")
        yield Line(id="news")
        yield Sessions(id="past")
        yield Line(id="problems")

    def on_mount(self) -> None:
        self.query_one(Sessions).focus()
        self.read()

    @work(exclusive=True)
    async def read(self, news: str = "") -> None:
        """Read the records in a thread, and list them; what was marked stays so where it is still there."""
        try:
            self.past = await asyncio.to_thread(self.model.history, self._latest)
        except CoachError as error:
            self.past = Past(problems=(str(error),))
        many = len(self.past.sessions) + self.past.earlier
        self._say("about", f"{many} session{'' if many == 1 else 's'}" if many else "No session yet.")
        self._say("news", news)
        self._say("problems", "\n".join(f"! {problem}" for problem in self.past.problems))
        listed = self.query_one(Sessions)
        at = listed.highlighted or 0
        listed.clear_options()
        self._marked = None
        listed.add_options([Option(_session(line, marked=False)) for line in self.past.sessions])
        if self.past.earlier:
            listed.add_option(Option(_earlier(self.past.earlier, marked=False)))
        if listed.option_count:
            listed.highlighted = min(at, listed.option_count - 1)

    def _say(self, id_: str, text: str) -> None:
        line = self.query_one(f"#{id_}", Line)
        line.show(text)
        line.display = bool(text)

    @on(OptionList.OptionHighlighted)
    def marked(self) -> None:
        """Draw the arrow before what is marked: without colours nothing else shows it."""
        listed = self.query_one(Sessions)
        for index in {self._marked, listed.highlighted}:
            if index is not None and index < listed.option_count:
                here = index == listed.highlighted
                earlier = index == len(self.past.sessions)
                prompt = _earlier(self.past.earlier, marked=here) if earlier else None
                listed.replace_option_prompt_at_index(index, prompt or _session(self.past.sessions[index], marked=here))
        self._marked = listed.highlighted

    @on(OptionList.OptionSelected)
    def show(self, event: OptionList.OptionSelected) -> None:
        """Show the session in full, or read more of them."""
        if event.option_index < len(self.past.sessions):
            line = self.past.sessions[event.option_index]
            self.app.push_screen(SessionScreen(self.model, line.id), self.closed)
        else:
            self._latest += MORE
            self.read()

    def closed(self, news: str | None) -> None:
        """Read anew where a session was removed."""
        if news:
            self.read(news)

    def action_close(self) -> None:
        self.dismiss(None)


class SessionScreen(PaperScreen, inherit_bindings=False):
    """One session in full; dismisses with a sentence where it was removed."""

    BINDINGS = PAST
    app: CoachApp

    def __init__(self, model: AppModel, id_: str) -> None:
        super().__init__()
        self.model = model
        self._session = id_
        self._shown: SessionPaper | None = None
        self._corrects = False

    def begin(self) -> None:
        self.write("Session", "", ())
        self.read()

    @work(exclusive=True)
    async def read(self) -> None:
        """Read the record in a thread."""
        try:
            self._shown = await asyncio.to_thread(self.model.past_session, self._session)
        except CoachError as error:
            self.write("Session", str(error), ())
            return
        lines = self._shown.lines
        heading = lines[0][0] if lines else "Session"
        page: list[PaperLine] = []
        for text, strong in lines[1:]:
            page += [PaperLine("")] if strong else []
            page.append(PaperLine(text if strong else f"  {text}", 4, strong=strong))
        self.write(heading, "", page)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "correct":
            return bool(self._shown is not None and self._shown.answered)
        return self._shown is not None if action == "remove" else True

    def on_screen_resume(self) -> None:
        if self._corrects:
            self._corrects = False
            self.read()

    @work(exclusive=True, group="write")
    async def action_correct(self) -> None:
        """Ask which answers were wrong, where there are two check-ins, and ask for them once more."""
        from coach.tui.screens.pick import PickScreen

        answered = self._shown.answered if self._shown is not None else ()
        at: int | None = 0
        if len(answered) > 1:
            labels = tuple(label for _, label in answered)
            at = await self.app.push_screen_wait(PickScreen("Correct which answers?", KEPT_BESIDE, labels))
        if at is not None:
            self._corrects = True
            self.app.correct(self._session, answered[at][0])

    @work(exclusive=True, group="write")
    async def action_remove(self) -> None:
        """Ask, and remove it for good; where it cannot be, say why."""
        from coach.tui.screens.offer import OfferScreen

        shown = self._shown
        if shown is None:
            return
        if shown.refused:
            self._tell(shown.refused)
            return
        question = OfferScreen(
            "Remove this session?", f"It is gone for good. {shown.stays}".strip(), "Remove it", "Keep it"
        )
        if not await self.app.push_screen_wait(question):
            return
        try:
            news = await asyncio.to_thread(self.model.remove_session, self._session)
        except CoachError as error:
            self._tell(str(error))
            return
        self.dismiss(news)

    def _tell(self, sentence: str) -> None:
        line = self.query_one("#news", Line)
        line.show(sentence)
        line.display = True


def _session(line: SessionLine, *, marked: bool) -> Content:
    """Return a session's two lines."""
    head = Content(visible(f"{MARK if marked else ' '} {line.when}  {line.routine}")).stylize("bold")
    parts = (line.outcome, line.length, line.knee, line.said)
    return head + Content("\n" + visible("    " + ", ".join(part for part in parts if part)))


def _earlier(many: int, *, marked: bool) -> Content:
    return Content(f"{MARK if marked else ' '} {many:,} earlier session{'' if many == 1 else 's'}: Enter reads more")
