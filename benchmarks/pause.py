"""How soon a pause is heard: the time from the call to the last sound in the recording, and from a call to its first.

    apt install pulseaudio
    python -m benchmarks.pause             # half a minute

The device holds most of a second of sound at that moment. The recording is handed samples up to 20 ms before they would
leave a real device, so that much is added to what is measured.
"""

from __future__ import annotations

import time

import numpy as np

from benchmarks.recording import RATE, PulseServer, Recorder, find
from coach.sound.device import open_output

PAUSES = 20
RECORDED_EARLY = 0.020


def main() -> None:
    """Measure and print; exit status 1 where a pause is heard later than 150 ms."""
    random = np.random.default_rng(2)
    click = (random.standard_normal(2400) * 0.2).astype(np.float32)
    speech = (random.standard_normal(10 * RATE) * 0.1).astype(np.float32)
    marks = []
    with PulseServer():
        recorder = Recorder()
        output = open_output()
        output.start()
        time.sleep(0.3)
        for turn in range(PAUSES):
            started = time.monotonic()
            output.place(click, started)
            output.place(speech, started + 0.3)
            time.sleep(1.0 + 0.037 * turn)
            paused = time.monotonic()
            output.cancel()
            time.sleep(0.4)
            marks.append((started, paused))
        recorded, first = recorder.stop()
        output.close()
    starts, silences = [], []
    for started, paused in marks:
        frame = find(click, recorded, round((started - first) * RATE), RATE // 2)
        if frame is None:
            raise SystemExit("a first sound is missing in the recording")
        starts.append(frame / RATE + first - started + RECORDED_EARLY)
        at = round((paused - first) * RATE)
        heard = np.flatnonzero(np.abs(recorded[at - RATE // 5 : at + RATE // 3]) > 0.01)
        silences.append((int(heard[-1]) - RATE // 5) / RATE + RECORDED_EARLY)
    for what, times in (("pauses: silence", silences), ("starts: sound", starts)):
        print(f"{PAUSES} {what} after {max(times) * 1000:.0f} ms at worst, {np.median(times) * 1000:.0f} ms usually")
    raise SystemExit(0 if max(silences) <= 0.150 else 1)


if __name__ == "__main__":
    main()
