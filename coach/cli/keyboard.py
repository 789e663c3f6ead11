"""Single keys from a terminal without a screen: what `coach play --plain` listens to."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator

from coach.cli.terminal import has_keys
from coach.units import Seconds

_LETTERS = {"A": "up", "B": "down", "C": "right", "D": "left", "F": "end", "H": "home"}
_NUMBERS = {
    1: "home", 2: "insert", 3: "delete", 4: "end", 5: "pageup", 6: "pagedown",
    **{number: f"f{key}" for key, number in enumerate((11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24), 1)},
}  # fmt: skip
_CONTROLS = {"\r": "enter", "\n": "enter", " ": "space", "\t": "tab", "\x7f": "backspace", "\x08": "backspace"}

NAMED: dict[bytes, str] = {
    **{f"\x1b[{number}~".encode(): name for number, name in _NUMBERS.items()},
    **{f"\x1b{begins}{letter}".encode(): name for begins in "[O" for letter, name in _LETTERS.items()},
    **{f"\x1bO{letter}".encode(): f"f{key}" for key, letter in enumerate("PQRS", 1)},
    b"\x1b[Z": "shift+tab",
    **{bytes([number]): f"ctrl+{chr(number + 96)}" for number in range(1, 27)},
    **{character.encode(): name for character, name in _CONTROLS.items()},
}
"""What terminals send for keys that are no letter, and their names, which are those of the screens."""

WINDOWS_NAMED = {
    "H": "up", "P": "down", "M": "right", "K": "left", "G": "home", "O": "end", "I": "pageup", "Q": "pagedown",
    "R": "insert", "S": "delete", **{chr(58 + key): f"f{key}" for key in range(1, 11)}, **_CONTROLS,
}  # fmt: skip
"""What Windows sends for them: after a mark of their own, or as control characters."""


class Keyboard:
    """Keys one by one, in the order in which they were pressed."""

    def __init__(self) -> None:
        self._pressed: deque[str] = deque()

    def read(self, timeout: Seconds) -> str | None:
        """Return the next key within `timeout` seconds, a character or a name, else None.

        Raises EOFError once there is nobody left who could press one.
        """
        if not self._pressed:
            self._pressed += keys_in(_bytes(timeout)) if sys.platform != "win32" else _windows(timeout)
        return self._pressed.popleft() if self._pressed else None


def keys_in(data: bytes) -> list[str]:
    """Return the keys in what a terminal sent; of sequences that mean nothing here each is "escape"."""
    keys: list[str] = []
    while data:
        known = next((sequence for sequence in NAMED if data.startswith(sequence)), None)
        if known is not None:
            keys.append(NAMED[known])
            data = data[len(known) :]
        elif data[:1] == b"\x1b":
            keys.append("escape")
            data = data[_sequence_length(data) :]
        else:
            length = next((length for length in range(1, 5) if _is_character(data[:length])), 1)
            keys.append(data[:length].decode("utf-8", "replace"))
            data = data[length:]
    return keys


def _sequence_length(data: bytes) -> int:
    """Return how long the control sequence at the start is: up to its first letter or tilde."""
    if data[1:2] not in (b"[", b"O"):
        return 1
    return next((at + 1 for at in range(2, len(data)) if chr(data[at]).isalpha() or data[at] == 0x7E), len(data))


def _is_character(data: bytes) -> bool:
    try:
        return len(data.decode("utf-8")) == 1
    except UnicodeDecodeError:
        return False


def _bytes(timeout: Seconds) -> bytes:
    import select

    descriptor = sys.stdin.fileno()
    ready, _, _ = select.select([descriptor], [], [], timeout)
    if not ready:
        return b""
    try:
        data = os.read(descriptor, 64)
    except OSError:  # the terminal is gone
        data = b""
    if not data:
        raise EOFError
    return data


def _windows(timeout: Seconds) -> list[str]:
    if sys.platform != "win32":
        raise NotImplementedError
    import msvcrt
    import time

    end = time.monotonic() + timeout
    while time.monotonic() < end:
        if msvcrt.kbhit():
            character = msvcrt.getwch()
            if character in ("\x00", "\xe0"):
                return [WINDOWS_NAMED.get(msvcrt.getwch(), "escape")]
            letter = character.isprintable() and character != " "
            return [character if letter else WINDOWS_NAMED.get(character, "escape")]
        time.sleep(0.02)
    return []


@contextlib.contextmanager
def single_keys() -> Iterator[Keyboard | None]:
    """Give a keyboard whose keys arrive at once and unseen, and put the terminal back as it was, whatever happens.

    None where standard input is no terminal.
    """
    if not has_keys():
        yield None
        return
    if sys.platform == "win32":  # spelt out, so that mypy sees it
        yield Keyboard()
        return
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)

    def set_again(*_: object) -> None:
        """Ask for single keys again after Ctrl-Z and `fg`: the shell has put the terminal back meanwhile."""
        with contextlib.suppress(termios.error, OSError):
            if os.tcgetpgrp(descriptor) == os.getpgrp():  # from the background it would stop the process
                tty.setcbreak(descriptor)

    continued = signal.signal(signal.SIGCONT, set_again)
    try:
        tty.setcbreak(descriptor)
        yield Keyboard()
    finally:
        signal.signal(signal.SIGCONT, continued)
        # What was typed for the session must not answer the check-in; a terminal that is gone needs nothing.
        with contextlib.suppress(termios.error):
            termios.tcsetattr(descriptor, termios.TCSAFLUSH, before)
