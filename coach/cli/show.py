"""`coach show`: the whole session on paper: when, what, and every word that will be said."""

from __future__ import annotations

import argparse

from coach.cli.printing import complain, print_json, print_problems, print_setting_problems, print_text
from coach.desk.desk import Desk
from coach.desk.routines import BrokenRoutineError, load, load_typed
from coach.paths import user_paths
from coach.routine.finding import STANDARD_INPUT
from coach.timeline.paper import as_json, as_text


def run(options: argparse.Namespace) -> int:
    """Print a routine's timeline; its warnings are for `coach check`."""
    desk = Desk(user_paths())
    print_setting_problems(desk.setting_problems, desk.paths)
    try:
        loaded = load_typed(desk) if options.routine == STANDARD_INPUT else load(desk, options.routine)
    except BrokenRoutineError as error:
        print_problems(error.problems, error.loaded.texts)
        return error.exit_status
    routine = loaded.routine
    assert routine is not None
    choices = desk.choices(routine, level=options.level)
    with desk.lengths(routine.lang, voice=options.voice, tell=complain) as lengths:
        timeline = desk.timeline(routine, choices, lengths)
    if options.json:
        print_json(as_json(timeline))
    else:
        for line in as_text(timeline, equipment=routine.equipment):
            print_text(line)
    return 0
