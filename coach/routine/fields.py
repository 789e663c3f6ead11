"""Which parser reads which key that may vary."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from coach.routine import durations, values
from coach.routine.model import Duration, Pace, Until, Varying
from coach.routine.tables import Table
from coach.units import Seconds

_PARSERS: dict[str, Callable[[Any], Any]] = {
    "time": durations.amount_of_time,
    "hold": durations.amount_of_time,
    "reps": values.reps,
    "distance": values.distance,
    "load": values.load,
    "effort": values.effort,
    "tempo": values.tempo,
    "pace": durations.pace,
    "rest": durations.rest,
    "ready": durations.pause,
    "every": durations.length,
    "sets": values.count,
    "repeat": values.count,
}


def varying_field(table: Table, key: str) -> Varying[Any] | None:
    """Return the value of a key that may vary, read as that key is; None where nothing good is written."""
    return table.varying(key, _PARSERS[key])


def pace_of(table: Table) -> Varying[Seconds | Pace] | None:
    return varying_field(table, "pace")


def rest_of(table: Table) -> Varying[Duration | Until] | None:
    return varying_field(table, "rest")
