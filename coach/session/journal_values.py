"""The journal of a running session as values: its head, what happened since, and what that comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from coach.checkin.questions import Answer
from coach.player.model import Event, EventKind, Playhead
from coach.player.pain import Done, ends_step
from coach.session.plan import PlannedGo
from coach.session.record import Outcome, RoutineMark
from coach.timeline.dose import Eased
from coach.timeline.model import Choices
from coach.units import Seconds

_ENDS = {EventKind.FINISHED: Outcome.FINISHED, EventKind.STOPPED: Outcome.STOPPED}


class TurnedDown(StrEnum):
    """An offer that a journal stood for, and that is not made again."""

    RESUME = "resume"  # refused, or too old, or not possible any more: what was played is all
    CHECKIN = "checkin"


@dataclass(frozen=True, slots=True)
class JournalHead:
    """All that has to be known of a session to take it up again, or to make its record, without any other file."""

    id: str
    started: datetime
    routine: RoutineMark
    main: str
    """Which of the sources is the routine."""
    sources: Mapping[str, str]
    """Every text that the timeline was made from, by file: the routine, what it uses, changes to the library."""
    choices: Choices
    goes: tuple[PlannedGo, ...]
    planned_seconds: Seconds
    timeline: str
    """`coach.session.plan.timeline_identity`: another one means that the playhead does not fit."""
    knee: str | None = None
    checkin: bool = True
    """A check-in follows."""
    checkin_if_hurt: bool = False
    """One follows where it hurt, although the routine's is off."""
    note: bool = False
    """The check-in asks for a note."""


@dataclass(frozen=True, slots=True)
class Replanned:
    """What the session means to do since it goes on with something easier, beside its head."""

    eased: Eased
    goes: tuple[PlannedGo, ...]
    """All of the session, those before the change as they were."""
    timeline: str
    """As that of the head."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Where the session was at a moment."""

    at: Seconds
    time: datetime
    playhead: Playhead
    played: Seconds
    """Played time, without pauses."""


@dataclass(frozen=True, slots=True)
class Journal:
    """What a journal says."""

    head: JournalHead
    events: tuple[Event, ...] = ()
    tick: Tick | None = None
    """The last one."""
    replanned: Replanned | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """The check-in's raw answers so far; skipped ones are None."""
    worries: tuple[str, ...] = ()
    last: datetime | None = None
    """The last moment of playing."""
    answered: datetime | None = None
    """When the last answer was given."""
    ended: datetime | None = None
    """When the playing ended."""
    turned_down: frozenset[TurnedDown] = frozenset()
    """What was offered of it and is offered no more."""
    torn: bool = False
    """Something at its end could not be read and was cut off. Nothing is decided by it, for whoever goes on writes the
    journal anew; it is what tells a journal that was cut from one that says so little."""

    @property
    def goes(self) -> tuple[PlannedGo, ...]:
        """Every go that is planned, as it is by now."""
        return self.head.goes if self.replanned is None else self.replanned.goes

    @property
    def choices(self) -> Choices:
        """The choices of the session, with what was chosen in its middle."""
        return self.head.choices if self.replanned is None else replace(self.head.choices, eased=self.replanned.eased)

    @property
    def timeline(self) -> str:
        """The fingerprint of the timeline that the playhead is of."""
        return self.head.timeline if self.replanned is None else self.replanned.timeline

    @property
    def over(self) -> Outcome | None:
        """How the playing ended; None while it can be taken up again, as when the journal was closed before that."""
        for event in reversed(self.events):
            if event.kind in _ENDS:
                return _ENDS[event.kind]
        return Outcome.INTERRUPTED if TurnedDown.RESUME in self.turned_down else None

    @property
    def begun(self) -> bool:
        """Anything was played: it got past the counting in."""
        return any(event.kind is EventKind.STARTED for event in self.events)

    @property
    def asks(self) -> bool:
        """A check-in follows: "that hurts" asks for one in spite of a routine's `off`."""
        hurt = any(event.kind is EventKind.HURT for event in self.events)
        return self.head.checkin or (self.head.checkin_if_hurt and hurt)

    @property
    def alive_until(self) -> datetime:
        """The last moment of the session that it knows of; answers that came later do not count."""
        return self.last or self.head.started

    @property
    def playhead(self) -> Playhead:
        """Where to take it up again: the last place that was written."""
        last = max((event.happened for event in self.events if event.segment is not None), default=-1.0)
        if self.tick is not None and self.tick.at >= last:
            return self.tick.playhead
        for event in reversed(self.events):
            if event.segment is not None:
                return Playhead(event.segment, event.offset)
        return Playhead(0, 0.0)

    @property
    def played(self) -> Seconds:
        """Played time so far."""
        for event in reversed(self.events):
            played = event.details.get("played")
            if event.kind in (EventKind.FINISHED, EventKind.STOPPED) and isinstance(played, int | float):
                return float(played)
        return self.tick.played if self.tick is not None else 0.0

    @property
    def hurt(self) -> frozenset[Done]:
        """What hurt too much to go on with: over 5, or sharp."""
        found: set[Done] = set()
        for event in self.events:
            value, step = event.details.get("value"), event.details.get("step")
            if event.kind is not EventKind.PAIN_ANSWERED or not isinstance(step, str):
                continue
            if ends_step(value if isinstance(value, int) else None, sharp=event.details.get("sharp") is True):
                exercise = event.details.get("exercise")
                found.add((step, exercise if isinstance(exercise, str) else None))
        return frozenset(found)
