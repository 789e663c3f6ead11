"""By how much each file of music is made softer or louder, so that all are as loud; measured once and kept."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coach.paths import write_cached
from coach.pcm import Samples, frames
from coach.sound.loudness import loudness
from coach.sound.song import Song, UnplayableError
from coach.units import Decibels, Seconds

FULL: Decibels = -14.0
"""LUFS of music at 100 %, as streaming services play it; the usual 50 % are 6 dB less."""

PEAK = 1.4
"""The loudest sample at 100 %; at the usual 50 % it is the mixer's `KNEE`, so that nothing is bent."""

MOST: Decibels = 20.0
"""What is softer than this many decibels below `FULL` stays softer: it is meant so, or it is noise."""

WINDOWS = 12
WINDOW: Seconds = 3.0
"""What is measured of a file, evenly from its beginning to its end; all of it where it is no longer than that."""

KEPT = 5_000
"""Files that are remembered; those measured first are forgotten first."""


@dataclass(frozen=True, slots=True)
class Level:
    """How loud a file is."""

    lufs: Decibels
    peak: float
    """Its loudest sample, as far as it was measured."""

    @property
    def factor(self) -> float:
        """What its samples are to be multiplied by, for music at 100 %."""
        if not np.isfinite(self.lufs) or self.peak <= 0:
            return 1.0
        return float(min(10 ** ((FULL - self.lufs) / 20), PEAK / self.peak, 10 ** (MOST / 20)))


def measure(song: Song) -> Level:
    """Return how loud an open file is, from some seconds here and there; raises UnplayableError."""
    whole = song.seconds <= WINDOWS * WINDOW
    apart = 0.0 if whole else (song.seconds - WINDOW) / (WINDOWS - 1)
    windows = [piece for index in range(1 if whole else WINDOWS) for piece in _window(song, index * apart, whole)]
    peak = max((float(np.abs(window).max()) for window in windows if len(window)), default=0.0)
    return Level(loudness(windows), peak)


def _window(song: Song, moment: Seconds, whole: bool) -> Iterator[Samples]:
    """Yield the stretches of sound from a moment on, each of `WINDOW` but the last."""
    song.seek(moment)
    pieces: list[Samples] = []
    ready, size = 0, frames(WINDOW)
    for piece in song.pieces():
        pieces.append(piece)
        ready += len(piece)
        if ready >= size:
            together = np.concatenate(pieces)
            yield together[:size]
            if not whole:
                return
            pieces, ready = [together[size:]], ready - size
    if ready:
        yield np.concatenate(pieces)


class Levels:
    """The levels of files, kept in a file of the cache; without one they are measured again."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._known: dict[str, list[float]] | None = None

    def of(self, path: Path, song: Song) -> Level:
        """Return the level of an open file, measured if it is not known; the song has to be opened anew after that."""
        known = self._load()
        name = _mark(path)
        with contextlib.suppress(KeyError, ValueError, TypeError):
            lufs, peak = known[name]
            return Level(float(lufs), float(peak))
        try:
            level = measure(song)
        except UnplayableError:  # whoever plays it will say so
            return Level(float("-inf"), 0.0)
        known[name] = [level.lufs if np.isfinite(level.lufs) else -1000.0, level.peak]
        for oldest in list(known)[: max(0, len(known) - KEPT)]:
            del known[oldest]
        if self._file is not None:
            write_cached(self._file, json.dumps(known, indent=0).encode())
        return level

    def _load(self) -> dict[str, list[float]]:
        if self._known is None:
            self._known = {}
            if self._file is not None:
                with contextlib.suppress(OSError, ValueError):
                    loaded = json.loads(self._file.read_bytes())
                    self._known = loaded if isinstance(loaded, dict) else {}
        return self._known


def _mark(path: Path) -> str:
    """Return what a file is known by: another one under its name is measured anew."""
    try:
        stat = path.stat()
    except OSError:
        return str(path)
    return f"{path}|{stat.st_size}|{stat.st_mtime_ns}"
