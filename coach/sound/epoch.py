"""One run of one stream: what is given to it, where it is, and whether it still goes on. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from coach.pcm import RATE, Samples, frames, seconds
from coach.sound.anchor import Anchor
from coach.sound.mixer import Mixer
from coach.sound.stream import Stream
from coach.units import Frames, Seconds

WATCHDOG: Seconds = 1.0
"""A device that asks for nothing for so long is lost; none of the libraries says so reliably."""

START_PATIENCE: Seconds = 3.0
"""As much for a stream that just started: a sink that slept takes up to 2 s to wake."""

STOOD_STILL: Seconds = 0.6
WAKING: Seconds = 2.0
"""A stream that was asked for nothing for so long, and goes on then, is started anew; the second while it starts."""

GOES_ON: Seconds = 0.1
"""Asked within this time, a stream that stood still goes on."""

BROKEN: Seconds = 0.25
"""A stream that is later than this was interrupted: it is started anew instead of waiting for as much silence."""

RESTARTS: Seconds = 3.0
"""No stream is started anew for that sooner: a device that wakes is late at first, and then is not."""

CLEAR: Seconds = 0.05
"""So far from every sound is silence, in which the stream's moments may be corrected."""


@dataclass(frozen=True, slots=True)
class Window:
    """Finished samples from a frame on."""

    first: Frames
    samples: Samples


@dataclass(slots=True)
class Epoch:
    """From the start of a stream to its end. `give` is called by a thread of the library, all else by the output's."""

    stream: Stream
    anchor: Anchor
    window: Window
    asked: Frames = 0
    """Frames given to the library so far."""
    asked_at: Seconds = 0.0
    started_at: Seconds = 0.0
    stood_still: bool = False
    """What its buffer holds belongs to moments that are gone."""
    readings: list[tuple[Seconds, bool]] = field(default_factory=list)
    """Where frame 0 was by each request since the last look, and whether the library knew it."""

    @property
    def flows(self) -> bool:
        """Whether more was asked for than a buffer takes before anything sounds."""
        return self.asked > frames(1.5 * self.stream.ahead)

    def give(self, count: Frames, heard: Seconds | None, now: Seconds) -> Samples:
        """Return the next frames, as `coach.sound.stream.Pull` says: silence where the window has no more."""
        first = self.asked
        if count:
            self.asked_at = now
        if heard is not None:
            self.readings.append((heard - first / RATE, True))
        elif count:
            self.readings.append((now - first / RATE, False))
        window = self.window
        skip = first - window.first
        result = window.samples[skip : skip + count]
        if len(result) < count:  # the thread was starved, or all was cancelled
            silence = np.zeros((count - len(result), *result.shape[1:]), np.float32)
            result = np.concatenate([result, silence])
        self.asked = first + count
        return result

    def fall_silent(self) -> None:
        """Until the stream is closed it must not be given what it was to play."""
        self.window = Window(self.asked, self.window.samples[:0])

    def heard(self, now: Seconds) -> Frames:
        """Return up to which frame it has sounded."""
        return min(self.asked, frames(now - self.anchor.origin))

    def has_stopped(self, now: Seconds) -> bool:
        """Notice that the device asks for nothing; True when it has to be given up for that."""
        silent = now - self.asked_at
        if silent > (STOOD_STILL if self.flows else WAKING):
            self.stood_still = True
        return silent > (WATCHDOG if self.flows else START_PATIENCE)

    def keep_to_its_device(self, mixer: Mixer, now: Seconds) -> bool:
        """Move the anchor as the readings since the last look ask, in silence; True where that was for an underrun."""
        readings, self.readings = self.readings, []
        for origin, known in readings:
            self.anchor.read(origin, now, known=known)
        late = self.anchor.pending
        if late == 0.0:
            return False
        here = self.anchor.origin + seconds(self.asked)
        return mixer.is_quiet(here - CLEAR, here + max(late, 0.0) + CLEAR) and self.anchor.correct(now)

    def is_broken(self, now: Seconds) -> bool:
        """Tell whether it is too late to be followed, or goes on after standing still: it has to be started anew."""
        late = abs(self.anchor.pending) > BROKEN and now - self.started_at > RESTARTS
        return late or (self.stood_still and self.asked_at > now - GOES_ON)
