"""The check-in: one large question at a time, one key for each answer."""

from __future__ import annotations

from typing import TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Input

from coach.checkin.flow import Said
from coach.checkin.questions import NOTE_LENGTH, Answer, AnswerKind, NotAnAnswerError, Question
from coach.source.report import visible
from coach.tui.keys import CHECKIN
from coach.tui.ports import Asking
from coach.tui.screens.base import CoachScreen
from coach.tui.screens.concern import ConcernScreen
from coach.tui.shown import Concern
from coach.tui.widgets.big import Big
from coach.tui.widgets.line import Line
from coach.tui.widgets.menu import Choice, Menu
from coach.tui.widgets.scale import Scale
from coach.tui.widgets.ticks import Tick, Ticks
from coach.units import Seconds
from coach.words.phrases import capital

Chosen: TypeAlias = Menu.Chosen | Scale.Chosen | Ticks.Chosen | Input.Submitted

A_SECOND: Seconds = 1.0

WIDGETS = {
    AnswerKind.SCALE: "scale",
    AnswerKind.YES_NO: "menu",
    AnswerKind.CHOICE: "menu",
    AnswerKind.FLAGS: "ticks",
    AnswerKind.TEXT: "note",
}


class CheckInScreen(CoachScreen):
    """Asks until nothing is open; dismisses with True when all was asked, False when it was put off.

    A worry is answered when it is ticked. An emergency takes the screen until it was read, and nothing is asked after
    it; a slip of the key can be taken back there. Where a session waits behind it, `goes_on_after` so many seconds
    without any key it is put off by itself: whoever typed one command and put the keyboard away is not kept waiting.
    """

    CSS_PATH = "checkin.tcss"
    BINDINGS = CHECKIN
    AUTO_FOCUS = ""

    def __init__(self, asking: Asking, *, goes_on_after: int | None = None) -> None:
        super().__init__()
        self.asking = asking
        self._goes_on_after = goes_on_after
        self._left = goes_on_after or 0
        self.flow = asking.flow
        self._told_trouble = asking.trouble

    def body(self) -> ComposeResult:
        yield Line(id="about")
        yield Big(id="question")
        yield Line(id="before")
        with VerticalScroll(id="answer", can_focus=False):
            yield Scale(id="scale", passes_on=True)
            yield Menu(id="menu")
            yield Ticks(id="ticks")
            yield Input(id="note", max_length=NOTE_LENGTH, placeholder="Enter keeps it; nothing typed is no note")
        yield Line(id="reply")
        yield Line(id="goes-on")
        yield Line(id="means")
        yield Line(id="guide")

    def on_mount(self) -> None:
        self.query_one("#guide", Line).show(self.asking.words("checkin.guide", {}))
        self.query_one("#means", Line).show(self.asking.words("checkin.knee_means", {}))
        if self._goes_on_after is not None:
            self.set_interval(A_SECOND, self.wait_a_second)
            self._tell_wait()
        self.ask()

    # --- where nobody answers ----------------------------------------------------------------------------------------

    def wait_a_second(self) -> None:
        """Count down a second in which nobody pressed a key; say so half way, and leave the rest for later at 0.

        A worry is never left behind so: it waits until somebody answers.
        """
        if self._goes_on_after is None or not self.is_current or self.flow.worry is not None:
            self._begin_to_wait()
            return
        self._left -= 1
        self._tell_wait()
        if self._left <= 0:
            self.asking.leave_open()
            self.dismiss(False)
        elif self._left == self._goes_on_after // 2:
            self.asking.tell(self.asking.words("checkin.goes_on_said", {"seconds": str(self._left)}))

    def _begin_to_wait(self) -> None:
        self._left = self._goes_on_after or 0
        self._tell_wait()

    def _tell_wait(self) -> None:
        waits = self._goes_on_after is not None and self.flow.worry is None
        line = self.query_one("#goes-on", Line)
        line.display = waits
        if waits:
            line.show(self.asking.words("checkin.goes_on", {"seconds": str(self._left)}))

    # --- asking ------------------------------------------------------------------------------------------------------

    def any_key(self) -> None:
        """Silence the question: whoever presses a key has heard enough, and is there."""
        self.asking.hush()
        self._begin_to_wait()

    def ask(self) -> None:
        """Show the question now and speak it, or leave when there is none."""
        question = self.flow.question
        if question is None:
            self.dismiss(True)
            return
        number, count = self.flow.position
        about = f"{self.asking.title} · question {number} of {count}"
        if question.kind is AnswerKind.FLAGS:  # there the list needs the room where else it is read back
            about = f"{about} · {self._told()}" if self._told() else about
        self.query_one("#about", Line).show(about)
        self.query_one("#question", Big).show(self.asking.words(question.text, question.values))
        self.query_one("#before", Line).show(self._before(question))
        self._tell_trouble()
        for name in set(WIDGETS.values()):
            self.query_one(f"#{name}").display = name == WIDGETS[question.kind]
        self.set_class(question.kind is AnswerKind.FLAGS, "-list")
        self.set_class(question.kind is AnswerKind.SCALE, "-number")
        self._show_worry()
        if self.flow.worry is None:  # what to do about a worry is not drowned by the next question
            self.asking.ask(question)
        self._begin(question)
        self.refresh_bindings()

    def _begin(self, question: Question) -> None:
        earlier = self.flow.earlier
        marked = question.suggested if earlier is None else earlier
        match question.kind:
            case AnswerKind.SCALE:
                self.query_one(Scale).begin(marked if isinstance(marked, int) else None)
            case AnswerKind.FLAGS:
                lines = tuple(
                    Tick(str(one.value), one.key, self._option(question, one.value)) for one in question.options
                )
                last = self.asking.words("checkin.ticks_none", {}), self.asking.words("checkin.ticks_done", {})
                self.query_one(Ticks).begin(lines, self.flow.ticked, last=last)
                if (worry := self.flow.worry) is not None:
                    self.asking.say(worry)  # ticked before the questions were broken off, or gone back to
            case AnswerKind.TEXT:
                note = self.query_one("#note", Input)
                note.value = earlier if isinstance(earlier, str) else ""
                note.focus()
            case _:
                menu = self.query_one(Menu)
                menu.offer(*self._choices(question))
                menu.begin(self._marked(question, marked))

    def _marked(self, question: Question, marked: Answer) -> int:
        """Return which choice Enter takes: what was answered before, or said in the session, else the first."""
        if question.kind is AnswerKind.YES_NO:
            return 1 if marked is True else 0
        return next((index for index, one in enumerate(question.options) if one.value == marked), 0)

    def _choices(self, question: Question) -> tuple[Choice, ...]:
        if question.kind is AnswerKind.YES_NO:
            # What is usual comes first, so that one key of a clicker says it.
            no, yes = (capital(self.asking.words(f"checkin.{one}", {})) for one in ("no", "yes"))
            return Choice("no", "1", no, also="n"), Choice("yes", "2", yes, also="y")
        return tuple(Choice(str(one.value), one.key, self._option(question, one.value)) for one in question.options)

    def _option(self, question: Question, value: object) -> str:
        option = next(one for one in question.options if one.value == value)
        return option.name or self.asking.words(option.text, question.values)

    def _before(self, question: Question) -> str:
        """Return what stands beside a question: its answer before `back`, or the last one and what was said before."""
        earlier = self.flow.earlier
        if earlier is None:
            remark = self.asking.words(question.remark, question.values) if question.remark else ""
            return " ".join(part for part in (self._told(), remark) if part)
        if isinstance(earlier, bool):
            return f"before: {'yes' if earlier else 'no'}"
        if isinstance(earlier, tuple):
            return f"before: {len(earlier)} ticked"
        if question.kind is AnswerKind.CHOICE:
            return f"before: {self._option(question, earlier)}"
        return f"before: {earlier}"

    def _told(self) -> str:
        """Return the last answer as it was kept, so that a slip is seen; with it what was said to be worse."""
        if self.flow.last is None:
            return ""
        question, answer = self.flow.last
        if answer is None or question.kind in (AnswerKind.FLAGS, AnswerKind.TEXT):
            return ""
        if isinstance(answer, bool):
            words = self.asking.words("checkin.yes" if answer else "checkin.no", {})
        else:
            words = self._option(question, answer) if question.options else str(answer)
        told = self.asking.words(f"checkin.told_{question.id}", {"answer": words})
        worse = self.flow.said_worse
        if worse is None:
            return told
        counts = "checkin.during_counts_at" if worse.name else "checkin.during_counts"
        return f"{told} {self.asking.words(counts, {'n': str(worse.number), 'step': worse.name})}"

    # --- answering ---------------------------------------------------------------------------------------------------

    @on(Scale.Chosen)
    def number(self, message: Scale.Chosen) -> None:
        self._answer(message.number)
        if message.then:
            asked = self.flow.question
            if asked is not None and asked.kind is AnswerKind.SCALE:
                self.query_one(Scale).press(message.then)
            elif asked is not None and asked.kind in (AnswerKind.YES_NO, AnswerKind.CHOICE):
                self.query_one(Menu).press(message.then)

    @on(Ticks.Ticked)
    def ticked(self, message: Ticks.Ticked) -> None:
        """Keep a tick and answer it at once; an emergency takes the screen."""
        if self.flow.question is None or self.flow.question.kind is not AnswerKind.FLAGS:
            return
        said = self.flow.tick(message.ids)
        self.asking.kept()
        self._show_worry()
        self.refresh_bindings()
        if said is not None:
            self.asking.say(said)
            if said.ends:
                self._emergency(said)

    @on(Ticks.Chosen)
    def list_done(self, message: Ticks.Chosen) -> None:
        worry = self.flow.worry
        if not self.is_current:
            return  # the key came while an emergency took the screen
        if worry is not None and worry.ends:
            self.asking.say(worry)
            self._emergency(worry)
        else:
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
            self._answer(message.choice == "yes")
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
        """Answer what has become more urgent: it takes the screen where nothing is asked after it."""
        self.asking.say(said)
        if self.flow.question is None:
            self.app.push_screen(self._concern(said), self._concern_read)
        else:
            self.ask()

    def _emergency(self, said: Said) -> None:
        """Show an emergency; read, it is the answer and the end, and a slip leads back to the list."""
        self.app.push_screen(self._concern(said, slip=True), self._emergency_read)

    def _emergency_read(self, read: bool | None) -> None:
        if read:
            self.flow.answer(self.flow.ticked)
            self.asking.kept()
            self.dismiss(True)

    def _concern(self, said: Said, *, slip: bool = False) -> ConcernScreen:
        concern = Concern(self.asking.words(said.sentence, {}), emergency=said.ends)
        read, back = self.asking.words("cards.read", {}), self.asking.words("cards.slip", {}) if slip else ""
        return ConcernScreen(concern, lambda _: self.asking.say(said), read, slip=back)

    def _tell_trouble(self) -> None:
        """Say once that answers cannot be kept at the moment: they are tried again with each."""
        trouble = self.asking.trouble
        if trouble and trouble != self._told_trouble:
            self.notify(visible(trouble), severity="error", markup=False)
        self._told_trouble = trouble

    def _show_worry(self) -> None:
        """Show what answers the worries that are ticked, as long as they are."""
        worry = self.flow.worry
        self._say(self.asking.words(worry.sentence, {}) if worry is not None else "")

    def _say(self, sentence: str) -> None:
        reply = self.query_one("#reply", Line)
        reply.show(sentence)
        reply.display = bool(sentence)

    def _concern_read(self, _: bool | None) -> None:
        self.dismiss(True)

    # --- keys --------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "back":
            return self.flow.can_go_back
        if action == "skip":
            question = self.flow.question
            return question is not None and not (question.kind is AnswerKind.FLAGS and self.flow.ticked)
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
