"""Removing a session for good, and what hangs on it."""

from __future__ import annotations

from coach.desk.desk import Desk
from coach.desk.person import profile_of
from coach.errors import CoachError
from coach.progress.stopped import stop_in
from coach.session.doses import Change
from coach.session.dosestore import load_doses
from coach.session.record import SessionRecord
from coach.session.store import SessionStore


def changes_of(desk: Desk, record: SessionRecord) -> tuple[Change, ...]:
    """Return the changes of dose that came of a session, the earliest first."""
    book = load_doses(desk.paths.doses)[0]
    return tuple(change for change in book.changes if change.session == record.id)


def removable(desk: Desk, record: SessionRecord) -> None:
    """Raise CoachError with the reason where a session cannot be removed now."""
    if any(record.id in path.name for path in desk.paths.journal.glob("*.toml")):
        raise CoachError("Its check-in is still open, or it is being played: finish or turn that down first.")
    if stop_in([record], profile_of(desk)) is not None:
        raise CoachError("What was answered to it stops the loading: see to that, and `coach unlock` first.")


def remove(desk: Desk, record: SessionRecord) -> str:
    """Remove a session for good, and return a sentence with what stays of it; CoachError where it cannot be."""
    removable(desk, record)
    try:
        SessionStore(desk.paths.sessions).remove(record.id)
    except FileNotFoundError:
        raise CoachError("It is not there any more.") from None
    except OSError as error:
        raise CoachError(f"It cannot be removed: {error.strerror or error}.") from error
    return f"Removed the session of {record.started:%Y-%m-%d %H:%M}. {stays(desk, record)}".strip()


def stays(desk: Desk, record: SessionRecord) -> str:
    """Return in a sentence what stays when a session is removed; empty where nothing hangs on it."""
    many = len(changes_of(desk, record))
    if not many:
        return ""
    return (
        "The change of dose that came of it stays."
        if many == 1
        else f"The {many} changes of dose that came of it stay."
    )
