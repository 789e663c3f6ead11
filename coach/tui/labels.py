"""The words around the screens, which stay English; what a session shows and says comes from `coach.words`."""

from __future__ import annotations

EASIER_YES, EASIER_NO = "e", "n"
"""The keys for something easier and for leaving the exercise out."""

HURT_KEYS = (
    ("0", "No pain at all"),
    ("1", "One, unless a 0 follows"),
    ("2–9", "That number"),
    ("s", "Sharp, or not"),
    ("n", "Not the knee"),
)
TOO_SMALL = "This terminal is {width}×{height}; Coach needs {least_width}×{least_height}. {more}"
GOES_ON = "The session goes on, and every key works."
MAKE_LARGER = "Make the window larger or its letters smaller."
