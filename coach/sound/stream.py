"""What a sound library must offer, and which one is used on this machine."""

from __future__ import annotations

import importlib.util
import sys
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


class Stream(Protocol):
    """An open device. It is silent until started, is started once, and is closed to stop: what is left in its buffer
    is never heard."""

    backend: str
    """"PulseAudio", "ALSA", …"""
    device: str
    """The device's name, "" where the library does not tell."""
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


def open_stream(device: str | None = None) -> Stream:
    """Open the named device, or the machine's default one; raises NoDeviceError with what to do."""
    reasons: list[str] = []
    for open_one in (_pulse, _miniaudio, _portaudio):
        try:
            stream = open_one(device)
        except NoDeviceError as error:
            reasons.append(str(error))
            continue
        if stream is not None:
            return stream
    raise NoDeviceError(reasons[0] if reasons else missing_library())


def missing_library() -> str:
    """Return the sentence for a machine on which no sound library could be tried."""
    if sys.platform.startswith("linux"):
        return "No sound library: install libpulse0 (or PipeWire), or `pip install miniaudio`."
    return "No sound library: run `pip install miniaudio`."


def _pulse(device: str | None) -> Stream | None:
    if not sys.platform.startswith("linux"):
        return None
    from coach.sound.pulse import PulseStream, library

    return PulseStream(device) if library() is not None else None


def _miniaudio(device: str | None) -> Stream | None:
    if importlib.util.find_spec("miniaudio") is None:
        return None
    from coach.sound.mini import MiniaudioStream

    return MiniaudioStream(device)


def _portaudio(device: str | None) -> Stream | None:
    if importlib.util.find_spec("sounddevice") is None:
        return None
    from coach.sound.portaudio import PortaudioStream

    return PortaudioStream(device)
