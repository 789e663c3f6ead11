"""Every file is brought to one loudness, and what was measured is kept."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from coach.pcm import RATE
from coach.sound.levels import FULL, KEPT, MOST, PEAK, Level, Levels, measure
from coach.sound.loudness import loudness
from coach.sound.song import Song, open_song

from .files import sine, write


def level_of(path: Path) -> Level:
    song = open_song(path)
    level = measure(song)
    song.close()
    return level


@pytest.mark.parametrize("decibels", [-33.0, -20.0, -8.0])
def test_soft_and_loud_files_come_to_the_same_loudness(tmp_path: Path, decibels: float) -> None:
    level = level_of(write(tmp_path / "a.wav", sine(4.0, hertz=1000, level=10 ** (decibels / 20))))

    assert level.lufs == pytest.approx(decibels, abs=0.2)
    assert level.lufs + 20 * np.log10(level.factor) == pytest.approx(FULL, abs=0.01)


def test_a_long_file_is_measured_in_pieces_as_it_is_measured_whole(tmp_path: Path) -> None:
    wave = sine(60.0) * np.linspace(0.5, 1.5, 60 * RATE, dtype=np.float32)[:, None]

    assert level_of(write(tmp_path / "a.wav", wave)).lufs == pytest.approx(loudness([wave]), abs=0.5)


def test_a_file_with_peaks_is_not_made_so_loud_that_they_are_cut() -> None:
    assert Level(-30.0, 0.9).factor == pytest.approx(PEAK / 0.9)


def test_what_is_almost_silent_stays_soft() -> None:
    assert Level(-65.0, 0.001).factor == pytest.approx(10 ** (MOST / 20))


def test_silence_stays_as_it_is(tmp_path: Path) -> None:
    assert level_of(write(tmp_path / "a.wav", sine(1.0, level=0.0))).factor == 1.0


class Opened:
    """Counts how often a file is measured."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0

    def song(self) -> Song:
        song = open_song(self.path)
        read, opened = song.pieces, self

        def pieces() -> object:
            opened.count += 1
            return read()

        song.pieces = pieces  # type: ignore[assignment, method-assign]
        return song


def test_a_file_is_measured_once_also_in_another_run(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", sine(1.0))
    opened = Opened(path)
    for _ in range(3):
        song = opened.song()
        Levels(tmp_path / "levels.json").of(path, song)
        song.close()

    assert opened.count == 1


def test_another_file_under_its_name_is_measured_anew(tmp_path: Path) -> None:
    levels = Levels(tmp_path / "levels.json")
    heard = []
    for level in (0.5, 0.05):
        path = write(tmp_path / "a.wav", sine(1.0 + level, level=level))
        song = open_song(path)
        heard.append(levels.of(path, song).lufs)
        song.close()

    assert heard[0] - heard[1] == pytest.approx(20.0, abs=0.2)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"a": 1}', "\xff"])
def test_a_broken_file_of_levels_is_made_anew(tmp_path: Path, content: str) -> None:
    (tmp_path / "levels.json").write_text(content, encoding="latin-1")
    path = write(tmp_path / "a.wav", sine(1.0))
    song = open_song(path)
    level = Levels(tmp_path / "levels.json").of(path, song)
    song.close()

    assert level.lufs == pytest.approx(-10.5, abs=1.0)


def test_no_more_files_are_remembered_than_anybody_needs(tmp_path: Path) -> None:
    kept = tmp_path / "levels.json"
    kept.write_text(json.dumps({str(index): [-20.0, 0.5] for index in range(KEPT)}))
    path = write(tmp_path / "a.wav", sine(0.5))
    song = open_song(path)
    Levels(kept).of(path, song)
    song.close()

    names = list(json.loads(kept.read_text()))
    assert len(names) == KEPT
    assert names[0] == "1"
