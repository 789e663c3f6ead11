"""The file that says what was lowered, and the lock of the one process that lowers."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from coach.paths import private_folder, write_cached
from coach.sound.ducking.lowering import Kept, Lowered, Owed
from coach.sound.ducking.volumes import Volumes


def read_kept(path: Path) -> Kept:
    """Return what an earlier process left; nothing where there is no file, or one that cannot be understood."""
    try:
        data = json.loads(path.read_bytes())
        return Kept(
            tuple(
                Lowered(int(each["index"]), str(each["key"]), _volumes(each["before"]), _volumes(each["low"]))
                for each in data["lowered"]
            ),
            tuple(
                (str(key), Owed(_volumes(each["before"]), _volumes(each["low"]))) for key, each in data["owed"].items()
            ),
            bool(data["moving"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Kept()


def write_kept(path: Path, kept: Kept) -> None:
    """Write it down before it is done; without anything to restore there is no file. A full disk is borne."""
    if not kept:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        return
    data = {
        "lowered": [
            {"index": each.index, "key": each.key, "before": each.before, "low": each.low} for each in kept.lowered
        ],
        "owed": {key: {"before": owed.before, "low": owed.low} for key, owed in kept.owed},
        "moving": kept.moving,
    }
    write_cached(path, json.dumps(data).encode())


def _volumes(value: Any) -> Volumes:
    volumes = tuple(float(each) for each in value)
    if not volumes or not all(0.0 <= volume <= 16.0 for volume in volumes):
        raise ValueError(value)
    return volumes


class DuckingLock:
    """Held by the one process that lowers: two would lower twice, and restore what the other is at."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(path.name + ".lock")
        self._handle: int | None = None

    def take(self) -> bool:
        """Take it, and return whether it is held; where no lock can be had at all it counts as held."""
        if self._handle is not None or sys.platform == "win32":
            return True
        import fcntl

        try:
            private_folder(self._path.parent)
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return True
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        except OSError:  # a file system without locks
            os.close(handle)
            return True
        self._handle = handle
        return True

    def release(self) -> None:
        """Let the next one have it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
