"""Everything of the user's in one archive: what is in it, under which names, and making it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coach import __version__
from coach.desk.archive import ArchiveError, is_tar, read_archive, write_archive
from coach.desk.desk import Desk
from coach.errors import CoachError, UsageError
from coach.paths import Paths
from coach.session.toml_text import dumps

FORMAT = 1
"""The version of the names in it; backups of every version can be restored for ever."""

MARK = "coach-backup.toml"
"""The member by which a backup is known."""

SINGLE = ("doses.toml", "profile.toml", "settings.toml", "pronunciations.toml")
FOLDERS = ("mornings", "sessions", "routines")
_UNFINISHED = (".", "~", "#")


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was written."""

    path: Path
    files: dict[str, int]
    """How many files there are of each kind: doses.toml, sessions, …"""
    size: int
    """Bytes of the archive."""
    troubles: tuple[str, ...] = ()
    """A sentence for each file that could not be read, and is not in it."""
    unfinished: bool = False
    """A session is being played or its check-in is open: its journal is not in it."""


def place_of(paths: Paths, name: str) -> Path:
    """Return where a member of a backup lies, by a name that `known` takes."""
    top, _, rest = name.partition("/")
    return {
        "doses.toml": paths.doses,
        "profile.toml": paths.profile,
        "settings.toml": paths.settings_file,
        "pronunciations.toml": paths.pronunciations_file,
        "mornings": paths.mornings / rest,
        "sessions": paths.sessions / rest,
        "routines": paths.routines / rest,
    }[top]


def members(paths: Paths, troubles: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the user's by its name in a backup, and gather what cannot be read.

    The doses come first: what they were made of is then among the sessions, also while one is being finished.
    """
    for name in SINGLE:
        yield from _read(name, place_of(paths, name), troubles)
    for folder in FOLDERS:
        base = place_of(paths, folder)
        for path in _files(base, deep=folder == "routines", troubles=troubles):
            yield from _read(f"{folder}/{path.relative_to(base).as_posix()}", path, troubles)


_OTHER_ARCHIVES = (".tar", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar")
"""What would then be a zip under a name that says otherwise."""


def make_backup(desk: Desk, target: Path, *, force: bool = False) -> Made:
    """Write the backup whole; UsageError for a place that is no file, CoachError where it cannot be written.

    A file that is there is written over only if it is a backup, or with `force`.
    """
    now = desk.clock.now()
    if target.is_dir():
        target = target / f"coach-{now:%Y-%m-%d}.zip"
    if target.suffix.lower() in _OTHER_ARCHIVES and not is_tar(target):
        raise UsageError(f"A backup is a .zip or a .tar.gz, not a {target.suffix}.")
    if ".toml" in target.name:
        raise UsageError("A backup is a .zip or a .tar.gz; it writes over none of Coach's own files.")
    if not target.parent.is_dir():
        raise UsageError(f"There is no folder {target.parent}.")
    if not force and os.path.lexists(target) and not is_backup(target):
        raise CoachError(f"{target} is there already and is no backup of Coach; --force writes over it.")
    troubles: list[str] = []
    found = list(members(desk.paths, troubles))
    mark = dumps({"format": FORMAT, "coach": __version__, "made": now})
    try:
        write_archive(target, [(MARK, mark.encode()), *found], now)
        size = target.stat().st_size
    except OSError as error:
        raise CoachError(f"{target} cannot be written: {error.strerror or error}.") from error
    counts: dict[str, int] = {}
    for name, _ in found:
        kind = name.partition("/")[0]
        counts[kind] = counts.get(kind, 0) + 1
    return Made(target, counts, size, tuple(troubles), unfinished=any(desk.paths.journal.glob("*.toml")))


def is_backup(path: Path) -> bool:
    """Return whether a file is a backup of Coach, of whatever version."""
    try:
        return MARK in read_archive(path)
    except CoachError:
        return False


def read_backup(path: Path) -> dict[str, bytes]:
    """Return the members of a backup without its mark; CoachError where it is none, damaged, or of a later version."""
    files = read_archive(path)
    try:
        version = tomllib.loads(files.pop(MARK).decode("utf-8-sig"))["format"]
    except KeyError:
        raise ArchiveError(f"{path} is no backup of Coach.") from None
    except (ValueError, RecursionError) as error:
        raise ArchiveError(f"{path} is damaged: {MARK} cannot be read.") from error
    if type(version) is not int or version > FORMAT:
        raise ArchiveError(f"{path} was made by a later version of Coach: restore it with that.")
    return files


def usual_name(typed: str) -> str:
    """Return the name of a backup as it was typed, as a zip where it says nothing else."""
    path = Path(typed)
    return typed if path.suffix or is_tar(path) or path.is_dir() else f"{typed}.zip"


def _read(name: str, path: Path, troubles: list[str]) -> Iterator[tuple[str, bytes]]:
    try:
        if path.is_file():
            yield name, path.read_bytes()
    except FileNotFoundError:
        return  # removed meanwhile
    except OSError as error:
        troubles.append(f"{path} cannot be read, and is not in the backup: {error.strerror or error}.")


def _files(folder: Path, *, deep: bool, troubles: list[str]) -> list[Path]:
    """Return the files of a folder, what is unfinished left out; of `routines` also those in folders below."""
    found: list[Path] = []

    def refused(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            troubles.append(f"{error.filename} cannot be read, and is not in the backup: {error.strerror or error}.")

    for base, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(each for each in folders if not each.startswith(".")) if deep else []
        found += [Path(base, name) for name in sorted(names) if ".toml" in name and not name.startswith(_UNFINISHED)]
    return found
