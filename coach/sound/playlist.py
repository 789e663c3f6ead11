"""The user's music from its first file to its last, and again from the first: the `Tape` of a `MusicBed`."""

from __future__ import annotations

import random
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import numpy as np

from coach.pcm import Samples, frames
from coach.sound.levels import Levels
from coach.sound.song import Song, UnplayableError, open_song
from coach.sound.songs import songs_at
from coach.units import Frames, Seconds

CROSSFADE: Seconds = 0.030
"""How long the end of a file lies over the beginning of the next: no gap, and no click."""

TOLD_FOR: Seconds = 25.0
"""For so much music a file that was passed over is told."""

LEAST: Seconds = 0.1
"""A round through all files with less sound than this is the last."""


class Playlist:
    """All files at a place, each as loud as the others, for ever; see `coach.sound.music.Tape`.

    `volume` is a factor, 1 being as loud as streaming services play. Nothing is looked at before the first `read`. A
    file that cannot be played is passed over; when none can, it ends.
    """

    def __init__(
        self,
        place: Path,
        levels: Levels | None = None,
        *,
        volume: float = 1.0,
        shuffle: bool = False,
        opener: Callable[[Path], Song] = open_song,
        chance: random.Random | None = None,
    ) -> None:
        self.place = place
        self.notice: str | None = None
        """One sentence on what cannot be played, while it is news."""
        self.title = ""
        """The name of the file that was read last."""
        self._levels = levels or Levels()
        self._volume = volume
        self._opener = opener
        self._chance = (chance or random.Random()) if shuffle else None
        self._blocks = self._joined()
        self._reason = ""
        """Why a file could not be played, the last time."""
        self._passed_over: set[Path] = set()
        """What was told of: it is no news when its turn comes again."""
        self._in_news = 0
        """How many files the notice is about."""
        self._told: Frames = 0
        """So many frames are still to come until the notice is no news any more."""

    def read(self) -> Samples | None:
        block = next(self._blocks, None)
        if block is not None and self.notice is not None:
            self._told -= len(block)
            self.notice = self.notice if self._told > 0 else None
        return block

    def close(self) -> None:
        self._blocks.close()

    def _joined(self) -> Generator[Samples, None, None]:
        """Yield what the files hold, the end of each over the beginning of the next."""
        kept = np.zeros((0, 2), np.float32)
        for first, block in self._levelled():
            if first:
                size = min(len(kept), len(block))
                rising = np.linspace(0, 1, size, dtype=np.float32)[:, None]
                if size:
                    block[:size] = block[:size] * rising + kept[-size:] * rising[::-1]
                if len(kept) > size:
                    yield kept[: len(kept) - size]
                kept = block
            else:
                kept = np.concatenate([kept, block])
            ready = len(kept) - frames(CROSSFADE)
            if ready > 0:
                yield kept[:ready]
                kept = kept[ready:]
        if len(kept):
            yield kept * np.linspace(1, 0, len(kept), dtype=np.float32)[:, None]

    def _levelled(self) -> Iterator[tuple[bool, Samples]]:
        """Yield pieces of all files, as loud as each other, and whether each is the first of its file."""
        last: Path | None = None
        while True:
            heard = 0
            found = self._round(last)
            for path in found:
                first = True
                for piece in self._played(path):
                    yield first, piece
                    first = False
                    heard += len(piece)
                    last = path
            if heard < frames(LEAST):
                self._tell(self._why_over(found, played=last is not None))
                return

    def _why_over(self, found: list[Path], *, played: bool) -> str:
        name = self.place.name or str(self.place)
        if not self.place.exists():
            return f"Music: {name} has gone; going on without." if played else f"Music: there is no {self.place}."
        if len(found) == 1 and self._reason:
            return f"Music: {found[0].name} cannot be played ({self._reason}); going on without."
        if found:
            return f"Music: none of the {len(found)} files in {name} can be played; going on without."
        return f"Music: there is none in {name}; going on without."

    def _round(self, last: Path | None) -> list[Path]:
        try:
            found = songs_at(self.place)
        except OSError:
            return []
        if self._chance is not None:
            self._chance.shuffle(found)
            if len(found) > 1 and found[0] == last:
                found.append(found.pop(0))
        return found

    def _played(self, path: Path) -> Iterator[Samples]:
        """Yield what a file holds, (n, 2), n > 0; tell where it cannot be played, or breaks off."""
        song: Song | None = None
        try:
            song = self._opener(path)
            factor = np.float32(self._levels.of(path, song).factor * self._volume)
            song.close()
            song = self._opener(path)
            self.title = path.stem
            for piece in song.pieces():
                if len(piece):
                    yield piece * factor
        except UnplayableError as error:
            self._reason = str(error)
            if path not in self._passed_over:
                self._passed_over.add(path)
                self._in_news = self._in_news + 1 if self.notice is not None else 1
                before = f"{self._in_news} files cannot be played, the last is " if self._in_news > 1 else ""
                cannot = f"({error})" if before else f"cannot be played ({error})"
                self._tell(f"Music: {before}{path.name} {cannot}; going on with the next.")
        finally:
            if song is not None:
                song.close()

    def _tell(self, sentence: str) -> None:
        self.notice = sentence
        self._told = frames(TOLD_FOR)
