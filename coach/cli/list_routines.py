"""`coach list`: the routines with their length and equipment."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from coach.cli.printing import print_json, print_setting_problems, print_text
from coach.desk.days import day_words
from coach.desk.desk import Desk
from coach.desk.history import NAMED, last_played, sessions
from coach.desk.person import profile_of
from coach.desk.routines import ListedRoutine, listed_routines
from coach.paths import user_paths
from coach.progress.cautions import cautions_of
from coach.source import plain
from coach.source.report import display_width, shortened, visible
from coach.timeline.paper import clock_time
from coach.words.phrases import Phrases

LONGEST_ID = 40
"""Columns up to which what follows the ids stands in one column; an id is never cut, for it is typed."""

LONGEST_NAME = 60
"""Columns of a name; what is longer is cut."""


def run(options: argparse.Namespace) -> int:
    """Print every routine, the broken ones with their first problem."""
    desk = Desk(user_paths())
    print_setting_problems(desk.setting_problems, desk.paths)
    print_list(desk, as_json=options.json)
    return 0


def print_list(desk: Desk, *, as_json: bool = False) -> None:
    """Print every routine, as lines for people or as JSON."""
    recent = sessions(desk, latest=NAMED)
    for sentence in recent.sentences:
        print_text(sentence, error=True)
    played = last_played(desk)
    found = list(listed_routines(desk))
    ticked = profile_of(desk).precautions
    if as_json:
        print_json([row(entry, played.get(entry.id), ticked) for entry in found])
        return
    for problem in dict.fromkeys(problem for entry in found for problem in entry.without):
        print_text(plain(problem), error=True)
    width = min(LONGEST_ID, max((display_width(visible(entry.id)) for entry in found), default=0))
    phrases = desk.phrases()
    for entry in found:
        gap = " " * max(0, width - display_width(visible(entry.id)))
        about = line(entry, played.get(entry.id), desk.clock.now(), ticked, phrases)
        print_text(f"{entry.id}{gap}  {about}")
    print()
    print_text("`coach show NAME` prints one, `coach play NAME` plays it.")


def row(entry: ListedRoutine, last: datetime | None, precautions: Sequence[str] = ()) -> dict[str, Any]:
    """Return the fields of one routine; `precautions` are those that were ticked in the first-run questions."""
    routine = entry.routine
    return {
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
        "cautions": [one.precaution for one in cautions_of(routine, precautions)] if routine else [],
        "errors": len(entry.errors) or (1 if entry.unreadable else 0),
    }


def line(
    entry: ListedRoutine, last: datetime | None, now: datetime, precautions: Sequence[str], phrases: Phrases
) -> str:
    """Return what a person wants to know of one routine."""
    if entry.routine is None:
        return f"cannot be played: {entry.why_not}"
    # What is spoken is estimated here, so that a list waits for no voice; `show` measures it.
    length = f"~{clock_time(round(entry.seconds))}"
    needs = phrases.listed([phrases.thing(word) for word in entry.routine.equipment]) or "nothing needed"
    when = f"; played {day_words(last, now)}" if last else ""
    name = shortened(visible(entry.routine.name), LONGEST_NAME)
    careful = ", ".join(one.precaution.replace("_", " ") for one in cautions_of(entry.routine, precautions))
    return f"{length:>7}  {name}: {needs}{when}{f'; careful: {careful}' if careful else ''}"
