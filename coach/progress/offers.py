"""What may be offered after the last session: sets that come back, or one step of one exercise up (D2, D5, D6, D9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coach.progress.diary import Diary, final, readings_of, response_now
from coach.progress.done import can_be_asked, done_in_full, had_room, was_played
from coach.progress.easing import SETTLED_NEEDED, ease_words, given_back
from coach.progress.line import line_of
from coach.progress.response import RISING, Kind, Readings
from coach.progress.steps_up import StepUp, at_hand, step_up, steps_by_id
from coach.progress.waiting import is_loaded
from coach.progress.why import good_sessions, settled_sessions
from coach.progress.wording import change_words, step_name
from coach.routine.model import Routine, Step
from coach.session.days import local_day
from coach.session.doses import Change, Decision, DoseBook
from coach.session.record import SessionRecord

WEEK = timedelta(days=7)
"""Between two changes of one exercise, and after a no."""

SORE = 4
"""Muscle soreness in the morning from which nothing grows."""


@dataclass(frozen=True, slots=True)
class Offering:
    """What has to be known to offer something after the last session."""

    book: DoseBook
    diary: Diary
    routines: Mapping[str, Routine]
    today: date


def settled(diary: Diary, session: SessionRecord, today: date) -> bool:
    """Return whether a session is over and done with: final, and EXPECTED or quiet again the next morning."""
    response = response_now(diary, session, today)
    if response is None or not final(diary, session, today):
        return False
    if response.kind is Kind.EXPECTED:
        return True
    return response.kind is Kind.MONITOR and _quiet(readings_of(diary, session))


def _quiet(r: Readings) -> bool:
    """Return whether the morning was as usual, by answers that were given."""
    knee = r.am and r.knee_am is not None and r.knee_am <= r.base
    return knee and r.stiff == "usual" and r.swelling == "none" and (r.trend is None or r.trend < RISING)


def settled_in_a_row(diary: Diary, since: date, today: date, but: str | None, *, sore: int | None = None) -> int:
    """Return how many loaded sessions in a row were settled up to the last one, of those since a day.

    `but` is the id of a session that does not count, `sore` the most muscle soreness that does.
    """
    row = 0
    for session in reversed(diary.loaded):
        if local_day(session.ended) < since or session.id == but or row == SETTLED_NEEDED:
            break
        muscle = readings_of(diary, session).muscle_am
        if not settled(diary, session, today) or (sore is not None and (muscle is None or muscle > sore)):
            break
        row += 1
    return row


def offer(at: Offering, last: SessionRecord) -> Change | None:
    """Return what is offered after the last session that counts; None where nothing is."""
    if any(each.decision is Decision.REFUSED and each.day > at.today - WEEK for each in at.book.changes):
        return None
    if at.book.ease is not None:
        return _sets_back(at, last)
    response = response_now(at.diary, last, at.today)
    if response is None or not final(at.diary, last, at.today):
        return None
    readings = readings_of(at.diary, last)
    if response.kind is Kind.EXPECTED and _took_it_well(at, last, readings):
        return _grow(at, last, readings, monitor=False)
    sore = response.kind is Kind.EXPECTED and not _muscles_are_quiet(readings)
    if response.kind in (Kind.EXPECTED, Kind.MONITOR) and not sore and _three_settled(at, last):
        return _grow(at, last, readings, monitor=True)
    return None


def _sets_back(at: Offering, last: SessionRecord) -> Change | None:
    ease = at.book.ease
    if ease is None or ease.settled < SETTLED_NEEDED or _changed_lately(at, None):
        return None
    back = given_back(ease, at.today)
    return Change(
        on=at.today,
        session=last.id,
        routine="",
        step="",
        before=ease_words(ease),
        after=ease_words(back),
        rule="give_back",
        reading=settled_sessions(readings_of(at.diary, last)),
        decision=Decision.PROPOSED,
        ease=back,
        ease_was=ease,
    )


def _took_it_well(at: Offering, last: SessionRecord, readings: Readings) -> bool:
    if not _muscles_are_quiet(readings):
        return False
    if not is_loaded(last):
        return True  # a walk alone: its own last two sessions count
    before = [each for each in at.diary.loaded if each.ended < last.ended]
    return bool(before) and _expected(at, before[-1])


def _muscles_are_quiet(readings: Readings) -> bool:
    return readings.muscle_am is not None and readings.muscle_am < SORE


def _expected(at: Offering, session: SessionRecord) -> bool:
    response = response_now(at.diary, session, at.today)
    return response is not None and response.kind is Kind.EXPECTED and final(at.diary, session, at.today)


def _three_settled(at: Offering, last: SessionRecord) -> bool:
    """Return whether the last three loaded sessions were settled, all of them since the last step up.

    An EXPECTED among MONITORs does not break the row: a better answer must not lead to less.
    """
    raised = [each.day for each in at.book.changes if each.decision is Decision.ACCEPTED]
    since = max(raised, default=date.min)
    three = [each for each in at.diary.loaded if local_day(each.ended) >= since][-3:]
    if len(three) < 3 or three[-1].id != last.id:
        return False
    return all(settled(at.diary, each, at.today) for each in three)


def _grow(at: Offering, last: SessionRecord, readings: Readings, *, monitor: bool) -> Change | None:
    """Return the step up of the first in line that is ready for it; after MONITORs the smallest of them."""
    routine = at.routines.get(last.routine.id)
    if routine is None:
        return None
    steps = steps_by_id(routine)
    found: list[tuple[Step, StepUp]] = []
    for id_ in line_of(routine, at.book, at.diary.sessions, at.diary.profile):
        step = steps[id_]
        now = at_hand(routine, step, at.book.dose_of(routine.id, id_))
        up = step_up(routine, step, now, at.diary.profile)
        if up is not None and _ready(at, last, step, monitor=monitor) and not _changed_lately(at, _exercise(step, now)):
            found.append((step, up))
    if not found:
        return None
    step, up = min(found, key=lambda each: each[1].size) if monitor else found[0]
    return _step_change(at, last, routine, step, up, good_sessions(readings, _unit(step), monitor=monitor), monitor)


def _step_change(
    at: Offering, last: SessionRecord, routine: Routine, step: Step, up: StepUp, reading: str, monitor: bool
) -> Change:
    kept = at.book.dose_of(routine.id, step.id)
    now = at_hand(routine, step, kept)
    before, after = change_words(routine, step, now, up.dose)
    return Change(
        on=at.today,
        session=last.id,
        routine=routine.id,
        step=step.id,
        before=before,
        after=after,
        rule="MONITOR" if monitor else "EXPECTED",
        reading=reading,
        decision=Decision.PROPOSED,
        name=step_name(routine, step, now),
        exercise=_exercise(step, now),
        becomes=up.dose.unless_files,
        was=kept,
    )


def _exercise(step: Step, now: object) -> str:
    """Return what counts as one exercise: the step's own, on whichever rung it is played."""
    return step.exercise or step.id


def _unit(step: Step) -> str | None:
    if not can_be_asked(step):
        return None
    return "reps" if step.amount.reps is not None and step.amount.hold is None else "s"


def _ready(at: Offering, last: SessionRecord, step: Step, *, monitor: bool) -> bool:
    """Return whether the last two sessions with a step were done in full with room, both at its present dose."""
    changes = [
        change.day
        for change in at.book.changes
        if change.step == step.id
        and change.routine == last.routine.id
        and change.decision in (Decision.ACCEPTED, Decision.APPLIED)
    ]
    since = max(changes, default=date.min)
    played = [
        session
        for session in at.diary.sessions
        if session.routine.id == last.routine.id
        and local_day(session.ended) >= since
        and session.ended <= last.ended
        and was_played(session, step.id)
    ]
    two: Sequence[SessionRecord] = played[-2:]
    if len(two) < 2 or two[-1].id != last.id:
        return False
    room = all(had_room(each, step.id) for each in two) if can_be_asked(step) else True
    good = monitor or all(_expected(at, each) for each in two)
    return room and good and all(done_in_full(each, step.id) for each in two)


def _changed_lately(at: Offering, exercise: str | None) -> bool:
    """Return whether an exercise changed within a week, in whatever routine; None asks for the sets of all."""
    return any(
        change.decision in (Decision.ACCEPTED, Decision.APPLIED)
        and change.day > at.today - WEEK
        and change.rule != "file"
        and (not change.step or exercise is None or change.exercise == exercise)
        for change in at.book.changes
    )


def counted(book: DoseBook, diary: Diary, today: date) -> DoseBook:
    """Return the book with its ease's settled sessions counted anew."""
    ease = book.ease
    if ease is None:
        return book
    sore = SORE if ease.fewer else None
    row = settled_in_a_row(diary, ease.since, today, ease.session, sore=sore)
    return replace(book, ease=replace(ease, settled=row)) if row != ease.settled else book
