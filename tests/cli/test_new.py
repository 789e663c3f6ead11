"""`coach new`: what is printed, and the file that is there afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.cli.main import main


def test_it_says_where_the_file_is_and_what_to_do_next(coach_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "evening knees"]) == 0

    path = coach_home / "routines" / "evening-knees.toml"
    assert capsys.readouterr().out == (
        f"Wrote {path}\n\n"
        "Now open it in a text editor; the lines that begin with # explain it. Then:\n"
        "  coach check evening-knees   says what is wrong, and how to mend it\n"
        "  coach show evening-knees    prints every word that will be said\n"
        "  coach play evening-knees    plays it\n"
    )
    assert main(["check", "--strict", "--voice", "none", "evening-knees"]) == 0


def test_what_is_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", "mine"])
    capsys.readouterr()

    assert main(["new", "mine"]) == 1

    printed = capsys.readouterr()
    assert printed.out == ""
    assert "is there already, and stays as it is." in printed.err


def test_a_path_with_spaces_is_quoted_in_what_to_type(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "my knees.toml"), "--from", "quick-start"]) == 0

    out = capsys.readouterr().out
    assert f"coach check '{tmp_path / 'my knees.toml'}'" in out
    assert "#" not in out


def test_a_copy_with_exercises_of_ones_own_says_which_to_take_along(
    coach_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = coach_home / "routines"
    folder.mkdir(parents=True)
    (folder / "exercises.toml").write_text('[exercise.swing]\nname = "Swing"\ntime = "10s"\n', encoding="utf-8")
    (folder / "x.toml").write_text('name = "x"\n[[step]]\nexercise = "swing"\n', encoding="utf-8")

    assert main(["new", "y", "--from", "x"]) == 0

    assert "copy [exercise.swing] into it." in capsys.readouterr().out
