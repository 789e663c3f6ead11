"""What `tomllib` refuses, said in our words, at its place, with the corrected line.

`tomllib` stops at its first error; `coach.source.rereading` reads on.
"""

from __future__ import annotations

import ast
import re

from coach.source.corrections import correction, is_toml, open_brace, tidy
from coach.source.place import Mark, Place, Problem, Severity
from coach.source.refused import LONGEST_LINE, Explained, Line, refused
from coach.source.unclosed import not_closed

_AT = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)


def portability(place: Place) -> Problem:
    """Return the warning for an inline table that only TOML 1.1 (Python 3.15) reads."""
    return Problem(
        "R002",
        Severity.WARNING,
        place,
        "a { } over several lines, or with a comma before }, is not read by every Python",
        help=("write it on one line, without the last comma",),
    )


def explain(message: str, lines: list[str], file: str) -> Explained:
    """Return R002 for what `tomllib` said of a text, given by its lines."""
    match = _AT.fullmatch(message)
    if match is None:
        return _number_too_long(lines, file)
    what = match["what"]
    if match["line"]:
        number, column = int(match["line"]), int(match["column"])
    else:
        number = max(index + 1 for index, line in enumerate(lines) if line.strip() or index == 0)
        column = len(lines[number - 1]) + 1
    line = lines[number - 1] if number <= len(lines) else ""
    here = Line(file, number, line, min(column - 1, len(line)))
    if len(line) > LONGEST_LINE:
        return refused(here, "this line cannot be read, and it is very long", place=here.place(here.at, here.at + 1))
    twice = re.fullmatch(r"Cannot declare (\(.*\)) twice", what, re.DOTALL)
    closed = re.fullmatch(r"Cannot (?:mutate immutable|redefine) namespace (\(.*\))", what, re.DOTALL)
    inline = re.fullmatch(r"Duplicate inline table key (.*)", what, re.DOTALL)
    if twice:
        return _declared_twice(here, lines, _names(twice[1]))
    if closed:
        return _closed_namespace(here, lines, _names(closed[1]))
    if inline:
        return refused(here, f"`{_names(inline[1])[0]}` is written twice in these {{ }}", "keep one of them")
    if what == "Cannot overwrite a value":
        return _overwritten(here, lines)
    if what.startswith(("Expected ']'", "Expected ']]'")):
        return _header_not_closed(here)
    if what.startswith(("Illegal character", "Found invalid character")):
        return _illegal_character(here, lines, what)
    if what == "Unterminated string":
        return _unterminated(here, lines)
    if what.startswith(("Unescaped", "Invalid hex", "Escaped character")):
        return _backslash(here)
    if what in ("Unclosed array", "Unclosed inline table") and (not line[here.at :].strip() or _starts_anew(here)):
        found = correction(line, here.at) if what == "Unclosed inline table" and line.strip() else None
        if found is None or found.line is None:
            return not_closed(here, lines, what) or _corrected(here)
    if open_brace(line, here.at) is not None and not line[here.at :].split("#")[0].strip():
        return not_closed(here, lines, "Unclosed inline table") or _corrected(here)
    return _corrected(here)


def _corrected(here: Line) -> Explained:
    found = correction(here.text, here.at)
    if found is None:
        advice = 'a line is a key with its value (say = "…"), a header ([[step]]), or a comment (# …)'
        return refused(here, "this line cannot be read", advice)
    # Inside a list over several lines the corrected line alone is no TOML, and goes untested.
    alone = here.text.strip().startswith(("{", "}", "]", ",")) or _spread(here.text)
    shown = found.line if found.line is not None and (alone or is_toml(found.line)) else None
    write = f"write {tidy(shown)}" if shown and len(shown) < 200 else ""
    return refused(
        here, found.message, write, *found.notes, place=here.place(found.start, found.end), corrected=found.line
    )


def _spread(line: str) -> bool:
    return line.count("[") != line.count("]") or line.count("{") != line.count("}")


def _names(literal: str) -> tuple[str, ...]:
    try:
        value = ast.literal_eval(literal)
    except (ValueError, SyntaxError):
        return (literal,)
    return value if isinstance(value, tuple) else (str(value),)


def _header(names: tuple[str, ...], double: bool) -> str:
    dotted = ".".join(name if re.fullmatch(r"[\w-]+", name) else f'"{name}"' for name in names)
    return f"[[{dotted}]]" if double else f"[{dotted}]"


def _earlier_header(lines: list[str], before: int, names: tuple[str, ...], file: str) -> Place | None:
    """Return the place of the nearest earlier header of these names."""
    dotted = r"\s*\.\s*".join(rf"[\"']?{re.escape(name)}[\"']?" for name in names)
    header = re.compile(rf"\s*(\[\[?\s*{dotted}\s*\]\]?)")
    for number in range(before - 1, 0, -1):
        match = header.match(lines[number - 1])
        if match:
            return Place(file, number, match.start(1) + 1, match.end(1) + 1)
    return None


def _earlier_key(lines: list[str], before: int, key: str, file: str) -> Place | None:
    """Return the place of the same key above, before any header."""
    found = re.compile(rf"\s*([\"']?{re.escape(key)}[\"']?)\s*=")
    for number in range(before - 1, 0, -1):
        match = found.match(lines[number - 1])
        if match:
            return Place(file, number, match.start(1) + 1, match.end(1) + 1)
        if lines[number - 1].lstrip().startswith("["):
            return None
    return None


def _marks(place: Place | None) -> tuple[Mark, ...]:
    return (Mark(place, "this"),) if place is not None else ()


def _declared_twice(here: Line, lines: list[str], names: tuple[str, ...]) -> Explained:
    earlier = _earlier_header(lines, here.number, names, here.file)
    if names[-1] in ("step", "block"):
        double = _header(names, True)
        message = f"{_header(names, False)} can stand only once: a {names[-1]} needs double brackets"
        changes = {here.number: double, **({earlier.line: double} if earlier is not None else {})}
        return refused(here, message, f"write {double} for each {names[-1]}", also=_marks(earlier), changes=changes)
    if earlier is None:
        earlier = _earlier_key(lines, here.number, names[-1], here.file)
    message = f"{_header(names, False)} stands here twice"
    return refused(here, message, "put its lines below the first one", also=_marks(earlier))


def _closed_namespace(here: Line, lines: list[str], names: tuple[str, ...]) -> Explained:
    if names[-1] in ("step", "block"):
        earlier = None
        for number in range(here.number - 1, 0, -1):
            match = re.match(rf"\s*({names[-1]})\s*=", lines[number - 1])
            if match:
                earlier = Place(here.file, number, match.start(1) + 1, match.end(1) + 1)
                break
        within = "block" if len(names) > 1 else "file"
        double = _header(names, True)
        message = f"{names[-1]} = [ … ] and {double} cannot be mixed: choose one way in this {within}"
        advice = f"put this one into {names[-1]} = [ … ], or write each below {double}"
        return refused(here, message, advice, also=_marks(earlier))
    key = ".".join(names)
    earlier = _earlier_key(lines, here.number, names[-1], here.file)
    return refused(
        here,
        f"`{key}` is complete already, nothing can be added to it here",
        "put all of it in one place",
        also=_marks(earlier),
    )


def _overwritten(here: Line, lines: list[str]) -> Explained:
    header = re.match(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]", here.text)
    if header:
        names = tuple(part.strip().strip("\"'") for part in header[2].split("."))
        earlier = _earlier_header(lines, here.number, names, here.file)
        if names[-1] in ("step", "block") and earlier is not None:
            double = _header(names, True)
            message = f"{_header(names, False)} above needs double brackets: {double}"
            return refused(
                here, message, f"write {double} above, too", also=_marks(earlier), changes={earlier.line: double}
            )
        for number in range(here.number - 1, 0, -1):
            match = re.match(rf"\s*([\"']?{re.escape(names[-1])}[\"']?)\s*=", lines[number - 1])
            if match:
                earlier = Place(here.file, number, match.start(1) + 1, match.end(1) + 1)
                break
        return refused(here, f"`{names[-1]}` has a value already", "keep one of them", also=_marks(earlier))
    key = re.match(r"\s*([^=]+?)\s*=", here.text)
    if key is None:
        return refused(here, "this is written twice", "keep one of them")
    name = key[1].strip("\"'")
    place = here.place(key.start(1), key.end(1))
    earlier = _earlier_key(lines, here.number, name, here.file)
    return refused(
        here, f"`{name}` is written twice", "keep one of them", place=place, also=_marks(earlier), corrected=""
    )


def _header_not_closed(here: Line) -> Explained:
    match = re.match(r"\s*(\[\[?)\s*([^\]#]*?)\s*(\]?)\s*(#.*)?$", here.text)
    if match is None:
        return _corrected(here)
    opening, name = match[1], match[2]
    if not re.fullmatch(r"[\w.\s\"'-]+", name):
        return refused(here, "this header is not closed", f"close it with {']' * len(opening)}")
    if " " in name and '"' not in name:
        name = f'"{name}"' if "." not in name else name.replace(" ", "")
    fixed = f"{opening}{name}{']' * len(opening)}"
    return refused(here, "this header is not closed", f"write {fixed}", corrected=fixed)


def _illegal_character(here: Line, lines: list[str], what: str) -> Explained:
    if "'\\n'" in what or here.at >= len(here.text):
        start = _open_quote(here.text)
        if start is None:
            return _corrected(here)
        quote = here.text[start]
        following = range(here.number + 1, min(here.number + 4, len(lines) + 1))
        goes_on = next(
            (number for number in following if quote in lines[number - 1] and "=" not in lines[number - 1]), 0
        )
        note = 'words over several lines have """ before and after them' if goes_on else ""
        fixed = f"{here.text.rstrip()}{quote}"
        write = f"write {fixed.strip()}" if is_toml(fixed) and not goes_on else ""
        place = here.place(start, len(here.text.rstrip()))
        changes = {here.number: fixed}
        if goes_on:
            spread = [here.text.rstrip(), *(line.strip() for line in lines[here.number : goes_on])]
            changes = {here.number: " ".join(spread), **dict.fromkeys(range(here.number + 1, goes_on + 1), "")}
            write = f"write {tidy(changes[here.number])}" if is_toml(changes[here.number]) else ""
        message = "the quote is not closed on its line"
        return refused(here, message, write, note, place=place, changes=changes)
    code = ord(here.text[here.at])
    place = here.place(here.at, here.at + 1)
    fixed = here.text[: here.at] + here.text[here.at + 1 :]
    message = f"a control character (0x{code:02X}) stands here"
    write = f"write {tidy(fixed)}" if len(fixed) < 200 and fixed.isprintable() else "delete it"
    return refused(here, message, write, place=place, corrected=fixed)


def _open_quote(line: str) -> int | None:
    """Return where the string that does not end on its line begins."""
    position = 0
    while position < len(line):
        letter = line[position]
        if letter == "#":
            return None
        if letter in "\"'":
            match = re.compile(r'"(?:[^"\\]|\\.)*"' if letter == '"' else r"'[^']*'").match(line, position)
            if match is None:
                return position
            position = match.end()
        else:
            position += 1
    return None


def _unterminated(here: Line, lines: list[str]) -> Explained:
    for number in range(len(lines), 0, -1):
        for quote in ('"""', "'''"):
            at = lines[number - 1].rfind(quote)
            if at >= 0:
                opening = Line(here.file, number, lines[number - 1], at)
                return refused(
                    opening,
                    f"{quote} is opened here and never closed",
                    f"write {quote} where the words end",
                    place=opening.place(at, at + 3),
                )
    start = _open_quote(here.text)
    if start is not None:
        fixed = here.text.rstrip() + here.text[start]
        return refused(
            here,
            "the quote is not closed",
            f"write {fixed.strip()}",
            place=here.place(start, len(here.text)),
            corrected=fixed,
        )
    return refused(here, "a quote is not closed", "close it")


def _backslash(here: Line) -> Explained:
    at = here.text.rfind("\\", 0, here.at + 1)
    fixed = re.sub(r"\\+", lambda match: "\\\\" if len(match[0]) % 2 else match[0], here.text)
    write = f"write {fixed.strip()}" if is_toml(fixed) else ""
    place = here.place(max(at, 0), max(at, 0) + 1)
    return refused(here, "a \\ in double quotes has to be written twice", write, place=place, corrected=fixed)


def _starts_anew(here: Line) -> bool:
    """Return whether what was refused begins its line, so that the mistake lies on an earlier one."""
    return not here.text[: here.at].strip() and bool(re.match(r"\s*(\[|[\w\"'-]+\s*=)", here.text))


def _number_too_long(lines: list[str], file: str) -> Explained:
    for number, line in enumerate(lines, start=1):
        if re.search(r"(?<!\d)\d{1000,}", line.replace("_", "")):
            return Explained(Problem("R002", Severity.ERROR, Place(file, number, 1, 1), "a number has too many digits"))
    return Explained(Problem("R002", Severity.ERROR, Place(file, 1, 1, 1), "a value of this file cannot be read"))
