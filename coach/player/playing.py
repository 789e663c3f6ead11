"""How a session goes on, moves, and ends: what a player does, whatever it was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from coach.player import moves
from coach.player.course import Course, Lasting
from coach.player.cues import LeadIn, at_end
from coach.player.lookahead import cues_here, cues_of_lead_in, lasting_now
from coach.player.model import Command, Event, EventKind, PlacedCue, Playhead, State
from coach.player.pain import Done, LeftOut, left_out
from coach.player.report import event, passed_over, segment_ended, segment_started
from coach.player.situation import Situation
from coach.timeline.model import GO_KINDS, Segment, SegmentKind, Timeline
from coach.units import Seconds

_LED_IN = GO_KINDS - {SegmentKind.WAIT}


class Playing:
    """The state of a player and all that changes it, but for pain; `Player` tells what its arguments are."""

    def __init__(
        self,
        timeline: Timeline,
        start_in: Seconds = 10.0,
        *,
        resume_lead_in: Seconds = 3.0,
        lead_in: LeadIn | None = None,
        loaded: Iterable[str] = (),
        at: Playhead | None = None,
        played: Seconds = 0.0,
        hurt: Iterable[Done] = (),
        rehearsal: bool = False,
    ) -> None:
        self.timeline = timeline
        self._rehearsal = rehearsal
        self._course = Course(timeline, rehearsal=rehearsal)
        self._start_in = start_in
        self._resume_lead_in = resume_lead_in
        self._lead_in = lead_in or LeadIn()
        self._loaded = frozenset(loaded)
        self._restored = at is not None
        self._beside: Timeline | None = None
        self._at = Situation(State.IDLE, index=0, began=(0.0,), count_in=start_in, hurt=frozenset(hurt))
        self._restore(at or Playhead(0, 0.0), played)

    def _restore(self, at: Playhead, played: Seconds) -> None:
        segments = self.timeline.segments
        if not segments:
            return
        index = min(max(at.segment, 0), len(segments) - 1)
        seconds = self._course.lasting(index, [segment.start for segment in segments]).seconds
        offset = max(0.0, at.offset if seconds is None else min(at.offset, seconds))
        if self._course.left_out(index, self.left_out):
            following = self._course.next_index(index, self.left_out)
            index, offset = (index, offset) if following is None else (following, 0.0)
        began = tuple(segment.start for segment in segments[: index + 1])
        zero = -(began[-1] + offset)
        self._at = replace(self._at, index=index, began=began, zero=zero, played_zero=-played, entered=played - offset)

    @property
    def left_out(self) -> LeftOut:
        """What is no longer played, because it hurt."""
        return left_out(self._at.hurt, self._loaded)

    # --- starting, pausing, going on ----------------------------------------------------------------------------------

    def _start(self, now: Seconds) -> list[Event]:
        if not self._course.segments:
            self._at = replace(self._at, state=State.FINISHED, count_in=None, zero=now, played_zero=now, pivot=now)
            return [Event(EventKind.FINISHED, now, now, details={"played": 0.0})]
        if self._start_in > 0:
            return self._count_in(now, self._start_in)
        self._at = self._at.going_on(now, now, State.PLAYING)
        return self._begin(now, now)

    def _count_in(self, now: Seconds, seconds: Seconds) -> list[Event]:
        self._at = replace(self._at.going_on(now, now + seconds, State.COUNTING_IN), count_in=seconds)
        return [event(self._at, EventKind.COUNT_IN_STARTED, now, None, {"seconds": seconds})]

    def _begin(self, due: Seconds, happened: Seconds) -> list[Event]:
        self._at = replace(self._at, state=State.PLAYING, count_in=None)
        started = event(self._at, EventKind.STARTED, due, None, {"restored": self._restored}, happened=happened)
        return [started, segment_started(self._course, self._at, due, happened)]

    def _pause(self, command: Command, now: Seconds) -> list[Event]:
        self._stand(now, State.PAUSED)
        return [event(self._at, EventKind.SLEPT if command is Command.SLEPT else EventKind.PAUSED, now, command)]

    def _stand(self, now: Seconds, state: State) -> None:
        """Let time stand still from now on."""
        if self._at.state is State.COUNTING_IN:
            self._at = replace(self._at, count_in=self._at.pivot - now)
        self._at = self._at.going_on(now, now, state)

    def _resume(self, now: Seconds, *, after_pain: Seconds = 0.0) -> list[Event]:
        if self._at.count_in is not None:
            return self._count_in(now, min(self._start_in, max(self._at.count_in, self._resume_lead_in)))
        if after_pain:
            return self._lead_in_to_here(now, max(self._resume_lead_in, after_pain))
        if self._segment.kind in _LED_IN and not self._course.waits(self._at.index) and self._resume_lead_in > 0:
            return self._lead_in_to_here(now, self._resume_lead_in)
        self._at = self._at.going_on(now, now, State.PLAYING)
        return [event(self._at, EventKind.RESUMED, now)]

    def _lead_in_to_here(self, now: Seconds, seconds: Seconds) -> list[Event]:
        self._at = replace(self._at.going_on(now, now + seconds, State.RESUMING), lead=seconds)
        return [event(self._at, EventKind.RESUMING, now, None, {"seconds": seconds})]

    def _stop(self, now: Seconds) -> list[Event]:
        begun = self._at.count_in is None
        events = [segment_ended(self._course, self._at, now, now, "stopped")] if begun else []
        self._at = self._at.going_on(now, now, State.STOPPED)
        details = {"played": round(self._at.played(now), 3)}
        return [*events, event(self._at, EventKind.STOPPED, now, Command.STOP, details)]

    # --- moving -------------------------------------------------------------------------------------------------------

    def _move(self, command: Command, now: Seconds) -> list[Event]:
        paused = self._at.state is State.PAUSED
        counting_in = self._at.state is State.COUNTING_IN
        if not paused:
            self._at = self._at.going_on(now, now, State.PLAYING)
        if counting_in:
            return self._begin(now, now)
        session = self._at.session_time(now)
        landing = moves.landing(command, self._course, self._at, session, self.left_out, self._lasting())
        if landing is None:
            ended_now = segment_ended(self._course, self._at, now, now, command.value)
            passed = passed_over(self._course, self._at, len(self._course.segments), now, now, command.value)
            return [ended_now, *passed, *self._finish(now, now)]
        events = self._land(landing, command, now)
        if not paused and landing.lead_in and self._resume_lead_in > 0:
            events += self._lead_in_to_here(now, self._resume_lead_in)
        return events

    def _land(self, landing: moves.Landing, command: Command, now: Seconds) -> list[Event]:
        left, left_at = self._at.index, round(self._at.offset(now), 3)
        stays = landing.index == left and not landing.again
        events = [] if stays else [segment_ended(self._course, self._at, now, now, command.value)]
        events += passed_over(self._course, self._at, landing.index, now, now, command.value)
        self._at = replace(self._at, index=landing.index, began=landing.began, tail=())
        self._at = self._at.jumped(now, landing.began[-1] + landing.offset)
        events.append(event(self._at, EventKind.MOVED, now, command, {"from_segment": left, "from_offset": left_at}))
        if stays:
            return events
        counted = landing.offset if landing.was_played else 0.0
        self._at = replace(self._at, kept=False, longer=(), entered=self._at.played(now) - counted)
        return [*events, segment_started(self._course, self._at, now, now)]

    # --- time passing -------------------------------------------------------------------------------------------------

    def _change_by_itself(self, due: Seconds, happened: Seconds) -> list[Event]:
        self._at = replace(self._at, now=max(self._at.now, due))
        if self._at.state is State.COUNTING_IN:
            return self._begin(due, happened)
        if self._at.state is State.RESUMING:
            self._at = replace(self._at, state=State.PLAYING)
            return [event(self._at, EventKind.RESUMED, due, happened=happened)]
        lasting = self._lasting()
        assert lasting.seconds is not None
        return self._end_segment(lasting.seconds, due, happened, lasting.how)

    def _end_segment(self, seconds: Seconds, due: Seconds, happened: Seconds, how: str) -> list[Event]:
        """End the segment after so many seconds as planned, and go on with what follows."""
        began = self._at.began[-1]
        ended = segment_ended(self._course, self._at, due, happened, how)
        cues = cues_here(self._course, self._at, seconds)
        after = [(began + offset, cue) for offset, cue in cues if at_end(self._segment, cue)]
        self._at = replace(self._at, tail=(*self._at.tail, *after))
        return [ended, *self._enter_next(began + seconds, due, happened)]

    def _enter_next(self, session: Seconds, due: Seconds, happened: Seconds) -> list[Event]:
        left = self._at.index
        index = self._course.next_index(left, self.left_out)
        events = passed_over(
            self._course, self._at, len(self._course.segments) if index is None else index, due, happened, "pain"
        )
        if index is None:
            return [*events, *self._finish(due, happened)]
        # What is left out takes no time, so all of it begins when what follows does.
        began = self._at.began + (session,) * (index - left)
        played = self._at.played(due)
        self._at = replace(self._at, index=index, began=began, kept=False, longer=(), entered=played)
        return [*events, segment_started(self._course, self._at, due, happened)]

    def _finish(self, due: Seconds, happened: Seconds) -> list[Event]:
        details = {"played": round(self._at.played(due), 3)}
        finished = event(self._at, EventKind.FINISHED, due, None, details, happened=happened)
        pivot = due if self._at.state is State.PLAYING else self._at.pivot
        self._at = replace(self._at, state=State.FINISHED, pivot=pivot)
        return [finished]

    # --- reckoning ----------------------------------------------------------------------------------------------------

    @property
    def _segment(self) -> Segment:
        return self._course.segments[self._at.index]

    def _lasting(self) -> Lasting:
        return lasting_now(self._course, self._at)

    def _lead_in_cues(self) -> Iterator[PlacedCue]:
        at = self._at
        if at.state is State.COUNTING_IN and at.count_in is not None:
            full = at.count_in == self._start_in
            return cues_of_lead_in(self._course, at, self._lead_in, at.count_in, full=full)
        if at.state is State.RESUMING:
            return cues_of_lead_in(self._course, at, self._lead_in, at.lead, full=False)
        return iter(())
