"""Fakes and builders that ship with the program and that only tests import."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from coach.units import Seconds
from coach.words.speech import FixedLengths

__all__ = ["FixedLengths", "ManualClock"]


class ManualClock:
    """A clock that moves only when it is told to."""

    def __init__(self, start: datetime = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)) -> None:
        self._wall = start
        self._monotonic: Seconds = 1000.0
        self._boottime: Seconds = 5000.0

    def monotonic(self) -> Seconds:
        return self._monotonic

    def boottime(self) -> Seconds:
        return self._boottime

    def now(self) -> datetime:
        return self._wall

    def advance(self, seconds: Seconds) -> None:
        """Let time pass while the machine is awake."""
        self._monotonic += seconds
        self._boottime += seconds
        self._wall += timedelta(seconds=seconds)

    def sleep(self, seconds: Seconds) -> None:
        """Let the machine sleep: monotonic time stands still."""
        self._boottime += seconds
        self._wall += timedelta(seconds=seconds)
