"""Builders of sessions: a small timeline, its head, what happens in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from coach.player.model import Command, Event, EventKind, State, View
from coach.routine.model import Duration, Listed, Load, Ramp, Reps, Single
from coach.session.journal_values import Journal, JournalHead
from coach.session.plan import PlannedGo
from coach.session.record import RoutineMark
from coach.timeline.dose import Dose
from coach.timeline.model import Added, Choices, Segment, SegmentKind, Spoken

CET = timezone(timedelta(hours=1))
STARTED = datetime(2026, 11, 22, 7, 15, tzinfo=CET)
ID = "2026-11-22T071500+0100-k3f9"
NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)

WALL_SIT = {"step": "wall-sit", "name": "Wall sit", "exercise": "wall-sit", "type": "isometric"}
SQUAT = {"step": "box-squat", "name": "Box squat", "exercise": "box-squat", "type": "strength"}


def go(
    *segments: int,
    step: str = "wall-sit",
    name: str = "Wall sit",
    kind: str | None = "isometric",
    side: str | None = None,
    number: int = 1,
    unit: str = "s",
    planned: float | None = 30.0,
    length: float = 30.0,
    waits: bool = False,
) -> PlannedGo:
    """A planned go in the given segments, each of `length` seconds."""
    return PlannedGo(
        step=step,
        name=name,
        exercise=step,
        type=kind,
        side=side,
        level=None,
        set=number,
        round=1,
        unit=unit,
        planned=planned,
        load=None,
        segments=segments,
        lengths=(length,) * len(segments),
        waits=waits,
    )


def head(*goes: PlannedGo, note: bool = False, knee: str | None = "left", checkin: bool = True) -> JournalHead:
    """The head of a session of these goes, two sets of wall sit when none is given."""
    return JournalHead(
        id=ID,
        started=STARTED,
        routine=RoutineMark("knee-holds", "Knee holds", "ab" * 32),
        main="knee-holds.toml",
        sources={
            "knee-holds.toml": 'name = "Knee holds"\n\n[[step]]\nname = "Wall sit"\n',
            "other.toml": "x = 'ü'\r\n",
        },
        choices=Choices(
            level="week 1",
            levels={"wall-sit": "week 2"},
            added=Added(half=False),
            talk=Spoken.BRIEF,
            setups_heard={"wall-sit": 2},
            doses={
                "wall-sit": Dose(exercise="wall-sit-shallow", sets=3, hold=Ramp(Duration(20), Duration(30))),
                "warm-up/march": Dose(reps=Single(Reps(8, 12)), load=Listed((Load(8.5, "kg"), Load(None, "body")))),
            },
        ),
        goes=goes or (go(1), go(3, number=2)),
        planned_seconds=100.0,
        timeline="0123456789abcdef",
        knee=knee,
        checkin=checkin,
        note=note,
    )


def event(kind: EventKind, at: float, segment: int | None = None, offset: float = 0.0, **details: object) -> Event:
    """An event that happened at a moment, without delay."""
    return Event(kind, at, at, segment, offset, details=details)  # type: ignore[arg-type]


def started(at: float = 0.0) -> Event:
    return event(EventKind.STARTED, at, 0)


def ended(at: float, segment: int, played: float, *, done: bool = True, rep: int | None = None) -> Event:
    """The end of a segment after so many played seconds."""
    return event(EventKind.SEGMENT_ENDED, at, segment, played, done=done, played=played, rep=rep)


def finished(at: float, played: float) -> Event:
    return event(EventKind.FINISHED, at, 3, 30.0, played=played)


def stopped(at: float, played: float, segment: int = 3, offset: float = 0.0) -> Event:
    return Event(EventKind.STOPPED, at, at, segment, offset, Command.STOP, {"played": played})


def journal(*events: Event, of: JournalHead | None = None) -> Journal:
    """A journal in which these events happened, last alive at noon UTC."""
    last = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    return Journal(of or head(), events=events, last=last, ended=last)


def view(segment: int, offset: float, elapsed: float) -> View:
    """What playback would show at a place."""
    return View(
        state=State.PLAYING,
        segment=Segment(index=segment, kind=SegmentKind.HOLD, title="Wall sit", start=0.0, seconds=30.0),
        offset=offset,
        remaining=30.0 - offset,
        counts_up=False,
        step_done=0.0,
        session_done=0.0,
        session_remaining=0.0,
        session_elapsed=elapsed,
        rep=None,
        next_go=None,
        lead_in=None,
        waiting_limit=None,
    )
