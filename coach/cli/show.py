"""`coach show`: the whole session on paper: when, what, and every word that will be said."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from coach.cli.printing import complain, print_json, print_problems, print_setting_problems, print_text
from coach.desk.desk import Desk
from coach.desk.differing import Differences, differences_from_file
from coach.desk.routines import BrokenRoutineError, load, load_typed
from coach.paths import user_paths
from coach.routine.finding import STANDARD_INPUT
from coach.timeline.dosing import with_doses
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
    choices = desk.choices(routine, level=options.level, dosed=not options.file)
    differing = differences_from_file(desk, routine, choices) if not options.file else Differences()
    with desk.lengths(routine.lang, voice=options.voice, tell=complain) as lengths:
        timeline = desk.timeline(routine, choices, lengths)
    if options.json:
        steps = [{**asdict(step)} for step in differing.steps]
        print_json({**as_json(timeline), "differs": steps, "notes": list(differing.notes)})
        return 0
    title, *rest = as_text(
        timeline,
        equipment=tuple(desk.phrases(routine.lang).thing(word) for word in with_doses(routine, choices).equipment),
    )
    print_text(title)
    if differing.steps:
        print_text("Not as in the file, which --file shows:")
    for line in differing.lines:
        print_text(f"  {line}" if differing.steps else line)
    for line in rest:
        print_text(line)
    return 0
