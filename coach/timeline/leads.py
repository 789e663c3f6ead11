"""What stands before a go: exactly one of a switch, a rest or a get-ready (docs/rules.md T4, T9, T10)."""

from __future__ import annotations

from collections.abc import Sequence

from coach.routine.model import Step
from coach.timeline.before import before_go, change_of_side
from coach.timeline.elements import ClockRest, Element, Go, Speak, SwitchTo
from coach.timeline.lines import Lines
from coach.timeline.model import SegmentKind, Tone
from coach.timeline.parts import COUNTDOWN, whole_up, words_length
from coach.timeline.rests import lay_rest, seconds_of, strongest
from coach.timeline.segments import of_go, on_side
from coach.timeline.sheet import LEAD, Sheet
from coach.timeline.speeches import lay_announcement
from coach.units import Seconds

EARLIEST: Seconds = 0.2
"""How early a change of side may be said where it would not be over before the countdown."""

READY: Seconds = 5.0
"""The get-ready where none is written; it grows with what is said."""


def lay_lead(sheet: Sheet, lines: Lines, pending: Sequence[Element], go: Go, following: Step | None) -> None:
    """Append what stands before a go, given the elements since the last one; `following` is the step after it."""
    if go.side_index > 0 and go.side is not None:
        again = go.order[go.side_index - 1] is go.side
        lay_switch(sheet, lines, go, following, SwitchTo(go.side, go.step.switch, again))
        return
    switch = next((element for element in pending if isinstance(element, SwitchTo)), None)
    speaks = [element for element in pending if isinstance(element, Speak)]
    rest = strongest(sheet, pending)
    seconds = seconds_of(sheet, rest) if rest is not None else 0.0
    clock = rest if isinstance(rest, ClockRest) else None
    if switch is not None and clock is None and seconds is not None and seconds <= switch.seconds:
        rest = None
    elif rest is not None and (seconds is None or seconds > 0 or (clock is not None and sheet.is_guess(clock))):
        lay_rest(sheet, lines, go, following, rest, speaks, switch)
        return
    for speak in speaks:
        lay_announcement(sheet, lines, speak, go.step)
    if switch is not None and clock is None:
        lay_switch(sheet, lines, go, following, switch)
    elif clock is not None and clock.clock in go.clocks:
        sheet.unsaid = lines.passed_over(go, following)
    else:
        lay_ready(sheet, lines, go, following)


def lay_ready(sheet: Sheet, lines: Lines, go: Go, following: Step | None) -> None:
    """Append a get-ready that is long enough for what is said in it."""
    written = READY if go.ready is None else go.ready
    if written <= 0:
        sheet.unsaid = lines.passed_over(go, following)
        return
    parts = [*sheet.after_go(), *before_go(sheet, lines, go, following, in_rest=False)]
    spoken = words_length(parts, sheet.lengths)
    seconds = max(written, whole_up(LEAD + spoken + COUNTDOWN) if parts else 0.0)
    segment = sheet.add(of_go(SegmentKind.READY, go, seconds, sheet.goes))
    sheet.sound_of_end(segment)
    sheet.in_turn(parts, segment, LEAD)
    lines.said(parts)
    sheet.count_down(segment)


def lay_switch(sheet: Sheet, lines: Lines, go: Go, following: Step | None, switch: SwitchTo) -> None:
    """Append a change of side; of what is said the change itself always is."""
    if switch.seconds <= 0:
        sheet.unsaid = lines.passed_over(go, following)
        return
    segment = sheet.add(on_side(of_go(SegmentKind.SWITCH, go, switch.seconds, sheet.goes), switch.side))
    sheet.sound_of_end(segment, Tone.SWITCH)
    parts = [*change_of_side(sheet, switch), *sheet.after_go()]
    if go.side_index > 0:
        again = lines.at_switch(go, following)
        parts += [again] if again is not None else []
    else:
        parts += before_go(sheet, lines, go, following, in_rest=False)
    room = sheet.room_end(segment)
    # A real voice needs a little more than the usual 5 s leave; the side itself may never be what is left out.
    start = min(LEAD, max(EARLIEST, room - words_length(parts[:1], sheet.lengths)))
    lines.said(sheet.within(parts, segment, start, room).kept)
    sheet.count_down(segment)
