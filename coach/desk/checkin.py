"""The check-in of a session: kept answer by answer, judged by the rules, stored with its record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from coach.checkin.flow import CheckInFlow
from coach.checkin.questions import Answer
from coach.desk.desk import Desk
from coach.progress.response import Readings, Response, classify
from coach.session.build import circumstances_of, record_of, with_checkin
from coach.session.journal import FoundJournal, JournalWriter
from coach.session.leftover import close, save_record
from coach.session.profile import Profile, load_profile, save_profile
from coach.session.record import ResponseRecord, SessionRecord
from coach.session.store import SessionStore
from coach.words.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check-in came to."""

    record: SessionRecord
    response: Response | None
    """None where nothing was answered."""
    trouble: str | None
    """Why the record could not be written, with where the session is kept instead."""


class OpenCheckIn:
    """The check-in after one session, from the end of playing until its record is whole."""

    def __init__(self, desk: Desk, writer: JournalWriter) -> None:
        self._desk = desk
        self._writer = writer
        self._store = SessionStore(desk.paths.sessions)
        self._profile, _ = load_profile(desk.paths.profile)
        journal = writer.journal()
        self.title = journal.head.routine.name
        self.flow = CheckInFlow(circumstances_of(journal, age=self._profile.age or 40), given=journal.answers)
        self._kept: dict[str, Answer] = dict(journal.answers)
        # The record first: a kill during the questions loses none of what was done.
        self.trouble = save_record(writer, self._store, record_of(journal))

    def keep(self) -> None:
        """Keep what is answered so far in the journal; called after every answer."""
        for key, answer in self.flow.raw.items():
            if key not in self._kept or self._kept[key] != answer:
                self._writer.answer(key, answer)
                self._kept[key] = answer

    def close(self) -> Outcome:
        """Store the answers, whole or broken off, with what the rules make of them."""
        self.keep()
        record = record_of(self._writer.journal())
        record = with_checkin(record, self.flow, self._desk.clock.now())
        record, response = judged(record, self._profile)
        self._remember_knee(record)
        return Outcome(record, response, close(self._writer, self._store, record))

    def _remember_knee(self, record: SessionRecord) -> None:
        """Keep which knee it is about: that is asked once."""
        if record.knee is None or record.knee == self._profile.knee:
            return
        try:
            save_profile(self._desk.paths.profile, replace(self._profile, knee=record.knee))
        except OSError:
            return  # asked again next time


def close_without_questions(desk: Desk, writer: JournalWriter) -> Outcome:
    """Store the record of a session that has no check-in."""
    record = record_of(writer.journal())
    profile, _ = load_profile(desk.paths.profile)
    record, response = judged(record, profile)
    return Outcome(record, response, close(writer, SessionStore(desk.paths.sessions), record))


def open_again(desk: Desk, found: FoundJournal) -> OpenCheckIn:
    """Return a check-in that was broken off, where it stood."""
    return OpenCheckIn(desk, JournalWriter.go_on(found, desk.clock))


def judged(record: SessionRecord, profile: Profile) -> tuple[SessionRecord, Response | None]:
    """Return the record with the response of the rules, provisional until the morning; as it is without any answer."""
    answers: Mapping[str, Answer] = record.after.answers if record.after is not None else {}
    if not answers and not record.worries:
        return record, None
    response = classify(readings_after(answers, record.worries, profile))
    entry = ResponseRecord(
        response.kind.value, response.rule, response.tier.value if response.tier is not None else None, provisional=True
    )
    return replace(record, response=entry), response


def readings_after(answers: Mapping[str, Answer], worries: tuple[str, ...], profile: Profile) -> Readings:
    """Return what the rules are given right after a session: there is no morning answer yet."""
    flags = answers.get("flags")
    ticked = flags if isinstance(flags, tuple) else ()
    return Readings(
        base=profile.base if profile.base is not None else 1,
        during=number(answers, "during"),
        after=number(answers, "after"),
        sharp=answers.get("sharp") if isinstance(answers.get("sharp"), bool) else None,  # type: ignore[arg-type]
        am=False,
        flags=tuple(dict.fromkeys((*worries, *ticked))) if ticked or worries or flags == () else None,
        age=profile.age or 40,
    )


def number(answers: Mapping[str, Answer], key: str) -> int | None:
    value = answers.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def result_words(response: Response, phrases: Phrases) -> tuple[str, str]:
    """Return what is said of a response, and its rule with the reason in plain words."""
    return phrases(response.advice), f"{response.rule}: {phrases(response.sentence)}"
