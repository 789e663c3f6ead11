"""Where a jump lands; `transitions` tells what a user gets and why."""

from __future__ import annotations

from dataclasses import dataclass

from coach.player.course import Course, Lasting, is_go, is_lead
from coach.player.cues import TINY
from coach.player.model import Command
from coach.player.pain import LeftOut
from coach.player.situation import Situation
from coach.units import Seconds

STEP: Seconds = 15.0
"""How far FORWARD and REWIND go."""

JUST_BEGUN: Seconds = 3.0
"""Up to here BACK means the go before."""

SKIP_LEAD: Seconds = 3.5
"""What SKIP leaves of a lead: the countdown, and a moment for the sound device before it."""

BACK_LEAD: Seconds = 5.0
"""What BACK and REPEAT play of the lead before a go."""

LEAST_LEAD: Seconds = 3.0
"""A lead shorter than the countdown is none to land in."""


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a jump ends."""

    index: int
    began: tuple[Seconds, ...]
    """The session time at which each segment up to the landing began, as it is reckoned from now on."""
    offset: Seconds
    again: bool = False
    """A new pass, even when it is the segment that played already."""
    was_played: bool = False
    """What lies before the offset was played before."""
    lead_in: bool = False
    """There is no lead to land in, so one has to be made."""


def landing(
    command: Command, course: Course, at: Situation, session: Seconds, left_out: LeftOut, now: Lasting
) -> Landing | None:
    """Return where one of the five jumps ends from a session time, None past the end; `now` is the segment's length."""
    match command:
        case Command.SKIP:
            return skip(course, at, session, left_out, now)
        case Command.FORWARD:
            return forward(course, at, session, left_out, now)
        case Command.BACK:
            return back(course, at, session, left_out)
        case Command.REPEAT:
            return repeat(course, at, session, left_out)
        case _:
            return rewind(course, at, session, left_out)


def skip(course: Course, at: Situation, session: Seconds, left_out: LeftOut, now: Lasting) -> Landing | None:
    """Return what follows the go, or the end of the lead before the next one; None past the end of the session."""
    index = at.index
    if is_go(course.segments[index]):
        return _following(course, at, course.after_go(index) - 1, session, left_out)
    ahead = course.go_ahead(index)
    if not is_lead(course.segments[index]) or ahead is None or not is_lead(course.segments[ahead - 1]):
        return _following(course, at, index, session, left_out)
    last = ahead - 1
    began = at.began + (session,) * (last - index)
    lasting = now if last == index else course.lasting(last, began)
    if course.waits(last) or lasting.seconds is None:
        return Landing(ahead, (*began, session), 0.0)
    countdown = max(0.0, lasting.seconds - SKIP_LEAD)
    if last > index or session - began[last] < countdown - TINY:
        return Landing(last, began, countdown)
    return Landing(ahead, (*began, began[last] + lasting.seconds), 0.0)


def back(course: Course, at: Situation, session: Seconds, left_out: LeftOut) -> Landing:
    """Return the start of this go, of the go before when it has just begun, or of the session before the first go."""
    first = course.first_of_go(at.index)
    before = _go_before(course, first, left_out)
    if is_go(course.segments[at.index]) and (session - at.began[first] > JUST_BEGUN or before is None):
        return _to_go(course, at, first)
    if before is not None:
        return _to_go(course, at, before)
    index = next(index for index in range(at.index + 1) if index == at.index or not course.left_out(index, left_out))
    return Landing(index, at.began[: index + 1], 0.0, again=True)


def repeat(course: Course, at: Situation, session: Seconds, left_out: LeftOut) -> Landing:
    """Return the start of this go; between goes that of the go just played; before the first that of the segment."""
    first = course.first_of_go(at.index)
    if is_go(course.segments[at.index]):
        return _to_go(course, at, first)
    before = _go_before(course, first, left_out)
    if before is not None:
        return _to_go(course, at, before)
    return Landing(at.index, at.began, 0.0, again=True)


def forward(course: Course, at: Situation, session: Seconds, left_out: LeftOut, now: Lasting) -> Landing | None:
    """Return the place 15 s ahead, no further than where a segment that waits begins; None past the session's end."""
    target = session + STEP
    index, began, lasting = at.index, list(at.began), now
    while True:
        seconds = lasting.seconds
        if course.waits(index):
            # One that has outlasted its estimate ends wherever it is left; another counts as planned.
            planned = max(course.segments[index].seconds, session - began[index])
            seconds = planned if seconds is None else min(planned, seconds)
        assert seconds is not None
        end = began[index] + seconds
        if target < end - TINY:
            return Landing(index, tuple(began), target - began[index])
        following = course.next_index(index, left_out)
        if following is None:
            return None
        began += [end] * (following - index)
        index, lasting = following, course.lasting(following, began)
        if course.waits(index):
            return Landing(index, tuple(began), 0.0)


def rewind(course: Course, at: Situation, session: Seconds, left_out: LeftOut) -> Landing:
    """Return the place 15 s back by the lengths as they were, or the start of the session.

    A lead before this one that LONGER had lengthened is as planned again, with as much before its end as there was.
    """
    target = max(min(at.began[0], session), session - STEP)
    index = max(index for index in range(at.index + 1) if at.began[index] <= target or index == 0)
    while index < at.index and course.left_out(index, left_out):
        index += 1
    began = at.began[: index + 1]
    lasts = course.lasting(index, began).seconds
    added = max(0.0, at.began[index + 1] - began[index] - lasts) if index < at.index and lasts is not None else 0.0
    return Landing(index, began, max(0.0, target - began[index] - added), was_played=True)


def _following(course: Course, at: Situation, index: int, session: Seconds, left_out: LeftOut) -> Landing | None:
    following = course.next_index(index, left_out)
    if following is None:
        return None
    return Landing(following, at.began + (session,) * (following - at.index), 0.0)


def _go_before(course: Course, index: int, left_out: LeftOut) -> int | None:
    before = course.go_before(index)
    while before is not None and course.left_out(before, left_out):
        before = course.go_before(before)
    return before


def _to_go(course: Course, at: Situation, first: int) -> Landing:
    lead = first - 1
    if lead >= 0 and is_lead(course.segments[lead]) and not course.waits(lead):
        seconds = course.lasting(lead, at.began[: lead + 1]).seconds
        if seconds is not None and seconds >= LEAST_LEAD:
            return Landing(lead, at.began[: lead + 1], max(0.0, seconds - BACK_LEAD), again=True)
    return Landing(first, at.began[: first + 1], 0.0, again=True, lead_in=True)
