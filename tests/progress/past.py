"""Builders of what lies behind today: sessions by the days since they ended, and the routines there are."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from coach.checkin.questions import Answer
from coach.progress.plan import Known
from coach.progress.response import Kind
from coach.progress.waiting import Judged
from coach.session.record import CheckInRecord, GoRecord, Outcome, RoutineMark, SessionRecord

CET = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 25, 18, 0, tzinfo=CET)
"""A Wednesday."""

TYPES = {
    "knee-foundation": ("strength", "soft-tissue", "walk"),
    "six-minute-fallback": ("isometric", "mobility"),
    "isometric-holds": ("isometric",),
    "first-try": ("strength",),
    "rest-day": ("walk", "soft-tissue"),
    "foam-roll": ("soft-tissue",),
    "desk-break": ("mobility",),
}


def routine(
    id_: str,
    *types: str | None,
    days: tuple[str, ...] = (),
    at: str | None = None,
    caution: tuple[str, ...] = (),
    equipment: tuple[str, ...] = (),
) -> Known:
    """A routine whose steps have these types, else those of the bundled one of this id."""
    return Known(
        id=id_,
        name=id_.replace("-", " ").capitalize(),
        types=frozenset(types or TYPES[id_]),
        equipment=equipment,
        caution=frozenset(caution),
        days=days,
        at=at,
    )


ROUTINES = tuple(routine(id_) for id_ in TYPES)


def session(
    ago: timedelta,
    routine: str = "knee-foundation",
    kind: str | None = "strength",
    *,
    seconds: float = 30.0,
    muscle: int | None = None,
    muscle_am: int | None = None,
    now: datetime = NOW,
) -> SessionRecord:
    """A session that ended so long ago, of one go of this type."""
    ended = now - ago
    return SessionRecord(
        id=f"{ended:%Y-%m-%dT%H%M%S%z}-aaaa",
        routine=RoutineMark(routine, routine, "ab" * 32),
        started=ended - timedelta(minutes=15),
        ended=ended,
        outcome=Outcome.FINISHED,
        planned_seconds=900.0,
        done_seconds=900.0,
        goes=(GoRecord(step="step", name="Step", type=kind, seconds=seconds),),
        after=CheckInRecord(ended, {"muscle": muscle}) if muscle is not None else None,
        morning=CheckInRecord(ended + timedelta(hours=14), {"muscle_am": muscle_am}) if muscle_am is not None else None,
    )


def judged(record: SessionRecord, kind: Kind, rule: str) -> dict[str, Judged]:
    """What the rules made of one session."""
    return {record.id: Judged(kind, rule)}


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def days(number: float) -> timedelta:
    return timedelta(days=number)


def with_room(record: SessionRecord) -> SessionRecord:
    """The session went well, its three wall sits in full with 15 seconds left, and the morning after it, too."""
    goes = tuple(
        GoRecord("wall-sit", "Wall sit", "wall-sit", "isometric", set=number, planned=hold, done=hold, seconds=hold)
        for number, hold in ((1, 20.0), (2, 25.0), (3, 30.0))
    )
    after: dict[str, Answer] = {"during": 1, "after": 0, "muscle": 2, "sharp": False, "flags": (), "rir": 15}
    morning: dict[str, Answer] = {"knee_am": 1, "muscle_am": 1, "stiff": "usual", "swelling": "none", "flags": ()}
    return replace(
        record,
        goes=goes,
        after=CheckInRecord(record.ended, after, rir_step="wall-sit", rir_unit="s"),
        morning=CheckInRecord(record.ended + timedelta(days=1), morning),
    )
