"""Checking files: folders, names, libraries, and what only the timeline can tell."""

from __future__ import annotations

import pytest

from coach.desk.check import check_all
from coach.errors import UsageError
from tests.desk.stage import PLANK, Stage


def test_a_folder_is_checked_file_by_file(stage: Stage) -> None:
    stage.write_routine(PLANK.replace("hold", "holt"), "broken")

    checked = check_all(stage.desk, [str(stage.home / "routines")], voice="none")

    assert [(one.file.rpartition("/")[2], bool(one.problems)) for one in checked] == [
        ("broken.toml", True),
        ("plank.toml", False),
    ]


def test_a_routine_without_errors_says_how_long_it_takes(stage: Stage) -> None:
    (checked,) = check_all(stage.desk, ["plank"], voice="none")

    assert checked.description == "It takes 0:53."


def test_a_folder_without_routines_is_refused(stage: Stage) -> None:
    (stage.home / "empty").mkdir()

    with pytest.raises(UsageError, match="There is no routine file"):
        check_all(stage.desk, [str(stage.home / "empty")])
