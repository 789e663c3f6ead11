"""The list of routines while the screens are open."""

from __future__ import annotations

from pathlib import Path

import pytest

import coach.desk.listing
from coach.desk.listing import RoutineList
from coach.desk.routines import ListedRoutine, listed_routine
from tests.desk.stage import PLANK, Stage


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "home")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what was read, of the user's own."""
    names: list[str] = []

    def counted(*given: object, **named: object) -> ListedRoutine:
        result = listed_routine(*given, **named)  # type: ignore[arg-type]
        names.extend([] if result.bundled else [Path(result.path).stem])
        return result

    monkeypatch.setattr(coach.desk.listing, "listed_routine", counted)
    return names


def test_what_did_not_change_is_read_once(stage: Stage, read: list[str]) -> None:
    stage.write_routine(PLANK, "other")
    routines = RoutineList(stage.desk)
    first = routines.read()[0]
    stage.write_routine(PLANK + "# more\n", "other")
    second = routines.read()[0]

    assert [line.listed.id for line in first] == [line.listed.id for line in second]
    assert read == ["other", "plank", "other"]


def test_what_uses_another_is_read_when_that_changes(stage: Stage, read: list[str]) -> None:
    stage.write_routine('name = "Both"\n\n[[block]]\nuse = "plank"\n', "both")
    routines = RoutineList(stage.desk)
    before = {line.listed.id: line.listed.seconds for line in routines.read()[0]}
    stage.write_routine(PLANK.replace("sets = 2", "sets = 3"))

    after = {line.listed.id: line.listed.seconds for line in routines.read()[0]}

    assert after["both"] > before["both"]
    assert read == ["both", "plank"] * 2


@pytest.mark.parametrize("lang", ["de", "fr"])
def test_a_routine_is_read_again_when_words_of_exercises_in_its_language_come(
    lang: str, stage: Stage, read: list[str]
) -> None:
    """Also in a language that Coach lacks; what is in another stays as it is."""
    stage.write_routine(f'lang = "{lang}"\n{PLANK}', "other")
    routines = RoutineList(stage.desk)
    for text in (None, '[exercise.plank]\nname = "a"\n', '[exercise.plank]\nname = "bc"\n'):
        if text is not None:
            (stage.home / f"routines/exercises.{lang}.toml").write_text(text, encoding="utf-8")
        routines.read()
        routines.read()

    assert read == ["other", "plank", "other", "other"]


def test_everything_is_read_when_the_users_exercises_come(stage: Stage, read: list[str]) -> None:
    routines = RoutineList(stage.desk)
    routines.read()
    (stage.home / "routines/exercises.toml").write_text("", encoding="utf-8")
    routines.read()

    assert read == ["plank", "plank"]


def test_what_is_broken_is_read_each_time(stage: Stage, read: list[str]) -> None:
    """What it lacks may have come."""
    stage.write_routine(PLANK.replace("hold", "holt"))
    routines = RoutineList(stage.desk)
    routines.read()
    routines.read()

    assert read == ["plank", "plank"]


def test_a_routine_that_was_taken_away_is_not_listed(stage: Stage) -> None:
    routines = RoutineList(stage.desk)
    routines.read()
    (stage.home / "routines/plank.toml").unlink()

    assert "plank" not in {line.listed.id for line in routines.read()[0]}
