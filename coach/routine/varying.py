"""Values that change from set to set, round to round or level to level: a list, a ramp, or a table by level."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from coach.routine.model import (
    EVERY_LEVEL,
    Distance,
    Duration,
    Effort,
    Listed,
    Load,
    Pace,
    Ramp,
    Reps,
    Series,
    Single,
    Until,
)
from coach.routine.refusal import Parsed, Refusal
from coach.source import KeyPath

T = TypeVar("T")

_RAMP = re.compile(r"(?<!\.)\.\.(?!\.)")
_LONGEST_LIST = 1000


@dataclass(frozen=True, slots=True)
class Wrong:
    """A refusal with the place inside the value that it is about."""

    path: KeyPath
    value: Any
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class UnknownLevel:
    """A key of a level table that is no level of the routine."""

    path: KeyPath
    level: str


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What could be read of a varying value, and what could not."""

    by_level: dict[str, Series[T]]
    wrong: list[Wrong | UnknownLevel]


def varying(value: Any, path: KeyPath, parse: Callable[[Any], Parsed[T]], levels: Sequence[str]) -> Found[T]:
    """Read a value by level, then by list or ramp; `parse` reads the single ones."""
    found: Found[T] = Found({}, [])
    if not isinstance(value, dict):
        series = _series(value, path, parse, found.wrong)
        if series is not None:
            found.by_level[EVERY_LEVEL] = series
        return found
    if not value:
        found.wrong.append(Wrong(path, value, Refusal("R201", "has no values in its table")))
    for level, entry in value.items():
        if level not in levels:
            found.wrong.append(UnknownLevel((*path, level), level))
            continue
        series = _series(entry, (*path, level), parse, found.wrong)
        if series is not None:
            found.by_level[level] = series
    return found


def _series(
    value: Any, path: KeyPath, parse: Callable[[Any], Parsed[T]], wrong: list[Wrong | UnknownLevel]
) -> Series[T] | None:
    if isinstance(value, dict):
        wrong.append(
            Wrong(path, value, Refusal("R201", "cannot be a table here", note="the levels are the outermost table"))
        )
        return None
    if isinstance(value, list):
        return _listed(value, path, parse, wrong)
    if isinstance(value, str) and _RAMP.search(value):
        ramp = _ramp(value, parse)
        if isinstance(ramp, Refusal):
            wrong.append(Wrong(path, value, ramp))
            return None
        return ramp
    single = parse(value)
    if isinstance(single, Refusal):
        wrong.append(Wrong(path, value, single))
        return None
    return Single(single)


def _listed(
    value: list[Any], path: KeyPath, parse: Callable[[Any], Parsed[T]], wrong: list[Wrong | UnknownLevel]
) -> Listed[T] | None:
    if not value:
        wrong.append(Wrong(path, value, Refusal("R201", "is an empty list", note="write a value, or leave it out")))
        return None
    if len(value) > _LONGEST_LIST:
        wrong.append(Wrong(path, value, Refusal("R203", "lists more values than there can be sets")))
        return None
    values: list[T] = []
    for index, entry in enumerate(value):
        entry_path = (*path, index)
        if isinstance(entry, dict):
            note = 'the levels go outside: { easy = ["20s", "30s"], hard = "40s" }'
            wrong.append(Wrong(entry_path, entry, Refusal("R201", "cannot have levels inside a list", note=note)))
        elif isinstance(entry, list):
            wrong.append(Wrong(entry_path, entry, Refusal("R201", "cannot be a list inside a list")))
        elif isinstance(entry, str) and _RAMP.search(entry):
            wrong.append(Wrong(entry_path, entry, Refusal("R201", "cannot be a ramp inside a list")))
        else:
            parsed = parse(entry)
            if isinstance(parsed, Refusal):
                wrong.append(Wrong(entry_path, entry, parsed))
            else:
                values.append(parsed)
    return Listed(tuple(values)) if len(values) == len(value) else None


def _ramp(text: str, parse: Callable[[Any], Parsed[T]]) -> Parsed[Ramp[T]]:
    ends = [end.strip() for end in _RAMP.split(text)]
    if len(ends) != 2 or not all(ends):
        return Refusal("R201", "is not a ramp", note='a ramp has two ends: "20s..40s"')
    first_text, last_text = ends
    unit = re.search(r"[^\d.,:+\s]+\s*$", last_text)
    if re.fullmatch(r"\d+(?:[.,]\d+)?", first_text) and unit and unit.group().strip().isalpha():
        first_text = f"{first_text} {unit.group().strip()}"  # "20..30 kg" is "20 kg..30 kg"
    first, last = parse(first_text), parse(last_text)
    if isinstance(first, Refusal):
        return first
    if isinstance(last, Refusal):
        return last
    why = _cannot_ramp(first, last)
    return (
        Refusal("R201", why, note=f'for one value a set write a list: ["{first_text}", "{last_text}"]')
        if why
        else Ramp(first, last)
    )


def _cannot_ramp(first: Any, last: Any) -> str:
    if isinstance(first, (Until, Pace)) or isinstance(last, (Until, Pace)):
        return "cannot be the end of a ramp: it is no number"
    if isinstance(first, Duration) and isinstance(last, Duration) and (first.open_ended or last.open_ended):
        return 'is a ramp with an open end ("+")'
    if isinstance(first, (Reps, Effort)) and isinstance(last, (Reps, Effort)):
        if first.high is not None or last.high is not None:
            return "is a ramp between ranges"
        if isinstance(first, Reps) and isinstance(last, Reps) and (first.maximum or last.maximum):
            return 'is a ramp with "max"'
    if isinstance(first, Load) and isinstance(last, Load):
        if first.value is None or last.value is None:
            return "is a ramp between words"
        if first.unit != last.unit:
            return "is a ramp between two units"
    if isinstance(first, Distance) and isinstance(last, Distance) and first.unit != last.unit:
        return "is a ramp between two units"
    return ""


def written(value: Any) -> str:
    """Return a value as a writer would type it, a single text without its quotes."""
    return value if isinstance(value, str) else _inline(value, 0)


def _inline(value: Any, depth: int) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    if depth > 3:
        return "…"
    if isinstance(value, list):
        return f"[{', '.join(_inline(entry, depth + 1) for entry in value)}]"
    if isinstance(value, dict):
        entries = (f"{_key(key)} = {_inline(entry, depth + 1)}" for key, entry in value.items())
        return f"{{ {', '.join(entries)} }}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int) and abs(value) >= 10**18:
        return hex(value)  # Python refuses to print thousands of digits
    return str(value)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _inline(key, 0)


__all__ = ["Found", "UnknownLevel", "Wrong", "varying", "written"]
