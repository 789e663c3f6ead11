"""`--plain`: the same session without a screen, one line for each thing that happens; for screen readers and logs."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable

from coach.checkin.flags import Tier
from coach.checkin.flow import Said
from coach.cli.ask import answer_worry, ask, chosen, wait_until_read
from coach.cli.keyboard import Keyboard, single_keys
from coach.cli.keypad import Ending, Keypad, legend
from coach.cli.lines import Lines
from coach.cli.printing import complain, print_text
from coach.cli.signals import Terminated, heed, status_of
from coach.cli.terminal import has_keys
from coach.desk.asking import Closed, OpenQuestions
from coach.desk.checkin import Told, told_of
from coach.desk.desk import Desk
from coach.desk.keymap import PlayKeys, play_keys
from coach.desk.opening import Wishes, open_talker
from coach.desk.performance import Performance, kept_words
from coach.desk.person import notice_is_due, notice_read
from coach.desk.sittings import Sittings
from coach.desk.speaking import Talker
from coach.timeline.paper import total
from coach.units import Seconds
from coach.words.phrases import Phrases

GOES_ON_AFTER = 20
"""So many seconds in which nobody types, and a session begins although this morning's questions are open."""

CHECK_EVERY: Seconds = 0.2
"""How soon the end is noticed, and a signal."""


def ask_and_play_plain(
    desk: Desk,
    sittings: Sittings,
    opener: Callable[[], Performance],
    wishes: Wishes,
    *,
    checkin: bool,
    morning: bool,
) -> int:
    """Ask what earlier sessions left open and what this morning asks, then play; return the exit status.

    The session is opened after that, for the answers may change it.
    """
    talker = open_talker(desk, wishes)
    try:
        if notice_is_due(desk):
            show_notice(desk, talker)
        if checkin and not answer_what_is_open(sittings, talker):
            return 0
        if morning and not answer_the_morning(sittings, talker, goes_on_after=GOES_ON_AFTER):
            return 0
        performance = opener()
    except (KeyboardInterrupt, Terminated) as reason:
        say_answers_kept()
        return status_of(reason)
    finally:
        talker.close()
    try:
        return play_plain(desk, sittings, performance)
    finally:
        performance.close()


def play_plain(desk: Desk, sittings: Sittings, performance: Performance) -> int:
    """Play to the end, then check in; return the exit status."""
    try:
        if performance.writer is not None and notice_is_due(desk):
            show_notice(desk, performance)
        if performance.warning:
            print_text(performance.warning)
        end = play(performance, play_keys(desk.settings.keys))
    except OSError:
        # Nobody reads the lines any more (`| head`), or the terminal is gone.
        say_kept(performance, error=True)
        raise
    except (KeyboardInterrupt, Terminated) as reason:
        say_kept(performance)
        return status_of(reason)
    except Exception as mistake:  # whatever it is: it is said, and the journal has what was played
        complain(f"Playing ended by a mistake in Coach ({type(mistake).__name__}: {mistake}).")
        say_kept(performance, error=True)
        return 1
    if end is Ending.KEPT:
        say_kept(performance)
        return 0
    if end is Ending.THROWN_AWAY:
        performance.throw_away()
        return 0
    try:
        if isinstance(end, Tier):
            answer_worry(Said(end), performance)
        check_in(sittings.after(performance), performance)
    except (KeyboardInterrupt, Terminated) as reason:
        say_answers_kept()
        return status_of(reason)
    return 0


def say_answers_kept() -> None:
    """Say that nothing of what was answered is lost, if there is still somebody to tell."""
    with contextlib.suppress(OSError):
        print_text()
        print_text("The check-in is kept as far as it went; the next start goes on with it.")


# --- before ----------------------------------------------------------------------------------------------------------


def show_notice(desk: Desk, talker: Talker) -> None:
    """Print the first-run text and wait for a key; where there is none it is shown again next time."""
    print_text(talker.phrases("notice.first_run"))
    if has_keys():
        wait_until_read()
        notice_read(desk)
    print_text()


def answer_what_is_open(sittings: Sittings, talker: Talker) -> bool:
    """Ask the open check-ins, the latest first, until one is put off; False after an emergency: nothing is played."""
    while (checkin := sittings.open_checkin()) is not None:
        check_in(checkin, talker)
        print_text()
        if checkin.flow.ended_by is not None:
            return False
        if not checkin.flow.done:
            break
        sittings.look()
    return True


def answer_the_morning(
    sittings: Sittings, talker: Talker, *, wanted: bool = False, goes_on_after: int | None = None
) -> bool:
    """Ask this morning's questions, those that were put off only where `wanted`; False after an emergency.

    With `goes_on_after` so many seconds in which nobody types leave them open.
    """
    questions = sittings.open_morning(wanted=wanted)
    if questions is None:
        return True
    check_in(questions, talker, goes_on_after=goes_on_after)
    print_text()
    return questions.flow.ended_by is None


# --- playing ---------------------------------------------------------------------------------------------------------


def play(performance: Performance, keys: PlayKeys) -> Ending | Tier:
    """Play until the session is over or left, and return how."""
    timeline = performance.timeline
    level = f", level {timeline.level}" if timeline.level else ""
    print_text(f"{timeline.name}{level}: {total(timeline)}")
    with single_keys() as keyboard:
        if keyboard is not None:
            for problem in keys.problems:
                complain(problem)
            print_text(legend(keys.shown, music=performance.has_music))
        lines = Lines(performance, keys.shown if keyboard is not None else None)
        performance.playback.listen(lines)
        sys.stdout.flush()
        performance.start()
        end = listen(keyboard, Keypad(performance, lines.print, keys.ids), performance)
        if end is Ending.FINISHED:
            performance.finish()
    return end


def listen(keyboard: Keyboard | None, keypad: Keypad, performance: Performance) -> Ending | Tier:
    """Turn keys into commands until the session is over; without a keyboard only wait."""
    while not performance.wait(0.0 if keyboard is not None else CHECK_EVERY):
        heed()
        if keyboard is None:
            continue
        try:
            key = keyboard.read(CHECK_EVERY)
        except EOFError:
            keyboard = None
            continue
        end = keypad.press(key) if key is not None else None
        if end is not None:
            return end
    return Ending.FINISHED


def say_kept(performance: Performance, *, error: bool = False) -> None:
    """Keep the session for later, and say whether that worked, if there is still somebody to tell."""
    performance.keep()
    words = kept_words(performance)
    with contextlib.suppress(OSError):
        if performance.writer is not None and not error:
            print_text()
        if words:
            print_text(words, error=error)


# --- after -----------------------------------------------------------------------------------------------------------


def check_in(after: OpenQuestions | Closed | None, talker: Talker, *, goes_on_after: int | None = None) -> None:
    """Ask the questions, store the answers, and say what they mean."""
    told = None
    if after is not None and not isinstance(after, Closed):
        told = after.trouble
        if told:
            print_text(told, error=True)
        questions = after
        after = ask(questions, talker, goes_on_after=goes_on_after)
        if after is None and questions.so_far is not None:  # less, and a stop, do not wait for the rest
            tell_result(questions.so_far, talker.phrases)
    if after is not None:
        tell(after, talker, told=told)


def tell(closed: Closed, talker: Talker, *, told: str | None = None) -> None:
    """Show and speak what answers came to, but for a trouble that was told already; ask where more is offered."""
    if closed.trouble and closed.trouble != told:
        print_text(closed.trouble, error=True)
    words = tell_result(closed, talker.phrases)
    if words is None:
        return
    talker.say(words.spoken)
    if closed.dose.decide is not None and has_keys():
        letter = chosen("y or n, Enter decides later", "yn", otherwise=True)
        talker.hush()
        if letter is not None:
            print_text(closed.dose.decide(letter == "y"))
    elif has_keys():
        sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):  # which only ends the voice
            talker.hear_out()


def tell_result(closed: Closed, phrases: Phrases) -> Told | None:
    """Print what answers mean and what the next session becomes, and return it; None where there is nothing."""
    told = told_of(closed, phrases)
    if told is None:
        return None
    offer = f"Offered: {told.offer}" if told.offer else ""
    for line in (told.sentence, told.reason, *told.lines, offer):
        if line:
            print_text(line)
    if closed.response is not None:
        print_text(phrases("checkin.guide"))
    return told
