"""A routine as values: what a file says once it is read, checked and merged with its defaults and the exercise library.

Nothing here is expanded: `coach.timeline.compile` turns levels, lists, ramps, sets, rounds and sides into segments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeAlias, TypeVar

from coach.source import Place
from coach.units import Seconds

T = TypeVar("T")

SECONDS_A_REP: Seconds = 3.0
"""How long a rep takes where neither tempo nor pace tells."""

SECONDS_OF_A_WAIT: Seconds = 60.0
"""How long a go or a rest is taken to wait for "done" where nothing tells."""

MOST_WHILE_WAITING = 999
"""How often an `every-…` cue is placed in a go that waits: what has no length in a total could ask for millions."""

# --- values that may change from set to set, round to round, level to level ------------------------------------------


@dataclass(frozen=True, slots=True)
class Single(Generic[T]):
    """One value for every set."""

    value: T


@dataclass(frozen=True, slots=True)
class Listed(Generic[T]):
    """One value a set (or a round); the last is kept when they run out."""

    values: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class Ramp(Generic[T]):
    """Even steps from the first index to the last."""

    first: T
    last: T


Series: TypeAlias = Single[T] | Listed[T] | Ramp[T]

EVERY_LEVEL = ""
"""The key of a value that is the same at every level."""


@dataclass(frozen=True, slots=True)
class Varying(Generic[T]):
    """A value as the file gives it: by level, then by set or round."""

    by_level: Mapping[str, Series[T]]
    """Level name to series; the only key is `EVERY_LEVEL` where the file has no table."""
    place: Place
    written: str = ""
    """The value as the user wrote it, for messages and for doses (which remember what they were made from)."""

    def at(self, level: str | None, levels: Sequence[str]) -> Series[T]:
        """Return the series of a level: its own, else of the nearest easier level that has one, else of its easiest."""
        table = self.by_level
        if EVERY_LEVEL in table:
            return table[EVERY_LEVEL]
        below = levels[: levels.index(level) + 1] if level is not None and level in levels else ()
        for name in (*reversed(below), *levels):
            if name in table:
                return table[name]
        return next(iter(table.values()))


# --- single values ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time; `"30s+"` is open-ended: at least so long, then until done."""

    seconds: Seconds
    open_ended: bool = False


class Until(Enum):
    """What waits instead of lasting."""

    DONE = "done"


class Pace(Enum):
    """A pace that is not a number."""

    SELF = "self"


@dataclass(frozen=True, slots=True)
class Reps:
    """A count of repetitions: 8, a range 8–12 (`high` set), or as many as possible (`maximum`, with `low` 0)."""

    low: int
    high: int | None = None
    maximum: bool = False


@dataclass(frozen=True, slots=True)
class Distance:
    """How far; the unit is one of m km ft yd mi steps."""

    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Load:
    """A weight in kg or lb, or any words ("body", "light band") with `value` None."""

    value: float | None
    unit: str
    """`kg`, `lb`, or the words themselves."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard, 0–10; a range has `high`."""

    low: int
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds of lowering, pause, lifting, pause, whichever `Step.first` begins with; a fast phase (X) lasts 1 s."""

    parts: tuple[Seconds, Seconds, Seconds, Seconds]

    @property
    def seconds(self) -> Seconds:
        """How long one repetition takes."""
        return sum(self.parts)


class Side(Enum):
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Sides:
    """The goes of one set: an order of sides; empty means no sides; `alternate` changes side every rep."""

    order: tuple[Side, ...] = ()
    alternate: bool = False


NO_SIDES = Sides()


class StepType(Enum):
    SOFT_TISSUE = "soft-tissue"
    MOBILITY = "mobility"
    WALK = "walk"
    ISOMETRIC = "isometric"
    STRENGTH = "strength"
    SLED = "sled"
    OTHER = "other"


class Phase(Enum):
    """Which way the first part of a tempo goes."""

    DOWN = "down"
    UP = "up"


# --- speech and cues -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Speech:
    """Words of the file as written, with placeholders, pauses and emphasis (`coach.words.speech` reads them)."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Say:
    """What is spoken before a step or round: lines that rotate, or one line for each side."""

    lines: tuple[Speech, ...]
    by_side: Mapping[Side, Speech] | None = None
    """Set instead of `lines` for `{ left = …, right = … }`."""
    place: Place | None = None


class CueAnchor(Enum):
    """What a cue time counts from."""

    START = "start"  # at the go
    END = "end"  # 0.5 s after it
    HALF = "half"
    AFTER_START = "20s"  # value: seconds
    BEFORE_END = "-10s"  # value: seconds, positive
    EVERY_SECONDS = "every-15s"  # value: seconds
    REP = "rep-5"  # value: number
    EVERY_REPS = "every-3-reps"  # value: number
    LAST_REP = "last-rep"
    SET = "set-2"  # value: number
    LAST_SET = "last-set"
    ROUND = "round-2"  # value: number
    LAST_ROUND = "last-round"


MOST_WHILE_WAITING = 999
"""How often an `every-…` cue is placed in a go that waits: what has no length in a total could ask for millions."""


@dataclass(frozen=True, slots=True)
class CueTime:
    """When a cue is due, once for each go or set."""

    anchor: CueAnchor
    value: float = 0.0
    """Seconds or a count, by the anchor; 0 where the anchor says all."""


@dataclass(frozen=True, slots=True)
class FileCue:
    """One `when = "what to say"` line; lines of a list rotate over the session."""

    when: CueTime
    lines: tuple[Speech, ...]
    place: Place
    """Of the key."""
    own: bool
    """Written in the step itself: it must fit somewhere. Inherited ones are left out where they do not fit."""
    general: bool = False
    """From `[defaults]`: it is about no exercise of its own, so that it is said of another one as well."""


# --- what is done ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Amount:
    """How much: exactly one of the fields, or `reps` with `hold` (each rep is held), or `reps` max with `time`."""

    time: Varying[Duration] | None = None
    hold: Varying[Duration] | None = None
    reps: Varying[Reps] | None = None
    distance: Varying[Distance] | None = None
    until_done: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the plan that is done; every default is already merged in (F7)."""

    id: str
    name: str
    place: Place
    amount: Amount
    exercise: str | None = None
    type: StepType | None = None
    """None is unknown, and counts as loaded."""
    setup: Speech | None = None
    """The exercise's set-up, said where there is no `say`."""
    say: Say | None = None
    cues: tuple[FileCue, ...] = ()
    sets: Varying[int] | None = None
    """Written in the step."""
    default_sets: Varying[int] | None = None
    """From the nearest defaults or the exercise; used only as T2 of docs/rules.md says."""
    most_rounds: int | None = None
    """No file says so, a dose does: only in the first so many rounds of the `repeat` above it."""
    every: Varying[Seconds] | None = None
    sides: Sides = NO_SIDES
    switch: Seconds = 5.0
    switch_place: Place | None = None
    """Where the step itself writes it, for messages."""
    ready: Varying[Seconds] | None = None
    """None is the built-in 5 s."""
    rest: Varying[Duration | Until] | None = None
    """None where nobody wrote one; a written 0 counts (T7)."""
    relax: Seconds = 2.0
    pace: Varying[Seconds | Pace] | None = None
    """At most one of `pace` and `tempo` is set: the one written nearer to the step."""
    tempo: Varying[Tempo] | None = None
    first: Phase = Phase.DOWN
    load: Varying[Load] | None = None
    effort: Varying[Effort] | None = None
    about: Seconds | None = None
    at_most: Seconds | None = None
    progression: bool = True
    notes: str = ""
    levels: tuple[str, ...] = ()
    """The levels of the routine that the step was written in, easiest first (a used routine keeps its own)."""
    easier: str | None = None
    """The exercise one rung down, for "that hurts"."""
    written: frozenset[str] = frozenset()
    """The keys that stand in the step itself, for messages."""


@dataclass(frozen=True, slots=True)
class PauseStep:
    """A step that only rests."""

    id: str
    place: Place
    rest: Varying[Duration | Until]
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Announcement:
    """A step that only speaks."""

    id: str
    place: Place
    say: Say
    levels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A block, a group inside one, or a used routine: items that are played `repeat` times."""

    id: str
    place: Place
    items: tuple[Item, ...]
    name: str | None = None
    repeat: Varying[int] | None = None
    """None where it is not written: once, and no "round" is said."""
    rest: Varying[Duration | Until] | None = None
    every: Varying[Seconds] | None = None
    sides: Sides = NO_SIDES
    switch: Seconds = 5.0
    say: Say | None = None
    notes: str = ""
    levels: tuple[str, ...] = ()
    used: str | None = None
    """The id of the routine that `use` plays here."""


Item: TypeAlias = Step | PauseStep | Announcement | Group


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What the routine's check-in asks."""

    off: bool = False
    ask: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """The days and the hour that the file suggests."""

    days: tuple[str, ...] = ()
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Movement:
    """What a step takes from an exercise that is played in place of its own, as the library has it."""

    amount: Amount | None = None
    setup: Speech | None = None
    cues: tuple[FileCue, ...] = ()
    sides: Sides | None = None
    """None where nobody wrote them."""
    first: Phase = Phase.DOWN
    pace: Varying[Seconds | Pace] | None = None
    """At most one of `pace` and `tempo` is set."""
    tempo: Varying[Tempo] | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """A movement of the library, or of one file, as it is shown (its defaults are already merged into steps)."""

    id: str
    name: str
    setup: str = ""
    cues: Mapping[str, tuple[str, ...]] | None = None
    faults: tuple[str, ...] = ()
    safety: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    type: StepType | None = None
    easier: str | None = None
    harder: str | None = None
    caution: tuple[str, ...] = ()
    """The first-run answers that make Coach warn before it (`coach.routine.library.PRECAUTIONS`)."""
    figure: tuple[str, ...] = ()
    """The lines of a drawing in plain characters."""
    source: str = ""
    notes: str = ""
    movement: Movement | None = None
    """Set where a step can be played as this exercise: in `Routine.exercises`."""


@dataclass(frozen=True, slots=True)
class Routine:
    """The authored plan of one file, checked and complete."""

    id: str
    name: str
    items: tuple[Item, ...]
    place: Place
    """Of `name`."""
    summary: str = ""
    welcome: Speech | None = None
    goodbye: Speech | None = None
    author: str = ""
    source: str = ""
    licence: str = ""
    lang: str = "en"
    lang_place: Place | None = None
    """Of `lang`, where it is written."""
    equipment: tuple[str, ...] = ()
    """Written, or the union of the exercises'."""
    target: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    notes: str = ""
    checkin: CheckIn = CheckIn()
    schedule: Schedule | None = None
    exercises: Mapping[str, Exercise] | None = None
    """Those that its steps use, and every rung of their ladders, up and down, as far as it can be read."""
    text: str = ""
    """The source text: the journal keeps it, so that an edited file does not matter."""
    path: str = ""
