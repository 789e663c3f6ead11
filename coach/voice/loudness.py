"""How loud words sound: after ITU-R BS.1770, in blocks short enough for one syllable. Pure."""

from __future__ import annotations

import numpy as np

from coach.hearing import OFFSET, weighted
from coach.pcm import Samples, frames
from coach.units import Decibels

_BLOCK, _STEP = frames(0.050), frames(0.0125)
"""The standard's blocks of 400 ms are longer than most counts."""

_GATE: Decibels = -10.0
"""Below the mean of all blocks: what is quieter is a pause."""

_SILENT = 1e-9


def loudness(samples: Samples) -> Decibels:
    """Return the loudness of mono speech at `coach.pcm.RATE` in LUFS, its pauses left out; -90 for silence."""
    sums = np.concatenate([[0.0], np.cumsum(np.square(weighted(samples)))])
    starts = np.arange(0, max(1, len(samples) - _BLOCK + 1), _STEP)
    power = (sums[starts + _BLOCK] - sums[starts]) / _BLOCK
    heard = power[power >= power.mean() * 10 ** (_GATE / 10)]
    return float(OFFSET + 10 * np.log10(max(_SILENT, heard.mean())))
