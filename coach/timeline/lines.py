"""Which words of the file come next: lists rotate over the session, a set-up is said once."""

from __future__ import annotations

from dataclasses import dataclass, field

from coach.routine.model import FileCue, Say, Side, Speech, Step
from coach.timeline.elements import Go, Opening, Speak
from coach.timeline.model import Choices, CueKind, Spoken
from coach.timeline.parts import Part
from coach.timeline.placeholders import unfilled, values_of_go, values_of_group, values_of_speech
from coach.words.phrases import Phrases
from coach.words.speech import fill, first_sentence

SETUPS_IN_FULL = 3
"""With `talk = usual` a set-up is said in full in so many sessions, then its first sentence."""


@dataclass(slots=True)
class Lines:
    """Remembers what a session has said, so that it knows what to say next."""

    choices: Choices
    phrases: Phrases
    _given: dict[int, int] = field(default_factory=dict)
    """How many lines of each list were given; a `say` or cue is the same one as long as it is the same object."""
    _setups: set[str] = field(default_factory=set)
    """The exercises whose set-up was said."""

    def of_say(self, say: Say, side: Side | None = None) -> str:
        """Return the next line of a list, or the line of a side."""
        return _of_side(say, side) if say.by_side is not None else self._next(say, say.lines)

    def of_announcement(self, speak: Speak, following: Step | None) -> str:
        """Return what a step that only speaks says now."""
        return fill(self.of_say(speak.step.say, speak.side), values_of_speech(speak, self.phrases, following))

    def of_cue(self, cue: FileCue) -> str:
        """Return the next line of a cue."""
        return self._next(cue, cue.lines)

    def before_set(self, go: Go, following: Step | None) -> Part | None:
        """Return the step's `say` before its first set, else the exercise's set-up as often as `talk` wants it."""
        if go.set != 1:
            return None
        say, setup = go.step.say, go.step.setup
        values = values_of_go(go, self.phrases, following)
        if say is not None and go.second_pass:
            return self.at_switch(go, following)
        if say is not None:
            return Part(CueKind.SAY, fill(self.of_say(say, go.side), values), own=True, place=say.place)
        exercise = go.step.exercise or go.step.id
        if setup is None or self.choices.talk is Spoken.BRIEF or exercise in self._setups:
            return None
        text = setup.text
        if self.choices.talk is Spoken.USUAL and self.choices.setups_heard.get(exercise, 0) >= SETUPS_IN_FULL:
            text = first_sentence(text)
        text = fill(text, values)
        return None if unfilled(text) else Part(CueKind.SAY, text, place=setup.place, setup_of=exercise)

    def at_switch(self, go: Go, following: Step | None) -> Part | None:
        """Return the step's `say` once more at a change of side in its first set, if it names the side."""
        say = go.step.say
        if say is None or go.set != 1 or not _names_side(say):
            return None
        text = self._again(say, go.side)
        return Part(CueKind.SAY, fill(text, values_of_go(go, self.phrases, following)), own=True, place=say.place)

    def before_group(self, opening: Opening, go: Go) -> Part | None:
        """Return a block's own words: before its first round, a list before each; again on its other side only if they
        name the side."""
        say = opening.group.say
        if say is None or (opening.round > 1 and len(say.lines) < 2):
            return None
        if not opening.first_pass and not _names_side(say):
            return None
        text = self.of_say(say, go.side) if opening.first_pass else self._again(say, go.side)
        return Part(CueKind.SAY, fill(text, values_of_group(opening, go, self.phrases)), own=True, place=say.place)

    def passed_over(self, go: Go, following: Step | None) -> list[Part]:
        """Return the file's words that are not said where nothing stands before a go; lists rotate all the same."""
        parts = [self.before_group(opening, go) for opening in go.openings]
        parts.append(self.before_set(go, following) if go.side_index == 0 else self.at_switch(go, following))
        return [part for part in parts if part is not None and part.own]

    def said(self, parts: list[Part]) -> None:
        """Remember which set-ups were said."""
        self._setups.update(part.setup_of for part in parts if part.setup_of is not None)

    def _next(self, key: object, lines: tuple[Speech, ...]) -> str:
        number = self._given.get(id(key), 0)
        self._given[id(key)] = number + 1
        return lines[number % len(lines)].text if lines else ""

    def _again(self, say: Say, side: Side | None) -> str:
        """Return the line that was given last once more, or the line of a side."""
        if say.by_side is not None:
            return _of_side(say, side)
        number = self._given.get(id(say), 0) - 1
        return say.lines[max(0, number) % len(say.lines)].text if say.lines else ""


def _of_side(say: Say, side: Side | None) -> str:
    by_side = say.by_side or {}
    speech = by_side.get(side) if side is not None else None
    return (speech or next(iter(by_side.values()))).text


def _names_side(say: Say) -> bool:
    return say.by_side is not None or any("{side}" in line.text for line in say.lines)
