"""`coach play`: plays a routine on the screen, or with `--plain` line by line."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from coach.cli.printing import print_problems, print_text
from coach.desk.desk import Desk
from coach.desk.notice import notice_is_due
from coach.desk.performance import Performance, Wishes, open_performance, resume_performance
from coach.desk.sittings import Sittings
from coach.errors import UsageError
from coach.paths import user_paths
from coach.routine.files import load_routine
from coach.source import Severity

SMALLEST_COLUMNS, SMALLEST_LINES = 20, 5
"""Below this not even the sentence that the terminal is too small can be read: lines are printed instead."""


class Terminated(BaseException):
    """The process was asked to end (SIGTERM)."""


def run(options: argparse.Namespace) -> int:
    """Play to the end; 130 or 143 where a signal ended it, and then the session is kept for later."""
    wishes = wishes_of(options)
    desk = Desk(user_paths())
    print_problems(desk.setting_problems, {})
    with terminated(), Sittings(desk, rehearsal=wishes.rehearsal) as sittings:
        for sentence in sittings.sentences:
            print_text(sentence, error=True)
        performance = opened(desk, sittings, options, wishes)
        if performance is None:
            return 1
        try:
            if plain_is_wanted(options):
                from coach.cli.plain import play_plain

                return play_plain(performance, sittings)
            if not notice_is_due(desk):
                # The voice begins while Textual is still being imported, which takes longer than the first word may.
                performance.start()
            from coach.tui.run import play_on_screen

            return play_on_screen(desk, sittings, performance)
        finally:
            performance.close()


def wishes_of(options: argparse.Namespace) -> Wishes:
    """Return what the arguments ask for; UsageError for what they cannot."""
    if options.speed is not None and not 0.1 <= options.speed <= 10_000:
        raise UsageError("--speed takes a number from 0.1 to 10000.")
    if options.rate is not None and not 80 <= options.rate <= 400:
        raise UsageError("--rate takes whole words a minute from 80 to 400.")
    if options.resume and options.routine:
        raise UsageError("--resume goes on with the session that was kept: leave the routine's name out.")
    return Wishes(
        level=options.level,
        start_step=getattr(options, "from"),
        voice=options.voice,
        rate=options.rate,
        mute=options.mute,
        checkin=not options.no_checkin,
        speed=options.speed,
    )


def opened(desk: Desk, sittings: Sittings, options: argparse.Namespace, wishes: Wishes) -> Performance | None:
    """Return the session that is to be played; None where its file has errors, which are then printed."""
    if options.resume:
        if sittings.resume is None:
            raise UsageError("There is no session to go on with: it is offered for four hours.")
        return resume_performance(desk, sittings.resume, wishes)
    if options.routine is None:
        raise UsageError("Which routine? `coach list` shows them all; `coach play quick-start` takes two minutes.")
    loaded = load_routine(options.routine, desk.paths)
    if loaded.routine is None:
        print_problems([p for p in loaded.problems if p.severity is Severity.ERROR], loaded.texts)
        return None
    if sittings.resume is not None and not wishes.rehearsal:
        name = sittings.resume.journal.head.routine.name
        print_text(f"A session of {name} was kept: `coach play --resume` goes on with it.", error=True)
    return open_performance(desk, loaded, wishes)


def plain_is_wanted(options: argparse.Namespace) -> bool:
    """Return whether lines are printed instead of a screen: asked for, a rehearsal, or no terminal to draw on."""
    if options.plain or options.speed is not None or os.environ.get("TERM") == "dumb":
        return True
    try:
        # Textual draws on stderr; `2>file` would leave an empty screen.
        if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
            return True
        size = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return True
    # A terminal that does not know its size says 0: Textual then takes 80×24.
    return 0 < size.columns < SMALLEST_COLUMNS or 0 < size.lines < SMALLEST_LINES


@contextmanager
def terminated() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the program as Ctrl-C does, so that what is kept is kept in order."""

    def handler(number: int, frame: FrameType | None) -> None:
        raise Terminated

    numbers = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    before = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)
