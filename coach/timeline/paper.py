"""A timeline on paper: as lines that a person reads, and as plain data with stable field names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coach.timeline.model import DOING_KINDS, Cue, CueKind, LeftOut, Segment, SegmentKind, Timeline, WhyLeftOut
from coach.timeline.short import load_to_read
from coach.units import Seconds
from coach.words.speech import caption

COUNTED = (CueKind.COUNTDOWN, CueKind.TEMPO)
"""Kinds of which many follow each other: one line for all of them."""


def clock_time(seconds: Seconds, *, tenths: bool = False) -> str:
    """Return a moment as 4:05, or 1:04:05 from an hour on; with `tenths` as 4:05.5."""
    whole = int(seconds + 1e-9)
    hours, rest = divmod(whole, 3600)
    minutes, rest = divmod(rest, 60)
    text = f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
    return f"{text}.{int((seconds - whole) * 10 + 1e-6)}" if tenths else text


def total(timeline: Timeline) -> str:
    """Return the total as "18:00", or "about 18:00" where some step waits."""
    text = clock_time(timeline.seconds + 0.5)
    return f"about {text}" if timeline.open_ended else text


def listed(timeline: Timeline) -> list[Cue]:
    """Return the cues that happen if every waiting step lasts as long as it is estimated, in order."""
    return sorted((cue for cue in timeline.cues if not cue.beyond), key=lambda cue: cue.at)


def as_json(timeline: Timeline) -> dict[str, Any]:
    """Return the fields of `coach show --json`."""
    return {
        "routine": timeline.routine,
        "name": timeline.name,
        "level": timeline.level,
        "seconds": timeline.seconds,
        "open_ended": timeline.open_ended,
        "measured": timeline.measured,
        "segments": [segment_json(segment) for segment in timeline.segments],
        "cues": [cue_json(cue) for cue in listed(timeline)],
    }


def segment_json(segment: Segment) -> dict[str, Any]:
    return {
        "index": segment.index,
        "kind": segment.kind.value,
        "step": segment.step,
        "exercise": segment.exercise,
        "title": segment.title,
        "block": segment.block,
        "level": segment.level,
        "side": segment.side,
        "set": segment.set,
        "sets": segment.sets,
        "round": segment.round,
        "rounds": segment.rounds,
        "reps": segment.reps,
        "start": segment.start,
        "seconds": segment.seconds,
        "estimated": segment.estimated,
    }


def cue_json(cue: Cue) -> dict[str, Any]:
    return {
        "at": cue.at,
        "segment": cue.segment,
        "offset": cue.offset,
        "text": caption(cue.text),
        "seconds": cue.seconds,
        "kind": cue.kind.value,
    }


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the session on paper."""

    at: Seconds
    text: str
    segment: Segment | None = None
    """Set on the line that heads a segment."""
    own: bool = False


def heading(segment: Segment) -> str:
    """Return what a segment is, in one line: "hold 20 s · Wall sit · left · set 2 of 3 · 8 kg"."""
    length = f"{segment.seconds:g} s" if segment.seconds < 120 else clock_time(segment.seconds)
    parts = [f"{segment.kind.value} {'~' if segment.estimated else ''}{length}", segment.title]
    if segment.kind in DOING_KINDS:
        if (segment.amount and segment.reps is not None) or segment.kind is SegmentKind.WAIT:
            parts.append(segment.amount)
        parts += [load_to_read(segment.load)] if segment.load else []
        parts += [f"effort {segment.effort}"] if segment.effort else []
    if segment.kind not in (SegmentKind.SAY, SegmentKind.RELAX):
        parts += [segment.side] if segment.side else []
        parts += [f"set {segment.set} of {segment.sets}"] if segment.sets > 1 else []
        parts += [f"round {segment.round} of {segment.rounds}"] if segment.rounds > 1 else []
    return " · ".join(part for part in parts if part)


def lines(timeline: Timeline) -> Iterator[Line]:
    """Yield the whole session: each segment, and under it every word that will be said."""
    by_segment: dict[int, list[Cue]] = {}
    for cue in listed(timeline):
        by_segment.setdefault(cue.segment, []).append(cue)
    for segment in timeline.segments:
        yield Line(segment.start, heading(segment), segment)
        counts: dict[CueKind, list[Cue]] = {}
        spoken: list[Line] = []
        for cue in by_segment.get(segment.index, []):
            if not cue.text:
                continue
            if cue.kind in COUNTED:
                counts.setdefault(cue.kind, []).append(cue)
            else:
                spoken.append(Line(cue.at, caption(cue.text), own=cue.own))
        for cues in counts.values():
            spoken.append(Line(cues[0].at, ", ".join(cue.text for cue in cues)))
        yield from sorted(spoken, key=lambda line: line.at)


def left_out_line(item: LeftOut) -> str:
    """Return one line about a cue that is not said."""
    reason = item.why.value
    if item.why is WhyLeftOut.NO_ROOM:
        reason = f"takes {item.cue.seconds:.1f} s and has {item.room:.1f} s"
    return f"{clock_time(item.cue.at)}  “{caption(item.cue.text)}” ({reason})"


def as_text(timeline: Timeline, *, equipment: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the lines of `coach show`."""
    level = f", level {timeline.level}" if timeline.level else ""
    yield f"{timeline.name}{level}: {total(timeline)}"
    if equipment:
        yield f"You need: {', '.join(equipment)}"
    yield ""
    for line in lines(timeline):
        if line.segment is not None:
            yield f"{clock_time(line.at):>7}  {line.text}"
        else:
            yield f"{clock_time(line.at, tenths=True):>13}  “{line.text}”"
    yield f"{clock_time(timeline.seconds):>7}  end"
    left_out = [item for item in timeline.left_out if not item.cue.beyond]  # as of the cues that are listed
    if left_out:
        yield ""
        yield "Left out, because something more important is said or there is no room:"
        for item in left_out:
            yield "  " + left_out_line(item)
    yield ""
    yield "Lengths of speech are measured." if timeline.measured else "Lengths of speech are estimated (no voice)."
