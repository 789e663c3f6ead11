"""What a step that waits for "done" cannot have: nobody knows its half, its end or its reps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coach.routine.amounts import all_values, waits
from coach.routine.model import CueAnchor, FileCue, Group, Item, Pace, Step
from coach.source import Problem, Severity

_OF_REPS = (CueAnchor.REP, CueAnchor.EVERY_REPS, CueAnchor.LAST_REP)


def no_moment(step: Step, cue: FileCue) -> Problem:
    """Return R205 for a cue that fits none of the goes of its step, with what would fit."""
    message = f"this cue fits none of the goes of {step.name}"
    return Problem("R205", Severity.ERROR, cue.place, message, help=(why_nowhere(step, cue),))


def why_nowhere(step: Step, cue: FileCue) -> str:
    """Return what would fit, by what the step cannot have."""
    anchor = cue.when.anchor
    if waits(step.amount, step.pace):
        if anchor is CueAnchor.HALF:
            return "this step waits for you; it has no half: use a time from the start, like 20s"
        if anchor is CueAnchor.BEFORE_END:
            return "this step waits for you; to count from its end give it at_most, or use a time from the start"
        if anchor in _OF_REPS:
            return "this step waits for you; nobody counts its reps: use a time from the start, like 20s"
    return "use a time, a rep, a set or a round that the step has"


def cues_of_waits(items: Iterable[Item]) -> Iterator[Problem]:
    """Return R205 for the cues of steps that wait at every level, which need no timeline to be seen to fit nowhere."""
    for item in items:
        if isinstance(item, Group):
            yield from cues_of_waits(item.items)
        elif isinstance(item, Step) and _always_waits(item):
            for cue in item.cues:
                anchor = cue.when.anchor
                endless = anchor is CueAnchor.BEFORE_END and "at_most" not in item.written
                said = cue.own and any(line.text.strip() for line in cue.lines)
                if said and (endless or anchor is CueAnchor.HALF or anchor in _OF_REPS):
                    yield no_moment(item, cue)


def _always_waits(step: Step) -> bool:
    found = step.amount
    if not waits(found, step.pace) or found.until_done or found.distance is not None:
        return waits(found, step.pace)
    paces = all_values(step.pace)
    by_pace = bool(paces) and all(pace is Pace.SELF for pace in paces)
    return by_pace or all(count.maximum for count in all_values(found.reps))
