"""Nothing a user feeds in ends in a traceback, and every problem has a place in the file."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.paths import bundled_routines
from coach.routine.library import check_library, read_library
from coach.routine.read import Found, Missing, read_routine
from coach.source import as_json, plain, report

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "toml-test"
LIBRARY = read_library((bundled_routines() / "exercises.toml").read_bytes(), "exercises.toml")
TEXTS = [path.read_text("utf-8") for path in sorted(bundled_routines().glob("*.toml")) if path.name != "exercises.toml"]
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
        at = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                lines.insert(at, chance.choice(lines))
            case 1 | 2:
                lines[at] = re.sub(r"=\s*.+$", lambda _: f"= {chance.choice(VALUES)}", lines[at])
            case 3:
                lines.insert(at, f"{chance.choice(KEYS)} = {chance.choice(VALUES)}")
            case 4:
                where = chance.randrange(len(lines[at]) + 1)
                lines[at] = lines[at][:where] + chance.choice("\"'[]{}=,#.\\\t“x0 \u200b漢\x00") + lines[at][where:]
            case _:
                lines[at] = chance.choice(HEADERS)
    return "\n".join(lines)


@given(st.sampled_from(TEXTS), st.integers(min_value=0))
@settings(max_examples=300)
def test_a_damaged_routine_has_a_report_with_places_in_it(text: str, seed: int) -> None:
    text = damaged(text, random.Random(seed))
    found, problems = read_routine(text, file="f.toml", library=LIBRARY, find=find)

    assert found is not None or problems
    lines = text.split("\n")
    for problem in problems:
        assert report(problem, {"f.toml": text}, color=True)
        assert "\n" not in plain(problem)
        assert as_json(problem)["message"]
        if problem.place.file == "f.toml":
            assert 1 <= problem.place.line <= len(lines)
            assert 1 <= problem.place.column <= problem.place.end_column <= len(lines[problem.place.line - 1]) + 2


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_end_in_a_traceback(data: bytes) -> None:
    found, problems = read_routine(data, file="f.toml", library=LIBRARY, find=find)

    assert found is not None or problems


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the TOML project's test files are not here")
def test_none_of_the_toml_projects_files_is_a_routine_or_ends_in_a_traceback() -> None:
    for path in sorted(CORPUS.rglob("*.toml")):
        data = path.read_bytes()
        found, problems = read_routine(data, file=path.name, library=LIBRARY, find=find)
        check_library(data, path.name)

        assert found is None
        assert problems, path
