"""A stroke font for big text: each glyph is a set of lines and arcs in a box of 1 × 1, y downwards.

Strokes instead of bitmaps, because the play screen draws its digits at any size from 5 to 45 rows, and a bitmap that is
scaled up looks like stairs from three metres. The pen's width is the rasteriser's business
(`coach.tui.widgets.raster`).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Stroke: TypeAlias = tuple[Point, ...]
Glyph: TypeAlias = tuple[Stroke, ...]

_STEPS = 24
"""Pieces of a full turn: at 45 rows a piece is shorter than the pen is wide."""


def _line(*points: float) -> Stroke:
    return tuple(zip(points[::2], points[1::2], strict=True))


def _arc(x: float, y: float, across: float, down: float, start: float, end: float) -> Stroke:
    """Return part of an ellipse; degrees clockwise on the screen, 0 is the right, 90 the bottom."""
    steps = max(2, round(abs(end - start) / 360 * _STEPS))
    angles = (math.radians(start + (end - start) * i / steps) for i in range(steps + 1))
    return tuple((x + across * math.cos(angle), y + down * math.sin(angle)) for angle in angles)


_TOP_BOWL = _arc(0.5, 0.26, 0.5, 0.26, 180, 360)
_B_TOP: Stroke = ((0, 0), (0.55, 0), *_arc(0.55, 0.24, 0.38, 0.24, -90, 90), (0, 0.48))
_B_BOTTOM: Stroke = ((0, 0.48), (0.6, 0.48), *_arc(0.6, 0.74, 0.4, 0.26, -90, 90), (0, 1), (0, 0))
_P_BOWL: Stroke = ((0, 1), (0, 0), (0.6, 0), *_arc(0.6, 0.27, 0.4, 0.27, -90, 90), (0, 0.54))
_S: Stroke = (*_arc(0.5, 0.25, 0.5, 0.25, -25, -270), *_arc(0.5, 0.75, 0.5, 0.25, -90, 155))

_DIGITS: dict[str, Glyph] = {
    "0": (_arc(0.5, 0.5, 0.5, 0.5, 0, 360),),
    "1": (_line(0.12, 0.22, 0.52, 0, 0.52, 1), _line(0.12, 1, 0.92, 1)),
    "2": ((*_arc(0.5, 0.28, 0.48, 0.28, 190, 395), (0, 1), (1, 1)),),
    "3": (_arc(0.46, 0.25, 0.46, 0.25, 205, 450), _arc(0.46, 0.74, 0.54, 0.26, -90, 155)),
    "4": (_line(0.76, 1, 0.76, 0, 0, 0.7, 1, 0.7),),
    "5": ((*_line(0.94, 0, 0.12, 0, 0.06, 0.46), *_arc(0.45, 0.69, 0.55, 0.31, -128, 150)),),
    "6": (_arc(0.5, 0.69, 0.5, 0.31, 0, 360), (*_arc(0.95, 0.66, 0.95, 0.66, 180, 262),)),
    "7": (_line(0, 0, 1, 0, 0.34, 1),),
    "8": (_arc(0.5, 0.24, 0.43, 0.24, 0, 360), _arc(0.5, 0.74, 0.5, 0.26, 0, 360)),
    "9": (_arc(0.5, 0.31, 0.5, 0.31, 0, 360), (*_arc(0.05, 0.34, 0.95, 0.66, 0, 82),)),
}

_LETTERS: dict[str, Glyph] = {
    "A": (_line(0, 1, 0.5, 0, 1, 1), _line(0.2, 0.66, 0.8, 0.66)),
    "B": (_B_TOP, _B_BOTTOM),
    "C": (_arc(0.52, 0.5, 0.52, 0.5, -42, -318),),
    "D": ((*_line(0, 1, 0, 0, 0.45, 0), *_arc(0.45, 0.5, 0.55, 0.5, -90, 90), (0, 1)),),
    "E": (_line(0.94, 0, 0, 0, 0, 1, 0.94, 1), _line(0, 0.48, 0.8, 0.48)),
    "F": (_line(0.94, 0, 0, 0, 0, 1), _line(0, 0.48, 0.8, 0.48)),
    "G": ((*_arc(0.52, 0.5, 0.52, 0.5, -42, -335), (0.98, 0.56), (0.55, 0.56)),),
    "H": (_line(0, 0, 0, 1), _line(1, 0, 1, 1), _line(0, 0.5, 1, 0.5)),
    "I": (_line(0.5, 0, 0.5, 1),),
    "J": (((0.85, 0), *_arc(0.43, 0.7, 0.42, 0.3, 0, 170)),),
    "K": (_line(0, 0, 0, 1), _line(0.95, 0, 0.05, 0.56), _line(0.34, 0.4, 1, 1)),
    "L": (_line(0, 0, 0, 1, 0.94, 1),),
    "M": (_line(0, 1, 0, 0, 0.5, 0.62, 1, 0, 1, 1),),
    "N": (_line(0, 1, 0, 0, 1, 1, 1, 0),),
    "O": (_arc(0.5, 0.5, 0.5, 0.5, 0, 360),),
    "P": (_P_BOWL,),
    "Q": (_arc(0.5, 0.5, 0.5, 0.5, 0, 360), _line(0.62, 0.7, 1, 1)),
    "R": (_P_BOWL, _line(0.5, 0.54, 1, 1)),
    "S": (_S,),
    "T": (_line(0, 0, 1, 0), _line(0.5, 0, 0.5, 1)),
    "U": (((0, 0), *_arc(0.5, 0.66, 0.5, 0.34, 180, 0), (1, 0)),),
    "V": (_line(0, 0, 0.5, 1, 1, 0),),
    "W": (_line(0, 0, 0.24, 1, 0.5, 0.3, 0.76, 1, 1, 0),),
    "X": (_line(0, 0, 1, 1), _line(1, 0, 0, 1)),
    "Y": (_line(0, 0, 0.5, 0.52, 1, 0), _line(0.5, 0.52, 0.5, 1)),
    "Z": (_line(0, 0, 1, 0, 0, 1, 1, 1),),
}

_MARKS: dict[str, Glyph] = {
    ":": (_line(0.5, 0.3, 0.5, 0.3), _line(0.5, 0.74, 0.5, 0.74)),
    ".": (_line(0.5, 1, 0.5, 1),),
    ",": (_line(0.5, 0.96, 0.3, 1.1),),
    "'": (_line(0.5, 0, 0.5, 0.16),),
    "-": (_line(0.1, 0.52, 0.9, 0.52),),
    "+": (_line(0, 0.52, 1, 0.52), _line(0.5, 0.25, 0.5, 0.79)),
    "/": (_line(0.9, 0, 0.1, 1),),
    "!": (_line(0.5, 0, 0.5, 0.66), _line(0.5, 1, 0.5, 1)),
    "?": ((*_TOP_BOWL, *_arc(0.5, 0.26, 0.5, 0.26, 0, 60), (0.5, 0.68)), _line(0.5, 1, 0.5, 1)),
    " ": (),
}


def _under(letter: str, *marks: Stroke) -> Glyph:
    """Return the letter a little lower with marks over it."""
    lowered = tuple(tuple((x, 0.22 + 0.78 * y) for x, y in stroke) for stroke in _LETTERS[letter])
    return (*lowered, *marks)


_DOTS = (_line(0.25, 0, 0.25, 0), _line(0.75, 0, 0.75, 0))
_ACUTE = _line(0.46, 0.06, 0.64, 0)
_TILDE = _line(0.24, 0.06, 0.4, 0, 0.6, 0.06, 0.76, 0)


GLYPHS: dict[str, Glyph] = {
    **_DIGITS, **_LETTERS, **_MARKS,
    **{marked: _under(letter, *_DOTS) for letter, marked in zip("AOU", "ÄÖÜ", strict=True)},
    **{marked: _under(letter, _ACUTE) for letter, marked in zip("AEIOU", "ÁÉÍÓÚ", strict=True)},
    "Ñ": _under("N", _TILDE),
    "¡": (_line(0.5, 0, 0.5, 0), _line(0.5, 0.34, 0.5, 1)),
    "¿": tuple(tuple((1 - x, 1 - y) for x, y in stroke) for stroke in _MARKS["?"]),
}  # fmt: skip

WIDTHS: dict[str, float] = {
    ":": 0.42, ".": 0.42, ",": 0.42, "'": 0.42, "!": 0.42, "¡": 0.42, "I": 0.42, "Í": 0.42, " ": 0.4,
    "M": 1.2, "W": 1.45, "-": 0.8, "/": 0.8,
}  # fmt: skip
"""Width relative to a digit; digits are all alike so that a running clock does not jump."""


def width_of(character: str) -> float:
    """Return the width of a glyph relative to a digit."""
    return WIDTHS.get(character, 1.0)


drawable: Callable[[str], bool] = GLYPHS.keys().__contains__
"""Whether the font has the character."""
