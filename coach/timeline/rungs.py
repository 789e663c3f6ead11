"""A step played as another rung of its exercise's ladder."""

from __future__ import annotations

from dataclasses import replace

from coach.routine.model import NO_SIDES, Amount, Exercise, FileCue, Movement, Sides, Step


def as_rung(step: Step, own: Exercise | None, exercise: Exercise, *, sided: bool) -> Step | None:
    """Return the step as it is done with another exercise than its `own`; None where that does not say how.

    What is the step's stays: its id, its amount if the exercise is done by the same kind of amount, effort, rests and
    get-ready. What speaks of its own exercise is left out: `say`, cues, load, notes. `sided` is for a step in a group
    that changes sides itself.
    """
    movement = exercise.movement
    if movement is None:
        return None
    amount = _amount(step, movement)
    if amount is None:
        return None
    same = amount is step.amount
    keeps_rhythm = same and bool({"tempo", "pace"} & step.written)
    if not (movement.tempo or movement.pace):
        keeps_rhythm = same
    plain = amount.reps is not None and amount.hold is None and amount.time is None
    return replace(
        step,
        name=exercise.name,
        exercise=exercise.id,
        type=exercise.type,
        setup=movement.setup,
        say=None,
        cues=_cues(step, movement),
        amount=amount,
        sides=NO_SIDES if sided else _sides(step, own, movement),
        first=movement.first,
        pace=step.pace if keeps_rhythm else movement.pace if plain else None,
        tempo=step.tempo if keeps_rhythm else movement.tempo if plain else None,
        load=None,
        about=step.about if same else None,
        at_most=step.at_most if same else None,
        notes=exercise.notes,
        easier=exercise.easier,
        written=step.written - {"say", "cues", "load", "sides", "notes"},
    )


def _amount(step: Step, movement: Movement) -> Amount | None:
    """Return the step's amount where the exercise is done by the same kind, else the exercise's own."""
    own = movement.amount
    if own is None or _kind(own) == _kind(step.amount):
        # A hold that would change its side with every rep is none.
        return step.amount if not _alternates_in_vain(step.amount, movement) else None
    return own


def _kind(amount: Amount) -> tuple[bool, ...]:
    parts = (amount.time, amount.hold, amount.reps, amount.distance)
    return (*(part is not None for part in parts), amount.until_done)


def _alternates_in_vain(amount: Amount, movement: Movement) -> bool:
    alternate = movement.sides is not None and movement.sides.alternate
    return alternate and amount.hold is not None and amount.reps is None


def _sides(step: Step, own: Exercise | None, movement: Movement) -> Sides:
    """Return the sides of an exercise; the step's own order of them where both know sides."""
    if movement.sides is None:
        # Where an exercise with sides stands beside one without, that one is done with both legs.
        sided = own is not None and own.movement is not None and own.movement.sides is not None
        return step.sides if "sides" in step.written and not sided else NO_SIDES
    if movement.sides.order and step.sides.order:
        return step.sides
    return movement.sides


def _cues(step: Step, movement: Movement) -> tuple[FileCue, ...]:
    """Return the cues of the exercise, with those that the routine has for all its steps over them."""
    merged = {cue.when: cue for cue in movement.cues}
    merged |= {cue.when: cue for cue in step.cues if cue.general}
    return tuple(merged.values())
