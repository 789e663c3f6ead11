"""Signals that end the program: each in order, with its own exit status."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

INTERRUPTED, TERMINATED = 130, 143


class Terminated(BaseException):
    """The process was asked to end (SIGTERM), or its terminal is gone (SIGHUP)."""


def status_of(reason: BaseException) -> int:
    """Return the exit status after KeyboardInterrupt or Terminated."""
    return TERMINATED if isinstance(reason, Terminated) else INTERRUPTED


_asked: list[int] = []
"""The signals that came, for an exception that Python swallows: one raised in a weakref callback or a `__del__`."""


def heed() -> None:
    """Raise what a signal asked for, where its own exception was lost; to be called now and then in a long wait."""
    if _asked:
        raise KeyboardInterrupt if _asked[-1] == signal.SIGINT else Terminated


@contextmanager
def terminated() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end the program as Ctrl-C does, so that what is kept is kept in order."""
    _asked.clear()

    def handler(number: int, frame: FrameType | None) -> None:
        _asked.append(number)
        heed()

    numbers = [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    # Who starts a program with nohup wants it to go on without its terminal.
    heeded = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, handler) for number in heeded}
    try:
        yield
    finally:
        _asked.clear()
        for number, old in before.items():
            signal.signal(number, old)
