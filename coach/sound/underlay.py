"""The music in a mixer: which of its frames lie under which of the stream's, and how loud they are there.

It keeps to the stream's frames, not to the clock's moments: when an underrun or a crystal's drift moves the words, the
music goes on without a step.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from coach.pcm import Samples, frames, seconds
from coach.sound.envelope import Curve, factors, followed, stretches, wanted
from coach.sound.music import MusicBed
from coach.units import Frames, Seconds

GUARD: Seconds = 0.2
"""What is rendered may be asked for at the same moment: nothing that sounds changes nearer than this."""

FADE_IN: Seconds = 0.4
"""Where it begins, and where it goes on after a pause."""

FADE_BACK: Seconds = 0.1
"""Where it goes on in another stream, after a skip or with another device."""

FADE_EDGE: Seconds = 0.020
"""Where it breaks off because no more is ready."""

READY: Seconds = 1.0
"""So much has to be there before it begins, so that it does not break off at once."""


class Underlay:
    """The music of one mixer; it begins when it is wanted and ready, and goes on where it was left."""

    def __init__(self, bed: MusicBed, volume: float = 1.0) -> None:
        self.bed = bed
        self.wanted = False
        """Whether it is to sound; `stop` lets it fade out."""
        self.position: Frames = 0
        """Where in the music it goes on."""
        self._volume = np.float32(volume)
        self._rises: Seconds = FADE_IN
        """How long it takes to come in, where it begins next or has begun."""
        self._begins: Frames | None = None
        """The stream's frame under which `position` lies; None while nothing sounds."""
        self._fades: tuple[Frames, Frames] | None = None
        """The stream's frame at which it begins to fade out, and that after which it is silent."""
        self._curve: tuple[Frames, Curve] | None = None
        """The curve that was rendered last, and its first frame."""

    @property
    def sounds(self) -> bool:
        return self._begins is not None

    @property
    def waits(self) -> bool:
        """Whether it would begin now: wanted, not sounding, and ready."""
        return self.wanted and not self.sounds and len(self.bed.read(self.position, frames(READY))) == frames(READY)

    def stop(self, asked: Frames, fade: Seconds) -> Seconds:
        """Let it fade out and sound no more until it is wanted again; `asked` is the frame that will be asked for next.

        Returns how much of it is still to be heard from that frame on.
        """
        self.wanted = False
        if not self.sounds:
            self._rises = FADE_IN
            return 0.0
        if self._fades is None:
            at = asked + (frames(GUARD) if asked else 0)
            self._fades = (at, at + max(1, frames(fade)))
        return max(0.0, seconds(self._fades[1] - asked))

    def until(self, end: Frames, fade: Seconds) -> None:
        """Let it sound from now on, and be faded out by a frame of the stream that is known already."""
        self.wanted = True
        self._fades = (end - frames(fade), end)

    def leave(self, heard: Frames) -> None:
        """The stream ends, having sounded up to a frame: the music goes on there in the next one."""
        if self.sounds:
            self._wait_at(heard)
            self._rises = FADE_BACK
        self._curve = None

    def _wait_at(self, frame: Frames) -> None:
        self._rises = FADE_IN
        if self._begins is not None:
            self.position += max(0, frame - self._begins)
        self._begins = self._fades = None

    def render(self, sounds: Sequence[tuple[Frames, Frames]], first: Frames, count: Frames) -> Samples | None:
        """Return the music under `count` frames of the stream, (count, 2), None where there is none.

        `sounds` are the first frame of each sound that is placed and the frame after its last.
        """
        if self._fades is not None and first >= self._fades[1]:
            self._wait_at(self._fades[1])
            return None
        if self.waits:
            self._begins = first + (frames(GUARD) if self._curve is not None else 0)
        curve = self._lowered(sounds, first, count)
        if self._begins is None:
            return None
        lead = max(0, self._begins - first)
        music = self.bed.read(self.position + max(0, first - self._begins), max(0, count - lead))
        if len(music) == 0 and first >= self._begins:  # it ran dry: it goes on there when more has come
            self._wait_at(first)
            return None
        result: Samples = np.zeros((count, 2), np.float32)
        heard = result[lead : lead + len(music)]
        np.multiply(music, (factors(curve) * self._volume)[lead : lead + len(music), None], out=heard)
        self._ramp(heard, self._begins - first - lead, frames(self._rises), up=True)
        if len(music) < count - lead:
            self._ramp(heard, len(music) - frames(FADE_EDGE), frames(FADE_EDGE), up=False)
        if self._fades is not None:
            self._ramp(heard, self._fades[0] - first - lead, self._fades[1] - self._fades[0], up=False)
        return result

    def _lowered(self, sounds: Sequence[tuple[Frames, Frames]], first: Frames, count: Frames) -> Curve:
        curve = wanted(stretches(sounds), first, count) + np.float32(self.bed.turned)
        if self._curve is not None and self._curve[0] <= first <= self._curve[0] + len(self._curve[1]):
            start, before = self._curve
            kept = before[first - start : first - start + frames(GUARD)] if first < start + len(before) else before[:0]
            kept = kept[:count]
            last = float(kept[-1]) if len(kept) else float(before[-1])
            curve[: len(kept)] = kept
            curve[len(kept) :] = followed(curve[len(kept) :], last)
        self._curve = (first, curve)
        return curve

    def _ramp(self, samples: Samples, start: Frames, length: Frames, *, up: bool) -> None:
        """Let samples rise or fall over `length` frames from a frame of theirs on, and be silent on the other side."""
        low, high = max(0, start), min(len(samples), start + length)
        if low < high:
            place = (np.arange(low - start, high - start, dtype=np.float32) / np.float32(length))[:, None]
            samples[low:high] *= place if up else 1 - place
        if up:
            samples[: max(0, start)] = 0
        else:
            samples[max(0, start + length) :] = 0
