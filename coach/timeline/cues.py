"""What wants to be said within a go: the file's cues, the counts, the countdown, the player's half-way call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coach.routine.model import CueAnchor, FileCue, Phase, Step
from coach.timeline.announce import placeholder_values
from coach.timeline.expand import Go
from coach.timeline.fit import Priority, Request
from coach.timeline.model import Added, Cue, CueKind, Tone
from coach.units import Seconds
from coach.words.phrases import Phrases
from coach.words.speech import fill

HALF_CALL_FROM: Seconds = 30.0
"""The player calls half-way in goes of this length or more."""

COUNTDOWN_IN_GO_FROM: Seconds = 10.0
COUNTDOWN_IN_GAP_FROM: Seconds = 5.0
COUNTDOWN: Seconds = 3.0

LIMIT_CALL: Seconds = 15.0
"""How long before its limit a waiting step says that it will go on."""


@dataclass(frozen=True, slots=True)
class GoShape:
    """How a go lies in time, offsets from its start."""

    seconds: Seconds
    """Of its timed part; the estimate where it waits from the start."""
    waits: bool
    """No timed part: it waits from its start."""
    counted: bool
    """Reps follow each other by tempo or pace."""
    held: bool
    """Each rep is held."""
    timed: bool
    """`time` or `hold`."""
    rep_starts: tuple[Seconds, ...] = ()
    relax_starts: tuple[Seconds, ...] = ()
    limit: Seconds | None = None
    """Of the waiting part, from the start of the go."""
    mark: Seconds | None = None
    """Where a clock ends it at the latest."""

    @property
    def countdown(self) -> Seconds | None:
        """When "3" is due; None where there is no countdown."""
        if (self.timed or self.held) and self.seconds >= COUNTDOWN_IN_GO_FROM:
            return self.seconds - COUNTDOWN
        return None


def moments(cue: FileCue, go: Go, shape: GoShape) -> list[tuple[Seconds, int | None]]:
    """Return when a file's cue is due in a go, with the rep that it stands at; empty where it does not fit."""
    anchor, value = cue.when.anchor, cue.when.value
    at_reps = _rep_moments(anchor, value, shape)
    if at_reps is not None:
        return at_reps
    first_side = go.side_index == 0
    at_start = {
        CueAnchor.START: True,
        CueAnchor.SET: first_side and go.set == value,
        CueAnchor.LAST_SET: first_side and go.set == go.sets,
        CueAnchor.ROUND: first_side and go.set == 1 and go.round == value,
        CueAnchor.LAST_ROUND: first_side and go.set == 1 and go.round == go.rounds,
    }
    if anchor in at_start:
        return [(0.0, None)] if at_start[anchor] else []
    closes = _closes(shape)
    if anchor is CueAnchor.AFTER_START:
        return [(value, None)] if closes is None or value < closes else []
    if anchor is CueAnchor.EVERY_SECONDS:
        if value <= 0:
            return []
        until = closes if closes is not None else shape.seconds
        return [(value * k, None) for k in range(1, int(until / value) + 1) if value * k < until]
    if anchor is CueAnchor.HALF:
        return [] if shape.waits else [(_half(shape), _rep_at(_half(shape), shape))]
    if anchor is CueAnchor.BEFORE_END:
        end = shape.limit if shape.waits and go.step.at_most is not None else None if shape.waits else shape.seconds
        return [(end - value, None)] if end is not None and end - value >= 0 else []
    return []  # `end` is said after the go: the layout places it


def _rep_moments(anchor: CueAnchor, value: float, shape: GoShape) -> list[tuple[Seconds, int | None]] | None:
    """Return the moments of a cue that counts reps; None for one that does not."""
    if anchor not in (CueAnchor.REP, CueAnchor.EVERY_REPS, CueAnchor.LAST_REP):
        return None
    starts = shape.rep_starts
    if anchor is CueAnchor.LAST_REP:
        return [(starts[-1], len(starts))] if starts else []
    number = int(value)
    if number < 1:
        return []
    if anchor is CueAnchor.REP:
        return [(starts[number - 1], number)] if number <= len(starts) else []
    return [(starts[rep - 1], rep) for rep in range(number, len(starts) + 1, number)]


def _closes(shape: GoShape) -> Seconds | None:
    """Return when nothing can be said in the go any more; None where that is not known."""
    if not shape.waits:
        return shape.seconds
    ends = [end for end in (shape.limit, shape.mark) if end is not None]
    return min(ends) if ends else None


def _half(shape: GoShape) -> Seconds:
    """Return half of a go: of counted reps the start of the rep after half of them."""
    if shape.counted and shape.rep_starts:
        return shape.rep_starts[len(shape.rep_starts) // 2]
    return shape.seconds / 2


def _rep_at(offset: Seconds, shape: GoShape) -> int | None:
    begun = [number for number, start in enumerate(shape.rep_starts, 1) if start <= offset]
    return begun[-1] if begun else None


_KINDS = {
    CueAnchor.START: CueKind.START,
    CueAnchor.HALF: CueKind.HALF,
    CueAnchor.EVERY_SECONDS: CueKind.EVERY,
    CueAnchor.REP: CueKind.REP,
    CueAnchor.EVERY_REPS: CueKind.REP,
    CueAnchor.LAST_REP: CueKind.REP,
    CueAnchor.SET: CueKind.SET,
    CueAnchor.LAST_SET: CueKind.SET,
    CueAnchor.ROUND: CueKind.ROUND,
    CueAnchor.LAST_ROUND: CueKind.ROUND,
    CueAnchor.END: CueKind.END,
}


def file_requests(
    go: Go, shape: GoShape, phrases: Phrases, next_step: Step | None, line: Callable[[FileCue], str]
) -> Iterator[Request]:
    """Yield the file's cues of a go; `line` gives the next line of a cue that rotates."""
    for cue in go.step.cues:
        for offset, rep in moments(cue, go, shape):
            text = fill(line(cue), placeholder_values(go, phrases, next_step, rep))
            if not text.strip():
                continue
            kind = _KINDS.get(cue.when.anchor, CueKind.TIMED)
            priority = {CueKind.START: Priority.START, CueKind.EVERY: Priority.EVERY}.get(kind, Priority.FILE)
            yield Request(
                kind,
                offset,
                text,
                priority,
                own=cue.own,
                beyond=shape.waits and offset > shape.seconds,
                cue=Cue(0.0, 0, 0.0, "", 0.0, kind, place=cue.place),
            )


def player_requests(go: Go, shape: GoShape, phrases: Phrases, added: Added, *, words: bool) -> Iterator[Request]:
    """Yield what the player says in a go by itself: go, countdown, half-way, counts, the call before the limit."""
    if added.go:
        yield Request(CueKind.GO, 0.0, "", Priority.COUNTDOWN, tone=Tone.GO)
    if added.countdown and shape.countdown is not None:
        yield from countdown(shape.seconds, words=words)
    asks_half = any(cue.when.anchor is CueAnchor.HALF for cue in go.step.cues)
    if added.half and shape.timed and not shape.held and shape.seconds >= HALF_CALL_FROM and not asks_half:
        yield Request(CueKind.HALF, shape.seconds / 2, phrases.say("half"), Priority.HALF)
    if added.counts:
        yield from counts(go, shape, phrases)
    if added.limit and shape.limit is not None and shape.limit > LIMIT_CALL:
        offset = shape.limit - LIMIT_CALL
        if shape.mark is None or offset < shape.mark:
            start = shape.seconds if shape.waits else 0.0
            yield Request(
                CueKind.LIMIT,
                offset,
                phrases.say("limit"),
                Priority.COUNTDOWN,
                beyond=offset > start,
            )


def countdown(end: Seconds, *, words: bool) -> Iterator[Request]:
    """Yield "3, 2, 1" before `end`, a tick under each."""
    for number in (3, 2, 1):
        text = str(number) if words else ""
        yield Request(CueKind.COUNTDOWN, end - number, text, Priority.COUNTDOWN, tone=Tone.TICK)


def counts(go: Go, shape: GoShape, phrases: Phrases) -> Iterator[Request]:
    """Yield the counting of reps: numbers at a pace, phases and seconds at a tempo, "Relax" between held reps."""

    def count(offset: Seconds, text: str) -> Request:
        return Request(CueKind.TEMPO, offset, text, Priority.COUNT, tone=Tone.COUNT)

    total = len(shape.rep_starts)
    tempo = go.asked.tempo if shape.counted else None
    for rep, start in enumerate(shape.rep_starts, 1):
        if tempo is None:
            yield count(start, str(rep))
            continue
        first, last = ("down", "up") if go.step.first is Phase.DOWN else ("up", "down")
        offset = start
        begun = False
        for part, word in zip(tempo.parts, (first, "hold", last, "hold"), strict=True):
            if part <= 0:
                continue
            phase = phrases(f"phase.{word}")
            if not begun:
                key = "last_count" if rep == total and total > 1 else "count_phase"
                spoken = phrases.say(key, n=rep, word=phase.capitalize())
                begun = True
            else:
                spoken = phase
            yield count(offset, spoken)
            for second in range(1, int(part)):
                yield count(offset + second, phrases.number_word(second + 1))
            offset += part
    for start in shape.relax_starts:
        yield count(start, phrases.say("relax"))
