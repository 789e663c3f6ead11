"""Who speaks when: of cues that want the same moment the more important one has it (timeline.md rule 14)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from coach.timeline.model import CueKind, Lengths, WhyLeftOut
from coach.timeline.parts import Part, breath
from coach.units import Seconds

FARTHEST: Seconds = 3.0
"""How much later than asked for a cue may be said."""

NEAR_HALF: Seconds = 5.0
"""The player's own half-way call gives way to anything this near."""


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


def fit(
    requests: list[Request], *, end: Seconds | None, countdown: Seconds | None, lengths: Lengths
) -> tuple[list[Fitted], list[Refused]]:
    """Settle the requests of one go that ends at `end` (None: not known) and counts down from `countdown`."""
    limit = countdown if countdown is not None else end
    gap = breath(lengths)
    taken: list[tuple[Seconds, Seconds, Request]] = []
    fitted: list[Fitted] = []
    refused: list[Refused] = []
    for request in sorted(requests, key=lambda request: (request.priority, request.offset)):
        length = lengths.seconds(request.part.text) if request.part.text else 0.0
        if request.priority is Priority.COUNTDOWN or not request.part.text:
            fitted.append(Fitted(request, request.offset, request.part.text))
            if request.part.text and request.part.kind is not CueKind.COUNTDOWN:
                taken.append((request.offset, request.offset + length + gap, request))
            continue
        if request.priority is Priority.COUNT:
            free = all(request.offset + length <= start or request.offset >= stop for start, stop, _ in taken)
            fitted.append(Fitted(request, request.offset, request.part.text if free else ""))
            continue
        if request.priority is Priority.HALF:
            near = next((other for start, _, other in taken if abs(start - request.offset) <= NEAR_HALF), None)
            if near is not None:
                refused.append(Refused(request, WhyLeftOut.YIELDS, 0.0, near))
                continue
        moment, blocker = free_moment(request.offset, length, taken)
        late = moment - request.offset > FARTHEST + 1e-9
        too_long = limit is not None and moment + length > limit + 1e-9
        if late or too_long:
            if limit is not None and request.offset + length > limit + 1e-9:
                why, room = WhyLeftOut.NO_ROOM, max(0.0, limit - request.offset)
            else:
                why, room = WhyLeftOut.GIVEN_UP, 0.0
            if request.priority in (Priority.EVERY, Priority.HALF):
                why = WhyLeftOut.YIELDS
            refused.append(Refused(request, why, room, blocker))
            continue
        taken.append((moment, moment + length + gap, request))
        fitted.append(Fitted(request, moment, request.part.text))
    fitted.sort(key=lambda item: (item.offset, item.request.priority))
    return fitted, refused


def free_moment(
    offset: Seconds, length: Seconds, taken: list[tuple[Seconds, Seconds, Request]]
) -> tuple[Seconds, Request | None]:
    """Return the first moment from `offset` on at which `length` seconds are free, and who stood in the way."""
    moment, blocker = offset, None
    for start, stop, request in sorted(taken, key=lambda item: item[0]):
        if moment + length > start + 1e-9 and moment < stop - 1e-9:
            moment, blocker = stop, request
    return moment, blocker
