"""A TOML text, read: its data, and the place of each key and value in it. Every way to fail is a Problem."""

from __future__ import annotations

import re
import sys
import tomllib
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coach.source.decode import decode, likely_text
from coach.source.place import Place, Problem, Severity
from coach.source.scan import KeyPath, Scanner, Span

if TYPE_CHECKING:
    from coach.source.rereading import Reread

# `tomllib` takes quadratic time for a key of very many parts: a line of 1 MiB of them would never end.
_DOTS = re.compile(r"""(?<![\w"'.-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){50}""")

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
        self._moved: list[tuple[str, int, str]] = []

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

    def treat_as(self, path: tuple[str, int], written: tuple[str, int]) -> None:
        """Let places of a list's entries from `path` on be those that are written from `written` on."""
        self._moved.insert(0, (path[0], path[1] - written[1], written[0]))

    def _find(self, path: KeyPath) -> Span | None:
        for key, offset, written_key in self._moved:
            if len(path) > 1 and path[0] == key and isinstance(path[1], int) and path[1] >= offset:
                path = (written_key, path[1] - offset, *path[2:])
                break
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
    document, problems, _ = _read(source, file)
    return document, problems


def read_on(source: str | bytes, file: str) -> tuple[Document | None, list[Problem], Reread | None]:
    """Read TOML text, too, where lines that TOML refuses can be reread: the document is that of the reread text then.

    There are problems with it, and what is found in the document has to be `settled` with them.
    """
    document, problems, reread = _read(source, file)
    if reread is not None and reread.text is not None:
        document = Document(file, reread.text, tomllib.loads(reread.text))
    return document, problems, reread


def _read(source: str | bytes, file: str) -> tuple[Document | None, list[Problem], Reread | None]:
    if len(source) > LARGEST_FILE:
        return None, [too_large(file)], None
    first: list[Problem] = []
    if isinstance(source, bytes):
        decoded = decode(source, file)
        if isinstance(decoded, Problem):
            likely = likely_text(source)
            if likely is None:
                return None, [decoded], None
            first, decoded = [decoded], likely
        text = decoded
    else:
        text = source.removeprefix("\N{BYTE ORDER MARK}")
    dots = _DOTS.search(text)
    if dots:
        return None, [*first, _too_many_dots(text, dots.start(), file)], None
    try:
        data = tomllib.loads(text)
    except RecursionError:
        return None, [*first, _too_deep(file)], None
    except ValueError as error:  # also what tomllib passes on: numbers of thousands of digits
        from coach.source.rereading import reread_text  # a start without mistakes does without it

        reread = reread_text(str(error), text, file, first)
        return None, list(reread.problems), reread
    if first:
        from coach.source.rereading import Reread

        return None, first, Reread(tuple(first), text, text, {}, frozenset())
    document = Document(file, text, data)
    return document, document.portability() if _READS_TOML_1_1 else [], None


def too_large(file: str) -> Problem:
    """Return the problem of a file over the limit."""
    return Problem(
        "R203",
        Severity.ERROR,
        Place(file, 1, 1, 1),
        "this file is larger than 1 MiB, and no routine needs that",
        help=("check that it is the file you meant",),
    )


def _too_many_dots(text: str, offset: int, file: str) -> Problem:
    line_start = text.rfind("\n", 0, offset) + 1
    column = offset - line_start + 1
    return Problem(
        "R203",
        Severity.ERROR,
        Place(file, text.count("\n", 0, offset) + 1, column, column + 1),
        "too many words are joined by dots here",
        help=("words to be spoken go into quotes",),
    )


def _too_deep(file: str) -> Problem:
    return Problem(
        "R203",
        Severity.ERROR,
        Place(file, 1, 1, 1),
        "lists or { } are nested too deeply to be read",
        help=("blocks and groups go 4 deep",),
    )
