"""Elements get their seconds: gaps are settled, speech makes its time, cues find their moments."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from coach.routine.model import (
    Announcement,
    CueAnchor,
    Duration,
    Routine,
    Say,
    Side,
    Speech,
    Step,
    Until,
)
from coach.source import Place
from coach.timeline import announce
from coach.timeline.cues import (
    COUNTDOWN,
    COUNTDOWN_IN_GAP_FROM,
    LIMIT_CALL,
    GoShape,
    countdown,
    file_requests,
    player_requests,
)
from coach.timeline.expand import ClockRest, Element, Go, Rest, Speak, SwitchTo
from coach.timeline.fit import Fitted, as_cue, as_left_out, breath, fit
from coach.timeline.gaps import Part, before_go, place_in_gap, strongest, whole_up, words_length
from coach.timeline.model import (
    Choices,
    Cue,
    CueKind,
    LeftOut,
    Lengths,
    Segment,
    SegmentKind,
    Spoken,
    Tone,
    WhyLeftOut,
)
from coach.units import Seconds
from coach.words.phrases import Phrases
from coach.words.speech import caption, fill, first_sentence

LEAD: Seconds = 0.5
"""When the player begins to speak in a gap."""

EARLIEST: Seconds = 0.2
"""How early a change of side may be said where it would not be over before the countdown."""

READY: Seconds = 5.0
"""The get-ready where none is written; it grows with what is said."""

REST_ESTIMATE: Seconds = 60.0
WAIT_ESTIMATE: Seconds = 60.0
SHORTEST_LIMIT: Seconds = 120.0
TIMES_THE_ESTIMATE = 3

NEXT_BEFORE_END: Seconds = 15.0
NEXT_AT_ONCE_UNDER: Seconds = 17.0
NEXT_LONG_FROM: Seconds = 11.0
"""What comes next is said 15 s before a rest ends; at once in one under 17 s; earlier where it takes over 11 s."""

REST_CALL_FROM: Seconds = 20.0
"""A rest is announced with its length from here on."""

SETUPS_IN_FULL = 3
"""With `talk = usual` a set-up is said in full in so many sessions, then its first sentence."""


@dataclass(slots=True)
class Layout:
    """Builds segments and cues in playing order; `now` is where the next segment starts."""

    routine: Routine
    choices: Choices
    phrases: Phrases
    lengths: Lengths
    segments: list[Segment] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    now: Seconds = 0.0
    goes: int = 0
    clocks: dict[int, int] = field(default_factory=dict)
    """Clock number to the index of the first segment of its first go."""
    rotation: dict[object, int] = field(default_factory=dict)
    setups_said: set[str] = field(default_factory=set)
    after_go: list[Part] = field(default_factory=list)
    """What the file says at the `end` of the last go; said in the segment that follows."""
    end_is_due: bool = False
    """The sound of the last go's end, which belongs to the start of the next segment."""
    previous: Step | None = None
    """The step of the last go."""

    # --- the whole ---------------------------------------------------------------------------------------------------

    def run(self, elements: list[Element]) -> None:
        """Lay out a whole session."""
        self.opening()
        pending: list[Element] = []
        for index, element in enumerate(elements):
            if not isinstance(element, Go):
                pending.append(element)
                continue
            following = following_step(elements[index + 1 :], element.step)
            self.gap(pending, element)
            self.go(element, following)
            pending = []
        self.closing(pending)

    def opening(self) -> None:
        """Say the welcome, else the name; then what is needed."""
        welcome = self.routine.welcome
        parts = [
            Part(
                CueKind.WELCOME,
                welcome.text if welcome else f"{self.routine.name}.",
                place=welcome.place if welcome else self.routine.place,
                own=welcome is not None,
            )
        ]
        if self.routine.equipment and self.choices.added.equipment:
            things = self.phrases.listed(self.routine.equipment)
            parts.append(Part(CueKind.EQUIPMENT, self.phrases.say("equipment", things=things)))
        self.speech(self.routine.name, parts, place=self.routine.place)

    def closing(self, pending: Sequence[Element]) -> None:
        """Say what is left and the goodbye; rests at the end are dropped."""
        for element in pending:
            if isinstance(element, Speak):
                self.announcement(element.step)
        goodbye = self.routine.goodbye
        if goodbye is not None:
            part = Part(CueKind.GOODBYE, goodbye.text, place=goodbye.place, own=True)
            self.speech(self.routine.name, [part], place=goodbye.place)
        if self.segments:
            self.finish()

    def finish(self) -> None:
        """Sound the end of the session at its very end, with what a last go still wants to say."""
        last = self.segments[-1]
        if self.choices.added.end:
            self.cue(Part(CueKind.END, "", tone=Tone.DONE), last, last.seconds)
        cursor = last.seconds + LEAD
        for part in self.take_after_go():
            cursor = self.cue(part, last, cursor)

    # --- segments ----------------------------------------------------------------------------------------------------

    def add(self, segment: Segment) -> Segment:
        """Append a segment at `now`."""
        segment = replace(
            segment, index=len(self.segments), start=round(self.now, 6), seconds=round(segment.seconds, 6)
        )
        self.segments.append(segment)
        self.now = segment.end
        return segment

    def cue(self, part: Part, segment: Segment, offset: Seconds, *, from_end: bool = False) -> Seconds:
        """Append a cue and return the offset at which the next may follow."""
        seconds = self.lengths.seconds(part.text) if part.text else 0.0
        quiet = part.kind is CueKind.COUNTDOWN
        self.cues.append(
            Cue(
                at=round(segment.start + offset, 6),
                segment=segment.index,
                offset=round(offset, 6),
                text=part.text,
                seconds=round(seconds, 6),
                kind=part.kind,
                tone=part.tone,
                caption="" if quiet else caption(part.text),
                own=part.own,
                from_end=from_end,
                beyond=segment.open_ended and offset > segment.seconds,
                place=part.place,
            )
        )
        return offset + seconds + (breath(self.lengths) if part.text else 0.0)

    def speech(self, title: str, parts: list[Part], *, place: Place | None, step: str | None = None) -> None:
        """Append a `say` segment that lasts as long as its words, rounded up to a whole second."""
        parts = self.take_after_go() + parts
        seconds = whole_up(LEAD + words_length(parts, self.lengths))
        segment = self.add(Segment(0, SegmentKind.SAY, title, 0.0, seconds, step=step, place=place))
        self.sound_of_end(segment)
        cursor = LEAD
        for part in parts:
            cursor = self.cue(part, segment, cursor)

    def announcement(self, step: Announcement) -> None:
        part = Part(CueKind.SAY, self.line(step.say), place=step.place, own=True)
        self.speech(self.routine.name, [part], place=step.place, step=step.id)

    # --- gaps --------------------------------------------------------------------------------------------------------

    def gap(self, pending: list[Element], go: Go) -> None:
        """Lay out what stands before a go: exactly one of switch, rest or get-ready."""
        switch = next((element for element in pending if isinstance(element, SwitchTo)), None)
        rest = strongest(pending, self.clock_left)
        seconds = self.rest_seconds(rest)
        speaks = [element.step for element in pending if isinstance(element, Speak)]
        if go.side_index > 0:
            again = go.order[go.side_index - 1] is go.side
            self.switch(go, go.side, go.step.switch, again=again)
            return
        if switch is not None and (seconds is None or seconds <= switch.seconds) and not isinstance(rest, ClockRest):
            self.switch(go, switch.side, switch.seconds, again=switch.again)
            return
        clocked = isinstance(rest, ClockRest)
        if rest is not None and (seconds is None or seconds > 0 or (clocked and self.estimated_so_far(rest))):
            self.rest(go, rest, speaks, switch)
            return
        for step in speaks:
            self.announcement(step)
        if clocked:
            return
        self.ready(go)

    def clock_left(self, rest: ClockRest) -> Seconds:
        """Return the seconds until a clock's mark, never negative."""
        anchor = self.clocks.get(rest.clock)
        start = self.segments[anchor].start if anchor is not None else self.now
        return max(0.0, round(start + rest.until - self.now, 6))

    def estimated_so_far(self, rest: Rest | ClockRest) -> bool:
        """Return whether a guess lies between a clock's first go and now."""
        if not isinstance(rest, ClockRest):
            return False
        anchor = self.clocks.get(rest.clock)
        return anchor is not None and any(segment.estimated for segment in self.segments[anchor:])

    def rest_seconds(self, rest: Rest | ClockRest | None) -> Seconds | None:
        """Return how long a rest lasts; None where it waits."""
        if rest is None:
            return 0.0
        if isinstance(rest, ClockRest):
            return self.clock_left(rest)
        return rest.length.seconds if isinstance(rest.length, Duration) and not rest.length.open_ended else None

    def ready(self, go: Go) -> None:
        """Append a get-ready that is long enough for what is said in it."""
        written = READY if go.ready is None else go.ready
        if written <= 0:
            self.forget_announcement(go)
            return
        parts = self.take_after_go() + self.parts(go, in_rest=False)
        spoken = words_length(parts, self.lengths)
        seconds = max(written, whole_up(LEAD + spoken + COUNTDOWN) if parts else 0.0)
        segment = self.add(self.between(SegmentKind.READY, go, seconds))
        self.sound_of_end(segment)
        cursor = LEAD
        for part in parts:
            cursor = self.cue(part, segment, cursor)
            self.said(part)
        self.count_down(segment)

    def switch(self, go: Go, side: Side | None, seconds: Seconds, *, again: bool) -> None:
        """Append a change of side; of what is said the change itself always is."""
        if seconds <= 0:
            return
        segment = self.add(self.between(SegmentKind.SWITCH, go, seconds, side=side))
        self.sound_of_end(segment, Tone.SWITCH)
        parts: list[Part] = []
        if side is not None and self.choices.added.sides:
            parts.append(self.side_part(side, again=again))
        parts += self.take_after_go()
        if go.side_index > 0:
            parts += self.say_again(go)
        else:
            parts += self.parts(go, in_rest=False)
        room = self.room_end(segment)
        # A real voice needs a little more than the usual 5 s leave; the side itself may never be what is left out.
        start = min(LEAD, max(EARLIEST, room - words_length(parts[:1], self.lengths)))
        self.place_parts(parts, segment, start, room)
        self.count_down(segment)

    def side_part(self, side: Side, *, again: bool) -> Part:
        """Return "Switch. Right side.", which shrinks to "Right side."."""
        word = announce.side_word(side, self.phrases).capitalize()
        shorter = (self.phrases.say("side", side=word),)
        return Part(CueKind.SIDE, self.phrases.say("same_side" if again else "switch", side=word), shorter)

    def rest(self, go: Go, rest: Rest | ClockRest, speaks: list[Announcement], switch: SwitchTo | None) -> None:
        """Append a rest with what comes next in it; one that waits gets a part of its own for the waiting."""
        length = rest.length if isinstance(rest, Rest) else Duration(self.clock_left(rest))
        waits = isinstance(length, Until) or length.open_ended
        fixed = length.seconds if isinstance(length, Duration) else 0.0
        guessed = self.estimated_so_far(rest)
        anchor, until = None, None
        if isinstance(rest, ClockRest) and guessed:
            anchor, until = self.clocks.get(rest.clock), rest.until
        if waits and fixed <= 0:
            segment = self.add(self.waiting_rest(go, REST_ESTIMATE))
        else:
            segment = self.add(self.between(SegmentKind.REST, go, fixed))
            if guessed:
                segment = self.change_last(estimated=True, anchor=anchor, until_mark=until)
        self.sound_of_end(segment)
        parts = self.take_after_go() + self.rest_call(length, speaks, guessed=guessed)
        room = math.inf if waits and fixed <= 0 else segment.seconds if waits else self.room_end(segment)
        cursor = self.place_parts(parts, segment, LEAD, room)
        self.next_up(go, segment, cursor, room, waits=waits, switch=switch)
        if not waits:
            self.count_down(segment, from_end=guessed)
        elif fixed > 0:
            segment = self.add(self.waiting_rest(go, 0.0))
        if waits and segment.limit is not None and self.choices.added.limit:
            self.cue(Part(CueKind.LIMIT, self.phrases.say("limit")), segment, segment.limit - LIMIT_CALL)

    def rest_call(self, length: Duration | Until, speaks: list[Announcement], *, guessed: bool) -> list[Part]:
        """Return "Rest, 30 seconds." with the announcements that touch the rest."""
        words: list[str] = []
        if self.choices.added.rest:
            if isinstance(length, Until) or guessed:
                words.append(self.phrases.say("rest"))
            elif length.seconds >= REST_CALL_FROM or length.open_ended:
                words.append(self.phrases.say("rest_length", length=self.phrases.length(length.seconds)))
        words += [self.line(step.say) for step in speaks]
        if not words:
            return []
        place = speaks[0].place if speaks else None
        return [Part(CueKind.REST, " ".join(words), place=place, own=bool(speaks))]

    def next_up(
        self, go: Go, segment: Segment, cursor: Seconds, room: Seconds, *, waits: bool, switch: SwitchTo | None
    ) -> None:
        """Say in a rest what comes next: 15 s before its end, earlier where it is long, at once where it is short."""
        if not self.choices.added.next:
            self.forget_announcement(go)
            return
        parts = self.parts(go, in_rest=True)
        if switch is not None:
            parts.insert(0, self.side_part(switch.side, again=switch.again))
        seconds = segment.seconds
        if waits or seconds < NEXT_AT_ONCE_UNDER:
            self.place_parts(parts, segment, cursor, room)
            return
        guessed = segment.until_mark is not None
        length = words_length(parts, self.lengths)
        latest = seconds - NEXT_BEFORE_END if length <= NEXT_LONG_FROM else seconds - COUNTDOWN - 1.0 - length
        self.place_parts(parts, segment, max(cursor, latest), room, from_end=guessed)

    def place_parts(
        self, parts: list[Part], segment: Segment, start: Seconds, room: Seconds, *, from_end: bool = False
    ) -> Seconds:
        """Place parts one after the other as far as the room goes; what is left out is kept on record."""
        placed, dropped, cursor = place_in_gap(parts, start, room, self.lengths)
        for part, offset in placed:
            self.cue(part, segment, offset, from_end=from_end)
            self.said(part)
        for part in dropped:
            self.left_out.append(
                LeftOut(
                    Cue(
                        at=round(segment.start + start, 6),
                        segment=segment.index,
                        offset=round(start, 6),
                        text=part.text,
                        seconds=self.lengths.seconds(part.text),
                        kind=part.kind,
                        caption=caption(part.text),
                        own=part.own,
                        place=part.place,
                    ),
                    WhyLeftOut.NO_ROOM,
                    max(0.0, round(room - cursor, 6)),
                )
            )
        return cursor

    def room_end(self, segment: Segment) -> Seconds:
        """Return the offset by which words must be over: the countdown's, where there is one."""
        return segment.seconds - COUNTDOWN if self.has_countdown(segment.seconds) else segment.seconds

    def has_countdown(self, seconds: Seconds) -> bool:
        return self.choices.added.countdown and seconds >= COUNTDOWN_IN_GAP_FROM

    def count_down(self, segment: Segment, *, from_end: bool = False) -> None:
        if self.has_countdown(segment.seconds) or (from_end and self.choices.added.countdown):
            for request in countdown(segment.seconds, words=self.choices.countdown_words):
                if request.offset >= 0:
                    part = Part(CueKind.COUNTDOWN, request.text, tone=request.tone)
                    self.cue(part, segment, request.offset, from_end=from_end)

    def sound_of_end(self, segment: Segment, tone: Tone = Tone.END) -> None:
        """Sound the end of the go before at the very start of the segment that follows it."""
        due, self.end_is_due = self.end_is_due, False
        if due and self.choices.added.end:
            self.cue(Part(CueKind.END, "", tone=tone), segment, 0.0)

    def take_after_go(self) -> list[Part]:
        """Return what the file says at the `end` of the go before."""
        parts, self.after_go = self.after_go, []
        return parts

    def between(self, kind: SegmentKind, go: Go, seconds: Seconds, *, side: Side | None = None) -> Segment:
        """Return a segment that leads to a go."""
        side = side or go.side
        return replace(self.of_go(kind, go, seconds), side=side.value if side is not None else None)

    def waiting_rest(self, go: Go, estimate: Seconds) -> Segment:
        segment = self.between(SegmentKind.REST, go, estimate)
        limit = max(SHORTEST_LIMIT, TIMES_THE_ESTIMATE * estimate)
        return replace(segment, estimated=True, open_ended=True, limit=limit)

    # --- what is said ------------------------------------------------------------------------------------------------

    def parts(self, go: Go, *, in_rest: bool) -> list[Part]:
        """Return what is said before a go, in order."""
        group_says = [
            (opening, Part(CueKind.SAY, self.line(say), own=True, place=say.place))
            for opening in go.openings
            if (say := opening.group.say) is not None and opening.first_pass and group_speaks(say, opening.round)
        ]
        return before_go(
            go,
            self.phrases,
            self.choices.added,
            in_rest=in_rest,
            another=self.previous is not go.step,
            group_says=group_says,
            say=self.say_before(go),
        )

    def forget_announcement(self, go: Go) -> None:
        """Where nothing is announced (`ready = 0`), lists rotate all the same."""
        if go.set == 1 and go.step.say is not None:
            self.line(go.step.say, go.side)

    def say_before(self, go: Go) -> Part | None:
        """Return the step's `say` before its first set, else the exercise's set-up as often as `talk` wants it."""
        if go.set != 1 or go.side_index:
            return None
        step = go.step
        values = announce.placeholder_values(go, self.phrases, None)
        if step.say is not None:
            return Part(CueKind.SAY, fill(self.line(step.say, go.side), values), own=True, place=step.say.place)
        key = step.exercise or step.id
        if step.setup is None or self.choices.talk is Spoken.BRIEF or key in self.setups_said:
            return None
        text = step.setup.text
        if self.choices.talk is Spoken.USUAL and self.choices.setups_heard.get(key, 0) >= SETUPS_IN_FULL:
            text = first_sentence(text)
        return Part(CueKind.SAY, fill(text, values), place=step.setup.place, setup_of=key)

    def said(self, part: Part) -> None:
        """Remember that a set-up was said: once a session is enough."""
        if part.setup_of is not None:
            self.setups_said.add(part.setup_of)

    def say_again(self, go: Go) -> list[Part]:
        """Return the `say` once more at a change of side, if it names the side."""
        say = go.step.say
        if say is None or go.set != 1:
            return []
        if say.by_side is None and not any("{side}" in line.text for line in say.lines):
            return []
        text = self.line(say, go.side, again=True)
        values = announce.placeholder_values(go, self.phrases, None)
        return [Part(CueKind.SAY, fill(text, values), place=say.place, own=True)]

    def line(self, say: Say, side: Side | None = None, *, again: bool = False) -> str:
        """Return the next line of a list, or the line of a side; `again` gives the last one once more."""
        if say.by_side is not None:
            speech: Speech | None = say.by_side.get(side) if side is not None else None
            return (speech or next(iter(say.by_side.values()))).text
        return self.rotate(id(say), say.lines, again=again)

    def rotate(self, key: object, lines: tuple[Speech, ...], *, again: bool = False) -> str:
        if not lines:
            return ""
        number = self.rotation.get(key, 0) - (1 if again else 0)
        if not again:
            self.rotation[key] = number + 1
        return lines[max(0, number) % len(lines)].text

    # --- the go ------------------------------------------------------------------------------------------------------

    def go(self, go: Go, following: Step | None) -> None:
        """Append the segments of a go and settle what is said in it."""
        for clock in go.clocks:
            self.clocks.setdefault(clock, len(self.segments))
        first = len(self.segments)
        start = self.now
        shape = self.go_segments(go)
        requests = list(
            player_requests(go, shape, self.phrases, self.choices.added, words=self.choices.countdown_words)
        )
        requests += file_requests(go, shape, self.phrases, following, lambda cue: self.rotate(id(cue), cue.lines))
        end = None if shape.waits else shape.seconds
        ordered, refused = fit(
            requests,
            end=end if end is not None else shape.mark or shape.limit,
            countdown=shape.countdown if self.choices.added.countdown else None,
            lengths=self.lengths,
        )
        self.place_in_go(ordered, self.segments[first:], start)
        self.left_out += [as_left_out(item, start, first, self.lengths) for item in refused]
        self.after_go = self.end_parts(go, following)
        self.end_is_due = True
        self.previous = go.step
        self.goes += 1

    def place_in_go(self, fitted: list[Fitted], segments: list[Segment], start: Seconds) -> None:
        """Append the settled cues of a go, each to the segment in which it falls."""
        for item in fitted:
            at = start + item.offset
            segment = next((s for s in reversed(segments) if s.start <= at + 1e-6), segments[0])
            seconds = self.lengths.seconds(item.text) if item.text else 0.0
            offset = max(0.0, at - segment.start)
            cue = as_cue(item.request, at=at, segment=segment.index, offset=offset, text=item.text, seconds=seconds)
            self.cues.append(replace(cue, moved=round(item.offset - item.request.offset, 6)))

    def end_parts(self, go: Go, following: Step | None) -> list[Part]:
        """Return what the file says at the `end` of a go."""
        values = announce.placeholder_values(go, self.phrases, following)
        texts = [
            (cue, fill(self.rotate(id(cue), cue.lines), values))
            for cue in go.step.cues
            if cue.when.anchor is CueAnchor.END
        ]
        return [Part(CueKind.TIMED, text, own=cue.own, place=cue.place) for cue, text in texts if text.strip()]

    def go_segments(self, go: Go) -> GoShape:
        """Append the segments of a go and return how it lies in time."""
        asked = go.asked
        if asked.reps is not None and asked.hold is not None:
            return self.held_reps(go, asked.reps.low, asked.hold.seconds)
        if asked.waits:
            return self.waiting(go)
        if asked.time is not None or asked.hold is not None:
            duration = asked.time or asked.hold
            assert duration is not None
            kind = SegmentKind.WORK if asked.time is not None else SegmentKind.HOLD
            self.add(self.of_go(kind, go, duration.seconds))
            if duration.open_ended:
                self.open_end(go, duration.seconds)
            return GoShape(duration.seconds, waits=False, counted=False, held=False, timed=not duration.open_ended)
        assert asked.reps is not None
        reps, length = asked.reps.low, asked.rep_seconds
        starts = tuple(round(rep * length, 6) for rep in range(reps))
        self.add(replace(self.of_go(SegmentKind.WORK, go, reps * length), rep_starts=starts))
        return GoShape(reps * length, waits=False, counted=True, held=False, timed=False, rep_starts=starts)

    def held_reps(self, go: Go, reps: int, seconds: Seconds) -> GoShape:
        """Append hold, relax, hold, …, hold."""
        relax = go.step.relax
        starts, relaxes = [], []
        offset = 0.0
        for rep in range(1, reps + 1):
            side = go.side
            if go.step.sides.alternate:
                side = Side.LEFT if rep % 2 else Side.RIGHT
            hold = self.of_go(SegmentKind.HOLD, go, seconds)
            self.add(replace(hold, rep_starts=(0.0,), side=side.value if side else None))
            starts.append(round(offset, 6))
            offset += seconds
            if rep < reps and relax > 0:
                self.add(self.of_go(SegmentKind.RELAX, go, relax))
                relaxes.append(round(offset, 6))
                offset += relax
        return GoShape(
            offset,
            waits=False,
            counted=False,
            held=True,
            timed=False,
            rep_starts=tuple(starts),
            relax_starts=tuple(relaxes),
        )

    def waiting(self, go: Go) -> GoShape:
        """Append a segment that ends at "done", at its limit, or at the mark of a clock."""
        step, asked = go.step, go.asked
        if step.about is not None:
            estimate = step.about
        elif asked.reps is not None and not asked.reps.maximum:
            estimate = asked.reps.low * asked.rep_seconds
        else:
            estimate = step.at_most if step.at_most is not None else WAIT_ESTIMATE
        limit = step.at_most or max(SHORTEST_LIMIT, TIMES_THE_ESTIMATE * estimate)
        anchor, until, mark = None, None, None
        if go.ends_by is not None:
            anchor, until = self.clocks.get(go.ends_by[0]), go.ends_by[1]
            if anchor is not None:
                begun = self.segments[anchor].start if anchor < len(self.segments) else self.now
                mark = max(0.0, begun + until - self.now)
                estimate = min(estimate, mark)
        segment = self.of_go(SegmentKind.WAIT, go, estimate)
        self.add(replace(segment, estimated=True, open_ended=True, limit=limit, anchor=anchor, until_mark=until))
        return GoShape(estimate, waits=True, counted=False, held=False, timed=False, limit=limit, mark=mark)

    def open_end(self, go: Go, seconds: Seconds) -> None:
        """Append the wait after "30s+": a sound, "That is 30 seconds.", then until done."""
        about = max(0.0, (go.step.about or seconds) - seconds)
        limit = max(0.0, go.step.at_most - seconds) if go.step.at_most is not None else None
        limit = limit or max(SHORTEST_LIMIT, TIMES_THE_ESTIMATE * about)
        segment = self.of_go(SegmentKind.WAIT, go, about)
        segment = self.add(replace(segment, estimated=True, open_ended=True, limit=limit))
        words = self.phrases.say("that_is", length=self.phrases.length(seconds))
        self.cue(Part(CueKind.END, words, tone=Tone.END), segment, 0.0)
        if self.choices.added.limit and limit > LIMIT_CALL:
            self.cue(Part(CueKind.LIMIT, self.phrases.say("limit")), segment, limit - LIMIT_CALL)

    def of_go(self, kind: SegmentKind, go: Go, seconds: Seconds) -> Segment:
        """Return a segment that carries what is known of a go; `add` gives it its place in time."""
        step, asked = go.step, go.asked
        reps = announce.short_reps(asked.reps)
        return Segment(
            index=0,
            kind=kind,
            title=step.name,
            start=0.0,
            seconds=seconds,
            step=step.id,
            exercise=step.exercise,
            block=go.block,
            level=go.level,
            side=go.side.value if go.side else None,
            set=go.set,
            sets=go.sets,
            round=go.round,
            rounds=go.rounds,
            reps=int(reps) if reps.isdigit() else reps or None,
            amount=announce.short_amount(asked),
            load=announce.short_load(asked.load),
            effort=announce.short_effort(asked.effort),
            tempo=announce.short_tempo(asked.tempo if asked.reps is not None and asked.pace is None else None),
            go=self.goes,
            place=step.place,
        )

    def change_last(self, **changes: object) -> Segment:
        """Replace fields of the segment that was added last and return it."""
        self.segments[-1] = replace(self.segments[-1], **changes)  # type: ignore[arg-type]
        return self.segments[-1]


def group_speaks(say: Say, round_: int) -> bool:
    """Return whether a block's `say` is spoken in a round: before the first one, a list before each."""
    return round_ == 1 or len(say.lines) > 1


def following_step(elements: Sequence[Element], step: Step) -> Step | None:
    """Return the step of the first go that is of another step."""
    return next((other.step for other in elements if isinstance(other, Go) and other.step is not step), None)
