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


def change_words(routine: Routine, step: Step, now: StepDose, new: StepDose) -> tuple[str, str]:
    """Return how much a step is before and after a change: "5 × 30 s", "5 × 35 s".

    Where it comes to another rung that exercise stands before it, at another level both have it behind them.
    """
    before, after = dose_words(routine, step, now), dose_words(routine, step, new)
    if now.dose.exercise != new.dose.exercise:
        after = f"{step_name(routine, step, new)} {after}"
    if level_now(step, now) != level_now(step, new):
        return f"{before} ({level_now(step, now)})", f"{after} ({level_now(step, new)})"
    return before, after


def dose_words(routine: Routine, step: Step, now: StepDose) -> str:
    """Return how much a step is under a dose: "5 × 35 s"."""
    levels = {step.id: now.level} if now.level is not None else {}
    return amount_words(routine, step.id, Choices(levels=levels, doses={step.id: as_played(routine, step, now)}))
