"""A font of five half rows for text of three rows, where strokes run together and an S reads as an 8.

Each dot is one cell wide and half a cell high, which is square; the sixth half row stays free, so that lines can stand
directly under each other.
"""

from __future__ import annotations

from functools import lru_cache

ROWS = 3
"""How many rows of cells a line takes."""

GAP = 1

_DRAWN = {
    "A": ".##. #..# #### #..# #..#", "B": "###. #..# ###. #..# ###.", "C": ".### #... #... #... .###",
    "D": "###. #..# #..# #..# ###.", "E": "#### #... ###. #... ####", "F": "#### #... ###. #... #...",
    "G": ".### #... #.## #..# .###", "H": "#..# #..# #### #..# #..#", "I": "# # # # #",
    "J": "..## ...# ...# #..# .##.", "K": "#..# #.#. ##.. #.#. #..#", "L": "#... #... #... #... ####",
    "M": "#...# ##.## #.#.# #...# #...#", "N": "#...# ##..# #.#.# #..## #...#", "O": ".##. #..# #..# #..# .##.",
    "P": "###. #..# ###. #... #...", "Q": ".##. #..# #..# #.#. .#.#", "R": "###. #..# ###. #.#. #..#",
    "S": ".### #... .##. ...# ###.", "T": "### .#. .#. .#. .#.", "U": "#..# #..# #..# #..# .##.",
    "V": "#...# #...# .#.#. .#.#. ..#..", "W": "#...# #...# #.#.# ##.## #...#", "X": "#..# #..# .##. #..# #..#",
    "Y": "#...# .#.#. ..#.. ..#.. ..#..", "Z": "#### ...# .##. #... ####",
    "0": ".##. #..# #..# #..# .##.", "1": ".#. ##. .#. .#. ###", "2": "###. ...# .##. #... ####",
    "3": "###. ...# .##. ...# ###.", "4": "#..# #..# #### ...# ...#", "5": "#### #... ###. ...# ###.",
    "6": ".##. #... ###. #..# .##.", "7": "#### ...# ..#. .#.. .#..", "8": ".##. #..# .##. #..# .##.",
    "9": ".##. #..# .### ...# .##.",
    ":": ". # . # .", ".": ". . . . #", "-": "... ... ### ... ...", "+": "... .#. ### .#. ...",
    "/": "...# ..#. ..#. .#.. #...", "!": "# # # . #", "?": "###. ...# .##. .... .#..", " ": ". . . . .",
    ",": ". . . . #", "'": "# # . . .", "▶": "#... ##.. ###. ##.. #...",
}  # fmt: skip


@lru_cache(maxsize=256)
def small(text: str) -> tuple[str, ...]:
    """Return the text in three rows of cells; empty where a character is not in the font."""
    if not text.strip() or any(character not in _DRAWN for character in text):
        return ()
    glyphs = [_DRAWN[character].split() for character in text]
    dots = [("." * GAP).join(glyph[row] for glyph in glyphs) for row in range(5)]
    dots.append("." * len(dots[0]))
    return tuple(
        "".join(_CELLS[upper + lower] for upper, lower in zip(dots[row], dots[row + 1], strict=True))
        for row in range(0, 6, 2)
    )


_CELLS = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}
