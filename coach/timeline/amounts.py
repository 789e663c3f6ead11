"""How much of each step is played, in short words: "5 × 30 s", "3 × 8 at 12 kg each side"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.routine.model import Routine, Step
from coach.timeline.dosing import counts_rounds, steps_and_repeats, with_doses
from coach.timeline.elements import Asked, Go
from coach.timeline.expand import expand
from coach.timeline.model import Choices
from coach.timeline.short import short_amount, short_effort, short_load, short_reps

MOST_LISTED = 4
"""Values that differ from set to set are listed up to so many; of more the first and the last stand for all."""


@dataclass(frozen=True, slots=True)
class StepAmount:
    """What one step is played as."""

    step: Step
    """As it is played: with its dose in it."""
    level: str | None
    sets: int
    """What `Dose.sets` counts: sets, or the rounds in which it is played."""
    rounds: bool
    """It is played once a round of a block that repeats."""
    asked: tuple[Asked, ...]
    """What each set or round asks for."""

    @property
    def words(self) -> str:
        """How much it is, for the eye: "5 × 30 s"."""
        return _words(self)


def amount_words(routine: Routine, step: str, choices: Choices | None = None) -> str:
    """Return how much a step is under some choices, "5 × 30 s"; empty where the routine has no such step."""
    found = amounts_of(routine, choices).get(step)
    return found.words if found is not None else ""


def amounts_of(routine: Routine, choices: Choices | None = None) -> dict[str, StepAmount]:
    """Return what every step that is done is played as, by its id, in the order of the routine."""
    choices = replace(choices or Choices(), start_step=None)
    goes: dict[str, list[Go]] = {}
    for element in expand(with_doses(routine, choices).items, choices):
        if isinstance(element, Go) and element.side_index == 0 and not element.second_pass:
            goes.setdefault(element.step.id, []).append(element)
    rounds = {
        step.id
        for step, repeated in steps_and_repeats(routine.items)
        if counts_rounds(step, choices, repeated=repeated)
    }
    return {step: _amount(found, rounds=step in rounds) for step, found in goes.items()}


def _amount(goes: Sequence[Go], *, rounds: bool) -> StepAmount:
    first = goes[0]
    asked: dict[int, Asked] = {}
    for go in goes:
        asked.setdefault(go.round if rounds else go.set, go.asked)
    return StepAmount(first.step, first.level, max(asked), rounds, tuple(asked[key] for key in sorted(asked)))


def _words(amount: StepAmount) -> str:
    texts = [_one(asked, several=amount.sets > 1) for asked in amount.asked]
    if len(set(texts)) == 1:
        words = f"{amount.sets} × {texts[0]}" if amount.sets > 1 else texts[0]
    elif amount.sets <= MOST_LISTED:
        words = ", ".join(texts)
    else:
        words = f"{amount.sets} × {texts[0]} to {texts[-1]}"
    load = _spread([_load(asked) for asked in amount.asked])
    effort = _spread([short_effort(asked.effort) for asked in amount.asked])
    words += f" {load}" if load else ""
    words += _sides(amount.step)
    return words + (f", effort {effort}" if effort else "")


def _one(asked: Asked, *, several: bool) -> str:
    if asked.reps is not None and asked.hold is not None:
        return f"{short_reps(asked.reps)} reps of {short_amount(replace(asked, reps=None))}"
    if several and asked.reps is not None and asked.time is None:
        return short_reps(asked.reps)
    return short_amount(asked)


def _load(asked: Asked) -> str:
    if asked.load is None:
        return ""
    if asked.load.value is None:
        return "with body weight" if asked.load.unit == "body" else f"with {asked.load.unit}"
    return f"at {short_load(asked.load)}"


def _spread(texts: Sequence[str]) -> str:
    """Return what is the same in every set, else the first and the last."""
    first, last = texts[0], texts[-1]
    if first == last or not last:
        return first
    return f"{first} to {last.removeprefix('at ').removeprefix('with ')}" if first else last


def _sides(step: Step) -> str:
    order = [side.value for side in step.sides.order]
    if len(order) == 2 and len(set(order)) == 2:
        return " each side"
    return f" {', '.join(order)}" if order else ""
