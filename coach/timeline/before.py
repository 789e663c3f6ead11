"""What is said before a go: "Legs, 2 rounds. Lunge. 6 reps each side, left first." (timeline.md rule 10)."""

from __future__ import annotations

from coach.routine.model import Side
from coach.timeline import announce
from coach.timeline.elements import Go, Opening
from coach.timeline.lines import Lines
from coach.timeline.model import CueKind
from coach.timeline.parts import Part
from coach.timeline.sheet import Sheet
from coach.words.phrases import Phrases


def before_go(sheet: Sheet, lines: Lines, go: Go, *, in_rest: bool) -> list[Part]:
    """Return what is said before a go: its block or round, the step or the set, then `say` or the set-up."""
    added, phrases = sheet.choices.added, sheet.phrases
    names = added.ready or in_rest
    kind = CueKind.NEXT if in_rest else CueKind.NAME
    parts: list[Part] = []
    intro: list[str] = []
    for opening in go.openings:
        words = announce.opening_words(opening, phrases) if names and (added.sets or opening.round == 1) else ""
        if words:
            intro.append(words)
        said = _said_by_group(lines, opening)
        if said is not None:
            if intro:
                parts.append(Part(kind, " ".join(intro)))
                intro = []
            parts.append(said)
    if names and (go.set == 1 or added.sets):
        parts.append(_name(sheet, go, kind, " ".join(intro)) if go.set == 1 else _later_set(go, phrases, kind))
    said = lines.before_set(go)
    return [*parts, said] if said is not None else parts


def change_of_side(side: Side, phrases: Phrases, *, again: bool) -> Part:
    """Return "Switch. Right side.", which shrinks to "Right side."."""
    word = announce.side_word(side, phrases).capitalize()
    shorter = (phrases.say("side", side=word),)
    return Part(CueKind.SIDE, phrases.say("same_side" if again else "switch", side=word), shorter)


def _said_by_group(lines: Lines, opening: Opening) -> Part | None:
    """Return a block's own words: before its first round; a list, before each."""
    say = opening.group.say
    if say is None or not opening.first_pass or (opening.round > 1 and len(say.lines) < 2):
        return None
    return Part(CueKind.SAY, lines.of_say(say), own=True, place=say.place)


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
