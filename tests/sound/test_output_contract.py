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


def nothing(device: str | None) -> Stream:
    raise NoDeviceError("There is no sound device.")


OUTPUTS: dict[str, Callable[[], Output]] = {
    "silent": NoOutput,
    "fake": lambda: RecordingOutput(ManualClock()),
    "device": lambda: DeviceOutput(opener=lambda device: FakeStream()),
    "no device": lambda: DeviceOutput(opener=nothing),
}


@pytest.fixture(params=OUTPUTS)
def output(request: pytest.FixtureRequest) -> Iterator[Output]:
    made = OUTPUTS[request.param]()
    yield made
    made.close()


CLICK = np.ones(10, np.float32)


def test_sounds_may_be_placed_before_the_start_and_in_the_past(output: Output) -> None:
    output.place(CLICK, 0.0)
    output.start()
    output.place(CLICK, 1e9)


def test_a_cancel_is_fine_at_any_time(output: Output) -> None:
    output.cancel()
    output.start()
    output.cancel()
    output.place(CLICK, 5.0)
    output.cancel()
    output.cancel()


def test_closing_twice_is_fine(output: Output) -> None:
    output.start()
    output.close()
    output.close()


def test_starting_twice_is_fine(output: Output) -> None:
    output.start()
    output.start()


def test_the_latency_is_some_part_of_a_second(output: Output) -> None:
    assert 0.0 <= output.latency < 1.5
