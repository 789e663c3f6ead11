"""The three worked examples, second by second, with words at 0.4 s each."""

from __future__ import annotations

from tests.timeline.building import cue_lines, from_text, segment_line

KNEE_HOLDS = """
name = "Knee holds"

[[step]]
name = "Wall sit"
hold = "20s..30s"
sets = 3
rest = "30s"
ready = "10s"
cues = { half = "Halfway.", -8s = "Eight.", last-set = "Last one." }
"""

LEG_CIRCUIT = """
name = "Leg circuit"

[[block]]
name = "Legs"
repeat = 2
rest = "60s"

[[block.step]]
name = "Lunge"
sides = "each"
reps = [6, 8]
tempo = "3-0-1-0"
rest = "20s"
cues = { rep-3 = "Push through the {side} heel." }

[[block.step]]
name = "Spanish squat hold"
hold = "30s"
rest = "15s"

[[block.step]]
say = "Shake it out."
"""

SQUAT_MINUTES = """
name = "Squat minutes"

[[step]]
name = "Squat"
sets = 3
reps = 8
pace = "self"
every = "1m"

[[step]]
name = "easy walk"
until = "done"
at_most = "2m"
cues = { 30s = "30s", -10s = "-10s" }
"""


def test_the_wall_sit_lies_in_time_as_worked_out_by_hand() -> None:
    timeline = from_text(KNEE_HOLDS)

    assert (
        segment_line(timeline)
        == "say 0 2 · ready 2 10 · hold 12 20 · rest 32 30 · hold 62 25 · rest 87 30 · hold 117 30 · ◦ 147"
    )
    assert cue_lines(timeline) == [
        (0.5, "Knee holds."),
        (2.5, "Wall sit. 3 sets, first 20 seconds."),
        (22.0, "Halfway."),
        (24.0, "Eight."),
        (32.5, "Rest, 30 seconds."),
        (47.0, "Set 2 of 3, 25 seconds."),
        (74.5, "Halfway."),
        (79.0, "Eight."),
        (87.5, "Rest, 30 seconds."),
        (102.0, "Last set, 30 seconds."),
        (117.0, "Last one."),
        (132.0, "Halfway."),
        (139.0, "Eight."),
    ]
    assert countdowns(timeline) == [9.0, 29.0, 59.0, 84.0, 114.0, 144.0]


def test_the_leg_circuit_lies_in_time_as_worked_out_by_hand() -> None:
    timeline = from_text(LEG_CIRCUIT)

    assert segment_line(timeline) == (
        "say 0 2 · ready 2 8 · work L 10 24 · switch 34 5 · work R 39 24 · rest 63 20 · hold 83 30 · rest 113 60 · "
        "work L 173 32 · switch 205 5 · work R 210 32 · rest 242 20 · hold 262 30 · say 292 2 · ◦ 294"
    )
    assert cue_lines(timeline) == [
        (0.5, "Leg circuit."),
        (2.5, "Legs, 2 rounds. Lunge. 6 reps each side, left first."),
        (18.0, "Push through the left heel."),
        (34.5, "Switch. Right side."),
        (47.0, "Push through the right heel."),
        (63.5, "Rest, 20 seconds."),
        (68.0, "Next: Spanish squat hold. 30 seconds."),
        (98.0, "Halfway."),
        (113.5, "Rest, 1 minute. Shake it out."),
        (158.0, "Last round. Lunge. 8 reps each side, left first."),
        (181.0, "Push through the left heel."),
        (205.5, "Switch. Right side."),
        (218.0, "Push through the right heel."),
        (242.5, "Rest, 20 seconds."),
        (247.0, "Next: Spanish squat hold. 30 seconds."),
        (277.0, "Halfway."),
        (292.5, "Shake it out."),
    ]
    assert countdowns(timeline) == [7.0, 36.0, 80.0, 110.0, 170.0, 207.0, 259.0, 289.0]


def test_a_tempo_is_counted_aloud_with_the_number_of_each_rep() -> None:
    timeline = from_text(LEG_CIRCUIT)

    counts = [(cue.at, cue.text) for cue in timeline.cues if cue.kind.value == "tempo"]

    assert counts[:5] == [(10.0, "1. Down"), (11.0, "two"), (12.0, "three"), (13.0, "up"), (14.0, "2. Down")]
    assert [at for at, text in counts if text == "Last. Down"] == [30.0, 59.0, 201.0, 238.0]
    assert [text for at, text in counts if 18 <= at < 21] == ["", "", "three"]


def test_the_squat_minutes_lie_in_time_as_worked_out_by_hand() -> None:
    timeline = from_text(SQUAT_MINUTES)

    assert segment_line(timeline) == (
        "say 0 2 · ready 2 7 · wait 9 24~ · rest 33 36~ · wait 69 24~ · rest 93 36~ · wait 129 24~ · rest 153 36~ · "
        "wait 189 120~ · ◦ 309~"
    )
    assert cue_lines(timeline) == [
        (0.5, "Squat minutes."),
        (2.5, "Squat. 3 sets of 8 reps, every minute."),
        (33.5, "Rest."),
        (54.0, "Set 2 of 3."),
        (93.5, "Rest."),
        (114.0, "Last set."),
        (153.5, "Rest."),
        (174.0, "Next: easy walk. Until you are done."),
        (219.0, "30s"),
        (294.0, "15 seconds, then on. Any key to stay."),
        (299.0, "-10s"),
    ]
    assert countdowns(timeline) == [6.0, 66.0, 126.0, 186.0]


def countdowns(timeline: object) -> list[float]:
    """Return when each countdown begins."""
    return [cue.at for cue in timeline.cues if cue.text == "3"]  # type: ignore[attr-defined]
