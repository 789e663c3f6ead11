"""When pain ends a step (docs/rules.md, "The check-in")."""

from __future__ import annotations

from coach.units import Seconds

WORST_TO_GO_ON = 5
"""Knee pain over this ends the step."""

SEVERE = 8
"""Knee pain from which somebody should look at it the same day (R2 of the check-in's rules)."""

OF_THE_GO_BEFORE: Seconds = 10.0
"""Pain in a get-ready is of the go before where that ended no longer ago, else of the one that is got ready for."""

_LEAD_IN: Seconds = 6.0
_LEAD_IN_LEFT_OUT: Seconds = 9.0
_LEAD_IN_SEVERE: Seconds = 12.0


def ends_step(number: int | None, *, sharp: bool) -> bool:
    """Return whether knee pain of this number, 0–10, leaves out the rest of its step; sharp pain always does."""
    return sharp or (number is not None and number > WORST_TO_GO_ON)


def lead_in(number: int, *, leaves_out: bool) -> Seconds:
    """Return how long it is until the session goes on after an answer: time for the words on it and a countdown."""
    if number >= SEVERE:
        return _LEAD_IN_SEVERE
    return _LEAD_IN_LEFT_OUT if leaves_out else _LEAD_IN
