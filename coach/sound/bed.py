"""What keeps a Bluetooth link awake: noise that nobody hears, under everything and in every silence. Pure.

Headphones mute themselves after a while of digital silence, and take 0.3 to 1 s to wake: that much of the first word is
lost. The noise is loud enough to be no silence to them, also after 16 bits and a codec, and far below what is heard.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from coach.pcm import RATE, Samples
from coach.units import Frames

LEVEL = -64.0
"""dBFS, root mean square: eleven steps of 16 bits; speech is some 45 dB above it."""

LENGTH: Frames = 3 * RATE
"""It repeats; nobody hears where."""

_EDGE = 2000.0
"""Hz. Above it there is nothing, for hiss is what would be noticed first."""


@cache
def bed() -> Samples:
    """Return one length of the noise."""
    count = LENGTH
    spectrum = np.fft.rfft(np.random.default_rng(7).standard_normal(count))
    pitch = np.fft.rfftfreq(count, 1 / RATE)
    spectrum[(pitch < 60.0) | (pitch > _EDGE)] = 0
    noise = np.fft.irfft(spectrum, count)
    scaled: Samples = (noise * (10 ** (LEVEL / 20) / np.sqrt(np.mean(noise**2)))).astype(np.float32)
    return scaled


def laid_under(samples: Samples, first: Frames) -> Samples:
    """Return samples, the first of which is frame `first` of their stream, with the noise under them."""
    start = first % LENGTH
    noise = np.resize(np.roll(bed(), -start) if start else bed(), len(samples))
    return samples + (noise if samples.ndim == 1 else noise[:, None])
