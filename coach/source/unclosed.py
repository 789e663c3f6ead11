"""Brackets and braces that are not closed where TOML wants them to be."""

from __future__ import annotations

import re

from coach.source.corrections import is_toml, tidy
from coach.source.place import Place
from coach.source.refused import LONGEST_LINE, Explained, Line, refused

_STRINGS = r'"(?:[^"\\]|\\.)*(?:"|$)|\'[^\']*(?:\'|$)'
_MOST_JOINED = 30
"""Lines over which a { } may be spread to be shown as one."""


def not_closed(here: Line, lines: list[str], what: str) -> Explained | None:
    """Return what is not closed before a place, and how to close it; None where all is."""
    opening, closing = ("[", "]") if what == "Unclosed array" else ("{", "}")
    stack: list[tuple[int, int]] = []
    last = here.number
    for number, line in enumerate(lines[: here.number], start=1):
        bare = _bare(line)
        if re.match(r"\s*\[", bare) and not stack:
            continue
        end = here.at if number == here.number else len(bare)
        for index, letter in enumerate(bare[:end]):
            if letter == opening:
                stack.append((number, index))
            elif letter == closing and stack:
                stack.pop()
        if bare[:end].strip():
            last = number
    if not stack:
        return None
    number, index = stack[-1]
    place = Place(here.file, number, index + 1, index + 2)
    if len(lines[number - 1]) > LONGEST_LINE:
        return refused(here, f"this {opening} is not closed", place=place)
    if closing == "}":
        joined = _joined(lines, number)
        if joined is not None:
            fixed, to = joined
            changes = {number: fixed, **dict.fromkeys(range(number + 1, to + 1), "")}
            message = "a { } has to stand on one line"
            return refused(here, message, f"write {tidy(fixed)}", place=place, changes=changes)
        fixed = _ended(lines[number - 1], " }")
        if not is_toml(fixed):
            return refused(
                here, "a { } has to stand on one line", "put it on one line, and close it with }", place=place
            )
        return refused(here, "this { is not closed", f"write {tidy(fixed)}", place=place, changes={number: fixed})
    fixed = _ended(lines[number - 1], "]")
    if is_toml(fixed):
        return refused(here, "this [ is not closed", f"write {tidy(fixed)}", place=place, changes={number: fixed})
    fixed = _ended(lines[last - 1], " ]")
    changes = {last: fixed} if last < here.number else {}
    return refused(here, "this [ is not closed", "write ] after its last value", place=place, changes=changes)


def _bare(line: str) -> str:
    """Return the line with its strings and its comment blanked out, every offset kept."""
    return re.sub(rf"{_STRINGS}|#.*", lambda match: "_" * len(match[0]), line)


def _ended(line: str, closing: str) -> str:
    """Return the line with what closes it after its last value, before a comment."""
    bare = re.sub(_STRINGS, lambda match: "_" * len(match[0]), line)
    words, comment = (line[: bare.find("#")], f"  {line[bare.find('#') :]}") if "#" in bare else (line, "")
    return words.rstrip().rstrip(",").rstrip() + closing + comment


def _joined(lines: list[str], number: int) -> tuple[str, int] | None:
    """Return the { } that begins on a line and ends on a later one, written on one line, and the line it ends on."""
    parts: list[str] = []
    depth = 0
    for at in range(number, min(number + _MOST_JOINED, len(lines) + 1)):
        line = lines[at - 1]
        bare = _bare(line)
        if (at > number and re.match(r"\s*\[", bare)) or "#" in line or len(line) > LONGEST_LINE:
            return None
        parts.append(line.rstrip() if at == number else line.strip())
        depth += bare.count("{") - bare.count("}")
        if depth <= 0:
            break
    if depth or len(parts) < 2:
        return None
    fixed = re.sub(r",\s*\}", " }", " ".join(part for part in parts if part))
    return (fixed, at) if is_toml(fixed) or fixed.lstrip().startswith("{") else None
