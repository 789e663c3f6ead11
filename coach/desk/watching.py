"""Noticing that files were saved: a look at their stamps, whatever way an editor has of saving."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

LOOKS_WHILE_EMPTY = 4
"""So many looks in a row a file that vanished or was emptied has to stay so: many editors do that before they write."""

Stamp: TypeAlias = tuple[int, int, int] | None
"""What tells one state of a file from the next: time of change, size, and number of the file; None while it is gone."""


class Watch:
    """Says that files have changed since it was made, once they have come to rest.

    Made before the files are read, so that nothing is missed that is written meanwhile. Somebody asks `look` some
    times a second; it costs a stat for each file and a listing of each folder, whose `.toml` files may come and go.
    """

    def __init__(self, files: Iterable[str | Path], folders: Iterable[str | Path] = ()) -> None:
        self.files = tuple(sorted({str(file) for file in files}))
        self.folders = tuple(sorted({str(folder) for folder in folders}))
        self._read = self._last = self._stamps()
        self._same = 0

    def look(self) -> bool:
        """Return whether something is other than it was when this was made, and no longer being written."""
        now = self._stamps()
        if now != self._last:
            self._last, self._same = now, 0
            return False
        self._same += 1
        return now != self._read and self._same >= (LOOKS_WHILE_EMPTY if self._vanished(now) else 1)

    def _vanished(self, now: _Stamps) -> bool:
        files, _ = now
        return any(
            before is not None and before[1] > 0 and (after is None or after[1] == 0)
            for before, after in zip(self._read[0], files, strict=True)
        )

    def _stamps(self) -> _Stamps:
        return tuple(stamp(file) for file in self.files), tuple(_names(folder) for folder in self.folders)


_Stamps: TypeAlias = tuple[tuple[Stamp, ...], tuple[frozenset[str], ...]]


def stamp(file: str) -> Stamp:
    """Return the stamp of a file as it is now."""
    try:
        found = os.stat(file)  # noqa: PTH116 - asked several times a second; a Path would be made for each
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _names(folder: str) -> frozenset[str]:
    """Return the names of routine files; what editors lay beside them (swap files, backups) is none."""
    try:
        with os.scandir(folder) as entries:
            return frozenset(entry.name for entry in entries if entry.name.endswith(".toml"))
    except (OSError, ValueError):
        return frozenset()
