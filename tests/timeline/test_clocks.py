"""`every`: sets and rounds start on a clock, what is left is rest, what waits is ended (T8)."""

from __future__ import annotations

import pytest

from coach.timeline.model import CueKind, SegmentKind
from tests.timeline.building import cue_lines, from_text, one_step, segment_line, spoken

NAME = 'name = "R"\n'


def test_rounds_on_a_clock_start_a_minute_after_each_other() -> None:
    """Block `every`: the ready only before the first round, sides and switches inside the minute."""
    timeline = from_text(
        f'{NAME}[[block]]\nname = "B"\nrepeat = 3\nevery = "1m"\n'
        'step = [ { name = "S", time = "20s", sides = "each", rest = "5s" } ]\n'
    )

    # ready: 0.5 + 0.4 × (B, 3 rounds. S. 20 seconds each side, left first.) + 3 = 0.5 + 4.4 + 3 = 7.9, so 8
    assert segment_line(timeline) == (
        "say 0 1 · ready 1 8 · work L 9 20 · switch 29 5 · work R 34 20 · rest 54 15 · "
        "work L 69 20 · switch 89 5 · work R 94 20 · rest 114 15 · "
        "work L 129 20 · switch 149 5 · work R 154 20 · ◦ 174"
    )
    assert [(at, text) for at, text in cue_lines(timeline) if "round" in text.lower()] == [
        (1.5, "B, 3 rounds. S. 20 seconds each side, left first."),
        (54.5, "Round 2 of 3. S. 20 seconds each side, left first."),
        (114.5, "Last round. S. 20 seconds each side, left first."),
    ]


def test_the_gap_of_the_last_set_is_kept_if_anything_follows() -> None:
    """B23."""
    timeline = from_text(
        f'{NAME}[[step]]\nname = "S"\nready = 0\ntime = "40s"\nsets = 2\nevery = "1m"\n'
        '[[step]]\nname = "T"\nhold = "9s"\n'
    )

    assert segment_line(timeline) == "say 0 1 · work 1 40 · rest 41 20 · work 61 40 · rest 101 20 · hold 121 9 · ◦ 130"


def test_ten_minutes_on_the_minute_end_with_the_tenth_set() -> None:
    """B23: 9:24 from the first set on."""
    timeline = from_text(one_step('reps = 8\npace = "self"\nsets = 10\nevery = "1m"'))

    assert timeline.seconds - 1 == 9 * 60 + 24
    assert timeline.open_ended


def test_a_list_of_clocks_gives_each_set_its_own() -> None:
    timeline = from_text(one_step('time = "20s"\nsets = 3\nevery = ["30s", "50s"]'))

    assert [s.start for s in timeline.segments if s.kind is SegmentKind.WORK] == [1, 31, 81]


def test_a_waiting_go_is_ended_at_the_mark_and_estimated_no_longer() -> None:
    """T8: 30 reps at 3 s are 90 s, the minute has 60."""
    timeline = from_text(
        f'{NAME}[[step]]\nname = "S"\nready = 0\nreps = 30\npace = "self"\nsets = 2\nevery = "1m"\n'
        'cues = { every-25s = "x", 70s = "late" }\n'
    )

    waits = [s for s in timeline.segments if s.kind is SegmentKind.WAIT]
    assert [(s.start, s.seconds, s.anchor, s.until_mark) for s in waits] == [(1, 60, 1, 60), (61, 60, 1, 120)]
    assert [cue.offset for cue in timeline.cues if cue.text == "x"] == [25, 50, 25, 50]
    assert not [cue for cue in timeline.cues if cue.text == "late" or cue.kind is CueKind.LIMIT]


def test_a_rest_whose_length_is_a_guess_knows_its_mark_and_speaks_from_its_end() -> None:
    """B40: "Rest." without a length; what comes next and the countdown keep their distance from the end."""
    timeline = from_text(one_step('reps = 8\npace = "self"\nsets = 2\nevery = "1m"'))

    rest = timeline.segments[2]
    said = {cue.text: cue.from_end for cue in timeline.cues if cue.segment == 2 and cue.text}
    assert (rest.kind, rest.seconds, rest.estimated, rest.anchor, rest.until_mark) == (
        SegmentKind.REST,
        36,
        True,
        1,
        60,
    )
    assert said == {"Rest.": False, "Last set.": True, "3": True, "2": True, "1": True}


def test_a_set_that_fills_its_clock_is_followed_by_the_next_at_once() -> None:
    """T4: a set started by `every` has no get-ready."""
    timeline = from_text(one_step('time = "60s"\nsets = 2\nevery = "1m"'))

    assert segment_line(timeline) == "say 0 1 · work 1 60 · work 61 60 · ◦ 121"
    assert timeline.overruns == ()


def test_a_step_after_a_full_clock_has_its_get_ready() -> None:
    """T4: it follows neither a rest nor a switch, and no clock starts it."""
    timeline = from_text(
        f'{NAME}[[step]]\nname = "S"\nready = 0\ntime = "60s"\nsets = 2\nevery = "1m"\n'
        '[[step]]\nname = "T"\nhold = "9s"\n'
    )

    assert segment_line(timeline) == "say 0 1 · work 1 60 · work 61 60 · ready 121 5 · hold 126 9 · ◦ 135"


@pytest.mark.parametrize(
    ("body", "late"),
    [
        ('time = "70s"\nsets = 2\nevery = "1m"', [10, 20]),
        ('time = "70s"\nevery = "1m"', [10]),  # also where nothing follows
        ('time = "30s"\nsets = 1\nsides = "each"\nevery = "1m"', [5]),  # with the switch
        ('time = "60s"\nsets = 2\nevery = "1m"', []),
        ('reps = 30\npace = "self"\nsets = 2\nevery = "1m"', []),  # what waits is ended instead
    ],
)
def test_fixed_work_that_is_longer_than_its_clock_is_kept_on_record(body: str, late: list[float]) -> None:
    """T8: R201."""
    timeline = from_text(one_step(body))

    assert [item.seconds for item in timeline.overruns] == late


def test_a_default_rest_is_not_used_beside_a_clock() -> None:
    timeline = from_text(
        f'{NAME}[defaults]\nrest = "50s"\n[[step]]\nname = "S"\nready = 0\ntime = "40s"\nsets = 2\nevery = "1m"\n'
    )

    assert [s.seconds for s in timeline.segments if s.kind is SegmentKind.REST] == [20]


def test_a_list_goes_on_rotating_where_a_clock_leaves_no_time_to_say_it() -> None:
    """B28: the line of a round that says nothing is not kept for the next."""
    timeline = from_text(
        f'{NAME}[[block]]\nrepeat = 3\nevery = ["20s", "40s"]\n'
        'step = [ { name = "S", time = "20s", say = ["one", "two", "three"] } ]\n'
    )

    assert spoken(timeline, CueKind.SAY) == ["one", "three"]


def test_a_rest_that_may_be_longer_than_guessed_has_its_countdown_in_reserve() -> None:
    """T8, T11: by guess the reps take the whole clock; who is quicker is counted in all the same."""
    timeline = from_text(one_step('reps = 10\npace = "self"\nsets = 2\nevery = "30s"'))

    rest = timeline.segments[2]
    counted = [cue for cue in timeline.cues if cue.segment == 2 and cue.kind is CueKind.COUNTDOWN]
    assert (rest.kind, rest.seconds) == (SegmentKind.REST, 0)
    assert [(cue.offset, cue.from_end, cue.beyond) for cue in counted] == [
        (-3, True, True),
        (-2, True, True),
        (-1, True, True),
    ]
