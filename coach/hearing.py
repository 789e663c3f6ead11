"""Sound as ears weigh it: the filters of ITU-R BS.1770, from which loudness is measured. Pure.

What is measured with them differs: speech in blocks of a syllable (`coach/voice/loudness.py`), music in those of the
standard (`coach/sound/loudness.py`).
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from coach.pcm import RATE, Samples, frames
from coach.units import Decibels, Frames

OFFSET: Decibels = -0.691
"""Of the standard: what is added to the level of a weighted mean square to get LUFS."""

_RINGS: Frames = frames(0.1)
"""How long the filters sound on: without room at the end that would lie over the beginning."""

_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_LOW_CUT = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""At 48 kHz, as coefficients above and below the fraction line: what a head adds to high tones, and what ears leave out
of low ones."""

assert RATE == 48_000, "the filters are those of 48 kHz"


def weighted(samples: Samples) -> npt.NDArray[np.float64]:
    """Return samples, (n,) or (n, 2), as ears weigh them, with room for the filters to sound on."""
    size = _RINGS * -(-(len(samples) + _RINGS) // _RINGS)
    weights = _weights(size)
    spectrum = np.fft.rfft(samples, size, axis=0)
    return np.fft.irfft(spectrum * weights.reshape(-1, *[1] * (samples.ndim - 1)), size, axis=0)


@cache
def _weights(size: int) -> npt.NDArray[np.complex128]:
    """Return by how much each frequency of a transform of `size` frames counts."""
    late = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    result = np.ones(len(late), np.complex128)
    for above, below in (_SHELF, _LOW_CUT):
        result *= (above[0] + above[1] * late + above[2] * late**2) / (below[0] + below[1] * late + below[2] * late**2)
    return result
