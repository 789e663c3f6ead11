"""The sounds without words, told apart by rhythm so that a poor speaker, a noisy room or old ears lose nothing.

Every tone is made of pure notes between 400 and 1,000 Hz: small speakers do not reach lower, ageing hearing and
masking music take what is higher. A go is one long note and an end is three short ones, so neither can be taken for
the other half-way through.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from coach.pcm import RATE, Samples, frames
from coach.timeline.model import Tone
from coach.units import Seconds

EDGE: Seconds = 0.008
"""How long a note fades in and out: a harder edge is a click whose content leaves the band."""


@dataclass(frozen=True, slots=True)
class Note:
    """One sounding stretch of a tone."""

    start: Seconds
    seconds: Seconds
    hertz: float
    level: float
    """Peak, 1.0 being full scale."""


NOTES: Mapping[Tone, tuple[Note, ...]] = {
    # Under a spoken number: short and soft, so that the word stays clear.
    Tone.TICK: (Note(0.0, 0.070, 660.0, 0.16),),
    Tone.COUNT: (Note(0.0, 0.045, 520.0, 0.11),),
    Tone.GO: (Note(0.0, 0.550, 784.0, 0.30),),
    Tone.SWITCH: (Note(0.0, 0.130, 587.0, 0.28), Note(0.260, 0.130, 587.0, 0.28)),
    Tone.END: (
        Note(0.0, 0.110, 698.0, 0.30),
        Note(0.190, 0.110, 698.0, 0.30),
        Note(0.380, 0.110, 698.0, 0.30),
    ),
    # Short-short-long, twice: nothing else in a session lasts so long.
    Tone.DONE: (
        Note(0.0, 0.110, 523.0, 0.30),
        Note(0.180, 0.110, 659.0, 0.30),
        Note(0.360, 0.480, 784.0, 0.30),
        Note(1.020, 0.110, 523.0, 0.30),
        Note(1.200, 0.110, 659.0, 0.30),
        Note(1.380, 0.800, 784.0, 0.30),
    ),
}


@cache
def tone(kind: Tone) -> Samples:
    """Return the samples of a tone; its onset is the first of them. The array is shared and read-only."""
    notes = NOTES[kind]
    samples = np.zeros(frames(max(note.start + note.seconds for note in notes)), np.float32)
    for note in notes:
        first, count = frames(note.start), frames(note.seconds)
        count = min(count, len(samples) - first)
        samples[first : first + count] += _note(note, count)
    samples.flags.writeable = False
    return samples


def _note(note: Note, count: int) -> Samples:
    time = np.arange(count, dtype=np.float64) / RATE
    edge = frames(EDGE)
    envelope = np.ones(count)
    ramp = 0.5 - 0.5 * np.cos(np.pi * np.arange(edge) / edge)
    envelope[:edge] = ramp
    envelope[count - edge :] = ramp[::-1]
    wave: Samples = (note.level * envelope * np.sin(2 * np.pi * note.hertz * time)).astype(np.float32)
    return wave
