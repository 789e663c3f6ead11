"""Sessions with their answers, as a diary holds them, played as a routine and a book of doses have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from coach.progress.done import can_be_asked
from coach.progress.dosing import doses_for
from coach.progress.steps_up import steps_by_id
from coach.routine.model import Routine
from coach.session.doses import DoseBook
from coach.session.plan import planned_goes
from coach.session.record import CheckInRecord, GoRecord, Outcome, RoutineMark, SessionRecord
from coach.testing import FixedLengths
from coach.timeline.compile import compile_timeline
from coach.timeline.model import Choices
from coach.words.files import load_phrases

CET = timezone(timedelta(hours=1))
FIRST = date(2026, 3, 2)
"""Day 0."""


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def at(number: int, hour: int) -> datetime:
    return datetime.combine(day(number), time(hour), CET)


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered about one session; as written, the answers of a good day."""

    day: int
    during: int | None = 0
    after: int | None = 0
    sharp: bool | None = False
    step: str | None = None
    """At which exercise it hurt most."""
    flags: tuple[str, ...] | None = ()
    asked: str | None = None
    """The step that `room` is about; None where nobody was asked."""
    room: int | None = None
    full: bool = True
    morning: Mapping[str, Any] | None = field(default_factory=dict)
    """None where it was not answered."""
    corrected: Mapping[str, Any] = field(default_factory=dict)
    hour: int = 18


GOOD_MORNING = {"knee_am": 1, "muscle_am": 0, "stiff": "usual", "swelling": "none", "flags": ()}


def played(routine: Routine, book: DoseBook, answered: Answered) -> SessionRecord:
    """A session of a routine at the doses of a book, with these answers."""
    record = SessionRecord(
        id=f"day-{answered.day}-{answered.hour}-{routine.id}",
        routine=RoutineMark(routine.id, routine.name, "0" * 64),
        started=at(answered.day, answered.hour - 1),
        ended=at(answered.day, answered.hour),
        outcome=Outcome.FINISHED if answered.full else Outcome.STOPPED,
        planned_seconds=600,
        done_seconds=600,
        knee="left",
        goes=_goes(routine, book, full=answered.full),
        after=_after(routine, answered),
        morning=_morning(answered),
    )
    for key, answer in answered.corrected.items():
        record = record.corrected("after", key, answer, at(answered.day + 1, 9))
    return record


def _goes(routine: Routine, book: DoseBook, *, full: bool) -> tuple[GoRecord, ...]:
    doses = doses_for(book, routine)
    choices = Choices(levels=doses.levels, doses=doses.doses)
    timeline = compile_timeline(routine, choices, load_phrases(), FixedLengths())
    goes = [
        GoRecord(
            step=go.step,
            name=go.name,
            exercise=go.exercise,
            type=go.type,
            side=go.side,
            level=go.level,
            set=go.set,
            round=go.round,
            unit=go.unit,
            planned=go.planned,
            done=go.planned,
            seconds=sum(go.lengths),
            load=go.load,
        )
        for go in planned_goes(timeline, routine)
    ]
    if not full:
        last = goes[-1]
        goes[-1] = replace(last, done=(last.planned or 0) / 2, seconds=last.seconds / 2)
    return tuple(goes)


def _after(routine: Routine, answered: Answered) -> CheckInRecord:
    answers: dict[str, Any] = {
        "during": answered.during,
        "after": answered.after,
        "muscle": 0,
        "sharp": answered.sharp,
        "flags": answered.flags,
    }
    if answered.step is not None:
        answers["step"] = answered.step
    unit = None
    if answered.asked is not None:
        answers["rir"] = answered.room
        step = steps_by_id(routine)[answered.asked]
        assert can_be_asked(step)
        unit = "reps" if step.amount.reps is not None and step.amount.hold is None else "s"
    return CheckInRecord(at(answered.day, answered.hour), answers, rir_step=answered.asked, rir_unit=unit)


def _morning(answered: Answered) -> CheckInRecord | None:
    if answered.morning is None:
        return None
    good: dict[str, Any] = dict(GOOD_MORNING)
    return CheckInRecord(at(answered.day + 1, 8), {**good, **answered.morning})
