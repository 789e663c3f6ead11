"""Nothing a user feeds in ends in a traceback, and every problem has a place in the file."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.paths import bundled_routines
from coach.routine.library import check_library, read_library
from coach.routine.model import Routine
from coach.routine.read import Found, Missing, read_routine
from coach.source import Problem, as_json, as_text, plain, reports
from coach.source.report import visible
from coach.testing import FixedLengths
from coach.timeline.lint import lint
from coach.words.files import load_phrases

SHARED = Path(os.environ.get("COACH_SHARED") or Path(__file__).parents[3] / "shared")
CORPUS = SHARED / "corpus" / "toml-test"
LIBRARY = read_library((bundled_routines() / "exercises.toml").read_bytes(), "exercises.toml")
TEXTS = [
    path.read_text("utf-8")
    for folder in (bundled_routines(), SHARED / "examples")
    for path in sorted(folder.glob("*.toml"))
    if path.name != "exercises.toml"
]
PHRASES = load_phrases()
VALUES = [
    '"20s"',
    "true",
    "-5",
    "0",
    '"8-12"',
    '"20s..40s"',
    '["1","2"]',
    "{start=1}",
    "{}",
    "[]",
    "1e400",
    "nan",
    "00:01:30",
    '"max"',
    '"done"',
    "[[]]",
    "[{}]",
    '""',
    "1979-05-27",
    '{left="a",right="b"}',
    '"30s+"',
    '"..."',
    '".."',
    '"1..2..3"',
    '"X-X-X-X"',
    "{step=[]}",
    '"each"',
    "45s",
    "“x”",
    "yes",
    '"5 min"',
    '"{rep} {x}"',
    "0x" + "f" * 5000,
    "9" * 400,
]
KEYS = [
    "time",
    "hold",
    "reps",
    "distance",
    "until",
    "sets",
    "sides",
    "use",
    "repeat",
    "every",
    "rest",
    "ready",
    "cues",
    "say",
    "load",
    "effort",
    "step",
    "block",
    "id",
    "name",
    "exercise",
    "type",
    "pace",
    "tempo",
    "levels",
    "ask",
    "off",
    "days",
    "at",
    "at_most",
    "about",
    "switch",
    "relax",
    "defaults",
    "format",
    "welcome",
    "checkin",
    "schedule",
    "0.5m",
    "half",
]
HEADERS = [
    "[step]",
    "[[step]]",
    "[[block]]",
    "[block.step]",
    "[[block.step]]",
    "[defaults]",
    "[step.cues]",
    "[checkin]",
    "[schedule]",
    "[exercise]",
    "[exercise.wall-sit]",
    "[[exercise]]",
    "[step.step]",
    "[[step.step]]",
    "[block.defaults]",
    "[step.cues.half]",
]


def find(reference: str, origin: str) -> Found | Missing:
    path = bundled_routines() / "knee-warm-up.toml"
    return Found(str(path), path.read_bytes()) if reference == "knee-warm-up" else Missing("cannot be found")


def damaged(text: str, chance: random.Random) -> str:
    """Return a routine with a few mistakes of the kinds that people make."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 5)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        line = lines[at]
        where = chance.randrange(len(line) + 1)
        match chance.randrange(11):
            case 0:
                lines.insert(at, lines[other])
            case 1 | 2:
                lines[at] = re.sub(r"=\s*.+$", lambda _: f"= {chance.choice(VALUES)}", line)
            case 3:
                lines.insert(at, f"{chance.choice(KEYS)} = {chance.choice(VALUES)}")
            case 4:
                lines[at] = line[:where] + chance.choice("\"'[]{}=,#.\\\t“x0 \u200b漢\x00") + line[where:]
            case 5:
                lines[at], lines[other] = lines[other], line
            case 6 if len(lines) > 1:
                del lines[at]
            case 7:
                lines[at] = line[:where] + line[where + 1 :]
            case 8:
                lines[at] = line[:where] + line[where : where + 2][::-1] + line[where + 2 :]
            case 9:
                lines[at] = re.sub(r"^[\w-]+", chance.choice(KEYS), line)
            case _:
                lines[at] = chance.choice(HEADERS)
    return "\n".join(lines)


def read(data: bytes) -> tuple[Routine | None, list[Problem]]:
    """Return what is read of a file and all that is wrong with it, what only the timeline shows, too."""
    found, problems = read_routine(data, file="f.toml", library=LIBRARY, find=find)
    return found, problems + (lint(found, PHRASES, FixedLengths()) if found is not None else [])


def check_answer(data: bytes) -> None:
    """Check that there is a routine or a problem, twice the same, and every problem placed in the file and shown."""
    found, problems = read(data)
    text = as_text(data)
    lines = text.replace("\r\n", "\n").split("\n")

    assert found is not None or problems
    assert read(data) == (found, problems)
    for shown in reports(problems, {"f.toml": text}, color=True):
        assert visible(re.sub(r"\x1b\[[\d;]*m|\n", "", shown)) == re.sub(r"\x1b\[[\d;]*m|\n", "", shown)
    for problem in problems:
        assert "\n" not in plain(problem)
        assert as_json(problem)["message"]
        assert len(problem.help) <= 3
        if problem.place.file == "f.toml":
            assert 1 <= problem.place.line <= len(lines)
            assert 1 <= problem.place.column <= problem.place.end_column <= len(lines[problem.place.line - 1]) + 2


@given(st.sampled_from(TEXTS), st.integers(min_value=0))
@settings(max_examples=300)
def test_a_damaged_routine_has_a_report_with_places_in_it(text: str, seed: int) -> None:
    check_answer(damaged(text, random.Random(seed)).encode())


@given(
    st.sampled_from(TEXTS), st.lists(st.tuples(st.integers(min_value=0), st.binary(max_size=3)), min_size=1, max_size=4)
)
@settings(max_examples=150)
def test_a_routine_with_wrong_bytes_has_a_report_with_places_in_it(text: str, changes: list[tuple[int, bytes]]) -> None:
    data = text.encode()
    for offset, put in changes:
        at = offset % len(data)
        data = data[:at] + put + data[at + 1 :]

    check_answer(data)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_end_in_a_traceback(data: bytes) -> None:
    check_answer(data)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the TOML project's test files are not here")
def test_none_of_the_toml_projects_files_is_a_routine_or_ends_in_a_traceback() -> None:
    for path in sorted(CORPUS.rglob("*.toml")):
        data = path.read_bytes()
        found, problems = read_routine(data, file=path.name, library=LIBRARY, find=find)
        check_library(data, path.name)

        assert found is None
        assert problems, path
        assert list(reports(problems, {path.name: as_text(data)}))
