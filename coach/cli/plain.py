"""`--plain`: the same session without a screen, one line for each thing that happens; for screen readers and logs."""

from __future__ import annotations

import sys

from coach.cli.ask import ask
from coach.cli.keyboard import has_keys, read_key, single_keys
from coach.cli.play import Terminated
from coach.cli.printing import print_text
from coach.desk.checkin import OpenCheckIn, Outcome, result_words
from coach.desk.notice import notice_is_due, notice_read
from coach.desk.performance import Performance
from coach.desk.sittings import Sittings
from coach.player.model import Command, Event, EventKind, PlacedCue, State
from coach.timeline.model import SegmentKind
from coach.timeline.paper import clock_time, heading, total
from coach.units import Seconds

LEGEND = (
    "Keys: space pause and go on, Enter done, n next, b back, r repeat, + longer rest, > and < 15 seconds, "
    "h that hurts, q stop, k keep for later."
)

KEYS = {
    "enter": (Command.DONE, Command.RESUME, Command.SKIP),
    "pagedown": (Command.DONE, Command.SKIP),
    "pageup": (Command.BACK,),
    "n": (Command.SKIP,),
    "b": (Command.BACK,),
    "r": (Command.REPEAT,),
    "+": (Command.LONGER,),
    ">": (Command.FORWARD,),
    "right": (Command.FORWARD,),
    "<": (Command.REWIND,),
    "left": (Command.REWIND,),
    "h": (Command.HURT,),
    "q": (Command.STOP,),
    ".": (Command.PAUSE, Command.RESUME),
    "space": (Command.PAUSE, Command.RESUME),
}
"""A key asks for the first of its commands that is possible now."""

TEN = "t"
CHECK_EVERY: Seconds = 0.2


class Printer:
    """Prints what happens; a listener of playback."""

    def __init__(self, performance: Performance) -> None:
        self._performance = performance
        self._troubles: tuple[str, ...] = ()

    def on_event(self, event: Event) -> None:
        line = self.line(event)
        if line:
            self.print(line)

    def line(self, event: Event) -> str:
        """Return the words of an event; empty where its cues say all."""
        segments = self._performance.timeline.segments
        match event.kind:
            case EventKind.SEGMENT_STARTED if event.segment is not None:
                segment = segments[event.segment]
                waits = segment.kind is SegmentKind.WAIT or segment.open_ended
                return heading(segment) + (" (waits for Enter)" if waits and has_keys() else "")
            case EventKind.COUNT_IN_STARTED:
                return f"starting in {event.details.get('seconds', 0):g} s"
            case EventKind.PAUSED | EventKind.SLEPT:
                return f"paused{' after the machine slept' if event.kind is EventKind.SLEPT else ''}; space goes on"
            case EventKind.RESUMED:
                return "going on"
            case EventKind.MOVED:
                return f"moved: {event.command.value}" if event.command is not None else "moved"
            case EventKind.LENGTHENED:
                return "15 s longer"
            case EventKind.KEPT:
                return "stays until you are done"
            case EventKind.HURT:
                return f"that hurts: how bad is the knee, 0 to 9, or {TEN} for 10? Space goes on without an answer"
            case EventKind.PAIN_ANSWERED:
                left = str(event.details.get("left_out") or "")
                return f"pain {event.details.get('value')}" + (f"; left out for today: {left}" if left else "")
            case EventKind.REFUSED:
                return f"not possible now: {event.command.value}" if event.command is not None else "not possible now"
            case EventKind.FINISHED:
                return "done"
            case EventKind.STOPPED:
                return "stopped"
            case _:
                return ""

    def on_cue(self, placed: PlacedCue) -> None:
        if placed.cue.caption:
            self.print(f"“{placed.cue.caption}”")

    def on_tick(self, now: Seconds) -> None:
        troubles = self._performance.troubles
        if troubles != self._troubles:
            for sentence in troubles:
                if sentence not in self._troubles:
                    self.print(sentence)
            if not troubles:
                self.print("voice and sound work again")
            self._troubles = troubles

    def print(self, line: str) -> None:
        """Print a line with the played time before it, at once."""
        print_text(f"{clock_time(self._performance.view().session_elapsed):>7}  {line}")
        sys.stdout.flush()


def play_plain(performance: Performance, sittings: Sittings) -> int:
    """Play to the end, then check in; return the exit status."""
    timeline = performance.timeline
    if performance.writer is not None and notice_is_due(performance.desk):
        show_notice(performance)
    level = f", level {timeline.level}" if timeline.level else ""
    print_text(f"{timeline.name}{level}: {total(timeline)}")
    if has_keys():
        print_text(LEGEND)
    performance.playback.listen(Printer(performance))
    try:
        performance.start()
        with single_keys():
            listen_to_keys(performance)
    except (KeyboardInterrupt, Terminated) as reason:
        return interrupted(performance, reason)
    try:
        check_in(performance, sittings)
    except (KeyboardInterrupt, Terminated) as reason:
        print_text()
        print_text("The check-in is kept as far as it went; the next start goes on with it.")
        return status_of(reason)
    return 0


def show_notice(performance: Performance) -> None:
    """Print the first-run text once; where somebody can press a key it waits for one."""
    print_text(performance.phrases("notice.first_run"))
    if has_keys():
        print("Enter when you have read this. > ", end="", flush=True)
        sys.stdin.readline()
    print_text()
    notice_read(performance.desk)


def interrupted(performance: Performance, reason: BaseException) -> int:
    """Keep the session for later and return the status that the signal asks for."""
    performance.keep()
    if performance.writer is not None:
        print_text()
        print_text("Kept for later: `coach play --resume` goes on with it, for four hours.")
    return status_of(reason)


def status_of(reason: BaseException) -> int:
    return 143 if isinstance(reason, Terminated) else 130


def listen_to_keys(performance: Performance) -> None:
    """Turn keys into commands until the session is over; without a keyboard only wait."""
    keys = has_keys()
    while not performance.wait(0.0 if keys else CHECK_EVERY):
        if not keys:
            continue
        try:
            key = read_key(CHECK_EVERY)
        except EOFError:
            keys = False
            continue
        if key == "k":
            raise KeyboardInterrupt
        if key is not None:
            press(performance, key)


def press(performance: Performance, key: str) -> None:
    """Ask for what a key means now."""
    if performance.view().state is State.HURT and (key in "0123456789" or key == TEN):
        performance.send(Command.ANSWER_PAIN, 10 if key == TEN else int(key))
        return
    commands = KEYS.get(key, ())
    command = next((command for command in commands if performance.allows(command)), None)
    if command is None and performance.allows(Command.KEEP):
        command = Command.KEEP  # "any key to stay"
    if command is not None:
        performance.send(command)


def check_in(performance: Performance, sittings: Sittings) -> None:
    """Ask the questions, store the record, and say what the answers mean."""
    after = sittings.after(performance)
    if isinstance(after, OpenCheckIn):
        if after.trouble:
            print_text(after.trouble, error=True)
        after = ask(after, performance)
    if isinstance(after, Outcome):
        print_outcome(after, performance)


def print_outcome(outcome: Outcome, performance: Performance) -> None:
    if outcome.trouble:
        print_text(outcome.trouble, error=True)
    if outcome.response is not None:
        for line in result_words(outcome.response, performance.phrases):
            print_text(line)
        print_text(performance.phrases("checkin.guide"))
