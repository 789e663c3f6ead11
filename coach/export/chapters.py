"""The chapters of an exported session: its opening, each step with what leads to it, its end."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.timeline.model import Segment, SegmentKind, Timeline
from coach.units import Seconds
from coach.words.phrases import Phrases

MOST = 255
"""ID3 counts the entries of a table of contents in one byte."""

SHORTEST: Seconds = 0.5
"""Less than this after the last step is no end of its own."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of the file with a name."""

    title: str
    start: Seconds
    end: Seconds


def chapters_of(timeline: Timeline, phrases: Phrases, seconds: Seconds) -> tuple[Chapter, ...]:
    """Return the chapters of a file of so many seconds: they touch, and together they are all of it.

    What is said between two steps belongs to the second, as a rest does. Each round of a step is one, with its number:
    somebody with a sled looks for the third drag. Over `MOST` neighbours are put together.
    """
    played = [segment.index for segment in timeline.segments if segment.kind is not SegmentKind.SAY]
    if not played:
        return (Chapter(_printable(timeline.name), 0.0, seconds),)
    opening, end = phrases("export.opening"), phrases("export.end")
    starts: list[tuple[Seconds, str]] = []
    # Only the opening is of no step: an announcement before the first go leads to it.
    first = next(one.index for one in timeline.segments if one.kind is not SegmentKind.SAY or one.step is not None)
    if first > 0:
        starts.append((0.0, opening))
    middle = timeline.segments[first : played[-1] + 1]
    for (_, title, turn), run in itertools.groupby(_named(middle), key=lambda item: item[1]):
        starts.append((next(run)[0].start, _printable(f"{title} {turn}")))
    closes = timeline.segments[played[-1]].end
    if seconds - closes >= SHORTEST:
        starts.append((closes, end))
    ends = [start for start, _ in starts[1:]]
    found = [Chapter(title, start, stop) for (start, title), stop in zip(starts, [*ends, seconds], strict=True)]
    return tuple(_joined(found))


def _named(segments: Sequence[Segment]) -> list[tuple[Segment, tuple[str | None, str, str]]]:
    """Return segments with the id and name of the step that they belong to, and its round, as "2/4"."""
    result: list[tuple[Segment, tuple[str | None, str, str]]] = []
    ahead: tuple[str | None, str, str] = (None, "", "")
    for segment in reversed(segments):
        if segment.kind is not SegmentKind.SAY:
            turn = f"{segment.round}/{segment.rounds}" if segment.rounds > 1 else ""
            ahead = (segment.step, segment.title, turn)
        result.append((segment, ahead))
    return result[::-1]


def _joined(chapters: list[Chapter]) -> list[Chapter]:
    stride = -(-len(chapters) // MOST)
    groups = [chapters[index : index + stride] for index in range(0, len(chapters), stride)]
    return [replace(group[0], end=group[-1].end) for group in groups]


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()
