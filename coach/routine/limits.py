"""How large a routine becomes, worked out without expanding it (R203): a file of 60 bytes can ask for 50×50×50×50."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from coach.routine.durations import LONGEST
from coach.routine.model import (
    EVERY_LEVEL,
    Duration,
    Group,
    Item,
    Listed,
    PauseStep,
    Series,
    Single,
    Step,
    Varying,
)
from coach.source import Place, Problem, Severity

T = TypeVar("T")

MOST_SEGMENTS = 5000
_SECONDS_A_REP = 3.0
_WAIT = 60.0


def check_limits(items: Sequence[Item], levels: Sequence[str], place: Place) -> list[Problem]:
    """Return R203 where any level asks for more than 5,000 segments or 5 hours."""
    for level in levels or (EVERY_LEVEL,):
        sizes = [_size(item, level, levels, False) for item in items]
        segments = sum(size[0] for size in sizes)
        seconds = sum(size[1] for size in sizes)
        if segments > MOST_SEGMENTS or seconds > LONGEST:
            by = 0 if segments > MOST_SEGMENTS else 1
            largest = max(range(len(items)), key=lambda index: sizes[index][by])
            what = f"{segments:,} segments" if by == 0 else f"about {seconds / 3600:.0f} hours"
            limit = "5,000 segments" if by == 0 else "5 hours"
            at = items[largest].place if items[largest].place.file == place.file else place
            message = f"this routine asks for {what}, and the most is {limit}"
            return [Problem("R203", Severity.ERROR, at, message, help=("fewer sets, rounds or held reps here",))]
    return []


def count_segments(items: Iterable[Item], levels: Sequence[str]) -> int:
    """Return how many segments the items ask for at the level that asks for most."""
    items = tuple(items)
    return max(sum(_size(item, level, levels, False)[0] for item in items) for level in levels or (EVERY_LEVEL,))


def _size(item: Item, level: str, outer_levels: Sequence[str], in_repeat: bool) -> tuple[int, float]:
    """Return segments and seconds of an item at a level; about right, and never too small by more than the pauses."""
    levels = getattr(item, "levels", ()) or outer_levels
    if isinstance(item, Group):
        rounds = _largest(item.repeat, level, levels)
        passes = max(1, len(item.sides.order))
        # In a used routine lists make sets, however often it is played.
        by_round = (in_repeat or item.repeat is not None) and item.used is None
        inner = [_size(one, level, levels, by_round) for one in item.items]
        segments = sum(size[0] for size in inner)
        seconds = sum(size[1] for size in inner)
        rest = _mean(item.rest, level, levels)
        return rounds * passes * segments + rounds, rounds * (passes * seconds + rest)
    if isinstance(item, PauseStep):
        return 1, _mean(item.rest, level, levels)
    if isinstance(item, Step):
        return _step_size(item, level, levels, in_repeat)
    return 1, 0.0


def _step_size(step: Step, level: str, levels: Sequence[str], in_repeat: bool) -> tuple[int, float]:
    amount = step.amount
    sets = _sets(step, level, levels, in_repeat)
    goes = sets * max(1, len(step.sides.order))
    reps = 0
    if amount.reps is not None:
        reps = max((count.low for count in _values(amount.reps, level, levels)), default=0)
    if amount.hold is not None and reps:
        segments = 2 * reps
        seconds = reps * (_mean(amount.hold, level, levels) + step.relax)
    elif amount.hold is not None or amount.time is not None:
        segments, seconds = 2, _mean(amount.hold or amount.time, level, levels)
    elif reps:
        rep = _SECONDS_A_REP
        if step.pace is not None:
            rep = _mean(step.pace, level, levels) or _SECONDS_A_REP
        elif step.tempo is not None:
            rep = max(tempo.seconds for tempo in _values(step.tempo, level, levels))
        segments, seconds = 2, reps * rep
    else:
        segments, seconds = 2, step.about or _WAIT
    return goes * segments, goes * seconds + sets * _mean(step.rest, level, levels)


def _sets(step: Step, level: str, levels: Sequence[str], in_repeat: bool) -> int:
    if step.sets is not None:
        return _largest(step.sets, level, levels)
    if in_repeat:
        return 1
    lengths = []
    amount = step.amount
    lists: tuple[Varying[Any] | None, ...] = (amount.time, amount.hold, amount.reps, amount.distance)
    for varying in (*lists, step.load, step.effort, step.tempo, step.pace):
        if varying is not None:
            series = _series(varying, level, levels)
            if isinstance(series, Listed):
                lengths.append(len(series.values))
    return max(lengths) if lengths else _largest(step.default_sets, level, levels)


def _series(varying: Varying[T], level: str, levels: Sequence[str]) -> Series[T]:
    table = varying.by_level
    if EVERY_LEVEL in table:
        return table[EVERY_LEVEL]
    names = list(levels)
    below = names[: names.index(level) + 1] if level in names else []
    for name in (*reversed(below), *names, *table):
        if name in table:
            return table[name]
    raise ValueError("a varying value without values")


def _values(varying: Varying[T] | None, level: str, levels: Sequence[str]) -> Sequence[T]:
    if varying is None:
        return ()
    series = _series(varying, level, levels)
    if isinstance(series, Single):
        return (series.value,)
    return series.values if isinstance(series, Listed) else (series.first, series.last)


def _largest(varying: Varying[int] | None, level: str, levels: Sequence[str]) -> int:
    return max(_values(varying, level, levels), default=1)


def _mean(varying: Varying[Any] | None, level: str, levels: Sequence[str]) -> float:
    """Return the mean of the lengths in a value; what waits counts as a minute."""
    seconds = []
    for value in _values(varying, level, levels):
        if isinstance(value, Duration):
            seconds.append(value.seconds)
        else:
            seconds.append(float(value) if isinstance(value, (int, float)) else _WAIT)
    return sum(seconds) / len(seconds) if seconds else 0.0
