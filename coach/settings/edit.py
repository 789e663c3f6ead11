"""Changes one value in the text of a TOML file and leaves everything else, comments above all, as the user wrote it.

TOML has many ways to write the same thing (dotted keys, headers, inline tables), so this does not try to understand the
text: it proposes edits, from the likeliest on, and takes the first after which the file says what it should.
"""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any

import tomli_w


def with_value(text: str, key: Sequence[str], value: str | int | float | bool) -> str | None:
    """Return the text with `key` (a path of tables and a name) set to `value`, or None where no single edit does it.

    The text has to be TOML already; raises tomllib.TOMLDecodeError where it is not.
    """
    windows = "\r\n" in text
    text = text.replace("\r\n", "\n")
    data = tomllib.loads(text)
    wanted = _with(data, key, value)
    if wanted is None:
        return None
    if wanted == data and _has(data, key):
        return text.replace("\n", "\r\n") if windows else text
    written = as_toml(value)
    edited = next((edited for edited in _edits(text, key, written) if _parsed(edited) == wanted), None)
    return edited.replace("\n", "\r\n") if edited is not None and windows else edited


def as_toml(value: Any) -> str:
    """Return a value as a settings file has it behind the equals sign; the value is no table."""
    return tomli_w.dumps({"x": value}).removeprefix("x = ").rstrip("\n")


def _with(data: dict[str, Any], key: Sequence[str], value: Any) -> dict[str, Any] | None:
    result = copy.deepcopy(data)
    table: Any = result
    for name in key[:-1]:
        table = table.setdefault(name, {})
        if not isinstance(table, dict):
            return None
    table[key[-1]] = value
    return result


def _has(data: dict[str, Any], key: Sequence[str]) -> bool:
    table: Any = data
    for name in key:
        if name not in table:
            return False
        table = table[name]
    return True


def _parsed(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _edits(text: str, key: Sequence[str], written: str) -> Iterator[str]:
    yield from _replacements(text, key[-1], written)
    name = _bare(key[-1])
    yield from _lines_in_section(text, key[:-1], f"{name} = {written}")
    for table in key[:-1]:
        for match in re.finditer(rf"{_spelt(table)}\s*=\s*\{{[ \t]*", text):
            for comma in (",", ""):
                yield f"{text[: match.end()]}{name} = {written}{comma} {text[match.end() :]}"
    if len(key) > 1:
        header = ".".join(map(_bare, key[:-1]))
        above = text if not text or text.endswith("\n") else f"{text}\n"
        gap = "\n" if text.strip() else ""
        yield f"{above}{gap}[{header}]\n{name} = {written}\n"
    dotted = ".".join(map(_bare, key))
    yield from _lines_in_section(text, (), f"{dotted} = {written}")


def _replacements(text: str, name: str, written: str) -> Iterator[str]:
    """Put the value behind each thing that looks like the key."""
    for match in re.finditer(rf"(?:^|[{{,.])[ \t]*{_spelt(name)}[ \t]*=[ \t]*", text, re.MULTILINE):
        end = _value_end(text, match.end())
        if end is not None:
            yield text[: match.end()] + written + text[end:]


def _value_end(text: str, start: int) -> int | None:
    """Return where the value that starts here ends: where the first text that is a value does."""
    for match in re.finditer(r"[#\n,}]|\Z", text[start:]):
        chunk = text[start : start + match.start()]
        if chunk.strip() and _parsed(f"x = {chunk.strip()}") is not None:
            return start + len(chunk.rstrip())
    return None


def _lines_in_section(text: str, table: Sequence[str], line: str) -> Iterator[str]:
    """Put the line behind the last value of the table's section, or right under its header."""
    starts = [match.end() for match in re.finditer(_header(table), text, re.MULTILINE)] if table else [0]
    for start in starts:
        ends = [match.start() for match in re.finditer(r"^[ \t]*\[", text, re.MULTILINE) if match.start() >= start]
        for end in [*ends, len(text)]:  # what looks like a header may stand inside a value
            values = list(re.finditer(r"^[ \t]*[^#\s][^\n]*$", text[start:end], re.MULTILINE))
            if values or table:
                at = start + values[-1].end() if values else start
                yield f"{text[:at]}\n{line}{text[at:] or chr(10)}"
            else:
                # What stands on top and is followed by an empty line is about the file, not about its first table.
                top = re.match(r"(?:[ \t]*#[^\n]*\n)+(?=[ \t]*(?:\n|\Z))", text)
                at = top.end() if top else 0
                gap = "\n" if top else ""
                yield f"{text[:at]}{gap}{line}\n{text[at:]}"


def _header(table: Sequence[str]) -> str:
    return r"^[ \t]*\[[ \t]*" + r"[ \t]*\.[ \t]*".join(map(_spelt, table)) + r"[ \t]*\][^\n]*$"


def _spelt(name: str) -> str:
    """Return a pattern for a key however it is quoted."""
    return rf"""["']?{re.escape(name)}["']?"""


def _bare(name: str) -> str:
    """Return a key as TOML writes it, in quotes only where it has to be."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else tomli_w.dumps({name: 0}).removesuffix(" = 0\n")
