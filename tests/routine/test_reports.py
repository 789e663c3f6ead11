"""What `coach check` says about a bad file, word for word: a routine beside its report, in `reports/`.

`COACH_RENEW_GOLDENS=1` writes the reports anew; read them before you commit them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

import coach
from coach.cli.main import main
from coach.routine.reference import CODES

REPORTS = Path(__file__).parent / "reports"
FILES = sorted(path.relative_to(REPORTS).as_posix() for path in REPORTS.rglob("*.toml") if path.parent.name != "used")
WHOLE = [file for file in FILES if file.startswith("whole/")]

OUR_WORDS = re.compile(
    r"\b(tables?|arrays?|schemas?|str|strings?|int|integers?|floats?|bool|booleans?|dict|dictionary|null|None|pydantic|"
    r"Python|tomllib|parser?|token|syntax|invalid|type|namespace|immutable|literal|field|object|attribute)\b"
)
"""Words of programmers."""


def report_of(file: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(REPORTS)
    main(["check", "--voice", "none", file])
    shown = capsys.readouterr()
    assert shown.err == ""
    return shown.out


def in_report(file: str) -> str:
    return (REPORTS / file).with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES)
def test_a_bad_file_has_exactly_this_report(
    file: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = report_of(file, capsys, monkeypatch)

    golden = (REPORTS / file).with_suffix(".txt")
    if os.environ.get("COACH_RENEW_GOLDENS"):
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == in_report(file)


def test_every_code_has_a_report() -> None:
    shown = set(re.findall(r"\[([RW]\d{3})\]:", "".join(in_report(file) for file in FILES)))

    assert set(CODES) == shown


def test_a_report_named_after_a_code_shows_it() -> None:
    wrong = [file for file in FILES if re.match(r"[RW]\d", file) and f"[{file[:4]}]:" not in in_report(file)]

    assert wrong == []


def test_every_code_of_the_program_is_explained() -> None:
    folder = Path(coach.__file__).parent
    used = set()
    for path in folder.rglob("*.py"):
        if path.name != "reference.py":
            used |= set(re.findall(r'"([RW]\d{3})"', path.read_text(encoding="utf-8")))

    assert set(CODES) == used


def test_ten_whole_files_have_three_mistakes_or_more_each() -> None:
    mistakes = {file: len(re.findall(r"^(?:error|warning)\[", in_report(file), re.MULTILINE)) for file in WHOLE}

    assert len(mistakes) >= 10
    assert [file for file, count in mistakes.items() if count < 3] == []


@pytest.mark.parametrize("file", FILES)
def test_a_report_has_only_a_writers_words(file: str) -> None:
    said = [
        re.sub(r"`[^`]*`|\"[^\"]*\"|write .*", "", line)
        for line in in_report(file).splitlines()
        if re.match(r"(error|warning)\[|\s+help:", line)
    ]

    assert [line for line in said if OUR_WORDS.search(line)] == []
