"""What wants to be said within a go: the file's cues, the counts, the countdown, the player's half-way call."""

from __future__ import annotations

from collections.abc import Iterator

from coach.routine.model import CueAnchor, Phase, Step, Tempo
from coach.timeline.elements import Go
from coach.timeline.fit import Priority, Request
from coach.timeline.lines import Lines
from coach.timeline.model import LIMIT_CALL, Choices, CueKind, Tone
from coach.timeline.moments import GoShape, moments
from coach.timeline.parts import Part, countdown
from coach.timeline.placeholders import unfilled, values_of_go
from coach.units import Seconds
from coach.words.phrases import Phrases, capital
from coach.words.speech import fill

HALF_CALL_FROM: Seconds = 30.0
"""The player calls half-way in goes of this length or more."""

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
}


def file_requests(go: Go, shape: GoShape, phrases: Phrases, following: Step | None, lines: Lines) -> Iterator[Request]:
    """Yield the file's cues of a go."""
    for cue in go.step.cues:
        for offset, rep in moments(cue, go, shape):
            text = fill(lines.of_cue(cue), values_of_go(go, phrases, following, rep))
            if not text.strip() or (unfilled(text) and not cue.own):
                continue
            kind = _KINDS.get(cue.when.anchor, CueKind.TIMED)
            priority = {CueKind.START: Priority.START, CueKind.EVERY: Priority.EVERY}.get(kind, Priority.FILE)
            yield Request(Part(kind, text, own=cue.own, place=cue.place), offset, priority)


def player_requests(go: Go, shape: GoShape, phrases: Phrases, choices: Choices) -> Iterator[Request]:
    """Yield what the player says in a go by itself: go, countdown, half-way, counts, the call before the limit."""
    added = choices.added
    if added.go:
        yield Request(Part(CueKind.GO, "", tone=Tone.GO), 0.0, Priority.COUNTDOWN)
    if added.countdown and shape.countdown is not None:
        for offset, part in countdown(shape.seconds, words=choices.countdown_words):
            yield Request(part, offset, Priority.COUNTDOWN)
    asks_half = any(cue.when.anchor is CueAnchor.HALF for cue in go.step.cues)
    if added.half and shape.timed and shape.seconds >= HALF_CALL_FROM and not asks_half:
        yield Request(Part(CueKind.HALF, phrases.say("half")), shape.seconds / 2, Priority.HALF)
    if added.counts:
        yield from counts(go, shape, phrases)
    if added.limit and shape.limit is not None and shape.limit > LIMIT_CALL:
        offset = shape.limit - LIMIT_CALL
        if shape.mark is None or offset < shape.mark:
            yield Request(Part(CueKind.LIMIT, phrases.say("limit")), offset, Priority.COUNTDOWN)


def counts(go: Go, shape: GoShape, phrases: Phrases) -> Iterator[Request]:
    """Yield the counting of reps: numbers at a pace, phases and seconds at a tempo, "Relax" between held reps."""
    tempo = go.asked.tempo if shape.counted else None
    for rep, start in enumerate(shape.rep_starts, 1):
        if tempo is None:
            yield _count(start, str(rep))
        else:
            yield from _tempo_counts(go.step.first, tempo, start, rep, len(shape.rep_starts), phrases)
    for start in shape.relax_starts:
        yield _count(start, phrases.say("relax"))


def _tempo_counts(
    first: Phase, tempo: Tempo, start: Seconds, rep: int, reps: int, phrases: Phrases
) -> Iterator[Request]:
    """Yield one word a second for a rep: the phase, then "two", "three"; its first word has its number."""
    for begins, part, word in _parts(first, tempo, phrases):
        offset, phase = start + begins, word
        if begins == 0:
            last = rep == reps and reps > 1
            phase = phrases.say("last_count" if last else "count_phase", n=rep, word=capital(phase))
        yield _count(offset, phase)
        for second in range(1, int(part)):
            yield _count(offset + second, phrases.number_word(second + 1))


def phases(first: Phase, tempo: Tempo, phrases: Phrases) -> tuple[tuple[Seconds, str], ...]:
    """Return when each phase of a repetition begins, from its start, and the word for it."""
    return tuple((begins, word) for begins, _, word in _parts(first, tempo, phrases))


def _parts(first: Phase, tempo: Tempo, phrases: Phrases) -> Iterator[tuple[Seconds, Seconds, str]]:
    """Yield the start, the length and the word of each phase that has a length."""
    parts = list(zip(tempo.parts, ("down", "hold", "up", "hold"), strict=True))
    if first is Phase.UP:  # lowering stays the first number of a tempo, as everybody writes it; only the order changes
        parts = [*parts[2:], *parts[:2]]
    begins = 0.0
    for part, word in parts:
        if part > 0:
            yield begins, part, phrases(f"phase.{word}")
        begins += part


def _count(offset: Seconds, text: str) -> Request:
    return Request(Part(CueKind.TEMPO, text, tone=Tone.COUNT), offset, Priority.COUNT)
