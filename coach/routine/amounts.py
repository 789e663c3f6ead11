"""How much a step asks for, and the keys that exclude each other (F2 and F7 of docs/rules.md, R106)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, TypeVar

from coach.routine import durations, values
from coach.routine.fields import pace_of, varying_field
from coach.routine.model import Amount, Listed, Pace, Ramp, Series, Single, Tempo, Varying
from coach.routine.refusal import Parsed, Refusal
from coach.routine.tables import Table
from coach.source import Mark
from coach.units import Seconds

T = TypeVar("T")

AMOUNTS = ("time", "hold", "reps", "distance", "until")
_FOR = {
    "time": "for a time",
    "hold": "for a hold",
    "reps": "for a number of reps",
    "distance": "for a distance",
    "until": "until done",
}


def all_values(varying: Varying[T] | None) -> list[T]:
    """Return every single value of all levels; a ramp's two ends."""
    result: list[T] = []
    if varying is not None:
        for series in varying.by_level.values():
            result.extend(series_values(series))
    return result


def series_values(series: Series[T]) -> Sequence[T]:
    """Return the values of one series; a ramp's two ends."""
    if isinstance(series, Single):
        return (series.value,)
    return series.values if isinstance(series, Listed) else (series.first, series.last)


def has_ramp(varying: Varying[Any] | None) -> bool:
    return varying is not None and any(isinstance(series, Ramp) for series in varying.by_level.values())


def has_list(varying: Varying[Any] | None) -> bool:
    return varying is not None and any(isinstance(series, Listed) for series in varying.by_level.values())


def _until(value: Any) -> Parsed[bool]:
    if isinstance(value, str) and value.strip().lower() == "done":
        return True
    return Refusal("R201", "cannot be waited for", '"done"', "a step that waits ends when you say done")


def states_amount(table: Table) -> bool:
    """Return whether a table says how much, be it readable or not."""
    return any(table.has(key) for key in AMOUNTS)


def amount(table: Table, called: str = "a step") -> Amount | None:
    """Return the amount that one table states; reports amounts that exclude each other; None where nothing is left."""
    return table.reading.once((*table.path, "*amount"), amount, lambda: _amount(table, called))


def _amount(table: Table, called: str) -> Amount | None:
    present = [key for key in AMOUNTS if key in table]
    time = table.varying("time", durations.amount_of_time)
    hold = table.varying("hold", durations.amount_of_time)
    reps = table.varying("reps", values.reps)
    distance = table.varying("distance", values.distance)
    until = bool(table.single("until", _until))
    present = [key for key in present if key in table]  # without those that were refused just now
    result = Amount(time, hold, reps, distance, until)
    pair = set(present)
    counts = all_values(reps)
    if pair == {"reps", "hold"}:
        if any(count.maximum for count in counts):
            exclude(
                table,
                ["hold", "reps"],
                'as many held reps as you can cannot be timed: "max" goes alone or with time',
                "write a number of reps, or keep one of them",
            )
        if any(held.open_ended for held in all_values(hold)):
            note = 'a rep is held for a fixed time: hold = "5s"'
            table.reading.refuse(
                (*table.path, "hold"), table.raw["hold"], Refusal("R201", "cannot be open-ended with reps", None, note)
            )
    elif pair == {"reps", "time"}:
        if not all(count.maximum for count in counts):
            exclude(
                table,
                ["time", "reps"],
                f"{called} is for a time or for a number of reps, not both",
                'keep one; for "as many as you can in the time" write reps = "max"',
            )
    elif len(present) > 1:
        ways = [_FOR[key] for key in present]
        message = f"{called} is {', '.join(ways[:-1])} or {ways[-1]}, not {'both' if len(ways) == 2 else 'all of them'}"
        if pair == {"time", "hold"}:
            exclude(table, present, message, "keep one; hold is for staying still, time for moving")
        else:
            exclude(table, present, message, "keep one")
    return result if present else None


def exclude(table: Table, keys: Iterable[str], message: str, *help_lines: str) -> None:
    """Report R106 for keys of one table that exclude each other, at the last of them, with the others marked."""
    places = sorted((table.key_place(key) for key in keys), key=lambda place: (place.line, place.column))
    table.reading.report(
        "R106",
        places[-1],
        message,
        *help_lines,
        label="and this" if len(places) > 1 else "",
        also=[Mark(place, "this") for place in places[:-1]],
    )


def is_plain_reps(found: Amount) -> bool:
    """Return whether tempo and pace apply: reps that are neither held nor "max" at every level."""
    if found.reps is None or found.hold is not None or found.time is not None:
        return False
    return not all(count.maximum for count in all_values(found.reps))


def waits(found: Amount, pace: Varying[Seconds | Pace] | None) -> bool:
    """Return whether the step waits for "done" at some level, so that its length is not known."""
    if found.until_done or found.distance is not None:
        return True
    if found.reps is None or found.time is not None or found.hold is not None:
        return False
    return Pace.SELF in all_values(pace) or any(count.maximum for count in all_values(found.reps))


def rhythm(
    layers: Sequence[Table], step: Table, found: Amount
) -> tuple[Varying[Seconds | Pace] | None, Varying[Tempo] | None]:
    """Return pace and tempo: whichever is written nearest to the step; defaults touch only plain reps (F7)."""
    plain = is_plain_reps(found)
    if not plain and found != Amount():
        for key in ("pace", "tempo"):
            if key in step:
                amounts = [name for name in AMOUNTS if name in step]
                message = f"`{key}` is for plain reps, and this step is {_kind(found)}"
                exclude(step, [key, *amounts], message, f"leave {key} out")
    for layer in (step, *layers):
        if "pace" in layer and "tempo" in layer:
            layer.reading.once((*layer.path, "*rhythm"), rhythm, partial(_two_rhythms, layer))
        pace = pace_of(layer)
        if pace is not None:
            return (pace, None) if plain else (None, None)
        tempo = varying_field(layer, "tempo")
        if tempo is not None:
            return (None, tempo) if plain else (None, None)
    return None, None


def _two_rhythms(layer: Table) -> None:
    exclude(layer, ["pace", "tempo"], "`pace` and `tempo` both say how fast a rep is", "keep one")


def _kind(found: Amount) -> str:
    if found.reps is not None and found.hold is not None:
        return "for held reps"
    if found.reps is not None:
        return "for as many reps as you can"
    for key, value in (("time", found.time), ("hold", found.hold), ("distance", found.distance)):
        if value is not None:
            return _FOR[key]
    return "until done"
