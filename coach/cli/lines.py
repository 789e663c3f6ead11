"""A session as lines: one for each thing that happens, with the played time before it."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from coach.checkin.questions import TEN_KEY
from coach.cli.printing import print_text
from coach.desk.performance import Performance
from coach.player.course import is_go
from coach.player.model import Command, Event, EventKind, PlacedCue
from coach.player.pain import OFFER
from coach.timeline.model import Segment
from coach.timeline.paper import clock_time, heading
from coach.units import Seconds

MOVES = {
    Command.SKIP: "skipped",
    Command.BACK: "back",
    Command.REPEAT: "again",
    Command.FORWARD: "15 s on",
    Command.REWIND: "15 s back",
}
"""What a jump is called; one after pain is told by what is left out."""

NAMES = {
    Command.ANSWER_PAIN: "a number for the pain",
    Command.HURT: "that hurts",
    Command.KEEP: "stay",
    Command.EASE: "something easier",
    Command.FORWARD: "15 s on",
    Command.REWIND: "15 s back",
}
"""Commands whose own name is not what a person would say."""


class Lines:
    """Prints what happens; a listener of playback."""

    def __init__(self, performance: Performance, keys: Mapping[str, str] | None) -> None:
        self._performance = performance
        self._keys = keys
        """The key of each id; None where nobody can press one."""
        self._troubles: tuple[str, ...] = ()
        self._broken = False
        self._hinted = False

    def on_event(self, event: Event) -> None:
        line = self.line(event)
        if line:
            self.print(line)
        if event.kind is EventKind.COUNT_IN_STARTED and not self._performance.troubles and not self._hinted:
            self._hinted = True
            if self._performance.heard_nothing:
                self.print(self._performance.heard_nothing)

    def _name(self, step: str) -> str:
        """Return the name of a step, by its id."""
        segments = self._performance.timeline.segments
        return next((one.title for one in segments if one.step == step and is_go(one)), step)

    def _step(self, event: Event, words: str, detail: str = "step") -> str:
        """Return words with the name of the step that an event is about; nothing where it is about none."""
        step = event.details.get(detail)
        return words.format(self._name(step)) if isinstance(step, str) else ""

    def line(self, event: Event) -> str:
        """Return the words of an event; empty where its cues say all."""
        segments = self._performance.timeline.segments
        match event.kind:
            case EventKind.SEGMENT_STARTED if event.segment is not None:
                return heading(segments[event.segment]) + self._waits(segments[event.segment])
            case EventKind.COUNT_IN_STARTED:
                return f"starting in {_whole(event.details.get('seconds'))} s"
            case EventKind.PAUSED:
                return "paused; space goes on"
            case EventKind.SLEPT:
                return "paused, because the machine slept; space goes on"
            case EventKind.RESUMED:
                return "going on"
            case EventKind.MOVED:
                return MOVES.get(event.command, "") if event.command is not None else ""
            case EventKind.LENGTHENED:
                return f"{_whole(event.details.get('seconds'))} s longer"
            case EventKind.KEPT:
                return "stays until you are done"
            case EventKind.HURT:
                return (
                    f"that hurts{self._step(event, ' ({})')}: how bad is the knee, 0 to 9, or {TEN_KEY} for 10? "
                    "s before it: sharp. n: not the knee. Space goes on without an answer"
                )
            case EventKind.PAIN_ANSWERED if event.details.get("offers"):
                return (
                    f"pain {event.details.get('value')}; {event.details.get('name')} instead, for the sets that are "
                    f"left? e: yes. n: leave the step out, as without an answer in {OFFER:.0f} s"
                )
            case EventKind.EASED:
                return f"going on with {event.details.get('name')}"
            case EventKind.NOT_EASED:
                return f"left out for today{self._step(event, ': {}')}" + self._step(event, "; next: {}", "next")
            case EventKind.PAIN_ANSWERED:
                left_out = ", ".join(map(self._name, str(event.details.get("left_out") or "").split(",")))
                told = f"; left out for today: {left_out}" if left_out else ""
                return f"pain {event.details.get('value')}{told}" + self._step(event, "; next: {}", "next")
            case EventKind.REFUSED if event.command is not None and event.command is not Command.STOP:
                return f"not possible now: {NAMES.get(event.command, event.command.value)}"
            case EventKind.FINISHED:
                return "done"
            case EventKind.STOPPED:
                return "stopped"
            case _:
                return ""

    def _waits(self, segment: Segment) -> str:
        """Return for a segment that waits what ends it."""
        if not segment.open_ended:
            return ""
        ends = [f"{self._keys['play.done']} when done"] if self._keys is not None else []
        if segment.limit is not None:
            stays = f", {self._keys['play.keep']} to stay" if self._keys is not None else ""
            ends.append(f"goes on by itself after {clock_time(segment.limit)}{stays}")
        return f" (waits: {'; '.join(ends)})" if ends else ""

    def on_cue(self, placed: PlacedCue) -> None:
        if placed.cue.caption:
            self.print(f"“{placed.cue.caption}”")

    def on_tick(self, now: Seconds) -> None:
        broken = self._performance.broken
        troubles = (*broken, *self._performance.news)
        if troubles != self._troubles:
            for sentence in troubles:
                if sentence not in self._troubles:
                    self.print(sentence)
            if self._broken and not broken:
                self.print("everything works again")
            self._troubles, self._broken = troubles, bool(broken)

    def print(self, line: str) -> None:
        """Print a line with the played time before it, at once."""
        print_text(f"{clock_time(self._performance.view().session_elapsed):>7}  {line}")
        sys.stdout.flush()


def _whole(seconds: object) -> int:
    """Return seconds as a person says them, at least one."""
    return max(1, round(seconds)) if isinstance(seconds, int | float) else 1
