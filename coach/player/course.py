"""What lies where in a timeline: goes, the leads before them, and how long a segment lasts in fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.player.pain import OF_THE_GO_BEFORE, LeftOut
from coach.timeline.model import GO_KINDS, LEAD_KINDS, Cue, Segment, SegmentKind, Timeline
from coach.units import Seconds


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long a segment lasts, and what ends it."""

    seconds: Seconds | None
    """None where only "done" ends it."""
    how: str
    """ "time", "limit" or "mark": what the end is called in the event."""


def is_go(segment: Segment) -> bool:
    """Return whether the segment is part of a go, so something to do."""
    return segment.kind in GO_KINDS


def is_lead(segment: Segment) -> bool:
    """Return whether the segment stands before a go."""
    return segment.kind in LEAD_KINDS


class Course:
    """A timeline with the questions that a player asks of it; nothing in it changes."""

    def __init__(self, timeline: Timeline, *, rehearsal: bool = False) -> None:
        self.timeline = timeline
        self.segments = timeline.segments
        self._rehearsal = rehearsal
        cues: dict[int, list[Cue]] = {}
        for cue in timeline.cues:
            cues.setdefault(cue.segment, []).append(cue)
        self._cues = {index: tuple(found) for index, found in cues.items()}
        self._firsts = [0] * len(self.segments)
        for index, segment in enumerate(self.segments):
            self._firsts[index] = (
                self._firsts[index - 1] if index and _same_go(self.segments[index - 1], segment) else index
            )

    def cues(self, index: int) -> tuple[Cue, ...]:
        """Return the cues of a segment by offset."""
        return self._cues.get(index, ())

    def waits(self, index: int) -> bool:
        """Return whether the segment ends at "done"; in a rehearsal none does."""
        return self.segments[index].open_ended and not self._rehearsal

    def lasting(self, index: int, began: Sequence[Seconds], *, kept: bool = False, longer: Seconds = 0.0) -> Lasting:
        """Return how long a segment lasts, given the session time at which it and those before it began.

        `kept` takes the limit away, `longer` is what was added to it.
        """
        segment = self.segments[index]
        mark: Seconds | None = None
        if segment.anchor is not None and segment.until_mark is not None and segment.anchor <= index:
            mark = max(0.0, began[segment.anchor] + segment.until_mark - began[index])
        if segment.open_ended:
            limit = None if kept else segment.limit
            if self._rehearsal:
                ends = [seconds for seconds in (segment.seconds, limit, mark) if seconds is not None]
                return Lasting(min(ends), "done")
            if mark is not None and (limit is None or mark <= limit):
                return Lasting(mark, "mark")
            return Lasting(limit, "limit")
        if mark is not None and not is_go(segment):
            return Lasting(mark + longer, "time")
        return Lasting(segment.seconds + longer, "time")

    def first_of_go(self, index: int) -> int:
        """Return the first segment of the go that a segment is part of."""
        return self._firsts[index]

    def after_go(self, index: int) -> int:
        """Return the index after the last segment of the go; one past the end where nothing follows."""
        first = self._firsts[index]
        while index < len(self.segments) and self._firsts[index] == first:
            index += 1
        return index

    def go_ahead(self, index: int) -> int | None:
        """Return the first segment of the next go after what stands between goes, None after the last."""
        for ahead in range(index, len(self.segments)):
            if is_go(self.segments[ahead]):
                return ahead
        return None

    def go_before(self, index: int) -> int | None:
        """Return the first segment of the go that ended before a segment that starts a go or is none."""
        for before in range(index - 1, -1, -1):
            if is_go(self.segments[before]):
                return self._firsts[before]
        return None

    def hurting(self, index: int, began: Sequence[Seconds], session: Seconds) -> Segment:
        """Return a segment of the go that pain is about: the one in play, else the last begun, else the one ahead.

        In a get-ready it is the one ahead where the last one ended a while ago; `began` and `session` are session time.
        """
        if is_go(self.segments[index]):
            return self.segments[index]
        before, ahead = self.go_before(index), self.go_ahead(index)
        if before is not None and ahead is not None and self.segments[index].kind is SegmentKind.READY:
            long_ago = session - began[self.after_go(before)] > OF_THE_GO_BEFORE
            return self.segments[ahead if long_ago else before]
        return self.segments[before if before is not None else ahead if ahead is not None else index]

    def go_left(self, index: int, out: LeftOut) -> Segment | None:
        """Return the first segment of the first go from here on that is not left out."""
        ahead = (self.segments[each] for each in range(index, len(self.segments)))
        return next((one for one in ahead if is_go(one) and not self.left_out(one.index, out)), None)

    def left_out(self, index: int, out: LeftOut) -> bool:
        """Return whether a segment goes when some goes go: it is part of one, or leads to one."""
        if not out:
            return False
        segment = self.segments[index]
        if is_go(segment):
            return segment in out
        if is_lead(segment):
            ahead = self.go_ahead(index)
            return ahead is not None and self.segments[ahead] in out
        return False

    def next_index(self, index: int, out: LeftOut) -> int | None:
        """Return the segment that is played after this one when some goes are left out."""
        for ahead in range(index + 1, len(self.segments)):
            if not self.left_out(ahead, out):
                return ahead
        return None


def _same_go(one: Segment, other: Segment) -> bool:
    if not is_go(one) or not is_go(other):
        return False
    if one.go is not None or other.go is not None:
        return one.go == other.go
    return (one.step, one.set, one.side, one.round) == (other.step, other.set, other.side, other.round)
