"""The ladders of a routine's exercises: which one is easier than another, and which one harder."""

from __future__ import annotations

from coach.routine.model import Routine


def easier_than(routine: Routine, exercise: str) -> str | None:
    """Return the id of the exercise one rung down that a step can be played as; None where there is none."""
    return _next(routine, exercise, "easier")


def harder_than(routine: Routine, exercise: str) -> str | None:
    """Return the id of the exercise one rung up that a step can be played as; None where there is none."""
    return _next(routine, exercise, "harder")


def _next(routine: Routine, exercise: str, way: str) -> str | None:
    known = routine.exercises or {}
    other: str | None = getattr(known[exercise], way) if exercise in known else None
    # One that leads back to itself is no rung.
    return other if other in known and other != exercise else None
