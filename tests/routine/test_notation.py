"""Amounts as text and back, with the format's own parsers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine.model import Duration, Effort, Listed, Load, Ramp, Reps, Series, Single
from coach.routine.notation import NotationError, is_amount, read, written

lengths = st.floats(0.5, 3600, allow_nan=False) | st.integers(1, 18000).map(float)
durations = st.builds(Duration, lengths, st.booleans())
fixed = st.builds(Duration, lengths)
reps = st.integers(1, 999).map(Reps) | st.tuples(st.integers(1, 99), st.integers(1, 99)).map(
    lambda pair: Reps(pair[0], pair[0] + pair[1])
)
loads = st.builds(Load, st.floats(0, 500, allow_nan=False), st.sampled_from(["kg", "lb"]))
efforts = st.integers(0, 10).map(Effort)


def series(values: st.SearchStrategy[object], ends: st.SearchStrategy[object]) -> st.SearchStrategy[Series[object]]:
    return st.one_of(
        values.map(Single),
        st.lists(values, min_size=1, max_size=5).map(lambda found: Listed(tuple(found))),
        st.builds(Ramp, ends, ends),
    )


def same_unit(unit: str) -> st.SearchStrategy[Series[object]]:
    return series(loads, st.builds(Load, st.floats(0, 500, allow_nan=False), st.just(unit)))


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("hold", "30s", Single(Duration(30))),
        ("hold", "20s..30s", Ramp(Duration(20), Duration(30))),
        ("hold", ["20s", "30s"], Listed((Duration(20), Duration(30)))),
        ("time", "1m30s", Single(Duration(90))),
        ("hold", "30s+", Single(Duration(30, open_ended=True))),
        ("reps", 8, Single(Reps(8))),
        ("reps", "8-12", Single(Reps(8, 12))),
        ("reps", "max", Single(Reps(0, maximum=True))),
        ("reps", "8..12", Ramp(Reps(8), Reps(12))),
        ("load", "12.5 kg", Single(Load(12.5, "kg"))),
        ("load", "body", Single(Load(None, "body"))),
        ("load", "light band", Single(Load(None, "light band"))),
        ("effort", "6-7", Single(Effort(6, 7))),
    ],
)
def test_an_amount_is_written_as_in_a_file_and_read_again(key: str, text: object, value: Series[object]) -> None:
    assert written(value) == text
    assert read(key, text) == value


@given(series(durations, fixed))
def test_every_length_of_time_comes_back(value: Series[object]) -> None:
    assert read("hold", written(value)) == value


@given(series(reps, st.integers(1, 999).map(Reps)))
def test_every_count_of_reps_comes_back(value: Series[object]) -> None:
    assert read("reps", written(value)) == value


@given(same_unit("kg") | same_unit("lb"))
def test_every_load_comes_back(value: Series[object]) -> None:
    assert read("load", written(value)) == value


@given(series(efforts, efforts))
def test_every_effort_comes_back(value: Series[object]) -> None:
    assert read("effort", written(value)) == value


@pytest.mark.parametrize(
    ("key", "text", "reason"),
    [
        ("hold", "20 kg", "is not a length of time"),
        ("hold", 0, "cannot be zero"),
        ("hold", [], "is an empty list"),
        ("reps", "12-8", "is a range that goes down"),
        ("load", 12, "needs a unit"),
        ("effort", 11, "is more than 10"),
        ("hold", {"easy": "20s"}, "cannot differ by level here"),
    ],
)
def test_what_no_file_could_say_is_refused_with_its_reason(key: str, text: object, reason: str) -> None:
    with pytest.raises(NotationError, match=reason):
        read(key, text)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("hold", Single(Duration(0))),
        ("hold", Single(Duration(6 * 3600))),
        ("reps", Single(Reps(1000))),
        ("effort", Single(Effort(12))),
        ("load", Single(Load(-1, "kg"))),
        ("load", Single(Load(None, "12 kg"))),
    ],
)
def test_a_made_value_that_no_file_could_ask_for_is_no_amount(key: str, value: Series[object]) -> None:
    assert not is_amount(key, value)
