"""Music whose samples are known by their place."""

from __future__ import annotations

import numpy as np

from coach.pcm import RATE, Samples, frames
from coach.units import Frames


class Steady:
    """The same sample for ever, or for so many seconds."""

    notice: str | None = None

    def __init__(self, level: float = 0.2, *, seconds: float | None = None) -> None:
        self.level = level
        self.left = None if seconds is None else frames(seconds)
        self.closed = False

    def read(self) -> Samples | None:
        count = 10_000 if self.left is None else min(10_000, self.left)
        if self.left is not None:
            self.left -= count
        return np.full((count, 2), self.level, np.float32) if count else None

    def close(self) -> None:
        self.closed = True


class Ramp:
    """Every sample is a little more than the one before, for a minute."""

    notice: str | None = None

    def __init__(self) -> None:
        self._next: Frames = 0
        self.closed = False

    @staticmethod
    def at(position: Frames) -> float:
        return 0.1 + 0.2 * position / (60 * RATE)

    def read(self) -> Samples | None:
        places = np.arange(self._next, self._next + 7_777)
        self._next += len(places)
        return np.repeat((0.1 + 0.2 * places / (60 * RATE)).astype(np.float32)[:, None], 2, axis=1)

    def close(self) -> None:
        self.closed = True


class Opposite:
    """A steady sound whose sides are each other's opposite, so that it is told from words on a recording."""

    notice: str | None = None

    def read(self) -> Samples | None:
        return np.repeat(np.array([[0.2, -0.2]], np.float32), 10_000, axis=0)

    def close(self) -> None:
        """Do nothing."""
