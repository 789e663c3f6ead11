"""Which cues come when, if no command does."""

from __future__ import annotations

from collections.abc import Iterator

from coach.player.course import Course, Lasting, is_go
from coach.player.cues import TINY, AtOffset, LeadIn, later, placed
from coach.player.model import PlacedCue, State
from coach.player.pain import LeftOut
from coach.player.situation import Situation
from coach.units import Seconds


def lasting_now(course: Course, at: Situation) -> Lasting:
    """Return how long the present segment lasts, with what was added and kept; there has to be one."""
    longer = sum(by for _, by in at.longer)
    return course.lasting(at.index, at.began, kept=at.kept, longer=longer)


def cues_here(course: Course, at: Situation, seconds: Seconds | None) -> list[AtOffset]:
    """Return the cues of the present segment at their real offsets if it lasts so many seconds."""
    segment = course.segments[at.index]
    longer = sum(by for _, by in at.longer)
    found = placed(segment, course.cues(at.index), None if seconds is None else seconds - longer)
    for offset, by in at.longer:
        found = later(found, segment, offset, by)
    return found


def cues_until(course: Course, at: Situation, end: Seconds, left_out: LeftOut) -> Iterator[PlacedCue]:
    """Yield the cues of ended segments that still sound, then those of this segment and of all that begin before a
    moment; the first segment whose end only a command brings is the last."""
    valid = at.pivot - TINY
    for session, cue in at.tail:
        if at.zero + session >= valid:
            yield PlacedCue(cue, at.zero + session)
    if at.state is State.FINISHED or not course.segments:
        return
    index, began, lasting = at.index, list(at.began), lasting_now(course, at)
    cues = cues_here(course, at, lasting.seconds)
    while True:
        for offset, cue in cues:
            due = at.zero + (began[index] + offset)
            if due >= valid:
                yield PlacedCue(cue, due)
        if lasting.seconds is None or at.zero + (began[index] + lasting.seconds) >= end:
            return
        following = course.next_index(index, left_out)
        if following is None:
            return
        began += [began[index] + lasting.seconds] * (following - index)
        index, lasting = following, course.lasting(following, began)
        cues = placed(course.segments[index], course.cues(index), lasting.seconds)


def cues_of_lead_in(
    course: Course, at: Situation, lead_in: LeadIn, seconds: Seconds, *, full: bool
) -> Iterator[PlacedCue]:
    """Yield the cues of the count-in or lead-in that is running, which lasts so many seconds in all."""
    offset = at.offset(at.pivot)
    inside = is_go(course.segments[at.index])
    if at.state is State.RESUMING and not inside:
        return  # a lead has its own countdown
    go = inside and offset > TINY
    for where, cue in lead_in.cues(at.index, offset, seconds, full=full, go=go):
        yield PlacedCue(cue, at.zero + (at.began[-1] + where))
