"""`coach today`: what is due, at which dose and why; the week; a proposal's yes or no."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from coach.cli.printing import print_json, print_setting_problems, print_text
from coach.desk.desk import Desk
from coach.desk.today import Today, today_of
from coach.desk.week import week_ahead
from coach.errors import UsageError
from coach.paths import user_paths
from coach.progress.due import Due
from coach.words.phrases import Phrases


def run(options: argparse.Namespace) -> int:
    """Print what is due; what is wrong with the plan goes to stderr."""
    if options.accept and options.refuse:
        raise UsageError("--accept or --refuse, not both.")
    desk = Desk(user_paths())
    print_setting_problems(desk.setting_problems, desk.paths)
    if options.accept or options.refuse:
        return decide(desk, accept=options.accept)
    if options.week:
        return print_week(desk, as_json=options.json)
    today = today_of(desk, short=options.short)
    for problem in (*today.files, *today.problems):
        print_text(problem, error=True)
    if options.json:
        print_json(data_of(today))
        return 0
    for line in lines_of(today, desk.phrases()):
        print_text(line)
    return 0


def print_week(desk: Desk, *, as_json: bool) -> int:
    """Print the coming seven days, as far as they can be told today."""
    days, problems = week_ahead(desk)
    for problem in problems:
        print_text(problem, error=True)
    if as_json:
        print_json([{"day": one.day, "routine": one.routine, "begins": one.begins, "text": one.words} for one in days])
        return 0
    for one in days:
        print_text(f"{one.name}  {one.words}")
    return 0


def decide(desk: Desk, *, accept: bool) -> int:
    """Answer what is offered and say what becomes of it; the status is 1 where nothing is."""
    from coach.desk.dosing import Dosing

    dosing = Dosing(desk)
    dosing.settle()
    offered = dosing.proposal is not None
    print_text(dosing.answer(accept), error=not offered)
    return 0 if offered and not dosing.trouble else 1


def lines_of(today: Today, phrases: Phrases) -> Iterator[str]:
    """Yield what a person wants to know of today."""
    yield today.heading
    yield ""
    stopped = today.due is Due.STOPPED
    if stopped:  # before anything that could be read as what to do now
        yield today.reason
        yield ""
    if today.routine is not None:
        yield phrases("today.meanwhile", title=today.title) if stopped else today.title
        for dose in today.dose:
            yield f"  {dose.name} {dose.difference}"
        for line in today.changes:
            yield f"  {line}"
        if today.equipment:
            things = phrases.listed([phrases.thing(word) for word in today.equipment])
            yield f"  {phrases.say('equipment', things=things)}"
        for line in (today.missing, today.careful):
            if line:
                yield f"  {line}"
    else:
        yield phrases("today.nothing")
    yield ""
    if not stopped:
        yield today.reason
    yield phrases("today.rule", rule=today.rule, words=today.rule_words)
    for sentence in (today.restart, today.review, today.week if today.days_trained else ""):
        if sentence:
            yield sentence
    if today.proposal:
        yield ""
        yield phrases("today.offered", offer=today.proposal)
        yield phrases("today.decide")
    if today.routine is not None:
        yield ""
        yield phrases("today.plays_short" if today.short else "today.plays")


def data_of(today: Today) -> dict[str, Any]:
    """Return the fields of `coach today --json`."""
    return {
        "day": today.day,
        "due": today.due.value,
        "routine": today.routine,
        "name": today.name or None,
        "path": today.reference or None,
        "seconds": today.seconds,
        "open_ended": today.open_ended,
        "equipment": list(today.equipment),
        "missing": today.missing or None,
        "careful": today.careful or None,
        "at": today.at,
        "steps": [
            {"id": line.step, "name": line.name, "today": line.today, "file": line.file, "why": line.why or None}
            for line in today.dose
        ],
        "changes": list(today.changes),
        "proposal": today.proposal or None,
        "reason": today.reason,
        "rule": today.rule,
        "rule_text": today.rule_words,
        "next_loaded": today.next_loaded,
        "restart": today.restart or None,
        "review": today.review or None,
        "days_trained": today.days_trained,
        "problems": list(today.problems),
    }
