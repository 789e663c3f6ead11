"""Which files are the user's music: one file, or all of a folder in the order in which people count."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

ENDINGS = frozenset(
    (".wav", ".wave", ".flac", ".mp3", ".mp2", ".ogg", ".oga", ".opus", ".aif", ".aiff", ".aifc", ".au", ".caf", ".w64")
)
"""Files of a folder that are music by their name; libsndfile plays them all."""

AAC_ENDINGS = frozenset((".m4a", ".m4b", ".aac", ".mp4", ".wma"))
"""Those that only FFmpeg plays, which comes with the extra “m4b”."""

_NUMBER = re.compile(r"(\d+)")


def songs_at(place: Path) -> list[Path]:
    """Return the file, or the music of a folder and of those in it, by name; raises OSError where neither is there.

    Hidden files and folders are passed over, and so is everything whose name is not that of music.
    """
    if not place.is_dir():
        place.stat()
        return [place] if place.is_file() else []
    with os.scandir(place):  # says why, where `walk` would find nothing
        pass
    found: list[Path] = []
    for folder, folders, files in os.walk(place):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(folder, name) for name in files if not name.startswith(".") and is_music(name)]
    return sorted(found, key=lambda path: _in_order(path.relative_to(place).parts))


def is_music(name: str) -> bool:
    """Tell by its name whether a file is music."""
    return Path(name).suffix.lower() in ENDINGS | AAC_ENDINGS


def _in_order(parts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
    """Return a key by which "2 - Walk" comes before "10 - Run", and capitals make no difference."""
    return [[_piece(piece) for piece in _NUMBER.split(part.casefold()) if piece] for part in parts]


def _piece(piece: str) -> tuple[int, int, str]:
    return (0, int(piece), "") if piece.isascii() and piece.isdecimal() and len(piece) < 19 else (1, 0, piece)
