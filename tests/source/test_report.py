"""How problems are shown."""

from __future__ import annotations

import pytest

from coach.source import Mark, Place, Problem, Severity, as_json, in_order, plain, report, reports
from coach.source.report import shortened


def problem(
    line: int = 1, column: int = 1, end: int = 5, file: str = "a.toml", also: tuple[Mark, ...] = (), label: str = ""
) -> Problem:
    return Problem("R101", Severity.ERROR, Place(file, line, column, end), "wrong", label, also, ("one", "two"))


def test_line_numbers_of_two_digits_widen_the_gutter() -> None:
    text = "\n" * 9 + "hodl = 1\n"

    assert report(problem(10), {"a.toml": text}) == (
        "error[R101]: wrong\n  --> a.toml:10:1\n10 | hodl = 1\n   | ^^^^\n   help: one\n   help: two"
    )


def test_two_marks_on_one_line_share_its_excerpt() -> None:
    also = (Mark(Place("a.toml", 1, 1, 2), "this"),)

    assert report(problem(1, 5, 6, also=also, label="and this"), {"a.toml": "a = b\n"}) == (
        "error[R101]: wrong\n --> a.toml:1:5\n1 | a = b\n  | - this\n  |     ^ and this\n  help: one\n  help: two"
    )


def test_a_mark_in_another_file_has_a_place_line_of_its_own() -> None:
    also = (Mark(Place("b.toml", 2, 1, 4), "longer than this"),)
    texts = {"a.toml": "rest = 1\n", "b.toml": "\nfoo\n"}

    assert report(problem(also=also), texts) == (
        "error[R101]: wrong\n --> a.toml:1:1\n1 | rest = 1\n  | ^^^^\n"
        " --> b.toml:2:1\n2 | foo\n  | --- longer than this\n  help: one\n  help: two"
    )


def test_without_the_text_the_excerpt_is_left_out() -> None:
    assert report(problem(), {}) == "error[R101]: wrong\n --> a.toml:1:1\n  help: one\n  help: two"


def test_the_caret_stands_below_wide_letters_and_tabs() -> None:
    assert report(problem(1, 5, 6), {"a.toml": "\t膝🦵Ａx"}).split("\n")[2:4] == ["1 |     膝🦵Ａx", "  |           ^"]


def test_combining_marks_take_no_column() -> None:
    assert report(problem(1, 3, 4), {"a.toml": "e\u0301x"}).split("\n")[3] == "  |  ^"


def test_a_long_line_is_shown_around_the_caret() -> None:
    shown = report(problem(1, 501, 505), {"a.toml": "a" * 500 + "hodl" + "b" * 500}).split("\n")

    assert shown[2] == "1 | …" + "a" * 30 + "hodl" + "b" * 56 + "…"
    assert shown[3] == "  |  " + " " * 30 + "^^^^"


def test_a_long_line_of_wide_letters_is_no_wider() -> None:
    shown = report(problem(1, 101, 103), {"a.toml": "膝" * 100 + "ab" + "🦵" * 100}).split("\n")

    assert shown[2] == "1 | …" + "膝" * 15 + "ab" + "🦵" * 29 + "…"
    assert shown[3] == "  |  " + " " * 30 + "^^"


def test_of_a_line_as_long_as_a_file_only_the_place_is_looked_at() -> None:
    shown = report(problem(1, 900_001, 900_005), {"a.toml": "a" * 900_000 + "hodl" + "b" * 90_000}).split("\n")

    assert shown[2:4] == ["1 | …" + "a" * 30 + "hodl" + "b" * 56 + "…", "  |  " + " " * 30 + "^^^^"]


def test_a_korean_syllable_in_parts_takes_the_columns_of_one() -> None:
    assert report(problem(1, 4, 5), {"a.toml": "\u1112\u1161\u11abx"}).split("\n")[3] == "  |   ^"


def test_what_is_wrong_on_many_lines_is_shown_four_times_and_then_listed() -> None:
    found = list(reports([problem(line) for line in range(1, 8)], {"a.toml": "hodl\n" * 7}))

    assert len(found) == 4
    assert found[3].split("\n")[-2:] == ["  help: two", "  help: the same on lines 5, 6 and 7"]


def test_what_is_wrong_on_five_lines_is_shown_on_each() -> None:
    assert len(list(reports([problem(line) for line in range(1, 6)], {}))) == 5


def test_what_is_wrong_on_very_many_lines_is_counted() -> None:
    found = list(reports([problem(line) for line in range(1, 100)], {}))

    assert found[3].endswith("help: the same on 95 more lines, up to line 99")


def test_nothing_in_a_file_can_steer_the_terminal() -> None:
    text = "a = \x1b[31m\u202e"

    assert report(problem(1, 1, 2), {"a.toml": text}).split("\n")[2] == "1 | a = ␛[31m\ufffd"


def test_colour_stands_only_where_it_is_asked_for() -> None:
    assert "\x1b" in report(problem(), {"a.toml": "hodl"}, color=True)
    assert "\x1b" not in report(problem(), {"a.toml": "hodl"})


def test_plain_is_one_line() -> None:
    also = (Mark(Place("a.toml", 7, 1, 4), "and this"),)

    assert plain(problem(also=also)) == ("a.toml:1:1: error R101: wrong; and this: line 7; help: one; help: two")


def test_json_has_the_stable_names() -> None:
    assert as_json(problem()) == {
        "code": "R101",
        "severity": "error",
        "file": "a.toml",
        "line": 1,
        "column": 1,
        "end_column": 5,
        "message": "wrong",
        "help": ["one", "two"],
    }


def test_problems_stand_in_the_order_of_the_file_and_only_once() -> None:
    first, second, other = problem(1), problem(2), problem(1, file="0.toml")

    assert in_order([second, other, first, first], "a.toml") == [first, second, other]


@pytest.mark.parametrize(
    "text, columns, shown",
    [
        ("Plank", 5, "Plank"),
        ("Plank", 4, "Pla…"),
        ("Side plank", 6, "Side…"),
        ("膝の運動", 8, "膝の運動"),
        ("膝の運動", 7, "膝の運…"),
        ("膝の運動", 6, "膝の…"),
        ("Plank", 1, "…"),
        ("Plank", 0, ""),
    ],
)
def test_what_is_too_long_is_cut_by_columns(text: str, columns: int, shown: str) -> None:
    assert shortened(text, columns) == shown
