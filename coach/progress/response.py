"""What the answers of a check-in mean for the next session: one pure function over the rules R1–R20 of docs/rules.md.

Knee answers and muscle answers are kept apart all the way. The zones are those of the pain-monitoring model (0–2 safe,
3–5 acceptable, over 5 too much: Ageberg 2010, BMC Musculoskelet Disord 11:126; settled by the next morning:
Silbernagel 2007, AJSM 35:897). R1–R7 stop the loading and the most urgent of them wins; of R8–R20 the first that
matches counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from coach.checkin.flags import FLAGS, USUAL_AGE, Tier, most_urgent, tier_of_flags

Stiffness = Literal["usual", "bit_more", "lot_more"]
Swelling = Literal["none", "slight", "clear"]

USUAL_BASE = 1
"""The usual morning knee pain that counts where it was never said."""

SEVERE = 8
"""Knee pain from which somebody has to look at it the same day (R2; a choice of this program that no study tested)."""

TOO_MUCH = 5
"""The highest acceptable knee pain; more is backed off from (R8, R10)."""

NOTABLE = 3
"""The lowest knee pain that is watched (R16)."""

HEAVY_SORENESS = 7
"""Muscle soreness from which the volume goes down (R15)."""

RISING = 1.0
"""Points that the fortnight's mean has to rise by to count as a trend (R5, R14)."""

BACK_OFFS_IN_A_ROW = 2
"""After so many loaded sessions that were backed off from, the next one of that kind is a stop (R7)."""


class Kind(StrEnum):
    """What the answers mean, the mildest first."""

    EXPECTED = "EXPECTED"
    MONITOR = "MONITOR"
    BACK_OFF = "BACK_OFF"
    STOP_SEEK = "STOP_SEEK"


@dataclass(frozen=True, slots=True)
class Readings:
    """The answers of both check-ins and what is derived from earlier ones; a skipped answer is None, never its default.

    Raises ValueError for anything but whole numbers 0–10, and for words and worries that no question offers.
    """

    base: int = USUAL_BASE
    """The usual morning knee pain."""
    during: int | None = 0
    """Worst knee pain in the session."""
    after: int | None = 0
    """Knee pain right after it."""
    sharp: bool | None = False
    """Any of it was sharp, catching or new."""
    am: bool = True
    """False: there are no morning answers, and those below are not looked at unless they came `late`."""
    knee_am: int | None = 1
    """Knee pain the next morning."""
    muscle_am: int | None = 0
    """Muscle soreness the next morning."""
    stiff: Stiffness | None = "usual"
    swelling: Swelling | None = "none"
    flags: tuple[str, ...] | None = ()
    """Worries of both check-ins."""
    age: int = USUAL_AGE
    """The lower edge of the age band."""
    days_since: int = 1
    """Local days from the last loaded session to this reading."""
    swell_streak: int = 1
    """Mornings in a row with any swelling, this one included."""
    trend: float | None = None
    """Mean of the last 14 days' mornings minus that of the 14 before; None with too few of them."""
    trend_weeks: int = 0
    """Whole weeks for which the trend has been at least 1."""
    backoff_streak: int = 0
    """Loaded sessions in a row before this one that ended in BACK_OFF."""
    late: bool = False
    """With `am` false: the morning's answers were given on a later day. R1–R6 look at them, no other rule does."""

    def __post_init__(self) -> None:
        for name in ("base", "during", "after", "knee_am", "muscle_am"):
            value = getattr(self, name)
            if value is None and name != "base":
                continue
            if type(value) is not int or not 0 <= value <= 10:
                raise ValueError(f"{name} is a whole number from 0 to 10, not {value!r}")
        if self.stiff not in (None, "usual", "bit_more", "lot_more"):
            raise ValueError(f"stiff is usual, bit_more or lot_more, not {self.stiff!r}")
        if self.swelling not in (None, "none", "slight", "clear"):
            raise ValueError(f"swelling is none, slight or clear, not {self.swelling!r}")
        object.__setattr__(self, "flags", None if self.flags is None else tuple(self.flags))
        for flag in self.flags or ():
            if flag not in FLAGS:
                raise ValueError(f"{flag!r} is no worry that the check-in lists")


@dataclass(frozen=True, slots=True)
class Response:
    """What a check-in comes to."""

    kind: Kind
    tier: Tier | None
    """How soon to seek advice; only with STOP_SEEK."""
    rule: str
    """The rule that fired: "R1" to "R20"."""
    sentence: str
    """The key of the reason in plain words."""

    @property
    def advice(self) -> str:
        """The key of what is said: the tier's sentence, or that of the kind."""
        if self.tier is not None:
            return self.tier.sentence
        if self.sentence == "response.R20_sore":
            return "response.EXPECTED_sore"
        return f"response.{self.kind.value}"


def classify(readings: Readings) -> Response:
    """Return what the answers mean, by the one rule that counts; without morning answers it is provisional."""
    return _stop(readings) or _back_off(readings) or _monitor(readings) or _expected(readings)


def _stop(readings: Readings) -> Response | None:
    """Return the most urgent of R1–R7 that holds; of equally urgent ones the first."""
    found: dict[str, Tier] = {}
    flagged = tier_of_flags(readings.flags or (), readings.age)
    if flagged is not None:
        found["R1"] = flagged
    told = replace(readings, am=True) if readings.late else readings
    if _at_least(readings.after, SEVERE) or _at_least(_knee_am(told), SEVERE):
        found["R2"] = Tier.SAME_DAY
    if _swelling(told) == "clear":
        found["R3"] = Tier.SAME_DAY
    if _swelling(told) in ("slight", "clear") and readings.swell_streak >= 2:
        found["R4"] = Tier.SOON
    if _rising(readings) and readings.trend_weeks >= 2:
        found["R5"] = Tier.SOON
    if readings.days_since >= 7 and _at_least(_muscle_am(told), NOTABLE):
        found["R6"] = Tier.SOON
    if readings.backoff_streak >= BACK_OFFS_IN_A_ROW and _back_off(readings) is not None:
        found["R7"] = Tier.SOON
    tier = most_urgent(found.values())
    if tier is None:
        return None
    rule = next(rule for rule, its in found.items() if its is tier)
    return Response(Kind.STOP_SEEK, tier, rule, f"response.{rule}")


def _back_off(readings: Readings) -> Response | None:
    return _first(Kind.BACK_OFF, readings, _BACK_OFF)


def _monitor(readings: Readings) -> Response | None:
    response = _first(Kind.MONITOR, readings, _MONITOR)
    only_the_morning = not readings.am and None not in (readings.during, readings.after, readings.sharp)
    if response is not None and response.rule == "R19" and only_the_morning:
        return replace(response, sentence="response.R19_morning")
    return response


def _expected(readings: Readings) -> Response:
    sore = _at_least(_muscle_am(readings), 1)
    return Response(Kind.EXPECTED, None, "R20", "response.R20_sore" if sore else "response.R20_clear")


def _first(kind: Kind, readings: Readings, rules: Mapping[str, Callable[[Readings], bool]]) -> Response | None:
    for rule, holds in rules.items():
        if holds(readings):
            return Response(kind, None, rule, f"response.{rule}")
    return None


_BACK_OFF: Mapping[str, Callable[[Readings], bool]] = {
    "R8": lambda r: _at_least(r.during, TOO_MUCH + 1) or _at_least(r.after, TOO_MUCH + 1),
    "R9": lambda r: r.sharp is True,
    "R10": lambda r: _at_least(_knee_am(r), TOO_MUCH + 1),
    "R11": lambda r: _at_least(_knee_am(r), r.base + 2),
    "R12": lambda r: _stiff(r) == "lot_more",
    "R13": lambda r: _swelling(r) == "slight",
    "R14": lambda r: _rising(r) and r.trend_weeks < 2,
    "R15": lambda r: _at_least(_muscle_am(r), HEAVY_SORENESS),
}

_MONITOR: Mapping[str, Callable[[Readings], bool]] = {
    "R16": lambda r: _at_least(r.during, NOTABLE) or _at_least(r.after, NOTABLE),
    "R17": lambda r: _at_least(_knee_am(r), r.base + 1),
    "R18": lambda r: _stiff(r) == "bit_more",
    "R19": lambda r: not r.am or None in (r.during, r.after, r.sharp, r.knee_am, r.swelling),
}


def _at_least(number: int | None, limit: int) -> bool:
    return number is not None and number >= limit


def _rising(readings: Readings) -> bool:
    return readings.trend is not None and readings.trend >= RISING


# Without a morning check-in its fields hold defaults that nobody answered.


def _knee_am(readings: Readings) -> int | None:
    return readings.knee_am if readings.am else None


def _muscle_am(readings: Readings) -> int | None:
    return readings.muscle_am if readings.am else None


def _stiff(readings: Readings) -> Stiffness | None:
    return readings.stiff if readings.am else None


def _swelling(readings: Readings) -> Swelling | None:
    return readings.swelling if readings.am else None
