"""Exercises as steps can be played as them, with every rung of their ladders: read from the library for one routine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from coach.routine import inherit, values
from coach.routine.amounts import amount, states_amount
from coach.routine.fields import pace_of, varying_field
from coach.routine.library import as_shown
from coach.routine.model import CueTime, Exercise, FileCue, Movement, Phase, Speech
from coach.routine.spoken import cues
from coach.routine.tables import Table

Entries: TypeAlias = Callable[[str], Sequence[Table]]
"""The tables of an exercise, nearest first; none where it is unknown."""


def ladders(used: Iterable[tuple[Sequence[str], Entries]]) -> dict[str, Exercise]:
    """Return exercises and every rung that their ladders reach, up and down; the entries of a later file count.

    A rung that cannot be read is left out, and so is what only it leads to.
    """
    result: dict[str, Exercise] = {}
    for exercises, entries in used:
        found: dict[str, Exercise] = {}
        pending = list(exercises)
        while pending:
            exercise = pending.pop(0)
            if exercise in found:
                continue
            rung = _rung(exercise, entries(exercise))
            if rung is not None:
                found[exercise] = rung
                pending += [other for other in (rung.easier, rung.harder) if other is not None]
        result |= found
    return result


def _rung(exercise: str, tables: Sequence[Table]) -> Exercise | None:
    """Return an exercise with its movement; None where it is unknown or something in it is wrong."""
    wrong = sum(len(table.reading.problems) for table in tables)
    shown = replace(as_shown(exercise, tables), movement=_movement(tables)) if tables else None
    return shown if wrong == sum(len(table.reading.problems) for table in tables) else None


def _movement(tables: Sequence[Table]) -> Movement:
    states = next((table for table in tables if states_amount(table)), None)
    merged: dict[CueTime, FileCue | None] = {}
    for table in reversed(tables):
        merged |= cues(table, own=False)
    setup = next((table for table in tables if "setup" in table), None)
    first = next((table.text("first") for table in tables if table.text("first")), Phase.DOWN.value)
    rhythm = next((table for table in tables if "pace" in table or "tempo" in table), None)
    pace = pace_of(rhythm) if rhythm is not None else None
    return Movement(
        amount=amount(states, "an exercise") if states is not None else None,
        setup=Speech(setup.text("setup"), setup.value_place("setup")) if setup is not None else None,
        cues=tuple(cue for cue in merged.values() if cue is not None),
        sides=inherit.single(tables, "sides", values.sides),
        first=Phase(first),
        pace=pace,
        tempo=varying_field(rhythm, "tempo") if rhythm is not None and pace is None else None,
    )
