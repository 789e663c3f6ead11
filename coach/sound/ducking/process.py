"""The process that lowers other programs' music: told what will sound, it turns until its input ends.

A line a sound: `sounds START END`, in moments of the monotonic clock, which is one for the whole machine; `quiet` takes
back all of them. When the input ends, and Coach with it, music comes up and the process ends.
"""

from __future__ import annotations

import math
import os
import select
import signal
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import FrameType

from coach.sound.ducking.choosing import Stream, is_music
from coach.sound.ducking.kept import DuckingLock, read_kept, write_kept
from coach.sound.ducking.lowering import Change, Kept, Lowering
from coach.sound.ducking.schedule import Schedule, moved
from coach.sound.ducking.server import NeverAServerError, PulseServer, RefusedError, Server, ServerGoneError
from coach.units import Decibels, Seconds

STEP: Seconds = 0.01
"""Between two volumes on the way: 15 steps of less than 1 dB are heard as one movement."""

RETRY: Seconds = 1.0
"""How often a sound server that is not there is looked for, and the lock that another process holds."""

LOOKS_EVERY: Seconds = 1.0
"""How often it is seen to whether anything is still owed; changes of streams are told at once."""

LONGEST: Seconds = 600.0
"""Nothing sounds for longer: a line that says so is none of Coach's."""


class Link:
    """The input, read without waiting."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.ended = False
        self._rest = b""

    def lines(self) -> list[bytes]:
        """Return the whole lines that have come; `ended` tells whether there will be any more."""
        while not self.ended and select.select([self.descriptor], [], [], 0)[0]:
            try:
                data = os.read(self.descriptor, 1 << 16)
            except OSError:
                data = b""
            self.ended = not data
            self._rest += data
        *lines, self._rest = self._rest.split(b"\n")
        return lines

    def wait(self, seconds: Seconds | None) -> None:
        """Wait for the next line, or so long."""
        select.select([self.descriptor], [], [], seconds)


class Ducking:
    """What the process does; `connect` raises ServerGoneError or NeverAServerError."""

    def __init__(
        self,
        link: Link,
        path: Path,
        *,
        by: Decibels,
        own: Collection[int] = (),
        connect: Callable[[], Server] = PulseServer,
        clock: Callable[[], Seconds] = time.monotonic,
    ) -> None:
        self._link = link
        self._path = path
        self._by = by
        self._own = {*own, os.getpid()}
        self._connect = connect
        self._clock = clock
        self._lock = DuckingLock(path)
        self._schedule = Schedule()
        self._server: Server | None = None
        self._connect_at: Seconds = float("-inf")
        self._lowering: Lowering | None = None
        """None until the lock is ours."""
        self._written = Kept()
        self._down = False
        self._depth = 0.0
        self._turned: Seconds = 0.0
        self._in_calls: frozenset[int] | None = None
        """Who was in a call when music went down last."""
        self._told_server: set[str] = set()
        """Of what is owed, what the server was asked to remember rightly."""

    def run(self) -> None:
        """Turn until the input has ended and everything is as it was."""
        try:
            while not self.over:
                wait = self.turn(self._clock())
                if self.over:
                    break
                try:
                    if self._server is not None and wait != STEP:
                        self._server.wait(wait, self._link.descriptor)
                    else:  # on the way every step is answered by a notice of the server, which tells nothing new
                        self._link.wait(wait)
                except ServerGoneError:
                    self._lose()
        except NeverAServerError:
            return
        finally:
            if self._server is not None:
                self._server.close()
            self._lock.release()

    @property
    def over(self) -> bool:
        """Whether there is nothing more to do: nobody tells anything, and music is up or out of reach."""
        return self._link.ended and (self._server is None or self._lowering is None or self._depth == 0)

    @property
    def had_lock(self) -> bool:
        """Whether it was this process that could lower and restore."""
        return self._lowering is not None

    def turn(self, now: Seconds) -> Seconds | None:
        """Do what is due, and return for how long nothing will be; None is until something comes."""
        for line in self._link.lines():
            self._take(line)
        if self._lowering is None:
            if not self._lock.take():
                return RETRY
            self._written = read_kept(self._path)
            self._lowering = Lowering(self._by, self._written)
        if self._server is None and now >= self._connect_at:
            self._open(now)
        self._move(now)
        if self._server is None:
            return RETRY
        try:
            self._work(self._server, self._lowering, now)
        except ServerGoneError:
            self._lose()
            return RETRY
        return self._until_next(now, self._lowering)

    def _take(self, line: bytes) -> None:
        match line.split():
            case [b"sounds", first, last]:
                with suppress(ValueError):
                    start, end = float(first), float(last)
                    if math.isfinite(start) and start < end <= start + LONGEST:
                        self._schedule.add(start, end)
            case [b"quiet"]:
                self._schedule.clear()

    def _open(self, now: Seconds) -> None:
        try:
            self._server = self._connect()
        except ServerGoneError:
            self._connect_at = now + RETRY

    def _move(self, now: Seconds) -> None:
        """Take the depth as far as it goes by now."""
        self._schedule.forget(now)
        down = not self._link.ended and self._schedule.is_down(now)
        if down is self._down:
            self._depth = moved(self._depth, down, now - self._turned)
        # On a turning its way begins now, however long ago the last turn was.
        self._down, self._turned = down, now

    def _work(self, server: Server, lowering: Lowering, now: Seconds) -> None:
        """Bring every stream to where it is to be, and the file before and after it."""
        if self._depth == 0:
            self._in_calls = None
            if lowering.idle:
                return
        changes = lowering.look(server.streams(), self._depth, now, lambda stream: self._is_music(server, stream))
        if changes and self._depth > 0:  # the last change is the way back: what stands in the file holds until then
            self._write(replace(lowering.kept, moving=True))
        for change in changes:
            self._change(server, lowering, change)
        for key, owed in lowering.owed.items():
            if key not in self._told_server:
                self._told_server.add(key)
                if server.remember(key, owed):
                    lowering.paid(key)
        self._told_server &= lowering.owed.keys()
        self._write(lowering.kept)

    def _is_music(self, server: Server, stream: Stream) -> bool:
        if self._in_calls is None:
            self._in_calls = server.in_calls()
        return is_music(stream, self._own, self._in_calls)

    def _change(self, server: Server, lowering: Lowering, change: Change) -> None:
        try:
            server.set_volume(change.index, change.volumes)
        except RefusedError:
            lowering.refused(change.index)

    def _write(self, kept: Kept) -> None:
        if kept != self._written:
            write_kept(self._path, kept)
            self._written = kept

    def _lose(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()
        self._connect_at = self._clock() + RETRY
        if self._lowering is not None:
            self._lowering.lost()
            self._write(self._lowering.kept)
        self._told_server.clear()

    def _until_next(self, now: Seconds, lowering: Lowering) -> Seconds | None:
        if self._depth != (1.0 if self._down else 0.0):
            return STEP
        change = self._schedule.next_change(now)
        waits = [each for each in (None if change is None else change - now,) if each is not None]
        if self._depth == 0 and not lowering.idle:
            waits.append(LOOKS_EVERY)
        return min(waits, default=None)


def restore(path: Path, *, connect: Callable[[], Server] = PulseServer) -> list[str] | None:
    """Put back now what a killed process left low, and return the programs of which something is still low.

    None, and nothing is touched, while another process lowers.
    """
    reading, writing = os.pipe()
    os.close(writing)
    try:
        ducking = Ducking(Link(reading), path, by=0.0, connect=connect)
        ducking.run()
    finally:
        os.close(reading)
    if not ducking.had_lock:
        return None
    left = read_kept(path)
    keys = [*(each.key for each in left.lowered), *(key for key, _ in left.owed)]
    return list(dict.fromkeys(key.partition(":")[2] or key for key in keys))


def end_by_signal(descriptor: int) -> None:
    """Let SIGTERM and SIGINT end the input, so that everything is put back before the process ends."""

    def end(number: int, frame: FrameType | None) -> None:
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, descriptor)
        os.close(nothing)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
