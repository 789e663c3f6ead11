"""How loud sound is to ears, after ITU-R BS.1770: K-weighted, quiet stretches left out. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from coach.pcm import RATE, Samples, frames
from coach.units import Decibels, Frames, Seconds

BLOCK: Seconds = 0.4
"""Loudness is that of blocks of this length."""

SILENT: Decibels = -70.0
"""Blocks below are no sound."""

BELOW: Decibels = 10.0
"""Blocks by so much below the loudness of all that sound are pauses."""

_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""The two filters of the recommendation at 48 kHz: numerator and denominator."""

_OFFSET: Decibels = -0.691


def loudness(windows: Sequence[Samples]) -> Decibels:
    """Return the loudness in LUFS of what is heard in some stretches of a sound, (n,) or (n, 2); −inf for silence."""
    powers = np.concatenate([_powers(window) for window in windows]) if windows else np.zeros(0)
    heard = powers[powers > 10 ** ((SILENT - _OFFSET) / 10)]
    if len(heard) == 0:
        return float("-inf")
    heard = heard[heard > heard.mean() * 10 ** (-BELOW / 10)]
    return float(_OFFSET + 10 * np.log10(heard.mean()))


def _powers(samples: Samples) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return the weighted power of each block, all channels together; a short sound is one block."""
    if len(samples) == 0:
        return np.zeros(0)
    stereo = samples.reshape(len(samples), -1)
    spectrum = np.fft.rfft(stereo, axis=0) * _weights(len(stereo))[:, None]
    squares = np.square(np.fft.irfft(spectrum, len(stereo), axis=0)).sum(axis=1)
    block = min(frames(BLOCK), len(squares))
    result = squares[: len(squares) // block * block].reshape(-1, block).mean(axis=1)
    return np.asarray(result, np.float64)


@cache
def _weights(count: Frames) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Return by how much each frequency of a transform of `count` frames counts."""
    turn = np.exp(-2j * np.pi * np.fft.rfftfreq(count))
    weights = np.ones(len(turn))
    for above, below in (_SHELF, _PASS):
        weights *= np.abs(np.polyval(above[::-1], turn) / np.polyval(below[::-1], turn))
    return weights


assert RATE == 48_000, "the filters are for 48 kHz"
