"""The sessions so far, as lists and screens need them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coach.desk.checkin import rule_words
from coach.desk.desk import Desk
from coach.progress.readings import scale, worst_during
from coach.session.record import Outcome, SessionRecord
from coach.session.store import Sessions, SessionStore
from coach.timeline.paper import clock_time
from coach.words.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Description:
    """One session in words for people."""

    when: str
    routine: str
    outcome: str
    length: str
    knee: str = ""
    """ "knee 3 during, 2 after"; empty where nothing was answered."""
    said: str = ""
    """What the rules made of it; empty where they were not asked."""


RECENT = 200
"""So many sessions are read to tell when a routine was last played, so that ten years do not matter."""


def sessions(desk: Desk, *, latest: int | None = None) -> Sessions:
    """Return all sessions, or the latest so many; damaged files are named in its sentences."""
    return SessionStore(desk.paths.sessions).read(latest=latest)


def last_played(found: Sessions) -> dict[str, datetime]:
    """Return when each routine was last played among these sessions."""
    return {record.routine.id: record.started for record in found.records}


def _outcome(record: SessionRecord) -> str:
    """Return how it ended, and of one that was played to its end what was passed over: that is not the session."""
    passed = sum(1 for go in record.goes if not go.seconds)
    if record.outcome is not Outcome.FINISHED or not passed:
        return record.outcome.value
    return f"{record.outcome.value}, {passed} of {len(record.goes)} sets left out"


def describe(record: SessionRecord, phrases: Phrases) -> Description:
    """Return a session in words for people."""
    answers = record.answers()
    numbers = ((worst_during(record) if key == "during" else scale(answers, key), key) for key in ("during", "after"))
    knee = ", ".join(f"{value} {when}" for value, when in numbers if value is not None)
    return Description(
        when=f"{record.started:%Y-%m-%d %H:%M}",
        routine=record.routine.name,
        outcome=_outcome(record),
        length=f"{clock_time(record.done_seconds)} (planned {clock_time(record.planned_seconds)})",
        knee=f"knee {knee}" if knee else "",
        said=rule_words(record, phrases),
    )
