"""What holds for every routine, at every level, with and without a measured voice."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.routine.limits import count_segments
from coach.routine.model import Routine
from coach.routine.read import read_routine
from coach.testing import FixedLengths
from coach.timeline.compile import compile_timeline
from coach.timeline.lint import lint
from coach.timeline.model import Choices, CueKind, Lengths, SegmentKind, Timeline
from coach.timeline.paper import as_json, as_text, listed
from coach.words.files import load_phrases
from tests.timeline import generated
from tests.timeline.bundled import example_files, find, library, read, routine_files

TINY = 1e-5
LEVELS = (None, *generated.LEVELS)


class Measured:
    """Lengths as of a slow voice: nothing is a round number."""

    measured = True

    def seconds(self, text: str) -> float:
        return round(0.137 + 0.071 * len(text), 6) if text else 0.0


def routine_of(text: str) -> Routine | None:
    routine, _ = read_routine(text, file="made-up.toml", library=library(), find=find)
    return routine


def compiled(routine: Routine, level: str | None, lengths: Lengths) -> Timeline:
    return compile_timeline(routine, Choices(level=level), load_phrases(), lengths)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(text=generated.texts(), level=st.sampled_from(LEVELS), lengths=st.sampled_from([FixedLengths(), Measured()]))
def test_a_timeline_has_no_gaps_and_its_words_do_not_overlap(text: str, level: str | None, lengths: Lengths) -> None:
    routine = routine_of(text)
    assert routine is not None, text
    timeline = compiled(routine, level, lengths)
    segments, cues = timeline.segments, timeline.cues

    assert [segment.index for segment in segments] == list(range(len(segments)))
    assert segments[0].start == 0
    assert all(abs(one.end - other.start) < TINY for one, other in itertools.pairwise(segments))
    assert abs(timeline.seconds - sum(segment.seconds for segment in segments)) < TINY * len(segments)
    assert as_json(timeline)["seconds"] == timeline.seconds
    assert all(segment.seconds >= 0 for segment in segments)
    assert all(segment.estimated or not segment.open_ended for segment in segments)

    assert list(cues) == sorted(cues, key=lambda cue: (cue.segment, cue.offset))
    assert all(abs(segments[cue.segment].start + cue.offset - cue.at) < TINY for cue in cues)
    assert all(cue.offset >= 0 for cue in listed(timeline))
    spoken = [cue for cue in listed(timeline) if cue.text]
    assert not [
        (one.text, other.text)
        for one, other in itertools.pairwise(spoken)
        # what waits ends when somebody says so: at its estimate it may still be speaking
        if one.at + one.seconds > other.at + TINY and not segments[one.segment].open_ended
    ]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(text=generated.texts(), level=st.sampled_from(LEVELS))
def test_words_are_over_before_a_countdown_and_before_their_lead_is(text: str, level: str | None) -> None:
    routine = routine_of(text)
    assert routine is not None, text
    timeline = compiled(routine, level, FixedLengths())

    first_count = {
        segment: min(cue.offset for cue in cues)
        for segment, cues in itertools.groupby(
            (cue for cue in listed(timeline) if cue.kind is CueKind.COUNTDOWN), key=lambda cue: cue.segment
        )
    }
    leads = (SegmentKind.READY, SegmentKind.REST, SegmentKind.SWITCH, SegmentKind.SAY)
    for cue in listed(timeline):
        segment = timeline.segments[cue.segment]
        if cue.text and cue.kind is not CueKind.COUNTDOWN and not segment.open_ended and cue.offset < segment.seconds:
            if segment.kind in leads:
                assert cue.offset + cue.seconds <= first_count.get(segment.index, segment.seconds) + TINY, cue
            elif cue.kind is not CueKind.TEMPO and segment.index in first_count:
                assert cue.offset >= first_count[segment.index] or (
                    cue.offset + cue.seconds <= first_count[segment.index] + TINY
                ), cue


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(text=generated.texts())
def test_before_each_go_stands_at_most_one_lead_and_each_go_is_there_once(text: str) -> None:
    routine = routine_of(text)
    assert routine is not None, text
    timeline = compiled(routine, None, FixedLengths())

    leads = (SegmentKind.READY, SegmentKind.SWITCH, SegmentKind.REST)
    pairs = [(one, other) for one, other in itertools.pairwise(timeline.segments) if one.kind in leads]
    # only a rest that waits after its time is in two parts
    assert [one for one, other in pairs if other.kind in leads and not (other.open_ended and other.seconds == 0)] == []
    assert timeline.segments[-1].kind not in leads
    numbers = [s.go for s in timeline.segments if s.kind not in leads and s.go is not None]
    assert numbers == sorted(numbers)
    assert sorted(set(numbers)) == list(range(len(set(numbers))))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(text=generated.texts())
def test_a_routine_can_be_linted_and_shown_and_compiles_the_same_twice(text: str) -> None:
    routine = routine_of(text)
    assert routine is not None, text

    once, again = (compiled(routine, "hard", FixedLengths()) for _ in range(2))

    assert once == again
    assert list(as_text(once))[-1].startswith("Lengths of speech")
    assert all(problem.place.line >= 1 for problem in lint(routine, load_phrases(), FixedLengths()))


@pytest.mark.parametrize("path", [*routine_files(), *example_files()], ids=lambda path: path.stem)
def test_a_damaged_file_is_refused_or_compiled_and_never_raises(path: Path) -> None:
    """Lines are dropped, doubled and swapped, values exchanged: what still can be read is laid out at each level."""
    lines = path.read_text("utf-8").splitlines()
    values = [line.partition("=")[2] for line in lines if "=" in line and not line.strip().startswith("#")]
    chance = random.Random(path.stem)
    laid_out = 0
    for _ in range(40):
        damaged = list(lines)
        for _ in range(chance.randint(1, 3)):
            index, other = chance.randrange(len(damaged)), chance.randrange(len(damaged))
            match chance.randrange(4):
                case 0:
                    del damaged[index]
                case 1:
                    damaged.insert(other, damaged[index])
                case 2:
                    damaged[index], damaged[other] = damaged[other], damaged[index]
                case _:
                    damaged[index] = f"{damaged[index].partition('=')[0]}={chance.choice(values)}"
        routine = routine_of("\n".join(damaged) + "\n")
        if routine is not None:
            laid_out += 1
            for level in routine.levels or (None,):
                assert compiled(routine, level, Measured()).segments
            lint(routine, load_phrases(), FixedLengths())

    assert laid_out


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(text=generated.texts())
def test_the_limit_counts_no_fewer_segments_than_there_are(text: str) -> None:
    """R203 is decided before anything is expanded; the opening and the goodbye are not counted."""
    routine = routine_of(text)
    assert routine is not None, text
    most = max(len(compiled(routine, level, FixedLengths()).segments) for level in generated.LEVELS)

    assert count_segments(routine.items, routine.levels) + 2 >= most


@pytest.mark.parametrize("path", routine_files() + example_files(), ids=lambda path: path.stem)
def test_the_limit_counts_little_more_than_there_is(path: Path) -> None:
    routine = read(path)
    most = max(len(compiled(routine, level, FixedLengths()).segments) for level in routine.levels or (None,))

    assert most <= count_segments(routine.items, routine.levels) + 2 <= 1.2 * most + 4
