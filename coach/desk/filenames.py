"""File names made of what a file says of itself: safe on every system, and never outside their folder."""

from __future__ import annotations

from coach.routine.finding import LIBRARY_FILE
from coach.routine.ids import slug

LONGEST_STEM = 100
"""Bytes; file systems take 255, and what is written beside a file while it is replaced has a longer name."""

_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
"""What Windows takes for a device, with any ending."""

_TAKEN = _DEVICES | {LIBRARY_FILE.removesuffix(".toml")}


def safe_stem(words: str) -> str:
    """Return a file's name without its ending, made of letters, digits and dashes; empty where there are none."""
    stem = slug(words).encode()[:LONGEST_STEM].decode("utf-8", errors="ignore").strip("-")
    return f"{stem}-routine" if stem in _TAKEN else stem
