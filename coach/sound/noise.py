"""Where the chatter of sound libraries goes: ALSA and JACK write to file descriptor 2, which wrecks the screen."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def noise_to(log: Path | None) -> Iterator[None]:
    """Send file descriptor 2 to the log (None: nowhere) while `sys.stderr` goes on writing where it did.

    For the length of a session, not of an open: Textual draws through `sys.__stderr__`, so that a descriptor switched
    away for a moment would swallow a piece of the screen.
    """
    try:
        sys.stderr.flush()
        terminal = os.dup(2)
    except (OSError, AttributeError):  # no standard error at all
        yield
        return
    target = _open(log)
    ours = io.TextIOWrapper(
        os.fdopen(terminal, "wb"), encoding=sys.stderr.encoding, errors="backslashreplace", line_buffering=True
    )
    before, before_original = sys.stderr, sys.__stderr__
    os.dup2(target, 2)
    os.close(target)
    # What a test or a front end has put in the place of `sys.stderr` stays.
    if before is before_original:
        sys.stderr = ours
    sys.__stderr__ = ours  # type: ignore[misc]
    try:
        yield
    finally:
        # A terminal that was taken away refuses what is left to write; there is nobody to read it.
        with contextlib.suppress(OSError):
            ours.flush()
        os.dup2(ours.fileno(), 2)
        sys.__stderr__ = before_original  # type: ignore[misc]
        if sys.stderr is ours:
            sys.stderr = before
        with contextlib.suppress(OSError):
            ours.close()


def _open(log: Path | None) -> int:
    if log is not None:
        with contextlib.suppress(OSError):
            log.parent.mkdir(parents=True, exist_ok=True)
            return os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    return os.open(os.devnull, os.O_WRONLY)
