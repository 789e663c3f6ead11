"""How a go lies in time, and when the file's cues are due in it (T12 of docs/rules.md)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from coach.routine.model import MOST_WHILE_WAITING, CueAnchor, FileCue
from coach.timeline.elements import Go
from coach.timeline.parts import COUNTDOWN
from coach.units import Seconds

COUNTDOWN_IN_GO_FROM: Seconds = 10.0
"""A go counts down from this length on."""


@dataclass(frozen=True, slots=True)
class GoShape:
    """How a go lies in time, offsets from its start."""

    seconds: Seconds
    """Of its timed part; the estimate where it waits from the start."""
    waits: bool = False
    """No timed part: it waits from its start."""
    timed: bool = False
    """`time` or `hold`."""
    open_ended: bool = False
    """Of "30s+": a wait follows."""
    counted: bool = False
    """Reps follow each other by tempo or pace."""
    held: bool = False
    """Each rep is held."""
    rep_starts: tuple[Seconds, ...] = ()
    relax_starts: tuple[Seconds, ...] = ()
    limit: Seconds | None = None
    """Where a go that waits ends by itself."""
    mark: Seconds | None = None
    """Where a clock ends it at the latest."""

    @property
    def closes(self) -> Seconds:
        """When nothing can be said in the go any more."""
        if not self.waits:
            return self.seconds
        return min(end for end in (self.limit, self.mark, math.inf) if end is not None)

    @property
    def countdown(self) -> Seconds | None:
        """When "3" is due; None where there is no countdown."""
        if ((self.timed and not self.open_ended) or self.held) and self.seconds >= COUNTDOWN_IN_GO_FROM:
            return self.seconds - COUNTDOWN
        return None


def moments(cue: FileCue, go: Go, shape: GoShape) -> list[tuple[Seconds, int | None]]:
    """Return when a file's cue is due in a go, with the rep that it stands at; empty where it does not fit."""
    anchor, value = cue.when.anchor, cue.when.value
    at_reps = _rep_moments(anchor, value, shape)
    if at_reps is not None:
        return at_reps
    first_go = go.side_index == 0 and not go.second_pass
    at_start = {
        CueAnchor.START: True,
        CueAnchor.SET: first_go and go.set == value,
        CueAnchor.LAST_SET: first_go and go.set == go.sets,
        CueAnchor.ROUND: first_go and go.set == 1 and go.round == value,
        CueAnchor.LAST_ROUND: first_go and go.set == 1 and go.round == go.rounds,
    }
    if anchor in at_start:
        return [(0.0, None)] if at_start[anchor] else []
    if anchor is CueAnchor.AFTER_START:
        return [(value, None)] if value < shape.closes else []
    if anchor is CueAnchor.EVERY_SECONDS:
        times = math.ceil(shape.closes / value - 1e-9) - 1
        return [(value * k, None) for k in range(1, (min(times, MOST_WHILE_WAITING) if shape.waits else times) + 1)]
    if anchor is CueAnchor.HALF:
        return [] if shape.waits else [(_half(shape), _rep_at(_half(shape), shape))]
    if anchor is CueAnchor.BEFORE_END:
        end = shape.seconds if not shape.waits else shape.limit if go.step.at_most is not None else None
        return [(end - value, None)] if end is not None and 0 <= end - value < shape.closes else []
    return []  # `end` is said after the go


def _rep_moments(anchor: CueAnchor, value: float, shape: GoShape) -> list[tuple[Seconds, int | None]] | None:
    """Return the moments of a cue that counts reps; None for one that does not."""
    if anchor not in (CueAnchor.REP, CueAnchor.EVERY_REPS, CueAnchor.LAST_REP):
        return None
    starts = shape.rep_starts
    if anchor is CueAnchor.LAST_REP:
        return [(starts[-1], len(starts))] if starts else []
    number = int(value)
    if number < 1:
        return []
    if anchor is CueAnchor.REP:
        return [(starts[number - 1], number)] if number <= len(starts) else []
    return [(starts[rep - 1], rep) for rep in range(number, len(starts) + 1, number)]


def _half(shape: GoShape) -> Seconds:
    """Return half of a go: of counted reps the start of the rep after half of them."""
    if shape.counted and shape.rep_starts:
        return shape.rep_starts[len(shape.rep_starts) // 2]
    return shape.seconds / 2


def _rep_at(offset: Seconds, shape: GoShape) -> int | None:
    begun = [number for number, start in enumerate(shape.rep_starts, 1) if start <= offset]
    return begun[-1] if begun else None
