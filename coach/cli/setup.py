"""`coach setup`: the first-run questions, in the screens, line by line, or by arguments; and what they suggest."""

from __future__ import annotations

import argparse

from coach.checkin.questions import AnswerKind, NotAnAnswerError, Question
from coach.cli.ask import BACK, SKIP, hint, typed_line, wait_until_read
from coach.cli.printing import complain, print_json, print_text
from coach.cli.terminal import can_draw, has_keys
from coach.desk.desk import Desk
from coach.desk.first_run import (
    OpenFirstRun,
    answer_words,
    answered,
    as_json,
    option_words,
    suggestion_words,
    typed_answer,
)
from coach.desk.person import notice_is_due, notice_read
from coach.errors import CoachError
from coach.paths import user_paths
from coach.words.phrases import Phrases


def run(options: argparse.Namespace) -> int:
    """Ask, or take the answers that are given, and print what they come to."""
    desk = Desk(user_paths())
    phrases = desk.phrases()
    if options.answer:
        open_ = OpenFirstRun(desk)
        answered(open_.run, options.answer)
        open_.close()
        if open_.trouble:
            raise CoachError(open_.trouble)
    elif options.json or not has_keys():
        open_ = OpenFirstRun(desk)
    elif can_draw() and not options.plain:
        from coach.tui.run import open_setup

        return open_setup(desk)
    else:
        open_ = asked_in_lines(desk, phrases)
    if options.json:
        print_json(as_json(open_.run))
        return 0
    if not options.answer and not has_keys():
        _print_answers(open_, phrases)
    print_text()
    for paragraph in suggestion_words(open_.run, phrases):
        print_text(paragraph)
    return 0


def asked_in_lines(desk: Desk, phrases: Phrases) -> OpenFirstRun:
    """Ask one question after the other; the end of the input leaves the rest as it is."""
    if notice_is_due(desk):
        print_text(phrases("notice.first_run"))
        wait_until_read()
        notice_read(desk)
        print_text()
    open_ = OpenFirstRun(desk)
    print_text(phrases("setup.offer"))
    print_text("s or Enter skips one, < goes back, the end of the input keeps what was answered.")
    while (question := open_.run.question) is not None:
        _print_question(open_, question, phrases)
        typed = typed_line(hint(question.kind, phrases))
        if typed is None:
            break
        _take(open_, question, typed, phrases)
        open_.keep()
        if open_.trouble:
            complain(open_.trouble)
    open_.close()
    return open_


def _print_question(open_: OpenFirstRun, question: Question, phrases: Phrases) -> None:
    known = open_.run.known
    print_text()
    print_text(phrases(question.text))
    if known is not None:
        print_text(f"  so far: {answer_words(question, known, phrases)}")
    if question.id == "routine":
        for paragraph in suggestion_words(open_.run, phrases):
            print_text(f"  {paragraph}")
    for option in question.options:
        mark = ""
        if question.kind is AnswerKind.FLAGS:
            mark = " [x]" if isinstance(known, tuple) and option.value in known else " [ ]"
        print_text(f"  {option.key}{mark}  {option_words(question, option.value, phrases)}")


def _take(open_: OpenFirstRun, question: Question, typed: str, phrases: Phrases) -> None:
    words = typed.lower()
    if words in BACK:
        if not open_.run.back():
            print_text("This is the first question.")
        return
    if not words or words in SKIP:
        open_.run.skip()
        return
    try:
        open_.run.answer(typed_answer(question, typed))
    except NotAnAnswerError as error:
        print_text(f"“{typed}”: {phrases(error.sentence)}")


def _print_answers(open_: OpenFirstRun, phrases: Phrases) -> None:
    for question in open_.run.plan:
        known = open_.run.known_of(question.id)
        print_text(f"{question.id}: {answer_words(question, known, phrases) if known is not None else 'not answered'}")
