"""The dose of this user: what follows from the answers, the offer of more, and what is played next."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from coach.desk.desk import Desk
from coach.desk.diary import diary_with_last_loaded
from coach.desk.dosewords import (
    DoseNews,
    change_line,
    change_sentence,
    decided_sentence,
    offer_sentence,
    said,
    step_line,
)
from coach.desk.judging import LOOKS_BACK
from coach.desk.stopping import current_stop
from coach.errors import CoachError
from coach.progress.book import decided
from coach.progress.diary import Diary, fallen_base
from coach.progress.dosing import asked_next, differences, settled_book
from coach.progress.played import Doses, doses_for
from coach.progress.settling import PLAYED_LATELY
from coach.routine.finding import find_file
from coach.routine.kept import load_kept
from coach.routine.model import Routine
from coach.session.days import local_day
from coach.session.doses import Change, Decision, DoseBook
from coach.session.dosestore import load_doses, save_doses
from coach.session.journal_values import Journal, JournalHead
from coach.session.profile import load_profile, save_profile
from coach.session.record import SessionRecord

WITHOUT_A_BOOK = timedelta(weeks=26)
"""So far back is looked where there is no book yet, or it was lost: what is older is settled, and years take long."""


class Dosing:
    """The book of doses, read when it is first needed and written when something changed."""

    def __init__(self, desk: Desk, routines: Iterable[Routine] = ()) -> None:
        """`routines` are those at hand already; one that was played from another place is found nowhere else."""
        self._desk = desk
        self._routines = {routine.id: routine for routine in routines}
        self._book: DoseBook | None = None
        self.trouble: str | None = None
        """What of the book could not be read or written; None where all is well."""

    @property
    def book(self) -> DoseBook:
        if self._book is None:
            self._book, self.trouble = load_doses(self._desk.paths.doses)
        return self._book

    @property
    def today(self) -> date:
        return local_day(self._desk.clock.now())

    @property
    def proposal(self) -> Change | None:
        """What waits for a yes, as it was when somebody last looked (`settle`)."""
        return self.book.proposal

    def doses_for(self, routine: Routine) -> Doses:
        """Return what a routine plays now."""
        return doses_for(self.book, routine)

    # --- what follows from the answers -------------------------------------------------------------------------------

    @property
    def reads_from(self) -> date:
        """From which local day on the diary is read: so long before the first session that is looked at."""
        return (self.book.until or self.today - WITHOUT_A_BOOK) - LOOKS_BACK

    def settle(self, diary: Diary | None = None) -> tuple[Change, ...]:
        """Look at all answers that are new, keep what follows, and return the changes that are new.

        A diary that is at hand has to go back to `reads_from`, and to hold the last loaded session.
        """
        before = self.book
        diary = self._diary() if diary is None else diary
        self._let_base_fall(diary)
        after = settled_book(before, diary, self._known(diary), self.today)
        if current_stop(self._desk, diary.profile) is not None:
            after = _without_offer(replace(after, stopped=True))
        self._keep(after)
        return tuple(change for change in after.changes if change not in before.changes)

    def _let_base_fall(self, diary: Diary) -> None:
        """Keep the fall of the usual morning pain that is due; where that cannot be kept it is due again.

        A profile with a mistake in it waits to be mended by its user.
        """
        change = fallen_base(diary, self.today)
        profile, mistake = load_profile(self._desk.paths.profile)
        if change is None or mistake is not None:
            return
        with contextlib.suppress(OSError):
            save_profile(self._desk.paths.profile, replace(profile, base=change.now, bases=(*profile.bases, change)))

    def after_answers(self, routine: Routine | None) -> DoseNews:
        """Settle, and return what the next session becomes; `routine` is the one that was just played."""
        before = self.book
        new = self.settle()
        return self.news(before, new, routine)

    def news(self, before: DoseBook, new: Iterable[Change], routine: Routine | None) -> DoseNews:
        """Return what changed since a book, of one routine step by step, and what is offered."""
        phrases = self._desk.phrases(routine.lang if routine is not None else None)
        if self.book.stopped:
            return DoseNews(stopped=True)
        applied = [change for change in new if change.decision is Decision.APPLIED]
        reasons = {(change.routine, change.step): change.reading for change in applied}
        sets = next((change for change in applied if not change.step), None)
        lines, spoken = [], []
        for one in differences(routine, before, self.book) if routine is not None else ():
            reading = reasons.get((routine.id if routine is not None else "", one.step))
            reading = reading or (sets.reading if sets is not None else "")
            lines.append(step_line(one.name, one.before, one.after, reading, phrases))
            spoken.append(change_sentence(one.name, one.before, one.after, phrases))
        if sets is not None:
            lines.append(change_line(sets, phrases))
        for change in applied:
            if change.step and (routine is None or change.routine != routine.id):
                lines.append(change_line(change, phrases, routine=self._name(change.routine)))
        if applied:
            less = [change for change in applied if change.before != change.after]
            reading = next((change.reading for change in less or applied if change.reading), "")
            reading = said(reading, phrases)
            held = phrases("dose.held", amount=said((sets or applied[0]).after, phrases), reading=reading)
            spoken = [phrases("dose.eased", reading=reading) if less else held, *spoken]
        offer = self.book.proposal
        if offer is None:
            same = phrases("dose.same")
            return DoseNews(tuple(lines) or (same,), tuple(spoken) or (same,))
        asked = offer_sentence(offer, phrases)
        return DoseNews(tuple(lines), tuple(spoken), change_line(offer, phrases), asked, self.answer)

    # --- yes and no --------------------------------------------------------------------------------------------------

    def accept(self) -> Change | None:
        """Take up what is offered, and return it; None where nothing is."""
        return self._decide(accept=True)

    def refuse(self) -> Change | None:
        """Turn down what is offered, and return it; None where nothing is."""
        return self._decide(accept=False)

    def answer(self, yes: bool) -> str:
        """Take a yes or a no to what is offered, and return the sentence that answers it."""
        change = self.accept() if yes else self.refuse()
        return self.trouble or decided_sentence(change, self._desk.phrases())

    def _decide(self, *, accept: bool) -> Change | None:
        offer = self.book.proposal
        if offer is None:
            return None
        changes = self.book.changes
        self._keep(decided(self.book, accept, self.today))
        return self.book.changes[changes.index(offer)]

    # --- looking back ------------------------------------------------------------------------------------------------

    def changes_since(self, day: date) -> tuple[Change, ...]:
        """Return what changed, was offered or was refused from a local day on, the earliest first."""
        return tuple(change for change in self.book.changes if change.day >= day)

    def changes_of(self, session: str) -> tuple[Change, ...]:
        """Return what came of a session's answers."""
        return tuple(change for change in self.book.changes if change.session == session)

    def asked_next(self, routine: Routine) -> tuple[str, ...]:
        """Return the loaded steps whose last set the check-in is to ask about, the best first."""
        diary = self._diary()
        return asked_next(routine, self.book, diary.sessions, diary.profile)

    # --- what is read and written ------------------------------------------------------------------------------------

    def _diary(self) -> Diary:
        """Return as much of the diary as has to be looked at."""
        return diary_with_last_loaded(self._desk, self.reads_from)

    def _known(self, diary: Diary) -> Mapping[str, Routine]:
        """Return the routines that may change: of the sessions that are looked at, and of the book."""
        since = (self.book.until or date.min + PLAYED_LATELY) - PLAYED_LATELY
        ids = {session.routine.id for session in diary.sessions if local_day(session.ended) >= since}
        ids |= {kept.routine for kept in self.book.doses}
        return {**dict(self._found(sorted(ids - set(self._routines)))), **self._routines}

    def _found(self, ids: Iterable[str]) -> Iterator[tuple[str, Routine]]:
        for id_ in ids:
            routine = _in_library(self._desk, id_)
            if routine is not None:
                yield id_, routine

    def routine(self, id_: str) -> Routine | None:
        """Return the routine of an id as the library has it now; None where it has none."""
        return self._routines.get(id_) or next((routine for _, routine in self._found([id_])), None)

    def _name(self, id_: str) -> str:
        return next((routine.name for _, routine in self._found([id_])), id_)

    def _keep(self, book: DoseBook) -> None:
        """Write the book where it changed; one that cannot be written counts until the program ends."""
        if book == self.book:
            return
        self._book = book
        try:
            save_doses(self._desk.paths.doses, book)
        except OSError as error:
            self.trouble = f"{self._desk.paths.doses} cannot be written: {error.strerror or error}."


def asked_after(desk: Desk, journal: Journal) -> tuple[str, ...]:
    """Return the steps of a session that are next in line to grow, for its check-in; the best first."""
    routine = played_routine(desk, journal.head)
    return Dosing(desk, [routine]).asked_next(routine) if routine is not None else ()


def news_after(desk: Desk, head: JournalHead) -> DoseNews:
    """Look at the answers to a session whose record was just written, and return what the next one becomes."""
    routine = played_routine(desk, head)
    return Dosing(desk, [routine] if routine is not None else []).after_answers(routine)


def news_of(desk: Desk, record: SessionRecord) -> DoseNews:
    """Look at the answers that a record holds now, and return what the next session becomes."""
    dosing = Dosing(desk)
    return dosing.after_answers(dosing.routine(record.routine.id))


def played_routine(desk: Desk, head: JournalHead) -> Routine | None:
    """Return the routine of a session: as the library has it now, else as the journal kept it."""
    found = _in_library(desk, head.routine.id)
    if found is not None:
        return found
    from coach.routine.files import load_from_sources  # the reader, which the library's routines do without

    return load_from_sources(head.sources).routine


def _in_library(desk: Desk, id_: str) -> Routine | None:
    with contextlib.suppress(CoachError):
        routine = load_kept(find_file(id_, desk.paths, desk.language), desk.paths).routine
        if routine is not None and routine.id == id_:
            return routine
    return None


def _without_offer(book: DoseBook) -> DoseBook:
    return replace(book, changes=tuple(each for each in book.changes if each.decision is not Decision.PROPOSED))
