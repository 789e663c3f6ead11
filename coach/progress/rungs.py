"""The rungs and levels of one step: which is next up, which is next down, and where the file's own one is."""

from __future__ import annotations

from dataclasses import fields, replace

from coach.routine.ladder import harder_than
from coach.routine.model import Amount, Exercise, Routine, Step, Varying
from coach.session.doses import StepDose
from coach.session.profile_values import Profile
from coach.timeline.dose import Dose

MOST_RUNGS = 20
"""Ladders that are longer go in a circle."""


def exercise_of(routine: Routine, step: Step, now: StepDose) -> Exercise | None:
    """Return the exercise that a step plays now; None for one that the library does not know."""
    id_ = now.dose.exercise or step.exercise
    return (routine.exercises or {}).get(id_ or "")


def easier_rung(routine: Routine, step: Step, now: StepDose) -> str | None:
    """Return the exercise one rung down; None on the lowest."""
    exercise = exercise_of(routine, step, now)
    easier = (routine.exercises or {}).get(exercise.easier or "") if exercise is not None else None
    return easier.id if easier is not None and easier.movement is not None else None


def harder_rung(routine: Routine, step: Step, now: StepDose, profile: Profile) -> str | None:
    """Return the exercise one rung up, if it may be offered.

    It is of the same type, needs nothing that is not at hand, and no precaution that was ticked speaks against it.
    """
    exercise = exercise_of(routine, step, now)
    harder_id = harder_than(routine, exercise.id) if exercise is not None else None
    harder = (routine.exercises or {}).get(harder_id or "")
    if exercise is None or harder is None or harder.movement is None or harder.type is not exercise.type:
        return None
    at_hand = {*routine.equipment, *exercise.equipment, *profile.equipment}
    if not set(harder.equipment) <= at_hand or set(harder.caution) & set(profile.precautions):
        return None
    return harder.id


def rungs_below(routine: Routine, step: Step, now: StepDose) -> tuple[str, ...]:
    """Return the exercises from the one that is played now up to the file's, where it is on an easier rung of it."""
    if now.dose.exercise is None or step.exercise is None:
        return ()
    down: list[str] = [step.exercise]
    while len(down) < MOST_RUNGS:
        easier = getattr((routine.exercises or {}).get(down[-1]), "easier", None)
        if easier is None or easier in down:
            return ()
        down.append(easier)
        if easier == now.dose.exercise:
            return tuple(reversed(down))
    return ()


def as_played(routine: Routine, step: Step, now: StepDose) -> Dose:
    """Return a dose as it is played: another rung takes the load only where it needs all that the file's one needs.

    What it does not take stays in the book, for the way back.
    """
    exercises = routine.exercises or {}
    own, rung = exercises.get(step.exercise or ""), exercises.get(now.dose.exercise or "")
    if own is None or rung is None or own.id == rung.id:
        return now.dose
    if not own.equipment or not set(own.equipment) <= set(rung.equipment):
        return replace(now.dose, load=None)
    load = step.load.at(level_now(step, now), step.levels) if step.load is not None else None
    return replace(now.dose, load=now.dose.load or load)


def level_now(step: Step, now: StepDose) -> str | None:
    """Return the level at which a step plays; None where its file has none."""
    if not step.levels:
        return None
    return now.level if now.level in step.levels else step.levels[0]


def next_level(step: Step, now: StepDose) -> str | None:
    """Return the nearest harder level at which the step is another; None where there is none."""
    level = level_now(step, now)
    above = step.levels[step.levels.index(level) + 1 :] if level is not None else ()
    return next((each for each in above if differs(step, level, each)), None)


def level_below(step: Step, now: StepDose) -> str | None:
    """Return the nearest easier level at which the step is another; None where there is none."""
    level = level_now(step, now)
    below = step.levels[: step.levels.index(level)] if level is not None else ()
    return next((each for each in reversed(below) if differs(step, level, each)), None)


def differs(step: Step, one: str | None, other: str | None) -> bool:
    """Return whether a step asks for anything else at two levels."""
    return any(value.at(one, step.levels) != value.at(other, step.levels) for value in _varying(step))


def _varying(step: Step) -> list[Varying[object]]:
    values = [getattr(step.amount, each.name) for each in fields(Amount)]
    values += [getattr(step, name) for name in ("sets", "default_sets", "load", "effort", "tempo", "pace")]
    return [value for value in values if isinstance(value, Varying)]
