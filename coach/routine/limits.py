"""How large a routine becomes, worked out without expanding it (R203): a file of 60 bytes can ask for 50×50×50×50."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from coach.routine.amounts import series_values, waits
from coach.routine.durations import LONGEST
from coach.routine.model import (
    EVERY_LEVEL,
    MOST_WHILE_WAITING,
    SECONDS_A_REP,
    SECONDS_OF_A_WAIT,
    CueAnchor,
    Duration,
    FileCue,
    Group,
    Item,
    Listed,
    PauseStep,
    Say,
    Step,
    Varying,
)
from coach.source import Place, Problem, Severity
from coach.units import Seconds
from coach.words.speech import FixedLengths

MOST_SEGMENTS = 5000

MOST_CUES = 100_000
"""Cues of the file in all goes: `every-1s` for five hours is 18,000, and millions would take minutes to place."""


class Size(NamedTuple):
    """What an item becomes once it is expanded."""

    segments: int
    """Never less than the timeline has, without its opening and goodbye: each go counts what stands before it."""
    seconds: Seconds
    """Of what is done, of rests and of the file's own words; about right, as changes of side and get-readies are not
    counted."""
    cues: int = 0
    """How often the file's own cues are due."""

    def times(self, number: int) -> Size:
        """Return the size of so many of these."""
        return Size(self.segments * number, self.seconds * number, self.cues * number)


def total(sizes: Iterable[Size]) -> Size:
    """Return the size of several items one after the other."""
    segments, seconds, cues = 0, 0.0, 0
    for size in sizes:
        segments, seconds, cues = segments + size.segments, seconds + size.seconds, cues + size.cues
    return Size(segments, seconds, cues)


def check_limits(items: Sequence[Item], levels: Sequence[str], place: Place) -> list[Problem]:
    """Return R203 where any level asks for more than 5,000 segments, 5 hours or 100,000 cues."""
    for level in levels or (EVERY_LEVEL,):
        sizes = [_size(item, level, levels, False) for item in items]
        segments, seconds, cues = total(sizes)
        advice = "fewer sets, rounds or held reps here"
        if segments > MOST_SEGMENTS:
            by, what, most = 0, f"{segments:,} segments", f"{MOST_SEGMENTS:,} segments"
        elif seconds > LONGEST:
            by, what, most = 1, f"about {seconds / 3600:.0f} hours", "5 hours"
        elif cues > MOST_CUES:
            by, what, most = 2, f"about {cues:,} cues", f"{MOST_CUES:,}"
            advice = "fewer cues here, or an every-… of a longer time"
        else:
            continue
        largest = max(range(len(items)), key=lambda index: sizes[index][by])
        at = items[largest].place if items[largest].place.file == place.file else place
        message = f"this routine asks for {what}, and the most is {most}"
        return [Problem("R203", Severity.ERROR, at, message, help=(advice,))]
    return []


def count_segments(items: Iterable[Item], levels: Sequence[str]) -> int:
    """Return how many segments the items ask for at the level that asks for most."""
    items = tuple(items)
    return max(sum(_size(item, level, levels, False).segments for item in items) for level in levels or (EVERY_LEVEL,))


def _size(item: Item, level: str, outer_levels: Sequence[str], in_repeat: bool) -> Size:
    levels = getattr(item, "levels", ()) or outer_levels
    if isinstance(item, Group):
        return _group_size(item, level, levels, in_repeat)
    if isinstance(item, PauseStep):
        return Size(1 + _waits_after(item.rest, level, levels), _mean(item.rest, level, levels))
    if isinstance(item, Step):
        return _step_size(item, level, levels, in_repeat)
    return Size(1, _spoken(item.say))


def _spoken(say: Say | None) -> Seconds:
    """Return about how long words take that are said before a step or round."""
    lines = () if say is None else (*say.lines, *(say.by_side or {}).values())
    return max((FixedLengths().seconds(line.text) for line in lines), default=0.0)


def _group_size(group: Group, level: str, levels: Sequence[str], in_repeat: bool) -> Size:
    rounds = _largest(group.repeat, level, levels)
    passes = max(1, len(group.sides.order))
    # In a used routine lists make sets, however often it is played.
    by_round = (in_repeat or group.repeat is not None) and group.used is None
    inner = [_size(one, level, levels, by_round) for one in group.items]
    segments, seconds, cues = total(inner).times(passes)
    segments += _waits_after(group.rest, level, levels)
    seconds = max(seconds + _mean(group.rest, level, levels), _mean(group.every, level, levels))
    return Size(segments, seconds + _spoken(group.say), cues).times(rounds)


def _step_size(step: Step, level: str, levels: Sequence[str], in_repeat: bool) -> Size:
    one = _go_size(step, level, levels)
    one = one._replace(cues=sum(_times(cue, step, one, level, levels) for cue in step.cues))
    segments, seconds, cues = one.times(max(1, len(step.sides.order)))
    segments += _waits_after(step.rest, level, levels)
    seconds = max(seconds + _mean(step.rest, level, levels), _mean(step.every, level, levels))
    segments, seconds, cues = Size(segments, seconds, cues).times(_sets(step, level, levels, in_repeat))
    return Size(segments, seconds + _spoken(step.say), cues)


def _times(cue: FileCue, step: Step, go: Size, level: str, levels: Sequence[str]) -> int:
    """Return how often a cue is due in a go, at most."""
    if cue.when.anchor is CueAnchor.EVERY_REPS:
        return int(_reps(step, level, levels) // cue.when.value)
    if cue.when.anchor is not CueAnchor.EVERY_SECONDS:
        return 1
    if waits(step.amount, step.pace):
        return MOST_WHILE_WAITING
    return int(go.seconds // cue.when.value)


def _go_size(step: Step, level: str, levels: Sequence[str]) -> Size:
    """Return what one go takes, with what stands before it."""
    amount = step.amount
    reps = _reps(step, level, levels)
    duration = amount.hold or amount.time
    if amount.hold is not None and reps:
        return Size(2 * reps, reps * (_mean(amount.hold, level, levels) + step.relax))
    if duration is not None:
        mean = _mean(duration, level, levels)
        return Size(2 + _waits_after(duration, level, levels), max(mean, step.about or 0.0))
    if reps:
        rep = SECONDS_A_REP
        if step.pace is not None:
            rep = _mean(step.pace, level, levels, waiting=SECONDS_A_REP)
        elif step.tempo is not None:
            rep = max(tempo.seconds for tempo in _values(step.tempo, level, levels))
        return Size(2, reps * rep)
    return Size(2, step.about or step.at_most or SECONDS_OF_A_WAIT)


def _reps(step: Step, level: str, levels: Sequence[str]) -> int:
    return max((count.low for count in _values(step.amount.reps, level, levels)), default=0)


def _waits_after(varying: Varying[Any] | None, level: str, levels: Sequence[str]) -> int:
    """Return 1 where "30s+" becomes a segment more, in which it waits."""
    return int(any(getattr(value, "open_ended", False) for value in _values(varying, level, levels)))


def _sets(step: Step, level: str, levels: Sequence[str], in_repeat: bool) -> int:
    if step.sets is not None:
        return _largest(step.sets, level, levels)
    if in_repeat:
        return 1
    amount = step.amount
    lists: tuple[Varying[Any] | None, ...] = (amount.time, amount.hold, amount.reps, amount.distance)
    series = (
        varying.at(level, levels)
        for varying in (*lists, step.load, step.effort, step.tempo, step.pace)
        if varying is not None
    )
    longest = max((len(found.values) for found in series if isinstance(found, Listed)), default=1)
    return longest if longest > 1 else _largest(step.default_sets, level, levels)


def _values(varying: Varying[Any] | None, level: str, levels: Sequence[str]) -> Sequence[Any]:
    return series_values(varying.at(level, levels)) if varying is not None else ()


def _largest(varying: Varying[int] | None, level: str, levels: Sequence[str]) -> int:
    return max(_values(varying, level, levels), default=1)


def _mean(
    varying: Varying[Any] | None, level: str, levels: Sequence[str], *, waiting: Seconds = SECONDS_OF_A_WAIT
) -> Seconds:
    """Return the mean of the lengths in a value; what waits counts as `waiting`."""
    seconds = []
    for value in _values(varying, level, levels):
        if isinstance(value, Duration):
            seconds.append(value.seconds)
        else:
            seconds.append(float(value) if isinstance(value, (int, float)) else waiting)
    return sum(seconds) / len(seconds) if seconds else 0.0
