"""The timeline while it is being written: segments and cues in playing order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from coach.routine.model import Step
from coach.source import Place
from coach.timeline.elements import ClockRest
from coach.timeline.model import (
    Choices,
    Cue,
    CueKind,
    LeftOut,
    Lengths,
    Overrun,
    Segment,
    SegmentKind,
    Tone,
    WhyLeftOut,
)
from coach.timeline.parts import COUNTDOWN, Part, breath, countdown, squeeze, whole_up, words_length
from coach.units import Seconds
from coach.words.phrases import Phrases
from coach.words.speech import caption

LEAD: Seconds = 0.5
"""When the player begins to speak in a segment that does not start a go."""

COUNTDOWN_FROM: Seconds = 5.0
"""A get-ready, rest or switch counts down from this length on."""

COUNTS = (CueKind.COUNTDOWN, CueKind.TEMPO)
"""Kinds that are not worth a caption."""


class Placed(NamedTuple):
    """What is said of some parts, and the offset at which the next may follow."""

    kept: list[Part]
    end: Seconds


@dataclass(slots=True)
class Sheet:
    """What was laid out so far; `now` is where the next segment starts."""

    title: str
    """The routine's name, which heads what only speaks."""
    choices: Choices
    phrases: Phrases
    lengths: Lengths
    segments: list[Segment] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    overruns: list[Overrun] = field(default_factory=list)
    now: Seconds = 0.0
    goes: int = 0
    last_step: Step | None = None
    """The step of the last go."""
    clocks: dict[int, int] = field(default_factory=dict)
    """Clock number to the index of the first segment of its first go."""
    unsaid: list[Part] = field(default_factory=list)
    """Words of the file that belong before the next go, where nothing stands before it."""
    _after_go: list[Part] = field(default_factory=list)
    _end_is_due: bool = False

    # --- segments ----------------------------------------------------------------------------------------------------

    def add(self, segment: Segment) -> Segment:
        """Append a segment at `now` and return it with its index and start."""
        segment = replace(
            segment, index=len(self.segments), start=round(self.now, 6), seconds=round(segment.seconds, 6)
        )
        self.segments.append(segment)
        self.now = segment.end
        return segment

    def speech(self, parts: list[Part], *, place: Place | None, step: str | None = None) -> None:
        """Append a `say` segment that lasts as long as its words, rounded up to a whole second."""
        parts = self.after_go() + parts
        seconds = whole_up(LEAD + words_length(parts, self.lengths))
        segment = self.add(Segment(0, SegmentKind.SAY, self.title, 0.0, seconds, step=step, place=place))
        self.sound_of_end(segment)
        self.in_turn(parts, segment, LEAD)

    # --- clocks ------------------------------------------------------------------------------------------------------

    def start_clocks(self, clocks: Sequence[int]) -> None:
        """Start those clocks that do not run yet with the next segment."""
        for clock in clocks:
            self.clocks.setdefault(clock, len(self.segments))

    def until_mark(self, clock: int, mark: Seconds) -> Seconds:
        """Return the seconds from now to a mark of a clock, never negative; a clock without a go starts now."""
        anchor = self.clocks.get(clock, len(self.segments))
        begun = self.segments[anchor].start if anchor < len(self.segments) else self.now
        return max(0.0, round(begun + mark - self.now, 6))

    def is_guess(self, rest: ClockRest) -> bool:
        """Return whether a guess lies between a clock's first go and now, so that the rest until its mark is one."""
        anchor = self.clocks.get(rest.clock)
        return anchor is not None and any(segment.estimated for segment in self.segments[anchor:])

    def check_mark(self, rest: ClockRest) -> None:
        """Keep on record that work of fixed length is still going on at the mark of a clock (R201)."""
        anchor = self.clocks.get(rest.clock)
        if anchor is None or anchor >= len(self.segments) or self.is_guess(rest):
            return
        late = round(self.now - self.segments[anchor].start - rest.until, 6)
        if late > 0:
            self.overruns.append(Overrun(rest.place, late, self.segments[-1].level))

    # --- cues --------------------------------------------------------------------------------------------------------

    def cue(
        self,
        part: Part,
        segment: Segment,
        offset: Seconds,
        *,
        from_end: bool = False,
        beyond: bool = False,
        moved: Seconds = 0.0,
    ) -> Seconds:
        """Append a cue and return the offset at which the next may follow."""
        cue = self._made(part, segment, offset)
        self.cues.append(replace(cue, from_end=from_end, beyond=beyond or cue.beyond, moved=round(moved, 6)))
        return offset + cue.seconds + (breath(self.lengths) if part.text else 0.0)

    def in_turn(self, parts: Sequence[Part], segment: Segment, start: Seconds, *, from_end: bool = False) -> Seconds:
        """Append parts one after the other and return the offset at which the next may follow."""
        for part in parts:
            start = self.cue(part, segment, start, from_end=from_end)
        return start

    def leave_out(
        self,
        part: Part,
        segment: Segment,
        offset: Seconds,
        why: WhyLeftOut,
        room: Seconds,
        by: tuple[Part, Seconds] | None = None,
    ) -> None:
        """Keep on record that a part is not said; `by` is what it gave way to, with its offset."""
        blocker = self._made(by[0], segment, by[1]) if by is not None else None
        self.left_out.append(LeftOut(self._made(part, segment, offset), why, max(0.0, round(room, 6)), blocker))

    def within(
        self, parts: Sequence[Part], segment: Segment, start: Seconds, end: Seconds, *, from_end: bool = False
    ) -> Placed:
        """Append what can be said from `start` to `end`; the rest is left out."""
        kept, dropped = squeeze(parts, end - start, self.lengths)
        cursor = self.in_turn(kept, segment, start, from_end=from_end)
        for part in dropped:
            self.leave_out(part, segment, start, WhyLeftOut.NO_ROOM, end - cursor)
        return Placed(kept, cursor)

    def counts_down(self, seconds: Seconds) -> bool:
        """Return whether a lead of so many seconds has a countdown."""
        return self.choices.added.countdown and seconds >= COUNTDOWN_FROM

    def room_end(self, segment: Segment) -> Seconds:
        """Return the offset by which the words of a lead must be over: the countdown's, where there is one."""
        return segment.seconds - COUNTDOWN if self.counts_down(segment.seconds) else segment.seconds

    def count_down(self, segment: Segment, *, from_end: bool = False) -> None:
        """Append the countdown of a lead; `from_end`: its length is a guess, so that a short one has it in reserve."""
        if self.counts_down(segment.seconds) or (from_end and self.choices.added.countdown):
            reserve = not self.counts_down(segment.seconds)
            for offset, part in countdown(segment.seconds, words=self.choices.countdown_words):
                self.cue(part, segment, offset, from_end=from_end, beyond=reserve)

    def _made(self, part: Part, segment: Segment, offset: Seconds) -> Cue:
        return Cue(
            at=round(segment.start + offset, 6),
            segment=segment.index,
            offset=round(offset, 6),
            text=part.text,
            seconds=round(self.lengths.seconds(part.text), 6) if part.text else 0.0,
            kind=part.kind,
            tone=part.tone,
            caption="" if part.kind in COUNTS else caption(part.text),
            own=part.own,
            beyond=segment.open_ended and offset > segment.seconds,
            place=part.place,
        )

    # --- the end of a go ---------------------------------------------------------------------------------------------

    def end_go(self, step: Step, parts: list[Part]) -> None:
        """Note that a go is over; its sound and its `end` cues come in the segment that follows."""
        self._after_go = parts
        self._end_is_due = True
        self.last_step = step
        self.goes += 1

    def drop_end(self) -> None:
        """Forget the sound of the last go's end: the next one starts at the same moment and sounds itself."""
        self._end_is_due = False

    def after_go(self) -> list[Part]:
        """Return, once, what the file says at the `end` of the last go."""
        parts, self._after_go = self._after_go, []
        return parts

    def sound_of_end(self, segment: Segment, tone: Tone = Tone.END) -> None:
        """Sound, once, the end of the last go at the very start of the segment that follows it."""
        due, self._end_is_due = self._end_is_due, False
        if due and self.choices.added.end:
            self.cue(Part(CueKind.END, "", tone=tone), segment, 0.0)
