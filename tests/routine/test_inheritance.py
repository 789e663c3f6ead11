"""Values resolve step, block's defaults, defaults, exercise in the file, library (docs/rules.md F7)."""

from __future__ import annotations

from typing import Any

import pytest

from coach.routine.model import (
    EVERY_LEVEL,
    Amount,
    Announcement,
    CueAnchor,
    Duration,
    Effort,
    Group,
    Listed,
    Pace,
    PauseStep,
    Phase,
    Reps,
    Side,
    Single,
    StepType,
    Tempo,
    Until,
    Varying,
)
from tests.routine.reading import codes, routine, step, steps

LIBRARY = """
[exercise.roll]
name = "Quad roll"
setup = "Lie on your front."
cues = { half = "Halfway.", 5s = "Slowly." }
type = "soft-tissue"
sides = "each"
time = "45s"
rest = "10s"
easier = "hand-roll"
equipment = ["roller"]
target = ["quads"]

[exercise.hand-roll]
name = "Hand roll"
equipment = ["chair"]
time = "30s"

[exercise.squat]
name = "Squat"
reps = 8
tempo = "3-1-2-0"
first = "down"

[exercise.curl]
name = "Curl"
reps = 8
pace = "4s"
first = "up"

[exercise.squeeze]
name = "Squeeze"
reps = 10
hold = "5s"
"""


def single(varying: Varying[Any] | None) -> Any:
    assert varying is not None
    series = varying.by_level[EVERY_LEVEL]
    assert isinstance(series, Single)
    return series.value


def test_a_step_takes_everything_from_its_exercise_that_it_does_not_say() -> None:
    found = step('[[step]]\nexercise = "roll"', LIBRARY)

    assert (
        found.name,
        found.id,
        found.exercise,
        found.type,
        found.easier,
    ) == ("Quad roll", "roll", "roll", StepType.SOFT_TISSUE, "hand-roll")
    assert Duration(45.0) == single(found.amount.time)
    assert found.sides.order == (Side.LEFT, Side.RIGHT)
    assert found.setup is not None
    assert found.setup.text == "Lie on your front."
    assert Duration(10.0) == single(found.rest)
    assert [cue.own for cue in found.cues] == [False, False]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ('[[step]]\nexercise = "roll"\ntime = "1s"', 1),
        ('[defaults]\ntime = "3s"\n[[block]]\n[block.defaults]\ntime = "2s"\n[[block.step]]\nexercise = "roll"', 2),
        ('[defaults]\ntime = "3s"\n[[block]]\n[[block.step]]\nexercise = "roll"', 3),
        ('[[step]]\nexercise = "roll"\n[exercise.roll]\ntime = "4s"', 4),
        ('[[step]]\nexercise = "roll"', 45),
    ],
)
def test_the_nearest_amount_counts(text: str, seconds: float) -> None:
    assert Duration(float(seconds)) == single(step(text, LIBRARY).amount.time)


def test_an_inner_group_has_nearer_defaults() -> None:
    text = """
    [[block]]
    defaults = { time = "2s" }
    step = [ { step = [ { exercise = "roll" } ], defaults = { time = "1s" } } ]
    """

    assert Duration(1.0) == single(step(text, LIBRARY).amount.time)


def test_a_stated_amount_takes_no_default_not_even_as_the_second_of_a_pair() -> None:
    found = step('[defaults]\nhold = "5s"\n[[step]]\nexercise = "squeeze"\nreps = 12', LIBRARY)

    assert (Reps(12), None) == (single(found.amount.reps), found.amount.hold)


def test_a_pair_in_the_defaults_is_taken_whole() -> None:
    found = step('[defaults]\nreps = 10\nhold = "5s"\n[[step]]\nname = "Squeeze"')

    assert (Reps(10), Duration(5.0)) == (single(found.amount.reps), single(found.amount.hold))


def test_default_tempo_touches_only_plain_reps() -> None:
    text = '[defaults]\ntempo = "2-0-2-0"\n[[step]]\nname = "a"\n'

    assert Tempo((2, 0, 2, 0)) == single(step(text + "reps = 8").tempo)
    assert [
        step(text + amount).tempo
        for amount in ('time = "20s"', 'hold = "20s"', 'reps = 8\nhold = "5s"', 'reps = "max"')
    ] == [None] * 4


@pytest.mark.parametrize(
    ("text", "pace", "tempo"),
    [
        ('[[step]]\nexercise = "squat"', None, Tempo((3, 1, 2, 0))),
        ('[[step]]\nexercise = "squat"\npace = "self"', Pace.SELF, None),
        ('[defaults]\npace = "2s"\n[[step]]\nexercise = "squat"', 2.0, None),
        ('[defaults]\npace = "2s"\n[[step]]\nexercise = "squat"\ntempo = "1-0-1-0"', None, Tempo((1, 0, 1, 0))),
        ('[[step]]\nexercise = "curl"\n[exercise.curl]\ntempo = "1-0-1-0"', None, Tempo((1, 0, 1, 0))),
    ],
)
def test_of_pace_and_tempo_the_nearer_counts(text: str, pace: object, tempo: object) -> None:
    found = step(text, LIBRARY)

    assert (pace, tempo) == (found.pace and single(found.pace), found.tempo and single(found.tempo))


def test_the_exercise_says_which_phase_comes_first() -> None:
    assert Phase.UP is step('[[step]]\nexercise = "curl"', LIBRARY).first


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ('[[step]]\nexercise = "roll"', 2),
        ('[[step]]\nexercise = "roll"\nsides = "none"', 0),
        ('[defaults]\nsides = "left"\n[[step]]\nexercise = "roll"', 1),
        ('[[block]]\nsides = "each"\n[[block.step]]\nexercise = "roll"', 0),
        ('[[block]]\nsides = "each"\n[[block.step]]\nexercise = "roll"\nsides = "none"', 0),
    ],
)
def test_the_nearest_sides_count_and_a_group_that_changes_sides_leaves_its_steps_none(text: str, sides: int) -> None:
    assert sides == len(step(text, LIBRARY).sides.order)


def test_a_written_rest_of_zero_is_kept() -> None:
    found = step('[defaults]\nrest = "30s"\n[[step]]\nname = "a"\ntime = "20s"\nrest = 0')

    assert Duration(0.0) == single(found.rest)
    assert None is step('[[step]]\nname = "a"\ntime = "20s"').rest


def test_default_rest_is_not_used_beside_every() -> None:
    assert None is step('[defaults]\nrest = "30s"\n[[step]]\nname = "a"\nreps = 8\nevery = "1m"').rest


def test_own_and_default_sets_are_kept_apart() -> None:
    found = step('[defaults]\nsets = 3\n[[step]]\nname = "a"\ntime = "20s"')

    assert (found.sets, single(found.default_sets)) == (None, 3)


def test_a_block_keeps_its_own_rest_say_and_every_for_its_rounds() -> None:
    block = routine('[[block]]\nrepeat = 2\nrest = "60s"\nsay = "Go."\n[[block.step]]\nname = "a"\ntime = "20s"').items[
        0
    ]

    assert isinstance(block, Group)
    assert Duration(60.0) == single(block.rest)
    assert (steps((block,))[0].rest, steps((block,))[0].say) == (None, None)


def test_cues_are_merged_key_by_key_and_nothing_silences() -> None:
    text = """
    [defaults.cues]
    -10s = "Ten."
    60s = "A minute."
    [[step]]
    exercise = "roll"
    [step.cues]
    half = ""
    1m = "Sixty."
    """
    found = step(text, LIBRARY)

    assert {(cue.when.anchor, cue.when.value): (cue.lines[0].text, cue.own) for cue in found.cues} == {
        (CueAnchor.AFTER_START, 5.0): ("Slowly.", False),
        (CueAnchor.BEFORE_END, 10.0): ("Ten.", False),
        (CueAnchor.AFTER_START, 60.0): ("Sixty.", True),
    }


def test_the_nearest_cue_of_one_time_counts() -> None:
    text = """
    [defaults]
    cues = { half = "File.", 5s = "File." }
    [[block]]
    defaults = { cues = { half = "Block." } }
    step = [ { exercise = "roll" } ]
    """

    assert {cue.when.anchor: cue.lines[0].text for cue in step(text, LIBRARY).cues} == {
        CueAnchor.HALF: "Block.",
        CueAnchor.AFTER_START: "File.",
    }


def test_inherited_words_with_a_placeholder_that_has_no_value_are_left_out() -> None:
    library = '[exercise.a]\nname = "A"\ntime = "20s"\nsetup = "Your {side} leg."\ncues = { half = "The {side} one." }'

    found = step('[[step]]\nexercise = "a"', library)
    sided = step('[[step]]\nexercise = "a"\nsides = "each"', library)

    assert (found.setup, found.cues) == (None, ())
    assert sided.setup is not None
    assert len(sided.cues) == 1


def test_an_empty_say_silences_the_set_up() -> None:
    found = step('[[step]]\nexercise = "roll"\nsay = ""', LIBRARY)

    assert (found.say, found.setup) == (None, None)


def test_steps_that_only_rest_or_speak_take_no_defaults() -> None:
    items = routine('[defaults]\ntime = "60s"\nsets = 3\n[[step]]\nrest = "done"\n[[step]]\nsay = "Well done."').items

    assert [PauseStep, Announcement] == [type(item) for item in items]
    assert isinstance(items[0], PauseStep)
    assert Until.DONE is single(items[0].rest)


def test_words_and_a_rest_in_one_step_are_an_announcement_and_a_pause() -> None:
    items = routine('[[step]]\nsay = "Drink."\nrest = "30s"\n[[step]]\nname = "a"\ntime = "20s"').items

    assert [item.id for item in items] == ["say", "rest", "a"]


def test_values_by_level_and_lists_are_kept_as_they_are() -> None:
    found = step(
        'levels = ["easy", "hard"]\n[[step]]\nname = "a"\nhold = { easy = ["20s", "30s"], hard = 40 }\neffort = "6-7"'
    )

    assert found.amount.hold is not None
    assert {
        "easy": Listed((Duration(20.0), Duration(30.0))),
        "hard": Single(Duration(40.0)),
    } == found.amount.hold.by_level
    assert Effort(6, 7) == single(found.effort)
    assert found.levels == ("easy", "hard")


def test_equipment_and_target_are_those_of_the_exercises_unless_they_are_written() -> None:
    text = '[[step]]\nexercise = "roll"\n[[step]]\nexercise = "hand-roll"'

    assert routine(text, LIBRARY).equipment == ("roller", "chair")
    assert routine('equipment = ["mat"]\n' + text, LIBRARY).equipment == ("mat",)
    assert routine(text, LIBRARY).target == ("quads",)


def test_the_exercises_of_a_routine_and_their_easier_rungs_are_kept() -> None:
    found = routine('[[step]]\nexercise = "roll"', LIBRARY).exercises

    assert found is not None
    assert {key: entry.name for key, entry in found.items()} == {"roll": "Quad roll", "hand-roll": "Hand roll"}


def test_progression_is_off_for_all_steps_of_a_routine_that_says_so() -> None:
    text = '[[step]]\nname = "a"\ntime = "20s"\n[[step]]\nname = "b"\ntime = "20s"\nprogression = false'

    assert [found.progression for found in steps(routine(text).items)] == [True, False]
    assert [found.progression for found in steps(routine("progression = false\n" + text).items)] == [False, False]


def test_until_done_is_an_amount() -> None:
    assert Amount(until_done=True) == step('[[step]]\nname = "a"\nuntil = "done"').amount


@pytest.mark.parametrize(
    "text",
    [
        '[[step]]\nname = "a"\nreps = "max"',
        '[[step]]\nname = "a"\nreps = "max"\ntime = "30s"',
        '[[step]]\nname = "a"\ntime = "30s+"',
        '[[step]]\nname = "a"\nreps = 8\nsides = "alternate"\ncues = { rep-3 = "{side} {rep}" }',
        '[[step]]\nname = "a"\nreps = "8..12"\nsets = 3',
        '[block]\nname = "x"\n[[block.step]]\nname = "a"\ntime = "20s"',
        '[step]\nname = "a"\ntime = "20s"',
        '[[block.step]]\nname = "a"\ntime = "20s"\n[[block.step]]\nname = "b"\ntime = "20s"',
        '[[step]]\nname = "a"\ntime = "20s"\nequipment = "mat"'.replace("\nequipment", "\nnotes"),
        'equipment = "mat"\n[[step]]\nname = "a"\ntime = "20s"',
        '[[block]]\nrepeat = 3\n[[block.step]]\nname = "a"\ntime = "20s"\nsets = [1, 2]',
        '[[step]]\nname = "a"\ntime = "20s"\nsay = "Braces { like these } are literal."',
        '[schedule]\ndays = ["Monday"]\nat = 07:30:00\n[[step]]\nname = "a"\ntime = "20s"',
        '[[step]]\nname = "a"\ntime = "20s"\nreps = "max"\nrest = "60s+"',
    ],
)
def test_what_a_writer_may_well_write_is_accepted_without_a_word(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("time", "expected"),
    [('"9m"', []), ('"10m"', ["W304"]), ('["5m", "10m"]', ["W304"]), ('"10 min"', []), ('"10m30s"', []), ("600", [])],
)
def test_ten_minutes_of_sled_written_with_an_m_were_probably_metres(time: str, expected: list[str]) -> None:
    assert codes(f'[[step]]\nname = "a"\ntype = "sled"\ntime = {time}') == expected
    assert codes(f'[[step]]\nname = "a"\ntype = "walk"\ntime = {time}') == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('time = "60s"\nat_most = "2m"', ["R106"]),
        ('reps = 10\nabout = "40s"', ["R106"]),
        ('hold = "5s"\nsets = 10\nrelax = "2s"', ["R106"]),
        ('time = "60s+"\nat_most = "2m"', []),
        ('reps = 10\npace = "self"\nabout = "40s"', []),
        ('distance = "20 m"\nabout = "40s"\nat_most = "2m"', []),
        ('reps = "max"\nabout = "40s"', []),
        ('reps = 10\nhold = "5s"\nrelax = "2s"', []),
        ('repz = 10\nhold = "5s"\nrelax = "2s"', ["R101"]),  # what it belongs to is there, misspelt
    ],
)
def test_a_key_that_would_do_nothing_in_its_step_is_pointed_at(body: str, expected: list[str]) -> None:
    assert codes(f'[[step]]\nname = "a"\n{body}') == expected
