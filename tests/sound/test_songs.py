"""The files of a folder are found and ordered as people would."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach.sound.songs import songs_at


def folder(tmp_path: Path, *names: str) -> Path:
    for name in names:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path


def names(place: Path) -> list[str]:
    return [path.relative_to(place).as_posix() for path in songs_at(place)]


def test_files_come_by_name_with_numbers_as_numbers(tmp_path: Path) -> None:
    assert names(folder(tmp_path, "10 run.mp3", "2 walk.mp3", "B.flac", "a.OGG")) == [
        "2 walk.mp3",
        "10 run.mp3",
        "a.OGG",
        "B.flac",
    ]


def test_folders_in_it_are_gone_through_each_in_its_place(tmp_path: Path) -> None:
    assert names(folder(tmp_path, "c.mp3", "b/2.mp3", "b/1.mp3", "a.mp3")) == ["a.mp3", "b/1.mp3", "b/2.mp3", "c.mp3"]


def test_what_is_hidden_or_no_music_is_passed_over(tmp_path: Path) -> None:
    place = folder(tmp_path, ".hidden.mp3", ".trash/a.mp3", "cover.jpg", "list.m3u", "notes.txt", "mp3", "a.opus")

    assert names(place) == ["a.opus"]


def test_a_file_is_taken_whatever_its_name(tmp_path: Path) -> None:
    assert songs_at(folder(tmp_path, "loop.bin") / "loop.bin") == [tmp_path / "loop.bin"]


def test_what_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        songs_at(tmp_path / "gone")


def test_a_device_is_no_music() -> None:
    if not Path(os.devnull).exists():
        pytest.skip("this system's null device has no path")

    assert songs_at(Path(os.devnull)) == []


def test_digits_of_other_scripts_and_very_many_digits_are_names_too(tmp_path: Path) -> None:
    assert len(names(folder(tmp_path, "٣.mp3", "²" + ".mp3", "9" * 60 + ".mp3", "x1y.mp3"))) == 4
