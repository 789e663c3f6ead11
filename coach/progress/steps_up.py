"""What a step would play next if it may grow, and what it plays when it is eased: one change each (D4, D8, D14)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from coach.progress import amount_steps
from coach.progress.rungs import (
    easier_rung,
    harder_rung,
    level_below,
    level_now,
    next_level,
    rungs_below,
)
from coach.routine.model import Routine, Series, Step, StepType, Varying
from coach.session.build import is_loaded_step
from coach.session.doses import StepDose
from coach.session.profile_values import Profile
from coach.timeline.amounts import amounts_of
from coach.timeline.dose import FILE_DOSE, Dose
from coach.timeline.model import Choices
from coach.timeline.values import steps_of

DOSE_KEYS = ("time", "hold", "reps", "load", "effort")
"""The amounts that a dose may change."""

AMOUNT_KEYS = ("time", "hold", "reps")


class Size(IntEnum):
    """How large a step up is, the smallest first."""

    AMOUNT = 0
    RUNG = 1
    LEVEL = 2


@dataclass(frozen=True, slots=True)
class StepUp:
    """What a step would play next."""

    dose: StepDose
    size: Size


def steps_by_id(routine: Routine) -> dict[str, Step]:
    """Return the steps of a routine that are done, by their ids, in its order."""
    return {step.id: step for step in steps_of(routine.items)}


def is_eased(step: Step) -> bool:
    """Return whether an ease takes sets of a step: it is loaded or a walk."""
    return is_loaded_step(step) or step.type is StepType.WALK


def at_hand(routine: Routine, step: Step, kept: StepDose | None) -> StepDose:
    """Return what a step plays now, without what its file contradicts (D13); an empty one for the file's."""
    now, _ = trimmed(routine, step, kept) if kept is not None else (None, ())
    return now or StepDose(routine.id, step.id)


def trimmed(routine: Routine, step: Step, kept: StepDose) -> tuple[StepDose | None, tuple[str, ...]]:
    """Return a dose without what was made of another file, None where nothing is left; and the keys that changed."""
    said = written(step)
    changed = tuple(key for key, before in kept.file.items() if said.get(key, "") != before)
    level = kept.level if kept.level in step.levels else None
    if "exercise" in changed or (kept.level is not None and level is None):
        return None, changed or ("level",)
    if not changed:
        return kept, ()
    dose = replace(kept.dose, **{key: None for key in changed if key in DOSE_KEYS})
    left = StepDose(kept.routine, kept.step, level, dose, {k: v for k, v in kept.file.items() if k not in changed})
    return (left if dose != FILE_DOSE or level is not None else None), changed


def written(step: Step) -> dict[str, str]:
    """Return what a file says of a step, key by key as it is written there."""
    found = {key: getattr(step.amount, key) if key in AMOUNT_KEYS else getattr(step, key) for key in DOSE_KEYS}
    texts = {key: value.written for key, value in found.items() if value is not None}
    return {**texts, **({"exercise": step.exercise} if step.exercise is not None else {})}


def series_now(step: Step, now: StepDose, key: str) -> Series[Any] | None:
    """Return an amount of a step as it is played now, before any ease."""
    kept = getattr(now.dose, key)
    return kept if kept is not None else series_of_file(step, now, key)


def series_of_file(step: Step, now: StepDose, key: str) -> Series[Any] | None:
    """Return an amount of a step as its file has it at the level that is played now."""
    varying: Varying[Any] | None = getattr(step.amount, key) if key in AMOUNT_KEYS else getattr(step, key)
    return varying.at(level_now(step, now), step.levels) if varying is not None else None


def step_up(routine: Routine, step: Step, now: StepDose, profile: Profile) -> StepUp | None:
    """Return what a step would play next; None where nothing is left to grow, or the file does not want it."""
    back = _back_up(routine, step, now)
    if back is not None or not step.progression:
        return back
    if step.levels:
        level = next_level(step, now) if is_eased(step) else None
        return StepUp(StepDose(routine.id, step.id, level), Size.LEVEL) if level is not None else None
    if step.type is StepType.WALK:
        time = series_now(step, now, "time")
        goes = amounts_of(routine, Choices(doses={step.id: now.dose}))[step.id].sets
        return _amount(step, now, "time", amount_steps.longer_walk(time, goes) if time is not None else None)
    if step.type is StepType.SLED:
        effort = series_now(step, now, "effort")
        return _amount(step, now, "effort", amount_steps.more_effort(effort) if effort is not None else None)
    if not is_loaded_step(step):
        return None
    hold, reps = series_now(step, now, "hold"), series_now(step, now, "reps")
    if hold is not None and reps is None:
        return _amount(step, now, "hold", amount_steps.longer_hold(hold)) or _rung_up(routine, step, now, profile)
    if reps is not None and hold is None and step.amount.time is None:
        file = series_of_file(step, now, "reps")
        more = _amount(step, now, "reps", amount_steps.more_reps(reps, file)) if file is not None else None
        return more or _more_load(step, now) or _rung_up(routine, step, now, profile)
    return None


def _back_up(routine: Routine, step: Step, now: StepDose) -> StepUp | None:
    """Return the next step back to what the file says: what was eased comes back first."""
    below = rungs_below(routine, step, now)
    if below:
        exercise = below[1] if below[1] != step.exercise else None
        return StepUp(_with(step, now, exercise=exercise), Size.RUNG)
    load, file = now.dose.load, series_of_file(step, now, "load")
    if load is None or file is None:
        return None
    weight, most = amount_steps.heaviest(load), amount_steps.heaviest(file)
    if weight is None or most is None or weight >= most:
        return None
    more = amount_steps.more_load(load)
    if more is None:  # one unit is over 10 % of a weight that light
        return None
    more = amount_steps.not_above(more, file)
    return StepUp(_with(step, now, load=None if more == file else more), Size.AMOUNT)


def _amount(step: Step, now: StepDose, key: str, series: Series[Any] | None) -> StepUp | None:
    return StepUp(_with(step, now, **{key: series}), Size.AMOUNT) if series is not None else None


def _more_load(step: Step, now: StepDose) -> StepUp | None:
    load = series_now(step, now, "load")
    more = amount_steps.more_load(load) if load is not None else None
    return StepUp(_with(step, now, load=more, reps=None), Size.AMOUNT) if more is not None else None


def _rung_up(routine: Routine, step: Step, now: StepDose, profile: Profile) -> StepUp | None:
    harder = harder_rung(routine, step, now, profile)
    if harder is None:
        return None
    file = series_of_file(step, now, "hold")
    hold = amount_steps.hold_on_a_new_rung(file) if file is not None else None
    return StepUp(_with(step, now, exercise=harder, hold=hold, reps=None), Size.RUNG)


def eased(routine: Routine, step: Step, now: StepDose, *, rungs: int, load: bool) -> StepDose:
    """Return what a step plays when it goes down so many levels or rungs, and when loads are eased."""
    result = now
    lighter = None
    if load:
        series = series_now(step, now, "load")
        lighter = amount_steps.less_load(series) if series is not None else None
        if lighter is not None:
            result = _with(step, result, load=lighter)
    for _ in range(rungs):
        level, easier = level_below(step, result), easier_rung(routine, step, result)
        if level is not None:
            result = _at_level(step, result, level)
        elif easier is not None:
            result = _with(step, result, exercise=easier if easier != step.exercise else None)
    return result


def level_down(step: Step, now: StepDose) -> StepDose:
    """Return what a step plays one level down; the same where it stands at the lowest."""
    level = level_below(step, now)
    return _at_level(step, now, level) if level is not None else now


def eased_at(routine: Routine, step: Step, now: StepDose, level: str | None) -> StepDose | None:
    """Return what was eased of a step as it holds at another level that the user chose; None where nothing was (D19).

    That is its easier rung, and its lighter load where the file has more at that level.
    """
    there = StepDose(now.routine, now.step, level)
    rung = now.dose.exercise if rungs_below(routine, step, now) else None
    load, own, file = now.dose.load, series_of_file(step, now, "load"), series_of_file(step, there, "load")
    lighter = None
    if load is not None and own is not None and file is not None and amount_steps.is_lighter(load, own):
        capped = amount_steps.capped(file, load)
        lighter = capped if capped != file else None
    eased = _with(step, there, exercise=rung, load=lighter)
    return eased if eased.dose != FILE_DOSE else None


def _at_level(step: Step, now: StepDose, level: str) -> StepDose:
    """Return a step at another level: its amounts there are the file's, but no load gets heavier by that."""
    lower = replace(now, level=level if level != step.levels[0] else None, dose=FILE_DOSE, file={})
    kept = {"exercise": now.dose.exercise}
    load, file = series_now(step, now, "load"), series_of_file(step, lower, "load")
    if now.dose.load is not None and load is not None and file is not None:
        weight, there = amount_steps.heaviest(load), amount_steps.heaviest(file)
        if weight is not None and there is not None and weight < there:
            return _with(step, lower, **kept, load=load)
    return _with(step, lower, **kept)


def _with(step: Step, now: StepDose, **changes: Any) -> StepDose:
    """Return a dose with some of it changed, and what the file says now of all that is in it."""
    dose: Dose = replace(now.dose, **changes)
    said = written(step)
    keys = [key for key in (*DOSE_KEYS, "exercise") if getattr(dose, key) is not None]
    return replace(now, dose=dose, file={key: said.get(key, "") for key in keys})
