"""How a block, a round and a go are put into words: "6 reps each side, left first" (T10 of docs/rules.md)."""

from __future__ import annotations

from coach.routine.model import Duration, Effort, Load, Reps, Side
from coach.timeline.elements import Asked, Go, Opening, alternating_side
from coach.words.phrases import Phrases, capital


def duration_words(duration: Duration, phrases: Phrases) -> str:
    length = phrases.length(duration.seconds)
    return phrases("amount.at_least", length=length) if duration.open_ended else length


def reps_words(reps: Reps, phrases: Phrases, *, played: bool) -> str:
    """Return a count of reps in words; a range as its lower number where that is what is `played`."""
    if reps.maximum:
        return phrases("amount.maximum")
    if reps.high is not None and not played:
        return phrases("amount.reps", n=phrases("amount.range", low=reps.low, high=reps.high))
    return phrases("amount.reps_one") if reps.low == 1 else phrases("amount.reps", n=reps.low)


def load_words(load: Load, phrases: Phrases) -> str:
    """Return a load in full: "20 kilograms", "body weight", or its own words."""
    if load.value is not None:
        return phrases.counted(load.value, load.unit)
    return phrases("amount.body") if load.unit == "body" else load.unit


def effort_words(effort: Effort, phrases: Phrases) -> str:
    if effort.high is None:
        return str(effort.low)
    return phrases("amount.range", low=effort.low, high=effort.high)


def amount_words(asked: Asked, phrases: Phrases) -> str:
    """Return how much a go is, in words without a capital."""
    if asked.reps is not None and asked.hold is not None:
        reps = reps_words(asked.reps, phrases, played=True)
        return phrases("amount.held", reps=reps, length=phrases.length(asked.hold.seconds))
    if asked.reps is not None and asked.time is not None:
        return phrases("amount.maximum_in", length=phrases.length(asked.time.seconds))
    if asked.reps is not None:
        return reps_words(asked.reps, phrases, played=not asked.waits)
    duration = asked.time or asked.hold
    if duration is not None:
        return duration_words(duration, phrases)
    if asked.distance is not None:
        return phrases.counted(asked.distance.value, asked.distance.unit)
    return phrases("amount.until_done")


def side_word(side: Side, phrases: Phrases) -> str:
    """Return a side as it is named in passing: "left"."""
    return phrases(f"side.{side.value}")


def side_name(side: Side, phrases: Phrases) -> str:
    """Return a side by its full name: "left side"."""
    return phrases(f"side_name.{side.value}")


def with_sides(what: str, go: Go, phrases: Phrases) -> str:
    """Return the amount with its sides: "6 reps each side, left first"; in a group with sides, the first one's."""
    if go.step.sides.alternate:
        if go.asked.reps is None or go.asked.reps.maximum:
            return phrases("say.alternating", what=what)
        return phrases("say.alternating_first", what=what, side=side_word(alternating_side(1), phrases))
    order = go.order
    if len(order) == 1:
        return phrases("say.one_side", what=what, side=side_name(order[0], phrases))
    if len(order) == 2 and len(set(order)) == 2:
        return phrases("say.each_side", what=what, side=side_word(order[0], phrases))
    if order:
        words = phrases.listed([side_word(side, phrases) for side in order])
        return phrases("say.side_order", what=what, order=words)
    if go.side is not None and any(opening.first_pass and opening.group.sides.order for opening in go.openings):
        return phrases("say.one_side", what=what, side=side_name(go.side, phrases))
    return what


def opening_words(opening: Opening, phrases: Phrases) -> str:
    """Return how a block or round is introduced; empty where there is nothing to say."""
    group = opening.group
    if not opening.first_pass:
        return ""
    if opening.round > 1:
        return round_words(opening, phrases)
    if group.repeat is not None and opening.rounds > 1:
        if group.name:
            return phrases("say.block_rounds", name=group.name, n=opening.rounds)
        return phrases("say.rounds", n=opening.rounds)
    return phrases("say.block", name=group.name) if group.name else ""


def round_words(opening: Opening, phrases: Phrases) -> str:
    if opening.round == opening.rounds:
        return phrases("say.last_round")
    return phrases("say.round", n=opening.round, of=opening.rounds)


def full_announcement(go: Go, phrases: Phrases) -> tuple[str, str, str]:
    """Return a go's name and amount: in full, without load and effort, and the name alone."""
    step, asked = go.step, go.asked
    amount = amount_words(asked, phrases)
    if go.sets > 1:
        if asked.waits and asked.reps is None and asked.distance is None:
            what = phrases("say.sets_until", n=go.sets, amount=amount)
        else:
            what = phrases("say.sets_first" if go.varies else "say.sets_of", n=go.sets, amount=amount)
    else:
        what = amount
    what = with_sides(what, go, phrases)
    if go.every is not None and go.sets > 1:
        what = phrases("say.every", what=what, every=phrases.every(go.every))
    name = f"{step.name}."
    short = f"{name} {phrases('say.stop', what=capital(what))}"
    if asked.load is not None:
        what = phrases("say.with_load", what=what, load=load_words(asked.load, phrases))
    full = f"{name} {phrases('say.stop', what=capital(what))}"
    if asked.effort is not None:
        full += " " + phrases("say.effort", effort=effort_words(asked.effort, phrases))
    return full, short, name


def later_set(go: Go, phrases: Phrases) -> tuple[str, str]:
    """Return "Set 2 of 3, 25 seconds." and the same without what changed in load and effort."""
    base = phrases("say.last_set") if go.set == go.sets else phrases("say.set", n=go.set, of=go.sets)
    asked, before = go.asked, go.before
    short = base
    effort = ""
    if before is not None and amount_words(asked, phrases) != amount_words(before, phrases):
        short = phrases("say.changed", what=base, change=amount_words(asked, phrases))
    full = short
    if before is not None and asked.load is not None and asked.load != before.load:
        full = phrases("say.changed", what=full, change=load_words(asked.load, phrases))
    if before is not None and asked.effort is not None and asked.effort != before.effort:
        effort = " " + phrases("say.effort", effort=effort_words(asked.effort, phrases))
    side = ""
    if len(go.order) > 1 and go.side is not None:
        # A set begins on another side than the one that the last set ended on.
        side = " " + phrases.say("side", side=side_name(go.side, phrases))
    return f"{phrases('say.stop', what=full)}{effort}{side}", f"{phrases('say.stop', what=short)}{side}"
