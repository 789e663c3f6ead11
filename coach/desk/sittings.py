"""Playing and checking in as one copy at a time: the lock, and what earlier runs left to go on with."""

from __future__ import annotations

from types import TracebackType

from coach.desk.checkin import OpenCheckIn, Outcome, close_without_questions, judged, open_again
from coach.desk.desk import Desk
from coach.desk.performance import Performance
from coach.session.journal import FoundJournal
from coach.session.leftover import into_record, settle
from coach.session.lock import PlayLock
from coach.session.profile import load_profile
from coach.session.record import SessionRecord
from coach.session.store import SessionStore


class Sittings:
    """Holds the lock of the copy that plays, from `with` to its end; BusyError where another one holds it.

    A rehearsal keeps nothing, so it neither takes the lock nor touches what earlier runs left.
    """

    def __init__(self, desk: Desk, *, rehearsal: bool = False) -> None:
        self._desk = desk
        self._store = SessionStore(desk.paths.sessions)
        self._lock = None if rehearsal else PlayLock(desk.paths.lock)
        self.resume: FoundJournal | None = None
        """The session that was kept or cut off less than four hours ago."""
        self.checkin: FoundJournal | None = None
        """The check-in that was broken off."""
        self.sentences: tuple[str, ...] = ()
        """What could not be read or written, for people."""

    def __enter__(self) -> Sittings:
        if self._lock is not None:
            self._lock.take()
            self.look()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock is not None:
            self._lock.release()

    def look(self) -> None:
        """Make records of what is too old to go on with, and find what can be."""
        left = settle(self._desk.paths.journal, self._store, self._desk.clock.now(), self._judge)
        self.resume, self.checkin = left.resume, left.checkin
        trouble = self._lock.trouble if self._lock is not None else None
        self.sentences = (*left.sentences, *([trouble] if trouble else []))

    def drop_resume(self) -> str | None:
        """Make a record of the session that is not gone on with; a sentence where that fails."""
        found, self.resume = self.resume, None
        return into_record(found, self._store, self._judge) if found is not None else None

    def after(self, performance: Performance) -> OpenCheckIn | Outcome | None:
        """Return the check-in of a session that is over, or its stored record; None where nothing is to be kept."""
        writer = performance.writer
        if writer is None:
            return None
        if not writer.journal().begun:
            # Stopped while counting in: nothing was done that could be told.
            writer.remove()
            return None
        if performance.asks:
            return OpenCheckIn(self._desk, writer)
        return close_without_questions(self._desk, writer)

    def open_checkin(self) -> OpenCheckIn | None:
        """Return the check-in that was broken off, where it stood."""
        return open_again(self._desk, self.checkin) if self.checkin is not None else None

    def _judge(self, record: SessionRecord) -> SessionRecord:
        return judged(record, load_profile(self._desk.paths.profile)[0])[0]
