"""What earlier runs left behind, and how a session is closed: a journal goes only when its record is on disk."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeAlias

from coach.checkin.flow import CheckInFlow
from coach.paths import write_whole
from coach.session.build import circumstances_of, record_of, with_checkin
from coach.session.journal import FoundJournal, JournalWriter, find_journals
from coach.session.record import SessionRecord
from coach.session.store import SessionStore, record_text, sweep
from coach.session.tables import TableError

RESUME_FOR = timedelta(hours=4)
"""How long a session can be taken up again, and its check-in gone on with, after its last moment."""


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What can be gone on with."""

    resume: FoundJournal | None = None
    """The latest session that was kept or cut off."""
    checkin: FoundJournal | None = None
    """The latest session that is over and whose check-in was broken off."""
    sentences: tuple[str, ...] = ()
    """What could not be read or written."""


Judge: TypeAlias = Callable[[SessionRecord], SessionRecord]
"""Adds what the rules make of the answers; the rules lie above this layer."""


def unjudged(record: SessionRecord) -> SessionRecord:
    """Return the record as it is."""
    return record


def settle(journals: Path, store: SessionStore, now: datetime, judge: Judge = unjudged) -> Leftovers:
    """Make records of what is too old to go on with, and return the rest; only while no other copy plays."""
    for folder in (journals, journals.parent, store.folder, store.folder.parent):
        sweep(folder)
    found, troubles = find_journals(journals)
    resume: FoundJournal | None = None
    checkin: FoundJournal | None = None
    for each in found:
        journal = each.journal
        fresh = now - journal.alive_until <= RESUME_FOR
        if not journal.begun:
            # Cut off while counting in: there is nothing to keep.
            trouble = _delete(each)
            troubles += [trouble] if trouble else []
        elif fresh and journal.over is None:
            resume = resume or each
        elif fresh and journal.head.checkin and _asks(each, store):
            checkin = checkin or each
        else:
            trouble = into_record(each, store, judge)
            troubles += [trouble] if trouble else []
    return Leftovers(resume, checkin, tuple(troubles))


def into_record(found: FoundJournal, store: SessionStore, judge: Judge = unjudged) -> str | None:
    """Make the record of a journal that is not gone on with; return a sentence where that fails."""
    journal = found.journal
    record = _kept(found, store) or record_of(journal)
    # A whole check-in says that only the deletion of the journal was missing; the record may know more by now.
    if record.checkin_open:
        if journal.answers:
            flow = CheckInFlow(circumstances_of(journal), given=journal.answers)
            record = with_checkin(record, flow, journal.alive_until)
        try:
            store.save(judge(record))
        except OSError as error:
            return f"The session of {journal.head.started:%d %B %H:%M} cannot be saved: {error.strerror or error}."
    return _delete(found)


def save_record(writer: JournalWriter, store: SessionStore, record: SessionRecord) -> str | None:
    """Write the record; return a sentence where the disk refuses, and then the journal keeps the session.

    Where the journal is refused too, the record goes into the temporary folder and the sentence names it.
    """
    try:
        store.save(record)
    except OSError as error:
        return f"The session cannot be saved in {store.folder}: {error.strerror or error}. {_elsewhere(writer, record)}"
    return None


def close(writer: JournalWriter, store: SessionStore, record: SessionRecord) -> str | None:
    """Write the record and delete its journal; where that fails return a sentence, and the journal stays."""
    trouble = save_record(writer, store, record)
    if trouble is None:
        writer.remove()
    else:
        writer.close()
    return trouble


def _asks(found: FoundJournal, store: SessionStore) -> bool:
    kept = _kept(found, store)
    return kept is None or kept.checkin_open


def _kept(found: FoundJournal, store: SessionStore) -> SessionRecord | None:
    """Return the record that was written when the playing ended, if it was; one from before a resume does not count."""
    if found.journal.over is None:
        return None
    try:
        return store.load(found.journal.head.id)
    except (OSError, TableError):
        return None


def _delete(found: FoundJournal) -> str | None:
    try:
        found.path.unlink()
    except OSError as error:
        return f"{found.path} cannot be deleted: {error.strerror or error}."
    return None


def _elsewhere(writer: JournalWriter, record: SessionRecord) -> str:
    if writer.trouble is None:
        return "Its journal is kept, and it is saved at the next start."
    path = Path(tempfile.gettempdir()) / f"coach-{record.id}.toml"
    try:
        write_whole(path, record_text(record))
    except OSError:
        return "It could not be kept anywhere else either."
    return f"It is kept as {path}: move it there once there is room."
