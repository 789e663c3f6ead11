"""How soon, how far and how smoothly other programs' music goes down when Coach speaks, and what it costs.

    python -m benchmarks.ducking [ROUNDS]

Needs `pulseaudio` (see `recording.py`) and the extra `duck`. Another program plays a tone, Coach's output plays hiss
for speech, and both are found again on a recording of the sink's monitor, in steps of 10 ms. With COACH_PULSE=own the
server that PULSE_SERVER names is used, whose default sink has to be named "coach": that is how PipeWire is measured.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from benchmarks.recording import RATE, PulseServer, Recorded, Recorder, TonePlayer, find, loudness, volumes
from coach.sound.device import DeviceOutput, open_output
from coach.sound.ducking.teller import Ducker


def above(samples: Recorded, hertz: float = 2000.0) -> Recorded:
    """Return the samples without what is lower: speech without the tone that stands for music."""
    spectrum = np.fft.rfft(samples)
    spectrum[: round(hertz * len(samples) / RATE)] = 0
    high: Recorded = np.fft.irfft(spectrum, len(samples)).astype(np.float32)
    return high


BY = 12.0
SPEECH = above((np.random.default_rng(7).standard_normal(round(1.2 * RATE)) * 0.1).astype(np.float32))
STEP = 0.01

TELLS = """
import sys, threading, time
from pathlib import Path
from coach.sound.ducking.teller import Ducker

ducker = Ducker(Path(sys.argv[1]), by=12, later=0.0)
now = time.monotonic()
ducker.sounds(now, now + 500)
threading.Event().wait()
"""


def rounds(output: DeviceOutput, count: int, ahead: float) -> list[dict[str, float]]:
    """Place speech so many seconds ahead, again and again, and return what was heard each time."""
    recorder = Recorder()
    time.sleep(0.5)
    due = []
    for _ in range(count):
        due.append(time.monotonic() + ahead)
        output.place(SPEECH, due[-1])
        time.sleep(ahead + len(SPEECH) / RATE + 1.2)
        if ahead < 1.0:
            output.cancel()  # so that the next one finds no stream and comes as soon, as after a pause
            time.sleep(0.5)
    recorded, first = recorder.stop()
    high = above(recorded)
    heard = (one(recorded, high, round((moment - first) * RATE)) for moment in due)
    return [each for each in heard if each is not None]


def one(recorded: Recorded, high: Recorded, near: int) -> dict[str, float] | None:
    """Return what was heard of the speech near a frame: seconds from its onset and end, and dB."""
    onset = find(SPEECH, high, near, RATE // 2)
    if onset is None:
        return None
    begin = onset - RATE
    levels = loudness(recorded[max(0, begin) : onset + len(SPEECH) + RATE])
    zero = (onset - max(0, begin)) / RATE
    base = float(np.median(levels[: round((zero - 0.4) / STEP)]))
    end = zero + len(SPEECH) / RATE
    lowest = float(np.median(levels[round((zero + 0.3) / STEP) : round(end / STEP)]))
    soon = round((zero - 0.4) / STEP)
    begins = soon + int(np.argmax(levels[soon:] < base - 0.5))
    down = soon + int(np.argmax(levels[soon:] < lowest + 0.5))
    back = round(end / STEP) + int(np.argmax(levels[round(end / STEP) :] > base - 0.5))
    return {
        "down": (down + 1) * STEP - zero,
        "ramp": (down - begins + 1) * STEP,
        "depth": base - lowest,
        "step": float(np.abs(np.diff(levels[begins - 1 : down + 2])).max()),
        "back": back * STEP - end,
        "after": float(np.median(levels[-10:])) - base,
    }


def row(what: str, found: list[dict[str, float]]) -> None:
    if not found:
        print(f"{what}: nothing was heard")
        return

    def of(name: str, scale: float = 1000.0) -> str:
        values = [each[name] * scale for each in found]
        return f"{statistics.median(values):.0f} (worst {max(values):.0f})"

    depth = statistics.median(each["depth"] for each in found)
    print(
        f"{what}: down {of('down')} ms after the onset, in {of('ramp')} ms, by {depth:.1f} dB, "
        f"steps of {statistics.median(each['step'] for each in found):.1f} dB; "
        f"up again {of('back')} ms after the end, to {max(abs(each['after']) for each in found):.1f} dB of what it "
        f"was; {len(found)} rounds"
    )


def killed(folder: Path) -> float:
    """Return the seconds from kill -9 of a Coach that speaks to music as loud as before."""
    speaker = subprocess.Popen([sys.executable, "-c", TELLS, str(folder / "killed.json")], stderr=subprocess.DEVNULL)
    while not any(volume < 0.64 for volume in volumes()):
        time.sleep(0.02)
    time.sleep(0.3)
    recorder = Recorder()
    time.sleep(0.5)
    moment = time.monotonic()
    speaker.kill()
    speaker.wait()
    time.sleep(1.5)
    recorded, first = recorder.stop()
    levels = loudness(recorded)
    full = float(np.median(levels[-30:]))
    return first + int(np.argmax(levels > full - 0.5)) * STEP - moment


def used(pid: int) -> float:
    """Return the processor time of a process in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cost(folder: Path) -> None:
    """Print the processor time of the process: to start, while nobody speaks, and with a sentence every 5 seconds."""
    ducker = Ducker(folder / "cost.json", by=BY, later=0.0)
    ducker.sounds(time.monotonic(), time.monotonic() + 0.1)
    while ducker.process is None:
        time.sleep(0.01)
    time.sleep(3.0)
    pid = ducker.process.pid
    start = used(pid)
    time.sleep(10.0)
    idle = used(pid) - start
    for _ in range(6):
        now = time.monotonic()
        ducker.sounds(now + 1.0, now + 3.0)
        time.sleep(5.0)
    speaking = used(pid) - start - idle
    memory = Path(f"/proc/{pid}/status").read_text().partition("VmRSS:")[2].split()[0]
    ducker.close()
    print(
        f"the process: {start * 1000:.0f} ms of processor time to start, {idle / 10:.1%} of a core while nobody "
        f"speaks, {speaking / 30:.1%} with a sentence every 5 seconds, {int(memory) / 1024:.0f} MiB"
    )


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    own = os.environ.get("COACH_PULSE") == "own"
    with tempfile.TemporaryDirectory(prefix="coach-ducking-") as scratch, contextlib.ExitStack() as stack:
        folder = Path(scratch)
        if not own:
            stack.enter_context(PulseServer())
        for buffer in (0.1, 2.0):
            player = TonePlayer(buffer=buffer)
            while not volumes():
                time.sleep(0.05)
            ducker = Ducker(folder / "rounds.json", by=BY, later=0.0)
            output = open_output(told=ducker)
            output.start()
            ducker.sounds(time.monotonic(), time.monotonic() + 0.1)  # so that the process runs
            time.sleep(2.0)
            row(f"handed over 2 s ahead, player's buffer {buffer} s", rounds(output, count, 2.0))
            if buffer < 1:
                row("said at once (60 ms ahead)", rounds(output, max(3, count // 2), 0.06))
            output.close()
            threading.Event().wait(1.0)
            if buffer < 1:
                found = [killed(folder) for _ in range(max(3, count // 2))]
                usual, worst = statistics.median(found), max(found)
                print(f"kill -9 of Coach while it speaks: as loud as before {usual:.2f} s later, worst {worst:.2f} s")
                cost(folder)
            player.stop()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
