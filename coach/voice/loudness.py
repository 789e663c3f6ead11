"""How loud words sound: ITU-R BS.1770's weighting of low and high tones, in blocks short enough for one syllable."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from coach.pcm import RATE, Samples, frames
from coach.units import Decibels

_BLOCK, _STEP = frames(0.050), frames(0.0125)
"""The standard's blocks of 400 ms are longer than most counts."""

_GATE: Decibels = -10.0
"""Below the mean of all blocks: what is quieter is a pause."""

_SILENT = 1e-9

# The standard's two filters at 48 kHz, as coefficients above and below the fraction line: what a head adds to high
# tones, and what ears leave out of low ones.
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_LOW_CUT = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))


def loudness(samples: Samples) -> Decibels:
    """Return the loudness of mono speech at `coach.pcm.RATE` in LUFS, its pauses left out; -90 for silence."""
    # The filters ring on: without room at the end that would sound at the beginning.
    size = frames(0.1) * -(-(len(samples) + frames(0.1)) // frames(0.1))
    weighted = np.fft.irfft(np.fft.rfft(samples, size) * _weights(size), size)
    sums = np.concatenate([[0.0], np.cumsum(np.square(weighted))])
    starts = np.arange(0, max(1, len(samples) - _BLOCK + 1), _STEP)
    power = (sums[starts + _BLOCK] - sums[starts]) / _BLOCK
    heard = power[power >= power.mean() * 10 ** (_GATE / 10)]
    return float(-0.691 + 10 * np.log10(max(_SILENT, heard.mean())))


@cache
def _weights(size: int) -> npt.NDArray[np.complex128]:
    """Return by how much each frequency of `size` samples counts."""
    late = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    result = np.ones(len(late), np.complex128)
    for above, below in (_SHELF, _LOW_CUT):
        result *= (above[0] + above[1] * late + above[2] * late**2) / (below[0] + below[1] * late + below[2] * late**2)
    return result


assert RATE == 48_000, "the filters are those of 48 kHz"
