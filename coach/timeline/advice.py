"""What to type where words do not fit: which key on which line gets which value."""

from __future__ import annotations

import math
from collections.abc import Mapping

from coach.routine.durations import written_seconds
from coach.routine.model import EVERY_LEVEL, CueAnchor, FileCue, Group, PauseStep, Routine, Single, Step
from coach.source import Place
from coach.timeline.elements import Element, Go, Rest, SwitchTo
from coach.timeline.expand import expand
from coach.timeline.model import Choices, Cue, LeftOut, SegmentKind, Timeline
from coach.timeline.parts import BREATH, COUNTDOWN
from coach.timeline.rests import REST_CALL_FROM
from coach.units import Seconds

MOST_SHOWN = 120
"""Characters of a line to type."""

AT_THE_GO = frozenset({CueAnchor.START, CueAnchor.SET, CueAnchor.LAST_SET, CueAnchor.ROUND, CueAnchor.LAST_ROUND})
"""Cue times that are the start of a go, and cannot be moved by some seconds."""

REST_CALL: Seconds = 2.0
"""What "Rest, 20 seconds." takes at most: a rest that grows so long is announced with its length."""

_TIMED = (SegmentKind.WORK, SegmentKind.HOLD)


def longer_lead(routine: Routine, timeline: Timeline, item: LeftOut) -> tuple[str, ...]:
    """Return what gives words before a go the time that they need, or a shorter way to say so where nobody knows."""
    segment = timeline.segments[item.cue.segment]
    needed = math.ceil(item.cue.seconds - item.room)
    vague = f"shorten it, or give it {max(1, needed)} s more"
    new: Seconds = math.ceil(segment.seconds + item.cue.seconds - item.room)
    if segment.kind is SegmentKind.REST and segment.seconds < REST_CALL_FROM <= new:
        new += REST_CALL
    seconds = written_seconds(new)
    lead, go = _before(routine, timeline, segment.go)
    if go is None:
        return (vague,)
    if segment.kind is SegmentKind.SWITCH:
        if any(isinstance(element, SwitchTo) for element in lead) or go.step.place.file != routine.path:
            return (f"shorten it, or give the change of side {seconds}",)
        return (f"{_switch(go.step, seconds)}, or shorten it",)
    rests = [element for element in lead if isinstance(element, Rest)]
    counts = max(rests, key=lambda rest: (rest.rank, getattr(rest.length, "seconds", math.inf)), default=None)
    if counts is None or counts.by.place.file != routine.path:
        return (vague,)
    ready = go.step.ready
    unused = (
        f"the ready in line {ready.place.line} does not count here, because a rest comes before it"
        if ready is not None and "ready" in go.step.written
        else ""
    )
    return (f"{_rest(counts.by, seconds, max(1, needed))}, or shorten it", unused)


def _before(routine: Routine, timeline: Timeline, number: int | None) -> tuple[list[Element], Go | None]:
    """Return what stands before a go of the timeline, and the go."""
    lead: list[Element] = []
    goes = 0
    for element in expand(routine.items, Choices(level=timeline.level)):
        if not isinstance(element, Go):
            lead.append(element)
            continue
        if goes == number:
            return lead, element
        goes, lead = goes + 1, []
    return [], None


def _switch(step: Step, seconds: str) -> str:
    if step.switch_place is not None:
        return f'write switch = "{seconds}" in line {step.switch_place.line}'
    return f'add switch = "{seconds}" to the step in line {step.place.line}'


def _rest(by: Step | Group | PauseStep, seconds: str, more: int) -> str:
    """Return how the rest that somebody writes gets longer; a default is left alone, for it serves other steps."""
    rest = by.rest
    if rest is None or (isinstance(by, Step) and "rest" not in by.written):
        return f'add rest = "{seconds}" to the step in line {by.place.line}'
    if isinstance(rest.by_level.get(EVERY_LEVEL), Single):
        return f'write rest = "{seconds}" in line {rest.place.line}'
    return f"make the rest in line {rest.place.line} {more} s longer"


def apart(routine: Routine, timeline: Timeline, cue: Cue, by: Cue | None, cues: Mapping[Place, FileCue]) -> list[str]:
    """Return how cues that are due at the same go get out of each other's way; nothing for any others."""
    late = cues.get(cue.place) if cue.place is not None else None
    first = cues.get(by.place) if by is not None and by.place is not None else None
    if late is None or late.when.anchor not in AT_THE_GO:
        return []
    if by is None or first is None:
        return ["drop it, or write it as a time from the start, like 3s"]
    which = f"the `{written_time(routine, first)}` cue in line {first.place.line}"
    if first.when.anchor is not CueAnchor.START:
        return [f"put both into one, or drop {which}"]
    # What is said at every go can as well be said a little later; the other belongs to one set or round alone.
    when = math.ceil(cue.offset - cue.moved + cue.seconds + BREATH)
    if when + by.seconds + COUNTDOWN > _shortest_go(timeline, cue):
        return [f"drop {which}"]
    return [f"drop or move {which} (write it as {when}s)", retyped(routine, first.place, f"{when}s")]


def _shortest_go(timeline: Timeline, cue: Cue) -> Seconds:
    """Return the shortest segment in which a step is done; without an end where it waits."""
    step = timeline.segments[cue.segment].step
    timed = (segment for segment in timeline.segments if segment.step == step and segment.kind in _TIMED)
    return min((segment.seconds for segment in timed), default=math.inf)


def written_time(routine: Routine, cue: FileCue) -> str:
    """Return a cue's time as it stands in the file."""
    lines = routine.text.split("\n")
    if cue.place.file != routine.path or cue.place.line > len(lines):
        return cue.when.anchor.value
    return lines[cue.place.line - 1][cue.place.column - 1 : cue.place.end_column - 1]


def retyped(routine: Routine, place: Place, when: str) -> str:
    """Return the line to type that gives a cue another time; "" where there is none, or it is in another file."""
    lines = routine.text.split("\n")
    if not when or place.file != routine.path or place.line > len(lines):
        return ""
    line = lines[place.line - 1]
    fixed = f"{line[: place.column - 1]}{when}{line[place.end_column - 1 :]}".strip()
    return f"write {fixed}" if len(fixed) <= MOST_SHOWN else ""
