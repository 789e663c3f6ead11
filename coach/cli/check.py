"""`coach check`: what is wrong in routine files, and how to mend it."""

from __future__ import annotations

import argparse
import sys

from coach.cli.printing import complain, print_json, print_text
from coach.cli.streams import give_up_output
from coach.desk.check import Checked, NotRead, check_all
from coach.desk.desk import Desk
from coach.paths import user_paths
from coach.source import Problem, Severity, as_json, plain, reports


def run(options: argparse.Namespace) -> int:
    """Print all problems; the status is 1 where there is an error (with `--strict` a warning), 2 for a missing file."""
    desk = Desk(user_paths())
    notices: dict[str, None] = {}
    found = check_all(desk, options.paths, voice=options.voice, tell=lambda notice: notices.update({notice: None}))
    checked = [each for each in found if isinstance(each, Checked)]
    not_read = [each.error for each in found if isinstance(each, NotRead)]
    for notice in notices:
        complain(notice)
    problems = [problem for each in checked for problem in each.problems]
    serious = [problem for problem in problems if options.strict or problem.severity is Severity.ERROR]
    status = max([1 if serious else 0, *(error.exit_status for error in not_read)])
    try:
        _print(checked, problems, options)
        sys.stdout.flush()
    except BrokenPipeError:  # `coach check … | head -1`: what was found is wrong all the same
        give_up_output()
    for error in not_read:
        complain(f"coach: {error}")
    return status


def _print(checked: list[Checked], problems: list[Problem], options: argparse.Namespace) -> None:
    if options.json:
        print_json([as_json(problem) for problem in problems])
    elif options.plain:
        for problem in problems:
            print(plain(problem))
    else:
        for each in checked:
            for shown in reports(each.problems, each.texts, color=sys.stdout.isatty()):
                print(shown, end="\n\n")
        if checked:
            print_text(summary(checked))


def summary(checked: list[Checked]) -> str:
    """Return what was found, in one line."""
    errors = sum(problem.severity is Severity.ERROR for each in checked for problem in each.problems)
    warnings = sum(problem.severity is Severity.WARNING for each in checked for problem in each.problems)
    files = f"{len(checked)} file{'' if len(checked) == 1 else 's'}"
    if not errors and not warnings:
        lengths = checked[0].description if len(checked) == 1 else ""
        return f"{files} checked, nothing wrong. {lengths}".strip()
    parts = []
    if errors:
        parts.append(f"{errors} error{'' if errors == 1 else 's'}")
    if warnings:
        parts.append(f"{warnings} warning{'' if warnings == 1 else 's'}")
    return f"{files} checked: {' and '.join(parts)}."
