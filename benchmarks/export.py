"""Exports of whole routines: how fast, how large, and where each cue begins in what is decoded.

    python -m benchmarks.export                                # every bundled routine and format, the usual voice
    python -m benchmarks.export knee-foundation quick-start    # only these
    python -m benchmarks.export --voice gmw/en-us --formats wav mp3    # eSpeak, fewer formats

Each export is the real command in a process of its own, with all speech in the cache. Then the file is decoded, by
libsndfile and by FFmpeg (the extra `m4b`), and each spoken cue of `coach show --json` is looked for: the utterance as
the voice gives it, from its onset on, is correlated with what was decoded within 50 ms of its `at`. The columns:

    times real      length of the session by the time that the command took, from its start to its end
    writing         the same without what every command takes (an export of its captions alone)
    CPU             processor time of the command, which a busy machine changes less
    MB, kbit/s      size of the file
    worst           the largest distance of an onset from its `at`, in ms, of so many cues: libsndfile, FFmpeg
    first           in lossless files, by level and not by likeness: how far from its place the first sample lies that
                    is within 35 dB of the cue's loudest, at worst; of cues with silence before them

A second table has a session of five hours, the longest there may be, and sixty of its cues: nothing drifts.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from coach.desk.desk import Desk
from coach.desk.routines import load
from coach.extras import EXTRAS
from coach.paths import user_paths
from coach.pcm import RATE, Samples, frames
from coach.routine.finding import routine_files
from coach.units import Frames
from coach.voice.protocol import Utterance

FORMATS = ("wav", "flac", "mp3", "opus", "m4b")
REACH = frames(0.05)
COACH = [sys.executable, "-m", "coach"]

LONG = """
name = "Five hours"
[[step]]
name = "Sit"
hold = "25m"
sets = 12
cues = { every-1m = "Breathe.", 30s = "Tall.", -90s = "Nearly there." }
"""


@dataclass(slots=True)
class Row:
    """What one export came to."""

    routine: str
    ending: str
    seconds: float
    took: float
    base: float
    cpu: float
    size: int
    cues: int
    errors: dict[str, float] = field(default_factory=dict)
    """The largest error by decoder, in ms."""
    first: float | None = None

    @property
    def line(self) -> str:
        worst = ", ".join(f"{self.errors[name]:.3f}" if name in self.errors else "–" for name in ("sndfile", "ffmpeg"))
        first = f"{self.first:6.3f}" if self.first is not None else "     –"
        writing = self.seconds / max(0.001, self.took - self.base)
        return (
            f"{self.routine:22} {self.ending:5} {self.seconds / self.took:6.0f} × {writing:7.0f} ×  {self.cpu:6.2f} s"
            f"  {self.size / 1e6:6.1f} MB {self.size * 8 / self.seconds / 1000:5.0f} kbit/s   {worst:>14}  {first}"
            f"   {self.cues} cues"
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("routines", nargs="*")
    parser.add_argument("--voice")
    parser.add_argument("--formats", nargs="+", default=FORMATS, choices=FORMATS)
    parser.add_argument("--no-long", action="store_true")
    options = parser.parse_args()
    formats = [ending for ending in options.formats if ending != "m4b" or not EXTRAS["m4b"].missing]
    with tempfile.TemporaryDirectory(prefix="coach-export-") as scratch:
        os.environ["COACH_HOME"] = str(Path(scratch) / "home")
        names = options.routines or bundled()
        voice = ["--voice", options.voice] if options.voice else []
        print(f"{'':28} times real    writing       CPU       size                 worst (ms)    first")
        rows = [row for name in names for row in measured(name, voice, formats, Path(scratch))]
        summary(rows, formats)
        if not options.no_long:
            print("\nFive hours:")
            path = Path(scratch) / "five-hours.toml"
            path.write_text(LONG, encoding="utf-8")
            measured(str(path), voice, [ending for ending in formats if ending != "wav"], Path(scratch), most=60)


def bundled() -> list[str]:
    """Return the names of the bundled routines, in every language."""
    return [path.stem for path in routine_files(user_paths())]


def measured(routine: str, voice: Sequence[str], formats: Sequence[str], scratch: Path, most: int = 0) -> list[Row]:
    """Export a routine in each format and print a row for each; of its cues at most so many are looked for."""
    timed(routine, voice, scratch / "warm.vtt")
    shown = json.loads(
        subprocess.run([*COACH, "show", routine, *voice, "--json"], check=True, capture_output=True, text=True).stdout
    )
    if not shown["measured"]:
        print(f"{routine}: the voice could not speak all of it, so that lengths are estimated", file=sys.stderr)
    base, _ = timed(routine, voice, scratch / "base.vtt")
    sounds = utterances(routine, voice, [cue["text"] for cue in shown["cues"] if cue["text"]])
    cues = [cue for cue in shown["cues"] if cue["text"] in sounds]
    if most:
        cues = cues[:: max(1, len(cues) // most)] + cues[-1:]
    rows = []
    for ending in formats:
        path = scratch / f"a.{ending}"
        took, cpu = timed(routine, voice, path)
        row = Row(Path(routine).stem, ending, shown["seconds"], took, base, cpu, path.stat().st_size, len(cues))
        for name, decode in decoders(ending).items():
            around = pieces(decode(path), [span(cue, sounds[cue["text"]]) for cue in cues])
            pairs = list(zip(around, (sounds[cue["text"]] for cue in cues), strict=True))
            row.errors[name] = 1000 * max(abs(lag(*pair)) for pair in pairs)
            if ending in ("wav", "flac"):
                single = [pair for cue, pair in zip(cues, pairs, strict=True) if alone(cue, shown["cues"])]
                row.first = 1000 * max(
                    (late for pair in single if (late := stands_out(*pair)) is not None), default=0.0
                )
        path.unlink()
        print(row.line, flush=True)
        rows.append(row)
    for name in ("warm.vtt", "base.vtt"):
        (scratch / name).unlink()
    return rows


def timed(routine: str, voice: Sequence[str], path: Path) -> tuple[float, float]:
    """Export, and return how long it took on the wall and of processor time."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([*COACH, "export", routine, *voice, "-o", str(path)], check=True, capture_output=True)
    took, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def utterances(routine: str, voice: Sequence[str], texts: Sequence[str]) -> dict[str, Utterance]:
    """Return what the voice says of texts, by what `show` prints for them."""
    from coach.words.speech import caption

    desk = Desk(user_paths())
    loaded = load(desk, routine).routine
    assert loaded is not None
    name = voice[1] if voice else None
    speaker = desk.voice(loaded.lang, voice=name)
    timeline = desk.timeline(loaded, desk.choices(loaded), speaker.lengths)
    marked = {caption(cue.text): cue.text for cue in timeline.cues if cue.text}
    found = {text: speaker.get(marked[text], 10.0) for text in set(texts)}
    speaker.close()
    return {text: utterance for text, utterance in found.items() if utterance is not None}


# --- decoding --------------------------------------------------------------------------------------------------------


def decoders(ending: str) -> dict[str, Callable[[Path], Iterator[Samples]]]:
    """Return what can decode a format here, each giving one block after the other: five hours do not fit in memory."""
    found: dict[str, Callable[[Path], Iterator[Samples]]] = {}
    if ending != "m4b":
        found["sndfile"] = by_libsndfile
    if not EXTRAS["m4b"].missing:
        found["ffmpeg"] = by_ffmpeg
    return found


def by_libsndfile(path: Path) -> Iterator[Samples]:
    import soundfile

    with soundfile.SoundFile(path) as file:
        for block in file.blocks(RATE * 10, dtype="float32", always_2d=True):
            yield block[:, 0].copy()


def by_ffmpeg(path: Path) -> Iterator[Samples]:
    import av

    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="fltp")
        for frame in container.decode(container.streams.audio[0]):
            for piece in resampler.resample(frame):
                yield piece.to_ndarray()[0]


def pieces(blocks: Iterator[Samples], spans: Sequence[tuple[Frames, Frames]]) -> list[Samples]:
    """Return the samples of each span (its first frame and its length, in order), silence where there are none."""
    found = [np.zeros(length, np.float32) for _, length in spans]
    begin: Frames = 0
    behind = 0
    for block in blocks:
        end = begin + len(block)
        while behind < len(spans) and sum(spans[behind]) <= begin:
            behind += 1
        for index in range(behind, len(spans)):
            first, length = spans[index]
            if first >= end:
                break
            start, stop = max(first, begin), min(first + length, end)
            if start < stop:
                found[index][start - first : stop - first] = block[start - begin : stop - begin]
        begin = end
    return found


# --- finding ---------------------------------------------------------------------------------------------------------


def span(cue: dict[str, Any], utterance: Utterance) -> tuple[Frames, Frames]:
    """Return where to look for a cue: 50 ms more than its words on both sides."""
    return frames(cue["at"]) - REACH, len(utterance.samples) - frames(utterance.onset) + 2 * REACH


def lag(around: Samples, utterance: Utterance) -> float:
    """Return how many seconds later than at its moment an utterance begins in its span, where both are most alike."""
    sound = utterance.samples[frames(utterance.onset) :]
    size = 1 << (len(around) + len(sound)).bit_length()
    alike = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(sound, size)), size)
    return (int(np.argmax(alike[: 2 * REACH + 1])) - REACH) / RATE


def stands_out(around: Samples, utterance: Utterance) -> float | None:
    """Return how far from its place its level first stands out; None where something sounds just before."""
    sound, onset = np.abs(utterance.samples), frames(utterance.onset)
    threshold = float(sound.max()) * 10 ** (-35 / 20)
    # The fade-in before an onset belongs to the cue.
    begins = REACH - onset
    if np.abs(around[:begins]).max(initial=0.0) > threshold / 4:
        return None
    heard = np.flatnonzero(np.abs(around[begins : begins + len(sound)]) > threshold)
    meant = np.flatnonzero(sound > threshold)
    return abs(int(heard[0]) - int(meant[0])) / RATE if len(heard) else REACH / RATE


def alone(cue: dict[str, Any], everything: Sequence[dict[str, Any]]) -> bool:
    """Return whether nothing else begins near a cue, and no tone sounds under it, as under counts."""
    return cue["kind"] not in ("countdown", "tempo") and all(
        abs(other["at"] - cue["at"]) >= 1 or other is cue for other in everything
    )


def summary(rows: Sequence[Row], formats: Sequence[str]) -> None:
    """Print for each format what all routines together came to."""
    print("\nAll together:")
    for ending in formats:
        of = [row for row in rows if row.ending == ending]
        seconds, took = sum(row.seconds for row in of), sum(row.took for row in of)
        writing = sum(max(0.001, row.took - row.base) for row in of)
        slowest = min(row.seconds / row.took for row in of)
        print(
            f"  {ending:5} {seconds / took:6.0f} × real time"
            f" ({seconds / writing:.0f} × writing alone, {slowest:.0f} × the slowest),"
            f" {seconds / sum(row.cpu for row in of):.0f} × by processor time,"
            f" {sum(row.size for row in of) / seconds * 60 / 1e6:.2f} MB a minute,"
            f" worst onset {max(max(row.errors.values()) for row in of):.3f} ms of {sum(row.cues for row in of)} cues"
        )


if __name__ == "__main__":
    main()
