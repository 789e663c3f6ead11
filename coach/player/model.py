"""State, Command, Event, View: the vocabulary of the player."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from coach.timeline.model import Cue, Segment
from coach.units import Seconds


class State(Enum):
    IDLE = "idle"  # not yet started
    COUNTING_IN = "counting in"  # `start_in`: time to walk to the wall
    PLAYING = "playing"
    PAUSED = "paused"
    HURT = "hurt"  # paused by "that hurts": a number is asked for
    OFFERED = "offered"  # it hurts too much: an easier exercise is offered for a while
    RESUMING = "resuming"  # a short lead-in before a go goes on
    FINISHED = "finished"
    STOPPED = "stopped"


class Command(Enum):
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    DONE = "done"  # ends a segment that waits
    SKIP = "skip"  # to the next go
    BACK = "back"  # to the start of this go, or the one before when it has just begun
    REPEAT = "repeat"  # this go again from its get-ready
    FORWARD = "forward"  # 15 s on
    REWIND = "rewind"  # 15 s back
    LONGER = "longer"  # 15 s more of rest
    KEEP = "keep"  # a waiting segment must not go on by itself
    HURT = "hurt"  # pain: pause and keep the place
    ANSWER_PAIN = "answer pain"  # the number; `value`
    EASE = "ease"  # takes the easier exercise that is offered
    STOP = "stop"
    SLEPT = "slept"  # the machine slept: pause


class EventKind(Enum):
    COUNT_IN_STARTED = "count_in_started"
    STARTED = "started"
    SEGMENT_STARTED = "segment_started"
    SEGMENT_ENDED = "segment_ended"  # `done` of the details: played to its end, not skipped
    PAUSED = "paused"
    RESUMING = "resuming"
    RESUMED = "resumed"
    MOVED = "moved"  # the playhead jumped: skip, back, repeat, forward, rewind; what was placed ahead is void
    LENGTHENED = "lengthened"
    KEPT = "kept"
    HURT = "hurt"
    PAIN_ANSWERED = "pain_answered"
    EASED = "eased"  # the timeline goes on with an easier exercise; what was placed ahead is void
    NOT_EASED = "not_eased"  # the easier exercise was not taken: the step is left out
    SLEPT = "slept"
    REFUSED = "refused"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Playhead:
    """Where in the timeline we are."""

    segment: int
    offset: Seconds


@dataclass(frozen=True, slots=True)
class Event:
    """What happened in the player; carries ids, never objects, so that a later version can read it from a journal."""

    kind: EventKind
    due: Seconds
    """When it should have happened, on the clock that `now` counts."""
    happened: Seconds
    """The `now` of the call that found it; `happened - due` is lateness as data."""
    segment: int | None = None
    offset: Seconds = 0.0
    command: Command | None = None
    details: Mapping[str, str | int | float | bool | None] = field(default_factory=dict)
    """What the kind has to say beside: of segments and pain `coach.player.report`, from which records are made."""


@dataclass(frozen=True, slots=True)
class PlacedCue:
    """A cue whose moment is known: when its onset is due on the clock that `now` counts."""

    cue: Cue
    due: Seconds


@dataclass(frozen=True, slots=True)
class Count:
    """Where in a repetition at a tempo we are, as it is counted aloud."""

    word: str
    """The phase: "down"."""
    second: int
    """Of the phase, from 1."""
    until_next: Seconds
    """Until the second or the phase changes."""


@dataclass(frozen=True, slots=True)
class View:
    """What a screen shows, computed from the state and `now`; nothing in it is accumulated."""

    state: State
    segment: Segment | None
    """The one that plays; the first one while counting in, None when over."""
    offset: Seconds
    remaining: Seconds | None
    """Of the segment; None where it waits with no limit announced."""
    counts_up: bool
    """True where the segment waits: show `offset`, not `remaining`."""
    step_done: float
    """0–1 of the go, or of the segment between goes."""
    session_done: float
    """0–1 of the whole timeline."""
    session_remaining: Seconds
    session_elapsed: Seconds
    """Played time, without pauses."""
    rep: int | None
    """The number of the repetition now, from 1, where reps are counted."""
    next_go: Segment | None
    """The first segment of the next go: what comes next."""
    lead_in: Seconds | None
    """Seconds until the start (counting in) or until it goes on (resuming)."""
    waiting_limit: Seconds | None
    """Seconds until a waiting segment goes on by itself; None when it does not, or was kept."""
    then_go: Segment | None = None
    """The first segment of the go after `next_go`: what comes next while one gets ready."""
    count: Count | None = None
    """None where no tempo is played."""
    hurts: Segment | None = None
    """Of the go that "that hurts" is about, while its number is asked, or something easier offered."""
    easier: Segment | None = None
    """The first go of the exercise that is offered; `lead_in` tells how long it still is."""
