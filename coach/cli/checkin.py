"""`coach checkin`: answers what is open, on the screen, line by line, or by the keys of the questions."""

from __future__ import annotations

import argparse
import gc
from typing import Any

from coach.checkin.typed import Given, answer_to, given
from coach.cli.ask import print_worry
from coach.cli.plain import answer_the_morning, answer_what_is_open, check_in, tell_result
from coach.cli.printing import complain, print_json, print_setting_problems, print_text
from coach.cli.signals import Terminated, status_of, terminated
from coach.cli.terminal import can_draw
from coach.desk.answering import (
    NothingOpenError,
    next_at,
    open_now,
    part_asked,
    part_of,
    questions_for,
    questions_of,
)
from coach.desk.asking import Closed, OpenQuestions
from coach.desk.correcting import OpenCorrection
from coach.desk.desk import Desk
from coach.desk.history import find_session
from coach.desk.opening import Wishes, open_talker
from coach.desk.sittings import Sittings
from coach.errors import UsageError
from coach.paths import user_paths
from coach.session.record import answer_value
from coach.sound.noise import noise_to
from coach.words.phrases import Phrases

HOW_TO_DECIDE = "`coach today --accept` takes it, `coach today --refuse` leaves it."


def run(options: argparse.Namespace) -> int:
    """Ask or take answers; the status is 1 where they are wrong or nobody asks for them, and nothing is kept then."""
    desk = Desk(user_paths())
    print_setting_problems(desk.setting_problems, desk.paths)
    if options.json and not options.answer:
        if options.session:
            raise UsageError("`coach history ID --json` shows the answers of a session.")
        return show_open(desk)
    with terminated(), Sittings(desk) as sittings:
        for sentence in sittings.sentences:
            print_text(sentence, error=True)
        try:
            if options.answer:
                return take(desk, sittings, given(options.answer), options.session, as_json=options.json)
            gc.enable()
            with noise_to(desk.sound_log):
                return ask(desk, sittings, options.session, draws=can_draw() and not options.plain)
        except (KeyboardInterrupt, Terminated) as reason:
            print_text()
            print_text("What was answered is kept; `coach checkin` goes on with it.")
            return status_of(reason)


# --- asking ----------------------------------------------------------------------------------------------------------


def ask(desk: Desk, sittings: Sittings, session: str | None, *, draws: bool) -> int:
    """Ask what is open, or a session's questions once more."""
    if session is not None:
        record = find_session(desk, session)
        if draws:
            from coach.tui.run import correct_on_screen

            return correct_on_screen(desk, sittings, record.id)
        return ask_plain(desk, questions_of(desk, sittings, record))
    if not open_now(desk, sittings):
        print_text(nothing_open(desk))
        return 0
    if draws:
        from coach.tui.run import check_in_on_screen

        return check_in_on_screen(desk, sittings)
    return ask_plain(desk, sittings)


def ask_plain(desk: Desk, what: Sittings | OpenQuestions) -> int:
    """Ask line by line."""
    talker = open_talker(desk, Wishes())
    try:
        if not isinstance(what, Sittings):
            check_in(what, talker)
        elif answer_what_is_open(what, talker):
            answer_the_morning(what, talker, wanted=True)
    finally:
        talker.close()
    return 0


def nothing_open(desk: Desk) -> str:
    """Return that nothing is open, and when something will be."""
    when = next_at(desk)
    if when is None:
        return "Nothing is open. The next questions follow a session."
    return f"Nothing is open. The next questions follow a session, or come on {when:%Y-%m-%d} from {when:%H:%M} on."


def show_open(desk: Desk) -> int:
    """Print as JSON what is open, with every question and what it can be answered with."""
    sittings = Sittings(desk)
    busy = sittings.glance()
    when = next_at(desk)
    print_json(
        {"open": [] if busy else opened(desk, sittings), "busy": busy, "next": when.isoformat() if when else None}
    )
    return 0


def opened(desk: Desk, sittings: Sittings) -> list[dict[str, Any]]:
    """Return what is open, in the order in which it is asked."""
    rows = []
    for each in open_now(desk, sittings):
        found = next((one for one in sittings.checkins if one.journal.head.id == each.session), None)
        if found is not None and each.part == "after":
            flow = sittings.flow_of(found)
        else:
            questions = sittings.open_morning(wanted=True)
            assert questions is not None
            flow = questions.flow
        rows.append(
            {
                "part": each.part,
                "session": each.session,
                "routine": each.name or None,
                "answered": {key: answer_value(value) for key, value in flow.answers.items()},
                "asked": [
                    {
                        "key": question.id,
                        "kind": question.kind.value,
                        "values": [option.value for option in question.options],
                    }
                    for question in flow.plan
                    if question.id not in flow.answers
                ],
            }
        )
    return rows


# --- taking answers --------------------------------------------------------------------------------------------------


def take(desk: Desk, sittings: Sittings, answers: Given, session: str | None, *, as_json: bool) -> int:
    """Keep answers that were given by their keys, all of them or, where one is wrong, none."""
    try:
        if not answers.values:
            return refuse(answers.problems)
        if session is None:
            questions = questions_for(desk, sittings, answers)
        else:
            questions = questions_of(desk, sittings, find_session(desk, session), part_of(answers))
    except NothingOpenError as error:
        return refuse((*answers.problems, str(error)))
    if isinstance(questions, OpenCorrection):
        wrong = questions.take(answers.values)
    else:
        wrong = answer_to(questions.flow, answers.values)
    if answers.problems or wrong:
        return refuse((*answers.problems, *wrong))
    closed = questions.close() if questions.flow.done or isinstance(questions, OpenCorrection) else None
    if closed is None:
        questions.put_off()
    trouble = closed.trouble if closed is not None else questions.trouble
    if as_json:
        print_json(kept(questions, answers, closed))
        if trouble:
            complain(trouble)
    else:
        tell(desk.phrases(), questions, answers, closed)
    return 1 if trouble else 0


def refuse(problems: tuple[str, ...]) -> int:
    """Print everything that is wrong, and that nothing was kept."""
    for problem in problems:
        complain(problem)
    complain("Nothing was kept.")
    return 1


def tell(phrases: Phrases, questions: OpenQuestions, answers: Given, closed: Closed | None) -> None:
    """Print what was kept, what is still open, and what it comes to."""
    print_text(f"{questions.title}: kept {', '.join(answers.values)}.")
    if questions.flow.worry is not None:
        print_worry(phrases(questions.flow.worry.sentence))
    if closed is None:
        if questions.trouble:
            complain(questions.trouble)
        left = [question.id for question in questions.flow.plan if question.id not in questions.flow.answers]
        print_text(f"Still open: {', '.join(left)}.")
        if questions.so_far is not None:  # less, and a stop, do not wait for the rest
            tell_result(questions.so_far, phrases)
        return
    if closed.trouble:
        complain(closed.trouble)
    tell_result(closed, phrases)
    if closed.dose.offer:
        print_text(HOW_TO_DECIDE)


def kept(questions: OpenQuestions, answers: Given, closed: Closed | None) -> dict[str, Any]:
    """Return what was kept and what it comes to, for a program."""
    flow = questions.flow
    record = closed.record if closed is not None else None
    response = record.response if record is not None else None
    return {
        "part": part_asked(questions),
        "session": record.id if record is not None else None,
        "kept": {key: answer_value(flow.answers.get(key)) for key in answers.values},
        "open": [question.id for question in flow.plan if question.id not in flow.answers],
        "changed": list(closed.news) if closed is not None else [],
        "next_session": list(closed.dose.lines) if closed is not None else [],
        "offered": (closed.dose.offer or None) if closed is not None else None,
        "response": None
        if response is None
        else {
            "kind": response.kind,
            "rule": response.rule,
            "tier": response.tier,
            "provisional": response.provisional,
        },
    }
