"""Reading on behind what TOML refuses: all lines at once, and nothing said of a line that was only guessed at."""

from __future__ import annotations

import pytest

from coach.routine.read import read_routine
from coach.source import Problem, read_document, read_on

NAMED = 'name = "Knees"\n[[step]]\nname = "Sit"\n'


def problems(text: str) -> list[Problem]:
    return read_routine(text, file="f.toml")[1]


def said(text: str) -> list[tuple[str, int]]:
    """Return code and line of each problem of a routine."""
    return [(problem.code, problem.place.line) for problem in problems(text)]


def test_what_is_wrong_on_the_other_lines_is_said_too() -> None:
    assert said(f"{NAMED}hold = 45s\nstes = 3\nrest = “x”\n") == [("R002", 4), ("R101", 5), ("R002", 6), ("R201", 6)]


def test_a_value_that_is_still_wrong_in_quotes_is_said_instead_of_the_quotes() -> None:
    assert said(f"{NAMED}hold = 45x\n") == [("R201", 4)]


def test_columns_are_those_of_the_file_and_not_of_the_corrected_line() -> None:
    (first, second) = problems('name = "Knees"\n[[step]]\nname: Sit\nhold = { eays = 20s }\n')

    assert (first.place.column, second.place.column) == (5, 10)


@pytest.mark.parametrize(
    "text",
    [
        'name: \n[[step]]\nname = "a"\nhold = 9\n',
        f"{NAMED}hold = =\n",
        f"{NAMED}reps = ?!\n",
        f"{NAMED}time:\n",
    ],
)
def test_a_key_on_a_line_that_cannot_be_read_is_not_missed(text: str) -> None:
    assert [code for code, _ in said(text) if code in ("R103", "R106")] == []


def test_a_step_after_lines_that_cannot_be_read_keeps_its_place() -> None:
    assert said(f'{NAMED}hold = 45s\n\n...\n\n[[step]]\nname = "b"\nhodl = 3\n')[-1] == ("R101", 10)


def test_lines_that_are_no_part_of_the_routine_are_left_out_one_by_one() -> None:
    assert said(f"Hello,\n{NAMED}hold = 9\n--\nSam\n") == [("R002", 1), ("R002", 6), ("R002", 7)]


def test_what_is_not_mended_makes_no_routine() -> None:
    text = f"{NAMED}hold = 45s\n"
    document, found, reread = read_on(text, "f.toml")

    assert read_document(text, "f.toml") == (None, found)
    assert document is not None
    assert reread is not None
    assert document.data["step"] == [{"name": "Sit", "hold": "45s"}]
    assert read_routine(text, file="f.toml")[0] is None


def test_more_than_fifty_lines_are_not_all_said() -> None:
    found = problems(NAMED + "".join(f"k{number} = 45s\n" for number in range(80)))

    assert len(found) == 50
    assert found[-1].help[-1] == "there may be more below: check again when these are mended"


@pytest.mark.parametrize("first", ["{", "<workout_file>", "---", "[", '[{"name": 1}'])
def test_a_file_of_another_kind_is_named_and_nothing_else_is_said(first: str) -> None:
    (problem,) = problems(f"\n{first}\n  x: 1\n")

    assert (problem.code, problem.place.line) == ("R002", 2)
    assert problem.message.endswith("and no routine")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_file_in_another_encoding_is_read_on(encoding: str) -> None:
    text = NAMED.replace("Sit", "Kühe") + "hodl = 3\n"

    found = read_routine(text.encode(encoding), file="f.toml")[1]

    assert [(problem.code, problem.place.line) for problem in found][-1] == ("R101", 4)
    assert found[0].code == "R001"
