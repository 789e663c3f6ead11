"""Draws big text into character cells: pure, and cached, because the same ten digits come back every ten seconds.

A cell is twice as high as it is wide, and the quadrant blocks (▘ ▝ ▀ ▖ …) cut it into 2 × 2, so a line of text
has twice the resolution of its cells both ways; edges look round from three metres.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import numpy as np

from coach.tui.widgets.glyphs import GLYPHS, drawable, width_of
from coach.tui.widgets.small import ROWS, small

QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""Bit 1 is the upper left quarter, 2 the upper right, 4 the lower left, 8 the lower right."""

INVERSE = str.maketrans(QUADRANTS, QUADRANTS[::-1])
"""Turns drawn into free and free into drawn, without any colour."""

NARROWEST, WIDEST = 0.46, 0.72
"""Width of a digit relative to its height in real units (a cell counts 1 × 2)."""

LOWEST = ROWS
"""Rows below which there is no big text; so low, the font of dots is used."""

NARROWEST_SMALL = 0.6
"""The same for few rows, where narrow letters run together."""

SMALL = 4
"""Few rows are so many."""

PEN = 0.17
"""Width of the pen relative to the height: bold enough for three metres, thin enough for the holes of an 8."""

GAP = 0.22
"""Space between glyphs, relative to a digit's width."""


def can_draw(text: str) -> bool:
    """Return whether every character of the text is in the stroke font."""
    return bool(text.strip()) and all(drawable(character) for character in text)


@lru_cache(maxsize=64)
def big(text: str, width: int, height: int) -> tuple[str, ...]:
    """Return rows of block elements, at most so many cells wide and high; empty where the text does not fit."""
    if not can_draw(text):
        return ()
    for rows in range(height, LOWEST, -1):
        digit = WIDEST * 2 * rows
        while digit >= (NARROWEST if rows > SMALL else NARROWEST_SMALL) * 2 * rows:
            widths = [max(1, round(width_of(character) * digit)) for character in text]
            gap = max(1, round(GAP * digit))
            if sum(widths) + gap * (len(text) - 1) <= width:
                glyphs = [_glyph(character, cells, rows) for character, cells in zip(text, widths, strict=True)]
                return tuple((" " * gap).join(glyph[row] for glyph in glyphs) for row in range(rows))
            digit -= 0.25
    lowest = small(text)
    return lowest if height >= LOWEST and lowest and len(lowest[0]) <= width else ()


@lru_cache(maxsize=512)
def _glyph(character: str, width: int, rows: int) -> tuple[str, ...]:
    """Return one glyph as rows of exactly `width` cells."""
    pen = max(0.95, min(PEN * 2 * rows, width / 2.2))
    half = pen / 2
    # Centres of the quarters in real units: a cell is 1 wide and 2 high.
    x = (np.arange(width * 2) + 0.5) / 2
    y = np.arange(rows * 2) + 0.5
    xs, ys = np.meshgrid(x, y)
    nearest = np.full(xs.shape, np.inf)
    across, down = width - pen, rows * 2 - pen
    for stroke in GLYPHS[character]:
        points = [(half + px * across, half + py * down) for px, py in stroke]
        for (x0, y0), (x1, y1) in pairwise(points):
            dx, dy = x1 - x0, y1 - y0
            length = dx * dx + dy * dy
            along = np.clip(((xs - x0) * dx + (ys - y0) * dy) / length, 0, 1) if length else 0.0
            nearest = np.minimum(nearest, np.hypot(xs - x0 - along * dx, ys - y0 - along * dy))
    ink = nearest <= half
    codes = ink[::2, ::2] * 1 + ink[::2, 1::2] * 2 + ink[1::2, ::2] * 4 + ink[1::2, 1::2] * 8
    return tuple("".join(QUADRANTS[code] for code in line) for line in codes)
