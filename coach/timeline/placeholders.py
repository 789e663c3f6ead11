"""What the placeholders in the file's words stand for (B37 of docs/rules.md)."""

from __future__ import annotations

from coach.routine.model import Side, Step
from coach.timeline.announce import load_words, side_word
from coach.timeline.elements import Go, Opening, Speak, alternating_side
from coach.words.phrases import Phrases
from coach.words.speech import PLACEHOLDERS, placeholders


def values_of_go(go: Go, phrases: Phrases, following: Step | None, rep: int | None = None) -> dict[str, str]:
    """Return what every placeholder stands for in the words of a go; one without a value is left out."""
    asked = go.asked
    side = go.side
    if side is None and go.step.sides.alternate and rep is not None:
        side = alternating_side(rep)
    values = {"set": str(go.set), "sets": str(go.sets), **_around(side, go.round, go.rounds, following, phrases)}
    if rep is not None:
        values["rep"] = str(rep)
    if asked.reps is not None:
        if asked.reps.maximum:
            values["reps"] = phrases("amount.maximum")
        elif asked.reps.high is not None:
            values["reps"] = phrases("amount.range", low=asked.reps.low, high=asked.reps.high)
        else:
            values["reps"] = str(asked.reps.low)
    if asked.load is not None:
        values["load"] = load_words(asked.load, phrases)
    if go.seconds is not None:
        values["time"] = phrases.length(go.seconds)
    return values


def values_of_speech(speak: Speak, phrases: Phrases, following: Step | None) -> dict[str, str]:
    """Return the same for the words of a step that only speaks."""
    return _around(speak.side, speak.round, speak.rounds, following, phrases)


def values_of_group(opening: Opening, go: Go, phrases: Phrases) -> dict[str, str]:
    """Return the same for a group's own words before its first go, which is the step that comes next."""
    return _around(go.side, opening.round, opening.rounds, go.step, phrases)


def unfilled(text: str) -> list[str]:
    """Return the placeholders that are left in filled text: they had no value."""
    return [name for name, _ in placeholders(text) if name in PLACEHOLDERS]


def _around(side: Side | None, round_: int, rounds: int, following: Step | None, phrases: Phrases) -> dict[str, str]:
    values = {"round": str(round_), "rounds": str(rounds)}
    if side is not None:
        values["side"] = side_word(side, phrases)
    if following is not None:
        values["next"] = following.name
    return values
