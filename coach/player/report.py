"""The events of a player and what they say about a segment: a record of what was done is made from them alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from coach.player.course import Course, is_go
from coach.player.model import Command, Event, EventKind
from coach.player.situation import Situation
from coach.timeline.model import Segment
from coach.units import Seconds

Detail = str | int | float | bool | None

PLAYED_OUT = frozenset({"time", "done", "limit", "mark"})
"""Ends that are as planned; others name the command that cut the segment short, or "pain", or "stopped"."""

SLACK: Seconds = 0.5
"""So much may be missing of a go that counts as done in full."""


def about(segment: Segment) -> dict[str, Detail]:
    """Return which go a segment is part of, or leads to, in ids and numbers."""
    return {
        "kind": segment.kind.value,
        "step": segment.step,
        "exercise": segment.exercise,
        "level": segment.level,
        "side": segment.side,
        "set": segment.set,
        "round": segment.round,
        "go": segment.go,
        "reps": segment.reps,
        "planned": round(segment.seconds, 3),
        "estimated": segment.estimated,
    }


def ended(segment: Segment, how: str, offset: Seconds, played: Seconds) -> Mapping[str, Detail]:
    """Return the details of the end of a segment.

    `done` says that it was played to its end and no part of it jumped over, `played` how many seconds of it were, and
    `rep` how many of its counted repetitions were completed (None where none are counted).
    """
    complete = segment.open_ended or not is_go(segment) or played >= segment.seconds - SLACK
    rep: int | None = None
    if segment.rep_starts:
        rep = len(segment.rep_starts) if how in PLAYED_OUT else max(0, bisect_right(segment.rep_starts, offset) - 1)
    return {
        **about(segment),
        "done": how in PLAYED_OUT and complete,
        "how": how,
        "played": round(max(0.0, played), 3),
        "rep": rep,
    }


def event(
    at: Situation,
    kind: EventKind,
    due: Seconds,
    command: Command | None = None,
    details: Mapping[str, Detail] | None = None,
    *,
    happened: Seconds | None = None,
) -> Event:
    """Return an event at the playhead; without `happened` it is found the moment that it is due."""
    where = round(at.offset(due), 6)
    return Event(kind, due, due if happened is None else happened, at.index, where, command, details or {})


def segment_started(course: Course, at: Situation, due: Seconds, happened: Seconds) -> Event:
    """Return the start of the present segment."""
    return event(at, EventKind.SEGMENT_STARTED, due, None, about(course.segments[at.index]), happened=happened)


def segment_ended(course: Course, at: Situation, due: Seconds, happened: Seconds, how: str) -> Event:
    """Return the end of the present segment."""
    details = ended(course.segments[at.index], how, at.offset(due), at.played(due) - at.entered)
    return event(at, EventKind.SEGMENT_ENDED, due, None, details, happened=happened)


def passed_over(course: Course, at: Situation, until: int, due: Seconds, happened: Seconds, how: str) -> list[Event]:
    """Return the ends of the parts of goes between the present segment and another that are never entered."""
    passed = [one for one in course.segments[at.index + 1 : until] if is_go(one)]
    return [
        Event(EventKind.SEGMENT_ENDED, due, happened, one.index, 0.0, details=ended(one, how, 0.0, 0.0))
        for one in passed
    ]
