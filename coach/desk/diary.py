"""The diary of this user, read from the disk."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

from coach.desk.desk import Desk
from coach.desk.person import profile_of
from coach.progress.diary import Diary
from coach.progress.waiting import is_loaded
from coach.session.mornings import load_mornings
from coach.session.store import SessionStore

MOST_LIGHT = 200
"""So many sessions are looked through for the last loaded one."""


def diary_of(desk: Desk, *, since: date | None = None) -> Diary:
    """Return what is kept of the user, all of it or from a local day on; what cannot be read is left out."""
    sessions = SessionStore(desk.paths.sessions).read(since=since).records
    return Diary(sessions, load_mornings(desk.paths.mornings, since=since)[0], profile_of(desk))


def diary_with_last_loaded(desk: Desk, since: date) -> Diary:
    """Return what is kept from a local day on, and the last loaded session however old."""
    diary = diary_of(desk, since=since)
    if diary.loaded:
        return diary
    newest = itertools.islice(SessionStore(desk.paths.sessions).newest(), MOST_LIGHT)
    last = next((record for record in newest if is_loaded(record)), None)
    return replace(diary, sessions=(last, *diary.sessions)) if last is not None else diary
