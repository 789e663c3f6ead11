"""What a sound library must offer; `coach.sound.libraries` has which one is used on this machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from coach.errors import CoachError
from coach.pcm import Samples
from coach.units import Frames, Seconds

Pull = Callable[[Frames, Seconds | None], Samples]
"""Gives as many frames as are asked for (0, too), the next ones. The second argument is the moment when the first of
them will sound, where the library knows it. Called from a thread of the library; it returns at once."""


class NoDeviceError(CoachError):
    """No sound device opens; the text is a sentence for the screen."""


class NoServerError(NoDeviceError):
    """The system's sound server does not run: no device that is plugged in mends that."""


class Stream(Protocol):
    """An open device. It is silent until started, is started once, and is closed to stop: what is left in its buffer
    is never heard."""

    backend: str
    """"PulseAudio", "ALSA", …"""
    device: str
    """The name of the device that plays now, "" where the library does not tell; the system may move a stream."""
    title: str
    """What people call the device that was opened; "" as above."""
    bluetooth: bool
    """It is known to be Bluetooth."""
    ahead: Seconds
    """How far ahead of its sound a frame is asked for, at most."""
    start_delay: Seconds
    """About how long after `start` the first frame is heard."""

    def start(self, pull: Pull) -> None:
        """Begin to ask for frames and to sound them; raises NoDeviceError."""

    def failure(self) -> str | None:
        """Return why the stream has ended by itself, if it has."""

    def close(self) -> None:
        """Fall silent and release the device."""
