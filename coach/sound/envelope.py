"""How loud music is at each frame: down before a sound of Coach's begins, up again some time after it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from coach.pcm import RATE, Samples, frames
from coach.units import Decibels, Frames, Seconds

DEPTH: Decibels = 12.0
"""By how much music is lowered: speech then stands some 14 dB above it, and music is still there."""

DOWN: Seconds = 0.150
"""How long it takes to go down; it is down when the sound begins."""

HOLD: Seconds = 0.300
"""How long it stays down after a sound: the pause in a sentence, the breath before the next."""

UP: Seconds = 0.450
"""How long it takes to come up again; slower than down, for coming up is what one notices."""

NEAR: Seconds = HOLD + UP + DOWN + 0.6
"""Between sounds with less than this from the end of one to the next it stays down: a countdown must not pump."""

Curve = npt.NDArray[np.float32]
"""Decibels, one a frame: 0 is as loud as the music is, −DEPTH is lowered."""

_FALL = np.float32(DEPTH / (DOWN * RATE))
_RISE = np.float32(DEPTH / (UP * RATE))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Frames in which something of Coach's sounds, or is about to again."""

    start: Frames
    stop: Frames


def stretches(sounds: Iterable[tuple[Frames, Frames]]) -> list[Stretch]:
    """Return where sounds (first frame, frame after the last) are, those that are near each other as one, in order."""
    found: list[Stretch] = []
    near = frames(NEAR)
    for start, stop in sorted(sounds):
        if found and start - found[-1].stop < near:
            found[-1] = Stretch(found[-1].start, max(found[-1].stop, stop))
        else:
            found.append(Stretch(start, stop))
    return found


def wanted(around: Iterable[Stretch], first: Frames, count: Frames) -> Curve:
    """Return the curve of `count` frames from `first` on that stretches ask for."""
    corners: list[tuple[Frames, float]] = []
    for each in around:
        stop = each.stop + frames(HOLD)
        corners += [(each.start - frames(DOWN), 0.0), (each.start, -DEPTH), (stop, -DEPTH), (stop + frames(UP), 0.0)]
    curve: Curve = np.zeros(count, np.float32)
    for (left, high), (right, low) in pairwise(corners):
        start, stop = max(left, first), min(right, first + count)
        if start < stop and (high or low):
            place = (np.arange(start - left, stop - left, dtype=np.float32)) / np.float32(right - left)
            curve[start - first : stop - first] = np.float32(high) + np.float32(low - high) * place
    return curve


def followed(curve: Curve, before: float) -> Curve:
    """Return a curve that goes on from `before`, no faster than music goes down and up, until it meets the one given.

    Where sounds were placed in time it is the same curve; one that was placed late must not make the music jump.
    """
    if len(curve) == 0 or -_FALL * 1.5 <= curve[0] - before <= _RISE * 1.5:
        return curve
    steps = np.arange(1, len(curve) + 1, dtype=np.float32)
    if before > curve[0]:
        falling: Curve = np.maximum(curve, np.float32(before) - _FALL * steps)
        return falling
    rising: Curve = np.minimum(curve, np.float32(before) + _RISE * steps)
    return rising


def factors(curve: Curve) -> Samples:
    """Return what samples are to be multiplied by."""
    if not curve.any():
        return np.ones(len(curve), np.float32)
    result: Samples = np.exp(curve * np.float32(np.log(10) / 20))
    return result
