"""`coach exercises`: the list, one exercise, and what is said where there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coach.cli.main import main
from coach.routine.files import load_library
from coach.routine.library import PRECAUTIONS
from coach.words.files import load_phrases
from tests.cli.running import coach


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["exercises", *arguments]) == 0
    return capsys.readouterr().out


def test_every_exercise_is_listed_under_its_kind(capsys: pytest.CaptureFixture[str]) -> None:
    listed = shown(capsys).splitlines()

    ids = [line.split()[0] for line in listed if line.startswith("  ")]
    assert sorted(ids) == sorted(load_library(None).ids())
    assert [line for line in listed if line.isupper()] == [
        "SOFT-TISSUE",
        "MOBILITY",
        "WALK",
        "ISOMETRIC",
        "STRENGTH",
        "SLED",
    ]


def test_no_line_is_wider_than_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    pages = [shown(capsys), *(shown(capsys, exercise) for exercise in load_library(None).ids())]

    long = [line for page in pages for line in page.splitlines() if len(line) > 80 and "https://" not in line]
    assert long == []


def test_one_exercise_is_shown_with_the_line_to_type(capsys: pytest.CaptureFixture[str]) -> None:
    page = shown(capsys, "wall-sit")

    for words in ("Wall sit (wall-sit)", "half: Halfway.", "Heels lifting", "Deep wall sit (wall-sit-deep)"):
        assert words in page
    assert '    [[step]]\n    exercise = "wall-sit"\n' in page


def test_the_whole_ladder_is_shown_easiest_first(capsys: pytest.CaptureFixture[str]) -> None:
    page = " ".join(shown(capsys, "wall-sit-deep").split())

    assert "wall-sit-shallow < wall-sit < wall-sit-deep < wall-sit-one-leg " in page


def test_a_ladder_that_goes_in_a_circle_ends(coach_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (coach_home / "routines").mkdir(parents=True)
    (coach_home / "routines" / "exercises.toml").write_text(
        '[exercise.hop]\nname = "Hop"\neasier = "hip"\nharder = "hip"\n'
        '[exercise.hip]\nname = "Hip"\neasier = "hop"\nharder = "hop"\n',
        encoding="utf-8",
    )

    assert "Easier    Hip (hip)" in shown(capsys, "hop")


def test_an_exercise_is_found_by_its_name_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, "Wall", "sit") == shown(capsys, "wall-sit")


def test_words_choose_from_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    ids = [entry["id"] for entry in json.loads(shown(capsys, "isometric", "wall", "--json"))]

    assert "wall-sit" in ids
    assert "quad-roll" not in ids


def test_json_is_a_list_also_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    (entry,) = json.loads(shown(capsys, "wall-sit", "--json"))

    assert (entry["id"], entry["type"], entry["harder"], entry["amounts"], entry["own"]) == (
        "wall-sit",
        "isometric",
        "wall-sit-deep",
        {"hold": "30s"},
        False,
    )


def test_an_unknown_one_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exercises", "wal-sitt"]) == 2

    printed = capsys.readouterr()
    assert (printed.out, printed.err) == (
        "",
        "coach: There is no exercise “wal-sitt”. Did you mean wall-sit? `coach exercises` lists them all.\n",
    )


def test_the_users_own_are_among_them_and_their_mistakes_are_shown(
    coach_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = coach_home / "routines" / "exercises.toml"
    library.parent.mkdir(parents=True)
    library.write_text(
        '[exercise.swing]\nname = "Swing"\nnotse = "x"\nfigure = " o\\n/|\\\\"\nreps = 10\n', encoding="utf-8"
    )

    assert main(["exercises", "swing"]) == 0

    printed = capsys.readouterr()
    assert "     o\n    /|\\\n" in printed.out
    assert "It is yours" in printed.out
    assert f"{library}:3:1\n3 | notse" in printed.err


def test_every_precaution_has_words() -> None:
    phrases = load_phrases()

    assert [word for word in PRECAUTIONS if f"precautions.{word}" not in phrases] == []


def test_what_carries_a_caution_that_was_ticked_is_marked(coach_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    coach_home.mkdir(exist_ok=True)
    (coach_home / "profile.toml").write_text('precautions = ["clots"]\n', encoding="utf-8")

    lines = shown(capsys, "roll").splitlines()
    page = shown(capsys, "calf-roll")

    assert [line for line in lines if line.startswith("! calf-roll ")]
    assert "That is about you: you ticked a blood clot, or blood thinners." in page
    assert json.loads(shown(capsys, "calf-roll", "--json"))[0]["careful"] == ["clots"]
    assert "That is about you" not in shown(capsys, "squat")


def test_it_works_in_a_pipe_without_umlauts() -> None:
    done = coach("exercises", "wall-sit", environ={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})

    assert (done.returncode, done.stderr) == (0, "")
    assert "?" not in done.stdout


@pytest.mark.parametrize("command", [["list"], ["play", "quick-start", "--plain", "--speed", "10000"]], ids=str)
def test_a_broken_library_of_ones_own_is_told_and_keeps_nothing_else_from_being_played(
    coach_home: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    library = coach_home / "routines" / "exercises.toml"
    library.parent.mkdir(parents=True)
    library.write_text('[exercise.swing]\nname = = "Swing"\n', encoding="utf-8")

    assert main(command) == 0

    printed = capsys.readouterr().err
    assert printed.count(f"{library}:2") == 1
    assert "Coach's own exercises are used meanwhile" in printed
