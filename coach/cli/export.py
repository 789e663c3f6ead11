"""`coach export`: a routine's days as a calendar file."""

from __future__ import annotations

import argparse

from coach.cli.printing import print_problems, print_setting_problems, print_text
from coach.desk.calendar import write_calendar
from coach.desk.desk import Desk
from coach.desk.routines import BrokenRoutineError
from coach.errors import UsageError
from coach.paths import user_paths


def run(options: argparse.Namespace) -> int:
    """Write the file and say what is in it."""
    if not options.output:
        raise UsageError("Where to? `coach export knee-foundation -o knee.ics` writes its days.")
    desk = Desk(user_paths())
    print_setting_problems(desk.setting_problems, desk.paths)
    try:
        written = write_calendar(desk, options.output, options.routine, replace=options.replace)
    except BrokenRoutineError as error:
        print_problems(error.problems, error.loaded.texts)
        return error.exit_status
    for problem in written.problems:
        print_text(problem, error=True)
    for one in written.planned:
        at = f" at {one.at:%H:%M}" if one.at is not None else ""
        print_text(f"{one.name}: {', '.join(one.days)}{at}, every week")
    print_text(f"Wrote {written.path}")
    return 0
