"""Signals from outside close the screens in order, so that the terminal is as it was and the session is kept."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from typing import Any

from textual.app import App

HEEDED = ("SIGTERM", "SIGHUP", "SIGINT")
"""By name: Windows has not all of them."""


def heed_all(app: App[Any]) -> None:
    """Let every signal that ends a program close the screens."""
    for name in HEEDED:
        number = getattr(signal, name, None)
        if number is not None:
            heed(app, number)


def heed(app: App[Any], number: signal.Signals) -> None:
    """Let a signal close the screens; called in the loop that runs them."""
    # Windows has no signals in its loops; there Ctrl-C is a key and the rest ends the process at once.
    with contextlib.suppress(NotImplementedError):
        asyncio.get_running_loop().add_signal_handler(number, app.exit, status_of(number))


def status_of(number: signal.Signals) -> int:
    """Return what a shell calls a process that a signal ended: 130 interrupted, 143 for whatever else ends it."""
    return 130 if number is signal.SIGINT else 143
