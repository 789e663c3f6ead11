"""`doses.toml`: what is played instead of what the files say, what is proposed, and every change with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from coach.timeline.dose import FILE_DOSE, Dose


@dataclass(frozen=True, slots=True)
class StepDose:
    """What one step of one routine plays instead of what its file says."""

    routine: str
    """The routine's id."""
    step: str
    """The step's id."""
    level: str | None = None
    """The level at which the step plays; None is the routine's first."""
    dose: Dose = FILE_DOSE
    file: Mapping[str, str] = field(default_factory=dict)
    """What the file said, key by key as it was written, when the dose was made: where that changed, the file wins."""


@dataclass(frozen=True, slots=True)
class Ease:
    """Fewer sets of everything that is loaded, in whatever routine is next, until the knee has settled."""

    sets: float
    """The share of the sets that is played, over 0 to 1; rounded up to whole sets."""
    since: date
    reason: str
    """back_off, away, away_long, unlock."""
    rule: str | None = None
    settled: int = 0
    """Settled loaded sessions in a row since the share last changed."""


class Decision(StrEnum):
    """What became of a change."""

    APPLIED = "applied"  # less: applies by itself
    PROPOSED = "proposed"  # more: waits for a yes
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a dose with its reason, as it is kept, shown and said."""

    on: date
    """The local day."""
    session: str | None
    """The id of the session whose answers led to it."""
    routine: str
    step: str
    """Empty where it is about all loaded steps."""
    before: str
    """"5 × 30 s", as it is shown."""
    after: str
    rule: str
    """"R11", or the name of the table's line that it comes from."""
    reading: str
    """The reading, the usual and the limit in plain words: "knee 4 this morning, usual is 1, limit +2"."""
    decision: Decision
    decided: date | None = None


@dataclass(frozen=True, slots=True)
class DoseBook:
    """Everything in `doses.toml`."""

    doses: tuple[StepDose, ...] = ()
    ease: Ease | None = None
    changes: tuple[Change, ...] = ()
    """The earliest first."""
