"""What a session consists of before anything has a moment: goes, and what lies between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from coach.routine.model import (
    SECONDS_A_REP,
    Announcement,
    Distance,
    Duration,
    Effort,
    Group,
    Load,
    Pace,
    PauseStep,
    Reps,
    Side,
    Step,
    Tempo,
    Until,
)
from coach.source import Place
from coach.units import Seconds


@dataclass(frozen=True, slots=True)
class Asked:
    """What one go asks for: the values at its level and index."""

    time: Duration | None = None
    hold: Duration | None = None
    reps: Reps | None = None
    distance: Distance | None = None
    load: Load | None = None
    effort: Effort | None = None
    tempo: Tempo | None = None
    pace: Seconds | Pace | None = None

    @property
    def waits(self) -> bool:
        """It ends at "done", not by the clock."""
        if self.time is not None or self.hold is not None:
            return False
        return self.reps is None or self.reps.maximum or self.pace is Pace.SELF

    @property
    def rep_seconds(self) -> Seconds:
        """How long a counted rep lasts: its pace, or the sum of its tempo."""
        if isinstance(self.pace, (int, float)):
            return float(self.pace)
        return self.tempo.seconds if self.tempo is not None else SECONDS_A_REP


@dataclass(frozen=True, slots=True)
class Opening:
    """A group whose round begins with a go; said before it."""

    group: Group
    round: int
    rounds: int
    first_pass: bool
    """Not the second side of a group with sides."""


@dataclass(frozen=True, slots=True)
class Go:
    """One set on one side."""

    step: Step
    asked: Asked
    level: str | None
    set: int
    sets: int
    round: int
    rounds: int
    side: Side | None
    order: tuple[Side, ...]
    """All the sides of this set."""
    side_index: int
    second_pass: bool
    """Played again because the group around it changes sides."""
    block: str | None
    ready: Seconds | None
    """As written; None is the built-in."""
    openings: tuple[Opening, ...] = ()
    before: Asked | None = None
    """What the previous set asked, to say what changed."""
    varies: bool = False
    """The amount changes over the sets."""
    every: Seconds | None = None
    """The step's own clock at this set."""
    clocks: tuple[int, ...] = ()
    """The `every` clocks that this go may start, outermost first."""
    ends_by: tuple[int, Seconds] | None = None
    """The clock and its seconds at which this go, if it waits, is ended."""

    @property
    def seconds(self) -> Seconds | None:
        """How long it lasts, of "30s+" the 30 s; None where it waits from the start."""
        asked = self.asked
        if asked.waits:
            return None
        if asked.reps is not None and asked.hold is not None:
            return asked.reps.low * asked.hold.seconds + (asked.reps.low - 1) * self.step.relax
        duration = asked.time or asked.hold
        if duration is not None:
            return duration.seconds
        return asked.reps.low * asked.rep_seconds if asked.reps is not None else None


@dataclass(frozen=True, slots=True)
class SwitchTo:
    """A group goes on with its other side."""

    side: Side
    seconds: Seconds
    again: bool


@dataclass(frozen=True, slots=True)
class Rest:
    """A rest that somebody wrote; where rests touch the highest rank counts."""

    rank: tuple[int, int]
    length: Duration | Until
    by: Step | Group | PauseStep
    """What it belongs to, for messages."""


@dataclass(frozen=True, slots=True)
class ClockRest:
    """What is left until the next mark of a clock."""

    rank: tuple[int, int]
    clock: int
    until: Seconds
    """From the first go of the clock."""
    place: Place
    """Of `every`."""


@dataclass(frozen=True, slots=True)
class Speak:
    """A step that only speaks, with what the groups around it say about it."""

    step: Announcement
    side: Side | None
    round: int
    rounds: int


Element: TypeAlias = Go | SwitchTo | Rest | ClockRest | Speak

SET, PAUSE, ROUND = 0, 1, 2
"""Which of the rests that touch is the outer one."""


def alternating_side(rep: int) -> Side:
    """Return the side of a rep from 1 where sides change every rep: left first."""
    return Side.LEFT if rep % 2 else Side.RIGHT
