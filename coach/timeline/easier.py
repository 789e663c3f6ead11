"""A timeline that goes on with an easier exercise: what lies before that stays as it is."""

from __future__ import annotations

from dataclasses import replace

from coach.routine.model import Routine
from coach.timeline.compile import compile_timeline
from coach.timeline.dose import Eased
from coach.timeline.model import Choices, Lengths, Segment, Timeline
from coach.words.phrases import Phrases


def eased_timeline(
    timeline: Timeline, routine: Routine, choices: Choices, eased: Eased, phrases: Phrases, lengths: Lengths
) -> Timeline | None:
    """Return a timeline as it goes on with an easier exercise; None where nothing of that would be played.

    Up to the lead before the first go that changes it is the same timeline, second by second, so that a playhead and
    what was written of it keep their meaning.
    """
    after = compile_timeline(routine, replace(choices, eased=eased), phrases, lengths)
    at = next((segment.index for segment in timeline.segments if segment.go == eased.go), None)
    if at is None or at >= len(after.segments) or not _begins_alike(timeline, after, at):
        return None
    if not any(_is_eased(segment, eased) for segment in after.segments[at:]):
        return None
    shift = timeline.segments[at].start - after.segments[at].start
    behind = tuple(replace(segment, start=round(segment.start + shift, 6)) for segment in after.segments[at:])
    later = tuple(replace(cue, at=round(cue.at + shift, 6)) for cue in after.cues if cue.segment >= at)
    return replace(
        after,
        segments=(*timeline.segments[:at], *behind),
        cues=(*(cue for cue in timeline.cues if cue.segment < at), *later),
    )


def _begins_alike(one: Timeline, other: Timeline, until: int) -> bool:
    return [_place(segment) for segment in one.segments[:until]] == [_place(each) for each in other.segments[:until]]


def _place(segment: Segment) -> tuple[object, ...]:
    return segment.kind, segment.step, segment.exercise, segment.side, segment.set, segment.round, segment.go


def _is_eased(segment: Segment, eased: Eased) -> bool:
    return (segment.step, segment.exercise) == (eased.step, eased.exercise)
