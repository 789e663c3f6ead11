"""When pain ends a step (checkin.md, "During a session")."""

from __future__ import annotations

from coach.units import Seconds

WORST_TO_GO_ON = 5
"""Knee pain over this ends the step."""

LEAD_IN: Seconds = 6.0
"""How long it is until the session goes on after an answer: time for a word on it, then the countdown."""


def ends_step(number: int | None, *, sharp: bool) -> bool:
    """Return whether knee pain of this number, 0–10, leaves out the rest of its step; sharp pain always does."""
    return sharp or (number is not None and number > WORST_TO_GO_ON)
