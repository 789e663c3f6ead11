"""How exactly spoken cues fall on their moments: Coach's voice and mixer beside the two scripts that everybody writes.

    apt install pulseaudio
    python -m benchmarks.timing            # about four minutes; --ours alone takes one, --load N keeps N processes busy

A private PulseAudio server plays into nothing and is recorded. 35 spoken cues in 60 s, countdowns among them, are found
in the recording: ours by correlation with their samples, the scripts' by where sound begins. A step error is by how
much the second between two numbers of a countdown is off; an onset is measured from the first cue, so that the device's
own delay is in none. The scripts speak by pyttsx3 in the usual way, on Linux through `aplay`; where that is missing,
`paplay` stands in.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks.recording import RATE, PulseServer, Recorded, Recorder
from coach.sound.device import open_output
from coach.sound.tones import tone
from coach.timeline.model import Tone
from coach.voice.engine import Identity
from coach.voice.protocol import Utterance
from coach.voice.speaker import DEFAULT_RATE, SpokenVoice, open_voice

CYCLE = (
    (0.5, "Wall sit. 3 sets of 20 seconds."),
    (4.5, "Halfway. Breathe."),
    (7.0, "5"),
    (8.0, "4"),
    (9.0, "3"),
    (10.0, "2"),
    (11.0, "1"),
)
CYCLE_SECONDS = 12.0
CYCLES = 5
PLAN = tuple((cycle * CYCLE_SECONDS + at, text) for cycle in range(CYCLES) for at, text in CYCLE)
AHEAD = 2.0
"""Cues are placed so long before their moment, as playback does."""

NAIVE = """
import sys, time
from coach.voice.worker import find_espeak
from pathlib import Path
find_espeak(Path(sys.argv[1]), bundled_only=False)
import pyttsx3
engine = pyttsx3.init()
from benchmarks.timing import PLAN
gaps = [later[0] - sooner[0] for sooner, later in zip(PLAN, PLAN[1:])] + [0]
engine.say("Ready."); engine.runAndWait()
for name, value in (("voice", sys.argv[2]), ("rate", int(sys.argv[3]))):
    while engine.getProperty(name) != value:
        engine.setProperty(name, value)
time.sleep(0.5)
start = time.monotonic()
for (at, text), gap in zip(PLAN, gaps):
    if sys.argv[4] == "deadline":
        time.sleep(max(0, start + at - time.monotonic()))
    engine.say(text); engine.runAndWait()
    if sys.argv[4] == "sleep":
        time.sleep(gap)
"""


@dataclass(frozen=True, slots=True)
class Result:
    """What the recording says of one way to do it."""

    how: str
    found: int
    steps: list[float]
    """Errors of the one-second steps, in seconds."""
    worst: float
    """The onset that is furthest off, in seconds after its moment."""

    def row(self) -> str:
        p99 = float(np.percentile(np.abs(self.steps), 99)) * 1000 if self.steps else float("nan")
        return (
            f"| {self.how:<36} | {self.found:>2} of {len(PLAN)} | {p99:>12,.3f} ms | {self.worst * 1000:>+13,.3f} ms |"
        )


def judge(how: str, onsets: list[float | None]) -> Result:
    """Compare onsets (seconds, None where a cue was not found) with the plan."""
    first = next(onset - at for onset, (at, _) in zip(onsets, PLAN, strict=True) if onset is not None)
    late = [onset - at - first for onset, (at, _) in zip(onsets, PLAN, strict=True) if onset is not None]
    steps = [
        (later - sooner) - 1.0
        for (sooner, later), ((_, a), (_, b)) in zip(pairwise(onsets), pairwise(PLAN), strict=True)
        if sooner is not None and later is not None and a.isdigit() and b.isdigit()
    ]
    return Result(how, len(late), steps, max(late, key=abs))


def find_in_order(words: dict[str, Utterance], recorded: Recorded, reach: float) -> list[float | None]:
    """Return the onset of each cue of the plan, in seconds of the recording, looked for one after the other."""
    onsets: list[float | None] = []
    position = 0
    for _, text in PLAN:
        utterance = words[text]
        frame = first_match(utterance.samples, recorded, position, position + round(reach * RATE))
        onsets.append(None if frame is None else frame / RATE + utterance.onset)
        if frame is not None:
            position = frame + len(utterance.samples) // 2
    return onsets


def find_by_bursts(words: dict[str, Utterance], recorded: Recorded) -> list[float | None]:
    """Return the onset of each cue of a script's recording, in seconds.

    The engine speaks the same words slightly otherwise each time, too much so for correlation; but each cue has as many
    stretches of sound as its rendered words, and they come in order. The first one is the "Ready." before the plan.
    """
    starts = bursts(recorded)[1:]
    counts = [len(bursts(words[text].samples)) for _, text in PLAN]
    if sum(counts) != len(starts):
        raise SystemExit(f"{len(starts)} stretches of sound were heard and {sum(counts)} expected: run it once more")
    return [starts[sum(counts[:index])] for index in range(len(counts))]


def bursts(samples: Recorded) -> list[float]:
    """Return where sound begins after at least 0.15 s of silence, in seconds."""
    block = RATE // 1000
    loud = np.abs(samples[: len(samples) // block * block]).reshape(-1, block).max(axis=1) > 0.02
    moments = np.flatnonzero(loud) / 1000
    return [float(moment) for index, moment in enumerate(moments) if index == 0 or moment - moments[index - 1] > 0.15]


def first_match(sound: Recorded, recorded: Recorded, start: int, stop: int, alike: float = 0.6) -> int | None:
    """Return the frame of the first place that resembles the sound, at its best within 0.1 s."""
    piece = recorded[start : stop + len(sound)].astype(np.float64)
    if len(piece) < len(sound):
        return None
    size = 1 << (len(piece) + len(sound)).bit_length()
    product = np.fft.rfft(piece, size) * np.conj(np.fft.rfft(sound, size))
    match = np.fft.irfft(product, size)[: len(piece) - len(sound) + 1]
    energy = np.concatenate([[0.0], np.cumsum(piece**2)])
    local = np.sqrt(np.maximum(energy[len(sound) :] - energy[: -len(sound)], 1e-9))
    alikeness = match / (local * np.linalg.norm(sound))
    places = np.flatnonzero(alikeness > alike)
    if len(places) == 0:
        return None
    near = alikeness[places[0] : places[0] + RATE // 10]
    return start + int(places[0]) + int(np.argmax(near))


def play_ours(words: dict[str, Utterance]) -> Recorded:
    """Play the plan through the mixer and the device, with a tick under every number, and return the recording."""
    recorder = Recorder()
    output = open_output()
    output.start()
    start = time.monotonic() + 0.5
    for at, text in PLAN:
        time.sleep(max(0.0, start + at - AHEAD - time.monotonic()))
        utterance = words[text]
        output.place(utterance.samples, start + at - utterance.onset)
        if text.isdigit():
            output.place(tone(Tone.TICK), start + at)
    time.sleep(max(0.0, start + PLAN[-1][0] + 1.5 - time.monotonic()))
    recorded, _ = recorder.stop()
    output.close()
    return recorded


def play_naive(kind: str, voice: str, rate: int, scratch: Path) -> Recorded:
    """Let the script of that kind speak the plan, and return the recording."""
    environment = dict(os.environ)
    if shutil.which("aplay") is None:
        stand_in = scratch / "aplay"
        stand_in.write_text('#!/bin/sh\nexec paplay "$1"\n')
        stand_in.chmod(0o755)
        environment["PATH"] = f"{scratch}{os.pathsep}{environment['PATH']}"
    recorder = Recorder()
    subprocess.run(
        [sys.executable, "-c", NAIVE, str(scratch), voice, str(rate), kind],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    recorded, _ = recorder.stop()
    return recorded


def spoken(cache: Path) -> tuple[dict[str, Utterance], Identity]:
    """Return the words of the plan, each spoken once, and who spoke them."""
    voice = open_voice(cache)
    assert isinstance(voice, SpokenVoice)
    words: dict[str, Utterance] = {}
    for text in dict.fromkeys(text for _, text in PLAN):
        utterance = voice.get(text, 15.0)
        if utterance is None:
            raise SystemExit(voice.trouble or f"“{text}” was not spoken")
        words[text] = utterance
    assert voice.identity is not None
    voice.close()
    return words, voice.identity


@contextmanager
def busy(count: int) -> Iterator[None]:
    """Keep so many processes busy meanwhile."""
    running = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()


def main() -> None:
    """Measure and print the table; exit status 1 where Coach misses p99 1 ms or a worst onset of 5 ms."""
    os.environ.setdefault("COACH_NEURAL", "off")  # the voice that everybody has; benchmarks.voices has the other
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", action="store_true", help="leave out the two scripts")
    parser.add_argument("--load", type=int, default=0, metavar="N", help="keep N processes busy meanwhile")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="coach-timing-") as folder, PulseServer():
        scratch = Path(folder)
        words, identity = spoken(scratch / "cache")
        with busy(options.load):
            results = []
            if not options.ours:
                for how, kind in (("say(), then sleep the step", "sleep"), ("say() at absolute deadlines", "deadline")):
                    recorded = play_naive(kind, identity.voice, DEFAULT_RATE, scratch)
                    results.append(judge(how, find_by_bursts(words, recorded)))
            recorded = play_ours(words)
            ours = judge("Coach: rendered ahead, at its sample", find_in_order(words, recorded, 6.0))
            results.append(ours)
    print(f"{len(PLAN)} spoken cues, {len(ours.steps)} one-second steps, {options.load} busy processes")
    print(f"| {'How':<36} | {'Found':<8} | {'Step error, p99':<15} | {'Worst onset':<16} |")
    print(f"|{'-' * 38}|{'-' * 10}|{'-' * 16}:|{'-' * 17}:|")
    for result in results:
        print(result.row())
    good = ours.found == len(PLAN) and np.percentile(np.abs(ours.steps), 99) <= 0.001 and abs(ours.worst) <= 0.005
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
