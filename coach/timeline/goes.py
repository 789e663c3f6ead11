"""The segments of a go, and what is said in it (docs/rules.md T5, T6, T12–T15)."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import replace

from coach.routine.model import SECONDS_OF_A_WAIT, CueAnchor, Step
from coach.timeline.elements import Go, alternating_side
from coach.timeline.fit import Fitted, Priority, Request, fit
from coach.timeline.lines import Lines
from coach.timeline.model import LIMIT_CALL, CueKind, Segment, SegmentKind, Tone, WhyLeftOut
from coach.timeline.moments import GoShape
from coach.timeline.parts import Part
from coach.timeline.placeholders import unfilled, values_of_go
from coach.timeline.requests import file_requests, phases, player_requests
from coach.timeline.segments import of_go, on_side, waiting
from coach.timeline.sheet import LEAD, Sheet
from coach.units import Seconds
from coach.words.speech import fill


def lay_go(sheet: Sheet, lines: Lines, go: Go, following: Step | None) -> None:
    """Append the segments of a go and settle what is said in it; `following` is the next other step."""
    # Where nothing stood between two goes, what the file says at the `end` of the one is said in the other.
    after = [Request(part, LEAD, Priority.FILE) for part in sheet.after_go()]
    sheet.drop_end()
    sheet.start_clocks(go.clocks)
    first = len(sheet.segments)
    shape = lay_segments(sheet, go)
    segments = sheet.segments[first:]
    for part in sheet.unsaid:
        sheet.leave_out(part, segments[0], 0.0, WhyLeftOut.NO_LEAD, 0.0)
    sheet.unsaid = []
    fitted, refused = fit(
        [
            *after,
            *player_requests(go, shape, sheet.phrases, sheet.choices),
            *file_requests(go, shape, sheet.phrases, following, lines),
        ],
        end=shape.closes,
        countdown=shape.countdown if sheet.choices.added.countdown else None,
        lengths=sheet.lengths,
    )
    starts = [segment.start for segment in segments]
    for item in fitted:
        at = segments[0].start + item.offset
        place_in(sheet, segments[max(0, bisect_right(starts, at + 1e-6) - 1)], at, item)
    for refusal in refused:
        by = (refusal.by.part, refusal.by.offset) if refusal.by is not None else None
        sheet.leave_out(refusal.request.part, segments[0], refusal.request.offset, refusal.why, refusal.room, by)
    sheet.end_go(go.step, end_parts(sheet, lines, go, following))


def place_in(sheet: Sheet, segment: Segment, at: Seconds, item: Fitted) -> None:
    """Append a settled cue in the segment of the go in which its moment falls."""
    moved = item.offset - item.request.offset
    sheet.cue(replace(item.request.part, text=item.text), segment, max(0.0, at - segment.start), moved=moved)


def end_parts(sheet: Sheet, lines: Lines, go: Go, following: Step | None) -> list[Part]:
    """Return what the file says at the `end` of a go."""
    values = values_of_go(go, sheet.phrases, following)
    parts = [
        Part(CueKind.TIMED, fill(lines.of_cue(cue), values), own=cue.own, place=cue.place)
        for cue in go.step.cues
        if cue.when.anchor is CueAnchor.END
    ]
    return [part for part in parts if part.text.strip() and (part.own or not unfilled(part.text))]


# --- segments --------------------------------------------------------------------------------------------------------


def lay_segments(sheet: Sheet, go: Go) -> GoShape:
    """Append the segments of a go and return how it lies in time."""
    asked = go.asked
    if asked.reps is not None and asked.hold is not None:
        return lay_held_reps(sheet, go, asked.reps.low, asked.hold.seconds)
    if asked.waits:
        return lay_wait(sheet, go)
    duration = asked.time or asked.hold
    if duration is not None:
        kind = SegmentKind.WORK if asked.time is not None else SegmentKind.HOLD
        sheet.add(of_go(kind, go, duration.seconds, sheet.goes))
        if duration.open_ended:
            lay_open_end(sheet, go, duration.seconds)
        return GoShape(duration.seconds, timed=True, open_ended=duration.open_ended)
    assert asked.reps is not None
    reps, length = asked.reps.low, asked.rep_seconds
    starts = tuple(round(rep * length, 6) for rep in range(reps))
    within = phases(go.step.first, asked.tempo, sheet.phrases) if asked.tempo is not None and asked.pace is None else ()
    sheet.add(replace(of_go(SegmentKind.WORK, go, reps * length, sheet.goes), rep_starts=starts, phases=within))
    return GoShape(reps * length, counted=True, rep_starts=starts)


def lay_held_reps(sheet: Sheet, go: Go, reps: int, seconds: Seconds) -> GoShape:
    """Append hold, relax, hold, …, hold."""
    relax = go.step.relax
    starts, relaxes = [], []
    offset = 0.0
    for rep in range(1, reps + 1):
        hold = replace(of_go(SegmentKind.HOLD, go, seconds, sheet.goes), rep_starts=(0.0,))
        sheet.add(on_side(hold, alternating_side(rep) if go.step.sides.alternate else None))
        starts.append(round(offset, 6))
        offset += seconds
        if rep < reps and relax > 0:
            sheet.add(of_go(SegmentKind.RELAX, go, relax, sheet.goes))
            relaxes.append(round(offset, 6))
            offset += relax
    return GoShape(offset, held=True, rep_starts=tuple(starts), relax_starts=tuple(relaxes))


def lay_wait(sheet: Sheet, go: Go) -> GoShape:
    """Append a segment that ends at "done", at its limit, or at the mark of a clock."""
    step = go.step
    estimate = min(estimated(go), step.at_most if step.at_most is not None else math.inf)
    segment = waiting(of_go(SegmentKind.WAIT, go, estimate, sheet.goes), step.at_most)
    mark = None
    if go.ends_by is not None:
        clock, until = go.ends_by
        mark = sheet.until_mark(clock, until)
        segment = replace(segment, seconds=min(estimate, mark), anchor=sheet.clocks.get(clock), until_mark=until)
    segment = sheet.add(segment)
    return GoShape(segment.seconds, waits=True, limit=segment.limit, mark=mark)


def estimated(go: Go) -> Seconds:
    """Return how long a go that waits will probably take (T6)."""
    if go.step.about is not None:
        return go.step.about
    if go.asked.reps is not None and not go.asked.reps.maximum:
        return go.asked.reps.low * go.asked.rep_seconds
    return go.step.at_most if go.step.at_most is not None else SECONDS_OF_A_WAIT


def lay_open_end(sheet: Sheet, go: Go, seconds: Seconds) -> None:
    """Append the wait after "30s+": a sound, "That is 30 seconds.", then until done."""
    about, at_most = go.step.about, go.step.at_most
    estimate = max(0.0, about - seconds) if about is not None else 0.0
    limit = max(0.0, at_most - seconds) if at_most is not None else None
    segment = sheet.add(waiting(of_go(SegmentKind.WAIT, go, estimate, sheet.goes), limit))
    words = sheet.phrases.say("that_is", length=sheet.phrases.length(seconds))
    sheet.cue(Part(CueKind.END, words, tone=Tone.END), segment, 0.0)
    if sheet.choices.added.limit and segment.limit is not None and segment.limit > LIMIT_CALL:
        sheet.cue(Part(CueKind.LIMIT, sheet.phrases.say("limit")), segment, segment.limit - LIMIT_CALL)
