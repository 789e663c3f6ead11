"""The rules of the timeline, and the smaller questions about them, each by the smallest routine that shows it."""

from __future__ import annotations

import itertools

import pytest

from coach.routine.read import Found, read_routine
from coach.testing import FixedLengths
from coach.timeline.compile import compile_timeline
from coach.timeline.model import Added, Choices, CueKind, SegmentKind, Spoken, Timeline, WhyLeftOut
from coach.words.files import load_phrases
from tests.timeline.building import cue_lines, from_text, segment_line, spoken

NAME = 'name = "R"\n'


def step(body: str) -> str:
    return f'{NAME}[[step]]\nname = "S"\nready = 0\n{body}\n'


def kinds(timeline: Timeline) -> list[str]:
    return [segment.kind.value for segment in timeline.segments if segment.kind is not SegmentKind.SAY]


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        ('hold = "20s..30s"\nsets = 5', [20, 23, 25, 28, 30]),  # B14: halves up
        ('hold = "30s..20s"\nsets = 3', [30, 25, 20]),  # B15: falling is fine
        ('hold = ["20s", "30s"]\nsets = 4', [20, 30, 30, 30]),  # a short list keeps its last value
        ('hold = ["20s", "30s", "40s"]', [20, 30, 40]),  # T2: a list makes sets
        ('hold = "20s..30s"', [20]),  # T1: at one index a ramp is its first value
        ('hold = "20s"\nload = ["8 kg", "10 kg"]', [20, 20]),  # T2: the longest list of load counts too
        ('time = 20\nrest = ["5s", "6s", "7s"]', [20]),  # B17: a list of rests never makes sets
    ],
)
def test_the_amount_of_each_set_follows_from_lists_and_ramps(body: str, seconds: list[float]) -> None:
    timeline = from_text(step(body))

    assert [s.seconds for s in timeline.segments if s.kind in (SegmentKind.HOLD, SegmentKind.WORK)] == seconds


@pytest.mark.parametrize(
    ("level", "seconds"),
    [("easy", 20), ("middle", 20), ("hard", 40), (None, 20)],  # B12: the nearest easier one that is there
)
def test_a_level_that_a_table_lacks_takes_the_nearest_easier_one(level: str | None, seconds: float) -> None:
    text = f'{NAME}levels = ["easy", "middle", "hard"]\n[[step]]\nname = "S"\nhold = {{ easy = "20s", hard = "40s" }}\n'

    timeline = from_text(text, level=level)

    assert [s.seconds for s in timeline.segments if s.kind is SegmentKind.HOLD] == [seconds]


def test_without_an_easier_level_the_easiest_of_the_table_counts() -> None:
    text = f'{NAME}levels = ["easy", "hard"]\n[[step]]\nname = "S"\nhold = {{ hard = "40s" }}\n'

    assert from_text(text, level="easy").segments[-1].seconds == 40


def test_a_table_may_hold_lists_and_ramps() -> None:
    text = (
        f'{NAME}levels = ["easy", "hard"]\n[[step]]\nname = "S"\nsets = 2\n'
        'hold = { easy = ["20s", "30s"], hard = "30s..40s" }\n'
    )

    easy, hard = from_text(text, level="easy"), from_text(text, level="hard")

    assert [s.seconds for s in easy.segments if s.kind is SegmentKind.HOLD] == [20, 30]
    assert [s.seconds for s in hard.segments if s.kind is SegmentKind.HOLD] == [30, 40]


def test_sets_go_round_their_sides_and_rest_after_both() -> None:
    timeline = from_text(step('hold = "10s"\nsets = 2\nsides = "each"\nrest = "20s"'))

    assert segment_line(timeline) == (
        "say 0 1 · hold L 1 10 · switch 11 5 · hold R 16 10 · rest 26 20 · "
        "hold L 46 10 · switch 56 5 · hold R 61 10 · ◦ 71"
    )


def test_a_list_of_sides_gives_the_order_and_two_equal_ones_still_change_over() -> None:
    timeline = from_text(step('hold = "10s"\nsides = ["right", "right", "left"]'))

    assert [s.side for s in timeline.segments if s.kind is SegmentKind.HOLD] == ["right", "right", "left"]
    assert spoken(timeline, CueKind.SIDE) == ["Right side again.", "Switch. Left side."]


def test_the_second_side_lasts_as_long_as_the_first() -> None:
    timeline = from_text(step('time = "30s"\nsides = "each"\nswitch = "12s"'))

    assert [(s.side, s.seconds) for s in timeline.segments if s.kind is SegmentKind.WORK] == [
        ("left", 30),
        ("right", 30),
    ]


def test_sides_of_a_block_play_all_its_steps_on_one_side_first() -> None:
    text = (
        f'{NAME}[[block]]\nname = "B"\nsides = "each"\n'
        'step = [ { name = "S", ready = 0, hold = "10s" }, { name = "T", ready = 0, hold = "12s" } ]\n'
    )

    timeline = from_text(text)

    assert [(s.title, s.side) for s in timeline.segments if s.kind is SegmentKind.HOLD] == [
        ("S", "left"),
        ("T", "left"),
        ("S", "right"),
        ("T", "right"),
    ]
    assert kinds(timeline) == ["hold", "hold", "switch", "hold", "hold"]


def test_a_get_ready_stands_between_sets_without_a_rest() -> None:
    assert kinds(from_text(f'{NAME}[[step]]\nname = "S"\nhold = "10s"\nsets = 2\n')) == [
        "ready",
        "hold",
        "ready",
        "hold",
    ]


def test_a_written_get_ready_is_kept_where_it_is_longer_than_its_words() -> None:
    timeline = from_text(f'{NAME}[[step]]\nname = "S"\nhold = "10s"\nready = "40s"\n')

    assert timeline.segments[1].seconds == 40


def test_a_get_ready_grows_with_what_is_said_before_the_step() -> None:
    timeline = from_text(f'{NAME}[[step]]\nname = "S"\nhold = "10s"\nsay = "{"word " * 20}"\n')

    # 0.5 + (3 words of the name and amount + 20) × 0.4 + 3 = 12.7
    assert timeline.segments[1].seconds == 13


def test_steps_that_only_rest_or_speak_have_no_get_ready() -> None:
    text = f'{NAME}[[step]]\nrest = "10s"\n[[step]]\nsay = "Hello."\n[[step]]\nname = "S"\nready = 0\nhold = "10s"\n'

    assert kinds(from_text(text)) == ["rest", "hold"]


def test_at_the_end_rests_are_dropped_and_words_are_kept() -> None:
    timeline = from_text(step('hold = "10s"\nrest = "30s"') + '[[step]]\nsay = "Well done."\n[[step]]\nrest = "1m"\n')

    assert segment_line(timeline) == "say 0 1 · hold 1 10 · say 11 2 · ◦ 13"


@pytest.mark.parametrize(
    ("set_rest", "pause", "round_rest", "length"),
    [
        ("10s", None, "60s", 60),  # the round is the outer one
        ("90s", None, "60s", 60),  # also where it is shorter
        ("10s", "20s", None, 20),  # a pause is outer to a set
        ("10s", "20s", "30s", 30),
        ("10s", None, None, 10),  # an outer rest that nobody wrote does not count
    ],
)
def test_where_rests_meet_the_outer_one_counts(
    set_rest: str, pause: str | None, round_rest: str | None, length: float
) -> None:
    rest = f'rest = "{round_rest}"\n' if round_rest else ""
    pauses = f', {{ rest = "{pause}" }}' if pause else ""
    text = (
        f"{NAME}[[block]]\nrepeat = 2\n{rest}"
        f'step = [ {{ name = "S", ready = 0, hold = "10s", rest = "{set_rest}" }}{pauses} ]\n'
    )

    timeline = from_text(text)

    assert [s.seconds for s in timeline.segments if s.kind is SegmentKind.REST] == [length]


def test_where_the_rests_of_two_rounds_meet_the_outer_one_counts_also_where_it_is_shorter() -> None:
    timeline = from_text(
        f'{NAME}[[block]]\nrepeat = 2\nrest = "40s"\n[[block.step]]\nrepeat = 2\nrest = "90s"\n'
        'step = [ { name = "S", hold = "9s" } ]\n'
    )

    assert [s.seconds for s in timeline.segments if s.kind is SegmentKind.REST] == [90, 40, 90]


def test_a_written_rest_of_nothing_counts() -> None:
    text = f'{NAME}[[block]]\nrepeat = 2\nrest = 0\nstep = [ {{ name = "S", hold = "10s", rest = "30s" }} ]\n'

    assert kinds(from_text(text)) == ["ready", "hold", "ready", "hold"]


def test_a_rest_until_done_waits_and_says_at_once_what_comes_next() -> None:
    timeline = from_text(step('hold = "10s"\nsets = 2\nrest = "done"'))

    rest = next(s for s in timeline.segments if s.kind is SegmentKind.REST)
    said = [cue for cue in timeline.cues if cue.segment == rest.index and cue.text and not cue.beyond]
    assert (rest.seconds, rest.open_ended, rest.limit) == (60, True, 180)
    assert [(cue.offset, cue.text) for cue in said] == [(0.5, "Rest."), (0.9, "Last set.")]
    assert [cue.text for cue in timeline.cues if cue.segment == rest.index and cue.kind is CueKind.COUNTDOWN] == []


def test_a_rest_of_at_least_a_minute_rests_a_minute_and_then_waits() -> None:
    timeline = from_text(step('hold = "10s"\nsets = 2\nrest = "60s+"'))

    rests = [s for s in timeline.segments if s.kind is SegmentKind.REST]
    assert [(s.seconds, s.open_ended) for s in rests] == [(60, False), (0, True)]


@pytest.mark.parametrize(
    ("body", "estimate", "limit"),
    [
        ('until = "done"', 60, 180),
        ('until = "done"\nabout = "20s"', 20, 120),
        ('until = "done"\nat_most = "5m"', 300, 300),
        ('reps = 10\npace = "self"', 30, 120),
        ('reps = "max"', 60, 180),
        ('distance = "20 m"\nabout = "90s"', 90, 270),
        ('reps = 8\npace = "self"\nabout = "40s"\nat_most = "1m"', 40, 60),
    ],
)
def test_a_waiting_go_is_estimated_and_ends_by_itself_in_the_end(body: str, estimate: float, limit: float) -> None:
    timeline = from_text(step(body))

    wait = timeline.segments[-1]
    assert (wait.kind, wait.seconds, wait.limit, wait.estimated) == (SegmentKind.WAIT, estimate, limit, True)
    assert [cue.offset for cue in timeline.cues if cue.kind is CueKind.LIMIT] == [limit - 15]


def test_at_least_thirty_seconds_are_thirty_and_then_a_wait_of_none() -> None:
    timeline = from_text(step('time = "30s+"'))

    assert segment_line(timeline) == "say 0 1 · work 1 30 · wait 31 0~ · ◦ 31~"
    assert "That is 30 seconds." in [cue.text for cue in timeline.cues]
    assert not [cue for cue in timeline.cues if cue.kind is CueKind.COUNTDOWN]


def test_fixed_sets_on_a_clock_rest_until_the_next_mark() -> None:
    timeline = from_text(step('time = "40s"\nsets = 3\nevery = "1m"'))

    assert segment_line(timeline) == "say 0 1 · work 1 40 · rest 41 20 · work 61 40 · rest 101 20 · work 121 40 · ◦ 161"


def test_held_reps_are_hold_relax_hold_without_a_last_relax() -> None:
    timeline = from_text(step('reps = 3\nhold = "5s"\nrelax = "2s"'))

    assert segment_line(timeline) == "say 0 1 · hold 1 5 · relax 6 2 · hold 8 5 · relax 13 2 · hold 15 5 · ◦ 20"
    assert [cue.text for cue in timeline.cues if cue.kind is CueKind.TEMPO] == ["1", "Relax", "2", "Relax", "3"]


def test_alternating_reps_count_over_both_sides() -> None:
    timeline = from_text(step('reps = 4\npace = "5s"\nsides = "alternate"\ncues = { rep-2 = "{side}." }'))

    assert [cue.text for cue in timeline.cues if cue.kind is CueKind.TEMPO and cue.text] == ["1", "3", "4"]
    assert spoken(timeline, CueKind.REP) == ["right."]


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ('time = "60s"\ncues = { start = "x" }', [0]),
        ('time = "60s"\ncues = { 20s = "x" }', [20]),
        ('time = "60s"\ncues = { "0:20" = "x" }', [20]),
        ('time = "60s"\ncues = { -10s = "x" }', [50]),
        ('time = "60s"\ncues = { -60s = "x" }', [0]),
        ('time = "60s"\ncues = { -61s = "x" }', []),
        ('time = "60s"\ncues = { half = "x" }', [30]),
        ('time = "60s"\ncues = { every-15s = "x" }', [15, 30, 45]),
        ('time = "20s"\ncues = { 30s = "x" }', []),
        ('reps = 10\npace = "2s"\ncues = { rep-5 = "x" }', [8]),
        ('reps = 10\npace = "2s"\ncues = { every-3-reps = "x" }', [4, 10, 16]),
        ('reps = 10\npace = "2s"\ncues = { last-rep = "x" }', [18]),
        ('reps = 8\npace = "2s"\ncues = { half = "x" }', [8]),
        ('reps = 8\npace = "self"\ncues = { 5s = "x" }', [5]),
        ('until = "done"\nat_most = "60s"\ncues = { -10s = "x" }', [50]),
        ('until = "done"\ncues = { -10s = "x" }', []),
        ('until = "done"\ncues = { half = "x" }', []),
        ('reps = 3\nhold = "5s"\nrelax = "2s"\ncues = { half = "x" }', [9.5]),
    ],
)
def test_a_cue_time_counts_from_the_start_or_the_end_of_the_go(body: str, at: list[float]) -> None:
    timeline = from_text(step(body))

    start = next(s.start for s in timeline.segments if s.kind is not SegmentKind.SAY)
    assert [cue.at - start for cue in timeline.cues if cue.text == "x"] == at


def test_set_cues_are_said_once_a_set_and_start_cues_on_each_side() -> None:
    timeline = from_text(
        step('hold = "20s"\nsets = 2\nsides = "each"\ncues = { start = "go", set-2 = "two", last-set = "last" }')
    )

    said = [(round(cue.at, 1), cue.text) for cue in timeline.cues if cue.text in ("go", "two", "last")]
    assert said == [(1, "go"), (26, "go"), (46, "go"), (46.4, "two"), (46.8, "last"), (71, "go")]


def test_an_end_cue_is_said_half_a_second_after_the_go_and_before_the_rest_is_announced() -> None:
    timeline = from_text(step('hold = "20s"\nsets = 2\nrest = "30s"\ncues = { end = "Shake it out." }'))

    assert (21.5, "Shake it out.") in cue_lines(timeline)
    assert (22.7, "Rest, 30 seconds.") in cue_lines(timeline)


def test_lists_of_cues_rotate_over_the_session() -> None:
    timeline = from_text(step('hold = "20s"\nsets = 3\ncues = { start = ["one", "two"] }'))

    assert spoken(timeline, CueKind.START) == ["one", "two", "one"]


def test_the_own_half_way_call_gives_way_to_a_cue_nearby() -> None:
    timeline = from_text(step('time = "60s"\ncues = { 27s = "x" }'))

    assert spoken(timeline, CueKind.HALF) == []
    assert [item.why for item in timeline.left_out] == [WhyLeftOut.YIELDS]


def test_a_file_s_half_replaces_the_player_s() -> None:
    timeline = from_text(step('time = "60s"\ncues = { half = "Mid." }'))

    assert spoken(timeline, CueKind.HALF) == ["Mid."]


def test_a_cue_that_would_run_into_the_countdown_is_left_out_with_its_room() -> None:
    timeline = from_text(step('time = "60s"\ncues = { -5s = "one two three four five six seven eight" }'))

    assert [(item.why, item.room) for item in timeline.left_out if item.cue.own] == [(WhyLeftOut.NO_ROOM, 2.0)]


def test_of_two_cues_at_one_moment_the_second_follows_the_first() -> None:
    timeline = from_text(step('time = "20s"\ncues = { 10s = "one two", half = "three" }'))

    assert [(cue.offset, cue.text) for cue in timeline.cues if cue.own] == [(10.0, "one two"), (10.8, "three")]


def test_a_cue_that_would_have_to_wait_more_than_three_seconds_is_given_up() -> None:
    timeline = from_text(
        step('time = "40s"\ncues = { 5s = "one two three four five six seven eight nine ten eleven", 6s = "late" }')
    )

    assert [(item.cue.text, item.why) for item in timeline.left_out if item.cue.own] == [("late", WhyLeftOut.GIVEN_UP)]


def test_no_two_spoken_cues_overlap_save_counts_that_make_room() -> None:
    timeline = from_text(
        step(
            'reps = 12\ntempo = "3-1-2-0"\nsets = 2\nrest = "20s"\n'
            'cues = { every-10s = "Slow and steady.", rep-3 = "Push the floor away.", half = "Half." }'
        )
    )

    said = sorted((cue.at, cue.at + cue.seconds) for cue in timeline.cues if cue.text)
    assert all(end <= start + 1e-6 for (_, end), (start, _) in itertools.pairwise(said))


def test_a_short_rest_says_at_once_what_comes_next() -> None:
    timeline = from_text(step('hold = "10s"\nsets = 2\nrest = "16s"'))

    assert (11.5, "Last set.") in cue_lines(timeline)


def test_load_and_effort_are_left_out_where_a_rest_is_too_short_for_them() -> None:
    text = (
        step('hold = "10s"\nrest = "7s"')
        + '[[step]]\nname = "Long name here"\nhold = "20s"\nload = "20 kg"\neffort = "6-7"\n'
    )

    # 7 s − 0.5 − 3 leaves 3.5 s; "Next: Long name here. 20 seconds, 20 kilograms. Effort 6 to 7." takes 4.8 s
    assert (11.5, "Next: Long name here. 20 seconds.") in cue_lines(from_text(text))


@pytest.mark.parametrize(
    ("talk", "heard", "said"),
    [
        (Spoken.FULL, 9, "Back to the wall. Feet out."),
        (Spoken.USUAL, 2, "Back to the wall. Feet out."),
        (Spoken.USUAL, 3, "Back to the wall."),
        (Spoken.BRIEF, 0, None),
    ],
)
def test_how_much_of_a_set_up_is_said_is_a_matter_of_talk(talk: Spoken, heard: int, said: str | None) -> None:
    text = (
        f'{NAME}[[step]]\nexercise = "sit"\nhold = "10s"\nsets = 2\n'
        '[exercise.sit]\nname = "Sit"\nsetup = "Back to the wall. Feet out."\n'
    )

    timeline = from_text(text, talk=talk, setups_heard={"sit": heard})

    assert spoken(timeline, CueKind.SAY) == ([said] if said else [])


def test_say_is_said_again_at_the_switch_only_if_it_names_the_side() -> None:
    plain = from_text(
        step('ready = "5s"\nhold = "10s"\nsides = "each"\nswitch = "10s"\nsay = "Stand tall."').replace(
            "ready = 0\n", ""
        )
    )
    named = from_text(
        step('ready = "5s"\nhold = "10s"\nsides = "each"\nswitch = "10s"\nsay = "Your {side} foot."').replace(
            "ready = 0\n", ""
        )
    )

    assert spoken(plain, CueKind.SAY) == ["Stand tall."]
    assert spoken(named, CueKind.SAY) == ["Your left foot.", "Your right foot."]


def test_opening_and_end_say_welcome_equipment_and_goodbye() -> None:
    text = (
        'name = "R"\nwelcome = "Hello there."\ngoodbye = "Bye now."\nequipment = ["sled", "clear lane"]\n'
        '[[step]]\nname = "S"\nready = 0\nhold = "10s"\n'
    )

    timeline = from_text(text)

    # 0.5 + 2 words + 5 words = 3.3 s, rounded up
    assert segment_line(timeline) == "say 0 4 · hold 4 10 · say 14 2 · ◦ 16"
    assert cue_lines(timeline)[:2] == [(0.5, "Hello there."), (1.3, "You need: sled, clear lane.")]
    assert cue_lines(timeline)[-1] == (14.5, "Bye now.")


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("countdown", CueKind.COUNTDOWN),
        ("half", CueKind.HALF),
        ("next", CueKind.NEXT),
        ("rest", CueKind.REST),
        ("sides", CueKind.SIDE),
        ("counts", CueKind.TEMPO),
        ("go", CueKind.GO),
        ("end", CueKind.END),
        ("equipment", CueKind.EQUIPMENT),
        ("limit", CueKind.LIMIT),
        ("ready", CueKind.NAME),
    ],
)
def test_everything_that_coach_adds_can_be_turned_off(field: str, kind: CueKind) -> None:
    text = (
        'name = "R"\nequipment = ["mat"]\n[[step]]\nname = "S"\nhold = "40s"\nsets = 2\nsides = "each"\nrest = "30s"\n'
        '[[step]]\nname = "T"\nreps = 5\n[[step]]\nname = "U"\nuntil = "done"\n'
    )

    on, off = from_text(text), from_text(text, added=Added(**{field: False}))

    assert any(cue.kind is kind for cue in on.cues)
    assert not any(cue.kind is kind for cue in off.cues)


def test_used_steps_keep_their_own_defaults_and_their_last_rest_is_dropped() -> None:
    """B25, B26."""
    inner = (
        'name = "Warm"\nwelcome = "Not said."\n[defaults]\nrest = "20s"\n'
        '[[step]]\nname = "A"\nready = 0\nhold = "10s"\nsets = 2\n'
    )
    outer = 'name = "R"\n[[block]]\nuse = "warm"\n[[block]]\nstep = [ { name = "B", ready = 0, hold = "10s" } ]\n'
    routine, problems = read_routine(outer, file="r.toml", find=lambda name, origin: Found("warm.toml", inner))
    assert routine is not None, problems

    timeline = compile_timeline(routine, Choices(), load_phrases(), FixedLengths())

    assert segment_line(timeline) == "say 0 1 · hold 1 10 · rest 11 20 · hold 31 10 · hold 41 10 · ◦ 51"
