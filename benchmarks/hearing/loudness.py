"""How loud a few words are: K-weighted as in ITU-R BS.1770, with blocks short enough for one syllable.

Written apart from what Coach levels its speech with (`coach/voice/loudness.py`), which it is to judge.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

BLOCK, STEP = 0.050, 0.0125
"""Seconds: the standard's 400 ms are longer than most counts."""

GATE = -10.0
"""dB under the mean of all blocks: below is a pause."""

# The two filters of BS.1770 at 48 kHz: what a head does to sound, and ears to low tones.
_SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
_LOW_CUT = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))


def loudness(samples: npt.NDArray[np.float32], rate: int) -> float:
    """Return the loudness of mono samples in LUFS, pauses left out."""
    assert rate == 48_000, "the filters are those of 48 kHz"
    spectrum = np.fft.rfft(samples, len(samples) + rate // 10)
    z = np.exp(-2j * np.pi * np.arange(len(spectrum)) / (len(samples) + rate // 10))
    for above, below in (_SHELF, _LOW_CUT):
        spectrum = spectrum * np.polyval(above[::-1], z) / np.polyval(below[::-1], z)
    weighted = np.fft.irfft(spectrum, len(samples) + rate // 10)[: len(samples)]
    size, step = round(BLOCK * rate), round(STEP * rate)
    sums = np.concatenate([[0.0], np.cumsum(np.square(weighted))])
    starts = np.arange(0, max(1, len(weighted) - size + 1), step)
    power = (sums[np.minimum(starts + size, len(weighted))] - sums[starts]) / size
    power = power[power > 1e-7]
    if len(power) == 0:
        return -70.0
    heard = power[power > power.mean() * 10 ** (GATE / 10)]
    return float(-0.691 + 10 * np.log10(heard.mean()))
