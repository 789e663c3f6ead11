"""`coach` alone: the home screen, or without a terminal what can be done from here."""

from __future__ import annotations

import argparse

from coach.cli.play import plain_is_wanted
from coach.cli.printing import print_problems
from coach.desk.desk import Desk
from coach.paths import user_paths


def run(options: argparse.Namespace) -> int:
    """Open the home screen; where nothing can be drawn print the routines instead."""
    desk = Desk(user_paths())
    print_problems(desk.setting_problems, {})
    options.plain, options.speed = False, None
    if plain_is_wanted(options):
        from coach.cli import list_routines

        options.json = False
        return list_routines.run(options)
    from coach.tui.run import open_home

    return open_home(desk)
