"""Blocks, groups, used routines and levels: what is played how often, on which side, with which values."""

from __future__ import annotations

import pytest

from coach.routine.model import Routine
from coach.routine.read import Found, read_routine
from coach.testing import FixedLengths
from coach.timeline.compile import compile_timeline
from coach.timeline.model import Choices, CueKind, SegmentKind, Timeline
from coach.words.files import load_phrases
from tests.timeline.building import cue_lines, from_text, segment_line, spoken

NAME = 'name = "R"\n'
GO = (SegmentKind.WORK, SegmentKind.HOLD, SegmentKind.WAIT)


def goes(timeline: Timeline) -> list[tuple[str, float, int, int]]:
    """Return title, seconds, set and round of each go."""
    return [(s.title, s.seconds, s.set, s.round) for s in timeline.segments if s.kind in GO]


def using(outer: str, inner: str) -> Routine:
    """Return a routine that uses another, which is called "warm"."""
    routine, problems = read_routine(outer, file="r.toml", find=lambda name, origin: Found("warm.toml", inner))
    assert routine is not None, problems
    return routine


def compiled(routine: Routine, level: str | None = None) -> Timeline:
    return compile_timeline(routine, Choices(level=level), load_phrases(), FixedLengths())


def test_a_list_in_a_step_of_one_set_goes_by_the_innermost_round() -> None:
    """B9, B10."""
    timeline = from_text(
        f"{NAME}[[block]]\nrepeat = 2\n[[block.step]]\nrepeat = 3\n"
        '[[block.step.step]]\nname = "S"\nready = 0\nhold = ["10s", "20s", "30s"]\n'
        'cues = { round-2 = "{round} of {rounds}" }\n'
    )

    assert goes(timeline) == [("S", s, 1, r) for _ in range(2) for s, r in ((10, 1), (20, 2), (30, 3))]
    assert spoken(timeline, CueKind.ROUND) == ["2 of 3", "2 of 3"]


def test_a_step_with_sets_of_its_own_plays_its_list_by_set_in_every_round() -> None:
    """B9."""
    timeline = from_text(
        f'{NAME}[[block]]\nrepeat = 2\nstep = [ {{ name = "S", ready = 0, sets = 2, hold = ["10s", "20s"] }} ]\n'
    )

    assert goes(timeline) == [("S", 10, 1, 1), ("S", 20, 2, 1), ("S", 10, 1, 2), ("S", 20, 2, 2)]


def test_sets_and_repeat_as_a_list_go_by_the_round_above() -> None:
    """B18."""
    timeline = from_text(
        f'{NAME}[[block]]\nrepeat = 2\n[[block.step]]\nname = "S"\nready = 0\nhold = "10s"\nsets = [1, 2]\n'
        '[[block.step]]\nrepeat = [2, 1]\nstep = [ { name = "T", ready = 0, hold = "12s" } ]\n'
    )

    assert [(title, set_) for title, _, set_, _ in goes(timeline)] == [
        ("S", 1),
        ("T", 1),
        ("T", 1),
        ("S", 1),
        ("S", 2),
        ("T", 1),
    ]


def test_ramps_of_loads_are_said_in_their_unit_and_step_by_half_kilograms() -> None:
    """B14, B15: "20..30 kg" is "20 kg..30 kg"."""
    timeline = from_text(
        f'{NAME}[[step]]\nname = "S"\nsets = 4\nready = 0\nhold = "10s"\nload = "20..25 kg"\nrest = "20s"\n'
    )

    assert [s.load for s in timeline.segments if s.kind is SegmentKind.HOLD] == ["20 kg", "21.5 kg", "23.5 kg", "25 kg"]
    assert "Set 2 of 4, 21.5 kilograms." in [text for _, text in cue_lines(timeline)]


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ('pace = "2s..3s"', [2, 2.3, 2.7, 3]),  # tenths
        ('tempo = "2-0-2-0..5-0-2-0"', [4, 5, 6, 7]),  # whole seconds, part by part
        ('tempo = "1.5-0-1-0..1.5-0-4-0"', [2.5, 3.5, 4.5, 5.5]),
    ],
)
def test_a_ramp_of_pace_or_tempo_runs_over_the_sets(key: str, values: list[float]) -> None:
    """T1, B14."""
    timeline = from_text(f'{NAME}[[step]]\nname = "S"\nsets = 4\nready = 0\nreps = 10\n{key}\n')

    assert [s.seconds for s in timeline.segments if s.kind is SegmentKind.WORK] == [value * 10 for value in values]


def test_a_ramp_of_get_readies_gives_whole_seconds() -> None:
    """A duration from a ramp is a whole second, halves up."""
    timeline = from_text(f'{NAME}[[step]]\nname = "S"\nsets = 3\nready = "20s..25s"\nhold = "10s"\n')

    assert [s.seconds for s in timeline.segments if s.kind is SegmentKind.READY] == [20, 23, 25]


def test_a_ramp_of_rests_runs_over_all_sets_and_a_list_stays_at_its_last() -> None:
    """B17."""
    ramp = from_text(
        f'{NAME}[[step]]\nname = "S"\nsets = 3\nhold = "10s"\nrest = "20s..40s"\n[[step]]\nname = "T"\nhold = 9\n'
    )
    listed = from_text(f'{NAME}[[step]]\nname = "S"\nsets = 4\nhold = "10s"\nrest = ["20s", "30s"]\n')

    assert [s.seconds for s in ramp.segments if s.kind is SegmentKind.REST] == [20, 30, 40]
    assert [s.seconds for s in listed.segments if s.kind is SegmentKind.REST] == [20, 30, 30]


# --- sides of groups -------------------------------------------------------------------------------------------------

SIDED = (
    f'{NAME}[[block]]\nname = "B"\nrepeat = 2\nsides = "each"\nrest = "30s"\nsay = "{{say}}"\n'
    'step = [ {{ name = "S", hold = "10s", ready = "5s" }}, '
    '{{ name = "T", ready = 0, hold = "10s", '
    'cues = {{ start = "{{side}}", round-2 = "two", last-round = "last" }} }} ]\n'
)


def test_a_block_with_sides_says_which_comes_first_and_its_switch_says_the_other() -> None:
    """B7."""
    timeline = from_text(SIDED.format(say="Long."))

    assert cue_lines(timeline)[1:4] == [
        (1.5, "B, 2 rounds."),
        (2.7, "Long."),
        (3.1, "S. 10 seconds, left side."),
    ]
    assert spoken(timeline, CueKind.SIDE) == ["Switch. Right side."] * 2
    assert spoken(timeline, CueKind.START) == ["left", "right", "left", "right"]
    assert "Last round. S. 10 seconds, left side." in [text for _, text in cue_lines(timeline)]


def test_round_cues_of_a_block_with_sides_are_said_on_its_first_side_only() -> None:
    """B30: the first go of the round."""
    timeline = from_text(SIDED.format(say="Long."))

    assert spoken(timeline, CueKind.ROUND) == ["two", "last"]


def test_the_words_of_a_block_with_sides_are_said_again_only_if_they_name_the_side() -> None:
    """B28."""
    plain, named = from_text(SIDED.format(say="Long.")), from_text(SIDED.format(say="Your {side}."))

    assert spoken(plain, CueKind.SAY) == ["Long."]
    assert spoken(named, CueKind.SAY) == ["Your left."]  # 5 s of switch leave no room: 1.2 + 0.8 s from 0.5
    assert [item.cue.text for item in named.left_out if item.cue.own] == ["Your right."]


def test_what_is_said_before_a_step_is_not_said_again_on_a_group_s_other_side() -> None:
    """B28."""
    timeline = from_text(
        f'{NAME}[[block]]\nsides = "each"\nstep = [ {{ name = "S", ready = 0, hold = "10s" }}, '
        '{ name = "T", hold = "10s", say = ["one", "two"] }, { name = "U", hold = "10s", say = "{side}" } ]\n'
    )

    assert spoken(timeline, CueKind.SAY) == ["one", "left", "right"]


def test_words_before_a_group_s_switch_take_their_own_time() -> None:
    """T7: an announcement that touches no rest is said by itself."""
    timeline = from_text(
        f'{NAME}[[block]]\nsides = "each"\nstep = [ {{ name = "S", ready = 0, hold = "10s" }}, {{ say = "Shake." }} ]\n'
    )

    assert segment_line(timeline) == "say 0 1 · hold L 1 10 · say 11 1 · switch 12 5 · hold R 17 10 · say 27 1 · ◦ 28"


@pytest.mark.parametrize(
    ("rest", "between"),
    [
        ("3s", ["switch"]),  # the switch is longer
        ("20s", ["rest"]),
        ("done", ["rest"]),  # who rests until "done" is not hurried into the other side
    ],
)
def test_between_the_sides_of_a_group_stands_its_switch_or_a_longer_rest(rest: str, between: list[str]) -> None:
    timeline = from_text(
        f'{NAME}[[block]]\nsides = "each"\nstep = [ {{ name = "S", ready = 0, hold = "10s", rest = "{rest}" }} ]\n'
    )

    assert [s.kind.value for s in timeline.segments[2:-1]] == between
    assert spoken(timeline, CueKind.SIDE) == ["Switch. Right side."]


# --- levels ----------------------------------------------------------------------------------------------------------

LEVELS = """
name = "R"
levels = ["easy", "hard"]

[[block]]
repeat = { easy = 1, hard = 2 }
rest = { easy = "20s", hard = "40s" }
step = [
  { name = "S", ready = 0, hold = "10s" },
  { name = "T", ready = 0, hold = { easy = "10s", hard = "30s" } },
  { rest = { easy = "5s", hard = "8s" } },
]

[[block]]
step = [ { name = "U", hold = "10s" } ]
"""


@pytest.mark.parametrize(
    ("levels", "rounds"),
    [({"s": "easy", "t": "hard"}, 1), ({"s": "hard", "t": "hard"}, 2), ({}, 1)],
)
def test_the_lowest_level_among_its_steps_sets_what_belongs_to_a_block(levels: dict[str, str], rounds: int) -> None:
    """B13."""
    timeline = from_text(LEVELS, levels=levels)

    assert [s.rounds for s in timeline.segments if s.title == "S" and s.kind is SegmentKind.HOLD] == [rounds] * rounds
    rests = [s.seconds for s in timeline.segments if s.kind is SegmentKind.REST]
    assert rests == ([20] if rounds == 1 else [40, 40])


def test_a_pause_is_as_long_as_the_lowest_level_of_the_steps_beside_it_says() -> None:
    text = (
        f'{NAME}levels = ["easy", "hard"]\n[[step]]\nname = "S"\nhold = "10s"\n'
        '[[step]]\nrest = { easy = "20s", hard = "30s" }\n[[step]]\nname = "T"\nhold = "10s"\n'
    )

    pauses = [
        [s.seconds for s in from_text(text, levels=levels).segments if s.kind is SegmentKind.REST]
        for levels in ({"s": "hard", "t": "hard"}, {"s": "hard"})
    ]

    assert pauses == [[30], [20]]


def test_steps_play_at_levels_of_their_own_and_the_timeline_has_none_then() -> None:
    text = f'{NAME}levels = ["easy", "hard"]\n' + "".join(
        f'[[step]]\nname = "{name}"\nhold = {{ easy = "10s", hard = "30s" }}\n' for name in "ST"
    )

    timeline = from_text(text, levels={"t": "hard"})

    assert [(s.level, s.seconds) for s in timeline.segments if s.kind is SegmentKind.HOLD] == [
        ("easy", 10),
        ("hard", 30),
    ]
    assert timeline.level is None


# --- use -------------------------------------------------------------------------------------------------------------


def test_a_used_routine_that_is_repeated_plays_each_time_as_it_does_alone() -> None:
    """B26: its lists make sets, as in its own file, and do not go by the rounds around it."""
    inner = 'name = "Warm"\n[[step]]\nname = "A"\nready = 0\nhold = ["10s", "20s"]\n'
    outer = f'{NAME}[[block]]\nuse = "warm"\nrepeat = 2\nrest = "30s"\n'

    timeline = compiled(using(outer, inner))

    assert goes(timeline) == [("A", 10, 1, 1), ("A", 20, 2, 1), ("A", 10, 1, 2), ("A", 20, 2, 2)]
    assert [s.seconds for s in timeline.segments if s.kind is SegmentKind.REST] == [30]


@pytest.mark.parametrize(("level", "seconds"), [("hard", 30), ("easy", 10), (None, 10), ("mad", 10)])
def test_a_used_routine_plays_at_its_level_of_the_same_name_else_at_its_first(
    level: str | None, seconds: float
) -> None:
    """B26."""
    inner = 'name = "Warm"\nlevels = ["easy", "hard"]\n[[step]]\nname = "A"\nhold = { easy = "10s", hard = "30s" }\n'
    outer = f'{NAME}levels = ["mad", "hard"]\n[[block]]\nuse = "warm"\n'

    timeline = compiled(using(outer, inner), level)

    assert [s.seconds for s in timeline.segments if s.kind is SegmentKind.HOLD] == [seconds]


def test_the_level_of_a_session_is_its_own_where_a_used_routine_has_none() -> None:
    inner = 'name = "Warm"\n[[step]]\nname = "A"\nhold = "10s"\n'
    used = f'{NAME}[[block]]\nuse = "warm"\n'
    outer = f'levels = ["easy", "hard"]\n{used}[[block]]\nstep = [ {{ name = "S", hold = "9s" }} ]\n'

    assert compiled(using(outer, inner), "hard").level == "hard"
    assert compiled(using(used, inner)).level is None


def test_a_used_routine_keeps_its_ids_behind_its_own_and_says_neither_its_welcome_nor_its_goodbye() -> None:
    """B26, B27."""
    inner = 'name = "Warm"\nwelcome = "Hello."\ngoodbye = "Bye."\n[[step]]\nname = "A"\nhold = "10s"\nsets = 2\n'
    outer = f'{NAME}[[block]]\nuse = "warm"\n[[block]]\nuse = "warm"\n'

    timeline = compiled(using(outer, inner))

    assert list(dict.fromkeys(s.step for s in timeline.segments if s.kind in GO)) == ["warm/a", "warm/a-2"]
    assert cue_lines(timeline)[0] == (0.5, "R.")
    assert not {"Hello.", "Bye."} & {text for _, text in cue_lines(timeline)}


def test_a_used_routine_that_only_speaks_leaves_the_rest_before_it() -> None:
    """B25."""
    outer = (
        f'{NAME}[[block]]\nstep = [ {{ name = "S", ready = 0, hold = "9s", rest = "30s" }} ]\n[[block]]\nuse = "warm"\n'
        '[[block]]\nstep = [ { name = "T", hold = "9s" } ]\n'
    )

    timeline = compiled(using(outer, 'name = "Warm"\n[[step]]\nsay = "Shake."\n[[step]]\nrest = "50s"\n'))

    assert [s.seconds for s in timeline.segments if s.kind is SegmentKind.REST] == [30]


def test_sets_sides_and_rounds_of_a_step_share_its_id() -> None:
    """B27."""
    timeline = from_text(
        f'{NAME}[[block]]\nrepeat = 2\nstep = [ {{ name = "Wall sit", hold = "10s", sets = 2, sides = "each" }}, '
        '{ name = "Wall sit", time = "10s" } ]\n'
    )

    held = [s.step for s in timeline.segments if s.kind is SegmentKind.HOLD]
    assert held == ["wall-sit"] * 8
    assert {s.step for s in timeline.segments if s.kind is SegmentKind.WORK} == {"wall-sit-2"}


def test_the_session_can_start_at_a_step() -> None:
    """`--from`."""
    timeline = from_text(
        f'{NAME}[[step]]\nname = "S"\nhold = "10s"\nrest = "30s"\n[[step]]\nname = "T"\nhold = "12s"\n', start_step="t"
    )

    assert segment_line(timeline) == "say 0 1 · ready 1 5 · hold 6 12 · ◦ 18"
