"""All that changes while a player plays, as one value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

from coach.player.model import State
from coach.player.pain import Done
from coach.timeline.model import Cue
from coach.units import Seconds


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a player stands; replaced whole, so that a refused command leaves the one before.

    Moments are on the clock of `now`. Session time runs while playing and jumps with the playhead: it is
    `moment - zero`. Played time runs while playing and never jumps: it is `moment - played_zero`.
    """

    state: State
    index: int
    """Of the segment that plays."""
    began: tuple[Seconds, ...]
    """The session time at which each segment up to this one began."""
    now: Seconds = -inf
    """The last moment that was told."""
    zero: Seconds = 0.0
    played_zero: Seconds = 0.0
    pivot: Seconds = 0.0
    """The moment at which time stands still, or goes on, or last jumped: before it this reckoning is void."""
    entered: Seconds = 0.0
    """The played time at which this segment would have begun, had all of it been played that lies behind."""
    kept: bool = False
    """The limit of this segment was taken away."""
    longer: tuple[tuple[Seconds, Seconds], ...] = ()
    """At which offsets of this segment how much was added."""
    tail: tuple[tuple[Seconds, Cue], ...] = ()
    """Cues of ended segments that sound after the end, with their session time."""
    lead: Seconds = 0.0
    """How long the lead-in to here lasts, while resuming; while something is offered, once that is turned down."""
    count_in: Seconds | None = None
    """What is left of the count-in; None once the session has begun."""
    hurt: frozenset[Done] = frozenset()
    """What hurt too much to go on with."""

    def session_time(self, moment: Seconds) -> Seconds:
        """Return the session time at a moment; anywhere but in play it stands still."""
        return (moment if self.state is State.PLAYING else self.pivot) - self.zero

    def played(self, moment: Seconds) -> Seconds:
        """Return how much was played until a moment, without pauses and count-in."""
        return (moment if self.state is State.PLAYING else self.pivot) - self.played_zero

    def offset(self, moment: Seconds) -> Seconds:
        """Return how far into its segment the playhead is at a moment."""
        return max(0.0, self.session_time(moment) - self.began[-1])

    def going_on(self, now: Seconds, moment: Seconds, state: State) -> Situation:
        """Return the situation in which both times stand still from `now` until a moment, or from it on."""
        session, played = self.session_time(now), self.played(now)
        return replace(self, state=state, zero=moment - session, played_zero=moment - played, pivot=moment)

    def jumped(self, now: Seconds, session: Seconds) -> Situation:
        """Return the situation with the session time set; played time runs on as before."""
        moment = now if self.state is State.PLAYING else self.pivot
        return replace(self, zero=moment - session, pivot=moment)
