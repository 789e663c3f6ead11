"""How problems are shown: with their line and a caret, as one line each, or as data."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from coach.source.place import Mark, Place, Problem, Severity

_TAB = 4
_WIDEST = 100
"""Columns of an excerpt; a longer line is shown around the caret."""

_SHOWN_ALIKE = 4
"""Problems with the same message that are shown with their lines; a whole file of curly quotes is one mistake."""

_RED, _YELLOW, _BLUE, _BOLD, _OFF = "\x1b[31;1m", "\x1b[33;1m", "\x1b[34;1m", "\x1b[1m", "\x1b[0m"


def in_order(problems: Iterable[Problem], main_file: str | None = None) -> list[Problem]:
    """Return the problems sorted by place, those of `main_file` first, each only once."""
    unique = list(dict.fromkeys(problems))

    def by_place(problem: Problem) -> tuple[bool, str, int, int, bool, str]:
        place = problem.place
        other = main_file is not None and place.file != main_file
        return other, place.file, place.line, place.column, problem.severity is Severity.WARNING, problem.code

    return sorted(unique, key=by_place)


def report(problem: Problem, texts: Mapping[str, str], *, color: bool = False, widest: int = _WIDEST) -> str:
    """Return a problem as several lines: message, place, the line with a caret, help; no line end at its end.

    `texts` has the text of each file by the name that places have; without the text the excerpt is left out.
    An excerpt takes `widest` columns at most.
    """
    paint = _BOLD if color else ""
    head = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW}[problem.severity] if color else ""
    edge = _BLUE if color else ""
    off = _OFF if color else ""
    marks = [Mark(problem.place, problem.label), *problem.also]
    here = [mark for mark in marks if mark.place.file == problem.place.file]
    elsewhere = [mark for mark in marks if mark.place.file != problem.place.file]
    gutter = len(str(max(mark.place.line for mark in marks)))
    result = [
        f"{head}{problem.severity.value}[{problem.code}]{off}{paint}: {visible(problem.message)}{off}",
        f"{' ' * gutter}{edge}-->{off} {visible(str(problem.place))}",
    ]
    for group in (here, elsewhere):
        group.sort(key=lambda mark: (mark.place.file, mark.place.line, mark.place.column))
        shown: tuple[str, int] | None = None
        for mark in group:
            if group is elsewhere and (shown is None or shown[0] != mark.place.file):
                result.append(f"{' ' * gutter}{edge}-->{off} {visible(str(mark.place))}")
            line = _line(texts, mark.place)
            if line is None:
                continue
            window, before, width = _excerpt(line, mark.place, min(widest, _WIDEST))
            if shown != (mark.place.file, mark.place.line):
                result.append(f"{edge}{mark.place.line:>{gutter}} |{off} {window}".rstrip())
            shown = (mark.place.file, mark.place.line)
            own = mark.place == problem.place and mark.label == problem.label
            line_under = ("^" if own else "-") * max(1, width)
            label = f" {visible(mark.label)}" if mark.label else ""
            tint = (head if own else edge) if color else ""
            result.append(f"{edge}{' ' * gutter} |{off} {' ' * before}{tint}{line_under}{label}{off}")
    result += [f"{' ' * gutter} {edge}help:{off} {visible(line)}" for line in problem.help[:3]]
    return "\n".join(result)


def reports(
    problems: Iterable[Problem], texts: Mapping[str, str], *, color: bool = False, widest: int = _WIDEST
) -> Iterator[str]:
    """Return the reports of problems; what is wrong again and again is shown some times and then listed.

    An excerpt takes `widest` columns at most.
    """
    problems = list(problems)
    alike: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        alike.setdefault((problem.place.file, problem.code, problem.message), []).append(problem)
    for problem in problems:
        same = alike[problem.place.file, problem.code, problem.message]
        more = same[_SHOWN_ALIKE:] if len(same) > _SHOWN_ALIKE + 1 else []
        if any(problem is other for other in more):
            continue
        if more and problem is same[_SHOWN_ALIKE - 1]:
            lines = _listed(sorted({other.place.line for other in more}))
            problem = replace(problem, help=(*problem.help[:2], f"the same on {lines}"))
        yield report(problem, texts, color=color, widest=widest)


def _listed(lines: list[int]) -> str:
    """Return line numbers in words, at most ten of them."""
    if len(lines) == 1:
        return f"line {lines[0]}"
    if len(lines) > 10:
        return f"{len(lines)} more lines, up to line {lines[-1]}"
    return f"lines {', '.join(str(line) for line in lines[:-1])} and {lines[-1]}"


def plain(problem: Problem) -> str:
    """Return a problem as one line for screen readers and scripts: place, severity, code, message, help."""
    also = "".join(f"; {mark.label or 'see'}: line {mark.place.line}" for mark in problem.also)
    help_lines = "".join(f"; help: {line}" for line in problem.help[:3])
    return visible(f"{problem.place}: {problem.severity.value} {problem.code}: {problem.message}{also}{help_lines}")


def as_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as data with the field names that stay stable."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "end_column": problem.place.end_column,
        "message": problem.message,
        "help": list(problem.help),
    }


def visible(text: str) -> str:
    """Return text in which nothing can steer a terminal: control and direction characters become pictures."""
    if text.isprintable():
        return text
    return "".join(_picture(character) for character in text)


def display_width(text: str) -> int:
    """Return how many terminal columns a text takes: wide letters and emoji two, combining marks none."""
    return sum(_width(character) for character in text)


def shortened(text: str, columns: int) -> str:
    """Return text that takes so many terminal columns at most, "…" at its end where some of it was left out."""
    if display_width(text) <= columns:
        return text
    room = max(0, columns - 1)
    end = used = 0
    for character in text:
        used += _width(character)
        if used > room:
            break
        end += 1
    return f"{text[:end].rstrip()}…" if columns > 0 else ""


def _width(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me"} or character == "\u200d":
        return 0
    if "\u1160" <= character <= "\u11ff":
        return 0  # vowels and ends of Korean syllables stand in the cell of their beginning
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _picture(character: str) -> str:
    if character.isprintable() or character in "\u200d\ufe0f":
        return character
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return " " if character.isspace() else "\ufffd"


def _line(texts: Mapping[str, str], place: Place) -> str | None:
    text = texts.get(place.file)
    if text is None:
        return None
    lines = _lines(text)
    return lines[place.line - 1].removesuffix("\r") if place.line <= len(lines) else None


@functools.lru_cache(maxsize=4)
def _lines(text: str) -> list[str]:
    return text.split("\n")  # once for all problems of a file, not once for each


def _excerpt(line: str, place: Place, widest: int = _WIDEST) -> tuple[str, int, int]:
    """Return the line as shown, the columns before the marked stretch, and the columns it takes."""
    start, end = place.column - 1, max(place.end_column - 1, place.column)
    skipped = max(0, start - widest)  # of a very long line only what may be shown is looked at
    cells, widths = [], []
    column = 0
    for character in line[skipped : start + widest + 1]:
        shown = " " * (_TAB - column % _TAB) if character == "\t" else _picture(character)
        cells.append(shown)
        widths.append(display_width(shown))
        column += widths[-1]
    whole = len(cells) == len(line)
    start, end = start - skipped, min(end - skipped, len(cells))
    first, last = 0, len(cells)
    if not whole or column > widest:
        first = _last_within(widths[:start][::-1], widest * 3 // 10, start, -1)
        last = _last_within(widths[start:], widest * 6 // 10, start, 1)
    front = "…" if skipped or first else ""
    back = "…" if last < len(cells) or skipped + len(cells) < len(line) else ""
    before = len(front) + sum(widths[first:start])
    marked = sum(widths[start : min(end, last)])
    return (front + "".join(cells[first:last]) + back).rstrip(), before, marked


def _last_within(widths: list[int], room: int, start: int, step: int) -> int:
    """Return how far one gets from a start in so many columns."""
    for width in widths:
        room -= width
        if room < 0:
            break
        start += step
    return start
