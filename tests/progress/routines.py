"""Small routines of steps of given types."""

from __future__ import annotations

from coach.routine.model import Amount, Group, Routine, Step, StepType
from coach.source import Place

PLACE = Place("r.toml", 1, 1, 1)


def routine_of(*types: str | None) -> Routine:
    """A routine with one step of each of these types, the last of them inside a block; None is unknown."""
    steps = [
        Step(f"step-{index}", "Step", PLACE, Amount(until_done=True), type=StepType(type_) if type_ else None)
        for index, type_ in enumerate(types)
    ]
    return Routine("r", "R", (*steps[:-1], Group("block", PLACE, tuple(steps[-1:]))), PLACE)
