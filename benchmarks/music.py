"""What music under the words does: how far and how fast it goes down, what it costs, and whether a countdown notices.

    apt install pulseaudio
    python -m benchmarks.music             # about two and a half minutes; --load N keeps N processes busy

The 35 cues of `benchmarks.timing` are played twice through the mixer and the device, without music and with, into a
private PulseAudio server that is recorded. The music is a FLAC file whose sides are each other's opposite, and words
are the same on both: half of the sides' difference is the music alone, half of their sum the words alone. So both are
measured in one recording of the real thing. Processor time is that of this process, voice and recorder left out.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import soundfile

from benchmarks.recording import RATE, PulseServer, Recorded, Recorder
from benchmarks.timing import PLAN, busy, find_in_order, judge, spoken
from coach.sound.device import open_output
from coach.sound.levels import Levels
from coach.sound.loudness import loudness
from coach.sound.music import MusicBed
from coach.sound.playlist import Playlist
from coach.sound.tones import tone
from coach.timeline.model import Tone
from coach.voice.protocol import Utterance

AHEAD = 2.0
"""Cues are placed so long before their moment, as playback does."""

BLOCK = RATE // 200
"""The music's level is taken every 5 ms: 5 periods of its note."""

HERTZ = 1000.0


@dataclass(frozen=True, slots=True)
class Run:
    """One recording of the plan."""

    recorded: Recorded
    """(n, 2)."""
    cpu: float
    """Of one core, in percent."""


def play(words: dict[str, Utterance], music: MusicBed | None) -> Run:
    """Play the plan, with a tick under every number, and return the recording."""
    recorder = Recorder(2)
    output = open_output(music=music)
    output.start()
    output.play_music()
    start = time.monotonic() + 3.0
    cpu, began = time.process_time(), time.monotonic()
    for at, text in PLAN:
        time.sleep(max(0.0, start + at - AHEAD - time.monotonic()))
        utterance = words[text]
        output.place(utterance.samples, start + at - utterance.onset)
        if text.isdigit():
            output.place(tone(Tone.TICK), start + at)
    time.sleep(max(0.0, start + PLAN[-1][0] + 3.0 - time.monotonic()))
    used, lasted = time.process_time() - cpu, time.monotonic() - began
    recorded, _ = recorder.stop()
    output.close()
    return Run(recorded, 100 * used / lasted)


def song(folder: Path) -> Path:
    """Write two minutes of one note whose sides are each other's opposite."""
    wave = 0.3 * np.sin(2 * np.pi * HERTZ * np.arange(120 * RATE) / RATE)
    path = folder / "note.flac"
    soundfile.write(path, np.stack([wave, -wave], axis=1), RATE)
    return path


def levels(samples: Recorded) -> Recorded:
    """Return the level of each block in decibels of full scale."""
    power = np.square(samples[: len(samples) // BLOCK * BLOCK]).reshape(-1, BLOCK).mean(axis=1)
    result: Recorded = (10 * np.log10(np.maximum(power, 1e-12))).astype(np.float32)
    return result


def lowered(music: Recorded, onsets: list[float | None]) -> None:
    """Print how the music goes down before the words and comes up after them."""
    level = levels(music)
    full = float(np.percentile(level, 95))
    heard = [onset for onset in onsets if onset is not None]
    at_onset = [full - float(level[round(onset * 200)]) for onset in heard]
    print(f"Lowered at the onset of each of {len(heard)} cues: {min(at_onset):.1f} to {max(at_onset):.1f} dB")
    firsts = [heard[0], *(later for sooner, later in pairwise(heard) if later - sooner > 3.0)]
    downs, leads, ups = [], [], []
    for onset in firsts:
        before = level[round((onset - 1.0) * 200) : round(onset * 200) + 1]
        if before.max() < full - 1:
            continue
        start = int(np.flatnonzero(before > full - 0.5)[-1])
        down = start + int(np.flatnonzero(before[start:] < full - 11.5)[0])
        downs.append((down - start) * 5)
        leads.append((len(before) - 1 - down) * 5)
    for index in np.flatnonzero((level[1:] > full - 11.0) & (level[:-1] <= full - 11.0)):
        rest = level[index : index + 200]
        if len(rest) == 200 and rest.max() > full - 0.5:
            ups.append(int(np.flatnonzero(rest > full - 0.5)[0]) * 5)
    print(
        f"From full to lowered: {min(downs)} to {max(downs)} ms, done {min(leads)} to {max(leads)} ms before the onset"
    )
    print(f"Up again: {min(ups)} to {max(ups)} ms")
    jumps = np.abs(np.diff(level[np.flatnonzero(level > full - 14)[0] + 200 :]))
    print(f"Largest step of its level within 5 ms: {float(np.percentile(jumps, 99.9)):.2f} dB (p99.9)")


def main() -> None:
    """Measure and print; exit status 1 where the countdown is not as exact with music as without."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--load", type=int, default=0, metavar="N", help="keep N processes busy meanwhile")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="coach-music-") as folder, PulseServer(2):
        scratch = Path(folder)
        words, _ = spoken(scratch / "cache")
        path = song(scratch)
        started = time.process_time()
        Playlist(path, Levels(scratch / "levels.json"), volume=0.5).read()
        measured = time.process_time() - started
        with busy(options.load):
            plain = play(words, None)
            under = play(words, MusicBed(Playlist(path, Levels(scratch / "levels.json"), volume=0.5)))
    music, speech = (under.recorded[:, 0] - under.recorded[:, 1]) / 2, under.recorded.sum(axis=1) / 2
    print(f"{len(PLAN)} spoken cues, {options.load} busy processes")
    good = True
    for how, samples in (("without music", plain.recorded.sum(axis=1) / 2), ("with music", speech)):
        onsets = find_in_order(words, samples, 8.0)
        result = judge(how, onsets)
        p99 = float(np.percentile(np.abs(result.steps), 99)) * 1000
        good = good and result.found == len(PLAN) and p99 <= 1.0 and abs(result.worst) <= 0.005
        print(f"{how}: {result.found} found, step error p99 {p99:.3f} ms, worst onset {result.worst * 1000:+.3f} ms")
    lowered(music, onsets)
    both = np.stack([music, -music], axis=1)
    loud = loudness([both[RATE * 60 :]]), loudness([np.repeat(speech[:, None], 2, axis=1)])
    print(f"Speech {loud[1]:.1f} LUFS; music between cues and under them together {loud[0]:.1f} LUFS")
    print(f"Processor: {plain.cpu:.1f} % of a core without, {under.cpu:.1f} % with music")
    print(f"The first piece of a new file: {measured * 1000:.0f} ms, measuring it and imports included")
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
