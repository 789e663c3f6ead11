"""Dose: how much of a step is played where it is not what the file says."""

from __future__ import annotations

from dataclasses import dataclass

from coach.routine.model import Duration, Effort, Load, Reps, Series


@dataclass(frozen=True, slots=True)
class Dose:
    """What one step plays at its level instead of what its file says; what is None is the file's."""

    exercise: str | None = None
    """Another rung of the exercise's ladder, by its id in the library."""
    sets: int | None = None
    """Sets of the step; in a block that repeats, the rounds in which it is played, from the first on."""
    time: Series[Duration] | None = None
    hold: Series[Duration] | None = None
    reps: Series[Reps] | None = None
    load: Series[Load] | None = None
    effort: Series[Effort] | None = None


FILE_DOSE = Dose()
"""What the file says."""


@dataclass(frozen=True, slots=True)
class Eased:
    """What is played of a step from one go on, because it hurt: an easier rung of its exercise's ladder."""

    step: str
    exercise: str
    go: int
    """The first go of the session, counted from 0, that is not of the old exercise any more."""
