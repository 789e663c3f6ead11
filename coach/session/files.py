"""Folders of small TOML files that people mend and synchronisers copy: names, text, and what is set aside."""

from __future__ import annotations

import contextlib
import os
import re
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from coach.clock import SystemClock
from coach.paths import set_aside, write_whole
from coach.session.tables import TableError

SETTLED = timedelta(minutes=10)
"""So old a damaged file is set aside, and a half deleted: a younger one may be on its way, or open in an editor."""

_UNFINISHED = (".", "~", "#")
"""So begin the names of what editors and synchronisers have not finished writing."""


def file_names(folder: Path, *, aside: bool = False) -> list[str]:
    """Return the names of the TOML files of a folder, in no order; raises OSError where it cannot be read.

    With `aside` also those of files that were set aside.
    """
    try:
        names = os.listdir(folder)  # noqa: PTH208 - 10 × faster
    except FileNotFoundError:
        return []
    return [
        name
        for name in names
        if name.endswith((".toml", ".toml.damaged") if aside else ".toml") and not name.startswith(_UNFINISHED)
    ]


_COPIES = re.compile(r"(?i:conflict|konflikt|conflit|copy|kopie)| \(\d+\)$| \d+$|^-[A-Z0-9-]{4,}$")
"""What synchronisers put into the names of copies: Syncthing, Dropbox, Nextcloud, Seafile, OneDrive, iCloud."""


def conflict_copies(path: Path) -> list[Path]:
    """Return the copies of one file that synchronisers left beside it."""
    try:
        names = sorted(file_names(path.parent))
    except OSError:
        return []
    rests = {name: name.removesuffix(path.suffix).replace(path.stem, "", 1) for name in names if path.stem in name}
    return [path.with_name(name) for name, rest in rests.items() if name != path.name and _COPIES.search(rest)]


def toml_values(data: bytes) -> Mapping[str, Any]:
    """Return the values of a TOML file as any editor writes it; raises TableError."""
    try:
        encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        return tomllib.loads(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise TableError(f"it is not UTF-8: byte {error.start + 1}") from error
    except (ValueError, RecursionError) as error:
        raise TableError(f"it is not TOML: {error}") from error


def is_young(path: Path) -> bool:
    """Return whether somebody may still be writing a file: it is younger than `SETTLED`. Raises OSError."""
    # The file's time is the system's, too.
    return abs(SystemClock().now().timestamp() - path.stat().st_mtime) < SETTLED.total_seconds()


def sweep(folder: Path) -> None:
    """Delete halves of files that a kill left in a folder; a young one is just being written, by whichever copy."""
    with contextlib.suppress(OSError):
        for half in folder.glob(".*.toml-*.tmp"):
            with contextlib.suppress(OSError):
                if not is_young(half):
                    half.unlink()


def damaged(path: Path, error: TableError) -> str:
    """Set a damaged file aside, unless it is younger than `SETTLED`, and return the sentence that says so."""
    try:
        if is_young(path):
            return f"{path} cannot be read ({error}). Mend it, and it counts again."
        aside = set_aside(path)
    except OSError:
        return f"{path} cannot be read ({error})."
    return f"{path} cannot be read ({error}); it is set aside as {aside.name}. Mend it and take the ending away."


def keep_aside(path: Path, data: bytes) -> None:
    """Keep what a file holds beside it, before it is written over; raises OSError."""
    write_whole(path.with_name(f"{path.name}.damaged"), data)
