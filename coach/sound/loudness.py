"""How loud music is, after ITU-R BS.1770: in blocks of the standard, quiet stretches left out. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from coach.hearing import OFFSET, weighted
from coach.pcm import Samples, frames
from coach.units import Decibels, Seconds

BLOCK: Seconds = 0.4
"""Loudness is that of blocks of this length."""

SILENT: Decibels = -70.0
"""Blocks below are no sound."""

BELOW: Decibels = 10.0
"""Blocks by so much below the loudness of all that sound are pauses."""


def loudness(windows: Sequence[Samples]) -> Decibels:
    """Return the loudness in LUFS of what is heard in some stretches of a sound, (n,) or (n, 2); −inf for silence."""
    powers = np.concatenate([_powers(window) for window in windows]) if windows else np.zeros(0)
    heard = powers[powers > 10 ** ((SILENT - OFFSET) / 10)]
    if len(heard) == 0:
        return float("-inf")
    heard = heard[heard > heard.mean() * 10 ** (-BELOW / 10)]
    return float(OFFSET + 10 * np.log10(heard.mean()))


def _powers(samples: Samples) -> npt.NDArray[np.float64]:
    """Return the weighted power of each block, all channels together; a short sound is one block."""
    if len(samples) == 0:
        return np.zeros(0)
    squares = np.square(weighted(samples)[: len(samples)]).reshape(len(samples), -1).sum(axis=1)
    block = min(frames(BLOCK), len(squares))
    powers: npt.NDArray[np.float64] = squares[: len(squares) // block * block].reshape(-1, block).mean(axis=1)
    return powers
