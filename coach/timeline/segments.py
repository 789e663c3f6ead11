"""Segments that carry what is known of a go; `Sheet.add` gives them their place in time."""

from __future__ import annotations

from dataclasses import replace

from coach.routine.model import Side
from coach.timeline import short
from coach.timeline.elements import Go
from coach.timeline.model import Segment, SegmentKind
from coach.units import Seconds

SHORTEST_LIMIT: Seconds = 120.0
TIMES_THE_ESTIMATE = 3
"""A segment that waits ends by itself after three times its estimate, and not before two minutes (T6)."""


def of_go(kind: SegmentKind, go: Go, seconds: Seconds, number: int) -> Segment:
    """Return a segment of a go, or one that leads to it; `number` counts the goes of the session from 0."""
    step, asked = go.step, go.asked
    reps = short.short_reps(asked.reps)
    return Segment(
        index=0,
        kind=kind,
        title=step.name,
        start=0.0,
        seconds=seconds,
        step=step.id,
        exercise=step.exercise,
        block=go.block,
        level=go.level,
        side=go.side.value if go.side else None,
        set=go.set,
        sets=go.sets,
        round=go.round,
        rounds=go.rounds,
        reps=int(reps) if reps.isdigit() else reps or None,
        amount=short.short_amount(asked),
        load=short.short_load(asked.load),
        effort=short.short_effort(asked.effort),
        tempo=short.short_tempo(asked.tempo if asked.reps is not None and asked.pace is None else None),
        go=number,
        place=step.place,
    )


def on_side(segment: Segment, side: Side | None) -> Segment:
    """Return the segment with another side; None leaves the one it has."""
    return replace(segment, side=side.value) if side is not None else segment


def waiting(segment: Segment, limit: Seconds | None = None) -> Segment:
    """Return the segment as one that ends at "done", at the latest after `limit` (None: what the rules give)."""
    if limit is None:
        limit = max(SHORTEST_LIMIT, TIMES_THE_ESTIMATE * segment.seconds)
    return replace(segment, estimated=True, open_ended=True, limit=limit)
