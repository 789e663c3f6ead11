"""The diary of this user, read from the disk."""

from __future__ import annotations

from datetime import date

from coach.desk.desk import Desk
from coach.desk.person import profile_of
from coach.progress.diary import Diary
from coach.session.mornings import load_mornings
from coach.session.store import SessionStore


def diary_of(desk: Desk, *, since: date | None = None) -> Diary:
    """Return what is kept of the user, all of it or from a local day on; what cannot be read is left out."""
    sessions = SessionStore(desk.paths.sessions).read(since=since).records
    return Diary(sessions, load_mornings(desk.paths.mornings, since=since)[0], profile_of(desk))
