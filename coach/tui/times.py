"""Seconds as people read them."""

from __future__ import annotations

import math

from coach.units import Seconds

NEAR: Seconds = 0.004
"""Timers and sums are a little off; so close to a second the number shown is already that of the second."""


def left(seconds: Seconds) -> str:
    """Return time left, rounded up: "3" is shown from 3.0 s down to just over 2.0 s, as it is counted aloud."""
    return clock(max(0, math.ceil(seconds - NEAR)))


def gone(seconds: Seconds) -> str:
    """Return time gone, rounded down."""
    return clock(max(0, math.floor(seconds + NEAR)))


def clock(seconds: int) -> str:
    """Return "45", "1:05" or "1:02:03"."""
    if seconds < 60:
        return str(seconds)
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def long_clock(seconds: Seconds) -> str:
    """Return "0:45", "18:05" or "1:02:03": with minutes always, for totals."""
    whole = max(0, round(seconds))
    return f"0:{whole:02}" if whole < 60 else clock(whole)


def until_next_second(left: Seconds | None, gone: Seconds) -> Seconds:
    """Return how long until the shown number changes: `left` where there is one, else `gone`; in (0, 1]."""
    part = (left - NEAR) % 1 if left is not None else 1 - (gone + NEAR) % 1
    return part or 1.0
