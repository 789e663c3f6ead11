"""Running the screens: the one place from which the command line starts Textual."""

from __future__ import annotations

from coach.desk.desk import Desk
from coach.desk.performance import Performance
from coach.desk.sittings import Sittings
from coach.session.lock import BusyError
from coach.tui.app import CoachApp
from coach.tui.program import Program


def play_on_screen(desk: Desk, sittings: Sittings, performance: Performance) -> int:
    """Show a session that is open, ask its check-in, and return the exit status."""
    program = Program(desk, sittings, performance)
    try:
        return CoachApp(program, play=performance.routine.id, clock=desk.clock).run() or 0
    finally:
        program.close()


def open_home(desk: Desk) -> int:
    """Show the home screen; where another copy plays everything can still be read."""
    sittings = Sittings(desk)
    try:
        with sittings:
            return _home(desk, sittings)
    except BusyError:
        return _home(desk, None)


def _home(desk: Desk, sittings: Sittings | None) -> int:
    program = Program(desk, sittings)
    try:
        return CoachApp(program, clock=desk.clock).run() or 0
    finally:
        program.close()
