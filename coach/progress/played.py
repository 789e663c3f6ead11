"""What a routine plays by the book of doses: its levels and amounts, with any ease in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from coach.progress.easing import sets_left
from coach.progress.rungs import as_played, level_now
from coach.progress.steps_up import eased_at, steps_by_id, trimmed
from coach.progress.wording import step_name
from coach.routine.model import Routine
from coach.session.doses import DoseBook, StepDose
from coach.timeline.amounts import amounts_of
from coach.timeline.dose import FILE_DOSE, Dose
from coach.timeline.model import Choices


@dataclass(frozen=True, slots=True)
class Doses:
    """What one routine plays instead of what its file says."""

    levels: Mapping[str, str] = field(default_factory=dict)
    """Step id to level, for `Choices.levels`."""
    doses: Mapping[str, Dose] = field(default_factory=dict)
    """Step id to dose, any ease in it, for `Choices.doses`."""
    notes: tuple[str, ...] = ()
    """A sentence for each step where the file won."""
    stopped: bool = False
    """The loading is stopped: there is no dose."""


def doses_for(book: DoseBook, routine: Routine, *, level: str | None = None) -> Doses:
    """Return what a routine plays: its doses where the file still says what they were made from, and any ease.

    With a `level` all is played at that one: of what was kept at others only easier rungs and lighter loads count. The
    same holds where the file says `progression = false`.
    """
    if book.stopped:
        return Doses(stopped=True)
    steps = steps_by_id(routine)
    levels: dict[str, str] = {}
    doses: dict[str, Dose] = {}
    notes: list[str] = []
    for kept in book.doses:
        step = steps.get(kept.step) if kept.routine == routine.id else None
        if step is None:
            continue
        now, changed = trimmed(routine, step, kept)
        if changed:
            notes.append(
                f"{step_name(routine, step, kept)}: {', '.join(changed)} changed in the file, so the file counts."
            )
        if now is None:
            continue
        chosen = level_now(step, StepDose(routine.id, step.id, level))  # a used routine may not have it
        # What was taken as more before `progression = false` was written counts no more.
        if not step.progression or (level is not None and level_now(step, now) != chosen):
            eased = eased_at(routine, step, now, chosen)
            if eased is not None:
                doses[step.id] = as_played(routine, step, eased)
            continue
        if now.level is not None:
            levels[step.id] = now.level
        if now.dose != FILE_DOSE:
            doses[step.id] = as_played(routine, step, now)
    if book.ease is not None:
        for id_, amount in amounts_of(routine, Choices(level=level, levels=levels, doses=doses)).items():
            sets = sets_left(book.ease, routine.id, steps[id_], amount.sets)
            if sets < amount.sets:
                doses[id_] = replace(doses.get(id_, FILE_DOSE), sets=sets)
    return Doses(levels, doses, tuple(notes))
