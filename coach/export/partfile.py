"""A file that gets its name when it is whole; until then it has another, and what ends the program takes it away."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import sys
from pathlib import Path

from coach.errors import CoachError
from coach.paths import sync_folder

_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


class PartFile:
    """The file that will be `target`; a context manager that removes what was not committed.

    `path` is where to write meanwhile. What a kill left of an earlier one for the same name is removed first; one that
    another copy of the program is writing stays. With `replace` an older file gives way, at the end and not before.
    CoachError where the file is there and not to be replaced, or the folder cannot be written.
    """

    def __init__(self, target: Path, *, replace: bool = False) -> None:
        self.target = target
        self.path = target
        self._replace = replace
        self._handle: int | None = None

    def __enter__(self) -> PartFile:
        if not self._replace and os.path.lexists(self.target):
            raise there_already(self.target)
        # The name is not in it: a long one would become too long.
        mark = hashlib.sha256(os.fsencode(self.target.name)).hexdigest()[:16]
        try:
            _sweep(self.target.parent, mark)
            self.path = self.target.with_name(f".coach-{mark}-{secrets.token_hex(4)}.part")
            self._handle = os.open(self.path, _NEW, 0o666)
        except (OSError, ValueError) as error:
            raise unwritable(self.target, error) from None
        _hold(self._handle)
        return self

    def __exit__(self, *_: object) -> None:
        self._let_go()
        if self.path != self.target:
            with contextlib.suppress(OSError):
                self.path.unlink()

    def commit(self) -> None:
        """Give the file its name, for good; raises CoachError where that cannot be."""
        assert self._handle is not None
        try:
            os.fsync(self._handle)
            self._let_go()
            if self._replace:
                self.path.replace(self.target)
            else:
                _rename_new(self.path, self.target)
        except FileExistsError:
            raise there_already(self.target) from None
        except OSError as error:
            raise unwritable(self.target, error) from None
        sync_folder(self.target.parent)

    def _let_go(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def there_already(target: Path) -> CoachError:
    return CoachError(f"{target} is there already, and stays as it is. --replace writes over it.")


def unwritable(target: Path, error: OSError | ValueError) -> CoachError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return CoachError(f"{target} cannot be written: {reason}.")


def _rename_new(path: Path, target: Path) -> None:
    """Give a file a name that nothing has; FileExistsError where something does."""
    if sys.platform == "win32":
        path.rename(target)  # refuses there
        return
    try:
        os.link(path, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(target):
            raise FileExistsError(str(target)) from None
        path.rename(target)
    else:
        path.unlink()


def _sweep(folder: Path, mark: str) -> None:
    """Remove what a kill left of this name."""
    for left in folder.glob(f".coach-{mark}-*.part"):
        with contextlib.suppress(OSError):
            if _is_dead(left):
                left.unlink()


if sys.platform == "win32":

    def _hold(handle: int) -> None:
        """Do nothing: an open file cannot be removed there."""

    def _is_dead(path: Path) -> bool:
        return True  # removing it fails while it is open

else:
    import fcntl

    def _hold(handle: int) -> None:
        with contextlib.suppress(OSError):  # some network file systems have no locks
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _is_dead(path: Path) -> bool:
        handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(handle)
        return True
