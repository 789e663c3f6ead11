"""Devices that fall asleep: noise that nobody hears keeps them awake, under everything and in every silence. Pure.

Headphones mute themselves after a while of digital silence, and take 0.3 to 1 s to wake: that much of the first word is
lost. The noise is loud enough to be no silence to them, also after 16 bits and a codec, and far below what is heard.
"""

from __future__ import annotations

from functools import cache
from typing import Protocol

import numpy as np

from coach.pcm import RATE, Samples
from coach.units import Decibels, Frames, Seconds

LEVEL: Decibels = -64.0
"""dBFS, root mean square: eleven steps of 16 bits; speech is some 45 dB above it."""

LENGTH: Frames = 3 * RATE
"""It repeats; nobody hears where."""

WAKES: Seconds = 1.0
"""How long a link takes to wake, where nobody says otherwise."""

AFTER_CANCEL: Seconds = 0.4
"""How long after a cancel the noise waits for words that begin with the stream: as long as the loop's own `CANCELLING`,
and a turn of it. A link that is awake stays so meanwhile."""

_EDGE = 2000.0
"""Hz. Above it there is nothing, for hiss is what would be noticed first."""


@cache
def noise() -> Samples:
    """Return one length of the noise."""
    count = LENGTH
    spectrum = np.fft.rfft(np.random.default_rng(7).standard_normal(count))
    pitch = np.fft.rfftfreq(count, 1 / RATE)
    spectrum[(pitch < 60.0) | (pitch > _EDGE)] = 0
    raw = np.fft.irfft(spectrum, count)
    scaled: Samples = (raw * (10 ** (LEVEL / 20) / np.sqrt(np.mean(raw**2)))).astype(np.float32)
    return scaled


def laid_under(samples: Samples, first: Frames) -> Samples:
    """Return samples, the first of which is frame `first` of their stream, with the noise under them."""
    start = first % LENGTH
    under = np.resize(np.roll(noise(), -start) if start else noise(), len(samples))
    return samples + (under if samples.ndim == 1 else under[:, None])


class Link(Protocol):
    """What a stream tells of the way to its device."""

    bluetooth: bool
    """It is known to be Bluetooth."""


class Sleeper:
    """Whether a device is kept awake, and from when on it is."""

    def __init__(self, keep_awake: bool | None, wakes: Seconds) -> None:
        self._keep_awake = keep_awake
        """None is only where the device is known to be Bluetooth."""
        self._wakes = wakes
        self._starts_from: Seconds = 0.0
        """Before it the noise starts no stream."""
        self._awake_from: Seconds | None = None
        """When the link of the first stream will be awake."""

    @property
    def may_sleep(self) -> bool:
        """Whether a stream may have to be kept awake."""
        return self._keep_awake is not False

    def keeps(self, stream: Link) -> bool:
        """Tell whether the noise lies under this stream."""
        return stream.bluetooth if self._keep_awake is None else self._keep_awake

    def waits(self, stream: Link, now: Seconds) -> Seconds:
        """Return how long until the noise may start a stream, 1 s at most; 0 where it does now."""
        return min(1.0, max(0.0, self._starts_from - now)) if self.keeps(stream) else 1.0

    def cancelled(self, now: Seconds) -> None:
        """What was to sound was taken back: words that follow come first."""
        self._starts_from = now + AFTER_CANCEL

    def started(self, now: Seconds) -> None:
        """A stream starts: the first one wakes the link."""
        if self._awake_from is None:
            self._awake_from = now + self._wakes

    def wakes_in(self, stream: Link, now: Seconds, *, at_least: Seconds) -> Seconds:
        """Return how long until the link is awake, never less than `at_least`; 0 where it does not sleep."""
        if not self.keeps(stream):
            return 0.0
        return max(at_least, self._wakes if self._awake_from is None else self._awake_from - now)
