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
from coach.session.files import sweep
from coach.session.journal import FoundJournal, JournalWriter, find_journals, turn_down
from coach.session.journal_values import Journal, TurnedDown
from coach.session.record import SessionRecord
from coach.session.store import SessionStore, record_text
from coach.session.tables import TableError

RESUME_FOR = timedelta(hours=4)
"""How long a session can be taken up again after its last moment."""

CHECKIN_FOR = timedelta(hours=24)
"""How long its check-in is offered after that: a day later "pain now" says nothing of that session (ours)."""


@dataclass(frozen=True, slots=True)
class Leftovers:
    """What can be gone on with, the latest first."""

    resumes: tuple[FoundJournal, ...] = ()
    """Sessions that were kept or cut off."""
    checkins: tuple[FoundJournal, ...] = ()
    """Sessions that are over, and records, and whose check-in was not answered to its end."""
    sentences: tuple[str, ...] = ()
    """What could not be read or written."""


Judge: TypeAlias = Callable[[SessionRecord], SessionRecord]
"""Adds what the rules make of the answers; the rules lie above this layer."""


def unjudged(record: SessionRecord) -> SessionRecord:
    """Return the record as it is."""
    return record


def settle(
    journals: Path, store: SessionStore, now: datetime, judge: Judge = unjudged, *, playing: Path | None = None
) -> Leftovers:
    """Make records of what cannot be played on with, and return what can, and what is still to be asked.

    Only while no other copy plays; `playing` is this one's journal, which is left alone. Every step can be cut off: the
    record is written before the journal only waits for answers, and the journal goes after its record is whole.
    """
    for folder in (journals, journals.parent, store.folder, store.folder.parent):
        sweep(folder)
    found, troubles = find_journals(journals)
    resumes: list[FoundJournal] = []
    checkins: list[FoundJournal] = []
    for each in found:
        journal = each.journal
        trouble = None
        if each.path == playing:
            continue
        if not journal.begun and not journal.worries:
            # Cut off while counting in: there is nothing to keep.
            trouble = _delete(each)
        elif _goes_on(journal, now):
            resumes.append(each)
        elif (over := _given_up(each, now)) and _asks(over, store, now):
            trouble = _keep_record(over.journal, store, judge)
            checkins.append(over)
        else:
            trouble = into_record(over, store, judge)
        troubles += [trouble] if trouble else []
    return Leftovers(tuple(resumes), tuple(checkins), tuple(troubles))


def into_record(found: FoundJournal, store: SessionStore, judge: Judge = unjudged) -> str | None:
    """Make the record of a journal that is not gone on with; return a sentence where that fails."""
    journal = found.journal
    record = kept_record(journal, store) or record_of(journal)
    # A whole check-in says that only the deletion of the journal was missing; the record may know more by now.
    if record.checkin_open:
        if journal.answers:
            flow = CheckInFlow(circumstances_of(journal), given=journal.answers)
            record = with_checkin(record, flow, journal.answered or journal.alive_until)
        trouble = _save(judge(record), store)
        if trouble:
            return trouble
    return _delete(found)


def kept_record(journal: Journal, store: SessionStore) -> SessionRecord | None:
    """Return the record that was written when the playing was over, if it was; one from before does not count."""
    if journal.over is None:
        return None
    try:
        return store.load(journal.head.id)
    except (OSError, TableError):
        return None


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


def _goes_on(journal: Journal, now: datetime) -> bool:
    """Return whether it can be played on with; a worry has ended it even where the kill came before its end."""
    return journal.over is None and not journal.worries and now - journal.alive_until <= RESUME_FOR


def _given_up(found: FoundJournal, now: datetime) -> FoundJournal:
    """Return the journal of a session that is over; where nothing has told so yet it is told now."""
    if found.journal.over is not None:
        return found
    try:
        return turn_down(found, TurnedDown.RESUME, now)
    except OSError:
        return found  # by its age it is over at every later start too


def _asks(found: FoundJournal, store: SessionStore, now: datetime) -> bool:
    journal = found.journal
    if not journal.asks or TurnedDown.CHECKIN in journal.turned_down:
        return False
    kept = kept_record(journal, store)
    return now - journal.alive_until <= CHECKIN_FOR and (kept is None or kept.checkin_open)


def _keep_record(journal: Journal, store: SessionStore, judge: Judge) -> str | None:
    """Write the record of a session whose answers are still to come, where that was not done before."""
    return _save(judge(record_of(journal)), store) if kept_record(journal, store) is None else None


def _save(record: SessionRecord, store: SessionStore) -> str | None:
    try:
        store.save(record)
    except OSError as error:
        return f"The session of {record.started:%d %B %H:%M} cannot be saved: {error.strerror or error}."
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
