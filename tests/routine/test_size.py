"""However a large file is made to be slow, it is answered before anything in it is expanded (R203)."""

from __future__ import annotations

import pytest

from coach.routine.library import EMPTY, check_library
from coach.routine.limits import MOST_SEGMENTS
from coach.routine.read import read_routine
from coach.routine.size import MOST_ENTRIES, MOST_IN_ALL, MOST_STEPS
from coach.routine.tables import MOST_PROBLEMS
from coach.source import LARGEST_FILE, Problem, reports

NAMED = 'name = "x"\n'
STEP = '[[step]]\nname = "a"\ntime = "1s"\n'


def problems(text: str) -> list[Problem]:
    assert len(text) <= LARGEST_FILE
    return read_routine(text, file="f.toml")[1]


SIZE = LARGEST_FILE // 4
"""Characters; large enough for what takes quadratic time to take minutes."""


def filled(head: str, unit: str, tail: str = "") -> str:
    """Return a large text that is one unit again and again."""
    return head + unit * ((SIZE - len(head) - len(tail)) // len(unit)) + tail


def numbered(head: str, line: str, count: int) -> str:
    return head + "".join(line.format(number) for number in range(count))


TOO_MUCH = {
    "steps": filled(NAMED, STEP),
    "empty steps": filled(NAMED, "[[step]]\n"),
    "steps in braces": filled(f"{NAMED}step = [", '{name="a",time="1s"},', "]\n"),
    "blocks": filled(NAMED, '[[block]]\nuse = "x"\n'),
    "keys of a routine": numbered(NAMED, "key{} = 1\n", 18_000),
    "keys of a step": numbered(f"{NAMED}{STEP}", "key{} = 1\n", 18_000),
    "cues": numbered(f"{NAMED}{STEP}[step.cues]\n", '{}s = "a"\n', 18_000),
    "default cues": numbered(f"{NAMED}[defaults.cues]\n", '{}s = "a"\n', 18_000),
    "levels": filled(f"{NAMED}levels = [", '"a",', "]\n"),
    "values": filled(f'{NAMED}[[step]]\nname = "a"\nhold = [', '"1s",', "]\n"),
    "values that are wrong": filled(f'{NAMED}[[step]]\nname = "a"\nhold = [', '"x",', "]\n"),
    "lines that rotate": filled(f"{NAMED}{STEP}say = [", '"x",', "]\n"),
    "dots": filled("", "a.", "a = 1\n"),
    "dots in a header": filled("[", "a.", "a]\n"),
    "brackets": filled("a = ", "["),
    "braces": filled("a = ", "{a="),
}


@pytest.mark.parametrize("kind", TOO_MUCH)
def test_more_than_any_routine_writes_is_one_problem(kind: str) -> None:
    (problem,) = problems(TOO_MUCH[kind])

    assert problem.code == "R203"


NASTY = {
    "spaces": filled("", " "),
    "line ends": filled("", "\r\n"),
    "a comment": filled("", "#"),
    "quotes": filled("", '"'),
    "escaped quotes": filled('name = "', '\\"'),
    "escaped quotes, closed": filled('name = "', '\\"', '"\n'),
    "words": filled("", "word "),
    "curly quotes": "“" * SIZE,
    "lines with curly quotes": "name = “x”\n" * (SIZE // 12),
    "lines with colons": filled("", "name: x\n"),
    "one key": filled("", "a = 1\n"),
    "one header": filled("", "[step]\n"),
    "a number": filled("a = ", "9"),
    "placeholders": filled(f'{NAMED}welcome = "', "{x}", '"\n'),
    "pauses": filled(f'{NAMED}welcome = "', "...", '"\n'),
    "a ramp": filled(f'{NAMED}[[step]]\nname = "a"\nhold = "', "1..", '"\n'),
    "a duration": filled(f'{NAMED}[[step]]\nname = "a"\nhold = "', "1m ", '"\n'),
    "a tempo": filled(f'{NAMED}[[step]]\nname = "a"\nreps = 3\ntempo = "', "1-", '"\n'),
    "a name": filled('name = "', "a ", '"\n'),
    "unknown keys": numbered(NAMED, "", 0) + "".join(numbered("[[step]]\n", "kez{} = 1\n", 900) for _ in range(90)),
}


@pytest.mark.parametrize("kind", NASTY)
def test_a_large_file_of_any_kind_has_few_problems_that_can_be_shown(kind: str) -> None:
    found = problems(NASTY[kind])

    assert 1 <= len(found) <= MOST_PROBLEMS
    assert max(len(line) for shown in reports(found, {"f.toml": NASTY[kind]}) for line in shown.split("\n")) < 400


def test_as_many_steps_as_a_routine_may_have_segments_are_looked_at() -> None:
    assert MOST_STEPS >= MOST_SEGMENTS
    assert problems(NAMED + "[[step]]\nrest = 1\n" * 2000) == []


def test_a_library_may_have_more_exercises_than_a_step_keys() -> None:
    text = numbered("", '[exercise.e{}]\nname = "E"\n', MOST_ENTRIES + 1)

    assert check_library(text, "exercises.toml", EMPTY) == []


def test_a_library_of_more_than_can_be_read_is_one_problem() -> None:
    text = numbered("", "[exercise.e{}]\n", MOST_IN_ALL // 2) + "a = [" + "1," * 900 + "]\n"

    assert len(check_library(text, "exercises.toml", EMPTY)) <= MOST_PROBLEMS


@pytest.mark.parametrize(
    "text",
    [
        f"{NAMED}[[block]]\nrepeat=50\n[[block.step]]\nrepeat=50\nstep=[{{repeat=50,step=[{{name='a',reps=1,sets=50}}]}}]",
        f"{NAMED}[[step]]\nname='a'\nhold=[{'9,' * 999}9]\nreps=999",
        f"{NAMED}[[block]]\nrepeat=50\n[[block.step]]\nname='a'\nsides='each'\nhold=1\nreps=999",
    ],
)
def test_what_asks_for_billions_is_answered_before_it_is_expanded(text: str) -> None:
    assert {problem.code for problem in problems(text)} == {"R203"}
