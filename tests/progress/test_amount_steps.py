"""The smallest steps of amounts, up and down."""

from __future__ import annotations

from typing import Any

import pytest

from coach.progress import amount_steps as steps
from coach.routine.model import Series
from coach.routine.notation import read, written


def amount(key: str, text: Any) -> Series[Any]:
    return read(key, text)


def said(series: Series[Any] | None) -> Any:
    return written(series) if series is not None else None


@pytest.mark.parametrize(
    "now, longer",
    [
        ("30s", "35s"),
        ("42s", "45s"),
        ("45s", None),
        ("60s", None),
        ("20s..30s", "25s..35s"),
        ("40s..45s", "45s..45s"),
        (["20s", "45s"], ["25s", "45s"]),
    ],
)
def test_a_hold_grows_by_five_seconds_to_45_and_never_shrinks(now: Any, longer: Any) -> None:
    assert said(steps.longer_hold(amount("hold", now))) == longer


@pytest.mark.parametrize(
    "now, goes, longer",
    [
        ("5m", 1, "6m"),
        ("1m", 3, ["1m", "1m", "2m"]),
        (["1m", "1m", "2m"], 3, ["1m", "2m", "2m"]),
        (["1m", "2m", "2m"], 3, "2m"),
        ("9m30s", 1, None),
        ("5m", 2, None),
        ("1m..3m", 3, None),
    ],
)
def test_a_walk_grows_by_a_minute_in_all_up_to_ten(now: Any, goes: int, longer: Any) -> None:
    assert said(steps.longer_walk(amount("time", now), goes)) == longer


@pytest.mark.parametrize("now, more", [("4-5", "5-6"), (6, 7), ("6-7", None), (7, None), (9, None)])
def test_the_effort_of_a_sled_grows_by_a_point_up_to_seven(now: Any, more: Any) -> None:
    assert said(steps.more_effort(amount("effort", now))) == more


@pytest.mark.parametrize(
    "now, file, more",
    [
        ("8-12", "8-12", 9),
        (9, "8-12", 10),
        (12, "8-12", None),
        (8, 8, None),
        ("max", "max", None),
        (["8-10", "6-8"], ["8-10", "6-8"], [9, 7]),
        ([10, 7], ["8-10", "6-8"], [10, 8]),
        (9, ["8-10", "6-8"], [9, 7]),
    ],
)
def test_reps_grow_by_one_within_the_range_of_the_file(now: Any, file: Any, more: Any) -> None:
    assert said(steps.more_reps(amount("reps", now), amount("reps", file))) == more


@pytest.mark.parametrize(
    "now, more",
    [
        ("10 kg", "10.5 kg"),
        ("20 kg", "21 kg"),
        ("5 kg", "5.5 kg"),
        ("4.5 kg", None),
        ("25 lb", "26 lb"),
        ("9 lb", None),
        ("body", None),
        (["10 kg", "body"], None),
        ("10 kg..20 kg", "10.5 kg..21 kg"),
    ],
)
def test_a_load_grows_by_what_is_within_five_percent_or_by_one_unit_within_ten(now: Any, more: Any) -> None:
    assert said(steps.more_load(amount("load", now))) == more


@pytest.mark.parametrize(
    "now, less",
    [("10 kg", "8 kg"), ("6 kg", "4.5 kg"), ("25 lb", "20 lb"), ("0.5 kg", None), ("light band", None), ("body", None)],
)
def test_a_load_is_eased_to_four_fifths_rounded_down(now: Any, less: Any) -> None:
    assert said(steps.less_load(amount("load", now))) == less
