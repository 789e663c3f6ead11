"""The check-in of a session: kept answer by answer, judged by the rules, stored with its record."""

from __future__ import annotations

from dataclasses import dataclass

from coach.checkin.flow import CheckInFlow
from coach.checkin.questions import Answer
from coach.desk.asking import Closed
from coach.desk.desk import Desk
from coach.desk.dosewords import DoseNews
from coach.desk.judging import Judge
from coach.desk.person import age_of, profile_of, remember_knee
from coach.progress.readings import scale, worst_during
from coach.progress.response import SEVERE, Kind, Response
from coach.session.build import circumstances_of, record_of, with_checkin
from coach.session.journal import FoundJournal, JournalWriter
from coach.session.journal_values import Journal, JournalHead
from coach.session.leftover import close, kept_record, save_record
from coach.session.record import SessionRecord
from coach.session.store import SessionStore
from coach.words.phrases import Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedSession(Closed):
    """What a session that is over came to."""

    record: SessionRecord


class OpenCheckIn:
    """The check-in after one session, from the end of playing until its record is whole."""

    def __init__(self, desk: Desk, writer: JournalWriter) -> None:
        self._desk = desk
        self._writer = writer
        self._store = SessionStore(desk.paths.sessions)
        self._judge = Judge(desk)
        journal = writer.journal()
        self._head = journal.head
        self.title = journal.head.routine.name
        self.greeting = ""
        circumstances = circumstances_of(journal, age=age_of(profile_of(desk)), line=_asked_after(desk, journal))
        self.flow = CheckInFlow(circumstances, given=journal.answers)
        self._kept: dict[str, Answer] = dict(journal.answers)
        kept = kept_record(journal, self._store)
        self._record = kept or self._judge.judged(record_of(journal))[0]
        # The record first: a kill during the questions loses none of what was done.
        self.trouble: str | None = None if kept else save_record(writer, self._store, self._record)
        self.so_far: Closed | None = None

    def keep(self) -> None:
        """Keep what is answered so far in the journal; called after every answer."""
        for key, answer in self.flow.raw.items():
            if key not in self._kept or self._kept[key] != answer:
                self._writer.answer(key, answer)
                self._kept[key] = answer

    def put_off(self) -> bool:
        """Leave the rest for later: the next start goes on where this stands; False where that could not be kept."""
        self.keep()
        self._writer.close()
        return self._writer.trouble is None

    def leave_open(self) -> bool:
        """Leave the rest to the next start: that is what putting it off is, too."""
        return self.put_off()

    def close(self) -> ClosedSession:
        """Store the answers with what the rules make of them; what was not asked stays unanswered."""
        self.keep()
        record = with_checkin(self._record, self.flow, self._desk.clock.now())
        record, response = self._judge.judged(record)
        remember_knee(self._desk, record.knee)
        trouble = close(self._writer, self._store, record)
        dose = _news_after(self._desk, self._head)
        return ClosedSession(record=record, response=response, trouble=trouble, dose=dose)


def open_again(desk: Desk, found: FoundJournal) -> OpenCheckIn:
    """Return a check-in that was broken off, where it stood."""
    return OpenCheckIn(desk, JournalWriter.go_on(found, desk.clock))


def close_without_questions(desk: Desk, writer: JournalWriter) -> ClosedSession:
    """Store the record of a session that has no check-in."""
    journal = writer.journal()
    record, response = Judge(desk).judged(record_of(journal))
    trouble = close(writer, SessionStore(desk.paths.sessions), record)
    dose = _news_after(desk, journal.head)
    return ClosedSession(record=record, response=response, trouble=trouble, dose=dose)


def _asked_after(desk: Desk, journal: Journal) -> tuple[str, ...]:
    """Return the steps that are next in line to grow; the rules come with it, which no first word waits for."""
    from coach.desk.dosing import asked_after

    return asked_after(desk, journal)


def _news_after(desk: Desk, head: JournalHead) -> DoseNews:
    from coach.desk.dosing import news_after

    return news_after(desk, head)


@dataclass(frozen=True, slots=True)
class Told:
    """What answers came to, in words for people."""

    sentence: str
    reason: str
    """In plain words with its rule; empty where no rule was asked."""
    lines: tuple[str, ...]
    """What became another answer, and what the next session becomes."""
    offer: str
    """More, as a question; empty where nothing is offered."""
    spoken: str
    """All that is said of it."""


def told_of(closed: Closed, phrases: Phrases) -> Told | None:
    """Return what is told of answers; None where there is nothing."""
    dose, lines = closed.dose, closed.news
    if closed.response is None:
        said, reason, lines = " ".join(closed.news) or dose.offer, "", ()
        if not said:
            return None
    else:
        said, reason = result_words(closed.response, phrases, closed.record)
        if dose.stopped and closed.response.kind is not Kind.STOP_SEEK:
            said = phrases("stop.stands")  # whatever these answers say, nothing is repeated or added
        if closed.response.kind is not Kind.MONITOR or dose.lines != (phrases("dose.same"),):
            lines = (*lines, *dose.lines)  # else the sentence says so already
    spoken = (said, *(dose.spoken if lines else ()), dose.offer_spoken)
    return Told(said, reason, lines, dose.offer, " ".join(part for part in spoken if part))


def result_words(response: Response, phrases: Phrases, record: SessionRecord | None = None) -> tuple[str, str]:
    """Return what is said of a response, and the reason in plain words with its rule."""
    reason = phrases(response.sentence)
    if record is not None and response.rule == "R8" and (worst_during(record) or 0) >= SEVERE:
        reason = phrases("response.R8_severe")
    return phrases(response.advice), phrases("response.with_rule", reason=reason, rule=response.rule)


def rule_words(record: SessionRecord, phrases: Phrases) -> str:
    """Return the reason in plain words of the rule that a record keeps; nothing where no rule was asked."""
    if record.response is None:
        return ""
    rule = record.response.rule
    key = f"response.{rule}"
    after, morning = record.answers("after"), record.answers("morning")
    told = None not in (worst_during(record), scale(after, "after"), after.get("sharp"))
    if rule == "R19" and told and not morning:
        key = "response.R19_morning"
    elif rule == "R20":
        key = "response.R20_sore" if (scale(morning, "muscle_am") or 0) >= 1 else "response.R20_clear"
    if key not in phrases:
        return phrases("response.rule", rule=rule)
    return phrases("response.with_rule", reason=phrases(key), rule=rule)
