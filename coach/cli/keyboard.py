"""Single keys from a terminal without a screen: what `coach play --plain` listens to."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator

from coach.units import Seconds

NAMED = {
    b"\x1b[5~": "pageup",
    b"\x1b[6~": "pagedown",
    b"\x1b[C": "right",
    b"\x1b[D": "left",
    b"\r": "enter",
    b"\n": "enter",
    b" ": "space",
    b"\x1b": "escape",
}
"""What terminals send for keys that are no letter."""


def has_keys() -> bool:
    """Return whether somebody can press a key: standard input is a terminal."""
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except ValueError:  # closed
        return False


@contextlib.contextmanager
def single_keys() -> Iterator[None]:
    """Let each key arrive at once and unseen, and put the terminal back as it was, whatever happens."""
    if sys.platform == "win32" or not has_keys():  # spelt out, so that mypy sees it
        yield
        return
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def read_key(timeout: Seconds) -> str | None:
    """Return the next key within `timeout` seconds: a character or a name; None where none was pressed."""
    if sys.platform == "win32":
        return _read_windows(timeout)
    import select

    descriptor = sys.stdin.fileno()
    ready, _, _ = select.select([descriptor], [], [], timeout)
    if not ready:
        return None
    data = os.read(descriptor, 16)
    if not data:
        raise EOFError
    if data in NAMED:
        return NAMED[data]
    return data.decode("utf-8", "replace")[:1]


def _read_windows(timeout: Seconds) -> str | None:
    if sys.platform != "win32":
        raise NotImplementedError
    import msvcrt
    import time

    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if msvcrt.kbhit():
            character = msvcrt.getwch()
            if character in ("\x00", "\xe0"):
                return {"I": "pageup", "Q": "pagedown", "M": "right", "K": "left"}.get(msvcrt.getwch())
            return NAMED.get(character.encode(), character)
        time.sleep(0.02)
    return None
