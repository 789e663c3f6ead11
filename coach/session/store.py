"""The sessions on disk: one TOML file each, so that two machines that share the folder never conflict."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random, SystemRandom

from coach.paths import write_whole
from coach.session.days import local_day
from coach.session.files import damaged, file_names, keep_aside, toml_values
from coach.session.record import CheckInRecord, NewerFormatError, SessionRecord, record_from, record_table
from coach.session.tables import YEARS, Table, TableError
from coach.session.toml_text import dumps

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without 0 o 1 i l: ids are read aloud and typed."""

_ID = re.compile(r"\d{4}-\d\d-\d\dT\d{6}[+-]\d{4,6}-[a-z0-9]{4}")

_LONGEST = timedelta(days=3)
"""How long after its start, which names its file, a session may have ended: it can be kept and taken up again."""


def session_id(started: datetime, random: Random | None = None) -> str:
    """Return the id of a session: its start with the offset, and four characters against a second one then."""
    random = random or SystemRandom()
    return f"{started:%Y-%m-%dT%H%M%S%z}-{''.join(random.choice(_LETTERS) for _ in range(4))}"


@dataclass(frozen=True, slots=True)
class Sessions:
    """What a folder of sessions holds."""

    records: tuple[SessionRecord, ...]
    """The earliest first."""
    sentences: tuple[str, ...] = ()
    """One for each file that is not among them, or not whole, and why."""


@dataclass(frozen=True, slots=True)
class LostSession:
    """A session of which no file can be read."""

    began: datetime
    path: Path
    """One of its files, which may be set aside."""

    @property
    def aside(self) -> bool:
        return self.path.suffix != ".toml"


@dataclass(slots=True)
class _Entry:
    """One session, by the names of its files alone: its own, and copies of it that synchronisers made."""

    id: str
    started: datetime
    names: list[str] = field(default_factory=list)


class SessionStore:
    """The folder of sessions; reading needs no lock, and a folder that is not there is an empty one.

    The name of a file counts before the id in it. Of several copies of one session the one that tells most counts.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, id_: str) -> Path:
        """Return where the session of this id lies."""
        return self.folder / f"{id_}.toml"

    def save(self, record: SessionRecord) -> Path:
        """Write the record whole, over an older one of its id; raises OSError, and the older one stays.

        What Coach could not read in the older one is kept aside; one of a later version refuses.
        """
        path = self.path(record.id)
        with contextlib.suppress(FileNotFoundError):
            self._spare(path)
        write_whole(path, record_text(record))
        return path

    def load(self, id_: str) -> SessionRecord:
        """Return one session; raises OSError where there is none, TableError where it cannot be read."""
        named, odd = self._entries()
        names = next((entry.names for entry in named if entry.id == id_), [])
        reading = _Reading(self.folder)
        found = [reading.one(name, id_) for name in names]
        found += [record for record in (reading.try_one(name) for name in odd) if record and record.id == id_]
        if not found:
            raise FileNotFoundError(2, "there is no such session", str(self.path(id_)))
        return max(found, key=fullness)

    def remove(self, id_: str) -> None:
        """Delete a session and its copies for good; raises OSError where there is none."""
        named, odd = self._entries()
        names = next((entry.names for entry in named if entry.id == id_), [])
        reading = _Reading(self.folder)
        names = [*names, *(name for name in odd if (record := reading.try_one(name)) and record.id == id_)]
        if not names:
            raise FileNotFoundError(2, "there is no such session", str(self.path(id_)))
        # The copies first: cut off in between, what is left is the session itself.
        for name in sorted(names, key=lambda name: name == f"{id_}.toml"):
            (self.folder / name).unlink()

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all sessions by the names of their files, the earliest first; raises OSError."""
        return tuple(entry.id for entry in self._entries()[0])

    def read(self, *, latest: int | None = None, since: date | None = None, until: date | None = None) -> Sessions:
        """Return all sessions, or the `latest` so many, or those of the local days `since` to `until`.

        No other file is read. A session's day is that of its end. A damaged file is set aside and named.
        """
        reading = _Reading(self.folder)
        try:
            named, odd = self._entries()
        except OSError as error:
            return Sessions((), (f"The sessions in {self.folder} cannot be read: {error.strerror or error}.",))
        # A file that somebody gave another name may be any session.
        others = {name: record for name in odd if (record := reading.tell(name)) is not None}
        for entry in named:
            entry.names += [name for name, record in others.items() if record.id == entry.id]
        copies = {name for entry in named for name in entry.names}
        if since is not None:
            named = [entry for entry in named if entry.started.date() + _LONGEST >= since]
        if until is not None:
            named = [entry for entry in named if entry.started.date() - timedelta(days=2) <= until]
        if latest is not None:
            named = named[max(0, len(named) - latest) :]
        records = [record for entry in named if (record := reading.fullest(entry)) is not None]
        records += _one_of_each(record for name, record in others.items() if name not in copies)
        records.sort(key=lambda record: record.started)
        if since is not None or until is not None:
            records = [record for record in records if _within(local_day(record.ended), since, until)]
        if latest is not None:
            records = records[max(0, len(records) - latest) :]
        return Sessions(tuple(records), tuple(reading.sentences))

    def lost(self, since: date) -> tuple[LostSession, ...]:
        """Return the sessions that began since a day and of which no file can be read, the earliest first.

        Also one whose file was set aside counts. Nothing is set aside here.
        """
        try:
            names = sorted(file_names(self.folder, aside=True))
        except OSError:
            return ()
        found: dict[str, LostSession | None] = {}
        for name in names:
            if name[:4].isdecimal() and name[:10] < since.isoformat():
                continue  # years of them, and a start waits
            match = _ID.search(name)
            if match is None or match.group()[:10] < since.isoformat() or (began := _start(match.group())) is None:
                continue
            lost = LostSession(began, self.folder / name) if self._is_lost(name) else None
            found[match.group()] = lost and found.get(match.group(), lost)
        return tuple(sorted((lost for lost in found.values() if lost is not None), key=lambda lost: lost.began))

    def _is_lost(self, name: str) -> bool:
        """Return whether a file cannot be read; one that was set aside counts as one."""
        if not name.endswith(".toml"):
            return True
        try:
            _Reading(self.folder).one(name)
        except FileNotFoundError:
            return False  # removed meanwhile
        except (OSError, TableError):
            return True
        return False

    def last_played(self, latest: int) -> dict[str, datetime]:
        """Return when each routine was last begun, by its id, among the latest so many sessions.

        Of each file only what stands before its steps is read; what cannot be read is left out.
        """
        try:
            named, odd = self._entries()
        except OSError:
            return {}
        found: dict[str, datetime] = {}
        for name in [*odd, *(name for entry in named[max(0, len(named) - latest) :] for name in entry.names)]:
            with contextlib.suppress(OSError, TableError):
                routine, started = _begun((self.folder / name).read_bytes())
                found[routine] = max(started, found.get(routine, started))
        return found

    def newest(self) -> Iterator[SessionRecord]:
        """Yield the sessions from the latest on, each read when its turn comes; what cannot be read is left out."""
        try:
            named, odd = self._entries()
        except OSError:
            return
        reading = _Reading(self.folder)
        ids = {entry.id for entry in named}
        others = sorted(
            _one_of_each(record for name in odd if (record := reading.try_one(name)) and record.id not in ids),
            key=lambda record: record.started,
        )
        for entry in reversed(named):
            while others and others[-1].started > entry.started:
                yield others.pop()
            found = [record for record in (reading.try_one(name, entry.id) for name in entry.names) if record]
            if found:
                yield max(found, key=fullness)
        yield from reversed(others)

    def _entries(self) -> tuple[list[_Entry], list[str]]:
        """Return the sessions by the names of their files, the earliest first, and the names that tell no session.

        Raises OSError where the folder cannot be read.
        """
        entries: dict[str, _Entry] = {}
        odd: list[str] = []
        for name in sorted(file_names(self.folder)):
            found = _ID.search(name)
            id_ = found.group() if found else ""
            if (entry := entries.get(id_)) is not None:
                entry.names.append(name)
            elif (started := _start(id_)) is not None:
                entries[id_] = _Entry(id_, started, [name])
            else:
                odd.append(name)
        # With unlike offsets the names are not in the order of the moments.
        return sorted(entries.values(), key=lambda entry: entry.started.timestamp()), odd

    def _spare(self, path: Path) -> None:
        """Keep what would be lost when the file is written over; raises OSError for one of a later version."""
        data = path.read_bytes()
        faults: list[str] = []
        try:
            record_from(toml_values(data), faults)
        except NewerFormatError:
            raise PermissionError(1, "a later version of Coach wrote it", str(path)) from None
        except TableError:
            keep_aside(path, data)
        else:
            if faults:
                keep_aside(path, data)


class _Reading:
    """Reads files of one folder and gathers what is to be said of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sentences: list[str] = []

    def fullest(self, entry: _Entry) -> SessionRecord | None:
        """Return the session of an entry, of several copies the one that tells most; None where none can be read."""
        found = [(record, name) for name in entry.names if (record := self.tell(name, entry.id)) is not None]
        if not found:
            return None
        best, chosen = max(found, key=lambda each: (fullness(each[0]), each[1] == f"{entry.id}.toml"))
        for record, name in found:
            if name != chosen:
                more = "counts" if record == best else "tells as much and counts"
                more = "tells more and counts" if fullness(best) > fullness(record) else more
                self.sentences.append(
                    f"{self.folder / name} is a second copy of the session in {chosen}, which {more}. "
                    f"{'Delete it.' if record == best else 'Look at both, and delete the wrong one.'}"
                )
        return best

    def tell(self, name: str, id_: str | None = None) -> SessionRecord | None:
        """Return the session in a file, or None, and gather what is wrong with it; damage is set aside."""
        path = self.folder / name
        faults: list[str] = []
        try:
            record = self.one(name, id_, faults)
            began = _start(id_) if id_ is not None else None
            if began is not None and abs(record.started - began) > _LONGEST:
                self.sentences.append(
                    f"{path} began on {record.started:%Y-%m-%d} and has another day in its name, by which it is looked "
                    "for: give it that day there, too."
                )
            return record
        except FileNotFoundError:
            return None  # removed meanwhile
        except NewerFormatError:
            self.sentences.append(f"{path} was written by a later version of Coach and is left as it is.")
        except TableError as error:
            self.sentences.append(damaged(path, error))
        except OSError as error:
            self.sentences.append(f"{path} cannot be read: {error.strerror or error}.")
        finally:
            self.sentences += [f"{path}: {fault}. It is passed over until it is mended." for fault in faults]
        return None

    def try_one(self, name: str, id_: str | None = None) -> SessionRecord | None:
        """Return the session in a file; None where it cannot be read."""
        try:
            return self.one(name, id_)
        except (OSError, TableError):
            return None

    def one(self, name: str, id_: str | None = None, faults: list[str] | None = None) -> SessionRecord:
        """Return the session in a file, under the id that its name has; raises OSError and TableError."""
        values = toml_values((self.folder / name).read_bytes())
        return record_from(values if id_ is None else {**values, "id": id_}, [] if faults is None else faults)


def fullness(record: SessionRecord) -> tuple[int, bool, float, float]:
    """Return how much a copy of a session tells: answers, a final response, what was done, how long it lasted."""
    answers = _told(record.after) + _told(record.morning) + len(record.corrections) + len(record.pains)
    judged = record.response is not None and not record.response.provisional
    return answers, judged, record.done_seconds, (record.ended - record.started).total_seconds()


def _told(checkin: CheckInRecord | None) -> int:
    if checkin is None:
        return 0
    return 1 + sum(answer is not None for answer in checkin.answers.values())


def _one_of_each(records: Iterator[SessionRecord]) -> list[SessionRecord]:
    """Return the fullest record of each id."""
    found: dict[str, SessionRecord] = {}
    for record in records:
        if record.id not in found or fullness(record) > fullness(found[record.id]):
            found[record.id] = record
    return list(found.values())


def _begun(data: bytes) -> tuple[str, datetime]:
    """Return which routine a record is of, and its start; raises TableError."""
    head, steps, _ = data.partition(b"\n[[step]]")
    try:
        table = Table(toml_values(head))
        return table.table("routine").text("id"), table.moment("started")
    except TableError:
        if not steps:
            raise
    table = Table(toml_values(data))  # somebody put it into another order
    return table.table("routine").text("id"), table.moment("started")


def _start(id_: str) -> datetime | None:
    """Return the moment that an id begins with; None where there is no such moment."""
    try:
        started = datetime.fromisoformat(id_[:-5])
    except ValueError:
        return None
    return started if started.year in YEARS else None


def _within(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or day >= since) and (until is None or day <= until)


def record_text(record: SessionRecord) -> str:
    """Return the record as its file holds it."""
    return dumps(record_table(record))


def parse_record(data: bytes) -> SessionRecord:
    """Return the record that a file holds, wrong values that it can do without passed over; raises TableError."""
    return record_from(toml_values(data), [])
