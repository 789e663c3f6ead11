"""Whoever trains with closed eyes lives on the count: nothing that is shipped talks over the number of a rep."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from coach.paths import bundled_routines
from coach.routine.model import Routine
from coach.routine.read import read_routine
from coach.timeline.compile import compile_timeline
from coach.timeline.model import Choices, CueKind, Segment, Timeline
from coach.words.files import load_phrases
from tests.timeline.bundled import library, read, routine_files, translated_files

ENTRIES = tomllib.loads((bundled_routines() / "exercises.toml").read_text("utf-8"))["exercise"]

COUNTED = [name for name, entry in ENTRIES.items() if "reps" in entry and "cues" in entry]

FILES = [*routine_files(), *translated_files()]

PLAYED = [(path, level) for path in FILES for level in (read(path).levels or (None,))]


def of_exercise(name: str) -> Routine:
    """Return two sets of an exercise with all that its library entry says."""
    text = f'name = "R"\n[[step]]\nexercise = "{name}"\nsets = 2\n'
    routine, problems = read_routine(text, file="routine.toml", library=library())
    assert routine is not None, problems
    return routine


class WithPauses:
    """Lengths as real voices have them: a full stop inside a text takes time too, so "2. Down" is no short word."""

    measured = True

    def seconds(self, text: str) -> float:
        return round(0.33 * len(text.split()) + 0.5 * text.rstrip(".").count("."), 6)


def spoken(routine: Routine, level: str | None = None) -> Timeline:
    return compile_timeline(routine, Choices(level=level), load_phrases(routine.lang), WithPauses())


def starts_of_reps(timeline: Timeline) -> list[tuple[Segment, float]]:
    return [(segment, start) for segment in timeline.segments for start in segment.rep_starts]


def unsaid(timeline: Timeline) -> list[str]:
    """Return where a rep begins without its first word."""
    said = {(cue.segment, cue.offset) for cue in timeline.cues if cue.kind is CueKind.TEMPO and cue.text}
    starts = starts_of_reps(timeline)
    return [f"{segment.title} {start:g} s" for segment, start in starts if (segment.index, start) not in said]


@pytest.mark.parametrize(("path", "level"), PLAYED, ids=[f"{path.stem}-{level}" for path, level in PLAYED])
def test_every_rep_of_a_bundled_routine_is_counted_aloud(path: Path, level: str | None) -> None:
    assert unsaid(spoken(read(path), level)) == []


@pytest.mark.parametrize("exercise", COUNTED)
def test_every_rep_of_a_library_exercise_is_counted_aloud_at_its_own_tempo(exercise: str) -> None:
    timeline = spoken(of_exercise(exercise))

    assert starts_of_reps(timeline)
    assert unsaid(timeline) == []


@pytest.mark.parametrize("exercise", COUNTED)
def test_the_cues_of_a_library_exercise_are_said_before_its_last_rep(exercise: str) -> None:
    timeline = spoken(of_exercise(exercise))

    last = {segment.index: segment.rep_starts[-1] for segment in timeline.segments if len(segment.rep_starts) > 1}
    cues = [cue for cue in timeline.cues if cue.kind is CueKind.TIMED]
    assert cues
    assert [cue.text for cue in cues if cue.offset >= last.get(cue.segment, cue.offset + 1)] == []
