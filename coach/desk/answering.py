"""Which questions are open, and which of them answers that are given by their keys belong to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from coach.checkin.flow import CheckInKind
from coach.checkin.typed import AFTER_KEYS, DAY_KEYS, MORNING_KEYS, Given
from coach.desk.asking import OpenQuestions
from coach.desk.correcting import open_again
from coach.desk.desk import Desk
from coach.desk.mornings import due_morning
from coach.desk.part import AFTER, MORNING
from coach.desk.sittings import Sittings
from coach.errors import CoachError, UsageError
from coach.session.days import DAY_TURNS_AT, local_day
from coach.session.record import SessionRecord
from coach.session.store import SessionStore


class NothingOpenError(CoachError):
    """Answers to questions that nobody asks now."""


@dataclass(frozen=True, slots=True)
class Open:
    """One set of questions that is open now."""

    part: str
    """after, morning or day."""
    session: str | None
    """The id of the session that it is about."""
    name: str
    """That session's routine; empty without one."""


def open_now(desk: Desk, sittings: Sittings) -> tuple[Open, ...]:
    """Return what is open, in the order in which it is asked."""
    after = [Open(AFTER, each.journal.head.id, each.journal.head.routine.name) for each in sittings.checkins]
    due = due_morning(desk)
    if due is None:
        return tuple(after)
    if due.session is None:
        return (*after, Open("day", None, ""))
    return (*after, Open(MORNING, due.session.id, due.session.routine.name))


def next_at(desk: Desk) -> datetime | None:
    """Return from when on the next questions are asked by themselves; None where only a session leads to some."""
    newest = next(SessionStore(desk.paths.sessions).newest(), None)
    if newest is None or not desk.settings.checkin:
        return None
    now = desk.clock.now()
    return (datetime.combine(local_day(now) + timedelta(days=1), time()) + DAY_TURNS_AT).replace(tzinfo=now.tzinfo)


def part_of(given: Given) -> str | None:
    """Return the part that the answers belong to; None where both check-ins ask them. UsageError for a mixture."""
    parts = {
        part
        for part, keys in ((AFTER, AFTER_KEYS), (MORNING, MORNING_KEYS), ("day", DAY_KEYS))
        if given.belongs_to(keys)
    }
    if len(parts) > 1:
        raise UsageError(
            f"Give the answers of one check-in at a time: {', '.join(AFTER_KEYS)} follow a session, "
            f"{', '.join(MORNING_KEYS)} belong to the morning after it, and {', '.join(DAY_KEYS)} to any other morning."
        )
    return next(iter(parts), None)


def questions_for(desk: Desk, sittings: Sittings, given: Given) -> OpenQuestions:
    """Return the open questions that the answers belong to; NothingOpenError where these are not open."""
    part = part_of(given)
    found = next((each for each in open_now(desk, sittings) if part in (None, each.part)), None)
    if found is None:
        keys = ", ".join(given.values)
        raise NothingOpenError(
            f"Nobody asks for {keys} now. `coach checkin` tells what is open, and `--session last` corrects answers."
        )
    questions = sittings.open_checkin() if found.part == AFTER else sittings.open_morning(wanted=True)
    assert questions is not None
    return questions


def questions_of(desk: Desk, sittings: Sittings, record: SessionRecord, part: str | None = None) -> OpenQuestions:
    """Return the questions of a session that was kept, to be answered late or corrected.

    Without a part it is the one that was answered last. A morning that has not come is refused with UsageError.
    """
    if part is None:
        part = MORNING if record.morning is not None else AFTER
    if part not in (AFTER, MORNING):
        raise UsageError("knee is asked on mornings that follow no session: leave --session out.")
    if part == MORNING and local_day(desk.clock.now()) <= local_day(record.ended):
        raise UsageError("The morning after that session has not come yet.")
    if part == AFTER:
        still_open = next((each for each in sittings.checkins if each.journal.head.id == record.id), None)
        if still_open is not None:
            return sittings.open_checkin_of(still_open)
    return open_again(desk, record, part)


def part_asked(questions: OpenQuestions) -> str:
    """Return the part of the questions: after, morning or day."""
    return {CheckInKind.AFTER: AFTER, CheckInKind.MORNING: MORNING, CheckInKind.DAY: "day"}[questions.flow.kind]
