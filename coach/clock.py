"""Time as an argument: the one place that asks the machine what time it is."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from typing import Protocol

from coach.units import Seconds


class Clock(Protocol):
    """Gives the three times that playing needs; `coach.testing.ManualClock` is the fake."""

    def monotonic(self) -> Seconds:
        """Seconds that never run backwards; on Linux and macOS they stand still while the machine sleeps."""

    def boottime(self) -> Seconds:
        """Seconds that also count machine sleep, so that a jump against `monotonic` is a sleep."""

    def now(self) -> datetime:
        """The local wall time with its offset, for records."""


class SystemClock:
    """The machine's clocks."""

    def monotonic(self) -> Seconds:
        return time.monotonic()

    def boottime(self) -> Seconds:
        # CLOCK_BOOTTIME is Linux's; elsewhere wall time is the only clock that goes on through a sleep.
        if sys.platform == "linux":
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        return time.time()

    def now(self) -> datetime:
        return datetime.now().astimezone()
