"""What is said before a go: "Legs, 2 rounds. Lunge. 6 reps each side, left first." (T10 of docs/rules.md)."""

from __future__ import annotations

from coach.routine.model import Step
from coach.timeline import announce
from coach.timeline.elements import Go, SwitchTo
from coach.timeline.lines import Lines
from coach.timeline.model import CueKind
from coach.timeline.parts import Part
from coach.timeline.sheet import Sheet
from coach.words.phrases import Phrases, capital


def before_go(sheet: Sheet, lines: Lines, go: Go, following: Step | None, *, in_rest: bool) -> list[Part]:
    """Return what is said before a go: its block or round, the step or the set, then `say` or the set-up."""
    added, phrases = sheet.choices.added, sheet.phrases
    names = added.next if in_rest else added.ready
    kind = CueKind.NEXT if in_rest else CueKind.NAME
    parts: list[Part] = []
    intro: list[str] = []
    for opening in go.openings:
        words = announce.opening_words(opening, phrases) if names and (added.sets or opening.round == 1) else ""
        if words == phrases("say.block", name=go.step.name) and go.set == 1:
            words = ""  # the step's own name follows at once
        if words:
            intro.append(words)
        said = lines.before_group(opening, go)
        if said is not None:
            if intro:
                parts.append(Part(kind, " ".join(intro)))
                intro = []
            parts.append(said)
    if names and (go.set == 1 or added.sets):
        parts.append(_name(sheet, go, kind, " ".join(intro)) if go.set == 1 else _later_set(go, phrases, kind))
    said = lines.before_set(go, following)
    return [*parts, said] if said is not None else parts


def change_of_side(sheet: Sheet, switch: SwitchTo) -> list[Part]:
    """Return "Switch. Right side.", which shrinks to "Right side."; nothing where sides are not said."""
    if not sheet.choices.added.sides:
        return []
    phrases = sheet.phrases
    word = capital(announce.side_name(switch.side, phrases))
    text = phrases.say("same_side" if switch.again else "switch", side=word)
    return [Part(CueKind.SIDE, text, (phrases.say("side", side=word),))]


def _name(sheet: Sheet, go: Go, kind: CueKind, intro: str) -> Part:
    """Return the step's name and amount, its block or round first; where it is short of room it loses its end."""
    forms = list(announce.full_announcement(go, sheet.phrases))
    if intro:
        forms = [f"{intro} {form}" for form in forms]
    later_round = any(opening.round > 1 for opening in go.openings)
    if kind is CueKind.NEXT and sheet.last_step is not go.step and not later_round:
        forms = [sheet.phrases.say("next", what=form) for form in forms]
    full, *shorter = dict.fromkeys(forms)
    return Part(kind, full, tuple(shorter))


def _later_set(go: Go, phrases: Phrases, kind: CueKind) -> Part:
    full, short = announce.later_set(go, phrases)
    return Part(kind, full, (short,) if short != full else ())
