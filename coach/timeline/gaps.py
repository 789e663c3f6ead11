"""What is said in a gap (get-ready, rest, switch): parts in order, and which of them go where it is too short."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from coach.routine.model import Duration, Until
from coach.source import Place
from coach.timeline import announce
from coach.timeline.expand import ClockRest, Element, Go, Opening, Rest
from coach.timeline.fit import breath
from coach.timeline.model import Added, CueKind, Lengths, Tone
from coach.units import Seconds
from coach.words.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to say or sound, with what may be said instead where there is little room."""

    kind: CueKind
    text: str
    shorter: tuple[str, ...] = ()
    """Shorter forms to fall back on, longest first."""
    tone: Tone | None = None
    own: bool = False
    """From the file, so that leaving it out is worth a warning."""
    place: Place | None = None
    setup_of: str | None = None
    """The exercise whose set-up this is."""


def whole_up(seconds: Seconds) -> Seconds:
    """Return the next whole second, forgiving what adding floats leaves over."""
    return float(math.ceil(seconds - 1e-6))


def words_length(parts: Sequence[Part], lengths: Lengths) -> Seconds:
    """Return how long parts take one after the other, with a breath between them."""
    spoken = [lengths.seconds(part.text) for part in parts if part.text]
    return sum(spoken) + breath(lengths) * max(0, len(spoken) - 1)


def before_go(
    go: Go,
    phrases: Phrases,
    added: Added,
    *,
    in_rest: bool,
    another: bool,
    group_says: Sequence[tuple[Opening, Part]],
    say: Part | None,
) -> list[Part]:
    """Return what is said before a go: its block or round, the step or the set, then `say` or the set-up.

    `another`: the step before was another one, so that a rest says "Next:". `group_says` are the blocks' own words.
    """
    kind = CueKind.NEXT if in_rest else CueKind.NAME
    if not added.ready and not in_rest:
        return [part for _, part in group_says] + ([say] if say is not None else [])
    parts: list[Part] = []
    intro: list[str] = []
    says = {id(opening): part for opening, part in group_says}
    for opening in go.openings:
        if added.sets or opening.round == 1:
            words = announce.opening_words(opening, phrases)
            if words:
                intro.append(words)
        if id(opening) in says:
            if intro:
                parts.append(Part(kind, " ".join(intro)))
                intro = []
            parts.append(says[id(opening)])
    later_round = any(opening.round > 1 for opening in go.openings)
    if go.set > 1:
        if added.sets:
            full, short = announce.later_set(go, phrases)
            parts.append(Part(kind, full, (short,) if short != full else ()))
    else:
        forms = list(announce.full_announcement(go, phrases))
        lead = " ".join(intro)
        forms = [f"{lead} {form}" if lead else form for form in forms]
        if in_rest and another and not later_round:
            forms = [phrases("say.next", what=form) for form in forms]
        parts.append(Part(kind, forms[0], tuple(dict.fromkeys(form for form in forms[1:] if form != forms[0]))))
    if say is not None:
        parts.append(say)
    return parts


def place_in_gap(
    parts: Sequence[Part], start: Seconds, room: Seconds, lengths: Lengths
) -> tuple[list[tuple[Part, Seconds]], list[Part], Seconds]:
    """Return the parts that end by `room` with their offsets, those left out, and the offset after the last.

    What does not fit is left out from the end: the set-up, then `say`, then load and effort, then the amount.
    """
    gap = breath(lengths)
    kept = list(parts)
    dropped: list[Part] = []

    def end() -> Seconds:
        return start + words_length(kept, lengths)

    while kept and end() > room + 1e-6:
        last = kept[-1]
        if last.shorter:
            kept[-1] = replace(last, text=last.shorter[0], shorter=last.shorter[1:])
        else:
            dropped.insert(0, kept.pop())
    placed: list[tuple[Part, Seconds]] = []
    cursor = start
    for part in kept:
        placed.append((part, cursor))
        cursor += lengths.seconds(part.text) + gap
    return placed, dropped, cursor


def strongest(pending: Sequence[Element], left: Callable[[ClockRest], Seconds]) -> Rest | ClockRest | None:
    """Return the rest that counts among those that touch: the outer one, of equals the longer."""

    def weight(rest: Rest | ClockRest) -> tuple[tuple[int, int], Seconds]:
        if isinstance(rest, ClockRest):
            return rest.rank, left(rest)
        length = rest.length
        waits = length is Until.DONE or (isinstance(length, Duration) and length.open_ended)
        return rest.rank, math.inf if waits or not isinstance(length, Duration) else length.seconds

    rests = [element for element in pending if isinstance(element, (Rest, ClockRest))]
    return max(rests, key=weight, default=None)
