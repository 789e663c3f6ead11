"""How many sets an ease leaves, how a back-off deepens it and how it comes back (D8 to D12)."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

from coach.progress.steps_up import is_eased
from coach.routine.model import Step, StepType
from coach.session.build import is_loaded_step
from coach.session.doses import Ease

LEAST_SHARE = 0.25
"""A back-off after another never leaves less (a choice of this program; the third stops the loading, R7)."""

SHARES = (0.75, 1.0)
"""On which the sets come back, however few are left: no stage of half on the way from a quarter."""

SETTLED_NEEDED = 2
"""Settled sessions in a row after which sets come back."""

AWAY = 14
AWAY_LONG = 28
"""Days without a loaded session."""

ALL_SETS = "all sets"


def sets_left(ease: Ease | None, routine: str, step: Step, full: int) -> int:
    """Return how many of a step's `full` sets are played under an ease, at least one."""
    if ease is None or not is_eased(step):
        return full
    culprit = (routine, step.id) == (ease.routine, ease.step)
    spared = ease.spares_holds and _holds_or_walks(step) and not culprit
    share = 1.0 if spared else ease.sets
    return max(1, math.ceil(full * share - 1e-9) - ease.fewer)


def _holds_or_walks(step: Step) -> bool:
    if step.type is StepType.WALK or step.type is StepType.ISOMETRIC:
        return True
    return is_loaded_step(step) and step.amount.hold is not None and step.amount.reps is None


def backed_off(ease: Ease | None, new: Ease) -> Ease:
    """Return the ease after another back-off: sets × 0.5 of what it left, and nothing is spared that was not."""
    if ease is None:
        return new
    culprit = (new.routine, new.step) if new.step else (ease.routine, ease.step)
    return replace(
        new,
        sets=max(LEAST_SHARE, ease.sets * new.sets),
        fewer=ease.fewer + new.fewer,
        spares_holds=_spares(ease, new),
        routine=culprit[0],
        step=culprit[1],
    )


def _spares(ease: Ease, new: Ease) -> bool:
    """Return whether holds keep all sets: where only one of both took shares, by that one.

    An ease knows one culprit: where another one hurt now, sparing holds would give the first its sets back.
    """
    culprits = {(each.routine, each.step) for each in (ease, new) if each.step}
    return len(culprits) < 2 and all(each.spares_holds for each in (ease, new) if each.sets < 1)


def lowered(ease: Ease | None, new: Ease) -> Ease:
    """Return the new ease, with no more sets than the present one leaves; what was settled before counts no more."""
    if ease is None:
        return new
    return replace(new, sets=min(ease.sets, new.sets), fewer=ease.fewer)


def given_back(ease: Ease, on: date) -> Ease | None:
    """Return the next ease on the way back to all sets, None for all of them: first single sets, then the share."""
    if ease.fewer:
        return replace(ease, fewer=0, since=on, settled=0) if ease.sets < 1 else None
    share = next(share for share in SHARES if share > ease.sets + 1e-9)
    return replace(ease, sets=share, since=on, settled=0) if share < 1 else None


def ease_words(ease: Ease | None) -> str:
    """Return how many sets are played, as it is shown: "all sets", "half of the sets", "1 set less".

    Where holds and walks are spared that stands behind it: "half of the sets, but all of holds and walks".
    """
    if ease is None:
        return ALL_SETS
    words = {0.25: "a quarter of the sets", 0.5: "half of the sets", 0.75: "75 % of the sets"}
    share = words.get(ease.sets, f"{round(ease.sets * 100)} % of the sets") if ease.sets < 1 else ""
    if share and ease.spares_holds:
        share += ", but all of holds and walks" + (" other than what hurt" if ease.step else "")
    less = f"{ease.fewer} set{'s' if ease.fewer > 1 else ''} less" if ease.fewer else ""
    return " and ".join(part for part in (share, less) if part) or ALL_SETS
