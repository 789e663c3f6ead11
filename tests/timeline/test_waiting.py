"""What ends at "done": its estimate, its limit, and which cues it can have (docs/rules.md T5–T7, T12)."""

from __future__ import annotations

import pytest

from coach.timeline.model import CueKind, SegmentKind
from coach.timeline.paper import as_text
from tests.timeline.building import cue_lines, from_text, one_step, segment_line, spoken

NAME = 'name = "R"\n'


@pytest.mark.parametrize(
    ("body", "estimate", "limit"),
    [
        ('time = "30s+"', 0, 120),
        ('hold = "30s+"\nabout = "50s"', 20, 120),
        ('hold = "30s+"\nabout = "90s"', 60, 180),
        ('hold = "30s+"\nat_most = "1m"', 0, 30),
        ('hold = "30s+"\nabout = "40s"\nat_most = "70s"', 10, 40),
    ],
)
def test_after_the_time_of_an_open_end_comes_a_wait_for_the_rest_of_it(
    body: str, estimate: float, limit: float
) -> None:
    """T5, B22: `about` and `at_most` count from the start of the go."""
    timeline = from_text(one_step(body))

    wait = timeline.segments[-1]
    assert (wait.kind, wait.start, wait.seconds, wait.limit) == (SegmentKind.WAIT, 31, estimate, limit)


def test_cues_of_an_open_end_count_within_its_time_and_nothing_counts_down() -> None:
    """B22, T12, T13: half, from the end and the player's half-way are those of the 30 s."""
    own = from_text(one_step('hold = "30s+"\ncues = { half = "h", -10s = "e", 40s = "no" }'))
    plain = from_text(one_step('hold = "30s+"'))

    assert cue_lines(own)[1:] == [(16, "h"), (21, "e"), (31, "That is 30 seconds.")]
    assert cue_lines(plain)[1:] == [(16, "Halfway."), (31, "That is 30 seconds.")]
    assert not [cue for cue in (*own.cues, *plain.cues) if cue.kind is CueKind.COUNTDOWN]


def test_a_limit_shorter_than_the_estimate_is_the_estimate() -> None:
    timeline = from_text(one_step('reps = 20\npace = "self"\nat_most = "30s"'))

    assert segment_line(timeline) == "say 0 1 · wait 1 30~ · ◦ 31~"


def test_a_limit_too_short_for_the_call_before_it_has_none() -> None:
    timeline = from_text(one_step('until = "done"\nat_most = "15s"'))

    assert spoken(timeline, CueKind.LIMIT) == []


def test_cues_behind_the_estimate_are_there_and_not_listed() -> None:
    timeline = from_text(one_step('until = "done"\ncues = { every-40s = "x" }'))

    # 60 s by guess, 180 s at most; the call comes 15 s before that
    assert [(cue.offset, cue.beyond) for cue in timeline.cues if cue.text == "x"] == [
        (40, False),
        (80, True),
        (120, True),
        (160, True),
    ]
    assert [at for at, text in cue_lines(timeline) if text == "x"] == [41]


def test_a_rest_that_waits_says_the_announcement_that_touches_it() -> None:
    timeline = from_text(
        f'{NAME}[[step]]\nname = "S"\nready = 0\nhold = "10s"\nrest = "done"\n[[step]]\nsay = "Walk back."\n'
        '[[step]]\nname = "T"\nhold = "10s"\n'
    )

    assert segment_line(timeline) == "say 0 1 · hold 1 10 · rest 11 60~ · hold 71 10 · ◦ 81~"
    assert (
        cue_lines(timeline)[1:]
        == [
            (11.5, "Rest. Walk back."),
            (12.7, "Next: T. 10 seconds."),
            (176, "15 seconds, then on. Any key to stay."),
        ][:2]
    )


def test_an_endless_every_in_a_wait_is_placed_a_limited_number_of_times() -> None:
    """What waits is in no total, so nothing else keeps a small file from asking for millions of cues."""
    timeline = from_text(one_step('until = "done"\nat_most = "4h"\nabout = "1m"\ncues = { every-1s = "x" }'))

    assert len([cue for cue in timeline.cues if cue.text == "x"]) <= 999


def test_what_gives_way_behind_the_estimate_is_not_listed_as_left_out() -> None:
    cues = 'cues = { every-45s = "Soft belly." }'
    timeline = from_text(one_step(f'until = "done"\nabout = "1m30s"\nat_most = "4m"\n{cues}'))

    behind = [item for item in timeline.left_out if item.cue.offset > 90]
    paper = list(as_text(timeline))

    assert [item.cue.text for item in behind] == ["Soft belly."]
    assert [line for line in paper if "gives way" in line or "more important is said" in line] == []
