"""A routine with the doses of a person in place of what its file says, before anything is expanded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from coach.routine.model import (
    EVERY_LEVEL,
    Amount,
    Group,
    Item,
    Listed,
    Ramp,
    Reps,
    Routine,
    Series,
    Single,
    Step,
    Varying,
)
from coach.timeline.dose import FILE_DOSE, Dose
from coach.timeline.expand import PACE_TICK, number_of_sets
from coach.timeline.model import Choices
from coach.timeline.rungs import as_rung
from coach.timeline.values import between, level_of

MOST_SETS = 50
"""As in a file."""


@dataclass(frozen=True, slots=True)
class Dosed:
    """A routine as it is played, and one sentence for each step whose dose cannot be played."""

    routine: Routine
    refused: tuple[str, ...] = ()


def with_doses(routine: Routine, choices: Choices) -> Routine:
    """Return the routine with the doses of `choices` in it, each at the level at which its step plays."""
    return dosed(routine, choices).routine


def dosed(routine: Routine, choices: Choices) -> Dosed:
    """Return the same with what was refused: a dose that no file could ask for leaves its step as the file has it.

    Steps without a dose stay the same objects, and without any dose the routine does.
    """
    doses = {step: dose for step, dose in choices.doses.items() if dose != FILE_DOSE}
    if not doses:
        return Dosed(routine)
    dosing = _Dosing(routine, choices, doses)
    items = dosing.items(routine.items)
    if too_large(routine, items):
        dosing, items = _as_many_as_fit(routine, choices, doses)
    if items == routine.items:
        return Dosed(routine, tuple(dosing.refused))
    equipment = tuple(dict.fromkeys((*routine.equipment, *dosing.equipment)))
    return Dosed(replace(routine, items=items, equipment=equipment), tuple(dosing.refused))


def too_large(routine: Routine, items: tuple[Item, ...]) -> str:
    """Return what of a session would be more than a routine may ask for; empty where nothing is."""
    from coach.routine.limits import check_limits  # with half of the reader; most sessions have no doses

    problems = check_limits(items, routine.levels, routine.place)
    return problems[0].message if problems else ""


def counts_rounds(step: Step, choices: Choices, *, repeated: bool) -> bool:
    """Return whether `Dose.sets` of a step means rounds: it is done once in each round of a block that repeats."""
    return repeated and file_sets(step, choices, repeated=True) == 1


def file_sets(step: Step, choices: Choices, *, repeated: bool) -> int:
    """Return how many sets a step has in a row at its level, in its first round."""
    return number_of_sets(step, level_of(step.id, step.levels, choices), 1, 1, repeated=repeated)


def _as_many_as_fit(routine: Routine, choices: Choices, doses: Mapping[str, Dose]) -> tuple[_Dosing, tuple[Item, ...]]:
    """Take one dose after the other, and leave out those with which the session would be too large."""
    refused: list[str] = []
    kept: dict[str, Dose] = {}
    names = {step.id: step.name for step, _ in steps_and_repeats(routine.items)}
    for step, dose in doses.items():
        problem = too_large(routine, _Dosing(routine, choices, {**kept, step: dose}).items(routine.items))
        if problem:
            refused.append(f"{names.get(step, step)} plays what its file says: {problem}.")
        else:
            kept[step] = dose
    dosing = _Dosing(routine, choices, kept)
    items = dosing.items(routine.items)
    dosing.refused += refused
    return dosing, items


def steps_and_repeats(items: Iterable[Item], *, repeated: bool = False) -> Iterable[tuple[Step, bool]]:
    """Yield every step that is done, and whether a `repeat` stands above it."""
    for item in items:
        if isinstance(item, Step):
            yield item, repeated
        elif isinstance(item, Group):
            yield from steps_and_repeats(item.items, repeated=_repeats(item, repeated))


def _repeats(group: Group, above: bool) -> bool:
    """Return whether what stands in a group goes by its rounds; a used routine is played as if it stood alone."""
    return (group.repeat is not None or above) and group.used is None


@dataclass(frozen=True, slots=True)
class _Above:
    """What the groups above an item say about it."""

    repeated: bool = False
    sided: bool = False


@dataclass(slots=True)
class _Dosing:
    routine: Routine
    choices: Choices
    doses: Mapping[str, Dose]
    refused: list[str] = field(default_factory=list)
    equipment: list[str] = field(default_factory=list)
    """What the exercises need that steps are played as."""

    def items(self, items: tuple[Item, ...], above: _Above = _Above()) -> tuple[Item, ...]:
        return tuple(self._item(item, above) for item in items)

    def _item(self, item: Item, above: _Above) -> Item:
        if isinstance(item, Group):
            within = _Above(_repeats(item, above.repeated), above.sided or bool(item.sides.order))
            inner = self.items(item.items, within)
            same = all(new is old for new, old in zip(inner, item.items, strict=True))
            return item if same else replace(item, items=inner)
        if isinstance(item, Step) and item.id in self.doses:
            return self._step(item, self.doses[item.id], above)
        return item

    def _step(self, step: Step, dose: Dose, above: _Above) -> Step:
        wrong = unplayable(dose)
        rung = step
        if not wrong and dose.exercise not in (None, step.exercise):
            rung, wrong = self._rung(step, dose.exercise or "", above)
        if wrong:
            self.refused.append(f"{step.name} plays what its file says: {wrong}.")
            return step
        level = level_of(step.id, step.levels, self.choices)
        sets = file_sets(step, self.choices, repeated=above.repeated)
        rounds = counts_rounds(step, self.choices, repeated=above.repeated)
        result = _with_values(rung, dose, level, None if rounds else sets)
        if rounds:
            return replace(result, most_rounds=dose.sets)
        if dose.sets is None and above.repeated:
            return result
        return replace(result, sets=Varying({EVERY_LEVEL: Single(dose.sets or sets)}, step.place))

    def _rung(self, step: Step, exercise: str, above: _Above) -> tuple[Step, str]:
        """Return the step as another exercise, or why it cannot be played as that."""
        exercises = self.routine.exercises or {}
        known = exercises.get(exercise)
        own = exercises.get(step.exercise or "")
        rung = as_rung(step, own, known, sided=above.sided) if known is not None else None
        if known is None or rung is None:
            return step, f"it cannot be played as `{exercise}`"
        self.equipment += known.equipment
        return rung, ""


def unplayable(dose: Dose) -> str:
    """Return why no file could ask for a dose; empty where one could."""
    from coach.routine.notation import is_amount

    if dose.sets is not None and not 1 <= dose.sets <= MOST_SETS:
        return f"{dose.sets} sets are not from 1 to {MOST_SETS}"
    for key in ("time", "hold", "reps", "load", "effort"):
        series = getattr(dose, key)
        if series is not None and not is_amount(key, series):
            return f"the {key} that was kept for it cannot be played"
    return ""


def _with_values(step: Step, dose: Dose, level: str | None, sets: int | None) -> Step:
    """Return a step with the values of a dose, and its ramps as they go over the file's `sets` (None: over rounds)."""
    amount = step.amount
    counted = not any(isinstance(value, Reps) and value.maximum for value in _values(amount.reps, level, step))
    held = amount.reps is not None and amount.hold is not None

    def value(key: str, old: Varying[Any] | None, new: Series[Any] | None = None) -> Varying[Any] | None:
        series = new if new is not None else old.at(level, step.levels) if old is not None else None
        if series is None or (new is None and not isinstance(series, Ramp)):
            return old
        place = old.place if old is not None else step.place
        return Varying({EVERY_LEVEL: _over(series, sets, key)}, place, old.written if old is not None else "")

    def new_amount(key: str, old: Varying[Any] | None) -> Varying[Any] | None:
        new = getattr(dose, key)
        # A dose of another kind than the step's was made of another file.
        usable = old is not None and new is not None and (key != "reps" or (counted and not _maximum(new)))
        usable = usable and not (held and key == "hold" and _open_ended(new))
        return value(key, old, new if usable else None)

    return replace(
        step,
        amount=Amount(
            time=new_amount("time", amount.time),
            hold=new_amount("hold", amount.hold),
            reps=new_amount("reps", amount.reps),
            distance=value("distance", amount.distance),
            until_done=amount.until_done,
        ),
        load=value("load", step.load, dose.load),
        effort=value("effort", step.effort, dose.effort),
        tempo=value("tempo", step.tempo),
        pace=value("pace", step.pace),
        every=value("every", step.every),
        ready=value("ready", step.ready),
        rest=value("rest", step.rest),
    )


def _over(series: Series[Any], sets: int | None, key: str) -> Series[Any]:
    """Return a ramp as the values that it has over so many sets: with fewer sets it does not get steeper."""
    if sets is None or not isinstance(series, Ramp):
        return series
    tick = PACE_TICK if key == "pace" else 1.0
    return Listed(tuple(between(series.first, series.last, index, sets, tick) for index in range(sets)))


def _values(varying: Varying[Any] | None, level: str | None, step: Step) -> tuple[Any, ...]:
    if varying is None:
        return ()
    return _of_series(varying.at(level, step.levels))


def _of_series(series: Series[Any]) -> tuple[Any, ...]:
    if isinstance(series, Single):
        return (series.value,)
    return series.values if isinstance(series, Listed) else (series.first, series.last)


def _maximum(series: Series[Any]) -> bool:
    return any(value.maximum for value in _of_series(series))


def _open_ended(series: Series[Any]) -> bool:
    return any(value.open_ended for value in _of_series(series))
