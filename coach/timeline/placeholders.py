"""What the placeholders in the file's words stand for."""

from __future__ import annotations

from coach.routine.model import Side, Step
from coach.timeline.announce import load_words, side_word
from coach.timeline.elements import Go
from coach.words.phrases import Phrases


def values_of_go(go: Go, phrases: Phrases, following: Step | None, rep: int | None = None) -> dict[str, str]:
    """Return what every placeholder stands for in the words of a go; one without a value is left out."""
    asked = go.asked
    values = {"set": str(go.set), "sets": str(go.sets), "round": str(go.round), "rounds": str(go.rounds)}
    if go.side is not None:
        values["side"] = side_word(go.side, phrases)
    elif go.step.sides.alternate and rep is not None:
        values["side"] = side_word(Side.LEFT if rep % 2 else Side.RIGHT, phrases)
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
    duration = asked.time or (asked.hold if asked.reps is None else None)
    if duration is not None:
        values["time"] = phrases.length(duration.seconds)
    if following is not None:
        values["next"] = following.name
    return values
