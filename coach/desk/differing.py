"""What a routine plays otherwise than its file says, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from coach.desk.desk import Desk
from coach.desk.dosed import doses_now
from coach.desk.dosewords import told_later
from coach.routine.model import Routine
from coach.session.days import local_day
from coach.session.doses import Change, Decision, DoseBook
from coach.session.dosestore import load_doses
from coach.timeline.amounts import StepAmount, amounts_of
from coach.timeline.dosing import dosed
from coach.timeline.model import Choices

_IN_FORCE = (Decision.APPLIED, Decision.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Differing:
    """One step that is not played as its file says."""

    step: str
    name: str
    played: str
    """"3 × 30 s"; with another exercise or level where that differs."""
    file: str
    why: str
    """The reading and the rule of the change that it comes from; empty where nobody knows."""

    @property
    def line(self) -> str:
        """For the eye: "Wall sit: 3 × 30 s, in the file 5 × 30 s (knee 4 this morning, rule R11)"."""
        why = f" ({self.why})" if self.why else ""
        return f"{self.name}: {self.played}, in the file {self.file}{why}"


@dataclass(frozen=True, slots=True)
class Differences:
    """All of it for one routine."""

    steps: tuple[Differing, ...] = ()
    notes: tuple[str, ...] = ()
    """A sentence for each dose that is not played: the file changed, or no file could ask for it."""

    @property
    def lines(self) -> tuple[str, ...]:
        return (*(step.line for step in self.steps), *self.notes)


def differences_from_file(desk: Desk, routine: Routine, choices: Choices) -> Differences:
    """Return what is played otherwise under some choices than in the file, at the same level where one is chosen."""
    if not desk.paths.doses.exists():
        return Differences()
    notes = doses_now(desk, routine, level=choices.level).notes
    if not (choices.doses or choices.levels):
        return Differences(notes=notes)  # where the file won, nothing else may be left
    book, _ = load_doses(desk.paths.doses)
    today = local_day(desk.clock.now())
    played = amounts_of(routine, choices)
    file = amounts_of(routine, replace(choices, doses={}, levels={}))
    steps = [
        Differing(
            id_,
            one.step.name,
            _told(now, one),
            _amount(one, now),
            _why(book, routine.id, id_, choices, today),
        )
        for id_, one in file.items()
        if (now := played.get(id_)) is not None and _told(now, one) != _told(one, now)
    ]
    return Differences(tuple(steps), (*notes, *dosed(routine, choices).refused))


def _told(one: StepAmount, other: StepAmount) -> str:
    """Return how much it is, with exercise and level where they are not those of the other."""
    name = f"{one.step.name} " if one.step.exercise != other.step.exercise else ""
    return f"{name}{_amount(one, other)}"


def _amount(one: StepAmount, other: StepAmount) -> str:
    level = f" at “{one.level}”" if one.level is not None and one.level != other.level else ""
    return f"{one.words}{level}"


def _why(book: DoseBook, routine: str, step: str, choices: Choices, today: date) -> str:
    """Return why a step is played otherwise: its own last change, and what eased its sets, where either holds."""
    dose = choices.doses.get(step)
    own = book.dose_of(routine, step) is not None
    eased = book.ease is not None and dose is not None and dose.sets is not None
    held = [change for change in book.changes if change.decision in _IN_FORCE]
    reasons = (
        next((one for one in reversed(held) if own and (one.routine, one.step) == (routine, step)), None),
        next((one for one in reversed(held) if eased and not one.step), None),
    )
    return "; ".join(dict.fromkeys(_reason(told_later(one, today)) for one in reasons if one is not None))


def _reason(change: Change) -> str:
    rule = f"rule {change.rule}" if re.fullmatch(r"R\d+", change.rule) else ""
    return ", ".join(part for part in (change.reading, rule) if part)
