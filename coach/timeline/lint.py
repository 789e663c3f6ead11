"""What only the compiled timeline can tell: cues that do not fit or give way, words without a value, work that is
longer than its clock."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from coach.routine.model import CueAnchor, FileCue, Routine
from coach.routine.waiting import no_moment
from coach.source import Mark, Place, Problem, Severity
from coach.timeline.advice import AT_THE_GO, apart, longer_lead, retyped
from coach.timeline.compile import compile_timeline
from coach.timeline.model import LEAD_KINDS, Choices, Cue, CueKind, LeftOut, Lengths, SegmentKind, Timeline, WhyLeftOut
from coach.timeline.parts import COUNTDOWN
from coach.timeline.placeholders import unfilled
from coach.timeline.values import steps_of
from coach.units import Seconds
from coach.words.phrases import Phrases, base_language
from coach.words.speech import caption

MOVED_TOO_FAR: Seconds = 1.0
"""A cue that is said this much later than asked for is worth a warning."""


def lint(routine: Routine, phrases: Phrases, lengths: Lengths) -> list[Problem]:
    """Return what is wrong with a routine's words and clocks at any level, sorted by place, each thing once."""
    levels: Sequence[str | None] = routine.levels or (None,)
    timelines = [compile_timeline(routine, Choices(level=level), phrases, lengths) for level in levels]
    cues = {cue.place: cue for step in steps_of(routine.items) for cue in step.cues}
    found: dict[tuple[str, Place], Problem] = {
        (problem.code, problem.place): problem for problem in without_sentences(routine, phrases)
    }
    for timeline in timelines:
        for problem in (
            *overrun(timeline),
            *not_said(routine, timeline, cues),
            *moved(routine, timeline, cues),
            *without_value(timeline),
        ):
            found.setdefault((problem.code, problem.place), problem)
    for problem in fits_nowhere(routine, timelines):
        found.setdefault((problem.code, problem.place), problem)
    return sorted(found.values(), key=lambda problem: (problem.place.file, problem.place.line, problem.place.column))


def without_sentences(routine: Routine, phrases: Phrases) -> Iterator[Problem]:
    """W305: Coach has no sentences in the routine's language, and was given others."""
    if routine.lang_place is not None and base_language(routine.lang) != phrases.lang:
        message = f"Coach has no sentences in `{routine.lang}`: what it says by itself is English"
        advice = "your own words are spoken by a voice of that language, if there is one"
        yield warning("W305", routine.lang_place, message, advice)


def overrun(timeline: Timeline) -> Iterator[Problem]:
    """R201: fixed work that is longer than its `every`."""
    for item in timeline.overruns:
        at_level = f" at level {item.level}" if item.level else ""
        yield Problem(
            "R201",
            Severity.ERROR,
            item.place,
            f"the work takes {item.seconds:g} s longer than this clock gives it{at_level}",
            help=("write a longer every, or do less in it",),
        )


def not_said(routine: Routine, timeline: Timeline, cues: dict[Place, FileCue]) -> Iterator[Problem]:
    """W301: longer than its place; W302: given up to a more important cue."""
    counted = counted_down(timeline)
    for item in timeline.left_out:
        place = item.cue.place
        if not item.cue.own or place is None:
            continue
        if item.why is WhyLeftOut.NO_ROOM:
            countdown = timeline.segments[item.cue.segment].go in counted
            when = in_time(timeline, item, cues.get(place), countdown)
            advice = [f"say it earlier ({when}) or shorten it", retyped(routine, place, when)]
            if not when:
                in_a_go = place in cues
                advice = ["say it earlier or shorten it"] if in_a_go else [*longer_lead(routine, timeline, item)]
            yield warning("W301", place, no_room(timeline, item, countdown), *advice)
        elif item.why is WhyLeftOut.NO_LEAD:
            message = "this is not said: there is no time before the go"
            yield warning("W301", place, message, 'give the step a ready, or make it a cue: start = "…"')
        elif item.why is WhyLeftOut.GIVEN_UP:
            by = f"“{caption(item.by.text)}”" if item.by is not None and item.by.text else "a more important cue"
            message = f"this cue is not said: {by} has its moment"
            when = after(timeline, item, cues.get(place))
            advice = [f"say it later ({when}), or move the other" if when else "move one of the two by some seconds"]
            yield warning(
                "W302",
                place,
                message,
                *(apart(routine, timeline, item.cue, item.by, cues) or [*advice, retyped(routine, place, when)]),
                also=[Mark(item.by.place, "this is said")] if item.by is not None and item.by.place is not None else [],
            )


def counted_down(timeline: Timeline) -> set[int | None]:
    """Return the numbers of the goes that end with a countdown."""
    counted = (timeline.segments[cue.segment] for cue in timeline.cues if cue.kind is CueKind.COUNTDOWN)
    return {segment.go for segment in counted if segment.kind not in LEAD_KINDS}


def no_room(timeline: Timeline, item: LeftOut, countdown: bool) -> str:
    kind = timeline.segments[item.cue.segment].kind
    if kind in LEAD_KINDS:
        what = "the change of side" if kind is SegmentKind.SWITCH else "the rest"
        return f"this takes {item.cue.seconds:.1f} s to say and {what} has {item.room:.1f} s left for it"
    before = "before the countdown" if countdown else "before the end"
    return f"this cue takes {item.cue.seconds:.1f} s to say and has {item.room:.1f} s {before}"


def in_time(timeline: Timeline, item: LeftOut, cue: FileCue | None, countdown: bool) -> str:
    """Return the time at which a cue that does not fit would; "" where only shorter words help."""
    if cue is not None and cue.when.anchor is CueAnchor.BEFORE_END:
        return f"-{math.ceil(item.cue.seconds + (COUNTDOWN if countdown else 0.0))}s"
    if cue is not None and cue.when.anchor is CueAnchor.AFTER_START:
        last = timeline.segments[item.cue.segment].seconds - (COUNTDOWN if countdown else 0.0) - item.cue.seconds
        latest = math.floor(min(cue.when.value - (item.cue.seconds - item.room), last))
        return f"{latest}s" if latest > 0 else ""
    return ""


def after(timeline: Timeline, item: LeftOut, cue: FileCue | None) -> str:
    """Return the first time at which a cue can be said that has to wait for another; "" where there is none."""
    by, segment = item.by, timeline.segments[item.cue.segment]
    if cue is None or cue.when.anchor is not CueAnchor.AFTER_START or by is None or by.segment != item.cue.segment:
        return ""
    later = math.ceil(by.offset + by.seconds - item.cue.offset)
    fits = item.cue.offset + later + item.cue.seconds + COUNTDOWN <= segment.seconds
    return f"{math.ceil(cue.when.value + later)}s" if later > 0 and fits else ""


def moved(routine: Routine, timeline: Timeline, cues: dict[Place, FileCue]) -> Iterator[Problem]:
    """W303: said more than a second later than asked for; an `every` gives way by rule."""
    for cue in timeline.cues:
        if cue.own and cue.place is not None and cue.moved > MOVED_TOO_FAR and cue.kind is not CueKind.EVERY:
            written = cues.get(cue.place)
            timed = written is not None and written.when.anchor is CueAnchor.AFTER_START
            when = f"{math.ceil(written.when.value + cue.moved)}s" if written is not None and timed else ""
            advice = f"write the time at which it is said ({when})" if when else "move it by some seconds"
            at_go = written is not None and written.when.anchor in AT_THE_GO
            first = said_before(timeline, cue) if at_go else None
            yield warning(
                "W303",
                cue.place,
                f"this cue is said {cue.moved:.1f} s later than asked for, after what has its moment",
                *(apart(routine, timeline, cue, first, cues) or [advice, retyped(routine, cue.place, when)]),
            )


def said_before(timeline: Timeline, cue: Cue) -> Cue | None:
    """Return the file's own words that a cue of the same segment had to wait for."""
    before = [
        one
        for one in timeline.cues
        if one.own and one.segment == cue.segment and cue.offset - cue.moved <= one.offset + 1e-6 < cue.offset
    ]
    return before[-1] if before else None


def without_value(timeline: Timeline) -> Iterator[Problem]:
    """R206: a placeholder in the file's own words that has no value where it is said."""
    for cue in (*timeline.cues, *(item.cue for item in timeline.left_out)):
        if not cue.own or cue.place is None:
            continue
        for name in unfilled(cue.text):
            level = timeline.segments[cue.segment].level
            at_level = f" at level {level}" if level else ""
            why = ": nothing comes after it" if name == "next" else ""
            message = f"`{{{name}}}` has no value here{at_level}{why}"
            yield Problem("R206", Severity.ERROR, cue.place, message, help=(f"leave {{{name}}} out",))


def fits_nowhere(routine: Routine, timelines: Sequence[Timeline]) -> Iterator[Problem]:
    """R205: a cue that the step itself gives and that fits none of its goes at any level."""
    seen = {cue.place for timeline in timelines for cue in timeline.cues}
    seen |= {item.cue.place for timeline in timelines for item in timeline.left_out}
    for step in steps_of(routine.items):
        for cue in step.cues:
            if cue.own and cue.place not in seen and any(line.text.strip() for line in cue.lines):
                yield no_moment(step, cue)


def warning(code: str, place: Place, message: str, *help_lines: str, also: Sequence[Mark] = ()) -> Problem:
    label = "and this is not" if also else ""
    lines = tuple(line for line in help_lines if line)
    return Problem(code, Severity.WARNING, place, message, label, tuple(also), lines)
