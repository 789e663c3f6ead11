"""The player: commands and moments go in, events come out; what each command decides is told in `transitions`."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from coach.errors import IllegalCommandError
from coach.player import moves
from coach.player.course import Course, Lasting, is_lead
from coach.player.cues import TINY
from coach.player.lookahead import cues_here, cues_until
from coach.player.model import Command, Event, EventKind, PlacedCue, Playhead, State, View
from coach.player.pain import LEAD_IN_EASED, OFFER, Done, LeftOut, ends_step, lead_in, left_out
from coach.player.playing import Playing
from coach.player.report import about, event, passed_over, segment_ended, segment_started
from coach.player.transitions import TRANSITIONS
from coach.player.view import view
from coach.timeline.model import GO_KINDS, Segment, Timeline
from coach.units import Seconds

LONGER: Seconds = 15.0
"""What one LONGER adds to a lead."""

_TAIL_KEPT: Seconds = 5.0
_ENDS_BY_ITSELF = frozenset({State.COUNTING_IN, State.RESUMING, State.OFFERED})
_SOUNDING = frozenset({State.COUNTING_IN, State.RESUMING, State.PLAYING, State.FINISHED})


class Player(Playing):
    """Plays a timeline: a pure state machine that is told the time and never asks for it.

    `start_in` seconds are counted in before the first segment; a go of fixed length goes on `resume_lead_in` seconds
    after a resume. `loaded` are the steps that are left out when pain ends the loading. A session that was interrupted
    is restored with `at`, `played` and `hurt`. In a `rehearsal` segments that wait end at their estimate.

    Commands and `advance` take the moment as `now`, in seconds of any clock that never runs backwards, and return what
    happened, in order. A command that is not possible raises IllegalCommandError and changes nothing, not even time.
    """

    # --- what it is asked ---------------------------------------------------------------------------------------------

    @property
    def state(self) -> State:
        return self._at.state

    @property
    def playhead(self) -> Playhead:
        """Where it is, as of the last moment that was told."""
        return Playhead(self._at.index, self._at.offset(self._at.now))

    @property
    def caption(self) -> str:
        """The last caption of the present segment up to the playhead; empty where it has none."""
        if not self._course.segments:
            return ""
        cues = cues_here(self._course, self._at, self._lasting().seconds)
        offset = self._at.offset(self._at.now) + TINY
        return next((cue.caption for where, cue in reversed(cues) if cue.caption and where <= offset), "")

    def allows(self, command: Command) -> bool:
        """Return whether the command is possible, as of the last moment that was told."""
        at = self._at
        if (at.state, command) not in TRANSITIONS:
            return False
        if at.state is State.PAUSED and at.count_in is not None:
            return command in (Command.RESUME, Command.HURT, Command.STOP)
        waits = bool(self._course.segments) and self._course.waits(at.index)
        match command:
            case Command.DONE:
                return waits
            case Command.KEEP:
                lasting = self._lasting()
                return waits and lasting.how == "limit" and lasting.seconds is not None
            case Command.LONGER:
                return is_lead(self._segment) and not waits
            case Command.FORWARD:
                session = at.session_time(at.now)
                return moves.forward(self._course, at, session, self.left_out, self._lasting()) is not None
            case Command.REWIND:
                return at.session_time(at.now) > TINY
            case Command.EASE:
                return self._beside is not None
            case _:
                return True

    def next_wakeup(self) -> Seconds | None:
        """Return the moment of the next change that comes by itself, None while only a command changes anything."""
        if self._at.state in _ENDS_BY_ITSELF:
            return self._at.pivot
        if self._at.state is State.PLAYING:
            seconds = self._lasting().seconds
            return None if seconds is None else self._at.zero + (self._at.began[-1] + seconds)
        return None

    def view(self, now: Seconds) -> View:
        """Return what a screen shows at a moment; nothing changes."""
        lasting = self._lasting() if self._course.segments else Lasting(0.0, "time")
        easier = self._easier if self._at.state is State.OFFERED else None
        return view(self._course, self._at, max(now, self._at.now), self.left_out, lasting, easier)

    def cues_between(self, start: Seconds, end: Seconds) -> list[PlacedCue]:
        """Return the cues whose onset falls in [start, end) if no command comes, by moment.

        Segments of fixed length are crossed, one that waits only at its limit. Asked for stretch after stretch, each
        before `advance` passes it, every cue is returned once; after a command the stretch begins at its moment.
        """
        if self._at.state not in _SOUNDING:
            return []
        ahead = cues_until(self._course, self._at, end, self.left_out)
        found = [one for one in chain(self._lead_in_cues(), ahead) if start - TINY <= one.due < end - TINY]
        return sorted(found, key=lambda one: one.due)

    def texts(self) -> list[str]:
        """Return every text that may be said, in the order of need from the playhead on, none twice."""
        lead_in = [self._lead_in.starting, *self._lead_in.numbers]
        ahead = [cue.text for cue in self.timeline.cues if cue.segment >= self._at.index]
        behind = [cue.text for cue in self.timeline.cues if cue.segment < self._at.index]
        # Without a count-in only a pause needs the lead-in, and the first words are needed now.
        first = [*lead_in, *ahead] if self._start_in > 0 else [*ahead, *lead_in[1:]]
        return [text for text in dict.fromkeys([*first, *behind]) if text]

    # --- what it is told ----------------------------------------------------------------------------------------------

    def offer(self, timeline: Timeline | None) -> None:
        """Take the timeline that could be gone on with if it hurts too much: see `easier_from` of the HURT event.

        Up to the lead before that go it is this one; None where nothing easier is to be offered.
        """
        self._beside = timeline

    def advance(self, now: Seconds) -> list[Event]:
        """Let time come to `now` and return what happened meanwhile; an earlier moment changes nothing."""
        now = max(now, self._at.now)
        events: list[Event] = []
        while (due := self.next_wakeup()) is not None and due <= now + TINY:
            events += self._change_by_itself(due, now)
        tail = tuple(item for item in self._at.tail if item[0] > self._at.session_time(now) - _TAIL_KEPT)
        self._at = replace(self._at, now=max(now, self._at.now), tail=tail)
        return events

    def send(self, command: Command, now: Seconds, value: int | None = None, *, sharp: bool = False) -> list[Event]:
        """Let time come to `now`, obey the command, and return what happened.

        `value` is the number of ANSWER_PAIN, 0–10, and `sharp` says that it was sharp. Raises IllegalCommandError.
        """
        before = self._at
        try:
            events = self.advance(now)
            state = self._at.state
            if not self.allows(command):
                raise IllegalCommandError(f"“{command.value}” is not possible while {state.value}")
            events += self._obey(command, self._at.now, value, sharp=sharp)
        except IllegalCommandError:
            self._at = before
            raise
        assert self._at.state in TRANSITIONS[state, command]
        return events

    def _obey(self, command: Command, now: Seconds, value: int | None, *, sharp: bool) -> list[Event]:
        match command:
            case Command.START:
                return self._start(now)
            case Command.PAUSE | Command.SLEPT:
                return self._pause(command, now)
            case Command.HURT:
                return self._hurt(now)
            case Command.RESUME:
                return self._turn_down(now, command) if self._at.state is State.OFFERED else self._resume(now)
            case Command.EASE:
                return self._ease(now)
            case Command.ANSWER_PAIN:
                return self._answer_pain(now, value, sharp=sharp)
            case Command.DONE:
                return self._end_segment(now - self._at.zero - self._at.began[-1], now, now, "done")
            case Command.LONGER:
                self._at = replace(self._at, longer=(*self._at.longer, (self._at.offset(now), LONGER)))
                return [event(self._at, EventKind.LENGTHENED, now, command, {"seconds": LONGER})]
            case Command.KEEP:
                self._at = replace(self._at, kept=True)
                return [event(self._at, EventKind.KEPT, now, command)]
            case Command.STOP:
                return self._stop(now)
            case _:
                return self._move(command, now)

    # --- pain ---------------------------------------------------------------------------------------------------------

    def _hurt(self, now: Seconds) -> list[Event]:
        self._stand(now, State.HURT)
        self._beside = None
        details = self._about_pain() | {"second": round(self._at.offset(now), 3), "next": self._next_without()}
        return [event(self._at, EventKind.HURT, now, Command.HURT, details | {"easier_from": self._easier_from()})]

    def _answer_pain(self, now: Seconds, value: int | None, *, sharp: bool) -> list[Event]:
        if value is None or not 0 <= value <= 10:
            raise IllegalCommandError("knee pain is a whole number from 0 to 10")
        # Before anything has begun there is no step that the pain could be of.
        hurting = self._hurting if self._at.count_in is None else None
        details = self._about_pain() | {"value": value, "sharp": sharp}
        before = self._at.hurt
        if hurting is not None and hurting.step is not None and ends_step(value, sharp=sharp):
            if not before and self._beside is not None:
                return self._offer_easier(now, value, details)
            self._at = replace(self._at, hurt=before | {(hurting.step, hurting.exercise)})
        leaves_out = self._at.hurt != before
        answered = event(self._at, EventKind.PAIN_ANSWERED, now, Command.ANSWER_PAIN, details | self._what_goes(before))
        return [answered, *self._go_on_after_pain(now, lead_in(value, leaves_out=leaves_out))]

    def _what_goes(self, before: frozenset[Done]) -> dict[str, str | int | float | bool | None]:
        """Return which steps are left out that were not before, whether that ends the loading, and what is next."""
        hurt = self._at.hurt
        gone = self._steps_of(hurt) - self._steps_of(before) | {step for step, _ in hurt - before}
        return {
            "left_out": ",".join(sorted(gone)),
            "ends_loading": hurt != before and len(hurt) > 1,
            "next": self._next_step(self.left_out) if hurt != before else None,
        }

    def _steps_of(self, hurt: frozenset[Done]) -> frozenset[str]:
        return frozenset(step for step, _ in hurt) | left_out(hurt, self._loaded).loaded

    def _go_on_after_pain(self, now: Seconds, pause: Seconds) -> list[Event]:
        """Go on after so long: here, or with what follows where this is left out."""
        if self._at.count_in is not None or not self._course.left_out(self._at.index, self.left_out):
            return self._resume(now, after_pain=pause)
        ended = segment_ended(self._course, self._at, now, now, "pain")
        entered = self._enter_next(self._at.session_time(now), now, now)
        if self._at.state is State.FINISHED:
            return [ended, *entered]
        moved = event(self._at, EventKind.MOVED, now, Command.ANSWER_PAIN)
        return [ended, *entered[:-1], moved, entered[-1], *self._resume(now, after_pain=pause)]

    # --- something easier ---------------------------------------------------------------------------------------------

    def _offer_easier(
        self, now: Seconds, value: int, details: dict[str, str | int | float | bool | None]
    ) -> list[Event]:
        """Offer the easier exercise for a while; what hurts is over whatever becomes of that."""
        hurting, easier = self._hurting, self._easier
        assert hurting.step is not None
        assert easier is not None
        hurt = frozenset({(hurting.step, hurting.exercise)})
        self._at = replace(self._at, hurt=hurt, lead=lead_in(value, leaves_out=True))
        self._at = self._at.going_on(now, now + OFFER, State.OFFERED)
        details |= {"offers": easier.exercise, "name": easier.title, "left_out": "", "ends_loading": False}
        return [event(self._at, EventKind.PAIN_ANSWERED, now, Command.ANSWER_PAIN, details)]

    def _turn_down(self, now: Seconds, command: Command | None, *, happened: Seconds | None = None) -> list[Event]:
        """Leave the step out, as where nothing easier is known."""
        details = self._about_pain() | self._what_goes(frozenset())
        self._at = self._at.going_on(now, now, State.PAUSED)
        declined = event(self._at, EventKind.NOT_EASED, now, command, details, happened=happened)
        return [declined, *self._go_on_after_pain(now, self._at.lead)]

    def _ease(self, now: Seconds) -> list[Event]:
        """Go on with the easier exercise: where its first set, or what is before that, has its lead."""
        beside, easier, first = self._beside, self._easier, self._easier_from()
        assert beside is not None
        assert easier is not None
        assert first is not None
        details = self._about_pain() | {"easier": easier.exercise, "name": easier.title, "easier_from": first}
        self._at = self._at.going_on(now, now, State.PAUSED)
        eased = event(self._at, EventKind.EASED, now, Command.EASE, details)
        leaves = self._course.left_out(self._at.index, self.left_out)
        ended = segment_ended(self._course, self._at, now, now, "pain")
        self.timeline, self._beside = beside, None
        self._course = Course(beside, rehearsal=self._rehearsal)
        if not leaves:
            return [eased, *self._resume(now, after_pain=self._resume_lead_in)]
        begins = next(segment.index for segment in beside.segments if segment.go == first)
        left, session = self._at.index, self._at.session_time(now)
        following = self._course.next_index(left, self.left_out) if left < begins else begins
        assert following is not None
        passed = passed_over(self._course, self._at, following, now, now, "pain")
        began = (*(self._at.began + (session,) * max(0, following - left))[:following], session)
        played = self._at.played(now)
        self._at = replace(self._at, index=following, began=began, kept=False, longer=(), tail=(), entered=played)
        self._at = self._at.jumped(now, session)
        moved = event(self._at, EventKind.MOVED, now, Command.EASE)
        started = segment_started(self._course, self._at, now, now)
        return [eased, ended, *passed, moved, started, *self._resume(now, after_pain=LEAD_IN_EASED)]

    @property
    def _easier(self) -> Segment | None:
        """The first go of what is offered."""
        if self._beside is None:
            return None
        hurting, first = self._hurting, self._easier_from() or 0
        return next(
            (
                segment
                for segment in self._beside.segments
                if segment.go is not None
                and segment.go >= first
                and segment.kind in GO_KINDS
                and segment.step == hurting.step
                and segment.exercise != hurting.exercise
            ),
            None,
        )

    def _easier_from(self) -> int | None:
        """Return the first go that would be played as something easier: the one after what hurts, or that ahead."""
        if self._at.count_in is not None or self._hurting.go is None:
            return None
        return self._hurting.go if self._hurting.index > self._at.index else self._hurting.go + 1

    def _change_by_itself(self, due: Seconds, happened: Seconds) -> list[Event]:
        if self._at.state is State.OFFERED:
            self._at = replace(self._at, now=max(self._at.now, due))
            return self._turn_down(due, None, happened=happened)
        return super()._change_by_itself(due, happened)

    # --- what it hurts at ---------------------------------------------------------------------------------------------

    def _about_pain(self) -> dict[str, str | int | float | bool | None]:
        """Return which go pain is about; before anything has begun it is about none."""
        return about(self._hurting) if self._at.count_in is None else {}

    @property
    def _hurting(self) -> Segment:
        return self._course.hurting(self._at.index, self._at.began, self._at.session_time(self._at.now))

    def _next_without(self) -> str | None:
        """Return the step that would be next if what hurts were left out."""
        step = self._hurting.step if self._at.count_in is None else None
        if step is None:
            return None
        return self._next_step(left_out(self._at.hurt | {(step, self._hurting.exercise)}, self._loaded))

    def _next_step(self, out: LeftOut) -> str | None:
        following = self._course.go_left(self._at.index, out)
        return following.step if following is not None else None
