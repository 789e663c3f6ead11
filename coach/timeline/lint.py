"""What only the compiled timeline can tell: cues that do not fit, that give way, or that fit nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from coach.routine.model import Group, Item, Routine, Step
from coach.source import Place, Problem, Severity
from coach.timeline.compile import compile_timeline
from coach.timeline.model import Choices, Cue, CueKind, LeftOut, Lengths, SegmentKind, Timeline, WhyLeftOut
from coach.words.phrases import Phrases
from coach.words.speech import PLACEHOLDERS, caption, placeholders

MOVED_TOO_FAR = 1.0
"""A cue that is said this much later than asked for is worth a warning, in seconds."""


def lint(routine: Routine, phrases: Phrases, lengths: Lengths) -> list[Problem]:
    """Return what is wrong with a routine's speech at any of its levels, sorted by place, each thing once."""
    levels: Sequence[str | None] = routine.levels or (None,)
    timelines = [compile_timeline(routine, Choices(level=level), phrases, lengths) for level in levels]
    found: dict[tuple[str, Place | None], Problem] = {}
    for timeline in timelines:
        for problem in (*not_said(timeline), *moved(timeline), *unfilled(timeline)):
            found.setdefault((problem.code, problem.place), problem)
    for problem in fits_nowhere(routine, timelines):
        found.setdefault((problem.code, problem.place), problem)
    return sorted(found.values(), key=lambda problem: (problem.place.file, problem.place.line, problem.place.column))


def not_said(timeline: Timeline) -> Iterator[Problem]:
    """W301: longer than its place; W302: given up to a more important cue."""
    for item in timeline.left_out:
        place = item.cue.place
        if not item.cue.own or place is None:
            continue
        if item.why is WhyLeftOut.NO_ROOM:
            yield warning("W301", place, no_room(timeline, item), "say it earlier or shorten it")
        elif item.why is WhyLeftOut.GIVEN_UP:
            by = f"“{caption(item.by.text)}”" if item.by is not None and item.by.text else "a more important cue"
            message = f"this cue is not said: {by} has its moment"
            yield warning("W302", place, message, "move one of the two by some seconds")


def no_room(timeline: Timeline, item: LeftOut) -> str:
    segment = timeline.segments[item.cue.segment]
    if segment.kind in (SegmentKind.REST, SegmentKind.SWITCH):
        what = "the rest" if segment.kind is SegmentKind.REST else "the change of side"
        return f"this takes {item.cue.seconds:.1f} s to say and {what} has {item.room:.1f} s left for it"
    return f"this cue takes {item.cue.seconds:.1f} s to say and has {item.room:.1f} s before the countdown or the end"


def moved(timeline: Timeline) -> Iterator[Problem]:
    """W303: said more than a second later than asked for; an `every` gives way by rule."""
    for cue in timeline.cues:
        if cue.own and cue.place is not None and cue.moved > MOVED_TOO_FAR and cue.kind is not CueKind.EVERY:
            yield warning(
                "W303",
                cue.place,
                f"this cue is said {cue.moved:.1f} s later than asked for, after what has its moment",
                "move it by some seconds",
            )


def unfilled(timeline: Timeline) -> Iterator[Problem]:
    """R206: a placeholder that has no value where it is said."""
    for cue in timeline.cues:
        if cue.place is None:
            continue
        for name, _ in placeholders(cue.text):
            if name in PLACEHOLDERS:
                yield Problem(
                    "R206", Severity.ERROR, cue.place, f"{{{name}}} has no value here{at_level(timeline, cue)}"
                )


def at_level(timeline: Timeline, cue: Cue) -> str:
    level = timeline.segments[cue.segment].level
    return f" at level {level}" if level else ""


def fits_nowhere(routine: Routine, timelines: Iterable[Timeline]) -> Iterator[Problem]:
    """R205: a cue that the step itself gives and that fits none of its goes at any level."""
    seen = {cue.place for timeline in timelines for cue in timeline.cues}
    seen |= {item.cue.place for timeline in timelines for item in timeline.left_out}
    for step in steps(routine.items):
        for cue in step.cues:
            if cue.own and cue.place not in seen and any(line.text.strip() for line in cue.lines):
                yield Problem(
                    "R205",
                    Severity.ERROR,
                    cue.place,
                    f"this cue fits none of the goes of {step.name}",
                    help=(why_nowhere(step),),
                )


def why_nowhere(step: Step) -> str:
    amount = step.amount
    waits = amount.distance is not None or amount.until_done
    if waits:
        return "this step waits for you; it has no half and no end to count from: use a time from the start, like 20s"
    return "use a time, a rep, a set or a round that the step has"


def steps(items: Iterable[Item]) -> Iterator[Step]:
    for item in items:
        if isinstance(item, Step):
            yield item
        elif isinstance(item, Group):
            yield from steps(item.items)


def warning(code: str, place: Place, message: str, help_: str) -> Problem:
    return Problem(code, Severity.WARNING, place, message, help=(help_,))
