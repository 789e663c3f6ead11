"""The exercise library: every entry complete, short enough to be spoken, and on a ladder that ends on the ground."""

from __future__ import annotations

import re

import pytest

from coach.paths import bundled_routines
from coach.routine.library import check_library
from tests.content.texts import cue_lines, exercises, seconds, sentences

ALL = exercises()
each_exercise = pytest.mark.parametrize("name", sorted(ALL))

PRACTICES = {
    "roller, thigh": "quad-roll",
    "roller, back of the thigh": "hamstring-roll",
    "roller, calf": "calf-roll",
    "massage gun, thigh": "quad-gun",
    "massage gun, back of the thigh": "hamstring-gun",
    "massage gun, calf": "calf-gun",
    "ball, thigh": "quad-ball",
    "ball, back of the thigh": "hamstring-ball",
    "ball, calf": "calf-ball",
    "hip, moved": "hip-circle",
    "hip, stretched": "hip-flexor-stretch",
    "knee, moved": "heel-slide",
    "knee, stretched": "quad-stretch",
    "back of the thigh, stretched": "hamstring-stretch",
    "ankle, moved": "ankle-rock",
    "calf, stretched": "calf-stretch",
    "backward walk": "backward-walk",
    "backward walk, holding on": "backward-walk-supported",
    "backward sled": "sled-drag-backward",
    "without a sled": "band-walk-backward",
    "treadmill that is off": "treadmill-push-backward",
    "quad set": "quad-set",
    "wall sit, easier": "wall-sit-shallow",
    "wall sit": "wall-sit",
    "wall sit, harder": "wall-sit-one-leg",
    "Spanish squat, easier": "spanish-squat-hold-shallow",
    "Spanish squat": "spanish-squat-hold",
    "Spanish squat, harder": "spanish-squat-hold-weighted",
    "squat": "squat",
    "squat with a weight": "goblet-squat",
    "step-up": "step-up",
    "step-up with weights": "step-up-weighted",
    "step-down": "step-down",
    "split squat, held on": "split-squat-supported",
    "split squat": "split-squat",
    "lunge": "reverse-lunge",
    "lunge with weights": "forward-lunge-weighted",
    "hip bridge": "hip-bridge",
}

MUSCLE_WORDS = re.compile(r"\b(squeeze|clench|tighten|contract|flex|activate|engage|fire|glutes?|quads?|core)\b", re.I)
"""Words of a cue that look into the body instead of at the floor, the wall or the ceiling."""


@pytest.mark.parametrize("practice", PRACTICES)
def test_every_practice_has_an_exercise(practice: str) -> None:
    assert PRACTICES[practice] in ALL


def test_the_library_has_nothing_for_check_to_say() -> None:
    text = (bundled_routines() / "exercises.toml").read_text("utf-8")

    assert check_library(text, "exercises.toml") == []


@each_exercise
def test_an_entry_says_everything_that_a_step_may_leave_out(name: str) -> None:
    entry = ALL[name]

    missing = {"name", "setup", "cues", "faults", "safety", "target", "type"} - {key for key in entry if entry[key]}

    assert missing == set()
    assert {"time", "hold", "reps"} & entry.keys(), "no amount of its own"


@each_exercise
def test_what_is_counted_has_a_rhythm_and_a_first_direction(name: str) -> None:
    entry = ALL[name]

    if "reps" in entry and "hold" not in entry:
        assert "pace" in entry or ("tempo" in entry and "first" in entry)


@each_exercise
def test_an_entry_has_two_or_three_cues_of_at_most_two_and_a_half_seconds(name: str) -> None:
    lines = cue_lines(ALL[name])

    assert 2 <= len(lines) <= 4
    assert {line: seconds(line) for line in lines if seconds(line) > 2.5} == {}


@each_exercise
def test_a_cue_looks_at_the_room_and_not_at_a_muscle(name: str) -> None:
    lines = cue_lines(ALL[name])

    assert [line for line in lines if MUSCLE_WORDS.search(line)] == []


@each_exercise
def test_a_set_up_is_one_to_three_sentences_that_are_said_in_nine_seconds(name: str) -> None:
    setup = ALL[name]["setup"]

    assert len(sentences(setup)) <= 3
    assert seconds(setup) <= 9


@each_exercise
def test_the_first_sentence_of_a_set_up_says_how_to_stand_sit_or_lie(name: str) -> None:
    """Later on only that one is said."""
    first = sentences(ALL[name]["setup"])[0]
    position = r"\b(sit|stand|lie|kneel|lean|face|hold|hands|foot|strap|loop|step|clip|walk|treadmill)\b"

    assert re.search(position, first, re.I)
    assert seconds(first) <= 6


@each_exercise
def test_what_a_set_up_holds_on_to_is_listed_as_equipment(name: str) -> None:
    """The list is read out before the first step; a hand that finds nothing to hold is found out too late."""
    entry = ALL[name]
    listed = " ".join(entry.get("equipment", []))

    if re.search(r"\b(rails?|something to hold)\b", entry["setup"]):
        assert re.search(r"\b(rail|treadmill)\b", listed)


@each_exercise
def test_a_rung_exists_and_its_ladder_goes_back_down_to_the_same_place(name: str) -> None:
    entry = ALL[name]

    if "easier" in entry:
        assert "harder" in ALL[entry["easier"]], "nothing leads up again from the rung below"
    if "harder" in entry:
        below = ALL[entry["harder"]].get("easier")
        assert below is not None, "nothing leads down again from the rung above"
        # The rung below the next one is this one, or one beside it: two ways up from the same rung.
        assert below == name or entry.get("easier") in (below, ALL[below].get("easier"))


GROUND = {
    "thigh-hand-roll",
    "hamstring-ball",
    "calf-hand-massage",
    "quad-ball-wall",
    "march-seated",
    "ankle-rock-seated",
    "heel-slide-strap",
    "quad-stretch-side-lying",
    "hamstring-stretch-bent",
    "calf-stretch-seated",
    "hip-flexor-stretch-standing",
    "figure-four-lying",
    "easy-walk",
    "band-walk-backward",
    "quad-set",
    "sit-to-stand-raised",
    "step-up-low",
    "split-squat-supported",
    "hip-bridge-small",
}
"""Where the ladders end: lying, sitting, holding on, or with hands, a chair, a towel or a band."""


@each_exercise
def test_a_ladder_has_no_circle_and_ends_on_the_ground(name: str) -> None:
    rungs = [name]
    while "easier" in ALL[rungs[-1]]:
        rungs.append(ALL[rungs[-1]]["easier"])
        assert len(set(rungs)) == len(rungs)

    assert rungs[-1] in GROUND


def test_going_up_ends_too() -> None:
    for name in ALL:
        rungs = [name]
        while "harder" in ALL[rungs[-1]]:
            rungs.append(ALL[rungs[-1]]["harder"])
            assert len(set(rungs)) == len(rungs), rungs


def test_every_exercise_stands_on_a_ladder() -> None:
    assert [name for name, entry in ALL.items() if not {"easier", "harder"} & entry.keys()] == []


@pytest.mark.parametrize(
    ("kind", "caution"),
    [("soft-tissue", "clots"), ("isometric", "heart"), ("sled", "heart")],
)
def test_a_kind_of_exercise_warns_of_what_it_may_do(kind: str, caution: str) -> None:
    unwarned = [name for name, e in ALL.items() if e["type"] == kind and caution not in e.get("caution", [])]

    assert unwarned == []


def test_added_weight_warns_of_heart_and_bones() -> None:
    weighted = {n: e for n, e in ALL.items() if "dumbbells" in e.get("equipment", []) and e["type"] != "mobility"}

    assert weighted
    assert [name for name, e in weighted.items() if not {"heart", "bones"} <= set(e["caution"])] == []


def test_walking_backwards_warns_of_poor_balance() -> None:
    backwards = {n: e for n, e in ALL.items() if "backward" in n}

    assert backwards
    assert [name for name, e in backwards.items() if "balance" not in e["caution"]] == []


def test_what_is_done_one_leg_at_a_time_says_so() -> None:
    one_leg = re.compile(r"\bone (thigh|calf|foot|leg|knee|ankle|heel)\b")
    unsided = [
        name for name, e in ALL.items() if one_leg.search(sentences(e["setup"])[0]) and e.get("sides", "none") == "none"
    ]

    assert unsided == []
