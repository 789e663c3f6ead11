"""`coach play`: plays a routine on the screen, or with `--plain` line by line."""

from __future__ import annotations

import argparse
import contextlib
import gc
import threading
from collections.abc import Iterator

from coach.cli.printing import complain, print_problems, print_setting_problems, print_text
from coach.cli.signals import Terminated, status_of, terminated
from coach.cli.terminal import can_draw, has_keys
from coach.desk.desk import Desk
from coach.desk.opening import Wishes, open_performance
from coach.desk.performance import Performance
from coach.desk.person import notice_is_due
from coach.desk.routines import BrokenRoutineError, load, without
from coach.desk.sittings import Sittings
from coach.desk.stopping import stop_words
from coach.errors import UsageError
from coach.paths import user_paths
from coach.routine.loaded import Loaded
from coach.settings.model import check_rate
from coach.sound.noise import noise_to
from coach.units import Seconds

SOUND_FIRST: Seconds = 0.1
"""How long the screens wait for the first words to be on their way."""

LATE: Seconds = 1.5
"""How long nothing is said of a session that is being opened."""

WAITS = "The voice gets ready: what it never said before it says once beforehand, for ten seconds where that is much."


def run(options: argparse.Namespace) -> int:
    """Play to the end; 130 or 143 where a signal ended it, and then the session is kept for later."""
    wishes = wishes_of(options)
    desk = Desk(user_paths())
    print_setting_problems(desk.setting_problems, desk.paths)
    try:
        # Before the lock: a misspelt name is told also while another copy plays.
        name = None if options.resume else named(desk, options)
        if name is None and not options.resume:
            return 0
        loaded = load(desk, name) if name is not None else None
        if loaded is not None:
            print_problems(without(loaded), loaded.texts)
        draws = not options.plain and not wishes.rehearsal and can_draw()
        # ALSA and JACK write to the terminal while a device opens, at any time in a session.
        with terminated(), contextlib.nullcontext() if wishes.rehearsal else noise_to(desk.sound_log):
            desk.mend_music()
            unnamed = name if options.routine is None else None
            return played(desk, loaded, wishes, draws=draws, due=unnamed, short=options.short)
    except BrokenRoutineError as error:
        print_problems(error.problems, error.loaded.texts)
        return error.exit_status
    except (KeyboardInterrupt, Terminated) as reason:
        return status_of(reason)


def wishes_of(options: argparse.Namespace) -> Wishes:
    """Return what the arguments ask for; UsageError for what they cannot."""
    if options.speed is not None and not 0.1 <= options.speed <= 10_000:
        raise UsageError("--speed takes a number from 0.1 to 10000.")
    check_rate(options.rate)
    if options.music == "":  # a variable of the shell that is not set
        raise UsageError("--music takes a sound file, a folder of them, or none for no music.")
    wishes = Wishes(
        level=options.level,
        start_step=getattr(options, "from"),
        voice=options.voice,
        rate=options.rate,
        mute=options.mute,
        device=options.device,
        music=options.music,
        checkin=not options.no_checkin,
        speed=options.speed,
    )
    if options.resume:
        if options.routine:
            raise UsageError("--resume goes on with the session that was kept: leave the routine's name out.")
        if wishes.level or wishes.start_step or wishes.rehearsal:
            raise UsageError("--resume goes on as the session was begun: leave --level, --from and --speed out.")
        if options.short:
            raise UsageError("--resume goes on with the session that was kept: leave --short out.")
    elif options.routine is not None and options.short:
        raise UsageError("--short plays what is short and due: leave the routine's name out.")
    return wishes


def named(desk: Desk, options: argparse.Namespace) -> str | None:
    """Return the routine to play: the one that is named, else what is due today; None where that was turned down.

    What is due is said first. Something light in the place of a loaded session, and anything without a terminal, is
    not begun unasked: CoachError says what is due and how to play it.
    """
    if options.routine is not None:
        return str(options.routine)
    from coach.cli.due import due_routine

    return due_routine(desk, short=options.short)


def played(
    desk: Desk, loaded: Loaded | None, wishes: Wishes, *, draws: bool, due: str | None = None, short: bool = False
) -> int:
    """Play a routine, or what was kept, as the one copy that does; return the exit status.

    `due` is the routine's reference where nobody named it, and `short` how it was chosen: answers that come first may
    make something else due.
    """
    with Sittings(desk, rehearsal=wishes.rehearsal) as sittings:
        for sentence in sittings.sentences:
            print_text(sentence, error=True)
        loaded, checkin = offered(desk, sittings, loaded, wishes)
        morning = not wishes.rehearsal and has_keys() and sittings.morning() is not None
        if checkin or morning:
            due = due if loaded is not None else None
            return asked_and_played(
                desk, sittings, loaded, wishes, draws=draws, checkin=checkin, morning=morning, due=due, short=short
            )
        with patience():
            performance = opened(desk, sittings, loaded, wishes)
        try:
            if not draws:
                from coach.cli.plain import play_plain

                gc.enable()
                return play_plain(desk, sittings, performance)
            if not notice_is_due(desk) and not performance.warning:
                # The voice begins while Textual is still being imported, which takes longer than the first word may.
                performance.start()
                # Importing would keep the sound's thread from its turn just when it opens its stream.
                performance.wait(SOUND_FIRST)
            gc.enable()
            from coach.tui.run import play_on_screen

            routine = performance.timeline.routine
            return play_on_screen(desk, sittings, performance, routine, print_text)
        finally:
            performance.close()


@contextlib.contextmanager
def patience() -> Iterator[None]:
    """Say what is waited for where opening a session takes long: a neural voice speaks a routine once beforehand."""
    late = threading.Timer(LATE, complain, [WAITS])
    late.daemon = True
    late.start()
    try:
        yield
    finally:
        late.cancel()


def asked_and_played(
    desk: Desk,
    sittings: Sittings,
    loaded: Loaded | None,
    wishes: Wishes,
    *,
    draws: bool,
    checkin: bool,
    morning: bool,
    due: str | None,
    short: bool,
) -> int:
    """Ask what is open, then play what the answers made of the session; return the exit status."""
    if loaded is not None and loaded.routine is not None:
        desk.choices(loaded.routine, level=wishes.level, start_step=wishes.start_step)  # said before anything is asked

    def opener() -> Performance:
        if due is not None:
            from coach.cli.due import still_due

            still_due(desk, due, short=short)
        return opened(desk, sittings, loaded, wishes)

    gc.enable()
    if draws:
        from coach.tui.run import ask_and_play_on_screen

        return ask_and_play_on_screen(
            desk, sittings, opener, print_text, wishes=wishes, checkin=checkin, morning=morning
        )
    from coach.cli.plain import ask_and_play_plain

    return ask_and_play_plain(desk, sittings, opener, wishes, checkin=checkin, morning=morning)


def offered(desk: Desk, sittings: Sittings, loaded: Loaded | None, wishes: Wishes) -> tuple[Loaded | None, bool]:
    """Offer what earlier runs left; return what is to be played (None: the kept session), and whether to ask first."""
    if wishes.rehearsal or not (sittings.resumes or sittings.checkins):
        return loaded, False
    from coach.cli.offers import wants_checkin, wants_resume

    if loaded is not None and wants_resume(desk, sittings):
        loaded = None
    return loaded, wants_checkin(desk, sittings)


def opened(desk: Desk, sittings: Sittings, loaded: Loaded | None, wishes: Wishes) -> Performance:
    """Return the session that is to be played, without a routine the one that was kept; tell what stops the loading."""
    performance = sittings.open_resume(wishes) if loaded is None else open_performance(desk, loaded, wishes)
    if performance.stop is not None:
        print_text(stop_words(performance.stop, desk.phrases()), error=True)
    return performance
