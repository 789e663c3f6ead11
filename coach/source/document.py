"""A TOML text, read: its data, and the place of each key and value in it. Every way to fail is a Problem."""

from __future__ import annotations

import sys
import tomllib
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from coach.source.decode import decode
from coach.source.place import Place, Problem, Severity
from coach.source.scan import KeyPath, Scanner, Span

_READS_TOML_1_1 = sys.version_info >= (3, 15)

LARGEST_FILE = 1024 * 1024
"""Bytes; a larger file is not read at all."""


class Document:
    """A TOML text with its data and the place of each key path in it."""

    def __init__(self, file: str, text: str, data: dict[str, Any]) -> None:
        self.file = file
        self.text = text
        self.data = data
        self._singles: set[KeyPath] = set()

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        position = self._text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = self._text.find("\n", position + 1)
        return starts

    @cached_property
    def _text(self) -> str:
        return self.text.replace("\r\n", "\n")

    @cached_property
    def _scanner(self) -> Scanner:
        # Scanned only when the first place is asked for: the library is read at every start and seldom at fault.
        scanner = Scanner(self._text)
        scanner.scan()
        return scanner

    @cached_property
    def _spans(self) -> dict[KeyPath, Span]:
        return self._scanner.spans

    @property
    def paths(self) -> Iterable[KeyPath]:
        """Every key path that stands in the text, in its order."""
        return self._spans.keys()

    def treat_as_list(self, path: KeyPath) -> None:
        """Let places be asked for as if the single table at `path` were the one entry of a list."""
        self._singles.add(path)

    def _find(self, path: KeyPath) -> Span | None:
        if self._singles:
            written: list[str | int] = []
            for index, part in enumerate(path):
                if part == 0 and path[:index] in self._singles:
                    continue
                written.append(part)
            path = tuple(written)
        while path:
            span = self._spans.get(path)
            if span is not None:
                return span
            path = path[:-1]
        return None

    def key(self, path: KeyPath) -> Place:
        """Return the place of a key (of the nearest one above it, if it is not there; else the start of the file)."""
        span = self._find(path)
        return self.place(span.key_start, span.key_end) if span else Place(self.file, 1, 1, 1)

    def value(self, path: KeyPath) -> Place:
        """Return the place of a value, as far as it stands on its first line."""
        span = self._find(path)
        return self.place(span.value_start, span.value_end) if span else Place(self.file, 1, 1, 1)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text without their ends."""
        return self._text.split("\n")

    def place(self, start: int, end: int) -> Place:
        """Return the place of a stretch of the text, cut at the end of its first line."""
        line = bisect_right(self._line_starts, start)
        line_start = self._line_starts[line - 1]
        line_end = self._text.find("\n", start)
        end = min(end, len(self._text) if line_end < 0 else line_end)
        return Place(self.file, line, start - line_start + 1, max(end, start) - line_start + 1)

    def portability(self) -> list[Problem]:
        """Return warnings for what this Python accepts and an older one does not (inline tables over several lines)."""
        if not self._scanner.modern:
            return []
        first = self._scanner.modern[0]
        from coach.source.toml_errors import portability  # a start without mistakes does without it

        return [portability(self.place(first, first + 1))]


def read_document(source: str | bytes, file: str) -> tuple[Document | None, list[Problem]]:
    """Read TOML text; without a document there are problems: R203 (too large), R001 (not UTF-8) or R002."""
    if len(source) > LARGEST_FILE:
        return None, [too_large(file)]
    if isinstance(source, bytes):
        decoded = decode(source, file)
        if isinstance(decoded, Problem):
            return None, [decoded]
        text = decoded
    else:
        text = source.removeprefix("\N{BYTE ORDER MARK}")
    try:
        document = Document(file, text, tomllib.loads(text))
        return document, document.portability() if _READS_TOML_1_1 else []
    except RecursionError:
        return None, [_too_deep(file)]
    except ValueError as error:  # also what tomllib passes on: numbers of thousands of digits
        from coach.source.toml_errors import explain_all  # a start without mistakes does without it

        return None, explain_all(str(error), text, file)


def too_large(file: str) -> Problem:
    """Return the problem of a file over the limit."""
    return Problem(
        "R203",
        Severity.ERROR,
        Place(file, 1, 1, 1),
        "this file is larger than 1 MiB, and no routine needs that",
        help=("check that it is the file you meant",),
    )


def _too_deep(file: str) -> Problem:
    return Problem(
        "R203",
        Severity.ERROR,
        Place(file, 1, 1, 1),
        "lists or { } are nested too deeply to be read",
        help=("blocks and groups go 4 deep",),
    )
