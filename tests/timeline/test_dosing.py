"""What a dose does to a session: how much of one step, and nothing of any other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coach.routine.model import Duration, Effort, Listed, Load, Ramp, Reps, Routine, Series, Single
from coach.routine.notation import read
from coach.testing import FixedLengths
from coach.timeline.amounts import amount_words, amounts_of
from coach.timeline.compile import compile_timeline
from coach.timeline.dose import Dose
from coach.timeline.dosing import dosed, with_doses
from coach.timeline.model import GO_KINDS, Choices, SegmentKind, Timeline
from coach.words.files import load_phrases
from tests.timeline.building import cue_lines, one_step, routine_of
from tests.timeline.generated import texts

CIRCUIT = """
name = "Circuit"
[[block]]
repeat = 4
rest = "10s"
[[block.step]]
name = "Lunge"
reps = [6, 8, 10, 12]
[[block.step]]
name = "Plank"
hold = "20s..50s"
"""


def timeline_of(routine: Routine, **doses: Dose) -> Timeline:
    choices = Choices(doses={step.replace("_", "-"): dose for step, dose in doses.items()})
    return compile_timeline(routine, choices, load_phrases(), FixedLengths())


def goes(timeline: Timeline, step: str) -> list[float]:
    """Return the lengths of the goes of a step."""
    return [one.seconds for one in timeline.segments if one.step == step and one.kind in GO_KINDS]


# --- amounts ---------------------------------------------------------------------------------------------------------


def test_a_dose_plays_another_hold() -> None:
    routine = routine_of(one_step('hold = "30s"\nsets = 3\nrest = "10s"'))

    timeline = timeline_of(routine, s=Dose(hold=read("hold", "45s")))

    assert goes(timeline, "s") == [45, 45, 45]


def test_a_dose_plays_another_number_of_sets() -> None:
    routine = routine_of(one_step('hold = "30s"\nsets = 5\nrest = "10s"'))

    timeline = timeline_of(routine, s=Dose(sets=3))

    assert goes(timeline, "s") == [30, 30, 30]
    assert timeline.segments[-1].sets == 3


def test_with_fewer_sets_a_ramp_keeps_its_values_set_by_set() -> None:
    routine = routine_of(one_step('hold = "20s..30s"\nsets = 5\nrest = "10s..50s"'))

    timeline = timeline_of(routine, s=Dose(sets=3))

    assert goes(timeline, "s") == [20, 23, 25]
    assert [one.seconds for one in timeline.segments if one.kind is SegmentKind.REST] == [10, 20]


def test_with_more_sets_a_ramp_stays_at_its_last_value() -> None:
    routine = routine_of(one_step('hold = "20s..40s"\nsets = 3'))

    timeline = timeline_of(routine, s=Dose(sets=4))

    assert goes(timeline, "s") == [20, 30, 40, 40]


def test_a_list_that_makes_the_sets_of_a_file_makes_as_many_with_one_value_for_all() -> None:
    routine = routine_of(one_step('hold = ["20s", "30s", "40s"]'))

    timeline = timeline_of(routine, s=Dose(hold=read("hold", "25s")))

    assert goes(timeline, "s") == [25, 25, 25]


def test_reps_load_and_effort_are_played_and_said() -> None:
    routine = routine_of('name = "R"\n[[step]]\nname = "Squat"\nreps = 8\nload = "20 kg"\neffort = 6\nsets = 2\n')
    dose = Dose(reps=read("reps", 10), load=read("load", "22 kg"), effort=read("effort", 7))

    timeline = timeline_of(routine, squat=dose)

    assert (1.5, "Squat. 2 sets of 10 reps, 22 kilograms. Effort 7.") in cue_lines(timeline)


def test_a_dose_is_played_at_the_level_at_which_its_step_plays() -> None:
    text = 'levels = ["easy", "hard"]\n' + one_step('hold = { easy = "20s", hard = "40s" }\nsets = 2')
    routine = routine_of(text)
    choices = Choices(levels={"s": "hard"}, doses={"s": Dose(sets=1)})

    timeline = compile_timeline(routine, choices, load_phrases(), FixedLengths())

    assert goes(timeline, "s") == [40]
    assert timeline.level == "hard"


def test_an_amount_of_another_kind_than_the_steps_is_not_played() -> None:
    routine = routine_of(one_step("reps = 8"))

    timeline = timeline_of(routine, s=Dose(hold=read("hold", "45s"), time=read("time", "45s")))

    assert timeline == timeline_of(routine)


def test_reps_are_not_given_to_a_step_that_is_for_as_many_as_one_can() -> None:
    routine = routine_of(one_step('reps = "max"\ntime = "40s"'))

    timeline = timeline_of(routine, s=Dose(reps=read("reps", 8), time=read("time", "30s")))

    assert goes(timeline, "s") == [30]


# --- rounds ----------------------------------------------------------------------------------------------------------


def test_in_a_block_that_repeats_a_step_is_played_in_its_first_rounds() -> None:
    timeline = timeline_of(routine_of(CIRCUIT), lunge=Dose(sets=2))

    assert goes(timeline, "lunge") == [18, 24]
    assert goes(timeline, "plank") == [20, 30, 40, 50]


def test_rounds_in_which_nothing_is_left_to_do_are_not_played_nor_counted() -> None:
    timeline = timeline_of(routine_of(CIRCUIT), lunge=Dose(sets=2), plank=Dose(sets=3))

    assert goes(timeline, "plank") == [20, 30, 40]
    assert {one.rounds for one in timeline.segments if one.go is not None} == {3}
    assert any("Last round. Plank" in text for _, text in cue_lines(timeline))


def test_more_rounds_than_the_block_has_are_as_many_as_it_has() -> None:
    timeline = timeline_of(routine_of(CIRCUIT), lunge=Dose(sets=9))

    assert timeline == timeline_of(routine_of(CIRCUIT))


def test_a_step_with_sets_of_its_own_in_each_round_keeps_its_rounds() -> None:
    routine = routine_of(CIRCUIT.replace('hold = "20s..50s"', 'hold = "20s"\nsets = 3'))

    timeline = timeline_of(routine, plank=Dose(sets=2))

    assert len(goes(timeline, "plank")) == 8


def test_a_part_of_a_round_with_nothing_left_to_do_leaves_no_rest_behind() -> None:
    routine = routine_of("""
        name = "R"
        [[block]]
        repeat = 3
        [[block.step]]
        name = "Walk"
        time = "30s"
        [[block.step]]
        rest = "40s"
        step = [{ name = "Squat", reps = 5 }]
    """)

    timeline = timeline_of(routine, squat=Dose(sets=1))

    assert [one.seconds for one in timeline.segments if one.kind is SegmentKind.REST] == [40]


# --- what cannot be played -------------------------------------------------------------------------------------------


def test_a_dose_with_more_segments_than_a_file_may_have_is_refused_with_a_sentence() -> None:
    routine = routine_of(one_step('reps = 5\nhold = "5s"\nsets = 50'))

    found = dosed(routine, Choices(doses={"s": Dose(reps=read("reps", 200))}))

    assert found.routine == routine
    assert found.refused == (
        "S plays what its file says: this routine asks for 20,000 segments, and the most is 5,000 segments.",
    )


def test_only_the_dose_that_is_too_much_is_refused() -> None:
    routine = routine_of(
        'name = "R"\n[[step]]\nname = "A"\nhold = "1m"\nsets = 50\n[[step]]\nname = "B"\nhold = "1m"\nsets = 2\n'
    )
    doses = {"a": Dose(hold=read("hold", "10m")), "b": Dose(sets=1)}

    found = dosed(routine, Choices(doses=doses))

    assert [sentence.split(" plays")[0] for sentence in found.refused] == ["A"]
    assert amount_words(routine, "b", Choices(doses=doses)) == "1 min"


@pytest.mark.parametrize(
    "dose",
    [
        Dose(sets=0),
        Dose(sets=51),
        Dose(hold=Single(Duration(0))),
        Dose(hold=Single(Duration(99999))),
        Dose(effort=Single(Effort(11))),
        Dose(reps=Single(Reps(5000))),
        Dose(load=Single(Load(-5, "kg"))),
    ],
)
def test_what_no_file_could_ask_for_is_not_played(dose: Dose) -> None:
    routine = routine_of(one_step('hold = "30s"\nsets = 3'))

    found = dosed(routine, Choices(doses={"s": dose}))

    assert found.routine is routine
    assert len(found.refused) == 1


def test_without_doses_a_routine_stays_the_same_object() -> None:
    routine = routine_of(CIRCUIT)

    assert with_doses(routine, Choices(doses={"elsewhere": Dose(sets=1), "lunge": Dose()})) is routine


# --- for any routine -------------------------------------------------------------------------------------------------


def series(values: st.SearchStrategy[object]) -> st.SearchStrategy[Series[object]]:
    single = values.map(Single)
    return single | st.lists(values, min_size=1, max_size=3).map(lambda found: Listed(tuple(found)))


lengths = st.integers(3, 90).map(lambda seconds: Duration(float(seconds)))
some_doses = st.builds(
    Dose,
    sets=st.none() | st.integers(1, 6),
    time=st.none() | series(lengths),
    hold=st.none() | series(lengths) | st.builds(Ramp, lengths, lengths),
    reps=st.none() | series(st.integers(1, 12).map(Reps)),
    load=st.none() | series(st.integers(1, 40).map(lambda kilos: Load(float(kilos), "kg"))),
    effort=st.none() | series(st.integers(1, 10).map(Effort)),
)


@given(texts(), st.data())
@settings(max_examples=60)
def test_a_dose_changes_nothing_in_the_goes_of_other_steps(text: str, data: st.DataObject) -> None:
    routine = routine_of(text)
    steps = list(amounts_of(routine))
    assume(steps)
    step = data.draw(st.sampled_from(steps))
    choices = Choices(doses={step: data.draw(some_doses)})

    before, after = amounts_of(routine), amounts_of(routine, choices)

    assert list(after) == steps
    assert all(after[other].asked == before[other].asked for other in steps if other != step)
    assert all(after[other].step is before[other].step for other in steps if other != step)


@given(texts(), st.data())
@settings(max_examples=60)
def test_a_step_is_played_in_as_many_sets_as_asked_and_totals_add_up(text: str, data: st.DataObject) -> None:
    routine = routine_of(text)
    steps = amounts_of(routine)
    assume(steps)
    step = data.draw(st.sampled_from(list(steps)))
    dose = data.draw(some_doses)
    choices = Choices(doses={step: dose})

    timeline = compile_timeline(routine, choices, load_phrases(), FixedLengths())
    after = amounts_of(routine, choices)[step]

    if dose.sets is not None:
        assert after.sets == (min(dose.sets, steps[step].sets) if steps[step].rounds else dose.sets)
    assert timeline.seconds == pytest.approx(sum(segment.seconds for segment in timeline.segments))
    assert [segment.index for segment in timeline.segments] == list(range(len(timeline.segments)))


@given(texts(), st.data())
@settings(max_examples=40)
def test_no_dose_makes_a_session_larger_than_a_file_may(text: str, data: st.DataObject) -> None:
    routine = routine_of(text)
    steps = list(amounts_of(routine))
    assume(steps)
    huge = Dose(sets=50, hold=read("hold", "2h"), time=read("time", "2h"), reps=read("reps", 999))
    choices = Choices(doses=dict.fromkeys(data.draw(st.lists(st.sampled_from(steps), min_size=1)), huge))

    found = dosed(routine, choices)
    timeline = compile_timeline(replace(found.routine), Choices(), load_phrases(), FixedLengths())

    assert len(timeline.segments) <= 5002
    assert found.refused or timeline.seconds < 6 * 3600
