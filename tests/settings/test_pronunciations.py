"""The user's pronunciations: what is right counts, what is wrong is placed."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.paths import Paths, user_paths
from coach.settings.pronunciations import load_pronunciations


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return user_paths({"COACH_HOME": str(tmp_path)})


def test_without_a_file_there_are_none(paths: Paths) -> None:
    assert load_pronunciations(paths) == ({}, [])


def test_words_are_by_language_and_engine(paths: Paths) -> None:
    paths.pronunciations_file.write_text('[en]\nVMO = "teardrop"\n[en.piper]\nRDL = "hinge"\n[de-AT]\nVMO = "Vau"\n')
    found, problems = load_pronunciations(paths)

    assert problems == []
    assert found["en"].of("Piper")("VMO RDL") == "teardrop hinge"
    assert found["en"].of("eSpeak NG")("VMO RDL") == "teardrop RDL"
    assert found["de-at"].of("Piper")("VMO") == "Vau"


@pytest.mark.parametrize(
    ("text", "code", "line", "message"),
    [
        ('VMO = "x"', "S101", 1, "`VMO` stands in no language"),
        ("[german]", "S101", 1, "`german` is no language"),
        ("[en]\nVMO = 3", "S201", 2, "what is said for `VMO` is text in quotes"),
        ('[en]\n"# kg" = "# # kilos"', "S201", 2, "there are more # in “# # kilos” than in `# kg`"),
        ('[en]\n" " = "x"', "S201", 2, "what is written has 1 to 200 characters"),
        ("[en.flite]\nVMO = 'x'", "S101", 1, "`flite` is no engine"),
        ("[en.piper.deep]\nVMO = 'x'", "S201", 1, "`deep` is a table in the table of an engine"),
    ],
)
def test_what_is_wrong_is_placed_and_left_out(paths: Paths, text: str, code: str, line: int, message: str) -> None:
    paths.pronunciations_file.write_text(f"{text}\n[es]\nRDL = 'R'\n")
    found, problems = load_pronunciations(paths)

    assert [(problem.code, problem.place.line) for problem in problems] == [(code, line)]
    assert problems[0].message.startswith(message)
    assert found["es"].of("Piper")("RDL") == "R"


def test_a_file_that_is_no_toml_or_cannot_be_read_is_a_problem(paths: Paths) -> None:
    paths.pronunciations_file.write_text("[en\n")
    broken = load_pronunciations(paths)
    paths.pronunciations_file.unlink()
    paths.pronunciations_file.mkdir()
    folder = load_pronunciations(paths)

    assert broken[0] == folder[0] == {}
    assert len(broken[1]) >= 1
    assert [problem.code for problem in folder[1]] == ["S001"]
