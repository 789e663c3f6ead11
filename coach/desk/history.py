"""The sessions so far, as lists and screens need them."""

from __future__ import annotations

from datetime import datetime

from coach.desk.desk import Desk
from coach.session.store import Sessions, SessionStore


def sessions(desk: Desk, *, latest: int | None = None) -> Sessions:
    """Return all sessions, or the latest so many; damaged files are named in its sentences."""
    return SessionStore(desk.paths.sessions).read(latest=latest)


def last_played(desk: Desk, *, latest: int = 200) -> dict[str, datetime]:
    """Return when each routine was last played; only the latest sessions are read, so that ten years do not matter."""
    return {record.routine.id: record.started for record in sessions(desk, latest=latest).records}
