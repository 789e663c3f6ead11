"""Which sound library is used on this machine; one that is not tried is not imported."""

from __future__ import annotations

import importlib.util
import sys

from coach.sound.devices import Device, UnknownDeviceError
from coach.sound.stream import NoDeviceError, Stream


def open_stream(device: str | None = None, channels: int = 1) -> Stream:
    """Open the named device, or the machine's default one; raises NoDeviceError with what to do."""
    errors: list[NoDeviceError] = []
    for open_one in (_pulse, _miniaudio, _portaudio):
        try:
            stream = open_one(device, channels)
        except UnknownDeviceError:
            raise  # another library has other names for the same devices
        except NoDeviceError as error:
            errors.append(error)
            continue
        if stream is not None:
            return stream
    raise errors[0] if errors else NoDeviceError(missing_library())


def list_devices() -> list[Device]:
    """Return the devices of the library that plays here, by the names that `open_stream` takes; [] where none tells."""
    for look in (_pulse_devices, _miniaudio_devices, _portaudio_devices):
        try:
            devices = look()
        except Exception:  # whatever a library does: the next one may know
            continue
        if devices:
            return devices
    return []


def missing_library() -> str:
    """Return the sentence for a machine on which no sound library could be tried."""
    if sys.platform.startswith("linux"):
        return "No sound library: install libpulse0 (or PipeWire), or `pip install miniaudio`."
    return "No sound library: run `pip install miniaudio`."


def _pulse(device: str | None, channels: int) -> Stream | None:
    if not sys.platform.startswith("linux"):
        return None
    from coach.sound.pulse import PulseStream, library

    return PulseStream(device, channels) if library() is not None else None


def _miniaudio(device: str | None, channels: int) -> Stream | None:
    if importlib.util.find_spec("miniaudio") is None:
        return None
    from coach.sound.mini import MiniaudioStream

    return MiniaudioStream(device, channels)


def _portaudio(device: str | None, channels: int) -> Stream | None:
    if importlib.util.find_spec("sounddevice") is None:
        return None
    from coach.sound.portaudio import PortaudioStream

    return PortaudioStream(device, channels)


def _pulse_devices() -> list[Device]:
    if not sys.platform.startswith("linux"):
        return []
    from coach.sound.pulse import devices, library

    return devices() if library() is not None else []


def _miniaudio_devices() -> list[Device]:
    if importlib.util.find_spec("miniaudio") is None:
        return []
    from coach.sound.mini import devices

    return devices()


def _portaudio_devices() -> list[Device]:
    if importlib.util.find_spec("sounddevice") is None:
        return []
    from coach.sound.portaudio import devices

    return devices()
