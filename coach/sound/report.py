"""How the sound is on this machine, for `coach doctor`."""

from __future__ import annotations

from dataclasses import dataclass

from coach.sound.devices import Device
from coach.sound.following import Following
from coach.sound.libraries import list_devices, open_stream
from coach.sound.stream import NoDeviceError, NoServerError


@dataclass(frozen=True, slots=True)
class SoundReport:
    """What opens, and what else there is."""

    backend: str
    """"PulseAudio", "ALSA", …; "" where no device opens."""
    device: str
    """Its name, "" where the library does not tell or no device opens."""
    trouble: str | None
    """What is wrong and what to do, None where a device opens."""
    devices: tuple[Device, ...] = ()
    """All that can be chosen."""
    notice: str = ""
    """That another one opens than the one that was asked for."""
    bluetooth: bool = False
    """The one that opens is known to be Bluetooth."""
    serverless: bool = False
    """None opens because the system's sound server does not run."""


def describe(device: str | None = None) -> SoundReport:
    """Open the device, and tell what opened and what else there is; nothing is heard, and nothing raised."""
    devices = tuple(list_devices())
    following = Following(device, open_stream, list_devices)
    try:
        stream = following.open(1)
    except NoDeviceError as error:
        return SoundReport("", "", str(error), devices, serverless=isinstance(error, NoServerError))
    except Exception as error:
        return SoundReport("", "", f"The sound device does not open ({type(error).__name__}: {error}).", devices)
    stream.close()
    return SoundReport(stream.backend, stream.device, None, devices, following.notice or "", stream.bluetooth)
