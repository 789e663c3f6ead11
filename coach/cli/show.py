"""`coach show`: the whole session on paper: when, what, and every word that will be said."""

from __future__ import annotations

import argparse
import json

from coach.cli.printing import print_problems, print_text
from coach.desk.desk import Desk
from coach.paths import user_paths
from coach.routine.files import load_routine
from coach.source import Severity
from coach.timeline.paper import as_json, as_text


def run(options: argparse.Namespace) -> int:
    """Print a routine's timeline; its warnings are for `coach check`."""
    desk = Desk(user_paths())
    print_problems(desk.setting_problems, {})
    loaded = load_routine(options.routine, desk.paths)
    if loaded.routine is None:
        print_problems([p for p in loaded.problems if p.severity is Severity.ERROR], loaded.texts)
        return 1
    routine = loaded.routine
    choices = desk.choices(routine, level=options.level)
    with desk.lengths(routine.lang, voice=options.voice) as lengths:
        timeline = desk.timeline(routine, choices, lengths)
    if options.json:
        print(json.dumps(as_json(timeline), ensure_ascii=False, indent=1))
    else:
        for line in as_text(timeline, equipment=routine.equipment):
            print_text(line)
    return 0
