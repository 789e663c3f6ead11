"""The list of routines for people."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.cli.main import main
from coach.source.report import display_width
from tests.cli.running import SHORT
from tests.warm import warm


def listed(home: Path, capsys: pytest.CaptureFixture[str], name: str, stem: str) -> list[str]:
    """List the routines with one of this name and file among them."""
    warm(home)
    (home / "routines").mkdir(parents=True, exist_ok=True)
    (home / "routines" / f"{stem}.toml").write_text(SHORT.replace("Tiny", name), encoding="utf-8")
    assert main(["list"]) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("name", ["long name " * 400, "膝の運動" * 100], ids=["long", "wide"])
def test_a_long_name_is_cut_and_what_follows_stays(
    name: str, coach_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = [line for line in listed(coach_home, capsys, name, "tiny") if line.startswith("tiny ")]

    assert line.endswith("…: nothing needed")
    assert display_width(line) < 120


def test_a_long_id_is_whole_and_moves_no_other_line(coach_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stem = "knees-" * 10 + "end"
    lines = listed(coach_home, capsys, "Tiny", stem)

    assert [line for line in lines if line.startswith(f"{stem}  ") and " Tiny: " in line]
    assert max(line.index("~") for line in lines if "~" in line and not line.startswith("knees-")) < 50


def test_wide_letters_in_an_id_keep_the_column(coach_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = listed(coach_home, capsys, "Tiny", "膝の運動")
    colons = {display_width(line[: line.index(":")]) for line in lines if "~" in line}

    assert len(colons) == 1
