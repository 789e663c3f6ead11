"""`coach` alone: the home screen, or without a terminal what can be done from here."""

from __future__ import annotations

import argparse
import gc

from coach.cli.printing import print_setting_problems
from coach.cli.terminal import can_draw
from coach.desk.desk import Desk
from coach.paths import user_paths
from coach.sound.noise import noise_to


def run(options: argparse.Namespace) -> int:
    """Open the home screen; where nothing can be drawn print the routines instead."""
    desk = Desk(user_paths())
    print_setting_problems(desk.setting_problems, desk.paths)
    desk.mend_music()
    if can_draw():
        from coach.tui.run import open_home

        with noise_to(desk.sound_log):
            gc.enable()
            return open_home(desk)
    from coach.cli.list_routines import print_list

    print_list(desk)
    return 0
