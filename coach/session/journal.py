"""The journal on disk: appended while a session runs, read at the next start, gone when the record is written."""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from coach.checkin.questions import Answer
from coach.clock import Clock
from coach.paths import private_folder, set_aside, write_whole
from coach.player.model import Event, EventKind, PlacedCue, Playhead, View
from coach.session.journal_text import (
    answer_text,
    event_text,
    head_text,
    read_journal,
    replanned_text,
    tick_text,
    turned_down_text,
    whole_tables,
    worry_text,
)
from coach.session.journal_values import Journal, JournalHead, Replanned, Tick, TurnedDown
from coach.session.tables import TableError
from coach.units import Seconds

TICK_EVERY: Seconds = 0.5
"""A kill loses at most one second, so the place is written twice as often."""

STILL_ALIVE_EVERY: Seconds = 60.0
"""How often a place that does not change is written, so that the last moment of a long pause is known."""

TRY_AGAIN_EVERY: Seconds = 5.0
"""How often an unwritable journal is tried again."""


class JournalWriter:
    """Keeps a session as it runs; a listener of playback.

    It never raises: while the disk refuses, `trouble` says so, what happened is kept in memory and appended as soon as
    that works again. Every method may be called from any thread.
    """

    def __init__(self, path: Path, journal: Journal, clock: Clock, look: Callable[[], View] | None = None) -> None:
        self.path = path
        self._journal = journal
        self._events = list(journal.events)
        self._answers = dict(journal.answers)
        self._clock = clock
        self._look = look
        self._lock = threading.RLock()
        self._origin = clock.monotonic() - _last_moment(journal)
        self._file: int | None = None
        self._good = 0
        self._waiting: list[bytes] = []
        self._waiting_tick: bytes | None = None
        self._ticked: Seconds | None = None
        self._tried: Seconds | None = None
        self._happened = False
        self._trouble: str | None = None
        self._closed = False

    @classmethod
    def open(
        cls, folder: Path, head: JournalHead, clock: Clock, look: Callable[[], View] | None = None
    ) -> JournalWriter:
        """Begin the journal of a new session; `look` gives the view of now where `on_tick` is not given one."""
        writer = cls(folder / f"{head.id}.toml", Journal(head), clock, look)
        writer._write(clock.monotonic())
        return writer

    @classmethod
    def go_on(cls, found: FoundJournal, clock: Clock, look: Callable[[], View] | None = None) -> JournalWriter:
        """Go on with a journal that was found, playing or with its check-in; a torn end is cut off."""
        writer = cls(found.path, found.journal, clock, look)
        writer._write(clock.monotonic())
        return writer

    # --- what happens ------------------------------------------------------------------------------------------------

    def on_event(self, event: Event) -> None:
        """Append an event at once."""
        with self._lock:
            at = event.happened - self._origin
            self._events.append(replace(event, due=event.due - self._origin, happened=at))
            self._happened = True
            time = self._clock.now()
            over = event.kind in (EventKind.FINISHED, EventKind.STOPPED)
            self._journal = replace(self._journal, last=time, ended=time if over else self._journal.ended)
            self._append(event_text(event, at, time), event.happened)

    def on_cue(self, placed: PlacedCue) -> None:
        """Do nothing: what was said can be compiled again."""

    def on_tick(self, now: Seconds, view: View | None = None) -> None:
        """Append the place, at most twice a second; to be called at least that often."""
        with self._lock:
            recently = self._ticked is not None and now - self._ticked < TICK_EVERY
            if self._closed or (recently and not self._happened):
                return
            view = view or (self._look() if self._look is not None else None)
            if view is None or view.segment is None:
                return
            playhead = Playhead(view.segment.index, view.offset)
            last = self._journal.tick
            stands = last is not None and (last.playhead, last.played) == (playhead, view.session_elapsed)
            if stands and not self._happened and self._ticked is not None and now - self._ticked < STILL_ALIVE_EVERY:
                self._retry(now)
                return
            tick = Tick(now - self._origin, self._clock.now(), playhead, view.session_elapsed)
            self._journal = replace(self._journal, tick=tick, last=tick.time)
            self._ticked, self._happened = now, False
            self._waiting_tick = tick_text(tick).encode()
            self._retry(now)

    def answer(self, key: str, answer: Answer) -> None:
        """Keep an answer of the check-in as it is given; None is skipped. The last one of a key counts."""
        with self._lock:
            self._answers[key] = answer
            self._journal = replace(self._journal, answered=self._clock.now())
            self._append(answer_text(key, answer, self._clock.now()), self._clock.monotonic(), lasting=True)

    def worry(self, flag: str) -> None:
        """Keep a worry that was named during the session."""
        with self._lock:
            time = self._clock.now()
            self._journal = replace(self._journal, worries=(*self._journal.worries, flag), last=time)
            self._append(worry_text(flag, time), self._clock.monotonic(), lasting=True)

    def replan(self, replanned: Replanned) -> None:
        """Keep what the session plays from now on, before any event of it."""
        with self._lock:
            self._journal = replace(self._journal, replanned=replanned)
            self._append(replanned_text(replanned, self._clock.now()), self._clock.monotonic(), lasting=True)

    # --- what is known -----------------------------------------------------------------------------------------------

    @property
    def trouble(self) -> str | None:
        """One sentence for the screen while the session cannot be kept on disk, else None."""
        return self._trouble

    def journal(self) -> Journal:
        """Return all that the journal says, also what the disk refused."""
        with self._lock:
            return replace(self._journal, events=tuple(self._events), answers=dict(self._answers))

    @property
    def closed(self) -> bool:
        """Nothing is written any more: it was left for later, or is a record."""
        return self._closed

    # --- the end -----------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Append what still waits and let the file go; it stays to be taken up again."""
        with self._lock:
            if not self._closed:
                self._write(self._clock.monotonic())
            self._closed = True
            self._let_go()

    def remove(self) -> None:
        """Delete the journal: its record is written, or it was thrown away."""
        with self._lock:
            self._closed = True
            self._let_go()
            with contextlib.suppress(OSError):
                self.path.unlink()

    # --- the file ----------------------------------------------------------------------------------------------------

    def _append(self, text: str, now: Seconds, *, lasting: bool = False) -> None:
        self._waiting.append(text.encode())
        self._retry(now)
        if lasting and self._file is not None and self._trouble is None:
            with contextlib.suppress(OSError):
                os.fsync(self._file)

    def _retry(self, now: Seconds) -> None:
        if self._trouble is not None and self._tried is not None and now - self._tried < TRY_AGAIN_EVERY:
            return
        self._write(now)

    def _write(self, now: Seconds) -> None:
        """Append all that waits; what the disk refuses goes on waiting, and half a table is taken back."""
        if self._closed:
            return
        self._tried = now
        waiting = b"".join([*self._waiting, self._waiting_tick or b""])
        try:
            if self._file is None:
                self._open_file()
            assert self._file is not None
            if waiting and os.write(self._file, waiting) != len(waiting):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            self._good += len(waiting)
        except OSError as error:
            self._trouble = f"This session cannot be kept on disk: {error.strerror or error}. It goes on all the same."
            self._take_back()
            return
        self._waiting, self._waiting_tick = [], None
        self._trouble = None

    def _open_file(self) -> None:
        private_folder(self.path.parent)
        if not self.path.exists():
            write_whole(self.path, head_text(self._journal.head))
        handle = os.open(self.path, os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0))
        try:
            size = os.fstat(handle).st_size
            self._good = whole_tables(os.pread(handle, size, 0) if hasattr(os, "pread") else os.read(handle, size))
            if self._good < size:
                os.ftruncate(handle, self._good)
        except OSError:
            os.close(handle)
            raise
        self._file = handle

    def _take_back(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, self._good)

    def _let_go(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                os.close(self._file)
        self._file = None


@dataclass(frozen=True, slots=True)
class FoundJournal:
    """A journal that an earlier run left behind."""

    path: Path
    journal: Journal


def turn_down(found: FoundJournal, what: TurnedDown, time: datetime) -> FoundJournal:
    """Write that something is not offered any more, to last; raises OSError, and then it still is."""
    handle = os.open(found.path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        whole = whole_tables(found.path.read_bytes())
        os.ftruncate(handle, whole)
        os.lseek(handle, whole, os.SEEK_SET)
        text = turned_down_text(what, time).encode()
        if os.write(handle, text) != len(text):
            os.ftruncate(handle, whole)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(handle)
    finally:
        os.close(handle)
    return replace(found, journal=replace(found.journal, turned_down=found.journal.turned_down | {what}))


def find_journals(folder: Path) -> tuple[list[FoundJournal], list[str]]:
    """Return the journals in a folder, the latest first, and one sentence for each that cannot be read.

    A damaged one is set aside under another name; to be called only while no other copy plays.
    """
    found: list[FoundJournal] = []
    sentences: list[str] = []
    try:
        paths = sorted(folder.glob("*.toml"), reverse=True)
    except OSError:
        return [], []
    for path in paths:
        try:
            found.append(FoundJournal(path, read_journal(path.read_bytes())))
        except TableError as error:
            where = ""
            with contextlib.suppress(OSError):
                where = f"; it is set aside as {set_aside(path).name}"
            sentences.append(f"The journal {path} cannot be read ({error}){where}.")
        except OSError as error:
            sentences.append(f"The journal {path} cannot be read: {error.strerror or error}.")
    found.sort(key=lambda each: each.journal.alive_until, reverse=True)
    return found, sentences


def _last_moment(journal: Journal) -> Seconds:
    """Return the moment that a journal that is gone on with counts on from."""
    moments = [event.happened for event in journal.events[-1:]]
    if journal.tick is not None:
        moments.append(journal.tick.at)
    return max(moments, default=0.0)
