"""`coach schema`: the file that editors read, and the same as a page."""

from __future__ import annotations

import json
import re

import pytest

from coach.cli.main import main
from coach.cli.schema import on_paper
from coach.paths import bundled_routines
from coach.routine.manual import reference
from coach.routine.reference import CODES, ROWS
from coach.routine.schema import SCHEMA_FILE
from tests.cli.running import coach


def test_it_is_the_file_that_lies_beside_the_routines_whatever_the_locale() -> None:
    done = coach("schema", environ={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (bundled_routines() / SCHEMA_FILE).read_text(encoding="utf-8")
    assert json.loads(done.stdout)["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_the_page_has_every_key_and_code_and_fits_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--text"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if len(line) > 80] == []
    assert {key for key in ROWS if not any(line.startswith(f"  `{key}`  ") for line in lines)} == set()
    assert {code for code in CODES if not any(line.startswith(f"  {code}  ") for line in lines)} == set()


def test_every_word_of_the_page_is_kept() -> None:
    """Tables and paragraphs are laid out anew; only the heads of tables and the targets of links are left out."""
    marks = str.maketrans("", "", "|*#`[]()-:.")
    page = re.sub(r"\|.*\|\n(?=\|---)|\(#[\w-]+\)|```toml", "", reference()).replace("\\|", "|")
    shown = " ".join(on_paper(reference())).translate(marks).casefold().split()

    assert set(page.translate(marks).casefold().split()) - set(shown) == set()
