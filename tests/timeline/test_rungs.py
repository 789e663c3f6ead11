"""A step that is played as another rung of its exercise's ladder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coach.routine.ladder import easier_than, harder_than
from coach.routine.library import read_library
from coach.routine.model import Routine, StepType
from coach.routine.notation import read as amount
from coach.routine.read import read_routine
from coach.testing import FixedLengths
from coach.timeline.amounts import amounts_of
from coach.timeline.compile import compile_timeline
from coach.timeline.dose import Dose
from coach.timeline.dosing import dosed
from coach.timeline.model import Choices, CueKind, Timeline
from coach.words.files import load_phrases
from tests.timeline.building import cue_lines, routine_of, spoken
from tests.timeline.bundled import read, routine_files

LADDER = """
[exercise.low]
name = "Low hold"
setup = "Stand tall."
hold = "20s"
harder = "high"
cues = { 5s = "Low and easy." }
equipment = ["wall"]

[exercise.high]
name = "High hold"
setup = "Lean on."
hold = "30s"
easier = "low"
harder = "one-leg"
type = "isometric"
cues = { 5s = "High and hard." }

[exercise.one-leg]
name = "One-leg hold"
hold = "15s"
sides = "each"
easier = "high"
equipment = ["mat"]

[exercise.press]
name = "Press"
reps = 4
pace = "2s"
sides = "each"
setup = "Towel under the {side} knee."
easier = "low"

[exercise.rise]
name = "Rise"
reps = 5
tempo = "2-0-2-0"
first = "up"
easier = "press"
"""


def routine(step: str, head: str = "") -> Routine:
    return routine_of(f'name = "R"\n{head}\n[[step]]\nready = 0\n{step}\n{LADDER}')


def played(routine: Routine, dose: Dose) -> Timeline:
    (step,) = amounts_of(routine)
    return compile_timeline(routine, Choices(doses={step: dose}), load_phrases(), FixedLengths())


# --- ladders ---------------------------------------------------------------------------------------------------------


def test_a_routine_knows_every_rung_of_its_ladders_up_and_down() -> None:
    found = routine('exercise = "high"').exercises

    assert found is not None
    assert set(found) == {"high", "low", "one-leg"}


def test_the_rungs_beside_an_exercise_are_its_easier_and_its_harder_one() -> None:
    found = routine('exercise = "high"')

    assert (easier_than(found, "high"), harder_than(found, "high")) == ("low", "one-leg")
    assert (easier_than(found, "low"), harder_than(found, "one-leg")) == (None, None)
    assert easier_than(found, "unknown") is None


def test_a_rung_that_cannot_be_read_is_no_rung_and_no_mistake_of_the_routine() -> None:
    library = read_library(LADDER.replace('hold = "15s"', 'hold = "15 apples"'), "exercises.toml")

    found, problems = read_routine('name = "R"\n[[step]]\nexercise = "high"\n', file="routine.toml", library=library)

    assert found is not None
    assert (easier_than(found, "high"), harder_than(found, "high"), problems) == ("low", None, [])


def test_a_ladder_that_leads_back_to_itself_ends() -> None:
    found = routine_of('name = "R"\n[[step]]\nexercise = "x"\n[exercise.x]\nname = "X"\nhold = "5s"\neasier = "x"\n')

    assert easier_than(found, "x") is None


# --- played ----------------------------------------------------------------------------------------------------------


def test_a_step_is_played_as_another_rung_under_its_own_id_with_its_own_amount() -> None:
    timeline = played(routine('exercise = "high"\nhold = "25s"\nsets = 2\nrest = "10s"'), Dose(exercise="low"))
    goes = [segment for segment in timeline.segments if segment.go is not None and segment.kind.value == "hold"]

    assert [(one.step, one.exercise, one.title, one.seconds) for one in goes] == [("high", "low", "Low hold", 25.0)] * 2


def test_what_speaks_of_the_old_exercise_is_not_said_of_the_new_one() -> None:
    text = 'exercise = "high"\nhold = "40s"\nsay = "Lean far over."\ncues = { half = "Higher still." }'

    timeline = played(routine(text), Dose(exercise="low"))
    said = " ".join(text for _, text in cue_lines(timeline))

    assert "Lean" not in said
    assert "High" not in said
    assert "Low and easy." in said


def test_cues_that_the_routine_has_for_all_its_steps_stay() -> None:
    head = "[defaults]\ncues = { half = 'Half of it.' }"

    timeline = played(routine('exercise = "high"\nhold = "40s"', head), Dose(exercise="low"))

    assert spoken(timeline, CueKind.HALF) == ["Half of it."]


def test_a_rung_of_another_kind_of_amount_brings_its_own() -> None:
    found = amounts_of(
        routine('exercise = "rise"\nsets = 3'), Choices(doses={"rise": Dose(exercise="low", hold=amount("hold", "9s"))})
    )

    assert found["rise"].words == "3 × 9 s"


def test_reps_are_counted_at_the_rungs_own_pace_unless_the_step_writes_one() -> None:
    own = played(routine('exercise = "rise"\nreps = 6'), Dose(exercise="press"))
    written = played(routine('exercise = "rise"\nreps = 6\ntempo = "4-0-4-0"'), Dose(exercise="press"))

    assert {one.seconds for one in own.segments if one.kind.value == "work"} == {12}
    assert {one.seconds for one in written.segments if one.kind.value == "work"} == {48}


def test_sides_are_those_of_the_rung() -> None:
    timeline = played(routine('exercise = "high"'), Dose(exercise="one-leg"))

    assert [one.side for one in timeline.segments if one.kind.value == "hold"] == ["left", "right"]


def test_a_step_for_one_side_stays_on_it() -> None:
    timeline = played(routine('exercise = "one-leg"\nsides = "right"'), Dose(exercise="high"))
    back = played(routine('exercise = "press"\nsides = "right"'), Dose(exercise="press", sets=2))

    assert [one.side for one in timeline.segments if one.kind.value == "hold"] == [None]
    assert [one.side for one in back.segments if one.kind.value == "work"] == ["right", "right"]


def test_in_a_group_that_changes_sides_a_rung_has_none_of_its_own() -> None:
    text = f'name = "R"\n[[block]]\nsides = "each"\n[[block.step]]\nexercise = "high"\n{LADDER}'

    timeline = played(routine_of(text), Dose(exercise="one-leg"))

    assert [one.side for one in timeline.segments if one.kind.value == "hold"] == ["left", "right"]


def test_a_set_up_that_names_a_side_is_not_said_where_there_is_none() -> None:
    text = f'name = "R"\n[[step]]\nexercise = "rise"\n{LADDER}'.replace('sides = "each"\nsetup', "setup")

    timeline = played(routine_of(text), Dose(exercise="press"))

    assert not any("{side}" in cue.text for cue in timeline.cues)


def test_the_load_of_the_old_exercise_is_not_given_to_the_new_one() -> None:
    step = routine('exercise = "high"\nload = "20 kg"')

    assert amounts_of(step, Choices(doses={"high": Dose(exercise="low")}))["high"].words == "30 s"
    heavier = Dose(exercise="low", load=amount("load", "8 kg"))
    assert amounts_of(step, Choices(doses={"high": heavier}))["high"].words == "30 s at 8 kg"


def test_what_the_rung_needs_is_read_out_and_its_kind_counts() -> None:
    step = routine('exercise = "high"')

    found = dosed(step, Choices(doses={"high": Dose(exercise="one-leg")})).routine

    assert "mat" in found.equipment
    assert amounts_of(step)["high"].step.type is StepType.ISOMETRIC
    assert amounts_of(step, Choices(doses={"high": Dose(exercise="one-leg")}))["high"].step.type is None


@pytest.mark.parametrize("exercise", ["press", "nowhere"])
def test_an_exercise_off_the_ladder_is_refused_with_a_sentence(exercise: str) -> None:
    step = routine('exercise = "high"')

    found = dosed(step, Choices(doses={"high": Dose(exercise=exercise, sets=3)}))

    assert found.routine is step
    assert found.refused == (f"High hold plays what its file says: it cannot be played as `{exercise}`.",)


@given(st.sampled_from(routine_files()), st.data())
@settings(max_examples=60, deadline=None)
def test_every_step_of_every_bundled_routine_can_be_played_as_every_rung_beside_it(
    path: Path, data: st.DataObject
) -> None:
    routine = read(path)
    steps = {step: one for step, one in amounts_of(routine).items() if one.step.exercise}
    step = data.draw(st.sampled_from(sorted(steps)))
    exercise = steps[step].step.exercise or ""
    rung = data.draw(st.sampled_from([easier_than(routine, exercise), harder_than(routine, exercise)]))
    assume(rung is not None)
    choices = Choices(doses={step: Dose(exercise=rung)})

    timeline = compile_timeline(routine, choices, load_phrases(), FixedLengths())
    after = amounts_of(routine, choices)

    assert not dosed(routine, choices).refused
    assert list(after) == list(amounts_of(routine))
    assert after[step].sets == steps[step].sets
    assert {one.exercise for one in timeline.segments if one.step == step} == {rung}
    assert not any("{" in cue.text for cue in timeline.cues)
