from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.export.chart import Chart, Draw, Limit, Series, day_ticks, nice_top, ticks
from coach.export.plot import in_ascii, plot_lines
from coach.source.report import display_width
from tests.export.charts import BACK_OFF, FIRST, LIMIT, chart, day, points


def row(lines: list[str], label: str) -> str:
    """Return what is drawn in the row of a label."""
    return next(line.partition("| ")[2] for line in lines if line.split("|")[0].strip() == label)


def test_a_point_stands_in_the_row_of_its_number_by_its_letter() -> None:
    lines = plot_lines(chart(points("d", (0, 3))), 80)

    assert row(lines, "3") == "d"


def test_days_come_from_left_to_right_up_to_the_last_column() -> None:
    lines = plot_lines(chart(points("d", (0, 3), (83, 3))), 80)

    assert row(lines, "3").startswith("d ")
    assert max(len(line) for line in lines if line.endswith("d")) == 80


def test_points_of_two_series_in_one_cell_are_said_to_be_several() -> None:
    lines = plot_lines(chart(points("d", (0, 3)), points("a", (0, 3))), 80)

    assert row(lines, "3") == "*"
    assert any("* several" in line for line in lines)


def test_of_several_days_in_one_column_the_worst_is_shown() -> None:
    lines = plot_lines(chart(points("d", (0, 3), (1, 6)), days=3000), 80)

    assert row(lines, "6") == "d"
    assert row(lines, "3") == ""


def test_a_limit_is_a_line_along_the_highest_number_under_it() -> None:
    lines = plot_lines(chart(points("d", (0, 3)), limits=(LIMIT,)), 60)

    assert set(row(lines, "5")) == {"⠉"}
    assert any("over 5: too much" in line for line in lines)


def test_a_limit_that_falls_changes_its_row_on_that_day() -> None:
    falling = Limit("usual", ((FIRST, 4), (day(42), 2)), dotted=True)

    lines = plot_lines(chart(points("d", (0, 9)), limits=(falling,)), 80)

    assert row(lines, "4").strip() == "⠁" * len(row(lines, "4").strip())
    assert row(lines, "2").lstrip().startswith("⠁")
    assert len(row(lines, "4")) == len(row(lines, "2")) - len(row(lines, "2").lstrip())


def test_marks_have_a_row_of_their_own_under_the_numbers() -> None:
    lines = plot_lines(chart(points("d", (0, 3)), marks=(BACK_OFF,), marks_label="response"), 80)

    assert row(lines, "response").strip() == "B"


def test_bars_rise_from_one_to_their_number() -> None:
    week = Series("#", "days", ((FIRST, 3.0),), Draw.BARS, days=7)

    lines = plot_lines(chart(week, top=7), 80)

    assert [bool(row(lines, str(number))) for number in (1, 2, 3, 4)] == [True, True, True, False]


def test_a_chart_without_a_number_is_its_title_and_its_sentence() -> None:
    assert plot_lines(chart(), 80) == ["Knee pain, 0 to 10", "It is steady."]


def test_in_ascii_a_plot_keeps_its_lines_and_bars() -> None:
    week = Series("#", "days", ((FIRST, 6.0),), Draw.BARS, days=7)

    text = in_ascii("\n".join(plot_lines(chart(week, limits=(LIMIT,)), 60)))

    assert text.isascii()
    assert "6 | ###" in text
    assert "-----" in text


@given(
    columns=st.integers(40, 200),
    days=st.integers(1, 4000),
    top=st.floats(0, 1e7, allow_nan=False),
    whole=st.booleans(),
    numbers=st.lists(st.tuples(st.integers(0, 4000), st.floats(0, 1e7, allow_nan=False)), max_size=30),
)
def test_no_line_is_wider_than_asked_whatever_the_numbers(
    columns: int, days: int, top: float, whole: bool, numbers: list[tuple[int, float]]
) -> None:
    there = [(offset % days, number) for offset, number in numbers]
    of = chart(points("d", *there), days=days, top=float(min(10, int(top))) if whole else nice_top([top]), whole=whole)

    lines = plot_lines(of, columns)

    assert max(display_width(line) for line in lines) <= columns


@pytest.mark.parametrize(
    ("days", "most", "shown"),
    [(5, 12, 5), (84, 12, 12), (84, 7, 6), (366, 7, 6), (3650, 7, 5)],
)
def test_the_axis_names_as_many_days_as_fit(days: int, most: int, shown: int) -> None:
    named = day_ticks(Chart("t", FIRST, FIRST + timedelta(days=days - 1), 10), most)

    assert len(named) == shown
    assert named == sorted(set(named))


def test_the_last_days_of_the_calendar_are_no_trouble() -> None:
    last = date.max
    of = Chart("t", last - timedelta(days=900), last, 10, (Series("d", "", ((last, 3),)),))

    assert day_ticks(of, 8)
    assert plot_lines(of, 80)


@given(st.lists(st.floats(0, 1e9)))
def test_the_top_of_an_axis_is_never_under_its_numbers(numbers: list[float]) -> None:
    assert nice_top(numbers) >= max(numbers, default=0) * (1 - 1e-9)


@pytest.mark.parametrize(
    ("top", "whole", "expected"),
    [
        (10, True, [0, 2, 4, 6, 8, 10]),
        (7, True, [0, 1, 2, 3, 4, 5, 6, 7]),
        (250, False, [0, 50, 100, 150, 200, 250]),
    ],
)
def test_ticks_are_round_numbers_as_many_as_fit(top: float, whole: bool, expected: list[float]) -> None:
    assert ticks(Chart("t", FIRST, FIRST, top, whole=whole), 8) == expected
