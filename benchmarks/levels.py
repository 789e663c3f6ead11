"""Whether every cue is in the exported sound: as loud as the others, whole, alone, at its moment, nothing clipped.

    python -m benchmarks.levels [--voice joe] [--voice en-us] [--routine R] [--lang de]

Each bundled routine is exported by `coach export` with each voice, and the file is compared with `coach show --json`
and with the utterances of the voice, one by one. A line for each routine:

    cues       with words
    loudness   of the quietest and of the loudest cue, in LUFS, and how far apart they are: at most 1.5 dB over all
               routines of a voice. Of each cue the K-weighted power (ITU-R BS.1770) in blocks of 50 ms, each 12.5 ms;
               those 10 dB under the mean are pauses and left out. Blocks of 400 ms are longer than a short count.
    peak       the loudest sample, in dBFS: at most -1
    cut        cues that are not in the file from their first sample to their last: each 30 ms that is speech has to
               be there at 80 to 125 % of its level, the last ones, too (over 1,200 Hz, where no tone is)
    together   pairs of cues of which one begins before the other is over, at 40 dB under the loudest of each
    onset      the most that a cue begins beside its `at`, in milliseconds: at most 1. It is looked for where the
               utterance fits the file best.

Exit status 1 where a bar is missed; then each case is named.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.hearing.exported import WORK, Exported, Said, Sound, bundled, export, utterances
from benchmarks.hearing.loudness import loudness
from coach.errors import CoachError
from coach.voice.protocol import Utterance

VOICES = ("joe", "en-us")

SPREAD = 1.5
"""dB between the quietest and the loudest cue of a voice."""

PEAK = -1.0
ONSET = 0.001

ABOVE_TONES = 1200.0
"""Hz: tones are lower, and speech that is there is there above it, too."""

BLOCK = 0.030
SPEECH = -30.0
"""dB under the loudest block of an utterance, above 1,200 Hz: what is quieter says nothing of what is missing."""

SEARCH = 0.005
"""Seconds around its moment in which an utterance is looked for."""

QUIET = -40.0
"""dB under an utterance's loudest block: where it is quieter, at its beginning and end, another may sound."""


@dataclass(slots=True)
class Found:
    """Of one routine with one voice."""

    cues: int = 0
    loudness: list[tuple[float, str]] = field(default_factory=list)
    peak: float = -200.0
    cut: list[str] = field(default_factory=list)
    together: list[str] = field(default_factory=list)
    onsets: list[tuple[float, str]] = field(default_factory=list)

    @property
    def spread(self) -> float:
        levels = [level for level, _ in self.loudness]
        return max(levels) - min(levels) if levels else 0.0

    @property
    def onset(self) -> float:
        return max((abs(late) for late, _ in self.onsets), default=0.0)

    def take(self, other: Found) -> None:
        """Add what was found in another routine."""
        self.cues += other.cues
        self.loudness += other.loudness
        self.peak = max(self.peak, other.peak)
        self.cut += other.cut
        self.together += other.together
        self.onsets += other.onsets

    def missed(self) -> list[str]:
        """Return a line for each bar that is missed."""
        lines = []
        if self.spread > SPREAD:
            quiet, loud = min(self.loudness), max(self.loudness)
            lines.append(f"loudness: {quiet[0]:.1f} {quiet[1]!r}, {loud[0]:.1f} {loud[1]!r}")
        if self.peak > PEAK + 0.005:
            lines.append(f"peak: {self.peak:.2f} dBFS")
        lines += [f"cut: {text}" for text in dict.fromkeys(self.cut)]
        lines += [f"together: {text}" for text in dict.fromkeys(self.together)]
        lines += [f"onset: {1000 * late:+.2f} ms {text!r}" for late, text in self.onsets if abs(late) > ONSET]
        return lines

    def __str__(self) -> str:
        levels = [level for level, _ in self.loudness] or [0.0]
        return (
            f"{self.cues:5} {min(levels):7.2f} {max(levels):7.2f} {self.spread:5.2f} {self.peak:7.2f} "
            f"{len(self.cut):4} {len(self.together):8} {1000 * self.onset:7.3f}"
        )


def measure(exported: Exported, spoken: Mapping[str, Utterance]) -> Found:
    """Return what is found in one file."""
    found = Found(cues=len(exported.cues))
    found.peak = float(20 * np.log10(np.abs(exported.samples).max(initial=1e-9)))
    heard: dict[tuple[str, bytes], tuple[float, float, bool]] = {}
    for cue in exported.cues:
        utterance = spoken[cue.text]
        start = round((cue.at - utterance.onset) * exported.rate)
        around = round(SEARCH * exported.rate)
        stretch = _stretch(exported.samples, start - around, len(utterance.samples) + 2 * around)
        key = (cue.text, stretch.tobytes())
        if key not in heard:
            heard[key] = compare(stretch, utterance.samples, exported.rate)
        level, late, whole = heard[key]
        found.loudness.append((level, cue.text))
        found.onsets.append((late, cue.text))
        if not whole:
            found.cut.append(cue.text)
    for one, other in zip(exported.cues, exported.cues[1:], strict=False):
        over = ends(one, spoken[one.text], exported.rate) - begins(other, spoken[other.text], exported.rate)
        if over > 0:
            found.together.append(f"{one.text!r} and {other.text!r} at {other.at:.1f} s, {1000 * over:.0f} ms")
    return found


def _stretch(samples: Sound, first: int, count: int) -> Sound:
    """Return samples from a frame on, with silence where there are none."""
    result = np.zeros(count, np.float32)
    low, high = max(0, first), min(len(samples), first + count)
    if low < high:
        result[low - first : high - first] = samples[low:high]
    return result


def compare(stretch: Sound, utterance: Sound, rate: int) -> tuple[float, float, bool]:
    """Return how loud an utterance is in a file, by how much it is late, and whether all of it is there.

    `stretch` begins and ends `SEARCH` before and after where it has to be.
    """
    around = (len(stretch) - len(utterance)) // 2
    there, own = _above(stretch, rate), _above(utterance, rate)
    size = 1 << (len(stretch) + len(own)).bit_length()
    fits = np.fft.irfft(np.fft.rfft(there, size) * np.conj(np.fft.rfft(own, size)), size)[: 2 * around + 1]
    shift = int(fits.argmax())
    inside, above = stretch[shift : shift + len(utterance)], there[shift : shift + len(utterance)]
    gain = float(above @ own) / max(float(own @ own), 1e-12)
    # What sounds under it, a tone, is not the cue's: then its level is its own at the gain that it has in the file.
    rest = float(np.sqrt(np.mean(np.square(inside - gain * utterance))))
    alone = rest < 0.01 * float(np.sqrt(np.mean(np.square(utterance)))) + 1e-4
    level = loudness(inside, rate) if alone else loudness(np.float32(gain) * utterance, rate)
    return level, (shift - around) / rate, all(0.8 <= share <= 1.25 for share in _shares(above, own, rate))


def _above(samples: Sound, rate: int) -> Sound:
    """Return what is above the tones."""
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / rate)
    return np.fft.irfft(spectrum * np.clip((hertz - ABOVE_TONES) / 200, 0, 1), len(samples)).astype(np.float32)


def _shares(there: Sound, own: Sound, rate: int) -> list[float]:
    """Return how much of each stretch of speech is there."""
    size = round(BLOCK * rate)
    powers = [float(own[at : at + size] @ own[at : at + size]) for at in range(0, len(own), size)]
    least = max(powers) * 10 ** (SPEECH / 10)
    return [
        float(there[at : at + size] @ own[at : at + size]) / power
        for at, power in zip(range(0, len(own), size), powers, strict=True)
        if power > least
    ]


def begins(cue: Said, utterance: Utterance, rate: int) -> float:
    """Return the moment at which a cue is heard first."""
    return cue.at - utterance.onset + _loud(utterance, rate)[0]


def ends(cue: Said, utterance: Utterance, rate: int) -> float:
    """Return the moment at which it is heard last."""
    return cue.at - utterance.onset + _loud(utterance, rate)[1]


def _loud(utterance: Utterance, rate: int) -> tuple[float, float]:
    size = round(0.005 * rate)
    samples = utterance.samples[: len(utterance.samples) // size * size].reshape(-1, size)
    power = np.square(samples).mean(axis=1)
    loud = np.flatnonzero(power > power.max() * 10 ** (QUIET / 10))
    return float(loud[0] * size / rate), float((loud[-1] + 1) * size / rate)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.levels")
    parser.add_argument("--voice", action="append", help="may be given again")
    parser.add_argument("--routine", action="append", help="only this one; may be given again")
    parser.add_argument("--lang", default="en", help="the routines in this language")
    parser.add_argument("--work", type=Path, default=WORK, help="what stays from run to run")
    options = parser.parse_args(arguments)
    voices = options.voice or (VOICES if options.lang == "en" else ("",))
    missed = []
    try:
        for voice in voices:
            began, found = time.perf_counter(), Found()
            print(f"{voice or options.lang:<24}  cues quietest loudest apart peak  cut together onset ms")
            for routine in options.routine or bundled(options.lang):
                exported = export(routine, voice, options.work)
                one = measure(exported, utterances(exported, options.work))
                print(f"  {routine:<22} {one}", flush=True)
                found.take(one)
            print(f"  {'all':<22} {found}   ({time.perf_counter() - began:.0f} s)")
            missed += [f"{voice or options.lang}: {line}" for line in found.missed()]
    except CoachError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    print("\n".join(["", *(f"MISSED {line}" for line in missed)]) if missed else "\nmet: all bars")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
