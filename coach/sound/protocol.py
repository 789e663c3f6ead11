"""What carries samples to ears; `coach.testing.RecordingOutput` is the fake."""

from __future__ import annotations

from typing import Protocol

from coach.pcm import Samples
from coach.units import Seconds

MUSIC_FADES: Seconds = 3.0
"""How long music takes to fade out when a session is over, played or written to a file."""


class Output(Protocol):
    """Places sounds at exact moments of the monotonic clock; every method returns at once, from any thread."""

    @property
    def trouble(self) -> str | None:
        """One sentence for the screen while nothing can be heard (no device, device lost), else None."""

    @property
    def notice(self) -> str | None:
        """One sentence where another device plays than the one that was asked for, else None."""

    @property
    def wakes_in(self) -> Seconds:
        """How long from now the first sound ought to wait, so that a device that sleeps hears it in full; usually 0."""

    @property
    def latency(self) -> Seconds:
        """How far ahead of its moment a sound has to be placed to be sure to sound in full."""

    def start(self) -> None:
        """Open the device; without one keep time in silence and try again now and then."""

    def place(self, samples: Samples, due: Seconds) -> None:
        """Let the first sample sound at the monotonic moment `due`; samples that would lie in the past are dropped."""

    def cancel(self) -> None:
        """Drop all that has not sounded, also what is in the device's buffer: silence within 150 ms."""

    def play_music(self) -> None:
        """Let the music sound, where there is any, from where it was left and as soon as it is ready."""

    def stop_music(self, fade: Seconds) -> Seconds:
        """Let it fade out and wait where it is; return in how many seconds it will be silent."""

    def close(self) -> None:
        """Release the device; what has not sounded is dropped."""


class Told(Protocol):
    """Is told by an output what will be heard, ahead of time; every method returns at once, from any thread."""

    def sounds(self, start: Seconds, end: Seconds) -> None:
        """Something will be heard from one moment of the monotonic clock to another."""

    def quiet(self) -> None:
        """Nothing of what was told will be heard any more."""

    def close(self) -> None:
        """There is nothing more to tell."""
