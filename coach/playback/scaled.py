"""A clock for rehearsals, some times faster than the machine's."""

from __future__ import annotations

from datetime import datetime

from coach.clock import Clock
from coach.units import Seconds


class ScaledClock:
    """A clock that runs some times faster than another from now on; its wall time does not."""

    def __init__(self, clock: Clock, speed: float) -> None:
        self._clock = clock
        self._speed = speed
        self._origin = clock.monotonic()

    def monotonic(self) -> Seconds:
        return self._origin + (self._clock.monotonic() - self._origin) * self._speed

    def boottime(self) -> Seconds:
        return self.monotonic() + (self._clock.boottime() - self._clock.monotonic())

    def now(self) -> datetime:
        return self._clock.now()
