"""`coach today`: what is due, at which dose and why; the week; a proposal's yes or no."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from coach.cli.printing import print_json, print_setting_problems, print_text
from coach.desk.desk import Desk
from coach.desk.today import Today, title_of, today_of
from coach.paths import user_paths


def run(options: argparse.Namespace) -> int:
    """Print what is due; what is wrong with the plan goes to stderr."""
    desk = Desk(user_paths())
    print_setting_problems(desk.setting_problems, desk.paths)
    today = today_of(desk, short=options.short)
    for problem in today.problems:
        print_text(problem, error=True)
    if options.json:
        print_json(data_of(today))
        return 0
    for line in lines_of(today, desk.clock.now()):
        print_text(line)
    return 0


def lines_of(today: Today, now: datetime) -> Iterator[str]:
    """Yield what a person wants to know of today."""
    yield f"{today.day:%A} {today.day.day} {today.day:%B}"
    yield ""
    if today.routine is not None:
        yield title_of(today)
        for line in today.dose:
            yield f"  {line.name}: {f'{line.file} → {line.today}' if line.changed else line.today}"
        if today.equipment:
            yield f"  You need: {', '.join(today.equipment)}."
    else:
        yield "Nothing is due."
    yield ""
    yield today.reason
    yield f"Rule {today.rule}: {today.rule_words}"
    for sentence in (today.restart, today.review, today.week if today.days_trained else ""):
        if sentence:
            yield sentence
    if today.routine is not None:
        yield ""
        yield "`coach play` plays it." if not today.short else "`coach play --short` plays it."


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
        "at": today.at,
        "steps": [{"id": line.step, "name": line.name, "today": line.today, "file": line.file} for line in today.dose],
        "reason": today.reason,
        "rule": today.rule,
        "rule_text": today.rule_words,
        "next_loaded": today.next_loaded,
        "restart": today.restart or None,
        "review": today.review or None,
        "days_trained": today.days_trained,
        "problems": list(today.problems),
    }
