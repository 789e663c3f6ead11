"""Music as one endless tape, of which a few seconds are in memory, filled ahead of what is read."""

from __future__ import annotations

import threading
from collections import deque
from typing import Protocol

import numpy as np

from coach.pcm import Samples, frames
from coach.units import Decibels, Frames, Seconds

AHEAD: Seconds = 12.0
"""How much is ready beyond what was read last: longer than a slow disk, or the measuring of a new file, takes."""

BEHIND: Seconds = 4.0
"""How much is kept of what was read: a device that is closed has not sounded all that it was given."""

LOOKS_EVERY: Seconds = 0.25
"""How soon the thread notices that some of it was read."""


STEP: Decibels = 3.0
"""One turn of the music's volume while it plays."""

SOFTEST: Decibels = -30.0
LOUDEST: Decibels = 6.0
"""Further it cannot be turned: from hardly there to twice of what is set."""


class Tape(Protocol):
    """Gives music from beginning to end; whoever has one reads it from one thread."""

    notice: str | None
    """One sentence on what cannot be played, while it is news."""

    def read(self) -> Samples | None:
        """Return the next frames in stereo, (n, 2), as many as come at once; None when nothing more comes."""

    def close(self) -> None:
        """Let go of what is open."""


class MusicBed:
    """The frames of a tape by their position, 0 being its beginning.

    `start` lets a thread fill it, and what is not ready yet is not there; without it reading waits for the tape, which
    is how files are written.
    """

    def __init__(self, tape: Tape, volume: int = 100) -> None:
        self._tape = tape
        self._volume = volume
        """How loud the tape is, in percent of what streaming services play; only told, for the tape is so by itself."""
        self.turned: Decibels = 0.0
        """By how much it is to be louder, or softer, than the tape."""
        self._lock = threading.Lock()
        self._blocks: deque[Samples] = deque()
        self._first: Frames = 0
        """The position of the first frame that is kept."""
        self._end: Frames = 0
        self._read: Frames = 0
        self._over = False
        self._mistake: str | None = None
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Fill it from now on in a thread; returns at once."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="music", daemon=True)
            self._thread.start()

    def turn(self, steps: int) -> None:
        """Make it so many steps louder, or softer where that is negative; whoever plays it takes it from `turned`."""
        self.turned = min(LOUDEST, max(SOFTEST, self.turned + steps * STEP))

    @property
    def percent(self) -> int:
        """How loud it is as it is turned now, in percent of what streaming services play."""
        return round(self._volume * 10 ** (self.turned / 20))

    def close(self) -> None:
        """End the thread, and let go of what the tape has open; returns at once."""
        self._closing.set()
        if self._thread is None:
            self._tape.close()

    @property
    def notice(self) -> str | None:
        """One sentence for the screen where something cannot be played, else None."""
        return self._mistake or self._tape.notice

    @property
    def over(self) -> bool:
        """Whether nothing more will come: there was nothing to play, or nothing is left."""
        return self._over

    def read(self, position: Frames, count: Frames) -> Samples:
        """Return the frames from a position on, (n, 2): fewer than `count` where they are not ready, or it is over."""
        if self._thread is None:
            self.fill(position + count)
        with self._lock:
            self._read = max(self._read, position + count)
            pieces: list[Samples] = []
            start = self._first
            for block in self._blocks:
                low, high = max(position, start), min(position + count, start + len(block))
                if low < high:
                    pieces.append(block[low - start : high - start])
                start += len(block)
        if len(pieces) == 1:
            return pieces[0]
        return np.concatenate(pieces) if pieces else np.zeros((0, 2), np.float32)

    def forget(self, before: Frames) -> None:
        """Drop what lies before a position."""
        with self._lock:
            while self._blocks and self._first + len(self._blocks[0]) <= before:
                self._first += len(self._blocks.popleft())

    def fill(self, end: Frames) -> None:
        """Take frames from the tape until those before `end` are there; blocks."""
        while self._end < end and not self._over and not self._closing.is_set():
            try:
                block = self._tape.read()
            except Exception as error:  # music is never worth a session
                self._mistake = f"Music: it ended ({type(error).__name__}: {error}); going on without."
                block = None
            with self._lock:
                if block is None:
                    self._over = True
                else:
                    self._blocks.append(block)
                    self._end += len(block)
            self.forget(self._read - frames(BEHIND))

    def _run(self) -> None:
        try:
            while not self._closing.is_set():
                self.fill(self._read + frames(AHEAD))
                self._closing.wait(LOOKS_EVERY)
        finally:
            self._tape.close()
