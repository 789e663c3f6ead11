"""Checking files: folders, names, libraries, and what only the timeline can tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.desk.check import Checked, NotRead, check_all
from coach.source import LARGEST_FILE
from tests.desk.stage import PLANK, Stage


def check(stage: Stage, *references: str) -> list[Checked]:
    """Return what was found in files that can all be read."""
    found = check_all(stage.desk, references, voice="none")
    assert [each for each in found if isinstance(each, NotRead)] == []
    return [each for each in found if isinstance(each, Checked)]


def refused(stage: Stage, *references: str) -> list[tuple[str, int]]:
    """Return what is said of the files that cannot be read, and the exit status that it asks for."""
    found = check_all(stage.desk, references, voice="none")
    return [(str(each.error), each.error.exit_status) for each in found if isinstance(each, NotRead)]


def test_a_folder_is_checked_file_by_file(stage: Stage) -> None:
    stage.write_routine(PLANK.replace("hold", "holt"), "broken")

    checked = check(stage, str(stage.home / "routines"))

    assert [(one.file.rpartition("/")[2], bool(one.problems)) for one in checked] == [
        ("broken.toml", True),
        ("plank.toml", False),
    ]


def test_folders_in_a_folder_are_gone_through_in_order_and_only_toml_files_are_read(
    stage: Stage, tmp_path: Path
) -> None:
    for name in ("b.toml", "notes.txt", "a/z.toml", "a/Ä ö.TOML", "a.toml.bak"):
        (tmp_path / "plans" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "plans" / name).write_text(PLANK, encoding="utf-8")

    checked = check(stage, str(tmp_path / "plans"))

    assert [Path(one.file).relative_to(tmp_path / "plans").as_posix() for one in checked] == [
        "a/z.toml",
        "a/Ä ö.TOML",
        "b.toml",
    ]


def test_a_file_that_is_named_twice_is_checked_once(stage: Stage) -> None:
    folder = str(stage.home / "routines")

    assert len(check(stage, f"{folder}/plank.toml", folder, "plank")) == 1


def test_a_routine_without_errors_says_how_long_it_takes(stage: Stage) -> None:
    (checked,) = check(stage, "plank")

    assert checked.description == "It takes 0:53."


def test_a_folder_without_routines_is_refused(stage: Stage) -> None:
    (stage.home / "empty").mkdir()

    assert refused(stage, str(stage.home / "empty")) == [
        (f"There is no routine file (.toml) in {stage.home / 'empty'}.", 2)
    ]


def test_what_cannot_be_read_keeps_nothing_else_from_being_checked(stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "gone.toml").symlink_to(tmp_path / "nowhere")

    found = check_all(stage.desk, ["nowhere.toml", str(folder), "/dev/zero", "plank"], voice="none")

    assert [each.file.rpartition("/")[2] for each in found if isinstance(each, Checked)] == ["plank.toml"]
    assert [str(each.error) for each in found if isinstance(each, NotRead)] == [
        "There is no file nowhere.toml.",
        f"{folder / 'gone.toml'} is a link to a file that is not there.",
        "/dev/zero is not a plain file.",
    ]


def test_a_file_over_the_limit_is_answered_without_its_text(stage: Stage, tmp_path: Path) -> None:
    large = tmp_path / "large.toml"
    with large.open("wb") as file:
        file.truncate(100 * LARGEST_FILE)

    (checked,) = check(stage, str(large))

    assert [problem.code for problem in checked.problems] == ["R203"]
    assert checked.texts == {}


@pytest.mark.parametrize("name", ["exercises.toml", "more.toml"])
def test_a_library_with_a_line_that_is_not_toml_is_still_a_library(stage: Stage, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('[exercise.swing]\nname = “Swing”\ntme = "10s"\n', encoding="utf-8")

    (checked,) = check(stage, str(tmp_path / name))

    assert [(problem.code, problem.place.line) for problem in checked.problems] == [("R002", 2), ("R101", 3)]
