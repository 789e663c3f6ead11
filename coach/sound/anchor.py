"""Which frame of a stream belongs to which moment: the one clock that sound and screen share. Pure.

A stream is anchored once, when it starts, and what matters for a countdown is that the anchor then stays. Readings of
where the device is come with every request; they are compared with the first ones, never taken for themselves, because
each is off by a few milliseconds. Two things move the anchor: an underrun (the device inserted silence, everything
after it would come late) at once, and the drift of the device's crystal against the machine's in small steps.
"""

from __future__ import annotations

from collections import deque

from coach.units import Seconds

SETTLING: Seconds = 2.0
"""Readings before this say little to a millisecond: servers revise them while a stream starts."""

AGREEMENT: Seconds = 0.003
"""Readings that agree so well while a stream starts are to be believed when they say that it is far off."""

READINGS = 10
"""How many are taken together: the median where the library knows the moment, else the earliest, because a request can
come late and never early."""

NEAR: Seconds = 0.04
"""A stream that turns out to be off by less stays so: nobody sees or hears it, and a correction would be a step."""

STALL: Seconds = 0.012
"""A later change by more is an underrun; the readings' medians agree within a third of it."""

DRIFT: Seconds = 0.001
"""Slow changes by less than this are left alone; by four times as much where the moments are only guessed."""

DRIFT_STEP: Seconds = 0.0002
"""The others are followed in steps of this size, which a one-second countdown does not show."""

DRIFT_PACE: Seconds = 1.0
"""At most one such step in so long: 200 ppm, twice what crystals do."""


class Anchor:
    """Maps one stream's frames to moments, and notices when the device no longer keeps to it."""

    def __init__(self, origin: Seconds) -> None:
        self.origin = origin
        """The moment that frame 0 belongs to."""
        self.pending: Seconds = 0.0
        """By how much the origin ought to move; positive when the device is late."""
        self._started = origin
        self._readings: deque[Seconds] = deque(maxlen=READINGS)
        self._usual: Seconds | None = None
        """How far the readings are from the origin while all is well."""
        self._stepped: Seconds = origin

    def read(self, origin: Seconds, now: Seconds, *, known: bool) -> None:
        """Take in where frame 0 is by the device at this moment; `known` where its library tells when frames sound."""
        self._readings.append(origin)
        if len(self._readings) < READINGS:
            return
        # The lower median by hand: `statistics` would bring fractions and decimals into every start.
        seen = sorted(self._readings)[(READINGS - 1) // 2] if known else min(self._readings)
        if self._usual is None:
            off = seen - self.origin
            if known and abs(off) > NEAR:
                agreed = max(self._readings) - min(self._readings) < AGREEMENT
                self.pending = off if agreed else 0.0
                return
            if now - self._started < SETTLING:
                return
            self._usual = off
        off = seen - self.origin - self._usual
        self.pending = off if abs(off) > (DRIFT if known else 4 * DRIFT) else 0.0

    def correct(self, now: Seconds) -> bool:
        """Move the origin as the readings ask; to be called in silence. Returns whether it made up for an underrun."""
        off, self.pending = self.pending, 0.0
        if abs(off) > STALL:
            self.origin += off
            return True
        if off and now - self._stepped >= DRIFT_PACE:
            self.origin += DRIFT_STEP if off > 0 else -DRIFT_STEP
            self._stepped = now
        return False
