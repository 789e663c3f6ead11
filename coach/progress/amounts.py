"""How much of an exercise was done in a session, in a measure that its user understands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from math import inf, isfinite

from coach.session.record import GoRecord


class Measure(Enum):
    """What is added up over the sets of a session."""

    SECONDS = "seconds held"
    MINUTES = "minutes"
    REPS = "reps"
    KG_REPS = "kg lifted"  # reps × load
    LB_REPS = "lb lifted"
    METRES = "metres"
    STEPS = "steps"


_METRES: Mapping[str, float] = {"m": 1.0, "km": 1000.0, "ft": 0.3048, "yd": 0.9144, "mi": 1609.344}

_LOAD = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(kg|lbs?)\b", re.IGNORECASE)


def done_in(goes: Sequence[GoRecord]) -> Mapping[Measure, float]:
    """Return what some goes of one exercise on one side add up to, by measure.

    Repetitions that were all done with a load in kg or lb count times the load; else they count as they are. A measure
    in which one go was not counted (as many as you can, broken off) is left out: a part would look like less.
    """
    sums: dict[Measure, float] = {}
    uncounted: set[Measure] = set()
    plain = any(_load(go) is None for go in goes if go.unit == "reps")
    for go in goes:
        measure, factor = _measure(go, plain=plain)
        if go.done is None or not isfinite(go.done):
            uncounted.add(measure)
        else:
            sums[measure] = sums.get(measure, 0.0) + go.done * factor
    return {
        measure: round(amount, 2) for measure, amount in sums.items() if measure not in uncounted and 0 < amount < inf
    }


def _measure(go: GoRecord, *, plain: bool) -> tuple[Measure, float]:
    if go.unit == "reps":
        load = None if plain else _load(go)
        return (Measure.REPS, 1.0) if load is None else load
    if go.unit in _METRES:
        return Measure.METRES, _METRES[go.unit]
    if go.unit == "s":
        return (Measure.MINUTES, 1 / 60) if go.type == "walk" else (Measure.SECONDS, 1.0)
    return Measure.STEPS, 1.0


def _load(go: GoRecord) -> tuple[Measure, float] | None:
    """Return the load of a go where it is a number of kg or lb: "12 kg", "2 × 8 kg" is none."""
    found = _LOAD.fullmatch(go.load or "")
    if found is None:
        return None
    return (Measure.KG_REPS if found[2].lower() == "kg" else Measure.LB_REPS), float(found[1])
