"""Worries: the signs that a check-in lists, and how soon each has to be looked at.

The tiers follow the red-flag lists that clinics print (chest pain, a locked or hot joint, one swollen calf, the Ottawa
knee rules for a fresh injury). Painless clicking is none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

OTTAWA_AGE = 55
"""From this age a fresh knee injury is seen the same day (Ottawa knee rules, Stiell 1996)."""

USUAL_AGE = 40
"""The age that counts where it was never said: the lower edge of a band, under the age of the knee rules."""


class Tier(StrEnum):
    """How soon somebody has to look at it, the most urgent first."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    SOON = "soon"

    @property
    def sentence(self) -> str:
        """The key of what is said and shown."""
        return f"tier.{self.value}"


_BY_URGENCY = tuple(Tier)

INJURY = "injury"
"""A fresh fall, twist or blow: the one worry whose tier hangs on the age and on two further questions."""

CANNOT_BEAR_WEIGHT = "cannot_bear_weight"
"""Also added where four steps or a bend to a right angle are not possible after an injury."""

FLAGS: Mapping[str, Tier] = {
    "chest_pain_breathless_faint": Tier.EMERGENCY,
    "deformed": Tier.EMERGENCY,
    "foot_cold_pale_numb": Tier.EMERGENCY,
    CANNOT_BEAR_WEIGHT: Tier.SAME_DAY,
    "locked": Tier.SAME_DAY,
    "gave_way": Tier.SAME_DAY,
    "hot_red_or_fever": Tier.SAME_DAY,
    "calf_pain_swelling": Tier.SAME_DAY,
    "dark_urine": Tier.SAME_DAY,
    "pop_then_swelling": Tier.SAME_DAY,
    "cannot_lift_straight_leg": Tier.SAME_DAY,
    "night_or_rest_pain": Tier.SOON,
    "numb_or_tingling": Tier.SOON,
    "unwell_or_weight_loss": Tier.SOON,
    INJURY: Tier.SOON,
}
"""Every worry in the order in which it is listed; the words are under `flags.<id>`."""


def tier_of(flag: str, age: int) -> Tier:
    """Return how soon this worry has to be looked at; raises KeyError for an id that is none."""
    if flag == INJURY and age >= OTTAWA_AGE:
        return Tier.SAME_DAY
    return FLAGS[flag]


def more_urgent(tier: Tier | None, than: Tier | None) -> bool:
    """Return whether a tier has to be answered although another one was answered already."""
    return tier is not None and (than is None or _BY_URGENCY.index(tier) < _BY_URGENCY.index(than))


def most_urgent(tiers: Iterable[Tier]) -> Tier | None:
    """Return the most urgent of some tiers, None of none."""
    return min(tiers, key=_BY_URGENCY.index, default=None)


def tier_of_flags(flags: Iterable[str], age: int) -> Tier | None:
    """Return the most urgent tier of all these worries, None when nothing is ticked."""
    return most_urgent(tier_of(flag, age) for flag in flags)
