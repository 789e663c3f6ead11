"""The reference of the format: complete, equal to the page in docs/, and its examples are read without a word."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from coach.routine.cuetimes import cue_time
from coach.routine.files import load_library
from coach.routine.manual import reference
from coach.routine.model import CueAnchor, CueTime
from coach.routine.read import Found, Missing, read_routine
from coach.routine.reference import CODES, CUE_TIMES, PLACEHOLDERS, ROWS, SPECIAL, TABLES, row
from coach.words import speech

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference.md"

LIBRARY = load_library(None)

KEYS = [(table, key) for table, model in TABLES.items() for key in model.model_fields]

AMOUNTS = {"time", "hold", "reps", "distance", "until"}

BESIDE = {
    "about": 'until = "done"\n',
    "at_most": 'until = "done"\n',
    "every": 'hold = "20s"\nsets = 2\n',
    "pace": "reps = 10\n",
    "relax": 'reps = 5\nhold = "5s"\n',
    "tempo": "reps = 10\n",
}
"""What a step needs so that a key of it makes sense; else it holds for 40 s."""

ONE_STEP = '[[step]]\nname = "March"\nhold = "40s"\n'


def routine_with(table: str, key: str) -> str:
    """Return a whole routine that has the example of a key, where that table stands."""
    example = row(table, key).example + "\n"
    name = "" if (table, key) == ("routine", "name") else 'name = "Example"\n'
    if table == "routine":
        return f"{example}{name}{ONE_STEP}"
    if table == "step":
        what = "" if key in ("name", "exercise") else 'name = "March"\n'
        amount = "" if key in AMOUNTS else BESIDE.get(key, 'hold = "40s"\n')
        if key in ("use", "repeat", "step"):
            inner = '[[block.step.step]]\nname = "March"\nhold = "40s"\n'
            return f"{name}[[block]]\n[[block.step]]\n{example}{inner if key == 'repeat' else ''}"
        return f"{name}[[step]]\n{example}{what}{amount}"
    if table == "block":
        steps = "" if key == "use" else '[[block.step]]\nname = "March"\nhold = "40s"\n'
        return f"{name}[[block]]\n{example}{steps}"
    if table == "defaults":
        amount = "" if key in AMOUNTS else BESIDE.get(key, 'hold = "40s"\n')
        return f'{name}[defaults]\n{example}[[step]]\nname = "March"\n{amount}'
    if table == "exercise":
        named = "" if key == "name" else 'name = "March"\n'
        amount = "" if key in AMOUNTS else BESIDE.get(key, 'hold = "40s"\n')
        return f'{name}[[step]]\nexercise = "march"\n{amount}[exercise.march]\n{named}{example}'
    return f"{name}{ONE_STEP}[{table}]\n{example}"


def find(reference: str, origin: str) -> Found | Missing:
    return Found(f"{reference}.toml", f'name = "Used"\n{ONE_STEP}')


def test_the_page_is_what_is_made() -> None:
    """COACH_RENEW_GOLDENS=1 writes it again."""
    if os.environ.get("COACH_RENEW_GOLDENS"):
        PAGE.write_text(reference(), encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == reference()


def test_every_row_is_of_a_key_that_exists() -> None:
    keys = {key for _, key in KEYS}

    assert (set(ROWS) - keys, set(SPECIAL) - set(KEYS)) == (set(), set())


@pytest.mark.parametrize(("table", "key"), [key for key in KEYS if not row(*key).example.startswith("[")])
def test_every_example_is_read_without_a_word(table: str, key: str) -> None:
    text = routine_with(table, key)

    routine, problems = read_routine(text, file="example.toml", library=LIBRARY, find=find)

    assert [problem.message for problem in problems] == [], text
    assert routine is not None
    assert f"\n{row(table, key).example}\n" in f"\n{text}"


def test_every_way_to_say_when_has_its_line() -> None:
    times = {when: cue_time(when) for when in CUE_TIMES}

    assert {time.anchor for time in times.values() if isinstance(time, CueTime)} == set(CueAnchor)


def test_every_placeholder_has_its_line() -> None:
    assert tuple(PLACEHOLDERS) == speech.PLACEHOLDERS


def test_every_code_that_is_reported_has_its_line() -> None:
    """Found in the sources by how codes look."""
    sources = [
        path.read_text(encoding="utf-8")
        for folder in ("routine", "source", "timeline")
        for path in (ROOT / "coach" / folder).glob("*.py")
        if path.name != "reference.py"
    ]
    reported = {code for text in sources for code in re.findall(r'"([RW]\d{3})"', text)}

    assert len(reported) > 20
    assert reported - set(CODES) == set()


def test_no_cell_of_the_page_breaks_its_table() -> None:
    """Every row of a table has as many cells as its head."""
    width = 0
    for line in reference().splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") else 0
        assert not width or not cells or cells == width, line
        width = cells
