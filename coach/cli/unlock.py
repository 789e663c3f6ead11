"""`coach unlock`: loading again after a stop, on the user's word that somebody has looked at it."""

from __future__ import annotations

import argparse

from coach.checkin.questions import YES, AnswerKind, NotAnAnswerError, Question, read_answer
from coach.cli.ask import typed_line
from coach.cli.printing import print_json, print_text
from coach.cli.terminal import has_keys
from coach.desk.desk import Desk
from coach.desk.person import profile_of
from coach.desk.stopping import current_stop, stop_words
from coach.desk.unlocking import unlock
from coach.errors import CoachError, UsageError
from coach.paths import user_paths
from coach.progress.stopped import Stop
from coach.words.phrases import Phrases

BASE = Question("base", AnswerKind.SCALE, "unlock.base")


def run(options: argparse.Namespace) -> int:
    """Show what stopped the loading and take the word that it was looked at; 1 where it stays stopped."""
    base = _base(options.base) if options.base is not None else None
    desk = Desk(user_paths())
    phrases = desk.phrases()
    stop = current_stop(desk)
    if options.json and not options.yes:
        print_json(_row(stop, phrases))
        return 0
    if stop is None:
        if options.json:
            print_json(_row(None, phrases))
        else:
            print_text(phrases("unlock.nothing"))
        return 0
    if not options.json:
        print_text(stop_words(stop, phrases))
    if not options.yes:
        if not has_keys():
            raise CoachError(phrases("unlock.in_scripts"))
        print_text()
        print_text(f"“{phrases('unlock.sentence')}”")
        if (typed_line(phrases("unlock.ask")) or "").lower() not in YES:
            print_text(phrases("unlock.not_yet"))
            return 1
        base = _asked(profile_of(desk).base, phrases) if base is None else base
    try:
        unlock(desk, stop, base)
    except OSError as error:
        raise CoachError(f"{desk.paths.profile} cannot be written: {error.strerror or error}.") from error
    if options.json:
        print_json(_row(None, phrases))
    else:
        print_text(phrases("unlock.done"))
    return 0


def _base(typed: str) -> int:
    try:
        answer = read_answer(BASE, typed)
    except NotAnAnswerError:
        raise UsageError(f"--base takes a whole number from 0 to 10, not “{typed}”.") from None
    assert isinstance(answer, int)
    return answer


def _asked(known: int | None, phrases: Phrases) -> int | None:
    """Ask what an ordinary morning is now; Enter keeps what was known, and so does the end of the input."""
    hint = f"0 to 9, t for 10, Enter for {known}" if known is not None else "0 to 9, t for 10, Enter to leave it open"
    print_text()
    print_text(phrases("unlock.base"))
    while typed := typed_line(hint):
        try:
            answer = read_answer(BASE, typed)
        except NotAnAnswerError as error:
            print_text(f"“{typed}”: {phrases(error.sentence)}")
            continue
        assert isinstance(answer, int)
        return answer
    return known


def _row(stop: Stop | None, phrases: Phrases) -> dict[str, object]:
    if stop is None:
        return {"stopped": False}
    return {
        "stopped": True,
        "since": stop.at,
        "tier": stop.tier.value,
        "rule": stop.rule,
        "flags": list(stop.flags),
        "session": stop.session,
        "nothing_plays": stop.everything,
        "advice": phrases(stop.advice),
    }
