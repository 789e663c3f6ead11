"""A timeline that goes on with an easier exercise after "that hurts"."""

from __future__ import annotations

from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coach.routine.ladder import easier_than
from coach.routine.model import Routine
from coach.testing import FixedLengths
from coach.timeline.compile import compile_timeline
from coach.timeline.dose import Eased
from coach.timeline.easier import eased_timeline
from coach.timeline.model import GO_KINDS, Choices, CueKind, Timeline
from coach.words.files import load_phrases
from tests.timeline.building import routine_of, segment_line, spoken
from tests.timeline.bundled import read, routine_files
from tests.timeline.test_rungs import LADDER

HOLDS = f"""
name = "Holds"
[[step]]
exercise = "high"
hold = ["20s", "30s", "40s"]
rest = "20s"
[[step]]
name = "Bridge"
hold = "10s"
{LADDER}
"""


def both(routine: Routine, eased: Eased, **choices: object) -> tuple[Timeline, Timeline | None]:
    chosen = Choices(**choices)  # type: ignore[arg-type]
    timeline = compile_timeline(routine, chosen, load_phrases(), FixedLengths())
    return timeline, eased_timeline(timeline, routine, chosen, eased, load_phrases(), FixedLengths())


def played(timeline: Timeline | None) -> list[tuple[str | None, str | None, int, int, float]]:
    """Return exercise, side, set, sets and length of every go."""
    assert timeline is not None
    goes = [segment for segment in timeline.segments if segment.kind in GO_KINDS]
    return [(one.exercise, one.side, one.set, one.sets, one.seconds) for one in goes]


def test_the_sets_that_are_left_are_played_as_the_easier_exercise_with_their_own_amounts() -> None:
    _, after = both(routine_of(HOLDS), Eased("high", "low", 1))

    assert played(after) == [
        ("high", None, 1, 3, 20.0),
        ("low", None, 1, 2, 30.0),
        ("low", None, 2, 2, 40.0),
        (None, None, 1, 1, 10.0),
    ]


def test_the_easier_exercise_is_announced_in_full() -> None:
    _, after = both(routine_of(HOLDS), Eased("high", "low", 1))

    assert after is not None
    assert spoken(after, CueKind.NEXT)[0] == "Next: Low hold. 2 sets, first 30 seconds."


def test_what_lies_before_stays_the_same_second_by_second() -> None:
    before, after = both(routine_of(HOLDS), Eased("high", "low", 1))

    assert after is not None
    assert after.segments[:3] == before.segments[:3]
    assert [cue for cue in after.cues if cue.segment < 3] == [cue for cue in before.cues if cue.segment < 3]
    assert segment_line(after).startswith(segment_line(before).split(" · rest")[0])


def test_the_other_side_of_a_set_that_has_begun_is_not_played() -> None:
    text = f'name = "R"\n[[step]]\nexercise = "one-leg"\nsets = 2\n{LADDER}'

    _, after = both(routine_of(text), Eased("one-leg", "high", 1))

    assert played(after) == [("one-leg", "left", 1, 2, 15.0), ("high", None, 1, 1, 15.0)]


def test_in_a_block_that_repeats_the_later_rounds_are_easier() -> None:
    text = 'name = "R"\n[[block]]\nrepeat = 3\n[[block.step]]\nexercise = "high"\n'
    text += f'[[block.step]]\nname = "Walk"\ntime = "9s"\n{LADDER}'

    _, after = both(routine_of(text), Eased("high", "low", 1))

    assert [exercise for exercise, *_ in played(after)] == ["high", None, "low", None, "low", None]


def test_where_no_set_is_left_there_is_nothing_to_go_on_with() -> None:
    _, after = both(routine_of(HOLDS), Eased("high", "low", 3))

    assert after is None


def test_an_exercise_that_cannot_be_played_is_no_way_to_go_on() -> None:
    _, after = both(routine_of(HOLDS), Eased("high", "nowhere", 1))

    assert after is None


def test_a_session_that_began_at_a_later_step_counts_its_own_goes() -> None:
    text = (
        f'name = "R"\n[[step]]\nname = "First"\nhold = "5s"\nsets = 3\n[[step]]\nexercise = "high"\nsets = 2\n{LADDER}'
    )

    _, after = both(routine_of(text), Eased("high", "low", 1), start_step="high")

    assert [exercise for exercise, *_ in played(after)] == ["high", "low"]


@given(st.sampled_from(routine_files()), st.data())
@settings(max_examples=40, deadline=None)
def test_wherever_it_hurts_what_was_played_stays_and_other_steps_do_not_change(path: Path, data: st.DataObject) -> None:
    routine = read(path)
    timeline = compile_timeline(routine, Choices(), load_phrases(), FixedLengths())
    goes = [segment for segment in timeline.segments if segment.kind in GO_KINDS and segment.exercise]
    hurts = data.draw(st.sampled_from(goes))
    rung = easier_than(routine, hurts.exercise or "")
    assume(rung is not None and hurts.step is not None and hurts.go is not None)
    assert rung is not None
    assert hurts.step is not None
    assert hurts.go is not None
    eased = Eased(hurts.step, rung, hurts.go + 1)

    after = eased_timeline(timeline, routine, Choices(), eased, load_phrases(), FixedLengths())

    left = [one for one in goes if one.step == hurts.step and (one.go or 0) > hurts.go]
    later = {(one.set, one.round) for one in left} - {(hurts.set, hurts.round)}
    if after is None:
        assert not later
        return
    others = [segment for segment in timeline.segments if segment.kind in GO_KINDS and segment.step != hurts.step]
    kept = [segment for segment in after.segments if segment.kind in GO_KINDS and segment.step != hurts.step]
    assert [(one.step, one.side, one.seconds) for one in kept] == [(one.step, one.side, one.seconds) for one in others]
    assert all(one.exercise == rung for one in after.segments if one.step == hurts.step and (one.go or 0) > hurts.go)
    assert [one.index for one in after.segments] == list(range(len(after.segments)))
