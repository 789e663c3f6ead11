"""Sounds that are found again in what was decoded, whatever an encoder made of them."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np

from coach.pcm import RATE, Samples, frames
from coach.pcm import seconds as to_seconds
from coach.timeline.model import Cue
from coach.units import Seconds
from coach.voice.protocol import Utterance
from coach.words.speech import FixedLengths

ONSET: Seconds = 0.020
"""How much of a burst lies before its onset, very soft."""

_REACH = frames(0.05)
"""How far from its moment an onset is looked for."""


class BurstingVoice:
    """A voice whose words are noise, other noise for each text, as loud as speech."""

    trouble: str | None = None
    notice: str | None = None

    def __init__(self, missing: frozenset[str] = frozenset()) -> None:
        self.lengths = FixedLengths()
        self._missing = missing

    def prepare(self, texts: list[str]) -> None:
        """Do nothing."""

    def get(self, text: str, timeout: Seconds) -> Utterance | None:
        return None if text in self._missing else Utterance(text, burst(text), ONSET)

    def close(self) -> None:
        """Do nothing."""


def burst(text: str) -> Samples:
    """Return the noise of a text: it begins within a sample, and lies where speech does (300 to 3,000 Hz)."""
    count = frames(FixedLengths().seconds(text))
    noise = np.random.default_rng(zlib.crc32(text.encode())).standard_normal(count)
    spectrum = np.fft.rfft(noise)
    hertz = np.fft.rfftfreq(count, 1 / RATE)
    spectrum[(hertz < 300) | (hertz > 3000)] = 0
    shaped = np.fft.irfft(spectrum, count)
    loud = 0.15 * shaped / np.sqrt(np.mean(shaped**2))
    result: Samples = np.concatenate([np.zeros(frames(ONSET)), loud]).astype(np.float32)
    return result


def errors(decoded: Samples, cues: list[Cue]) -> list[Seconds]:
    """Return how much later than at its moment the onset of each spoken cue is, to the sample."""
    return [lag(decoded, burst(cue.text)[frames(ONSET) :], cue.at) for cue in cues if cue.text]


def lag(decoded: Samples, sound: Samples, at: Seconds) -> Seconds:
    """Return how much later than at a moment a sound begins in what was decoded: where both are most alike."""
    first = frames(at) - _REACH
    around = np.zeros(len(sound) + 2 * _REACH, np.float32)
    start, stop = max(0, first), min(len(decoded), first + len(around))
    around[start - first : stop - first] = decoded[start:stop]
    size = 1 << (len(around) + len(sound)).bit_length()
    alike = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(sound, size)), size)
    return to_seconds(int(np.argmax(alike[: 2 * _REACH + 1])) - _REACH)


def by_libsndfile(path: Path) -> Samples:
    """Return the left channel of a sound file as libsndfile decodes it."""
    import soundfile

    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    assert rate == RATE
    left: Samples = samples[:, 0]
    return left


def by_ffmpeg(path: Path) -> Samples:
    """Return the left channel of a sound file as FFmpeg decodes it."""
    import av

    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        assert stream.rate == RATE
        resampler = av.AudioResampler(format="fltp")
        frames_ = [piece for frame in container.decode(stream) for piece in resampler.resample(frame)]
    left: Samples = np.concatenate([frame.to_ndarray()[0] for frame in frames_])
    return left


def ffmpeg_chapters(path: Path) -> list[tuple[str, float, float]]:
    """Return titles and times of chapters as FFmpeg reads them, in the order of the file."""
    import av

    with av.open(str(path)) as container:
        return [
            (one["metadata"]["title"], float(one["start"] * one["time_base"]), float(one["end"] * one["time_base"]))
            for one in container.chapters()
        ]


def ffmpeg_tags(path: Path) -> dict[str, str]:
    """Return the tags of a sound file as FFmpeg reads them, their names in small letters."""
    import av

    with av.open(str(path)) as container:
        found = {**container.metadata, **container.streams.audio[0].metadata}
    return {name.lower(): text for name, text in found.items()}
