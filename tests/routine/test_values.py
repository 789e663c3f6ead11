"""What each value may be: accepted where it can be understood, refused with a reason where it cannot."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.routine import durations, values
from coach.routine.durations import written_seconds
from coach.routine.model import NO_SIDES, Distance, Duration, Effort, Load, Pace, Reps, Side, Sides, Tempo, Until
from coach.routine.refusal import Refusal

LEFT, RIGHT = Side.LEFT, Side.RIGHT


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("45s", 45),
        ("1m30s", 90),
        ("1:30", 90),
        ("2 min", 120),
        (90, 90),
        (2.5, 2.5),
        ("90", 90),
        ("0:90", 90),
        ("1:00:00", 3600),
        ("1h", 3600),
        ("1.5m", 90),
        ("1,5 min", 90),
        ("1 min 30 sec", 90),
        ("1m30", 90),
        ("2 minutes and 5 seconds", 125),
        (" 45 S ", 45),
        ("20m", 1200),
    ],
)
def test_a_duration_is_understood(written: Any, seconds: float) -> None:
    assert durations.amount_of_time(written) == Duration(float(seconds))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "R201"),
        ("soon", "R201"),
        ("45 sex", "R201"),
        ("1:2:3:4", "R201"),
        ("30s 20s", "R201"),
        ("s", "R201"),
        (True, "R201"),
        (None, "R201"),
        (float("nan"), "R201"),
        ([], "R201"),
        ("0s", "R202"),
        (0, "R202"),
        ("-5s", "R202"),
        (-5, "R202"),
        ("5 km", "R204"),
        ("20 steps", "R204"),
        ("6h", "R203"),
        (10**400, "R201"),
        ("9" * 500, "R201"),
    ],
)
def test_a_duration_that_cannot_be_understood_is_refused(written: Any, code: str) -> None:
    found = durations.amount_of_time(written)

    assert isinstance(found, Refusal)
    assert code == found.code


def test_a_plus_makes_a_duration_open_ended_where_that_is_allowed() -> None:
    assert durations.amount_of_time("30s+") == Duration(30.0, True)
    assert isinstance(durations.pause("30s+"), Refusal)


@given(st.integers(1, 18_000))
def test_seconds_are_read_back_as_they_are_written(seconds: int) -> None:
    assert durations.amount_of_time(written_seconds(seconds)) == Duration(float(seconds))


def test_pauses_and_rests_may_be_zero() -> None:
    assert durations.pause(0) == 0.0
    assert durations.rest("0s") == Duration(0.0)
    assert durations.rest("done") is Until.DONE


@pytest.mark.parametrize(
    ("written", "reps"),
    [
        (8, Reps(8)),
        ("8", Reps(8)),
        (8.0, Reps(8)),
        ("8-12", Reps(8, 12)),
        ("8–12", Reps(8, 12)),
        ("8 to 12", Reps(8, 12)),
        ("8-8", Reps(8)),
        ("max", Reps(0, maximum=True)),
    ],
)
def test_reps_are_a_number_a_range_or_max(written: Any, reps: Reps) -> None:
    assert reps == values.reps(written)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("many", "R201"),
        (8.5, "R201"),
        ("12-8", "R201"),
        (True, "R201"),
        (0, "R202"),
        (-3, "R202"),
        (1000, "R203"),
        ("9-1000", "R203"),
    ],
)
def test_other_reps_are_refused(written: Any, code: str) -> None:
    found = values.reps(written)

    assert isinstance(found, Refusal)
    assert code == found.code


@pytest.mark.parametrize(
    ("written", "tempo"),
    [
        ("3-1-2-0", (3, 1, 2, 0)),
        ("3-1-3", (3, 1, 3, 0)),
        ("3010", (3, 0, 1, 0)),
        (3010, (3, 0, 1, 0)),
        (120, (0, 1, 2, 0)),
        ("X-0-X-0", (1, 0, 1, 0)),
        ("30x0", (3, 0, 1, 0)),
        ("2.5-0-1,5-0", (2.5, 0, 1.5, 0)),
        ("3 - 1 - 2 - 0", (3, 1, 2, 0)),
        ("3/1/2/0", (3, 1, 2, 0)),
    ],
)
def test_a_tempo_has_four_parts(written: Any, tempo: tuple[float, float, float, float]) -> None:
    assert values.tempo(written) == Tempo(tempo)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("3-1", "R201"),
        ("slow", "R201"),
        ("313", "R201"),
        ("2.3-0-1-0", "R201"),
        ("61-0-1-0", "R201"),
        ("0-0-0-0", "R202"),
        (-3010, "R201"),
        (2**10000, "R201"),
    ],
)
def test_other_tempos_are_refused(written: Any, code: str) -> None:
    found = values.tempo(written)

    assert isinstance(found, Refusal)
    assert code == found.code


@pytest.mark.parametrize(
    ("written", "load"),
    [
        ("20 kg", Load(20.0, "kg")),
        ("20kg", Load(20.0, "kg")),
        ("12,5 kilos", Load(12.5, "kg")),
        ("45 lbs", Load(45.0, "lb")),
        ("body", Load(None, "body")),
        ("light  band", Load(None, "light band")),
        ("2 x 8 kg", Load(None, "2 x 8 kg")),
        ("0 kg", Load(0.0, "kg")),
    ],
)
def test_a_load_is_a_weight_or_words(written: str, load: Load) -> None:
    assert load == values.load(written)


@pytest.mark.parametrize(
    ("written", "code"), [(20, "R201"), ("20", "R201"), ("", "R201"), ("-5 kg", "R202"), (True, "R201")]
)
def test_other_loads_are_refused(written: Any, code: str) -> None:
    found = values.load(written)

    assert isinstance(found, Refusal)
    assert code == found.code


@pytest.mark.parametrize(
    ("written", "distance"),
    [
        ("20 m", Distance(20.0, "m")),
        ("20m", Distance(20.0, "m")),
        ("0.5 km", Distance(0.5, "km")),
        ("60 feet", Distance(60.0, "ft")),
        ("20 yards", Distance(20.0, "yd")),
        ("1 mile", Distance(1.0, "mi")),
        ("40 steps", Distance(40.0, "steps")),
    ],
)
def test_a_distance_has_a_unit(written: str, distance: Distance) -> None:
    assert distance == values.distance(written)


@pytest.mark.parametrize(
    ("written", "code"),
    [(20, "R201"), ("20", "R201"), ("far", "R201"), ("5 min", "R204"), ("0 m", "R202"), ("-20 m", "R202")],
)
def test_other_distances_are_refused(written: Any, code: str) -> None:
    found = values.distance(written)

    assert isinstance(found, Refusal)
    assert code == found.code


def test_an_effort_goes_from_0_to_10() -> None:
    assert [Effort(0), Effort(10), Effort(6, 7)] == [values.effort(0), values.effort("10"), values.effort("6-7")]
    assert [_code(values.effort(written)) for written in (11, -1, 6.5, "7-6")] == ["R201", "R202", "R201", "R201"]


def test_a_pace_is_seconds_or_self() -> None:
    assert [durations.pace("4s"), durations.pace(2.5), durations.pace("self")] == [4.0, 2.5, Pace.SELF]
    assert [_code(durations.pace(written)) for written in (0, "quick")] == ["R202", "R201"]


def test_sides_are_words_or_a_list() -> None:
    assert values.sides("each") == Sides((LEFT, RIGHT))
    assert values.sides("alternate") == Sides(alternate=True)
    assert values.sides("left") == Sides((LEFT,))
    assert values.sides("none") == NO_SIDES
    assert values.sides(["right", "left", "right"]) == Sides((RIGHT, LEFT, RIGHT))
    assert [_code(values.sides(written)) for written in ("rigth", [], ["each"], ["left"] * 21)] == [
        "R201",
        "R201",
        "R201",
        "R203",
    ]


def test_a_number_of_sets_goes_from_1_to_50() -> None:
    assert [values.count(written) for written in (1, "50", 3.0)] == [1, 50, 3]
    assert [_code(values.count(written)) for written in (0, -1, 51, "three")] == ["R202", "R202", "R203", "R201"]


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.from_regex(r"[0-9smhkgx.:, +-]{0,12}"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
PARSERS = [
    durations.amount_of_time,
    durations.rest,
    durations.pause,
    durations.length,
    durations.pace,
    values.count,
    values.reps,
    values.effort,
    values.distance,
    values.load,
    values.tempo,
    values.sides,
]


@pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: str(parse.__name__))
@given(value=anything)
@settings(max_examples=60)
def test_no_value_ends_in_an_exception(parse: Any, value: Any) -> None:
    found = parse(value)

    assert not isinstance(found, Refusal) or found.code in {"R201", "R202", "R203", "R204"}


def _code(found: object) -> str:
    assert isinstance(found, Refusal)
    return found.code
