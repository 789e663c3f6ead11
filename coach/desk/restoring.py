"""Bringing a backup back: the whole archive is looked at first, then what is missing is put in its place.

A session or a morning that is there stays. Of everything else the backup's counts, and what it replaces is kept beside.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from coach.desk.archive import ArchiveError
from coach.desk.backup import FOLDERS, SINGLE, place_of, read_backup
from coach.desk.desk import Desk
from coach.errors import CoachError
from coach.paths import private_folder, write_whole
from coach.session.files import toml_values
from coach.session.lock import PlayLock
from coach.session.tables import TableError

BEFORE = ".before-restore"
"""The ending under which what was replaced is kept."""

_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a backup would do here."""

    new: dict[str, bytes]
    """Members that are not here."""
    replaced: dict[str, bytes]
    """Members of which something else is here, which is kept beside them."""
    same: int
    """So many are here already."""
    stays: tuple[str, ...]
    """Sessions and mornings that tell something else here, and stay."""
    left_out: tuple[str, ...]
    """Members that cannot have their names on this system."""

    @property
    def nothing(self) -> bool:
        return not self.new and not self.replaced


def plan_restore(desk: Desk, path: Path) -> Plan:
    """Look at a backup and at what is here, and change nothing; CoachError where it is no backup, or a damaged one."""
    files = read_backup(path)
    new: dict[str, bytes] = {}
    replaced: dict[str, bytes] = {}
    stays: list[str] = []
    left_out: list[str] = []
    same = 0
    taken: dict[str, str] = {}
    for name, data in sorted(files.items()):
        if name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith((".DS_Store", "._")):
            continue  # what a Mac adds where a zip is packed anew
        if not known(name):
            raise ArchiveError(f"{path} holds {name!r}, which is nothing of Coach's; nothing was restored.")
        # On some systems two names that differ in capitals only are one file.
        if not possible(name) or taken.setdefault(name.casefold(), name) != name:
            left_out.append(name)
            continue
        here = _here(place_of(desk.paths, name))
        if here is None:
            new[name] = data
        elif here == data:
            same += 1
        elif name.startswith(("sessions/", "mornings/")) and _whole(here):
            stays.append(name)
        else:
            replaced[name] = data
    return Plan(new, replaced, same, tuple(stays), tuple(left_out))


def restore(desk: Desk, plan: Plan) -> None:
    """Do what was planned; raises BusyError while another copy plays, CoachError where the disk refuses.

    Every file is written whole, and doing it again goes on where it was cut off. The sessions come first: what stops
    the loading is there before what sets it free.
    """
    with PlayLock(desk.paths.lock):
        order = {kind: number for number, kind in enumerate(("sessions", "mornings", "routines"))}
        for name in sorted(plan.new.keys() | plan.replaced.keys(), key=lambda name: order.get(name.split("/")[0], 9)):
            place = place_of(desk.paths, name)
            try:
                private_folder(place.parent)
                if name in plan.replaced:
                    keep_before(place)
                write_whole(place, plan.new[name] if name in plan.new else plan.replaced[name])
            except OSError as error:
                raise CoachError(
                    f"{place} cannot be written: {error.strerror or error}. What came before it is restored; "
                    "once that is mended, the same command goes on."
                ) from error


def keep_before(place: Path) -> Path | None:
    """Keep what a file holds under a name of its own beside it, and return that; None where nothing is there."""
    here = _here(place)
    if here is None:
        return None
    number = 1
    while True:
        kept = place.with_name(f"{place.name}{BEFORE}{'' if number == 1 else f'-{number}'}")
        there = _here(kept)
        if there == here:
            return kept  # kept by a restore that was cut off
        if there is None and not os.path.lexists(kept):
            write_whole(kept, here)
            return kept
        number += 1


def known(name: str) -> bool:
    """Return whether a member is one of Coach's, and can lead nowhere but into Coach's own folders."""
    if name in SINGLE:
        return True
    top, *rest = name.split("/")
    if top not in FOLDERS or not rest or any(part in ("", ".", "..") for part in rest) or "\0" in name:
        return False
    if top != "routines" and len(rest) > 1:
        return False
    return ".toml" in rest[-1]


def possible(name: str, *, windows: bool = os.name == "nt") -> bool:
    """Return whether a member can have its name here; a backslash or a colon leads elsewhere on Windows only."""
    parts = name.split("/")
    if any(len(part.encode("utf-8", "replace")) > 255 for part in parts):
        return False
    if not windows:
        return True
    return not any(_NOT_ON_WINDOWS.search(part) for part in parts)


def _here(place: Path) -> bytes | None:
    """Return what a file holds; None where it is not there. Raises CoachError for what is in the way."""
    try:
        return place.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise CoachError(f"{place} cannot be read: {error.strerror or error}. Nothing was restored.") from error


def _whole(data: bytes) -> bool:
    """Return whether a session or morning that is here can be read as a file; a torn one is replaced."""
    try:
        toml_values(data)
    except TableError:
        return False
    return bool(data.strip())
