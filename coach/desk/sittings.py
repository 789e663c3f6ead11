"""Playing and checking in as one copy at a time: the lock, and what earlier runs left to go on with."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

from coach.checkin.flags import FLAGS, Tier, tier_of_flags
from coach.checkin.flow import CheckInFlow
from coach.desk.checkin import ClosedSession, OpenCheckIn, close_without_questions, open_again
from coach.desk.desk import Desk
from coach.desk.judging import Judge
from coach.desk.opening import CannotGoOnError, Wishes, resume_performance
from coach.desk.performance import Performance
from coach.desk.person import age_of, profile_of
from coach.errors import UsageError
from coach.session.build import circumstances_of
from coach.session.journal import FoundJournal, turn_down
from coach.session.journal_values import Journal, TurnedDown
from coach.session.leftover import into_record, settle
from coach.session.lock import BusyError, PlayLock
from coach.session.record import SessionRecord
from coach.session.store import SessionStore

if TYPE_CHECKING:
    from coach.desk.morning import OpenMorning, OpenReading
    from coach.desk.mornings import DueMorning


class Sittings:
    """Holds the lock of the copy that plays, from `begin` to `rest` or the end of `with`.

    BusyError where another copy holds it. A rehearsal keeps nothing, so it neither takes the lock nor touches what
    earlier runs left.
    """

    def __init__(self, desk: Desk, *, rehearsal: bool = False) -> None:
        self._desk = desk
        self._store = SessionStore(desk.paths.sessions)
        self._lock = None if rehearsal else PlayLock(desk.paths.lock)
        self.begun = False
        """Whether the lock is held, as far as there can be one."""
        self.resumes: tuple[FoundJournal, ...] = ()
        """The sessions that were kept or cut off less than four hours ago, the latest first."""
        self.checkins: tuple[FoundJournal, ...] = ()
        """The sessions of the last day whose check-in is open, the latest first."""
        self.sentences: tuple[str, ...] = ()
        """What could not be read or written, for people."""

    def __enter__(self) -> Sittings:
        self.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.rest()

    def begin(self) -> None:
        """Take the lock, unless it is held already, and look for what earlier runs left; raises BusyError."""
        if self._lock is not None and not self.begun:
            self._lock.take()
            self.begun = True
            self.look()

    def rest(self) -> None:
        """Let another copy play: a home screen that stays open must not keep one from it."""
        if self._lock is not None:
            self._lock.release()
        self.begun = False

    def glance(self) -> bool:
        """Look for what is left, holding the lock for that moment only; returns whether another copy plays.

        Between `begin` and `rest` what was found then stands.
        """
        if self._lock is None or self.begun:
            return False
        try:
            self.begin()
        except BusyError:
            self.resumes = self.checkins = self.sentences = ()
            return True
        self.rest()
        return False

    @property
    def resume(self) -> FoundJournal | None:
        """The latest session that can be taken up again."""
        return self.resumes[0] if self.resumes else None

    @property
    def checkin(self) -> FoundJournal | None:
        """The latest session whose check-in is open."""
        return self.checkins[0] if self.checkins else None

    def look(self, playing: Performance | None = None) -> None:
        """Make records of what is too old to go on with, and find what can be; what is `playing` is left alone."""
        troubles = self._settled(playing)
        sentences = [*troubles, self._lock.trouble if self._lock is not None else None]
        self.sentences = tuple(sentence for sentence in sentences if sentence)

    def _settled(self, playing: Performance | None = None) -> tuple[str, ...]:
        """Find what is left, and return what could not be read or written."""
        writer = playing.writer if playing is not None else None
        left = settle(
            self._desk.paths.journal,
            self._store,
            self._desk.clock.now(),
            self._judge,
            playing=writer.path if writer is not None and not writer.closed else None,
        )
        self.resumes = left.resumes
        answered = [each for each in left.checkins if self._nothing_to_ask(each.journal)]
        self.checkins = tuple(each for each in left.checkins if each not in answered)
        troubles = [into_record(each, self._store, self._judge) for each in answered]
        return (*left.sentences, *(trouble for trouble in troubles if trouble))

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
        """Make a record of the latest session that is not gone on with, and open its check-in.

        Returns a sentence where that fails; what is older is offered next.
        """
        if self.resume is None:
            return None
        try:
            turn_down(self.resume, TurnedDown.RESUME, self._desk.clock.now())
        except OSError as error:
            return f"The session cannot be ended: {error.strerror or error}."
        return " ".join(self._settled()) or None

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
        if performance.asks and journal.asks and not self._emergency(journal.worries):
            return OpenCheckIn(self._desk, writer)
        return close_without_questions(self._desk, writer)

    def open_checkin(self) -> OpenCheckIn | None:
        """Return the latest check-in that is open, where it stood."""
        return self.open_checkin_of(self.checkin) if self.checkin is not None else None

    def open_checkin_of(self, found: FoundJournal) -> OpenCheckIn:
        """Return one of the check-ins that are open, where it stood."""
        return open_again(self._desk, found)

    # --- the morning, which needs no import where nobody can be asked ------------------------------------------------

    def morning(self) -> DueMorning | None:
        """Return what this morning asks by itself: nothing after it was put off today, nothing in a rehearsal."""
        from coach.desk.mornings import offers_morning

        return offers_morning(self._desk) if self._lock is not None else None

    def morning_shown(self) -> DueMorning | None:
        """Return what this morning asks and was not turned down."""
        from coach.desk.mornings import shows_morning

        return shows_morning(self._desk) if self._lock is not None else None

    def open_morning(self, *, wanted: bool = False) -> OpenMorning | OpenReading | None:
        """Return the questions of this morning; those that were put off or turned down only where they are `wanted`."""
        from coach.desk.morning import open_morning
        from coach.desk.mornings import due_morning

        due = due_morning(self._desk) if wanted and self._lock is not None else self.morning()
        return open_morning(self._desk, due) if due is not None else None

    def drop_morning(self) -> None:
        """Offer this morning's questions no more, unless `coach checkin` asks for them."""
        from coach.desk.mornings import put_off_morning

        put_off_morning(self._desk, turned_down=True)

    # -----------------------------------------------------------------------------------------------------------------

    def drop_checkins(self) -> str | None:
        """Offer no open check-in any more; the records keep what was answered. Returns a sentence where that fails."""
        troubles = []
        for each in self.checkins:
            try:
                turn_down(each, TurnedDown.CHECKIN, self._desk.clock.now())
            except OSError as error:
                troubles.append(f"{each.path} cannot be written: {error.strerror or error}.")
        return " ".join([*troubles, *self._settled()]) or None

    def _nothing_to_ask(self, journal: Journal) -> bool:
        """Return whether no question is open: all were answered, or an emergency ended the session."""
        return self._emergency(journal.worries) or self._flow(journal).done

    def flow_of(self, found: FoundJournal) -> CheckInFlow:
        """Return how far a check-in that is open was answered, without opening it."""
        return self._flow(found.journal)

    def _flow(self, journal: Journal) -> CheckInFlow:
        around = circumstances_of(journal, age=age_of(profile_of(self._desk)))
        return CheckInFlow(around, given=journal.answers)

    def _emergency(self, worries: tuple[str, ...]) -> bool:
        """Return whether a worry ended the session after which no check-in goes on."""
        known = [flag for flag in worries if flag in FLAGS]  # the journal may be of a later version, or mended by hand
        return tier_of_flags(known, age_of(profile_of(self._desk))) is Tier.EMERGENCY

    def _judge(self, record: SessionRecord) -> SessionRecord:
        return Judge(self._desk).judged(record)[0]
