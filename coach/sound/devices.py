"""The sound devices of a machine as values, and which one is meant by a name. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.sound.stream import NoDeviceError


@dataclass(frozen=True, slots=True)
class Device:
    """One device that can be played on."""

    name: str
    """By which the library knows it: "alsa_output.pci-0000_00_1f.3.analog-stereo"."""
    title: str = ""
    """As desktops call it: "Built-in Audio Analog Stereo"; empty where that is the name."""
    default: bool = False
    bluetooth: bool = False

    @property
    def called(self) -> str:
        """What people call it, and what `sound.device` takes."""
        return self.title or self.name


class UnknownDeviceError(NoDeviceError):
    """A device that was asked for by name is not there; others may be."""

    def __init__(self, wanted: str, devices: Sequence[Device]) -> None:
        from coach.routine.nearest import nearest  # difflib comes with it

        close = nearest(wanted, [name for one in devices for name in (one.title, one.name) if name], 0.5)
        self.sentence = f"There is no sound device “{wanted}” now" + (f"; did you mean “{close}”?" if close else ".")
        super().__init__(self.sentence if close else f"{self.sentence[:-1]}; see `coach doctor`.")


def named(wanted: str, devices: Sequence[Device]) -> Device:
    """Return the device that is meant: by name or title, letter for letter first; raises UnknownDeviceError."""
    for device in devices:
        if wanted in (device.name, device.title):
            return device
    folded = wanted.strip().casefold()
    for device in devices:
        if folded in (device.name.casefold(), device.title.casefold()):
            return device
    raise UnknownDeviceError(wanted, devices)
