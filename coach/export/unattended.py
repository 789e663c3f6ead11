"""A timeline as it is for a file: nobody is there to press a key, so what waits lasts as long as was guessed.

Nothing of the timeline moves. Words that ask for a key lose that part, and what waits is announced with its length in
the first room that is free.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coach.timeline.model import Cue, CueKind, Lengths, Segment, SegmentKind, Timeline
from coach.timeline.paper import listed
from coach.timeline.parts import breath
from coach.timeline.sheet import LEAD
from coach.units import Seconds
from coach.words.phrases import Phrases
from coach.words.speech import caption

SHORTEST_SOUND: Seconds = 0.6
"""What a tone keeps free behind it: the longest of those inside a session lasts 0.55 s."""

_GOES = (SegmentKind.WORK, SegmentKind.HOLD, SegmentKind.WAIT)


@dataclass(frozen=True, slots=True)
class Guess:
    """What waits for a person when it is played, with the length that it has in a file."""

    segment: Segment
    said: Cue | None
    """Its announcement; None where it was made before, or nowhere is room for it."""

    @property
    def title(self) -> str:
        return self.segment.title

    @property
    def seconds(self) -> Seconds:
        return self.segment.seconds

    @property
    def rests(self) -> bool:
        return self.segment.kind is SegmentKind.REST


@dataclass(frozen=True, slots=True)
class Unattended:
    """What sounds in a file, in order, and what in it is a guess."""

    timeline: Timeline
    cues: tuple[Cue, ...]
    guesses: tuple[Guess, ...] = ()


def unattended(timeline: Timeline, phrases: Phrases, lengths: Lengths) -> Unattended:
    """Return what sounds if every step that waits lasts as long as it is estimated; no onset of the timeline moves."""
    cues = [_without_keys(cue, phrases, lengths) for cue in listed(timeline)]
    cues = sorted([*cues, *_countdowns(timeline, cues)], key=lambda cue: cue.at)
    guesses = tuple(_guesses(timeline, cues, phrases, lengths))
    said = [guess.said for guess in guesses if guess.said is not None]
    return Unattended(timeline, tuple(sorted([*cues, *said], key=lambda cue: cue.at)), guesses)


def _without_keys(cue: Cue, phrases: Phrases, lengths: Lengths) -> Cue:
    """Return a cue without the parts of its words that ask for a key; it can only become shorter."""
    text = cue.text
    for part in phrases("export.of_keys").split("\n"):
        text = text.replace(part, "")
    if text == cue.text:
        return cue
    return replace(cue, text=text, caption=caption(text), seconds=min(cue.seconds, lengths.seconds(text)))


def _countdowns(timeline: Timeline, cues: Sequence[Cue]) -> Iterator[Cue]:
    """Yield a countdown, as the session has them, for each rest that waits and runs straight into a go.

    When it is played a key begins that go; in a file it would begin without a warning. Where no go of the session is
    counted down (the settings may say so), or where something else is said then, there is none.
    """
    counts = [cue for cue in cues if cue.kind is CueKind.COUNTDOWN]
    pattern = [(cue, timeline.segments[cue.segment].end - cue.at) for cue in counts if cue.segment == counts[0].segment]
    if not pattern:
        return
    room = max(left for _, left in pattern)
    for segment, then in itertools.pairwise(timeline.segments):
        if not (segment.kind is SegmentKind.REST and segment.open_ended and then.kind in _GOES):
            continue
        begins = segment.end - room
        if begins < segment.start or any(
            cue.at < segment.end and cue.at + _lasts(cue) > begins for cue in cues if cue.at >= segment.start
        ):
            continue
        for cue, left in pattern:
            at = round(segment.end - left, 6)
            yield replace(cue, at=at, segment=segment.index, offset=round(at - segment.start, 6))


def _guesses(timeline: Timeline, cues: Sequence[Cue], phrases: Phrases, lengths: Lengths) -> Iterator[Guess]:
    by_segment: dict[int, list[Cue]] = {}
    for cue in cues:
        by_segment.setdefault(cue.segment, []).append(cue)
    told: set[tuple[str | None, int, SegmentKind, Seconds]] = set()
    carried: Seconds = 0.0
    for segment in timeline.segments:
        own = by_segment.get(segment.index, [])
        if segment.open_ended and segment.seconds > 0:
            # Said once a step and round, and again where it is another length.
            mark = (segment.step, segment.round, segment.kind, segment.seconds)
            said = None if mark in told else _announced(timeline, segment, own, carried, phrases, lengths)
            if said is not None:
                told.add(mark)
            yield Guess(segment, said)
        # Words may go on over the end of their segment.
        carried = max([carried, *(cue.at + _lasts(cue) for cue in own)])


def _announced(
    timeline: Timeline, segment: Segment, cues: Sequence[Cue], carried: Seconds, phrases: Phrases, lengths: Lengths
) -> Cue | None:
    """Return the announcement of a guess at the first moment of its segment at which there is room; None for none."""
    text = phrases(_key(timeline, segment), length=phrases.length(round(segment.seconds)))
    length, gap = lengths.seconds(text), breath(lengths)
    moment = max(segment.start + LEAD, carried + gap)
    for cue in cues:
        if cue.at >= moment + length + (gap if cue.text else 0.0):
            break
        moment = max(moment, cue.at + _lasts(cue) + gap)
    if moment + length > segment.end:
        return None
    return Cue(
        at=round(moment, 6),
        segment=segment.index,
        offset=round(moment - segment.start, 6),
        text=text,
        seconds=length,
        kind=CueKind.SAY,
        caption=caption(text),
    )


def _key(timeline: Timeline, segment: Segment) -> str:
    """Return under which key the words for a guess are."""
    if segment.kind is SegmentKind.REST:
        return "export.about_rest"
    before = timeline.segments[segment.index - 1] if segment.index else None
    goes_on = before is not None and before.go == segment.go and before.kind in (SegmentKind.WORK, SegmentKind.HOLD)
    return "export.about_more" if goes_on else "export.about"


def _lasts(cue: Cue) -> Seconds:
    """Return how long a cue keeps others from being said."""
    return max(cue.seconds, SHORTEST_SOUND if cue.tone is not None else 0.0)
