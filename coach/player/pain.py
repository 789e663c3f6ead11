"""When pain ends a step (checkin.md, "During a session")."""

from __future__ import annotations

WORST_TO_GO_ON = 5
"""Knee pain over this ends the step."""


def ends_step(number: int | None, *, sharp: bool) -> bool:
    """Return whether knee pain of this number, 0–10, leaves out the rest of its step; sharp pain always does."""
    return sharp or (number is not None and number > WORST_TO_GO_ON)
