"""Copying a routine into the user's own folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coach.desk.copying import copy_to_routines, is_bundled, write_new
from coach.errors import CoachError
from coach.paths import Paths, bundled_routines, user_paths

QUICK_START = bundled_routines() / "quick-start.toml"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return user_paths({"COACH_HOME": str(tmp_path / "home")})


def test_a_copy_has_the_name_and_every_byte_of_the_file(paths: Paths) -> None:
    copied = copy_to_routines(paths, QUICK_START)

    assert copied == paths.routines / "quick-start.toml"
    assert copied.read_bytes() == QUICK_START.read_bytes()


def test_a_file_that_is_there_is_never_written_over(paths: Paths) -> None:
    paths.routines.mkdir(parents=True)
    (paths.routines / "quick-start.toml").write_text("my own", encoding="utf-8")

    with pytest.raises(CoachError, match=r"quick-start\.toml is there already, and stays as it is\."):
        copy_to_routines(paths, QUICK_START)

    assert (paths.routines / "quick-start.toml").read_text(encoding="utf-8") == "my own"


def test_a_link_that_leads_nowhere_is_not_followed(paths: Paths, tmp_path: Path) -> None:
    paths.routines.mkdir(parents=True)
    (paths.routines / "quick-start.toml").symlink_to(tmp_path / "elsewhere.toml")

    with pytest.raises(CoachError, match="is there already"):
        copy_to_routines(paths, QUICK_START)

    assert not (tmp_path / "elsewhere.toml").exists()


def test_what_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be", encoding="utf-8")

    with pytest.raises(CoachError, match=r"quick-start\.toml cannot be written: Not a directory\."):
        copy_to_routines(user_paths({"COACH_HOME": str(tmp_path / "home")}), QUICK_START)


def test_what_cannot_be_read_is_a_sentence(paths: Paths, tmp_path: Path) -> None:
    with pytest.raises(CoachError, match="There is no file"):
        copy_to_routines(paths, tmp_path / "nothing.toml")


def test_a_new_file_holds_what_it_was_given(tmp_path: Path) -> None:
    assert write_new(tmp_path / "below" / "new.toml", b"format = 1\n").read_bytes() == b"format = 1\n"


@pytest.mark.parametrize("file, bundled", [(QUICK_START, True), (Path("/elsewhere/quick-start.toml"), False)])
def test_what_came_with_the_program_is_known_by_its_folder(file: Path, bundled: bool) -> None:
    assert is_bundled(file) is bundled


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_new_file_is_its_users_alone(tmp_path: Path) -> None:
    path = write_new(tmp_path / "below" / "new.toml", b"format = 1\n")

    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
