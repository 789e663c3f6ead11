"""Who speaks when: of cues that want the same moment the more important one has it (T14 of docs/rules.md)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import IntEnum

from coach.timeline.model import Lengths, WhyLeftOut
from coach.timeline.parts import Part, breath
from coach.units import Seconds

FARTHEST: Seconds = 3.0
"""How much later than asked for a cue may be said."""

NEAR_HALF: Seconds = 5.0
"""The player's own half-way call gives way to anything this near."""

TINY: Seconds = 1e-9
"""Less than this is rounding, not time."""


class Priority(IntEnum):
    """Lower numbers have the moment."""

    COUNTDOWN = 0
    START = 1
    FILE = 2
    EVERY = 3
    HALF = 4
    COUNT = 5


@dataclass(frozen=True, slots=True)
class Request:
    """Something that wants to be said in a go."""

    part: Part
    offset: Seconds
    """From the start of the go."""
    priority: Priority


@dataclass(frozen=True, slots=True)
class Fitted:
    """Where a request ended up, offsets still from the start of the go."""

    request: Request
    offset: Seconds
    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A request that is not said."""

    request: Request
    why: WhyLeftOut
    room: Seconds
    by: Request | None


class _Taken:
    """The stretches of a go in which somebody speaks, in order and apart from each other."""

    def __init__(self) -> None:
        self._starts: list[Seconds] = []
        self._spans: list[tuple[Seconds, Request]] = []
        """Where each stretch ends, and whose it is."""

    def add(self, start: Seconds, stop: Seconds, request: Request) -> None:
        index = bisect_right(self._starts, start)
        self._starts.insert(index, start)
        self._spans.insert(index, (stop, request))

    def free_moment(self, offset: Seconds, length: Seconds) -> tuple[Seconds, Request | None]:
        """Return the first moment from `offset` on at which `length` seconds are free, and who stood in the way first.

        A moment that is too late for any request is given without looking further.
        """
        moment, blocker = offset, None
        for index in range(max(0, bisect_right(self._starts, offset) - 1), len(self._starts)):
            stop, request = self._spans[index]
            if self._starts[index] >= moment + length - TINY or moment > offset + FARTHEST + TINY:
                break
            if moment < stop - TINY:
                moment, blocker = stop, blocker or request
        return moment, blocker

    def near(self, offset: Seconds, distance: Seconds) -> Request | None:
        """Return what begins first so near an offset."""
        index = bisect_left(self._starts, offset - distance)
        if index < len(self._starts) and self._starts[index] <= offset + distance:
            return self._spans[index][1]
        return None


def fit(
    requests: list[Request], *, end: Seconds, countdown: Seconds | None, lengths: Lengths
) -> tuple[list[Fitted], list[Refused]]:
    """Settle the requests of one go that ends at `end` and counts down from `countdown`, where it does."""
    limit = countdown if countdown is not None else end
    gap = breath(lengths)
    taken = _Taken()
    fitted: list[Fitted] = []
    refused: list[Refused] = []
    for request in sorted(requests, key=lambda request: (request.priority, request.offset)):
        offset, text = request.offset, request.part.text
        length = lengths.seconds(text) if text else 0.0
        if request.priority is Priority.COUNTDOWN or not text:
            fitted.append(Fitted(request, offset, text))
            if text:
                taken.add(offset, offset + length + gap, request)
            continue
        moment, blocker = taken.free_moment(offset, length)
        if request.priority is Priority.COUNT:
            fitted.append(Fitted(request, offset, text if blocker is None else ""))
            continue
        if request.priority is Priority.HALF:
            near = taken.near(offset, NEAR_HALF)
            if near is not None:
                refused.append(Refused(request, WhyLeftOut.YIELDS, 0.0, near))
                continue
        if moment - offset > FARTHEST + TINY or moment + length > limit + TINY:
            refused.append(_refused(request, length, limit, blocker))
            continue
        taken.add(moment, moment + length + gap, request)
        fitted.append(Fitted(request, moment, text))
    fitted.sort(key=lambda item: (item.offset, item.request.priority))
    return fitted, refused


def _refused(request: Request, length: Seconds, limit: Seconds, blocker: Request | None) -> Refused:
    room = limit - request.offset
    if request.priority in (Priority.EVERY, Priority.HALF):
        return Refused(request, WhyLeftOut.YIELDS, max(0.0, room), blocker)
    if length > room + TINY:
        return Refused(request, WhyLeftOut.NO_ROOM, max(0.0, room), blocker)
    return Refused(request, WhyLeftOut.GIVEN_UP, 0.0, blocker)
