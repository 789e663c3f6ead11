"""Elements get their seconds: what stands between goes is settled, speech makes its time, cues find their moments."""

from __future__ import annotations

from collections.abc import Sequence

from coach.routine.model import Routine, Step
from coach.timeline.elements import ClockRest, Element, Go, Speak
from coach.timeline.goes import lay_go
from coach.timeline.leads import lay_lead
from coach.timeline.lines import Lines
from coach.timeline.model import CueKind, Tone
from coach.timeline.parts import Part
from coach.timeline.sheet import LEAD, Sheet
from coach.timeline.speeches import lay_announcement, lay_goodbye, lay_opening


def lay_out(sheet: Sheet, routine: Routine, elements: Sequence[Element]) -> None:
    """Write a whole session on the sheet."""
    lines = Lines(sheet.choices, sheet.phrases)
    lay_opening(sheet, routine)
    pending: list[Element] = []
    for element, step in zip(elements, following_steps(elements), strict=True):
        if isinstance(element, Go):
            lay_lead(sheet, lines, pending, element, step)
            lay_go(sheet, lines, element, step)
            pending = []
        else:
            pending.append(element)
            if isinstance(element, ClockRest):
                sheet.check_mark(element)
    # Rests at the end are dropped, words are kept.
    for element in pending:
        if isinstance(element, Speak):
            lay_announcement(sheet, lines, element, None)
    lay_goodbye(sheet, routine)
    finish(sheet)


def finish(sheet: Sheet) -> None:
    """Sound the end of the session at its very end, with what a last go still wants to say."""
    words = sheet.after_go()
    if words and sheet.segments[-1].open_ended:
        # Nobody knows when what waits will end, so what is said after it needs a place of its own.
        sheet.speech(words, place=words[0].place)
        words = []
    last = sheet.segments[-1]
    if sheet.choices.added.end:
        sheet.cue(Part(CueKind.END, "", tone=Tone.DONE), last, last.seconds)
    sheet.in_turn(words, last, last.seconds + LEAD)


def following_steps(elements: Sequence[Element]) -> list[Step | None]:
    """Return for each element the step of the first go after it that is of another step; None where there is none."""
    result: list[Step | None] = []
    ahead: Step | None = None
    beyond: Step | None = None
    for element in reversed(elements):
        if isinstance(element, Go) and element.step is not ahead:
            beyond, ahead = ahead, element.step
        result.append(beyond if isinstance(element, Go) else ahead)
    return result[::-1]
