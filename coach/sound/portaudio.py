"""PortAudio through sounddevice, the extra `[portaudio]`: for Linux aarch64 without PulseAudio or PipeWire."""

from __future__ import annotations

import time
from typing import Any

from coach.pcm import RATE
from coach.sound.devices import Device, named
from coach.sound.stream import NoDeviceError, Pull
from coach.units import Seconds

BUFFER: Seconds = 0.4
"""sounddevice at 400 ms had no underrun with four busy processes."""


class PortaudioStream:
    """One output stream of PortAudio's; see `coach.sound.stream.Stream`."""

    backend = "PortAudio"
    bluetooth = False  # it does not tell
    ahead: Seconds = BUFFER
    start_delay: Seconds = 0.05

    def __init__(self, device: str | None = None, channels: int = 1) -> None:
        try:
            import sounddevice
        except OSError as error:  # the package is there, the system's library is not
            raise NoDeviceError("sounddevice needs the system's libportaudio2: install that package.") from error
        self._pull: Pull | None = None
        try:
            wanted = named(device, devices()).name if device else None
            self._stream: Any = sounddevice.OutputStream(
                samplerate=RATE,
                channels=channels,
                dtype="float32",
                device=wanted,
                latency=BUFFER,
                callback=self._callback,
            )
            self.device = self.title = str(sounddevice.query_devices(self._stream.device)["name"])
        except (sounddevice.PortAudioError, ValueError) as error:
            raise NoDeviceError("No sound device opens; see `coach doctor`.") from error

    def start(self, pull: Pull) -> None:
        self._pull = pull
        try:
            self._stream.start()
        except Exception as error:
            raise NoDeviceError("The sound device does not start; see `coach doctor`.") from error

    def failure(self) -> str | None:
        return None if self._pull is None or self._stream.active else "The sound device has gone."

    def close(self) -> None:
        self._stream.abort(ignore_errors=True)
        self._stream.close(ignore_errors=True)

    def _callback(self, out: Any, count: int, times: Any, status: Any) -> None:
        pull = self._pull
        if pull is None:
            out.fill(0)
            return
        heard = time.monotonic() + times.outputBufferDacTime - times.currentTime
        out[:] = pull(count, heard).reshape(out.shape)


def devices() -> list[Device]:
    """Return the output devices as they were when PortAudio was loaded: what is plugged in later it does not see."""
    import sounddevice

    default = sounddevice.default.device[1]
    return [
        Device(str(one["name"]), default=one["index"] == default)
        for one in sounddevice.query_devices()
        if one["max_output_channels"] > 0
    ]
