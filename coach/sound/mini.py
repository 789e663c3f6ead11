"""Everything but PulseAudio through miniaudio, which needs no system library: ALSA, Core Audio, WASAPI and the rest."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Generator
from functools import cache
from typing import Any

from coach.pcm import RATE
from coach.sound.devices import Device, named
from coach.sound.stream import NoDeviceError, Pull
from coach.units import Seconds

PERIOD_MS = 200
PERIODS = 3
"""3 × 200 ms had no underrun with four busy processes; 10–50 ms periods lost 105–175 ms in a minute."""

# JACK is left out everywhere: probing it crashed once. So is miniaudio's own "Null", which opens silently where there
# is nothing to hear with.
_BACKENDS = ("WASAPI", "DSOUND", "WINMM", "COREAUDIO", "SNDIO", "AUDIO4", "OSS", "ALSA")


class MiniaudioStream:
    """One playback device of miniaudio's; see `coach.sound.stream.Stream`."""

    bluetooth = False  # none of its backends tells
    ahead: Seconds = PERIOD_MS * PERIODS / 1000
    start_delay: Seconds = 0.02

    def __init__(self, device: str | None = None, channels: int = 1) -> None:
        import miniaudio

        _hush_alsa()
        backends = [miniaudio.Backend[name] for name in _BACKENDS]
        enabled = miniaudio.get_enabled_backends()
        backends = [backend for backend in backends if backend in enabled]
        self._error = miniaudio.MiniaudioError
        try:
            device_id = _find(miniaudio, backends, device) if device else None
            self._device: Any = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.FLOAT32,
                nchannels=channels,
                sample_rate=RATE,
                buffersize_msec=PERIOD_MS,
                callback_periods=PERIODS,
                device_id=device_id,
                backends=backends,
                app_name="coach",
            )
        except miniaudio.MiniaudioError as error:
            reason = str(error.args[0]) if error.args else "no reason given"
            raise NoDeviceError(f"No sound device opens ({reason}); see `coach doctor`.") from error
        self.backend = str(self._device.backend)
        self.device = self.title = device or ""
        if self.backend == "Null":
            self._device.close()
            raise NoDeviceError("There is no sound device; plug one in, or see `coach doctor`.")

    def start(self, pull: Pull) -> None:
        feed = _feed(pull)
        next(feed)
        try:
            self._device.start(feed)
        except self._error as error:
            raise NoDeviceError("The sound device does not start; see `coach doctor`.") from error

    def failure(self) -> str | None:
        return None  # miniaudio never tells: `running` stays true on a lost device

    def close(self) -> None:
        self._device.close()


@cache
def _hush_alsa() -> Any:
    """Take ALSA's messages off file descriptor 2: some twenty lines each time that there is no device to open."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        asound = ctypes.CDLL("libasound.so.2")
        # Its arguments are variable; a handler that looks at none of them may be declared with the first.
        handler = ctypes.CFUNCTYPE(None, ctypes.c_char_p)(lambda _: None)
        asound.snd_lib_error_set_handler(handler)
    except (OSError, AttributeError):
        return None
    return handler  # kept by the cache: ALSA calls it for as long as the process lives


def _find(miniaudio: Any, backends: list[Any], name: str) -> Any:
    found = {str(device["name"]): device["id"] for device in miniaudio.Devices(backends).get_playbacks()}
    return found[named(name, [Device(one) for one in found]).name]


def _feed(pull: Pull) -> Generator[memoryview, int, None]:
    count = yield memoryview(b"")
    while True:
        samples = pull(count, None)
        count = yield samples.reshape(-1).data.cast("B")


def devices() -> list[Device]:
    """Return the playback devices, [] where miniaudio cannot tell; which is the default one it does not say."""
    import miniaudio

    try:
        backends = [backend for backend in miniaudio.get_enabled_backends() if backend.name in _BACKENDS]
        return [Device(str(device["name"])) for device in miniaudio.Devices(backends).get_playbacks()]
    except miniaudio.MiniaudioError:
        return []


def version() -> str:
    """Return miniaudio's version."""
    import miniaudio

    return str(miniaudio.__version__)
