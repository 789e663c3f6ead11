"""Playing and checking in as one copy at a time: the lock, and what earlier runs left to go on with."""

from __future__ import annotations

from types import TracebackType

from coach.checkin.flags import FLAGS, Tier, tier_of_flags
from coach.checkin.flow import CheckInFlow
from coach.desk.checkin import ClosedSession, OpenCheckIn, close_without_questions, judged, open_again
from coach.desk.desk import Desk
from coach.desk.opening import CannotGoOnError, Wishes, resume_performance
from coach.desk.performance import Performance
from coach.desk.person import age_of, profile_of
from coach.errors import UsageError
from coach.session.build import circumstances_of
from coach.session.journal import FoundJournal
from coach.session.journal_values import Journal
from coach.session.leftover import into_record, settle
from coach.session.lock import PlayLock
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
        sentences = [*left.sentences, self._lock.trouble if self._lock is not None else None]
        if self.checkin is not None and self._nothing_to_ask(self.checkin.journal):
            found, self.checkin = self.checkin, None
            sentences.append(into_record(found, self._store, self._judge))
        self.sentences = tuple(sentence for sentence in sentences if sentence)

    # --- a session that was kept -------------------------------------------------------------------------------------

    def open_resume(self, wishes: Wishes) -> Performance:
        """Open the session that was kept; one that cannot go on becomes a record, and CannotGoOnError says so."""
        if self.resume is None:
            raise UsageError("There is no session to go on with: it is offered for four hours.")
        try:
            return resume_performance(self._desk, self.resume, wishes)
        except CannotGoOnError as error:
            trouble = self.drop_resume()
            raise CannotGoOnError(error.name, trouble or "What was done is in the history.") from error

    def drop_resume(self) -> str | None:
        """Make a record of the session that is not gone on with; a sentence where that fails."""
        found, self.resume = self.resume, None
        return into_record(found, self._store, self._judge) if found is not None else None

    # --- a session that is over --------------------------------------------------------------------------------------

    def after(self, performance: Performance) -> OpenCheckIn | ClosedSession | None:
        """Return the check-in of a session that is over, or its stored record; None where nothing is to be kept."""
        writer = performance.writer
        if writer is None:
            return None
        journal = writer.journal()
        if not journal.begun and not journal.worries:
            # Stopped while counting in: nothing was done that could be told.
            writer.remove()
            return None
        if performance.asks and not self._emergency(journal.worries):
            return OpenCheckIn(self._desk, writer)
        return close_without_questions(self._desk, writer)

    def open_checkin(self) -> OpenCheckIn | None:
        """Return the check-in that was broken off, where it stood."""
        return open_again(self._desk, self.checkin) if self.checkin is not None else None

    def _nothing_to_ask(self, journal: Journal) -> bool:
        """Return whether no question is open: all were answered, or an emergency ended the session."""
        around = circumstances_of(journal, age=age_of(profile_of(self._desk)))
        return self._emergency(journal.worries) or CheckInFlow(around, given=journal.answers).done

    def _emergency(self, worries: tuple[str, ...]) -> bool:
        """Return whether a worry ended the session after which no check-in goes on."""
        known = [flag for flag in worries if flag in FLAGS]  # the journal may be of a later version, or mended by hand
        return tier_of_flags(known, age_of(profile_of(self._desk))) is Tier.EMERGENCY

    def _judge(self, record: SessionRecord) -> SessionRecord:
        return judged(record, profile_of(self._desk))[0]
