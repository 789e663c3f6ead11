"""What every output does, the silent one, the fake and the real one alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest

from coach.sound.device import DeviceOutput
from coach.sound.protocol import Output
from coach.sound.silence import NoOutput
from coach.sound.stream import NoDeviceError, Stream
from coach.testing import ManualClock, RecordingOutput

from .fakes import FakeStream


class Devices:
    """What a library opened, in order."""

    def __init__(self) -> None:
        self.opened: list[FakeStream] = []

    def open(self, device: str | None, channels: int) -> Stream:
        self.opened.append(FakeStream())
        return self.opened[-1]


def nothing(device: str | None, channels: int) -> Stream:
    raise NoDeviceError("There is no sound device.")


OUTPUTS: dict[str, Callable[[Devices], Output]] = {
    "silent": lambda devices: NoOutput(),
    "fake": lambda devices: RecordingOutput(ManualClock()),
    "device": lambda devices: DeviceOutput(opener=devices.open),
    "no device": lambda devices: DeviceOutput(opener=nothing),
}


@pytest.fixture
def devices() -> Devices:
    return Devices()


@pytest.fixture(params=OUTPUTS)
def output(request: pytest.FixtureRequest, devices: Devices) -> Iterator[Output]:
    made = OUTPUTS[request.param](devices)
    yield made
    made.close()


CLICK = np.ones(10, np.float32)


def is_well(output: Output) -> bool:
    """Nothing is wrong with it but that there may be no device."""
    return output.trouble is None or output.trouble.startswith("There is no sound device.")


def test_sounds_may_be_placed_before_the_start_and_in_the_past(output: Output) -> None:
    output.place(CLICK, 0.0)
    output.start()
    output.place(CLICK, 1e9)

    assert is_well(output)


def test_a_cancel_is_fine_at_any_time(output: Output) -> None:
    output.cancel()
    output.start()
    output.cancel()
    output.place(CLICK, 5.0)
    output.cancel()
    output.cancel()

    assert is_well(output)


def test_closing_twice_is_fine_and_leaves_no_device_open(output: Output, devices: Devices) -> None:
    output.start()
    output.close()
    output.close()

    assert all(stream.closed for stream in devices.opened)
    assert is_well(output)


def test_starting_twice_opens_one_device_at_most(output: Output, devices: Devices) -> None:
    output.start()
    output.start()
    output.close()

    assert len(devices.opened) <= 1
    assert is_well(output)


def test_the_latency_is_some_part_of_a_second(output: Output) -> None:
    assert 0.0 <= output.latency < 1.5
