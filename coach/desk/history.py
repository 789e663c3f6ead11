"""The sessions so far, as lists and screens need them."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from coach.desk.checkin import rule_words
from coach.desk.desk import Desk
from coach.errors import CoachError, UsageError
from coach.progress.readings import scale, worst_during
from coach.session.files import file_names
from coach.session.record import Outcome, SessionRecord
from coach.session.store import Sessions, SessionStore
from coach.session.tables import TableError
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
    id: str = ""
    """The end of its id."""


MOST_NAMED = 3
"""So many ids are named where more than one are meant."""

RECENT = 200
"""So many sessions are looked at to tell when a routine was last played, so that ten years do not matter."""

NAMED = 20
"""Of so many sessions lists name what cannot be read; `coach doctor` reads all of them."""


def sessions(
    desk: Desk, *, latest: int | None = None, since: date | None = None, until: date | None = None
) -> Sessions:
    """Return all sessions, the latest so many, or those of some local days; what is wrong is in its sentences."""
    return SessionStore(desk.paths.sessions).read(latest=latest, since=since, until=until)


def how_many(desk: Desk) -> int:
    """Return how many sessions there are, by the names of their files alone."""
    try:
        return len(SessionStore(desk.paths.sessions).ids())
    except OSError:
        return 0


def short_id(id_: str) -> str:
    """Return the four characters with which an id ends: with them it is typed."""
    return id_.rpartition("-")[2]


LATEST = "last"
"""Names the session that ended last."""


def find_session(desk: Desk, typed: str) -> SessionRecord:
    """Return the session whose id begins or ends so, or the last one; UsageError for any other name."""
    if typed != LATEST:
        return session_of(desk, typed)
    latest = next(SessionStore(desk.paths.sessions).newest(), None)
    if latest is None:
        raise UsageError("There is no session yet.")
    return latest


def session_of(desk: Desk, typed: str) -> SessionRecord:
    """Return the session whose id begins or ends with what was typed; UsageError where it is none or more than one."""
    store = SessionStore(desk.paths.sessions)
    typed = typed.strip().removesuffix(".toml").replace(" ", "T").replace(":", "")
    try:
        ids = store.ids()
        found = [id_ for id_ in ids if typed in (id_, short_id(id_))] or [id_ for id_ in ids if id_.startswith(typed)]
        if not typed or not found:
            # A file that was given another name is the session that it says.
            record = store.load(typed)
        elif len(found) > 1:
            some = ", ".join(found[-MOST_NAMED:])
            raise UsageError(f"{len(found)} sessions have {typed} in their id, the latest: {some}. Type more of it.")
        else:
            record = store.load(found[0])
    except FileNotFoundError:
        if (aside := _set_aside(store, typed)) is not None:
            raise CoachError(
                f"{aside} was set aside, for it cannot be read: mend it and take the ending away, or delete it."
            ) from None
        raise UsageError(
            f"There is no session {typed!r}. `coach history` lists them, each with the end of its id."
        ) from None
    except TableError as error:
        raise CoachError(f"{store.path(found[0] if found else typed)} cannot be read: {error}.") from error
    except OSError as error:
        raise CoachError(f"{error.filename or store.folder} cannot be read: {error.strerror or error}.") from error
    return record


def _set_aside(store: SessionStore, typed: str) -> Path | None:
    """Return the file that was set aside of the session whose id begins or ends with what was typed."""
    with contextlib.suppress(OSError):
        for name in file_names(store.folder, aside=True):
            id_ = name.removesuffix(".toml.damaged")
            if typed and id_ != name and (typed == short_id(id_) or id_.startswith(typed)):
                return store.folder / name
    return None


def last_played(desk: Desk) -> dict[str, datetime]:
    """Return when each routine was last played, among the latest sessions."""
    return SessionStore(desk.paths.sessions).last_played(RECENT)


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
        id=short_id(record.id),
    )
