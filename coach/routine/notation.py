"""Amounts as a file writes them, and back: "30s", "20s..30s", ["20s", "30s"], "8-12", "12 kg"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from coach.errors import CoachError
from coach.routine import durations, values
from coach.routine.model import Duration, Effort, Listed, Load, Ramp, Reps, Series
from coach.routine.varying import UnknownLevel, varying

Written: TypeAlias = str | int | list[str | int]
"""What TOML holds of an amount."""

PARSERS: Mapping[str, Callable[[Any], Any]] = {
    "time": durations.amount_of_time,
    "hold": durations.amount_of_time,
    "reps": values.reps,
    "load": values.load,
    "effort": values.effort,
}
"""The keys of a step that a dose may change and that may differ from set to set, with their parsers."""


class NotationError(CoachError):
    """An amount that cannot be read; its text says what is wrong with it, after the key."""


def written(series: Series[Any]) -> Written:
    """Return an amount as a file would write it; `read` makes the same value of it."""
    if isinstance(series, Listed):
        return [_one(value) for value in series.values]
    if isinstance(series, Ramp):
        return f"{_one(series.first)}..{_one(series.last)}"
    return _one(series.value)


def read(key: str, value: Any) -> Series[Any]:
    """Return the amount of a key of a step as a file's reader would; raises NotationError.

    It may vary from set to set and not by level: a dose is of one level.
    """
    if isinstance(value, dict):
        raise NotationError("cannot differ by level here")
    found = varying(value, (), PARSERS[key], ())
    for wrong in found.wrong:
        if not isinstance(wrong, UnknownLevel):
            raise NotationError(wrong.refusal.message)
    series: Series[Any]
    (series,) = found.by_level.values()
    return series


def is_amount(key: str, series: Series[Any]) -> bool:
    """Return whether a file could ask for it: a made amount of no time, or of 1,000 reps, is none."""
    try:
        return read(key, written(series)) == series
    except NotationError:
        return False


def _one(value: Any) -> str | int:
    """Return a single value; reps and effort without a range stay numbers."""
    if isinstance(value, Duration):
        return _seconds(value.seconds) + ("+" if value.open_ended else "")
    if isinstance(value, Reps):
        if value.maximum:
            return "max"
        return value.low if value.high is None else f"{value.low}-{value.high}"
    if isinstance(value, Effort):
        return value.low if value.high is None else f"{value.low}-{value.high}"
    if isinstance(value, Load):
        return value.unit if value.value is None else f"{_number(value.value)} {value.unit}"
    raise TypeError(f"{value!r} is no amount of a dose")


def _seconds(seconds: float) -> str:
    """Return a length of time: whole ones as a writer would type them, others exactly."""
    return durations.written_seconds(seconds) if float(seconds).is_integer() else f"{_number(seconds)}s"


def _number(number: float) -> str:
    """Return a number in full, without an exponent: reading it gives the same number."""
    text = format(Decimal(repr(float(number))), "f")
    return text.removesuffix(".0")
