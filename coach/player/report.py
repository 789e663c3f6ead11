"""What events say about a segment, so that a record of what was done can be made from events alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from coach.player.course import is_go
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
