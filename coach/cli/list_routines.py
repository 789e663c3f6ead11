"""`coach list`: the routines with their length and equipment."""

from __future__ import annotations

import argparse
import json

from coach.cli.printing import print_text
from coach.desk.days import day_words
from coach.desk.desk import Desk
from coach.desk.history import last_played
from coach.paths import user_paths
from coach.source import Severity
from coach.timeline.paper import clock_time


def run(options: argparse.Namespace) -> int:
    """Print every routine, the broken ones with their first problem."""
    desk = Desk(user_paths())
    played = last_played(desk)
    now = desk.clock.now()
    entries = list(desk.entries())
    if options.json:
        rows = []
        for entry in entries:
            routine = entry.routine
            last = played.get(entry.id)
            rows.append(
                {
                    "id": entry.id,
                    "name": routine.name if routine else None,
                    "summary": routine.summary if routine else None,
                    "seconds": entry.seconds if routine else None,
                    "open_ended": entry.open_ended if routine else None,
                    "equipment": list(routine.equipment) if routine else [],
                    "target": list(routine.target) if routine else [],
                    "levels": list(routine.levels) if routine else [],
                    "last_played": last.isoformat() if last else None,
                    "path": entry.path,
                    "errors": sum(problem.severity is Severity.ERROR for problem in entry.problems),
                }
            )
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    width = max((len(entry.id) for entry in entries), default=0)
    for entry in entries:
        if entry.routine is None:
            problem = next(problem for problem in entry.problems if problem.severity is Severity.ERROR)
            print_text(f"{entry.id:<{width}}  cannot be played: line {problem.place.line}: {problem.message}")
            continue
        length = ("~" if entry.open_ended else "") + clock_time(round(entry.seconds))
        needs = ", ".join(entry.routine.equipment) or "nothing needed"
        last = played.get(entry.id)
        when = f"; played {day_words(last, now)}" if last else ""
        print_text(f"{entry.id:<{width}}  {length:>7}  {entry.routine.name}: {needs}{when}")
    print()
    print_text("`coach show NAME` prints one, `coach play NAME` plays it.")
    return 0
