"""The first-run questions: one large question at a time, one key for each answer, the earlier answer beside it."""

from __future__ import annotations

import asyncio

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from coach.checkin.questions import Answer, AnswerKind, Question
from coach.tui.keys import SETUP
from coach.tui.ports import SettingUp
from coach.tui.screens.base import CoachScreen
from coach.tui.widgets.big import Big
from coach.tui.widgets.line import Line
from coach.tui.widgets.menu import Choice, Menu
from coach.tui.widgets.scale import Scale
from coach.tui.widgets.ticks import Tick, Ticks

WIDGETS = {AnswerKind.SCALE: "scale", AnswerKind.CHOICE: "menu", AnswerKind.FLAGS: "ticks"}


class SetupScreen(CoachScreen):
    """Asks what the first run has to know; dismisses with True when all was asked, False when it was left.

    Every answer is kept before the next question; what is left out stays as it was.
    """

    CSS_PATH = "setup.tcss"
    BINDINGS = SETUP
    AUTO_FOCUS = ""

    def __init__(self, setting_up: SettingUp) -> None:
        super().__init__()
        self.setting_up = setting_up
        self.run = setting_up.run

    def body(self) -> ComposeResult:
        yield Line(id="about")
        yield Big(id="question")
        yield Line(id="before")
        yield Line(id="why")
        with VerticalScroll(id="answer", can_focus=False):
            yield Scale(id="scale")
            yield Menu(id="menu")
            yield Ticks(id="ticks")
        yield Line(id="trouble")

    def on_mount(self) -> None:
        self.ask()

    # --- asking ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show the question now, or leave when there is none."""
        question = self.run.question
        if question is None:
            self.dismiss(True)
            return
        number, count = self.run.position
        known = self.run.known
        listed = question.kind is AnswerKind.FLAGS
        self.query_one("#about", Line).show(f"Set up · question {number} of {count}")
        self.query_one("#question", Big).show(self.setting_up.words(question.text))
        before = self.setting_up.answer_words(question, known) if known is not None and not listed else ""
        self._say("before", f"so far: {before}" if before else "")
        self._say("why", "\n".join(self.setting_up.suggestion()[:2]) if question.id == "routine" else "")
        for name in set(WIDGETS.values()):
            self.query_one(f"#{name}").display = name == WIDGETS[question.kind]
        self.set_class(listed, "-list")
        self._begin(question, known)
        self.refresh_bindings()

    def _begin(self, question: Question, known: Answer) -> None:
        match question.kind:
            case AnswerKind.SCALE:
                self.query_one(Scale).begin(known if isinstance(known, int) else None)
            case AnswerKind.FLAGS:
                lines = tuple(
                    Tick(str(one.value), one.key, self.setting_up.answer_words(question, one.value))
                    for one in question.options
                )
                last = self.setting_up.words("checkin.ticks_none"), self.setting_up.words("checkin.ticks_done")
                self.query_one(Ticks).begin(lines, known if isinstance(known, tuple) else (), last=last)
            case _:
                menu = self.query_one(Menu)
                values = [one.value for one in question.options]
                menu.offer(
                    *(
                        Choice(str(one.value), one.key, self.setting_up.answer_words(question, one.value))
                        for one in question.options
                    )
                )
                menu.begin(values.index(known) if isinstance(known, int | str) and known in values else 0)

    def _say(self, id_: str, text: str) -> None:
        line = self.query_one(f"#{id_}", Line)
        line.show(text)
        line.display = bool(text)

    # --- answering ---------------------------------------------------------------------------------------------------

    @on(Scale.Chosen)
    def number(self, message: Scale.Chosen) -> None:
        self._answer(AnswerKind.SCALE, message.number)

    @on(Ticks.Chosen)
    def list_done(self, message: Ticks.Chosen) -> None:
        self._answer(AnswerKind.FLAGS, message.ids)

    @on(Menu.Chosen)
    def chosen(self, message: Menu.Chosen) -> None:
        question = self.run.question
        if question is not None:
            one = next((one for one in question.options if str(one.value) == message.choice), None)
            if one is not None:
                self._answer(AnswerKind.CHOICE, one.value)

    def _answer(self, kind: AnswerKind, value: Answer) -> None:
        question = self.run.question
        if question is None or question.kind is not kind:
            return  # the key came while another question was there
        self.run.answer(value)
        if self.run.question is None:
            self.finish()
        else:
            self.keep()
            self.ask()

    @work(exclusive=True)
    async def finish(self) -> None:
        """Write the last answer and leave; leaving first would cancel the writing."""
        await asyncio.to_thread(self.setting_up.keep)
        self.dismiss(True)

    @work(exclusive=True)
    async def keep(self) -> None:
        """Write what is answered, and say where that fails."""
        await asyncio.to_thread(self.setting_up.keep)
        self._say("trouble", self.setting_up.trouble)

    # --- keys --------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.run.position[0] > 1 if action == "back" else True

    def action_skip(self) -> None:
        self.run.skip()
        self.ask()

    def action_back(self) -> None:
        if self.run.question is not None and self.run.back():
            self.ask()

    def action_leave(self) -> None:
        self.dismiss(False)
