"""Running the screens: the one place from which the command line starts Textual."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from coach.desk.desk import Desk
from coach.desk.opening import Wishes
from coach.desk.performance import Performance
from coach.desk.sittings import Sittings
from coach.tui.app import CoachApp
from coach.tui.program import Program
from coach.tui.signals import heed_all


def play_on_screen(
    desk: Desk, sittings: Sittings, performance: Performance, routine: str, tell: Callable[[str], object]
) -> int:
    """Show a session that is open, ask its check-in, and return the exit status.

    Once the terminal is the shell's again, `tell` is given what became of the session.
    """
    return _played(Program(desk, sittings, performance), desk, routine, tell)


def ask_and_play_on_screen(
    desk: Desk,
    sittings: Sittings,
    opener: Callable[[], Performance],
    tell: Callable[[str], object],
    *,
    wishes: Wishes,
    checkin: bool,
    morning: bool,
) -> int:
    """Ask what earlier sessions left open and what this morning asks, then play as `play_on_screen`.

    The session is opened after that, for the answers may change it.
    """
    program = Program(desk, sittings, opener=opener, wishes=wishes)
    return _played(program, desk, "", tell, checkin=checkin, morning=morning)


def check_in_on_screen(desk: Desk, sittings: Sittings) -> int:
    """Ask everything that is open, also what was put off, and nothing else; return the exit status."""
    return _shown(desk, Program(desk, sittings), checkin=True)


def correct_on_screen(desk: Desk, sittings: Sittings, session: str, part: str | None = None) -> int:
    """Ask a check-in of a session that was kept once more; return the exit status."""
    return _shown(desk, Program(desk, sittings), correct=(session, part))


def _played(
    program: Program,
    desk: Desk,
    routine: str,
    tell: Callable[[str], object],
    *,
    checkin: bool = False,
    morning: bool = False,
) -> int:
    status = _shown(desk, program, play=routine, checkin=checkin, morning=morning)
    if program.last_word:
        # The terminal may be gone: that is why the screens closed.
        with contextlib.suppress(OSError):
            tell(program.last_word)
    return status


def open_home(desk: Desk) -> int:
    """Show the home screen; where another copy plays everything can still be read."""
    return _shown(desk, Program(desk, Sittings(desk)))


def open_setup(desk: Desk) -> int:
    """Ask the first-run questions in the screens."""
    return _shown(desk, Program(desk, Sittings(desk)), setup=True)


def _shown(
    desk: Desk,
    program: Program,
    *,
    play: str | None = None,
    checkin: bool = False,
    morning: bool = False,
    correct: tuple[str, str | None] | None = None,
    setup: bool = False,
) -> int:
    app = CoachApp(program, play=play, checkin=checkin, morning=morning, correct=correct, setup=setup, clock=desk.clock)
    try:
        status = asyncio.run(_run(app))
    finally:
        program.close()
    return status


async def _run(app: CoachApp) -> int:
    """Run the screens until they are closed, by a key or by a signal."""
    heed_all(app)
    status = await app.run_async()
    return status if status is not None else app.return_code or 0
