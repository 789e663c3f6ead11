"""When pain ends a step (docs/rules.md, "The check-in")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from coach.timeline.model import Segment
from coach.units import Seconds

Done: TypeAlias = tuple[str, str | None]
"""A step and the exercise that it is played as: an easier one may be all right where the step's own is not."""

NOTHING_TO_MIND = 2
"""Knee pain up to this is nothing to go slower or shallower for."""

WORST_TO_GO_ON = 5
"""Knee pain over this ends the step."""

SEVERE = 8
"""Knee pain from which somebody should look at it the same day (R2 of the check-in's rules)."""

OF_THE_GO_BEFORE: Seconds = 10.0
"""Pain in a get-ready is of the go before where that ended no longer ago, else of the one that is got ready for."""

OFFER: Seconds = 20.0
"""How long an easier exercise is offered: time for the words on it, and to think. Then the step is left out."""

LEAD_IN_EASED: Seconds = 4.0
"""How long it is until the session goes on with something easier: the lead that follows has time of its own."""

_LEAD_IN: Seconds = 6.0
_LEAD_IN_LEFT_OUT: Seconds = 9.0
_LEAD_IN_SEVERE: Seconds = 12.0


def ends_step(number: int | None, *, sharp: bool) -> bool:
    """Return whether knee pain of this number, 0–10, leaves out the rest of its step; sharp pain always does."""
    return sharp or (number is not None and number > WORST_TO_GO_ON)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is no longer played because it hurt; whether a segment is among it is asked with `in`."""

    hurt: frozenset[Done] = frozenset()
    loaded: frozenset[str] = frozenset()
    """Steps that are left out with all that they are played as."""

    def __contains__(self, segment: Segment) -> bool:
        return segment.step in self.loaded or (segment.step or "", segment.exercise) in self.hurt

    def __bool__(self) -> bool:
        return bool(self.hurt or self.loaded)


def left_out(hurt: frozenset[Done], loaded: frozenset[str]) -> LeftOut:
    """Return what is left out where it hurt too much at these: the second one ends the loading."""
    return LeftOut(hurt, loaded if len(hurt) > 1 else frozenset())


def lead_in(number: int, *, leaves_out: bool) -> Seconds:
    """Return how long it is until the session goes on after an answer: time for the words on it and a countdown."""
    if number >= SEVERE:
        return _LEAD_IN_SEVERE
    return _LEAD_IN_LEFT_OUT if leaves_out else _LEAD_IN
