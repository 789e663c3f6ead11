"""The sessions on disk: one TOML file each, so that two machines that share the folder never conflict."""

from __future__ import annotations

import contextlib
import os
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random, SystemRandom

from coach.paths import set_aside, write_whole
from coach.session.record import NewerFormatError, SessionRecord, record_from, record_table
from coach.session.tables import TableError
from coach.session.toml_text import dumps

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without 0 o 1 i l: ids are read aloud and typed."""


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
    """One for each file that is not among them, and why."""


class SessionStore:
    """The folder of sessions; reading needs no lock, and a folder that is not there is an empty one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, id_: str) -> Path:
        """Return where the session of this id lies."""
        return self.folder / f"{id_}.toml"

    def save(self, record: SessionRecord) -> Path:
        """Write the record whole, over an older one of its id; raises OSError, and the older one stays."""
        path = self.path(record.id)
        write_whole(path, record_text(record))
        return path

    def load(self, id_: str) -> SessionRecord:
        """Return one session; raises OSError where there is none, TableError where it cannot be read."""
        return parse_record(self.path(id_).read_bytes())

    def remove(self, id_: str) -> None:
        """Delete a session for good; raises OSError where there is none."""
        self.path(id_).unlink()

    def read(self, *, latest: int | None = None) -> Sessions:
        """Return all sessions, or the `latest` so many; a damaged file is set aside and named."""
        try:
            names = self._names()
        except OSError as error:
            return Sessions((), (f"The sessions in {self.folder} cannot be read: {error.strerror or error}.",))
        if latest is not None:
            names = names[max(0, len(names) - latest) :]
        return self._read(self.folder / name for name in names)

    def newest(self) -> Iterator[SessionRecord]:
        """Yield the sessions from the latest on, each read when its turn comes; what cannot be read is left out."""
        try:
            names = self._names()
        except OSError:
            return
        for name in reversed(names):
            with contextlib.suppress(OSError, TableError):
                yield parse_record((self.folder / name).read_bytes())

    def _names(self) -> list[str]:
        """Return the names of the files, the earliest first; raises OSError where the folder cannot be read."""
        try:
            # Names begin with the start; with unlike offsets a few may be out of order, which the records put right.
            return sorted(name for name in os.listdir(self.folder) if _is_session(name))  # noqa: PTH208 - 10 × faster
        except FileNotFoundError:
            return []

    def _read(self, paths: Iterable[Path]) -> Sessions:
        records: list[SessionRecord] = []
        sentences: list[str] = []
        for path in paths:
            try:
                records.append(parse_record(path.read_bytes()))
            except FileNotFoundError:
                continue  # removed meanwhile
            except NewerFormatError:
                sentences.append(f"{path} was written by a later version of Coach and is left as it is.")
            except TableError as error:
                sentences.append(_set_aside(path, error))
            except OSError as error:
                sentences.append(f"{path} cannot be read: {error.strerror or error}.")
        records.sort(key=lambda record: record.started)
        return Sessions(tuple(records), tuple(sentences))


def sweep(folder: Path) -> None:
    """Delete halves of files that a kill left in a folder; to be called only while no other copy plays."""
    with contextlib.suppress(OSError):
        for half in folder.glob(".*.toml-*.tmp"):
            with contextlib.suppress(OSError):
                half.unlink()


def _is_session(name: str) -> bool:
    return name.endswith(".toml") and not name.startswith(".")


def record_text(record: SessionRecord) -> str:
    """Return the record as its file holds it."""
    return dumps(record_table(record))


def parse_record(data: bytes) -> SessionRecord:
    """Return the record that a file holds; raises TableError."""
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise TableError(f"it is not TOML: {error}") from error
    return record_from(values)


def _set_aside(path: Path, error: TableError) -> str:
    try:
        aside = set_aside(path)
    except OSError:
        return f"{path} cannot be read ({error})."
    return f"{path} cannot be read ({error}); it is set aside as {aside.name}. Mend it and take the ending away."
