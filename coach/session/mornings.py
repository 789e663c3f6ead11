"""`mornings/`: a reading of the knee that belongs to no session, one file a local day."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from coach.paths import write_whole
from coach.session.files import damaged, file_names, keep_aside, toml_values
from coach.session.morning_values import Morning
from coach.session.record import NewerFormatError
from coach.session.tables import Table, TableError
from coach.session.toml_text import dumps

__all__ = ["FORMAT", "Morning", "load_mornings", "save_morning"]

FORMAT = 1
"""The version of the layout; files of every version can be read for ever."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def load_mornings(folder: Path, *, since: date | None = None) -> tuple[tuple[Morning, ...], tuple[str, ...]]:
    """Return the readings, or those from a day on, the earliest first, and a sentence for each file that is none.

    Of several files of one day, as synchronisers make them, the latest answer counts. A damaged file is set aside.
    """
    try:
        names = sorted(file_names(folder))
    except OSError as error:
        return (), (f"The mornings in {folder} cannot be read: {error.strerror or error}.",)
    found: dict[date, tuple[Morning, Path]] = {}
    sentences: list[str] = []
    for name in names:
        day = _day_in(name)
        if day is not None and since is not None and day < since:
            continue
        path = folder / name
        try:
            morning = _morning(path.read_bytes(), day)
        except FileNotFoundError:
            continue  # removed meanwhile
        except NewerFormatError:
            sentences.append(f"{path} was written by a later version of Coach and is left as it is.")
        except TableError as error:
            sentences.append(damaged(path, error))
        except OSError as error:
            sentences.append(f"{path} cannot be read: {error.strerror or error}.")
        else:
            if morning.day in found:
                sentences.append(_twice(path, found[morning.day][1], folder / f"{morning.day}.toml"))
                if morning.at < found[morning.day][0].at:
                    continue
            if since is None or morning.day >= since:
                found[morning.day] = morning, path
    return tuple(found[day][0] for day in sorted(found)), tuple(sentences)


def save_morning(folder: Path, morning: Morning) -> Path:
    """Write the reading whole, over an earlier one of its day, and return its path; raises OSError.

    A file there that could not be read is kept aside; one of a later version refuses.
    """
    path = folder / f"{morning.day}.toml"
    try:
        data = path.read_bytes()
        _morning(data, morning.day)
    except FileNotFoundError:
        pass
    except NewerFormatError:
        raise PermissionError(1, "a later version of Coach wrote it", str(path)) from None
    except TableError:
        keep_aside(path, data)
    write_whole(path, dumps({"format": FORMAT, "day": morning.day, "at": morning.at, "knee": morning.knee}))
    return path


def _day_in(name: str) -> date | None:
    """Return the day that the name of a file is of, also the name of a copy of it."""
    found = _DAY.match(name)
    try:
        return date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None


def _morning(data: bytes, named: date | None) -> Morning:
    """Return what a file holds; the day of its name counts before the one that is written. Raises TableError."""
    table = Table(toml_values(data))
    if table.whole("format") > FORMAT:
        raise NewerFormatError(f"format {table.whole('format')} is of a later version of Coach")
    knee = table.whole("knee")
    if not 0 <= knee <= 10:
        raise TableError(f"knee is a whole number from 0 to 10, not {knee}")
    return Morning(named or table.day("day"), table.moment("at"), knee)


def _twice(path: Path, other: Path, own: Path) -> str:
    """Return the sentence for a second file of one day."""
    copy = other if path == own else path
    return f"{copy} is a second reading of {own.stem}; the later answer counts. Look at both, and delete the wrong one."
