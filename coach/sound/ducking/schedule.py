"""When music is to be down, from the sounds that are ahead. Pure.

The lengths are those with which Coach lowers music of its own (`coach/sound/envelope.py`), which would bring numpy
into the small process; a test holds them together.
"""

from __future__ import annotations

from dataclasses import dataclass

from coach.units import Seconds

DOWN: Seconds = 0.150
"""How long music takes to go down."""

UP: Seconds = 0.450
"""How long it takes to come up again."""

EARLY: Seconds = 0.08
"""How long before a sound music is down: the server takes a moment to do what it is told."""

HOLD: Seconds = 0.300
"""How long it stays down after a sound."""

NEAR: Seconds = 1.5
"""Between sounds with less silence than this it stays down: a countdown in seconds, and two sentences, are one."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch with something to hear, in moments of the monotonic clock."""

    start: Seconds
    end: Seconds


class Schedule:
    """The sounds that are known, and what follows from them for a moment."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def add(self, start: Seconds, end: Seconds) -> None:
        """Something will sound from `start` to `end`; it may have begun."""
        self._spans = sorted([*self._spans, Span(start, end)], key=lambda span: span.start)

    def clear(self) -> None:
        """Nothing sounds any more, and nothing will."""
        self._spans = []

    def forget(self, now: Seconds) -> None:
        """Drop what is over and has no bearing on what comes."""
        self._spans = [span for span in self._spans if span.end + NEAR > now]

    def is_down(self, now: Seconds) -> bool:
        """Return whether music is to be on its way down, or to be down, at a moment."""
        return any(begin <= now < end for begin, end in self._stretches())

    def next_change(self, now: Seconds) -> Seconds | None:
        """Return the first moment after `now` at which `is_down` changes; None where nothing is known to come."""
        moments = [moment for stretch in self._stretches() for moment in stretch if moment > now]
        return min(moments, default=None)

    def _stretches(self) -> list[tuple[Seconds, Seconds]]:
        """Return from when to when music is to be down, sounds that are close together as one stretch."""
        found: list[tuple[Seconds, Seconds]] = []
        for span in self._spans:
            if found and span.start - found[-1][1] < NEAR:
                found[-1] = (found[-1][0], max(found[-1][1], span.end))
            else:
                found.append((span.start, span.end))
        return [(start - EARLY - DOWN, end + HOLD) for start, end in found]


def moved(depth: float, down: bool, elapsed: Seconds) -> float:
    """Return how far music is down after so long on its way: 0 is not at all, 1 as far as it goes."""
    return min(1.0, depth + elapsed / DOWN) if down else max(0.0, depth - elapsed / UP)
