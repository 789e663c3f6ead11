"""Sound as numbers: the one format that everything between voice and device uses."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from coach.units import Frames, Seconds

RATE: Frames = 48_000
"""Sample frames a second, everywhere inside the program."""

Samples: TypeAlias = npt.NDArray[np.float32]
"""Samples at `RATE`, 1.0 being full scale: one number a frame, or with music two, (n, 2)."""


def frames(seconds: Seconds) -> Frames:
    """Return the nearest whole number of frames."""
    return round(seconds * RATE)


def seconds(count: Frames) -> Seconds:
    """Return how long `count` frames last."""
    return count / RATE


def bent(samples: Samples, knee: float, ceiling: float) -> Samples:
    """Return samples of which none passes the ceiling: what is over the knee is bent, what is below stays as it is.

    Each sample is treated alone, so that slices rendered apart fit together.
    """
    if len(samples) == 0 or float(np.abs(samples).max()) <= knee:
        return samples
    room = ceiling - knee
    over = np.abs(samples) - np.float32(knee)
    curved = knee + room * np.tanh(over / room)
    result: Samples = np.where(over > 0, np.copysign(curved, samples), samples).astype(np.float32)
    return result
