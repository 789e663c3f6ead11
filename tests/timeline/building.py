"""Timelines from the text of a routine, and timelines as short text."""

from __future__ import annotations

from typing import Any

from coach.routine.model import Routine
from coach.routine.read import read_routine
from coach.testing import FixedLengths
from coach.timeline.compile import compile_timeline
from coach.timeline.model import Choices, CueKind, Timeline
from coach.timeline.paper import listed
from coach.words.files import load_phrases

QUIET = (CueKind.COUNTDOWN, CueKind.TEMPO)


def routine_of(text: str) -> Routine:
    routine, problems = read_routine(text, file="routine.toml")
    assert routine is not None, problems
    return routine


def one_step(body: str) -> str:
    """Return a routine of one step without a get-ready; its opening takes 1 s."""
    return f'name = "R"\n[[step]]\nname = "S"\nready = 0\n{body}\n'


def from_text(text: str, **choices: Any) -> Timeline:
    return compile_timeline(routine_of(text), Choices(**choices), load_phrases(), FixedLengths())


def segment_line(timeline: Timeline) -> str:
    """Return segments as "hold 12 20 · rest 32 30 · ◦ 62"; `~` marks what is estimated."""
    parts = []
    for segment in timeline.segments:
        side = f" {segment.side[0].upper()}" if segment.side and segment.kind.value in ("work", "hold", "wait") else ""
        guess = "~" if segment.estimated else ""
        parts.append(f"{segment.kind.value}{side} {segment.start:g} {segment.seconds:g}{guess}")
    return " · ".join([*parts, f"◦ {timeline.seconds:g}{'~' if timeline.open_ended else ''}"])


def cue_lines(timeline: Timeline) -> list[tuple[float, str]]:
    """Return what is said and when, without the counts."""
    return [(cue.at, cue.text) for cue in listed(timeline) if cue.text and cue.kind not in QUIET]


def spoken(timeline: Timeline, kind: CueKind) -> list[str]:
    """Return what is said for one reason, in order."""
    return [cue.text for cue in timeline.cues if cue.kind is kind and cue.text]
