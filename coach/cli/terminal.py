"""What the terminal can do: whether screens can be drawn on it, and whether it has keys."""

from __future__ import annotations

import os
import sys

SMALLEST_COLUMNS, SMALLEST_LINES = 20, 5
"""Below this not even the sentence that the terminal is too small can be read: lines are printed instead."""


def can_draw() -> bool:
    """Return whether screens can be drawn: all streams are one terminal that is not dumb, and not tiny."""
    if os.environ.get("TERM") == "dumb":
        return False
    try:
        # Textual draws on stderr; `2>file` would leave an empty screen.
        if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
            return False
        size = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return False
    # A terminal that does not know its size says 0: Textual then takes 80×24.
    return not (0 < size.columns < SMALLEST_COLUMNS or 0 < size.lines < SMALLEST_LINES)


def has_keys() -> bool:
    """Return whether somebody can press a key: standard input is a terminal."""
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except ValueError:  # closed
        return False
