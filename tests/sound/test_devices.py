"""Which device is meant by a name, and which plays when that one goes and comes back."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from coach.sound.devices import Device, UnknownDeviceError, named
from coach.sound.following import CHANGES_WITHIN, LOOKS_EVERY, Following
from coach.sound.stream import NoDeviceError, Stream

from .fakes import FakeStream

HEADSET = Device("bluez_sink.1", "Jabra Evolve2", bluetooth=True)
SPEAKERS = Device("alsa_output.pci", "Built-in Audio", default=True)
BOTH = [SPEAKERS, HEADSET]


@pytest.mark.parametrize("wanted", ["bluez_sink.1", "Jabra Evolve2", "jabra evolve2", " BLUEZ_SINK.1 "])
def test_a_device_is_found_by_either_name_whatever_the_capitals(wanted: str) -> None:
    assert named(wanted, BOTH) is HEADSET


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ("Jabra Evolve", "There is no sound device “Jabra Evolve” now; did you mean “Jabra Evolve2”?"),
        ("xyz", "There is no sound device “xyz” now."),
    ],
)
def test_a_name_that_is_not_there_is_told_with_the_nearest_one(wanted: str, words: str) -> None:
    with pytest.raises(UnknownDeviceError) as refused:
        named(wanted, BOTH)

    assert refused.value.sentence == words


def end_of_looking() -> None:
    for thread in threading.enumerate():
        if thread.name == "sound-look":
            thread.join()


class Machine:
    """Devices that come and go."""

    def __init__(self, *devices: Device) -> None:
        self.devices = list(devices)
        self.now = 0.0
        self.looked: list[float] = []
        """When somebody asked which devices there are."""
        self.following = Following("Jabra Evolve2", self.open, self.list)

    def list(self) -> Sequence[Device]:
        self.looked.append(self.now)
        return self.devices

    def open(self, wanted: str | None, channels: int) -> Stream:
        if not self.devices:
            raise NoDeviceError("There is no sound device.")
        device = named(wanted, self.devices) if wanted else self.devices[0]
        stream = FakeStream()
        stream.device, stream.title = device.name, device.called
        return stream

    def reopens(self, stream: Stream) -> float | None:
        """Look, let the look end, and look once more."""
        self.now += LOOKS_EVERY
        first = self.following.reopens(stream, self.now)
        end_of_looking()
        return first if first is not None else self.following.reopens(stream, self.now)


def test_the_chosen_device_plays_where_it_is_there() -> None:
    machine = Machine(*BOTH)

    assert machine.following.open(1).device == "bluez_sink.1"
    assert machine.following.notice is None


def test_while_the_chosen_device_is_away_the_default_plays_and_says_so() -> None:
    machine = Machine(SPEAKERS)
    stream = machine.following.open(1)

    assert stream.device == "alsa_output.pci"
    assert machine.following.notice == "There is no sound device “Jabra Evolve2” now. Playing on Built-in Audio."
    assert machine.reopens(stream) is None


def test_a_device_that_is_away_is_looked_for_now_and_then_and_not_at_every_turn() -> None:
    machine = Machine(SPEAKERS)
    stream = machine.following.open(1)
    for turn in range(41):
        machine.now = turn * LOOKS_EVERY / 20
        machine.following.reopens(stream, machine.now)
        end_of_looking()

    assert machine.looked == [0.0, LOOKS_EVERY, 2 * LOOKS_EVERY]


def test_where_no_device_opens_at_all_it_is_an_error() -> None:
    with pytest.raises(NoDeviceError):
        Machine().following.open(1)


def test_a_chosen_device_that_comes_back_is_opened_again_soon() -> None:
    machine = Machine(SPEAKERS)
    stream = machine.following.open(1)
    machine.devices.append(HEADSET)

    assert machine.reopens(stream) == CHANGES_WITHIN
    assert machine.following.open(1).device == "bluez_sink.1"
    assert machine.following.notice is None


def test_a_chosen_device_that_goes_is_left_at_once_where_the_server_moved_the_stream() -> None:
    machine = Machine(*BOTH)
    stream = machine.following.open(1)
    machine.devices.remove(HEADSET)
    stream.device, stream.title = SPEAKERS.name, SPEAKERS.called

    assert machine.reopens(stream) == 0.0
    assert machine.following.notice is not None


def test_a_stream_that_somebody_moved_by_hand_stays_there() -> None:
    machine = Machine(*BOTH)
    stream = machine.following.open(1)
    stream.device = SPEAKERS.name

    assert machine.reopens(stream) is None
    assert machine.following.notice is None


def test_a_server_that_moves_the_stream_back_by_itself_needs_no_opening() -> None:
    machine = Machine(SPEAKERS)
    stream = machine.following.open(1)
    machine.devices.append(HEADSET)
    stream.device = HEADSET.name

    assert machine.reopens(stream) is None
    assert machine.following.notice is None
