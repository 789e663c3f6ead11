"""Sessions and mornings by the day, for tests of what follows from a diary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from coach.checkin.questions import Answer
from coach.progress.diary import Diary
from coach.session.days import local_day
from coach.session.mornings import Morning
from coach.session.profile import Profile
from coach.session.record import CheckInRecord, GoRecord, Outcome, RoutineMark, SessionRecord

START = date(2026, 9, 7)
"""Day 0 of the tables: a Monday."""

WELL: Mapping[str, Answer] = {"during": 0, "after": 0, "muscle": 0, "sharp": False, "flags": ()}
WELL_AM: Mapping[str, Answer] = {"knee_am": 1, "muscle_am": 0, "stiff": "usual", "swelling": "none", "flags": ()}

WALL_SIT = GoRecord("wall-sit", "Wall sit", "wall-sit", "isometric", planned=30, done=30, seconds=30.0)
ROLLING = GoRecord("quad-roll", "Quad roll", "quad-roll", "soft-tissue", planned=30, done=30, seconds=30.0)


def day(number: int) -> date:
    """Day `number` of the tables."""
    return START + timedelta(days=number)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def session(
    ended: int | str,
    *,
    loaded: bool = True,
    after: Mapping[str, Answer] | None = None,
    morning: Mapping[str, Answer] | None = None,
    morning_at: int | str | None = None,
    name: str = "",
) -> SessionRecord:
    """A session that ended on a day of the tables (at 18:00), or at a moment; all was well but for what is said.

    `morning` is asked the morning after, or at `morning_at` (at 08:00 of a day of the tables).
    """
    at = (
        datetime.combine(day(ended), datetime.min.time(), UTC).replace(hour=18)
        if type(ended) is int
        else moment(str(ended))
    )
    record = SessionRecord(
        name or at.isoformat(),
        RoutineMark("r", "R", ""),
        at - timedelta(minutes=10),
        at,
        Outcome.FINISHED,
        600.0,
        600.0,
        goes=(WALL_SIT if loaded else ROLLING,),
        after=CheckInRecord(at, {**WELL, **(after or {})}),
    )
    if morning is None and morning_at is None:
        return record
    if morning_at is None:
        asked = datetime.combine(local_day(at) + timedelta(days=1), datetime.min.time(), at.tzinfo).replace(hour=8)
    elif type(morning_at) is int:
        asked = datetime.combine(day(morning_at), datetime.min.time(), UTC).replace(hour=8)
    else:
        asked = moment(str(morning_at))
    return replace(record, morning=CheckInRecord(asked, {**WELL_AM, **(morning or {})}))


def mornings(knees: Mapping[int, int]) -> tuple[Morning, ...]:
    """Mornings that belong to no session, by the day of the tables."""
    return tuple(
        Morning(day(number), datetime.combine(day(number), datetime.min.time(), UTC).replace(hour=8), knee)
        for number, knee in knees.items()
    )


def diary(*sessions: SessionRecord, knees: Mapping[int, int] | None = None, base: int | None = 1) -> Diary:
    return Diary(sessions, mornings(knees or {}), Profile(base=base))
