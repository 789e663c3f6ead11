"""What a session means to do, go by go: written into the journal, so that its record never needs the routine again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coach.routine.model import Routine
from coach.session.tables import Table, without_none
from coach.timeline.model import DOING_KINDS, Segment, SegmentKind, Timeline
from coach.timeline.values import steps_of
from coach.units import Seconds

_DISTANCE = re.compile(r"^(\d+(?:\.\d+)?)\s*(m|km|ft|yd|mi|steps)$")


@dataclass(frozen=True, slots=True)
class PlannedGo:
    """One go as it is planned, and the segments that it is played in."""

    step: str
    name: str
    exercise: str | None
    type: str | None
    side: str | None
    level: str | None
    set: int
    round: int
    unit: str
    """s, reps, or the unit of a distance."""
    planned: float | None
    """None where nothing is: as many as you can, or until done."""
    load: str | None
    segments: tuple[int, ...]
    """Indices of what is played in it; the pauses of held reps are not among them."""
    lengths: tuple[Seconds, ...]
    """Seconds of each of these segments, estimated ones at their estimate."""
    waits: bool
    """It ends at "done"."""
    sets: int = 1

    @property
    def held_reps(self) -> bool:
        """Each repetition is a segment of its own."""
        return self.unit == "reps" and len(self.segments) > 1


def planned_goes(timeline: Timeline, routine: Routine) -> tuple[PlannedGo, ...]:
    """Return every go of the timeline in order; types come from the routine's steps."""
    types = {step.id: step.type.value for step in steps_of(routine.items) if step.type is not None}
    goes: dict[int, list[Segment]] = {}
    for segment in timeline.segments:
        if segment.go is not None and segment.kind in DOING_KINDS:
            goes.setdefault(segment.go, []).append(segment)
    return tuple(_planned(goes[number], types) for number in sorted(goes))


def timeline_identity(timeline: Timeline) -> str:
    """Return a fingerprint of the order of segments, not of their lengths, which change with the voice.

    A playhead of another session fits only a timeline of the same identity.
    """
    parts = [
        (segment.kind.value, segment.step, segment.side, segment.set, segment.round, segment.go)
        for segment in timeline.segments
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def _planned(segments: Sequence[Segment], types: dict[str, str]) -> PlannedGo:
    first = segments[0]
    unit, planned = _amount(segments)
    step = first.step or ""
    return PlannedGo(
        step=step,
        name=first.title,
        exercise=first.exercise,
        type=types.get(step),
        side=first.side,
        level=first.level,
        set=first.set,
        round=first.round,
        unit=unit,
        planned=planned,
        load=first.load or None,
        segments=tuple(segment.index for segment in segments),
        lengths=tuple(round(segment.seconds, 3) for segment in segments),
        waits=any(segment.open_ended for segment in segments),
        sets=first.sets,
    )


def _amount(segments: Sequence[Segment]) -> tuple[str, float | None]:
    """Return what the go counts in, and how much of it is planned."""
    first = segments[0]
    holds = [segment for segment in segments if segment.kind is SegmentKind.HOLD]
    if len(holds) > 1:
        return "reps", len(holds)
    if first.reps == "max":
        return "s", None if first.open_ended else first.seconds
    if first.reps is not None:
        # "6-8" plays its lower number until the dose moves it.
        return "reps", float(str(first.reps).split("-")[0])
    distance = _DISTANCE.match(first.amount)
    if distance and first.open_ended:
        return distance.group(2), float(distance.group(1))
    if first.open_ended:
        return "s", None
    return "s", first.seconds


# --- to and from a table ---------------------------------------------------------------------------------------------


def go_table(go: PlannedGo) -> dict[str, Any]:
    """Return the go as the table that the journal holds."""
    return without_none(
        {
            "id": go.step,
            "name": go.name,
            "exercise": go.exercise,
            "type": go.type,
            "side": go.side,
            "level": go.level,
            "set": go.set,
            "sets": go.sets,
            "round": go.round,
            "unit": go.unit,
            "planned": go.planned,
            "load": go.load,
            "segments": list(go.segments),
            "lengths": list(go.lengths),
            "waits": go.waits,
        }
    )


def go_from(table: Table) -> PlannedGo:
    """Return the go that a table holds; raises TableError."""
    return PlannedGo(
        step=table.text("id"),
        name=table.text("name"),
        exercise=table.maybe_text("exercise"),
        type=table.maybe_text("type"),
        side=table.maybe_text("side"),
        level=table.maybe_text("level"),
        set=table.whole("set"),
        sets=table.maybe_whole("sets") or 1,
        round=table.whole("round"),
        unit=table.text("unit"),
        planned=table.maybe_number("planned"),
        load=table.maybe_text("load"),
        segments=tuple(int(number) for number in table.numbers("segments")),
        lengths=table.numbers("lengths"),
        waits=table.flag("waits", False),
    )
