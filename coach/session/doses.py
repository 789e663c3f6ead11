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

    @property
    def unless_files(self) -> StepDose | None:
        """This, or None where it plays just what its file says: that is how it is kept."""
        return None if self.dose == FILE_DOSE and self.level is None else self


@dataclass(frozen=True, slots=True)
class Ease:
    """Fewer sets of everything that is loaded or walked, in whatever routine is next, until the knee has settled."""

    sets: float
    """The share of the sets that is played, over 0 to 1; rounded up to whole sets."""
    since: date
    """The local day from which this share counts."""
    reason: str
    """back_off, away, away_long, unlock."""
    rule: str | None = None
    """The rule of the response that it began with; at R15 it also waits for `muscle_am` of 4 or less."""
    settled: int = 0
    """Settled loaded sessions in a row since the share last changed, at most as many as are needed."""
    fewer: int = 0
    """So many sets less than the share leaves, at least one stays (R15)."""
    spares_holds: bool = False
    """Holds and walks keep all their sets: the knee was at 2 or less in the session."""
    routine: str = ""
    step: str = ""
    """The culprit, which is never spared; empty where nobody knows it."""
    session: str | None = None
    """The id of the session that it comes from, or after which there was none for long."""


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
    name: str = ""
    """The step's name."""
    exercise: str | None = None
    """What the step plays before the change: one exercise changes at most once a week, in whatever routine."""
    becomes: StepDose | None = None
    """What the step plays with it; None is the file's."""
    was: StepDose | None = None
    """What it played before; None is the file's."""
    ease: Ease | None = None
    """Of a change without a step: how all sets are eased with it; None is all of them."""
    ease_was: Ease | None = None

    @property
    def day(self) -> date:
        """When it took effect, or was refused or offered."""
        return self.decided or self.on


@dataclass(frozen=True, slots=True)
class Looked:
    """A session that was looked at, and what its answers came to then: what came of it is not done again."""

    session: str
    day: date
    """Its local day."""
    kind: str
    """The kind of its response; empty where there was none."""
    final: bool


@dataclass(frozen=True, slots=True)
class DoseBook:
    """Everything in `doses.toml`."""

    doses: tuple[StepDose, ...] = ()
    ease: Ease | None = None
    changes: tuple[Change, ...] = ()
    """The earliest first."""
    looked: tuple[Looked, ...] = ()
    """The sessions of the last weeks that were looked at, the earliest first."""
    until: date | None = None
    """Sessions before this local day are not looked at any more; None where none was forgotten."""
    stopped: bool = False
    """The loading is stopped, and nobody has unlocked it: there is no dose of what is loaded."""

    def dose_of(self, routine: str, step: str) -> StepDose | None:
        """Return what is kept for a step; None where it plays what its file says."""
        return next((each for each in self.doses if (each.routine, each.step) == (routine, step)), None)

    @property
    def proposal(self) -> Change | None:
        """The change that waits for a yes."""
        return next((change for change in reversed(self.changes) if change.decision is Decision.PROPOSED), None)
