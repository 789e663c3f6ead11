"""Timeline, Segment, Cue: what is checked, shown, played and exported alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from coach.source import Place
from coach.timeline.dose import Dose, Eased
from coach.units import Seconds


class SegmentKind(Enum):
    READY = "ready"
    WORK = "work"
    HOLD = "hold"
    REST = "rest"
    SWITCH = "switch"
    RELAX = "relax"
    SAY = "say"
    WAIT = "wait"


GO_KINDS = frozenset({SegmentKind.WORK, SegmentKind.HOLD, SegmentKind.RELAX, SegmentKind.WAIT})
"""What a go consists of."""

DOING_KINDS = GO_KINDS - {SegmentKind.RELAX}
"""Those in which something is done, so that they count as done: all but the pauses of held reps."""

LEAD_KINDS = frozenset({SegmentKind.READY, SegmentKind.REST, SegmentKind.SWITCH})
"""What stands before a go."""

LIMIT_CALL: Seconds = 15.0
"""How long before its limit a waiting segment says that it will go on; any key then keeps it."""


class CueKind(Enum):
    """Why something is said or sounded; the values are those of `coach show --json`."""

    WELCOME = "welcome"
    EQUIPMENT = "equipment"
    NAME = "name"  # announces a go, in ready and in a rest
    NEXT = "next"
    REST = "rest"
    SIDE = "side"
    SAY = "say"  # `say` and set-ups
    START = "start"
    TIMED = "timed"
    SET = "set"
    ROUND = "round"
    REP = "rep"
    HALF = "half"
    EVERY = "every"
    COUNTDOWN = "countdown"
    GO = "go"
    TEMPO = "tempo"  # every count
    LIMIT = "limit"  # the call before `at_most`
    END = "end"
    GOODBYE = "goodbye"


class Tone(Enum):
    """A sound without words; told apart by rhythm, not by pitch alone."""

    TICK = "tick"  # under a count of the countdown
    GO = "go"
    SWITCH = "switch"
    END = "end"  # of a go
    DONE = "done"  # of the whole routine
    COUNT = "count"  # under a rep or tempo count


class Spoken(Enum):
    """How much of the texts that repeat is said."""

    FULL = "full"  # a set-up is said always
    USUAL = "usual"  # in full for the first three times, then its first sentence
    BRIEF = "brief"  # never


@dataclass(frozen=True, slots=True)
class Added:
    """What Coach says and sounds by itself; each a setting."""

    ready: bool = True
    """Names the step before it starts ("Wall sit. 3 sets of 20 seconds.")."""
    countdown: bool = True
    half: bool = True
    next: bool = True
    rest: bool = True
    sets: bool = True
    """"Set 2 of 5", "Last set", "Round 2 of 3"."""
    sides: bool = True
    counts: bool = True
    """Reps and tempo counted aloud."""
    go: bool = True
    end: bool = True
    equipment: bool = True
    limit: bool = True


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen for one session, frozen into its journal: levels, amounts, and what Coach adds by itself."""

    level: str | None = None
    """Plays everything at one level; None is the first."""
    levels: Mapping[str, str] = field(default_factory=dict)
    """Step id to level; `level` wins."""
    added: Added = Added()
    talk: Spoken = Spoken.USUAL
    setups_heard: Mapping[str, int] = field(default_factory=dict)
    """Exercise id to how many sessions have said its set-up."""
    start_step: str | None = None
    """`--from`: the id of the step to begin at."""
    countdown_words: bool = True
    """Off: the countdown is ticks only."""
    doses: Mapping[str, Dose] = field(default_factory=dict)
    """Step id to what it plays instead of what the file says."""
    eased: Eased | None = None
    """Chosen in the middle of the session, after "that hurts"."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch with one purpose."""

    index: int
    kind: SegmentKind
    title: str
    """The step's name, before a go that of the step ahead; the routine's name where it only speaks."""
    start: Seconds
    """From the start of the session, estimated segments before it at their estimate."""
    seconds: Seconds
    """Its length, or the estimate of it."""
    estimated: bool = False
    step: str | None = None
    exercise: str | None = None
    block: str | None = None
    level: str | None = None
    side: str | None = None
    set: int = 1
    sets: int = 1
    round: int = 1
    rounds: int = 1
    reps: str | int | None = None
    """10, "6-8" or "max"."""
    amount: str = ""
    """The amount in short words for the eye: "20 s", "8 reps", "20 m"."""
    load: str = ""
    effort: str = ""
    tempo: str = ""
    go: int | None = None
    """Numbers the goes of the session from 0; segments of one go share it, those between goes name the one ahead."""
    open_ended: bool = False
    """Ends at "done"."""
    limit: Seconds | None = None
    """After so long a segment that waits ends by itself."""
    anchor: int | None = None
    """Under `every`: the index of the first segment of the clock's first go. This segment ends, however long what
    came before it took, once `until_mark` seconds were played since that one started (a waiting go: at the latest)."""
    until_mark: Seconds | None = None
    rep_starts: tuple[Seconds, ...] = ()
    """Offsets at which repetitions begin, where they are counted."""
    phases: tuple[tuple[Seconds, str], ...] = ()
    """The phases of one repetition at a tempo: when each begins, from the start of the repetition, and its word."""
    place: Place | None = None

    @property
    def end(self) -> Seconds:
        return self.start + self.seconds


@dataclass(frozen=True, slots=True)
class Cue:
    """Something to say or sound at an offset of a segment."""

    at: Seconds
    """The onset from the start of the session, estimated segments at their estimate."""
    segment: int
    offset: Seconds
    """From the start of its segment; in an open-ended one it may lie behind the estimate (`beyond`)."""
    text: str
    """The words, pauses and emphasis still marked; empty for a sound without words."""
    seconds: Seconds
    kind: CueKind
    tone: Tone | None = None
    caption: str = ""
    """What the eye reads; `text` without marks. Empty for what is not worth a caption (counts)."""
    own: bool = False
    """From the file, so that leaving it out is worth a warning."""
    from_end: bool = False
    """Counted from the end of its segment: in a rest under `every`, whose length is known only when it begins, it
    keeps its distance from the end (`seconds` of the segment less `offset`)."""
    beyond: bool = False
    """Not listed by `show`: sounds only if the segment is still open by then, or, counted from the end of a rest whose
    length is a guess, only if it is longer than was guessed (the offset may then lie before its start)."""
    moved: Seconds = 0.0
    """How much later than asked for."""
    place: Place | None = None


class WhyLeftOut(Enum):
    GIVEN_UP = "given up to a more important cue"
    NO_ROOM = "does not fit its place"
    NO_LEAD = "nothing stands before the go in which it could be said"
    YIELDS = "gives way by rule"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A cue that is not said, and why: `check` warns of the file's own, `show` lists all."""

    cue: Cue
    why: WhyLeftOut
    room: Seconds = 0.0
    """How many seconds it had."""
    by: Cue | None = None
    """What it gave way to."""


@dataclass(frozen=True, slots=True)
class Overrun:
    """Work of fixed length that is still going on when `every` wants the next set or round to start."""

    place: Place
    """Of `every`."""
    seconds: Seconds
    """How much too long it is."""
    level: str | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """One routine compiled for one session."""

    routine: str
    name: str
    level: str | None
    """None where steps differ."""
    segments: tuple[Segment, ...]
    cues: tuple[Cue, ...]
    """Sorted by segment, then offset."""
    left_out: tuple[LeftOut, ...] = ()
    overruns: tuple[Overrun, ...] = ()
    lang: str = "en"
    measured: bool = False
    """Speech lengths come from a voice; else 0.4 s a word."""

    @property
    def seconds(self) -> Seconds:
        """The total, estimated segments at their estimate."""
        return self.segments[-1].end if self.segments else 0.0

    @property
    def open_ended(self) -> bool:
        """Some segment has no fixed length."""
        return any(segment.estimated for segment in self.segments)


class Lengths(Protocol):
    """How long words take to say."""

    @property
    def measured(self) -> bool:
        """Whether a voice has spoken all that was asked for."""

    def seconds(self, text: str) -> Seconds:
        """Return the length of an utterance (marks still inside); 0 for no words."""
