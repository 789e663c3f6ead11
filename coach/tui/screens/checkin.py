"""The check-in: one large question at a time, one key for each answer."""

from __future__ import annotations

from typing import TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input

from coach.checkin.flow import Said
from coach.checkin.questions import NOTE_LENGTH, Answer, AnswerKind, NotAnAnswerError, Question
from coach.tui.keys import CHECKIN
from coach.tui.ports import Asking, Concern
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.concern import ConcernScreen
from coach.tui.widgets.big import Big
from coach.tui.widgets.line import Line
from coach.tui.widgets.menu import Choice, Menu
from coach.tui.widgets.scale import Scale
from coach.tui.widgets.ticks import Tick, Ticks

Chosen: TypeAlias = Menu.Chosen | Scale.Chosen | Ticks.Chosen | Input.Submitted

YES, NO = Choice("yes", "y", "Yes"), Choice("no", "n", "No")

WIDGETS = {
    AnswerKind.SCALE: "scale",
    AnswerKind.YES_NO: "menu",
    AnswerKind.CHOICE: "menu",
    AnswerKind.FLAGS: "ticks",
    AnswerKind.TEXT: "note",
}


class CheckInScreen(CoachScreen):
    """Asks until nothing is open; dismisses with True when all was asked, False when it was put off.

    An emergency is shown until a key is pressed, and nothing is asked after it.
    """

    CSS_PATH = "checkin.tcss"
    BINDINGS = CHECKIN
    AUTO_FOCUS = ""

    def __init__(self, asking: Asking) -> None:
        super().__init__()
        self.asking = asking
        self.flow = asking.flow

    def body(self) -> ComposeResult:
        yield Line(id="about")
        yield Big(id="question")
        yield Line(id="before")
        with VerticalScroll(id="answer", can_focus=False):
            yield Scale(id="scale")
            yield Menu(id="menu")
            yield Ticks(id="ticks")
            yield Input(id="note", max_length=NOTE_LENGTH, placeholder="Enter keeps it; nothing typed is no note")
        yield Line(id="reply")
        yield Line(id="means")
        yield Line(id="guide")

    def on_mount(self) -> None:
        self.query_one("#guide", Line).show(self.asking.words("checkin.guide", {}))
        self.query_one("#means", Line).show(self.asking.words("checkin.knee_means", {}))
        self.ask()

    # --- asking ------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Show the question now, or leave when there is none."""
        question = self.flow.question
        if question is None:
            self.dismiss(True)
            return
        number, count = self.flow.position
        self.query_one("#about", Line).show(f"{self.asking.title} · question {number} of {count}")
        self.query_one("#question", Big).show(self.asking.words(question.text, question.values))
        self.query_one("#before", Line).show(self._before(question))
        for name in set(WIDGETS.values()):
            self.query_one(f"#{name}").display = name == WIDGETS[question.kind]
        self.set_class(question.kind is AnswerKind.FLAGS, "-list")
        self.set_class(question.kind is AnswerKind.SCALE, "-number")
        self._begin(question)
        self.refresh_bindings()

    def _begin(self, question: Question) -> None:
        earlier = self.flow.earlier
        match question.kind:
            case AnswerKind.SCALE:
                self.query_one(Scale).begin(earlier if isinstance(earlier, int) else None)
            case AnswerKind.FLAGS:
                lines = tuple(
                    Tick(str(one.value), one.key, self._option(question, one.value)) for one in question.options
                )
                self.query_one(Ticks).begin(lines, earlier if isinstance(earlier, tuple) else ())
            case AnswerKind.TEXT:
                note = self.query_one("#note", Input)
                note.value = earlier if isinstance(earlier, str) else ""
                note.focus()
            case _:
                menu = self.query_one(Menu)
                menu.offer(*self._choices(question))
                menu.begin()

    def _choices(self, question: Question) -> tuple[Choice, ...]:
        if question.kind is AnswerKind.YES_NO:
            return NO, YES  # what is usual comes first, so that one key of a clicker says it
        return tuple(Choice(str(one.value), one.key, self._option(question, one.value)) for one in question.options)

    def _option(self, question: Question, value: object) -> str:
        option = next(one for one in question.options if one.value == value)
        return option.name or self.asking.words(option.text, question.values)

    def _before(self, question: Question) -> str:
        earlier = self.flow.earlier
        if earlier is None:
            return ""
        if isinstance(earlier, bool):
            return f"before: {'yes' if earlier else 'no'}"
        if isinstance(earlier, tuple):
            return f"before: {len(earlier)} ticked"
        if question.kind is AnswerKind.CHOICE:
            return f"before: {self._option(question, earlier)}"
        return f"before: {earlier}"

    # --- answering ---------------------------------------------------------------------------------------------------

    @on(Scale.Chosen)
    def number(self, message: Scale.Chosen) -> None:
        self._answer(message.number)

    @on(Ticks.Chosen)
    def ticked(self, message: Ticks.Chosen) -> None:
        self._answer(message.ids)

    @on(Input.Submitted)
    def noted(self, message: Input.Submitted) -> None:
        if message.value.strip():
            self._answer(message.value.strip())
        else:
            self.action_skip()

    @on(Menu.Chosen)
    def chosen(self, message: Menu.Chosen) -> None:
        question = self.flow.question
        if question is None:
            return
        if question.kind is AnswerKind.YES_NO:
            self._answer(message.choice == YES.id)
        else:
            self._answer(next(one.value for one in question.options if str(one.value) == message.choice))

    def _answer(self, value: Answer) -> None:
        try:
            said = self.flow.answer(value)
        except NotAnAnswerError as error:
            self._say(self.asking.words(error.sentence, {}))
            return
        self._say("")
        self.asking.kept()
        if said is not None:
            self._reply(said)
        else:
            self.ask()

    def _reply(self, said: Said) -> None:
        """Answer a worry at once: it takes the screen where nothing is asked after it, else it stands under that."""
        self.asking.say(said)
        sentence = self.asking.words(said.sentence, {})
        if self.flow.question is None:
            concern = ConcernScreen(Concern(sentence, emergency=said.ends), lambda _: self.asking.say(said))
            self.app.push_screen(concern, self._concern_read)
        else:
            self._say(sentence)
            self.ask()

    def _say(self, sentence: str) -> None:
        reply = self.query_one("#reply", Line)
        reply.show(sentence)
        reply.display = bool(sentence)

    def _concern_read(self, _: None) -> None:
        self.dismiss(True)

    # --- keys --------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "back":
            return self.flow.can_go_back
        if action == "skip":
            return self.flow.question is not None
        return True

    def action_skip(self) -> None:
        self.flow.skip()
        self.asking.kept()
        self.ask()

    def action_back(self) -> None:
        if self.flow.back():
            self.asking.kept()
            self.ask()

    def action_later(self) -> None:
        self.asking.kept()
        self.dismiss(False)
