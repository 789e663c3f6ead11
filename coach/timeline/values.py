"""Which value counts: the level, then the list or ramp at the index, then the single value (T1 of docs/rules.md)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from coach.routine.model import (
    Distance,
    Duration,
    Effort,
    Group,
    Item,
    Listed,
    Load,
    Reps,
    Single,
    Step,
    Tempo,
    Varying,
)
from coach.timeline.model import Choices
from coach.units import Seconds

T = TypeVar("T")

RAMP_UNITS = {"kg": 0.5, "lb": 1.0, "m": 1.0, "ft": 1.0, "yd": 1.0, "steps": 1.0, "km": 0.1, "mi": 0.1}
"""What the values of a ramp are rounded to."""


def half_up(number: float, unit: float = 1.0) -> float:
    """Return the number rounded to a multiple of `unit`, halves up."""
    return math.floor(number / unit + 0.5 + 1e-9) * unit


def between(first: Any, last: Any, index: int, count: int, tick: Seconds = 1.0) -> Any:
    """Return the value of a ramp at `index` of `count` in whole steps of its kind; at one index it is its first.

    `tick` is the step of bare seconds.
    """

    def number(low: float, high: float, unit: float = 1.0) -> float:
        return half_up(low + (high - low) * index / (count - 1), unit)

    if count < 2:
        return first
    if isinstance(first, Duration):
        return Duration(number(first.seconds, last.seconds), first.open_ended)
    if isinstance(first, Reps):
        return Reps(int(number(first.low, last.low)))
    if isinstance(first, Effort):
        return Effort(int(number(first.low, last.low)))
    if isinstance(first, (Load, Distance)):
        if first.value is None or last.value is None:
            return first
        return type(first)(round(number(first.value, last.value, RAMP_UNITS.get(first.unit, 1.0)), 6), first.unit)
    if isinstance(first, int) and isinstance(last, int):
        return int(number(first, last))
    if isinstance(first, (int, float)):
        return round(number(first, last, tick), 6)
    if isinstance(first, Tempo):
        parts = [low if low == high else number(low, high) for low, high in zip(first.parts, last.parts, strict=True)]
        return Tempo((parts[0], parts[1], parts[2], parts[3])) if any(parts) else first
    return first


def pick(
    varying: Varying[T] | None,
    level: str | None,
    levels: Sequence[str],
    index: int,
    count: int,
    *,
    tick: Seconds = 1.0,
) -> T | None:
    """Return the value at a level and an index from 0 of `count`; None where there is none.

    `tick` is what bare seconds of a ramp are rounded to, halves up.
    """
    if varying is None:
        return None
    series = varying.at(level, levels)
    if isinstance(series, Single):
        return series.value
    if isinstance(series, Listed):
        return series.values[min(index, len(series.values) - 1)]
    result: T = between(series.first, series.last, index, count, tick)
    return result


def list_length(varying: Varying[Any] | None, level: str | None, levels: Sequence[str]) -> int:
    """Return how many values a list has at a level; 0 where the value is no list."""
    if varying is None:
        return 0
    series = varying.at(level, levels)
    return len(series.values) if isinstance(series, Listed) else 0


def level_of(step_id: str, levels: Sequence[str], choices: Choices) -> str | None:
    """Return the level at which a step plays: the chosen one if its routine has it, else the routine's first."""
    if not levels:
        return None
    wanted = choices.level or choices.levels.get(step_id)
    return wanted if wanted in levels else levels[0]


def lowest_level(items: Iterable[Item], levels: Sequence[str], choices: Choices, own: str) -> str | None:
    """Return the lowest level among the steps of some items; it counts for what has no level of its own there.

    A group's `repeat`, `rest` and `every`, and a step that only rests. Without steps `own` is the id to look under.
    """
    if not levels:
        return None
    found = [level_of(step.id, levels, choices) for step in steps_of(items) if step.levels == tuple(levels)]
    return min((level for level in found if level), key=levels.index, default=level_of(own, levels, choices))


def steps_of(items: Iterable[Item]) -> Iterator[Step]:
    """Yield every step that is done among and under some items, in order."""
    for item in items:
        if isinstance(item, Step):
            yield item
        elif isinstance(item, Group):
            yield from steps_of(item.items)
