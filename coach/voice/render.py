"""From what an engine writes to what the mixer places: trimmed, levelled, resampled, its onset known."""

from __future__ import annotations

import io
import re
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np

from coach.pcm import RATE, Samples, bent, frames
from coach.units import Decibels, Frames, Seconds
from coach.voice.loudness import loudness
from coach.voice.pronounce import NOTHING_SAID_OTHERWISE
from coach.words.speech import Silence, parts, sayable

PIPELINE = 3
"""The version of this module's result, part of the cache's key: raise it whenever the same words come out otherwise."""

_COUNT = re.compile(r"(\w+)\. (\w+)")
"""A count of a tempo, "4. Down" or "Last. Down": engines pause at the stop for longer than the next count can wait."""

LOUDNESS: Decibels = -18.0
"""Of each text in LUFS, pauses left out."""

_NEAR: Decibels = 0.1
"""So near to `LOUDNESS` is near enough; where peaks are bent it takes some tries."""

_TRIES = 5

PEAK: Decibels = -1.0
"""No sample is louder."""

FAINT: Decibels = -60.0
"""Under the loudest: what is fainter is silence. Piper's "four" begins 20 ms before its onset, and the t of its "set"
comes 60 ms after the vowel, at -50 dB; without that a recogniser hears "pour"."""

LEAD: Seconds = 0.010
"""Kept before the first faint sound, faded in."""

LONGEST_LEAD: Seconds = 0.080
"""What may come before the onset: the sound before has to be over by then."""

TAIL: Seconds = 0.030
"""Kept after the last loud sound in any case, faded out."""

LONGEST_TAIL: Seconds = 0.120
"""As long as it is looked for faint sounds after it."""

FADE: Seconds = 0.010

_BLOCK = frames(0.005)
_SILENT = 1e-4
"""A sound whose loudest sample stays below is no speech: −80 dBFS."""


class NotSpeechError(ValueError):
    """A sound file that holds no speech: unreadable, empty or silent."""


def read_sound(path: Path) -> Samples:
    """Read a sound file as mono at `RATE`; raises NotSpeechError when there is nothing to hear in it."""
    try:
        samples, rate = _read_wave(path)
    except (wave.Error, EOFError):
        samples, rate = _read_other(path)
    except OSError as error:
        raise NotSpeechError(f"the sound file cannot be read ({error.strerror})") from error
    if len(samples) == 0:
        raise NotSpeechError("the sound file is empty")
    if float(np.abs(samples).max()) < _SILENT:
        raise NotSpeechError("the sound file is silent")
    if rate == RATE:
        return samples
    import soxr  # 70 ms to import, and only ever needed where something is rendered

    result: Samples = soxr.resample(samples, rate, RATE)
    return result


def _read_wave(path: Path) -> tuple[Samples, int]:
    # Read whole first: `wave` leaves its own file open when a header is broken.
    with wave.open(io.BytesIO(path.read_bytes()), "rb") as file:
        if file.getsampwidth() != 2:
            raise wave.Error("not 16 bits")
        data = file.readframes(file.getnframes())
        channels, rate = file.getnchannels(), file.getframerate()
    whole = len(data) // (2 * channels) * 2 * channels
    samples = np.frombuffer(data[:whole], "<i2").reshape(-1, channels).mean(axis=1, dtype=np.float32)
    return (samples / np.float32(32768)).astype(np.float32), rate


def _read_other(path: Path) -> tuple[Samples, int]:
    # AIFF on macOS whatever the name says, and floating-point WAV.
    try:
        import soundfile

        samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except (RuntimeError, OSError, ImportError) as error:
        raise NotSpeechError(f"the sound file cannot be read ({error})") from error
    return samples.mean(axis=1).astype(np.float32), int(rate)


def bounds(samples: Samples) -> tuple[Frames, Frames]:
    """Return the frames between which something is heard: the first and last 5 ms within 35 dB of the loudest."""
    power = _power(samples)
    heard = np.flatnonzero(power > power.max() * 10 ** (-35 / 10))
    first = int(heard[0]) * _BLOCK
    # Within its block the onset is the first sample that stands out, so that it is known to the sample.
    loud = float(np.abs(samples).max()) * 10 ** (-35 / 20)
    inside = np.flatnonzero(np.abs(samples[first : first + _BLOCK]) > loud)
    onset = first + (int(inside[0]) if len(inside) else 0)
    return onset, min((int(heard[-1]) + 1) * _BLOCK, len(samples))


def _power(samples: Samples) -> Samples:
    padded = np.zeros(-(-len(samples) // _BLOCK) * _BLOCK, np.float32)
    padded[: len(samples)] = samples
    power: Samples = np.square(padded).reshape(-1, _BLOCK).mean(axis=1)
    return power


def trim(samples: Samples) -> tuple[Samples, Frames]:
    """Cut the silence off both ends, but not the faint beginning or end of a word; return the rest and its onset."""
    onset, end = bounds(samples)
    power = _power(samples)
    faint = power > power.max() * 10 ** (FAINT / 10)
    first = onset // _BLOCK
    while first > 0 and faint[first - 1] and onset - first * _BLOCK < frames(LONGEST_LEAD):
        first -= 1
    begin = first * _BLOCK if first < onset // _BLOCK else onset
    start = max(0, onset - frames(LONGEST_LEAD), begin - frames(LEAD))
    # A closed "t" is a silence of 50 ms before its faint burst, so the last faint sound counts and not the first gap.
    after = np.flatnonzero(faint[: (end + frames(LONGEST_TAIL)) // _BLOCK])
    stop = min(len(samples), max(end + frames(TAIL), (int(after[-1]) + 1) * _BLOCK))
    result = samples[start:stop].copy()
    lead, tail = min(onset - start, frames(FADE)), min(stop - end, frames(FADE))
    if lead:
        result[:lead] *= np.linspace(0, 1, lead, dtype=np.float32)
    if tail:
        result[-tail:] *= np.linspace(1, 0, tail, dtype=np.float32)
    return result, onset - start


def level(samples: Samples) -> Samples:
    """Bring speech to `LOUDNESS` and bend what would pass `PEAK`, which makes it quieter: that is made up for."""
    gain = LOUDNESS - loudness(samples)
    for _ in range(_TRIES):
        result = limit(samples * np.float32(10 ** (gain / 20)), 10 ** (PEAK / 20))
        missing = LOUDNESS - loudness(result)
        if abs(missing) < _NEAR:
            break
        gain += missing
    return result


def limit(samples: Samples, peak: float) -> Samples:
    """Bend samples over 70 % of the peak so that none passes it; what is below stays as it is."""
    return bent(samples, 0.7 * peak, peak)


def render(
    text: str, speak: Callable[[str], Samples], said: Callable[[str], str] = NOTHING_SAID_OTHERWISE
) -> tuple[Samples, Frames]:
    """Return the sound of a text and its onset: words from `speak`, and silences exactly as long as they are written.

    `said` gives the words for the engine in place of the text's. Raises NotSpeechError when it has no words at all.
    """
    pieces: list[Samples] = []
    onset: Frames | None = None
    for part in parts(text):
        if isinstance(part, Silence):
            pieces.append(np.zeros(frames(part.seconds), np.float32))
            continue
        count = _COUNT.fullmatch(part.text)
        words = said(f"{count[1]} {count[2]}" if count else sayable(part.text))
        if not any(char.isalnum() for char in words):
            continue  # a lone dash or dot: engines answer it with silence, or with its name
        samples, lead = trim(speak(sayable(words)))
        if onset is None:
            onset = sum(len(piece) for piece in pieces) + lead
        pieces.append(level(samples))
    if onset is None:
        raise NotSpeechError("there are no words to say")
    return np.concatenate(pieces), onset
