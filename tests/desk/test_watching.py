"""Noticing that a file was saved, whatever way an editor has of saving it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach.desk.watching import LOOKS_WHILE_EMPTY, Watch


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plank.toml"
    path.write_text("format = 1\n", encoding="utf-8")
    return path


def looks(watch: Watch, count: int = LOOKS_WHILE_EMPTY + 1) -> list[bool]:
    return [watch.look() for _ in range(count)]


def test_nothing_is_said_while_nothing_changes(file: Path) -> None:
    assert not any(looks(Watch([file], [file.parent])))


def test_a_file_that_was_written_over_is_noticed_at_the_second_look(file: Path) -> None:
    watch = Watch([file])
    file.write_text("format = 1\nname = 'x'\n", encoding="utf-8")

    assert looks(watch, 2) == [False, True]


def test_a_file_that_is_still_being_written_is_waited_for(file: Path) -> None:
    watch = Watch([file])
    seen = []
    for line in ("a", "ab", "abc"):
        file.write_text(line, encoding="utf-8")
        seen.append(watch.look())

    assert seen == [False, False, False]
    assert watch.look()


def test_a_file_that_was_replaced_by_a_rename_is_noticed(file: Path) -> None:
    """Also where size and time of the new one are those of the old."""
    watch = Watch([file])
    before = file.stat()
    other = file.with_name("plank.toml.new")
    other.write_text("format = 2\n", encoding="utf-8")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)

    assert looks(watch, 2) == [False, True]


@pytest.mark.parametrize("how", ["emptied", "renamed away"])
def test_between_emptying_and_writing_nothing_is_said(file: Path, how: str) -> None:
    """Editors that truncate first, or move the old file out of the way, are waited for."""
    watch = Watch([file])
    if how == "emptied":
        file.write_text("", encoding="utf-8")
    else:
        file.rename(file.with_name("plank.toml~"))
    meanwhile = looks(watch, LOOKS_WHILE_EMPTY)
    file.write_text("format = 1\nname = 'new'\n", encoding="utf-8")

    assert not any(meanwhile)
    assert looks(watch, 2) == [False, True]


def test_a_file_that_stays_away_is_noticed(file: Path) -> None:
    watch = Watch([file])
    file.unlink()

    assert looks(watch)[-1]


def test_a_file_that_comes_back_as_it_was_is_not_news(file: Path) -> None:
    watch = Watch([file])
    away = file.rename(file.with_name("plank.toml~"))
    watch.look()
    away.rename(file)

    assert not any(looks(watch))


def test_a_file_that_was_not_there_is_noticed_when_it_comes(file: Path) -> None:
    library = file.with_name("exercises.toml")
    watch = Watch([file, library])
    library.write_text("[exercise.x]\n", encoding="utf-8")

    assert looks(watch, 2) == [False, True]


def test_a_routine_that_comes_into_the_folder_is_noticed_and_a_swap_file_is_not(file: Path) -> None:
    watch = Watch([], [file.parent])
    file.with_name(".plank.toml.swp").write_text("", encoding="utf-8")
    swap = looks(watch)
    file.with_name("squat.toml").write_text("", encoding="utf-8")

    assert not any(swap)
    assert looks(watch, 2) == [False, True]
