"""One file while it is read: its tables with the place of every value, and the problems found so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from coach.routine.model import Varying
from coach.routine.nearest import nearest
from coach.routine.refusal import Parsed, Refusal
from coach.routine.varying import UnknownLevel, Wrong, varying, written
from coach.source import Document, KeyPath, Mark, Place, Problem, Severity

T = TypeVar("T")

_LONGEST_SHOWN = 120
"""Characters of a line to type."""

MOST_PROBLEMS = 200
"""Of one file; more would help nobody."""


class Reading:
    """Collects the problems of one document, and reads each value of it only once."""

    def __init__(self, document: Document, levels: Sequence[str] = ()) -> None:
        self.document = document
        self.levels: Sequence[str] = levels
        self.problems: list[Problem] = []
        self.bad: set[KeyPath] = set()
        """Paths that are reported already; what stands there counts as not written."""
        self._mistyped: set[tuple[KeyPath, str, bool]] = set()
        self._read: dict[tuple[KeyPath, object], object] = {}

    @property
    def full(self) -> bool:
        """Whether so much is wrong that nothing more is said."""
        return len(self.problems) >= MOST_PROBLEMS

    def retyped(self, place: Place, words: str) -> str:
        """Return "write …" with the line of a place as it is when these words stand there; "" for a long line."""
        line = self.document.lines[place.line - 1]
        fixed = f"{line[: place.column - 1]}{words}{line[place.end_column - 1 :]}".strip()
        return f"write {fixed}" if len(fixed) <= _LONGEST_SHOWN else ""

    def mistype(self, key: str, table: KeyPath = (), *, below: bool = False) -> None:
        """Remember a key that was misspelt in a table, or that landed elsewhere: nobody misses it there (or below)."""
        self._mistyped.add((table, key, below))

    def is_mistyped(self, table: KeyPath, keys: Iterable[str]) -> bool:
        """Return whether what seems to be missing in a table is there, misspelt or in the wrong place."""
        wanted = set(keys)
        return any(
            key in wanted and (table == path or (below and table[: len(path)] == path))
            for path, key, below in self._mistyped
        )

    def moved(self, path: KeyPath, above: KeyPath | None = None) -> str:
        """Return where to type the line of a key that has to stand above a header, its table's if none is given."""
        place, header = self.document.key(path), self.document.key(path[:-1] if above is None else above)
        line = self.document.lines[place.line - 1].strip()
        if header.line >= place.line or len(line) > _LONGEST_SHOWN:
            return ""
        return f"above line {header.line} write {line}"

    def meant(self, word: str, known: Iterable[str], place: Place, key: bool = False) -> str:
        """Return "did you mean …?" and the line to type, or nothing; the word is a key or a value in quotes."""
        close = nearest(word, known)
        if close is None:
            return ""
        return f"did you mean `{close}`? {self.retyped(place, toml_key(close) if key else quoted(close))}".rstrip()

    def report(
        self,
        code: str,
        place: Place,
        message: str,
        *help_lines: str,
        label: str = "",
        also: Iterable[Mark] = (),
        severity: Severity = Severity.ERROR,
    ) -> None:
        if self.full:
            return
        lines = tuple(line for line in help_lines if line)[:3]
        if len(self.problems) == MOST_PROBLEMS - 1:
            lines = (*lines[:2], "there are more: check again when these are mended")
        self.problems.append(Problem(code, severity, place, message, label, tuple(also), lines))

    def refuse(self, path: KeyPath, value: Any, refusal: Refusal) -> None:
        """Report a value that cannot be used, as one sentence about the value or its key."""
        keys = [part for part in path if isinstance(part, str)]
        key = keys[-1] if keys else ""
        in_list = bool(path) and isinstance(path[-1], int)
        short = written(value)
        about_value = refusal.message.startswith("is ") and not isinstance(value, (list, dict)) and short.strip()
        subject = clipped(short) if about_value else (owner(path) or key)
        fix = f"write {refusal.fix}" if in_list else f"write {toml_key(key)} = {refusal.fix}"
        lines = [
            fix if refusal.fix else "",
            refusal.note if not refusal.fix or not refusal.note.startswith("write ") else "",
        ]
        self.bad.add(path)
        self.report(refusal.code, self.document.value(path), f"`{subject}` {refusal.message}", *lines)

    def table(self, path: KeyPath) -> Table | None:
        """Return the table at a path; None where there is none, or something else stands there."""
        value: Any = self.document.data
        for part in path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None
        return Table(self, path, value) if isinstance(value, dict) and path not in self.bad else None

    def once(self, path: KeyPath, how: object, read: Callable[[], T]) -> T:
        """Return what `read` gives, called only the first time: defaults serve many steps and are reported once."""
        key = (path, how)
        if key not in self._read:
            self._read[key] = read()
        return cast("T", self._read[key])


class Table:
    """One table of a file: what is written in it, by key."""

    def __init__(self, reading: Reading, path: KeyPath, raw: dict[str, Any]) -> None:
        self.reading = reading
        self.path = path
        self.raw = raw

    def __contains__(self, key: str) -> bool:
        return key in self.raw and (*self.path, key) not in self.reading.bad

    def has(self, key: str) -> bool:
        """Return whether the key is written, be its value good or bad."""
        return key in self.raw

    def get(self, key: str) -> Any:
        """Return what stands at a key; None where nothing does or where it was refused."""
        return self.raw[key] if key in self else None

    @property
    def place(self) -> Place:
        """The header of the table, or its inline text."""
        return self.reading.document.key(self.path)

    def key_place(self, key: str) -> Place:
        return self.reading.document.key((*self.path, key))

    def value_place(self, key: str) -> Place:
        return self.reading.document.value((*self.path, key))

    def text(self, key: str) -> str:
        value = self.get(key)
        return value if isinstance(value, str) else ""

    def child(self, key: str) -> Table | None:
        value = self.get(key)
        return Table(self.reading, (*self.path, key), value) if isinstance(value, dict) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one text alone is a list of one."""
        path = (*self.path, key)

        def read() -> tuple[str, ...]:
            value = self.get(key)
            if value is None:
                return ()
            if isinstance(value, str):
                return (value,)
            if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
                return tuple(value)
            self.reading.refuse(path, value, Refusal("R201", "is a list of texts", '["…", "…"]'))
            return ()

        return self.reading.once(path, "texts", read)

    def single(self, key: str, parse: Callable[[Any], Parsed[T]]) -> T | None:
        """Return a value that cannot vary; None where nothing (good) is written."""
        path = (*self.path, key)

        def read() -> T | None:
            if key not in self:
                return None
            parsed = parse(self.raw[key])
            if isinstance(parsed, Refusal):
                self.reading.refuse(path, self.raw[key], parsed)
                return None
            return parsed

        return self.reading.once(path, parse, read)

    def varying(self, key: str, parse: Callable[[Any], Parsed[T]]) -> Varying[T] | None:
        """Return a value that may vary by set, round and level; None where nothing (good) is written."""
        path = (*self.path, key)

        def read() -> Varying[T] | None:
            if key not in self:
                return None
            value = self.raw[key]
            found = varying(value, path, parse, self.reading.levels)
            unknown = [wrong for wrong in found.wrong if isinstance(wrong, UnknownLevel)]
            # Without any levels each key of the table is unknown, for the same reason.
            for wrong in found.wrong:
                if isinstance(wrong, Wrong):
                    self.reading.refuse(wrong.path, wrong.value, wrong.refusal)
                elif self.reading.levels or wrong is unknown[0]:
                    self._unknown_level(wrong)
            if found.wrong or not found.by_level:
                self.reading.bad.add(path)
                return None
            if isinstance(value, dict):
                self._warn_easiest(key, value)
            return Varying(found.by_level, self.value_place(key), written(value))

        return self.reading.once(path, parse, read)

    def _warn_easiest(self, key: str, by_level: dict[str, Any]) -> None:
        """W308: the easiest levels are not in a table by level, and play what a harder one does (B12)."""
        reading = self.reading
        there = next(level for level in reading.levels if level in by_level)
        missing = reading.levels[: reading.levels.index(there)]
        if not missing:
            return
        names = " and ".join(f"`{clipped(level)}`" for level in missing)
        plays = "have no value here and play" if len(missing) > 1 else "has no value here and plays"
        value = "body" if key == "load" else by_level[there]
        entry = written({missing[0]: value})[2:-2]
        place = self.value_place(key)
        line = reading.document.lines[place.line - 1]
        if line[place.column - 1 : place.column] == "{":
            opening = replace(place, end_column=place.column + 1)
            after = "" if line[place.column : place.column + 1] == " " else " "
            advice = reading.retyped(opening, f"{{ {entry},{after}")
        else:
            below_header = line.lstrip().startswith("[")
            advice = f"add {entry}" if below_header else f"add {toml_key(key)}.{entry}"
        reading.report(
            "W308",
            place,
            f"{names} {plays} that of `{clipped(there)}`",
            advice,
            severity=Severity.WARNING,
        )

    def _unknown_level(self, wrong: UnknownLevel) -> None:
        reading = self.reading
        if not reading.levels:
            key = wrong.path[-2] if len(wrong.path) > 1 else ""
            if self.path and self.path[0] == "exercise" and not reading.document.data.get("name"):
                advice = "an exercise of the library has one amount; levels belong to routines"
            else:
                names = ", ".join(f'"{name}"' for name in self.raw.get(str(key), {}))
                advice = f"add levels = [{names}] at the top"
            reading.report(
                "R109",
                reading.document.key(wrong.path),
                f"`{wrong.level}` is a level here, and this file has no levels",
                advice,
            )
            return
        reading.report(
            "R109",
            reading.document.key(wrong.path),
            f"`{clipped(wrong.level)}` is not a level of this routine",
            reading.meant(wrong.level, reading.levels, reading.document.key(wrong.path), key=True)
            or f"its levels are {', '.join(reading.levels)}",
        )


def quoted(text: str) -> str:
    """Return words as they are typed in TOML."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def clipped(text: str, width: int = 40) -> str:
    """Return a text short enough for a message, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"


def owner(path: KeyPath) -> str:
    """Return the key that a message is about: the last one that is no list position."""
    for part in reversed(path):
        if isinstance(part, str):
            return clipped(part)
    return ""


def toml_key(key: str) -> str:
    """Return a key as it is typed."""
    bare = key and key.isascii() and all(letter.isalnum() or letter in "-_" for letter in key)
    return key if bare else '"' + key.replace('"', '\\"') + '"'
