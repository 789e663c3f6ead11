"""Where the cues of a segment fall when the segment does not last as long as was planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.timeline.model import Cue, CueKind, Segment, Tone
from coach.timeline.sheet import COUNTDOWN_FROM
from coach.units import Seconds

GAP: Seconds = 0.1
"""Between two utterances that had to move together."""

TINY: Seconds = 1e-6
"""Less than this is rounding, not time."""

AtOffset = tuple[Seconds, Cue]


@dataclass(frozen=True, slots=True)
class LeadIn:
    """What is said and sounded before the session starts and before a go goes on: words are values."""

    starting: str = ""
    """ "Quick start, about 2 minutes. Starting in 10 seconds."; said when a full count-in begins that has room."""
    numbers: tuple[str, ...] = ("3", "2", "1")
    """The countdown, its last word one second before the start; empty words are ticks only."""
    silence: Seconds = 0.0
    """Before `starting`, for a sound device that has to wake first; the start is where it was."""

    def cues(self, segment: int, offset: Seconds, seconds: Seconds, *, full: bool, go: bool) -> list[AtOffset]:
        """Return the cues of a lead-in of so many seconds to an offset of a segment, which they count from.

        `full` lets `starting` be said, `go` ends with the sound of a go.
        """
        found: list[AtOffset] = []
        if full and self.starting and seconds >= len(self.numbers) + 2:
            said = offset - seconds + self.silence
            found.append(_synthetic(segment, said, self.starting, CueKind.SAY, None, self.starting))
        for index, number in enumerate(self.numbers):
            before = float(len(self.numbers) - index)
            if before <= seconds + TINY:
                found.append(_synthetic(segment, offset - before, number, CueKind.COUNTDOWN, Tone.TICK, ""))
        if go:
            found.append(_synthetic(segment, offset, "", CueKind.GO, Tone.GO, ""))
        return found


def placed(segment: Segment, cues: Sequence[Cue], seconds: Seconds | None) -> list[AtOffset]:
    """Return the cues of a segment at their real offsets, given how long it lasts (None: nobody knows).

    The end of a segment, and what follows it, keeps its distance from the real end. In a lead of another length than
    planned the countdown and what is said from its end move along; what then has no room before them is left out.
    """
    if segment.open_ended:
        return _placed_waiting(segment, cues, seconds)
    if seconds is None or abs(seconds - segment.seconds) <= TINY:
        return [(cue.offset, cue) for cue in cues if not cue.beyond]
    change = seconds - segment.seconds
    kept: list[AtOffset] = []
    counted = [cue for cue in cues if cue.kind is CueKind.COUNTDOWN] if seconds >= COUNTDOWN_FROM else []
    counting = [(cue.offset + change, cue) for cue in counted if cue.offset + change >= 0]
    room = min((offset for offset, _ in counting), default=seconds)
    free = 0.0
    for cue in cues:
        if cue.kind is CueKind.COUNTDOWN:
            continue
        if at_end(segment, cue):
            kept.append((cue.offset + change, cue))
            continue
        offset = max(cue.offset + change, min(cue.offset, 0.5), free) if cue.from_end else max(cue.offset, free)
        if not cue.text or offset + cue.seconds <= room + TINY:
            kept.append((offset, cue))
            if cue.text:
                free = offset + cue.seconds + GAP
    return sorted([*kept, *counting], key=lambda item: item[0])


def later(cues: Sequence[AtOffset], segment: Segment, at: Seconds, by: Seconds) -> list[AtOffset]:
    """Return the cues of a lead that was made longer at an offset: the countdown, and what has not been said yet of
    what is said from the end, come later; a countdown that was heard in part is heard again."""
    moved: list[AtOffset] = []
    for offset, cue in cues:
        moves = cue.kind is CueKind.COUNTDOWN or at_end(segment, cue) or (cue.from_end and offset > at)
        moved.append((offset + by, cue) if moves else (offset, cue))
    return sorted(moved, key=lambda item: item[0])


def at_end(segment: Segment, cue: Cue) -> bool:
    """Return whether a cue belongs to the end of its segment, whenever that is, and may sound after it."""
    if cue.beyond or cue.kind is CueKind.COUNTDOWN or cue.offset < segment.seconds - TINY:
        return False
    if segment.open_ended and cue.kind is not CueKind.END:
        return False
    # What waits from the start may have no estimate at all: then only the end of the session is at its end.
    return cue.offset > 0 or cue.tone is Tone.DONE


def _placed_waiting(segment: Segment, cues: Sequence[Cue], seconds: Seconds | None) -> list[AtOffset]:
    kept: list[AtOffset] = []
    for cue in cues:
        if at_end(segment, cue):
            if seconds is not None:
                kept.append((cue.offset - segment.seconds + seconds, cue))
        elif seconds is None or cue.offset < seconds - TINY or (seconds == 0 == cue.offset):
            kept.append((cue.offset, cue))
    return sorted(kept, key=lambda item: item[0])


def _synthetic(segment: int, offset: Seconds, text: str, kind: CueKind, tone: Tone | None, caption: str) -> AtOffset:
    cue = Cue(at=offset, segment=segment, offset=offset, text=text, seconds=0.0, kind=kind, tone=tone, caption=caption)
    return offset, cue
