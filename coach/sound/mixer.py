"""Sounds at their samples: what is placed at a moment is found at the frame of that moment; music lies under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coach.pcm import RATE, Samples, bent
from coach.pcm import frames as to_frames
from coach.units import Frames, Seconds

if TYPE_CHECKING:
    from coach.sound.underlay import Underlay  # which the first word of a session without music does not wait for

CEILING = 0.891
"""No sample leaves louder: −1 dBFS, so that no converter clips between samples."""

KNEE = 0.7
"""Below it samples are left as they are; voice and tone together stay below it but for rare peaks."""

REMEMBERED: Seconds = 2.0
"""For so long after its end a sound matters to the music: longer than `NEAR` of `coach.sound.envelope`."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A sound and the moment of its first sample."""

    samples: Samples
    due: Seconds

    @property
    def end(self) -> Seconds:
        return self.due + len(self.samples) / RATE


class Mixer:
    """Adds up what was placed; the same question always has the same answer, until something is placed or dropped.

    With music under it, it is asked for frames in their order: how far the music is lowered follows from what was.
    """

    def __init__(self, music: Underlay | None = None) -> None:
        self.music = music
        self._placed: tuple[Placed, ...] = ()

    @property
    def channels(self) -> int:
        """How many numbers a frame has: with music two, and else one."""
        return 1 if self.music is None else 2

    def __len__(self) -> int:
        return len(self._placed)

    def place(self, samples: Samples, due: Seconds) -> None:
        """Let the first sample sound at `due`."""
        self._placed = (*self._placed, Placed(samples, due))

    def clear(self) -> None:
        """Drop everything."""
        self._placed = ()

    def forget(self, before: Seconds) -> None:
        """Drop what has ended by then, with music some time later: what has just sounded keeps the music down."""
        before -= REMEMBERED if self.music is not None else 0.0
        self._placed = tuple(placed for placed in self._placed if placed.end > before)

    def next_due(self, after: Seconds) -> Seconds | None:
        """Return the moment of the first sound that begins at or after `after`."""
        return min((placed.due for placed in self._placed if placed.due >= after), default=None)

    def is_quiet(self, start: Seconds, end: Seconds) -> bool:
        """Tell whether nothing sounds between two moments."""
        return all(placed.due >= end or placed.end <= start for placed in self._placed)

    def render(self, first: Frames, count: Frames, origin: Seconds) -> Samples:
        """Return `count` frames from frame `first` on, (count,) or with music (count, 2); frame 0 is at `origin`.

        The moment of a sound is rounded to the nearest frame, and every slice agrees on which.
        """
        sounds = [(to_frames(placed.due - origin), placed.samples) for placed in self._placed]
        if self.music is None:
            return mix(sounds, first, count)
        under = self.music.render([(frame, frame + len(samples)) for frame, samples in sounds], first, count)
        if under is None:
            return np.repeat(mix(sounds, first, count)[:, None], 2, axis=1)
        return soften(under + added(sounds, first, count)[:, None])


def mix(sounds: Sequence[tuple[Frames, Samples]], first: Frames, count: Frames) -> Samples:
    """Add sounds, each at its frame, and return the frames `first` to `first + count`; peaks are bent, never cut."""
    return soften(added(sounds, first, count))


def added(sounds: Sequence[tuple[Frames, Samples]], first: Frames, count: Frames) -> Samples:
    """Add sounds, each at its frame, and return the frames `first` to `first + count` as loud as that is."""
    result: Samples = np.zeros(count, np.float32)
    for frame, samples in sounds:
        start, stop = max(frame, first), min(frame + len(samples), first + count)
        if start < stop:
            result[start - first : stop - first] += samples[start - frame : stop - frame]
    return result


def soften(samples: Samples) -> Samples:
    """Bend what is over `KNEE` so that nothing passes `CEILING`."""
    return bent(samples, KNEE, CEILING)
