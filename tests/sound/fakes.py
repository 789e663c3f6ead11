"""A stream whose library is the test: it asks for frames when the test says so."""

from __future__ import annotations

import numpy as np

from coach.pcm import RATE, Samples
from coach.sound.device import DeviceOutput
from coach.sound.music import MusicBed, Tape
from coach.sound.stream import NoDeviceError, Pull, Stream
from coach.testing import ManualClock


class FakeStream:
    backend = "Fake"
    device = "loudspeaker"
    title = "Loudspeaker"
    bluetooth = False
    ahead = 0.5
    start_delay = 0.0

    def __init__(self) -> None:
        self.pull: Pull | None = None
        self.closed = False
        self.broken: str | None = None
        self.heard: list[Samples] = []

    def start(self, pull: Pull) -> None:
        self.pull = pull

    def failure(self) -> str | None:
        return self.broken

    def close(self) -> None:
        self.closed = True

    def ask(self, count: int, heard: float | None = None) -> Samples:
        """Let the library ask for so many frames, as a device does that plays them."""
        assert self.pull is not None
        samples = np.array(self.pull(count, heard))
        self.heard.append(samples)
        return samples

    @property
    def recording(self) -> Samples:
        return np.concatenate(self.heard) if self.heard else np.zeros(0, np.float32)


class Bench:
    """A DeviceOutput without its thread: `turn` is one round of it."""

    def __init__(
        self,
        *,
        present: bool = True,
        music: Tape | None = None,
        volume: float = 1.0,
        bluetooth: bool = False,
        keep_awake: bool | None = None,
    ) -> None:
        self.clock = ManualClock()
        self.streams: list[FakeStream] = []
        self.present = present
        self.loads = False
        """Music was asked to load; it is read when it is needed, by no thread."""
        tapes = MusicBed(music) if music is not None else None
        if tapes is not None:
            tapes.start = self._load  # type: ignore[method-assign]
        self.bluetooth = bluetooth
        self.output = DeviceOutput(
            opener=self._open,
            lister=list,
            keep_awake=keep_awake,
            clock=self.clock.monotonic,
            music=tapes,
            volume=volume,
        )

    def _load(self) -> None:
        self.loads = True

    def _open(self, device: str | None, channels: int) -> Stream:
        if not self.present:
            raise NoDeviceError("There is no sound device.")
        self.streams.append(FakeStream())
        self.streams[-1].bluetooth = self.bluetooth
        return self.streams[-1]

    @property
    def stream(self) -> FakeStream:
        return self.streams[-1]

    @property
    def now(self) -> float:
        return self.clock.monotonic()

    def turn(self) -> float:
        return self.output.step(self.now)

    def play(self, seconds: float, *, period: float = 0.1) -> None:
        """Let time pass with a device that plays without a hitch."""
        for _ in range(round(seconds / period)):
            self.clock.advance(period)
            if self.stream.pull is not None and not self.stream.closed:
                self.stream.ask(round(period * RATE))
            self.turn()
