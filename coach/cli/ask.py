"""The check-in line by line: a question, an answer, Enter."""

from __future__ import annotations

import sys

from coach.checkin.flow import Said
from coach.checkin.questions import TEN_KEY, AnswerKind, NotAnAnswerError, Question, read_answer
from coach.cli.printing import print_text
from coach.desk.checkin import OpenCheckIn, Outcome
from coach.desk.performance import Performance
from coach.words.phrases import Phrases

SKIP, BACK = ("s", "skip", "-"), ("back", "<")


def ask(checkin: OpenCheckIn, performance: Performance) -> Outcome | None:
    """Ask all that is open; None where the input ended first: what was answered is kept, the rest stays open."""
    phrases = performance.phrases
    flow = checkin.flow
    print_text()
    print_text(f"{checkin.title}: a few questions. s skips one, < goes back.")
    while (question := flow.question) is not None:
        typed = answer_line(question, phrases)
        if typed is None:
            print_text()
            print_text("The check-in stays open; the next start goes on with it.")
            return None
        said = take(checkin, question, typed, phrases)
        checkin.keep()
        if said is not None:
            answer_worry(said, performance)
    return checkin.close()


def answer_line(question: Question, phrases: Phrases) -> str | None:
    """Print a question with its possible answers and return what was typed; None at the end of the input."""
    print_text()
    print_text(phrases(question.text, **question.values))
    if question.kind in (AnswerKind.CHOICE, AnswerKind.FLAGS):
        for option in question.options:
            print_text(f"  {option.key}  {option.name or phrases(option.text, **question.values)}")
    print(f"{hint(question)} > ", end="", flush=True)
    line = sys.stdin.readline() if sys.stdin is not None else ""
    return line.strip() if line else None


def hint(question: Question) -> str:
    """Return what may be typed."""
    return {
        AnswerKind.SCALE: f"0 to 9, {TEN_KEY} for 10",
        AnswerKind.YES_NO: "y or n",
        AnswerKind.CHOICE: "one of the keys",
        AnswerKind.FLAGS: "keys of all that are true, 0 for none",
        AnswerKind.TEXT: "a line, s for none",
    }[question.kind]


def take(checkin: OpenCheckIn, question: Question, typed: str, phrases: Phrases) -> Said | None:
    """Take a line as skip, back or answer; a line that is none of them is said to be so, and nothing changes."""
    flow = checkin.flow
    words = typed.lower()
    if words in SKIP and not (question.kind is not AnswerKind.TEXT and words == "s" and offers(question, "s")):
        flow.skip()
        return None
    if words in BACK:
        flow.back()
        return None
    try:
        return flow.answer(read_answer(question, typed))
    except NotAnAnswerError as error:
        print_text(phrases(error.sentence))
        return None


def offers(question: Question, key: str) -> bool:
    return any(option.key == key for option in question.options)


def answer_worry(said: Said, performance: Performance) -> None:
    """Show and speak what answers a worry; an emergency waits until it was read."""
    sentence = performance.phrases(said.sentence)
    performance.say(sentence)
    print_text()
    print_text(f"  *** {sentence} ***")
    if said.ends:
        print("Enter when you have read this. > ", end="", flush=True)
        if sys.stdin is not None:
            sys.stdin.readline()
