"""A PulseAudio server of our own with a sink that goes nowhere, and what was heard from it, as samples.

Needs the package `pulseaudio` (Debian and Ubuntu: `apt install pulseaudio`); touches no sound server of the user's.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt

RATE = 48_000
TONE = 400.0
"""Hertz of what other programs play: whole waves in every hundredth of a second."""

Recorded = npt.NDArray[np.float32]


class PulseServer:
    """A private server for the length of a `with` block; the environment of this process points at it meanwhile."""

    def __init__(self, channels: int = 1) -> None:
        self._channels = channels
        self._folder = Path(tempfile.mkdtemp(prefix="coach-pulse-"))
        self._before: dict[str, str | None] = {}
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> PulseServer:
        socket = self._folder / "native"
        for name, value in {
            "XDG_RUNTIME_DIR": str(self._folder),
            "PULSE_RUNTIME_PATH": str(self._folder),
            "PULSE_STATE_PATH": str(self._folder),
            "PULSE_COOKIE": str(self._folder / "cookie"),
            "PULSE_SERVER": f"unix:{socket}",
        }.items():
            self._before[name] = os.environ.get(name)
            os.environ[name] = value
        self.start()
        return self

    def start(self) -> None:
        """Start the server, or start it again after `kill`."""
        environment = {name: value for name, value in os.environ.items() if name != "PULSE_SERVER"}
        self._process = subprocess.Popen(
            [
                *(
                    "pulseaudio",
                    "-n",
                    "--daemonize=no",
                    "--use-pid-file=no",
                    "--exit-idle-time=-1",
                    "--log-level=error",
                ),
                f"--load=module-native-protocol-unix auth-anonymous=1 socket={self._folder / 'native'}",
                f"--load=module-null-sink sink_name=coach rate={RATE} channels={self._channels}",
            ],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + 10
        while subprocess.run(["pactl", "info"], capture_output=True, check=False).returncode != 0:
            if time.monotonic() > end:
                raise RuntimeError("pulseaudio does not start")
            time.sleep(0.05)

    def add_sink(self, name: str, *, properties: str = "") -> str:
        """Load one more sink that goes nowhere, and return the module by which `remove` takes it away."""
        about = [f"sink_properties={properties}"] if properties else []
        done = subprocess.run(
            ["pactl", "load-module", "module-null-sink", f"sink_name={name}", f"rate={RATE}", "channels=1", *about],
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def remove(self, module: str) -> None:
        """Unload a module: its sink is gone, as when headphones are pulled out."""
        subprocess.run(["pactl", "unload-module", module], check=True, capture_output=True)

    def set_default(self, sink: str) -> None:
        """Make a sink the one that everything plays on."""
        # A default source of its own keeps recordings where they are, which would follow otherwise.
        subprocess.run(["pactl", "set-default-source", "coach.monitor"], check=True, capture_output=True)
        subprocess.run(["pactl", "set-default-sink", sink], check=True, capture_output=True)

    def suspend(self, sink: str, *, on: bool) -> None:
        """Let a sink sleep, or wake it."""
        subprocess.run(["pactl", "suspend-sink", sink, str(int(on))], check=True, capture_output=True)

    def kill(self) -> None:
        """Let the server vanish, as one does that crashes."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        shutil.rmtree(self._folder, ignore_errors=True)


class Recorder:
    """Records what a sink plays; `stop` gives the samples and the moment of the first one, within some 20 ms.

    With two channels the samples are (n, 2).
    """

    def __init__(self, channels: int = 1, sink: str = "coach") -> None:
        self._channels = channels
        self._data = bytearray()
        self._first: float | None = None
        self._ready = threading.Event()
        self._process = subprocess.Popen(
            [
                *(
                    "parecord",
                    f"--device={sink}.monitor",
                    "--raw",
                    "--format=float32le",
                    f"--rate={RATE}",
                    f"--channels={channels}",
                ),
                "--latency-msec=20",
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        if not self._ready.wait(10):
            raise RuntimeError("parecord records nothing")

    def _read(self) -> None:
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        while data := os.read(descriptor, 1 << 16):
            now = time.monotonic()
            # The earliest arrival tells best when the first sample was played: none can come before it was.
            self._data += data
            first = now - len(self._data) / 4 / self._channels / RATE
            self._first = first if self._first is None else min(self._first, first)
            self._ready.set()

    def stop(self) -> tuple[Recorded, float]:
        """End the recording and return its samples with the monotonic moment of the first."""
        time.sleep(0.3)
        self._process.terminate()
        self._process.wait()
        self._thread.join()
        assert self._process.stdout is not None
        self._process.stdout.close()
        assert self._first is not None
        size = 4 * self._channels
        samples = np.frombuffer(bytes(self._data[: len(self._data) // size * size]), "<f4").astype(np.float32)
        return samples if self._channels == 1 else samples.reshape(-1, self._channels), self._first


class TonePlayer:
    """Another program that plays a tone until it is stopped; `volume` is 1 for 100 %, None is the server's choice.

    It hands its sound over `buffer` seconds ahead.
    """

    def __init__(
        self, name: str = "Music Player", *, volume: float | None = 1.0, level: float = 0.3, buffer: float = 0.1
    ) -> None:
        second = (level * np.sin(2 * np.pi * TONE * np.arange(RATE) / RATE)).astype("<f4").tobytes()
        self._process = subprocess.Popen(
            [
                *("pacat", "--playback", "--raw", "--format=float32le", f"--rate={RATE}", "--channels=1"),
                *(f"--client-name={name}", f"--latency-msec={round(buffer * 1000)}"),
                *([] if volume is None else [f"--volume={round(volume * 65536)}"]),
            ],
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.pid = self._process.pid
        self._thread = threading.Thread(target=self._feed, args=(second,), daemon=True)
        self._thread.start()

    def _feed(self, second: bytes) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError):
            while True:
                self._process.stdin.write(second)

    def stop(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        self._thread.join()
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()


def volumes(name: str = "Music Player") -> list[float]:
    """Return the volume of each stream that a program plays now, 1.0 being 100 %; the first channel's."""
    listed = subprocess.run(["pactl", "-f", "json", "list", "sink-inputs"], capture_output=True, check=False)
    streams = json.loads(listed.stdout or "[]") if listed.returncode == 0 else []
    return [
        next(iter(stream["volume"].values()))["value"] / 65536
        for stream in streams
        if stream["properties"].get("application.name") == name
    ]


def loudness(recorded: Recorded, window: int = RATE // 100) -> Recorded:
    """Return how loud the tone of a `TonePlayer` is in each stretch of `window` frames, in dB of full scale."""
    count = len(recorded) // window
    wave = np.exp(-2j * np.pi * TONE * np.arange(window) / RATE)
    amplitude = np.abs(recorded[: count * window].reshape(count, window) @ wave) * 2 / window
    levels: Recorded = (20 * np.log10(np.maximum(amplitude, 1e-6))).astype(np.float32)
    return levels


def find(sound: Recorded, recorded: Recorded, near: int, reach: int) -> int | None:
    """Return the frame at which `sound` begins in the recording, looked for within `reach` frames of `near`.

    None where nothing there resembles it.
    """
    start = max(0, near - reach)
    piece = recorded[start : near + reach + len(sound)]
    if len(piece) < len(sound):
        return None
    size = 1 << (len(piece) + len(sound)).bit_length()
    product = np.fft.rfft(piece, size) * np.conj(np.fft.rfft(sound, size))
    match = np.fft.irfft(product, size)[: len(piece) - len(sound) + 1]
    best = int(np.argmax(match))
    found = piece[best : best + len(sound)]
    norm = float(np.linalg.norm(found) * np.linalg.norm(sound))
    return start + best if norm > 0 and float(match[best]) / norm > 0.7 else None
