"""The lock of the one copy that plays: held by the system for a living process only, so a dead one never blocks."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from pathlib import Path

from coach.errors import CoachError
from coach.paths import private_folder

_FAR = 1 << 20
"""Where the locked byte lies: behind the process number, which Windows could not read if it were locked itself."""

_BUSY = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class BusyError(CoachError):
    """Another copy plays."""


class PlayLock:
    """Says that this process plays; a context manager.

    `take` raises BusyError while another process holds it. Where no lock can be had at all (an unwritable folder, a
    file system without locks) playing goes on without one and `trouble` says so.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.trouble: str | None = None
        self._handle: int | None = None

    def take(self) -> PlayLock:
        """Take the lock; raises BusyError."""
        try:
            private_folder(self.path.parent)
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            self.trouble = f"No lock can be kept at {self.path}: {error.strerror or error}. Play one copy at a time."
            return self
        try:
            _lock(handle)
        except OSError as error:
            holder = _holder(handle)
            os.close(handle)
            if error.errno in _BUSY:
                whose = f" (process {holder})" if holder else ""
                raise BusyError(
                    f"Another copy of Coach is playing{whose}. Finish it first, or look at the history meanwhile."
                ) from error
            self.trouble = f"No lock can be kept at {self.path}: {error.strerror or error}. Play one copy at a time."
            return self
        self._handle = handle
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
        return self

    def release(self) -> None:
        """Let the lock go; the file stays, for it says nothing without its lock."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> PlayLock:
        return self.take()

    def __exit__(self, *_: object) -> None:
        self.release()


def _holder(handle: int) -> str:
    with contextlib.suppress(OSError):
        os.lseek(handle, 0, os.SEEK_SET)
        digits = os.read(handle, 20).decode("ascii", "replace").strip()
        return digits if digits.isdigit() else ""
    return ""


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)

else:
    import fcntl

    def _lock(handle: int) -> None:
        # A record lock belongs to the process: unlike flock's it is not kept alive by the children that it started.
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _FAR)
