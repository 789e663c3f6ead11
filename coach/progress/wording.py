"""What a step plays under a dose, in short words: for differences and for `doses.toml`."""

from __future__ import annotations

from coach.progress.rungs import as_played, exercise_of, level_now
from coach.routine.model import Routine, Step
from coach.session.doses import StepDose
from coach.timeline.amounts import amount_words
from coach.timeline.model import Choices


def step_name(routine: Routine, step: Step, now: StepDose) -> str:
    """Return how a step is called on the rung that it plays."""
    if now.dose.exercise is None:
        return step.name
    exercise = exercise_of(routine, step, now)
    return exercise.name if exercise is not None else step.name


def dose_words(routine: Routine, step: Step, now: StepDose, other: StepDose | None = None) -> str:
    """Return how much a step is under a dose: "5 × 35 s", and what tells it from the other one.

    Where `other` is on another rung the exercise stands before it, at another level the level behind it.
    """
    levels = {step.id: now.level} if now.level is not None else {}
    words = amount_words(routine, step.id, Choices(levels=levels, doses={step.id: as_played(routine, step, now)}))
    if other is None:
        return words
    if now.dose.exercise != other.dose.exercise:
        words = f"{step_name(routine, step, now)} {words}"
    if level_now(step, now) != level_now(step, other):
        words = f"{words} ({level_now(step, now)})"
    return words
