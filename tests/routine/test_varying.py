"""Values by level, then by list or ramp."""

from __future__ import annotations

from typing import Any

import pytest

from coach.routine import durations, values
from coach.routine.model import EVERY_LEVEL, Duration, Listed, Load, Ramp, Reps, Single
from coach.routine.varying import UnknownLevel, Wrong, varying, written


def seconds(*numbers: float) -> tuple[Duration, ...]:
    return tuple(Duration(float(number)) for number in numbers)


def read(value: Any, levels: tuple[str, ...] = ()) -> Any:
    found = varying(value, ("hold",), durations.amount_of_time, levels)
    assert not found.wrong, found.wrong
    return found.by_level


def test_a_value_a_list_and_a_ramp_are_told_apart() -> None:
    assert {EVERY_LEVEL: Single(Duration(20.0))} == read("20s")
    assert {EVERY_LEVEL: Listed(seconds(20, 30))} == read(["20s", 30])
    assert {EVERY_LEVEL: Ramp(*seconds(20, 40))} == read("20s..40s")
    assert {EVERY_LEVEL: Ramp(*seconds(60, 120))} == read("1..2 min")


def test_levels_are_the_outermost_table() -> None:
    assert {"easy": Listed(seconds(20, 30)), "hard": Ramp(*seconds(30, 40))} == read(
        {"easy": ["20s", "30s"], "hard": "30s..40s"}, ("easy", "hard")
    )


def test_a_level_that_is_none_is_named() -> None:
    found = varying({"esay": "20s"}, ("hold",), durations.amount_of_time, ("easy",))

    assert [UnknownLevel(("hold", "esay"), "esay")] == found.wrong


@pytest.mark.parametrize(
    ("parse", "value", "expected"),
    [
        (values.load, "20 kg..30 kg", Ramp(Load(20.0, "kg"), Load(30.0, "kg"))),
        (values.load, "20..30 kg", Ramp(Load(20.0, "kg"), Load(30.0, "kg"))),
        (values.load, "30..20 kg", Ramp(Load(30.0, "kg"), Load(20.0, "kg"))),
        (values.load, "slow...ly", Single(Load(None, "slow...ly"))),
        (values.reps, "8..12", Ramp(Reps(8), Reps(12))),
    ],
)
def test_a_ramp_of_other_kinds(parse: Any, value: str, expected: object) -> None:
    assert {EVERY_LEVEL: expected} == varying(value, ("x",), parse, ()).by_level


@pytest.mark.parametrize(
    ("parse", "value"),
    [
        (values.load, "20 kg..30 lb"),
        (values.load, "light..heavy"),
        (values.reps, "8-10..12-14"),
        (values.reps, "8..max"),
        (durations.amount_of_time, "20s+..40s+"),
        (durations.amount_of_time, "20s..30s..40s"),
        (durations.amount_of_time, "20s.."),
        (durations.rest, "20s..done"),
        (durations.amount_of_time, []),
        (durations.amount_of_time, {}),
        (durations.amount_of_time, [{"a": "20s"}]),
        (durations.amount_of_time, [["20s"]]),
        (durations.amount_of_time, ["20s..30s"]),
    ],
)
def test_what_makes_no_series_is_refused(parse: Any, value: Any) -> None:
    found = varying(value, ("x",), parse, ())

    assert found.by_level == {}
    assert [wrong.refusal.code for wrong in found.wrong if isinstance(wrong, Wrong)] == ["R201"]


def test_a_value_is_kept_as_it_was_written() -> None:
    assert [written(value) for value in ("20s..40s", 20, ["20s", 30], {"easy": 20, "week 1": True})] == [
        "20s..40s",
        "20",
        '["20s", 30]',
        '{ easy = 20, "week 1" = true }',
    ]
