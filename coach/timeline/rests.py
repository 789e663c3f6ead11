"""Rests: which one counts where several touch, what is said in it, and those that wait (docs/rules.md T7, T8, T10)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from coach.routine.model import SECONDS_OF_A_WAIT, Duration, Step, Until
from coach.timeline.before import before_go, change_of_side
from coach.timeline.elements import ClockRest, Element, Go, Rest, Speak, SwitchTo
from coach.timeline.lines import Lines
from coach.timeline.model import LIMIT_CALL, CueKind, Segment, SegmentKind
from coach.timeline.parts import COUNTDOWN, Part, words_length
from coach.timeline.segments import of_go, waiting
from coach.timeline.sheet import LEAD, Sheet
from coach.timeline.speeches import announcement
from coach.units import Seconds

NEXT_BEFORE_END: Seconds = 15.0
NEXT_AT_ONCE_UNDER: Seconds = 17.0
NEXT_LONG_FROM: Seconds = 11.0
"""What comes next is said 15 s before a rest ends; at once in one under 17 s; earlier where it takes over 11 s."""

BEFORE_COUNTDOWN: Seconds = 1.0
"""The silence between long words and the countdown."""

REST_CALL_FROM: Seconds = 20.0
"""A rest is announced with its length from here on."""


def strongest(sheet: Sheet, pending: Sequence[Element]) -> Rest | ClockRest | None:
    """Return the rest that counts among those that touch: the outer one, of equals the longer."""

    def weight(rest: Rest | ClockRest) -> tuple[tuple[int, int], Seconds]:
        seconds = seconds_of(sheet, rest)
        return rest.rank, math.inf if seconds is None else seconds

    rests = [element for element in pending if isinstance(element, (Rest, ClockRest))]
    return max(rests, key=weight, default=None)


def seconds_of(sheet: Sheet, rest: Rest | ClockRest) -> Seconds | None:
    """Return how long a rest lasts if it begins now; None where it waits."""
    if isinstance(rest, ClockRest):
        return sheet.until_mark(rest.clock, rest.until)
    length = rest.length
    return length.seconds if isinstance(length, Duration) and not length.open_ended else None


def lay_rest(
    sheet: Sheet,
    lines: Lines,
    go: Go,
    following: Step | None,
    rest: Rest | ClockRest,
    speaks: Sequence[Speak],
    switch: SwitchTo | None,
) -> None:
    """Append a rest with what comes next in it; one that waits after a time gets a segment more for the waiting."""
    length = rest.length if isinstance(rest, Rest) else Duration(sheet.until_mark(rest.clock, rest.until))
    waits = isinstance(length, Until) or length.open_ended
    fixed = length.seconds if isinstance(length, Duration) else 0.0
    guessed = isinstance(rest, ClockRest) and sheet.is_guess(rest)
    if waits and fixed <= 0:
        segment = sheet.add(waiting(of_go(SegmentKind.REST, go, SECONDS_OF_A_WAIT, sheet.goes)))
    else:
        segment = of_go(SegmentKind.REST, go, fixed, sheet.goes)
        if guessed and isinstance(rest, ClockRest):
            anchor = sheet.clocks.get(rest.clock)
            segment = replace(segment, estimated=True, anchor=anchor, until_mark=rest.until)
        segment = sheet.add(segment)
    sheet.sound_of_end(segment)
    room = math.inf if waits and fixed <= 0 else segment.seconds if waits else sheet.room_end(segment)
    spoken = [announcement(lines, speak, go.step) for speak in speaks]
    calls = [*sheet.after_go(), *rest_call(sheet, length, spoken, room - LEAD, guessed=guessed)]
    start = sheet.within(calls, segment, LEAD, room).end
    parts = before_go(sheet, lines, go, following, in_rest=True)
    if switch is not None:
        parts = [*change_of_side(sheet, switch), *parts]
    next_up(sheet, lines, segment, parts, start=start, room=room, waits=waits)
    if not waits:
        sheet.count_down(segment, from_end=guessed)
    elif fixed > 0:
        segment = sheet.add(waiting(of_go(SegmentKind.REST, go, 0.0, sheet.goes)))
    if waits and segment.limit is not None and sheet.choices.added.limit:
        sheet.cue(Part(CueKind.LIMIT, sheet.phrases.say("limit")), segment, segment.limit - LIMIT_CALL)


def rest_call(
    sheet: Sheet, length: Duration | Until, spoken: list[Part], room: Seconds, *, guessed: bool
) -> list[Part]:
    """Return "Rest, 30 seconds." with the announcements that touch the rest; a guess is said without its length."""
    phrases = sheet.phrases
    words = ""
    if sheet.choices.added.rest:
        if isinstance(length, Until) or guessed:
            words = phrases.say("rest")
        elif length.seconds >= REST_CALL_FROM or length.open_ended:
            words = phrases.say("rest_length", length=phrases.length(length.seconds))
    call = [Part(CueKind.REST, words)] if words else []
    if not spoken:
        return call
    text = " ".join(part.text for part in (*call, *spoken))
    joined = Part(CueKind.REST, text, own=True, place=spoken[0].place)
    # Apart, so that only what does not fit is left out.
    return [joined] if words_length([joined], sheet.lengths) <= room else [*call, *spoken]


def next_up(
    sheet: Sheet,
    lines: Lines,
    segment: Segment,
    parts: list[Part],
    *,
    start: Seconds,
    room: Seconds,
    waits: bool,
) -> None:
    """Say in a rest what comes next: 15 s before its end, earlier where it is long, at once where it is short."""
    timed = not waits and segment.seconds >= NEXT_AT_ONCE_UNDER
    if timed:
        length = words_length(parts, sheet.lengths)
        before = NEXT_BEFORE_END if length <= NEXT_LONG_FROM else COUNTDOWN + BEFORE_COUNTDOWN + length
        start = max(start, segment.seconds - before)
    from_end = timed and segment.until_mark is not None
    lines.said(sheet.within(parts, segment, start, room, from_end=from_end).kept)
