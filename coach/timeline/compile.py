"""A routine and its choices become one timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach.routine.model import Routine
from coach.timeline.dosing import with_doses
from coach.timeline.elements import Element, Go
from coach.timeline.expand import expand
from coach.timeline.layout import lay_out
from coach.timeline.model import Choices, Lengths, Segment, Timeline
from coach.timeline.sheet import Sheet
from coach.words.phrases import Phrases


def compile_timeline(routine: Routine, choices: Choices, phrases: Phrases, lengths: Lengths) -> Timeline:
    """Return the timeline of a session: what `check` lints, `show` prints, `play` plays and the goldens compare."""
    routine = with_doses(routine, choices)
    elements = _elements(routine, choices)
    sheet = Sheet(routine.name, choices, phrases, lengths)
    lay_out(sheet, routine, elements)
    return Timeline(
        routine=routine.id,
        name=routine.name,
        level=common_level(sheet.segments),
        segments=tuple(sheet.segments),
        cues=tuple(sorted(sheet.cues, key=lambda cue: (cue.segment, cue.offset))),
        left_out=tuple(sheet.left_out),
        overruns=tuple(sheet.overruns),
        lang=routine.lang,
        measured=lengths.measured,
    )


def _elements(routine: Routine, choices: Choices) -> list[Element]:
    """Return the goes of the session, from the step on at which it begins, and as easy as was chosen since."""
    elements, eased = expand(routine.items, choices), choices.eased
    begins = 0 if choices.start_step is None else len(elements) - len(from_step(elements, choices.start_step))
    if eased is not None:
        before = sum(isinstance(element, Go) for element in elements[:begins])
        elements = expand(routine.items, choices, routine.exercises, replace(eased, go=eased.go + before))
    return elements[begins:]


def from_step(elements: list[Element], step: str) -> list[Element]:
    """Return the elements from a step's first go on; all of them where no go has that id."""
    for index, element in enumerate(elements):
        if isinstance(element, Go) and element.step.id == step:
            return elements[index:]
    return elements


def common_level(segments: Sequence[Segment]) -> str | None:
    """Return the level of all goes that have one; None where they differ or none has (a used routine's have none)."""
    levels = {segment.level for segment in segments if segment.step is not None and segment.go is not None} - {None}
    return levels.pop() if len(levels) == 1 else None
