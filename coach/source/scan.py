"""Where every key and value of a TOML text stands: a scanner that runs only after `tomllib` accepted the text.

`tomllib` gives the data without positions. This walks the same text once more and maps each key path to the offsets of
its key and of its value. Because the text is known to be valid, it need not judge anything: it only has to know where
strings, arrays, inline tables and comments end.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys and list positions from the root of a document to a value."""


@dataclass(frozen=True, slots=True)
class Span:
    """Offsets of one key and its value in the text; an entry of a list has its value's offsets for both."""

    key_start: int
    key_end: int
    value_start: int
    value_end: int


_BLANK = re.compile(r"[ \t]*")
_GAP = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""(?:"{0,2})'
    r"|'''(?:[^']|'(?!''))*'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_DATE_AND_TIME = re.compile(r"\d{4}-\d\d-\d\d[ ]\d\d:\d\d[^\s,\]}#]*")
_OTHER_VALUE = re.compile(r"[^\s,\]}#]+")


class Scanner:
    """Walks one valid TOML text (line ends already `\\n`) and fills `spans`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans: dict[KeyPath, Span] = {}
        self.modern: list[int] = []
        """Offsets of what only TOML 1.1 allows: a line break or a last comma inside `{ }`."""
        self._entries: dict[KeyPath, int] = {}

    def scan(self) -> dict[KeyPath, Span]:
        """Return the span of every key path; a table's value is its header, or the inline text."""
        table: KeyPath = ()
        position = self._gap(0)
        while position < len(self.text):
            if self.text.startswith("[", position):
                table, position = self._header(position)
            else:
                position = self._key_value(position, table)
            position = self._gap(position)
        return self.spans

    def _gap(self, position: int) -> int:
        match = _GAP.match(self.text, position)
        return match.end() if match else position

    def _blank(self, position: int) -> int:
        match = _BLANK.match(self.text, position)
        return match.end() if match else position

    def _key(self, position: int) -> tuple[list[tuple[str, int, int]], int]:
        """Return the parts of a dotted key with their offsets, and where it ends."""
        parts: list[tuple[str, int, int]] = []
        while True:
            position = self._blank(position)
            match = _BARE_KEY.match(self.text, position)
            if match:
                name = match.group()
            else:
                match = _STRING.match(self.text, position)
                if match is None:
                    raise ValueError(f"no key at offset {position}")
                written = match.group()
                name = tomllib.loads(f"k={written}")["k"] if "\\" in written else written[1:-1]
            parts.append((name, match.start(), match.end()))
            position = self._blank(match.end())
            if not self.text.startswith(".", position):
                return parts, position
            position += 1

    def _header(self, start: int) -> tuple[KeyPath, int]:
        double = self.text.startswith("[[", start)
        parts, position = self._key(start + (2 if double else 1))
        end = position + (2 if double else 1)
        path: KeyPath = ()
        for name, key_start, key_end in parts[:-1]:
            path = (*path, name)
            self.spans.setdefault(path, Span(key_start, key_end, key_start, key_end))
            if path in self._entries:
                path = (*path, self._entries[path] - 1)
        name, key_start, key_end = parts[-1]
        path = (*path, name)
        if double:
            self.spans.setdefault(path, Span(key_start, key_end, start, end))
            index = self._entries.get(path, 0)
            self._entries[path] = index + 1
            path = (*path, index)
            self.spans[path] = Span(start, end, start, end)
        else:
            # A header that comes after its own sub-tables ([a.b], then [a]) is the better place.
            self.spans[path] = Span(start, end, start, end)
        return path, end

    def _key_value(self, position: int, table: KeyPath) -> int:
        parts, position = self._key(position)
        value_start = self._blank(position + 1)
        path = table
        for name, key_start, key_end in parts[:-1]:
            path = (*path, name)
            self.spans.setdefault(path, Span(key_start, key_end, key_start, key_end))
        name, key_start, key_end = parts[-1]
        path = (*path, name)
        # Placed before the value is walked, so that spans stay in the order of the text.
        self.spans[path] = Span(key_start, key_end, value_start, value_start)
        end = self._value(value_start, path)
        self.spans[path] = Span(key_start, key_end, value_start, end)
        return end

    def _value(self, position: int, path: KeyPath) -> int:
        text = self.text
        match text[position]:
            case "[":
                return self._array(position, path)
            case "{":
                return self._inline_table(position, path)
            case '"' | "'":
                found = _STRING.match(text, position)
            case _:
                found = _DATE_AND_TIME.match(text, position) or _OTHER_VALUE.match(text, position)
        if found is None:
            raise ValueError(f"no value at offset {position}")
        return found.end()

    def _array(self, position: int, path: KeyPath) -> int:
        position = self._gap(position + 1)
        index = 0
        while self.text[position] != "]":
            entry = (*path, index)
            self.spans[entry] = Span(position, position, position, position)
            end = self._value(position, entry)
            self.spans[entry] = Span(position, end, position, end)
            index += 1
            position = self._gap(end)
            if self.text[position] == ",":
                position = self._gap(position + 1)
        return position + 1

    def _inline_table(self, position: int, path: KeyPath) -> int:
        position = self._inline_gap(position + 1)
        while self.text[position] != "}":
            position = self._inline_gap(self._key_value(position, path))
            if self.text[position] == ",":
                comma = position
                position = self._inline_gap(position + 1)
                if self.text[position] == "}":
                    self.modern.append(comma)
        return position + 1

    def _inline_gap(self, position: int) -> int:
        end = self._gap(position)
        if "\n" in self.text[position:end]:
            self.modern.append(position)
        return end
