"""The smallest steps of amounts, up and down: seconds, reps, minutes, points of effort, kilos (D4 and D8)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from coach.routine.model import Duration, Effort, Listed, Load, Ramp, Reps, Series, Single
from coach.units import Seconds

T = TypeVar("T")

HOLD_STEP: Seconds = 5.0
LONGEST_HOLD: Seconds = 45.0
"""A hold that lasts so long goes to the next rung (5 × 45 s: Rio 2015, BJSM 49:1277)."""

HOLD_ON_A_NEW_RUNG: Seconds = 30.0
"""Where a hold begins on the next rung, if the file does not say less (a choice of this program)."""

WALK_STEP: Seconds = 60.0
LONGEST_WALK: Seconds = 600.0
"""All goes of a walk together (10 minutes three times a week: Alghadir 2019, PMC6456984)."""

MOST_EFFORT = 7
"""Of a sled: it is controlled by effort of 4 to 7, for friction varies (a choice of this program)."""

LOAD_STEP = 1.05
LOAD_LIMIT = 1.10
"""A load grows by 2.5 to 5 %, never by more than 10 % (ACSM 2009: 2 to 10 %)."""

LOAD_EASED = 0.8

LOAD_UNITS = {"kg": 0.5, "lb": 1.0}
"""What weights come in."""


def mapped(series: Series[T], change: Callable[[T], T]) -> Series[T]:
    """Return a series with each of its values changed, a ramp's two ends."""
    if isinstance(series, Single):
        return Single(change(series.value))
    if isinstance(series, Listed):
        return Listed(tuple(change(value) for value in series.values))
    return Ramp(change(series.first), change(series.last))


def values_of(series: Series[T]) -> tuple[T, ...]:
    """Return the values of a series, a ramp's two ends."""
    if isinstance(series, Single):
        return (series.value,)
    return series.values if isinstance(series, Listed) else (series.first, series.last)


def longer_hold(series: Series[Duration]) -> Series[Duration] | None:
    """Return the hold 5 s longer, no value over 45 s; None where all are there."""

    def longer(value: Duration) -> Duration:
        return replace(value, seconds=max(value.seconds, min(value.seconds + HOLD_STEP, LONGEST_HOLD)))

    return _changed(series, mapped(series, longer))


def hold_on_a_new_rung(file: Series[Duration]) -> Series[Duration] | None:
    """Return how long to hold on the next rung; None for what the file says."""
    return _changed(file, mapped(file, lambda value: replace(value, seconds=min(value.seconds, HOLD_ON_A_NEW_RUNG))))


def longer_walk(series: Series[Duration], goes: int) -> Series[Duration] | None:
    """Return a walk of so many goes with a minute more on its shortest go; None where it would be over 10 minutes."""
    if isinstance(series, Ramp):
        return None
    each = [*values_of(series)]
    each = [*each, *[each[-1]] * (goes - len(each))][:goes]
    if sum(value.seconds for value in each) + WALK_STEP > LONGEST_WALK:
        return None
    shortest = min(range(goes), key=lambda index: (each[index].seconds, -index))
    each[shortest] = replace(each[shortest], seconds=each[shortest].seconds + WALK_STEP)
    return Single(each[0]) if len(set(each)) == 1 else Listed(tuple(each))


def more_effort(series: Series[Effort]) -> Series[Effort] | None:
    """Return the effort one point higher; None where it would be over 7."""
    if any((value.high or value.low) >= MOST_EFFORT for value in values_of(series)):
        return None
    return mapped(series, lambda value: Effort(value.low + 1, None if value.high is None else value.high + 1))


def more_reps(now: Series[Reps], file: Series[Reps]) -> Series[Reps] | None:
    """Return one rep more wherever the file's range has room; None where it has none."""
    ranges = values_of(file)
    if any(value.maximum for value in (*ranges, *values_of(now))):
        return None
    if type(now) is not type(file) or len(values_of(now)) != len(ranges):
        now = file
    more = tuple(
        Reps(max(value.low, min(value.low + 1, of.high or of.low)))
        for value, of in zip(values_of(now), ranges, strict=True)
    )
    if [value.low for value in more] == [value.low for value in values_of(now)]:
        return None
    if isinstance(file, Single):
        return Single(more[0])
    return Listed(more) if isinstance(file, Listed) else Ramp(more[0], more[1])


def more_load(series: Series[Load]) -> Series[Load] | None:
    """Return every weight a step up; None where one is a word, or a step would be over 10 %."""
    loads = values_of(series)
    if any(load.value is None or heavier(load) is None for load in loads):
        return None
    return mapped(series, lambda load: heavier(load) or load)


def heavier(load: Load) -> Load | None:
    """Return a weight a step heavier: within 5 %, else by one unit within 10 %; None where that does not exist."""
    unit = LOAD_UNITS.get(load.unit)
    if load.value is None or load.value <= 0 or unit is None:
        return None
    value = math.floor(load.value * LOAD_STEP / unit + 1e-9) * unit
    if value <= load.value:
        value = math.floor(load.value / unit + 1 + 1e-9) * unit
    return Load(value, load.unit) if load.value < value <= load.value * LOAD_LIMIT + 1e-9 else None


def less_load(series: Series[Load]) -> Series[Load] | None:
    """Return every weight at 80 %, rounded down to what weights come in; None where nothing gets lighter."""
    return _changed(series, mapped(series, lighter))


def lighter(load: Load) -> Load:
    """Return a weight at 80 %, rounded down; a word, and the least weight there is, stay."""
    unit = LOAD_UNITS.get(load.unit)
    if load.value is None or unit is None:
        return load
    value = math.floor(load.value * LOAD_EASED / unit + 1e-9) * unit
    return Load(value, load.unit) if value > 0 else load


def not_above(now: Series[Load], most: Series[Load]) -> Series[Load]:
    """Return weights, none of them above those of another series of the same shape."""
    tops = values_of(most)
    if type(now) is not type(most) or len(values_of(now)) != len(tops):
        return now
    lower = tuple(
        of
        if value.value is not None and of.value is not None and of.unit == value.unit and value.value > of.value
        else value
        for value, of in zip(values_of(now), tops, strict=True)
    )
    if isinstance(now, Single):
        return Single(lower[0])
    return Listed(lower) if isinstance(now, Listed) else Ramp(lower[0], lower[1])


def is_lighter(series: Series[Load], than: Series[Load]) -> bool:
    """Return whether the heaviest weight of a series is under that of another one in the same unit."""
    mine, other = heaviest(series), heaviest(than)
    same = {load.unit for load in (*values_of(series), *values_of(than))}
    return mine is not None and other is not None and len(same) == 1 and mine < other


def capped(series: Series[Load], by: Series[Load]) -> Series[Load]:
    """Return weights, none of them above those of another series: value by value where both have the same shape."""
    if type(series) is type(by) and len(values_of(series)) == len(values_of(by)):
        return not_above(series, by)
    most = heaviest(by)

    def at_most(load: Load) -> Load:
        same = most is not None and load.value is not None and load.unit == values_of(by)[0].unit
        return replace(load, value=min(load.value or 0.0, most or 0.0)) if same else load

    return mapped(series, at_most)


def heaviest(series: Series[Load]) -> float | None:
    """Return the greatest weight of a series; None where one is a word or units differ."""
    loads = values_of(series)
    weights = [load.value for load in loads if load.value is not None]
    return max(weights) if len(weights) == len(loads) and len({load.unit for load in loads}) == 1 else None


def _changed(before: Series[T], after: Series[T]) -> Series[T] | None:
    return after if after != before else None
