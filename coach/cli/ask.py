"""The check-in line by line: a question, an answer, Enter."""

from __future__ import annotations

import sys

from coach.checkin.flow import CheckInFlow, Said
from coach.checkin.questions import TEN_KEY, AnswerKind, NotAnAnswerError, Question, read_answer
from coach.cli.printing import print_text
from coach.cli.terminal import has_keys
from coach.desk.checkin import ClosedSession, OpenCheckIn
from coach.desk.performance import Performance
from coach.words.phrases import Phrases

SKIP, BACK = ("s", "skip", "-"), ("back", "<")

HINTS = {
    AnswerKind.SCALE: f"0 to 9, {TEN_KEY} for 10",
    AnswerKind.YES_NO: "y or n",
    AnswerKind.CHOICE: "one of the keys",
    AnswerKind.FLAGS: "keys of all that are true, 0 for none",
    AnswerKind.TEXT: "a line, s for none",
}
"""What may be typed."""


def ask(checkin: OpenCheckIn, performance: Performance) -> ClosedSession | None:
    """Ask all that is open; None where the input ended first: what was answered is kept, the rest stays open."""
    phrases = performance.phrases
    print_text()
    print_text(f"{checkin.title}: a few questions. s skips one, < goes back.")
    print_text(phrases("checkin.knee_means"))
    while (question := checkin.flow.question) is not None:
        typed = asked(question, phrases)
        if typed is None:
            if checkin.put_off():
                print_text("The check-in stays open; the next start goes on with it.")
            return None
        said = take(checkin.flow, question, typed, phrases)
        checkin.keep()
        if said is not None:
            answer_worry(said, performance)
    return checkin.close()


def asked(question: Question, phrases: Phrases) -> str | None:
    """Print a question with its possible answers and return what was typed; None at the end of the input."""
    print_text()
    print_text(phrases(question.text, **question.values))
    if question.kind in (AnswerKind.CHOICE, AnswerKind.FLAGS):
        for option in question.options:
            print_text(f"  {option.key}  {option.name or phrases(option.text, **question.values)}")
    return typed_line(HINTS[question.kind])


def take(flow: CheckInFlow, question: Question, typed: str, phrases: Phrases) -> Said | None:
    """Take a line as skip, back or answer; a line that is none of them is read back, and nothing changes."""
    words = typed.lower()
    if words in BACK:
        if not flow.back():
            print_text("This is the first question.")
        return None
    # A list so long that one of its keys is an s means that one.
    if words in SKIP and words not in [option.key for option in question.options]:
        flow.skip()
        return None
    try:
        return flow.answer(read_answer(question, typed))
    except NotAnAnswerError as error:
        print_text(f"“{typed}”: {phrases(error.sentence)}" if typed else phrases(error.sentence))
        return None


def answer_worry(said: Said, performance: Performance) -> None:
    """Show and speak what answers a worry; an emergency waits until it was read."""
    sentence = performance.phrases(said.sentence)
    performance.say(sentence)
    print_text()
    print_text(f"  *** {sentence} ***")
    if said.ends:
        wait_until_read()


def wait_until_read() -> None:
    typed_line("Enter when you have read this.")


def chosen(question: str, letters: str) -> str | None:
    """Ask until one of the letters is typed, perhaps as a word that begins with it; None at the end of the input."""
    while (typed := typed_line(question)) is not None:
        if typed and typed[0].lower() in letters:
            return typed[0].lower()
    return None


def typed_line(prompt: str) -> str | None:
    """Print a prompt and return the line that is typed, without what is around it; None at the end of the input."""
    print_text(f"{prompt} > ", end="")
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line or not has_keys():
        # Nobody's Enter ended the prompt's line.
        print_text()
    return line.strip() if line else None
