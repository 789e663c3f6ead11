"""A mail's own words around a routine, the lines that it broke, and the letters that it garbled.

Each of these changes only what TOML refuses: whoever calls them looks at that first.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

_FENCE = re.compile(r"\s*```[\w-]*\s*")
_OF_TOML = re.compile(
    r"""\s*(?:[\[\]{}#"'“”„‟‘’‚«»,]|[^\s=]+(?:\s*\.\s*[^\s=]+)*\s*=|[a-z_-]+(?:\s*:(?!//)|\s+["'“”„‘\d])|[-+]?\d[\w.:]*\s*[,\]}])"""
)
"""How lines begin that belong to a routine, or were meant to: one with a : for its = is the reader's to explain."""
_KEY_OR_HEADER = re.compile(r"""\s*(?:\[\[?[\w ."'-]+\]|[\w"'“”„.-]+\s*=)""")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_MOST_LINES = 60
"""Words of a mail before a routine, or after it."""
_MOST_BROKEN = 200
_LONGEST = 500
_SHORTEST_WRAPPED = 55
"""Mail programs break lines at 65 to 78 letters, before the word that is too much."""


def _garbled() -> dict[str, int]:
    letters = {}
    for byte in range(0x80, 0x100):
        letters[chr(byte)] = byte
        letters[bytes([byte]).decode("cp1252", errors="ignore") or chr(byte)] = byte
    return letters


_BYTES = _garbled()
"""The byte that was read as this letter, in Latin-1 or Windows-1252."""


def ungarbled(text: str) -> str | None:
    """Return a text whose UTF-8 was read as Latin-1 or Windows-1252; None where not every odd letter is from that."""
    if text.isascii() or not all(letter < "\x80" or letter in _BYTES for letter in text):
        return None
    try:
        return bytes(ord(letter) if letter < "\x80" else _BYTES[letter] for letter in text).decode("utf-8")
    except UnicodeDecodeError:
        return None


def without_letter(lines: list[str]) -> tuple[list[str], list[int]]:
    """Return the lines with a mail's words before and after the routine made empty, and the indexes of these."""
    fences = [index for index, line in enumerate(lines) if _FENCE.fullmatch(line)]
    marked = [index for index, line in enumerate(lines) if line.startswith(">")]
    if len(fences) == 2 and any(_KEY_OR_HEADER.match(line) for line in lines[fences[0] : fences[1]]):
        first, last = fences
    elif marked and any(_KEY_OR_HEADER.match(lines[index].lstrip("> ")) for index in marked):
        first, last = marked[0], marked[-1]
        outside = lines[:first] + lines[last + 1 :]
        if any(_OF_TOML.match(line) for line in outside):
            return lines, []
    else:
        first, last = _routine_in(lines)
    taken = [index for index, line in enumerate(lines) if not first <= index <= last and line.strip()]
    if sum(index < first for index in taken) > _MOST_LINES or sum(index > last for index in taken) > _MOST_LINES:
        return lines, []
    return [line if first <= index <= last else "" for index, line in enumerate(lines)], taken


def _routine_in(lines: list[str]) -> tuple[int, int]:
    """Return the indexes of the first and the last line that may be part of a routine; all where none is sure to be."""
    first = next((index for index, line in enumerate(lines) if _OF_TOML.match(line)), 0)
    last = next((index for index in range(len(lines) - 1, -1, -1) if _OF_TOML.match(lines[index])), len(lines) - 1)
    if not any(_KEY_OR_HEADER.match(line) for line in lines[first : last + 1]):
        return 0, len(lines) - 1
    if sum(line.count('"""') + line.count("'''") for line in lines[: last + 1]) % 2:
        last = len(lines) - 1
    return first, last


def rejoined(lines: list[str], mend: Callable[[str], str]) -> tuple[list[str], list[tuple[int, str]]]:
    """Return the lines with those joined that were broken in quotes or in a comment, and index and kind of each.

    What was joined to the line before is an empty line then. `mend` straightens the quotes of one line.
    """
    lines = list(lines)
    found: list[tuple[int, str]] = []
    long_text = False
    tried = 0
    for index, line in enumerate(lines):
        marks = line.count('"""') + line.count("'''")
        inside, long_text = long_text, long_text != bool(marks % 2)
        if inside or marks or not line.strip() or len(line) > _LONGEST or tried > _MOST_BROKEN:
            continue
        rest = _STRING.sub("", mend(line))
        if re.search(r"[\"'“”„‘‚«»]", rest.partition("#")[0]):
            tried += 1
            count = _closed_after(lines, index, mend)
            kind = "a line that was broken inside quotes was joined again"
        elif "#" in rest and len(line) >= _SHORTEST_WRAPPED:
            count = int(
                index + 1 < len(lines) and bool(lines[index + 1].strip()) and not _OF_TOML.match(lines[index + 1])
            )
            kind = "a comment that was broken was joined again"
        else:
            continue
        if count:
            lines[index] = " ".join([line.rstrip(), *(lines[index + more].strip() for more in range(1, count + 1))])
            lines[index + 1 : index + count + 1] = [""] * count
            found.append((index, kind))
    return lines, found


def _closed_after(lines: list[str], index: int, mend: Callable[[str], str]) -> int:
    """Return how many of the next lines have to be joined to this one to make it TOML; 0 for none."""
    joined = lines[index].rstrip()
    for count, line in enumerate(lines[index + 1 : index + 4], 1):
        if not line.strip() or _KEY_OR_HEADER.match(line) or len(joined) > _LONGEST:
            return 0
        joined = f"{joined} {line.strip()}"
        mended = mend(joined)
        if is_toml(mended) or is_toml(f"x = [{mended.rstrip().rstrip(',')}]"):
            return count
    return 0


def is_toml(text: str) -> bool:
    """Return whether a text can be read."""
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
