"""The check-in line by line: a question, an answer, Enter."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from coach.checkin.flow import CheckInFlow, CheckInKind, Said
from coach.checkin.questions import TEN_KEY, Answer, AnswerKind, NotAnAnswerError, Question, read_answer
from coach.cli.printing import print_text
from coach.cli.terminal import has_keys
from coach.desk.asking import Closed, OpenQuestions
from coach.desk.speaking import Talker
from coach.units import Seconds
from coach.words.phrases import Phrases


class NobodyThereError(Exception):
    """Nobody typed a line while there was time for it."""


SKIP, BACK, LATER = ("s", "skip", "-"), ("back", "<"), ("l", "later")


def hint(kind: AnswerKind, phrases: Phrases) -> str:
    """Return what may be typed for a kind of question."""
    return phrases(f"hint.{kind.name.lower()}", ten=TEN_KEY)


def ask(checkin: OpenQuestions, talker: Talker, *, goes_on_after: int | None = None) -> Closed | None:
    """Ask all that is open; None where it was left for later, or the input ended: what was answered is kept.

    With `goes_on_after` so many seconds in which nobody types leave it open: a session waits behind it. A worry is
    never left behind so.
    """
    phrases = talker.phrases
    print_text()
    print_text(phrases("checkin.intro", title=checkin.title))
    print_text(phrases("checkin.knee_means"))
    if goes_on_after is not None:
        print_text(phrases("checkin.goes_on", seconds=str(goes_on_after)))
    talker.prepare([phrases(question.text, **question.values) for question in checkin.flow.plan])
    greeting, trouble = checkin.greeting, checkin.trouble
    while (question := checkin.flow.question) is not None:
        worry = checkin.flow.worry
        if worry is not None and question.kind is AnswerKind.FLAGS:
            print_worry(phrases(worry.sentence))
        if worry is None:  # what to do about a worry is not drowned by the next question
            talker.say(f"{greeting} {phrases(question.text, **question.values)}".strip())
        greeting = ""
        waits = goes_on_after if worry is None else None
        comes = partial(somebody_types, waits, talker) if waits is not None else somebody_will
        try:
            typed = asked(
                question,
                phrases,
                checkin.flow.ticked,
                checkin.flow.earlier,
                comes=comes,
            )
        except NobodyThereError:
            print_text(phrases("checkin.goes_on_now"))
            if checkin.flow.kind is CheckInKind.MORNING:  # the one number of other days is not asked after a session
                print_text(phrases("checkin.goes_on_open"))
            checkin.leave_open()
            return None
        if worry is None:
            talker.hush()
        if typed is None or _means(question, typed, LATER):
            if checkin.put_off():
                print_text("The check-in stays open; `coach checkin` goes on with it.")
            return None
        said = take(checkin.flow, question, typed, phrases)
        checkin.keep()
        if checkin.trouble != trouble:
            trouble = checkin.trouble
            print_text(trouble or "The answers are kept again.", error=True)
        if said is not None:
            still_open = said.ends and checkin.flow.ended_by is None
            if answer_worry(said, talker, slip=still_open) and still_open:
                checkin.flow.answer(checkin.flow.ticked)
                checkin.keep()
        elif question.id == "during" and (worse := checkin.flow.said_worse) is not None:
            counts = "checkin.during_counts_at" if worse.name else "checkin.during_counts"
            print_text(phrases(counts, n=str(worse.number), step=worse.name))
    return checkin.close()


def somebody_types(seconds: int, talker: Talker) -> bool:
    """Return whether a line comes in so many seconds; half way it is said that the session begins by itself."""
    half = seconds // 2
    if line_comes(seconds - half):
        return True
    talker.say(talker.phrases("checkin.goes_on_said", seconds=str(half)))
    return line_comes(half)


def somebody_will() -> bool:
    """Wait for a line however long it takes."""
    return True


def line_comes(seconds: Seconds) -> bool:
    """Wait so long for a line at most, and return whether one can be read; True where that cannot be known."""
    if sys.platform == "win32":
        return True
    import select

    try:
        return bool(select.select([sys.stdin], [], [], seconds)[0])
    except (OSError, ValueError):  # no file, or closed
        return True


def asked(
    question: Question,
    phrases: Phrases,
    ticked: tuple[str, ...] = (),
    earlier: Answer = None,
    *,
    comes: Callable[[], bool] = somebody_will,
) -> str | None:
    """Print a question with its possible answers and return what was typed; None at the end of the input.

    Raises NobodyThereError where `comes`, which waits for it, says that no line comes.
    """
    print_text()
    print_text(phrases(question.text, **question.values))
    if question.remark:
        print_text(phrases(question.remark, **question.values))
    if question.kind in (AnswerKind.CHOICE, AnswerKind.FLAGS):
        for option in question.options:
            mark = " [x]" if option.value in ticked else ""
            print_text(f"  {option.key}{mark}  {option.name or phrases(option.text, **question.values)}")
    usual = question.suggested if earlier is None else earlier
    return typed_line(hint(question.kind, phrases) + _by_enter(question, usual), comes)


def _by_enter(question: Question, value: Answer) -> str:
    """Return what Enter alone answers, where it does."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return f", Enter for {'yes' if value else 'no'}"
    if isinstance(value, tuple):
        return f", Enter for {' '.join(one.key for one in question.options if one.value in value) or 'none'}"
    if question.kind is AnswerKind.TEXT:
        return ", Enter for the same as before"
    return f", Enter for {next((one.key for one in question.options if one.value == value), value)}"


def take(flow: CheckInFlow, question: Question, typed: str, phrases: Phrases) -> Said | None:
    """Take a line as skip, back or answer; a line that is none of them is read back, and nothing changes.

    An emergency of the list is returned while that question is still open, so that a slip can be taken back.
    """
    words = typed.lower()
    if words in BACK:
        if not flow.back():
            print_text("This is the first question.")
        return None
    skips = _means(question, typed, SKIP)
    ticked = flow.ticked if question.kind is AnswerKind.FLAGS else ()
    if skips and not ticked:
        flow.skip()
        return None
    try:
        answer = ticked if skips else _answer(question, typed, flow.earlier)
        said = flow.tick(answer) if isinstance(answer, tuple) else None
        if said is None and flow.worry is not None and flow.worry.ends:
            said = flow.worry  # it was ticked before
        return said if said is not None and said.ends else flow.answer(answer) or said
    except NotAnAnswerError as error:
        print_text(f"“{typed}”: {phrases(error.sentence)}" if typed else phrases(error.sentence))
        return None


def _means(question: Question, typed: str, words: tuple[str, ...]) -> bool:
    """Return whether one of these words was typed; a list so long that it is one of its keys means that one."""
    return typed.lower() in words and typed.lower() not in [option.key for option in question.options]


def _answer(question: Question, typed: str, earlier: Answer) -> Answer:
    """Return what a line answers; an empty one takes what was answered before, or said in the session."""
    usual = question.suggested if earlier is None else earlier
    return usual if not typed and usual is not None else read_answer(question, typed)


def answer_worry(said: Said, talker: Talker, *, slip: bool = False) -> bool:
    """Show and speak what answers a worry; an emergency waits until it was read.

    With `slip` it can be taken back there; then False is returned.
    """
    sentence = talker.phrases(said.sentence)
    talker.say(sentence)
    print_worry(sentence)
    if not said.ends:
        return True
    if slip:
        return typed_line("Enter when you have read this; < if it was typed by mistake.") not in BACK
    wait_until_read()
    return True


def print_worry(sentence: str) -> None:
    print_text()
    print_text(f"  *** {sentence} ***")


def wait_until_read() -> None:
    typed_line("Enter when you have read this.")


def chosen(question: str, letters: str, *, otherwise: bool = False) -> str | None:
    """Ask until one of the letters is typed, perhaps as a word that begins with it; None at the end of the input.

    With `otherwise` Enter alone is None, too.
    """
    while (typed := typed_line(question)) is not None:
        if not typed and otherwise:
            return None
        if typed and typed[0].lower() in letters:
            return typed[0].lower()
    return None


def typed_line(prompt: str, comes: Callable[[], bool] = somebody_will) -> str | None:
    """Print a prompt and return the line that is typed, without what is around it; None at the end of the input.

    Raises NobodyThereError where `comes`, which waits for it, says that no line comes.
    """
    print_text(f"{prompt} > ", end="")
    sys.stdout.flush()
    if not comes():
        print_text()
        raise NobodyThereError
    line = sys.stdin.readline()
    if not line or not has_keys():
        # Nobody's Enter ended the prompt's line.
        print_text()
    return line.strip() if line else None
