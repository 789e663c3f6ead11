"""Segments that only speak: the opening, announcements, the goodbye (docs/rules.md T7 and T9)."""

from __future__ import annotations

from coach.routine.model import Routine, Step
from coach.timeline.elements import Speak
from coach.timeline.lines import Lines
from coach.timeline.model import CueKind
from coach.timeline.parts import Part
from coach.timeline.sheet import Sheet


def lay_opening(sheet: Sheet, routine: Routine) -> None:
    """Say the welcome, else the name; then what is needed."""
    welcome = routine.welcome
    if welcome is not None:
        parts = [Part(CueKind.WELCOME, welcome.text, own=True, place=welcome.place)]
    else:
        parts = [Part(CueKind.WELCOME, f"{routine.name}.", place=routine.place)]
    if routine.equipment and sheet.choices.added.equipment:
        things = sheet.phrases.listed([sheet.phrases.thing(word) for word in routine.equipment])
        parts.append(Part(CueKind.EQUIPMENT, sheet.phrases.say("equipment", things=things)))
    sheet.speech(parts, place=routine.place)


def lay_announcement(sheet: Sheet, lines: Lines, speak: Speak, following: Step | None) -> None:
    """Say what a step that only speaks says, where it touches no rest."""
    sheet.speech([announcement(lines, speak, following)], place=speak.step.place, step=speak.step.id)


def announcement(lines: Lines, speak: Speak, following: Step | None) -> Part:
    """Return the words of a step that only speaks."""
    place = speak.step.say.place or speak.step.place
    return Part(CueKind.SAY, lines.of_announcement(speak, following), own=True, place=place)


def lay_goodbye(sheet: Sheet, routine: Routine) -> None:
    """Say the goodbye, if there is one."""
    if routine.goodbye is not None:
        part = Part(CueKind.GOODBYE, routine.goodbye.text, own=True, place=routine.goodbye.place)
        sheet.speech([part], place=routine.goodbye.place)
