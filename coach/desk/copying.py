"""Copying a routine into the user's own folder: a file that is there is never written over."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from coach.errors import CoachError
from coach.paths import Paths, bundled_routines, private_folder
from coach.routine.finding import read_bytes

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def is_bundled(file: str | Path) -> bool:
    """Return whether a file came with the program: an update replaces it, so nobody edits it where it lies."""
    return _real(Path(file).parent) == _real(bundled_routines())


def copy_to_routines(paths: Paths, file: str | Path) -> Path:
    """Copy a routine file, byte for byte, into the user's folder under the name that it has, and return its new path.

    CoachError where one of that name is there already, and where the file cannot be read or written.
    """
    source = Path(file)
    return write_new(paths.routines / source.name, read_bytes(source))


def write_new(path: Path, data: bytes) -> Path:
    """Write a file that must not be there yet, readable by its user only, and return its path.

    CoachError where it is there, or cannot be written.
    """
    try:
        private_folder(path.parent)
        with os.fdopen(os.open(path, _NEW, 0o600), "wb") as new:
            try:
                new.write(data)
                new.flush()
                os.fsync(new.fileno())
            except BaseException:
                with contextlib.suppress(OSError):
                    path.unlink()
                raise
    except FileExistsError:
        raise CoachError(f"{path} is there already, and stays as it is.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CoachError(f"{path} cannot be written: {reason}.") from None
    return path


def _real(path: Path) -> str:
    return os.path.realpath(path)
