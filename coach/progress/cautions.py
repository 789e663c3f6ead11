"""What the first-run answers say against: which exercises of a routine carry a caution that was ticked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from coach.routine.model import Routine
from coach.timeline.values import steps_of

NONE = "none"
"""Kept in the place of precautions where the list was read and nothing was ticked."""


@dataclass(frozen=True, slots=True)
class Caution:
    """One answer and what it is about in one routine."""

    precaution: str
    """An id of `coach.routine.library.PRECAUTIONS`."""
    exercises: tuple[str, ...]
    """The names of the exercises, in the order in which they are played."""


def cautions_of(routine: Routine, precautions: Collection[str]) -> tuple[Caution, ...]:
    """Return which of the ticked precautions the exercises of a routine's steps carry, in the order of the ticks."""
    library = routine.exercises or {}
    played = [library[step.exercise] for step in steps_of(routine.items) if step.exercise and step.exercise in library]
    found = []
    for precaution in precautions:
        names = dict.fromkeys(one.name for one in played if precaution in one.caution)
        if names:
            found.append(Caution(precaution, tuple(names)))
    return tuple(found)
