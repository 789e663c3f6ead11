"""The files follow each other for ever, without a gap and as loud as each other; what cannot be played is told."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from coach.pcm import RATE, Samples, frames
from coach.sound.playlist import CROSSFADE, TOLD_FOR, Playlist

from .files import sine, write


def heard(playlist: Playlist, seconds: float) -> Samples:
    """The first seconds of it, or all where it ends."""
    pieces: list[Samples] = []
    while sum(len(piece) for piece in pieces) < seconds * RATE:
        piece = playlist.read()
        if piece is None:
            break
        pieces.append(piece)
    return np.concatenate(pieces)[: frames(seconds)] if pieces else np.zeros((0, 2), np.float32)


def rms(samples: Samples) -> float:
    return float(np.sqrt(np.square(samples).mean()))


def titles(playlist: Playlist, count: int) -> list[str]:
    """The names of so many files, in the order in which they were read."""
    found: list[str] = []
    before = ""
    while len(found) < count:
        playlist.read()
        if playlist.title != before:
            before = playlist.title
            found.append(before)
    return found


def test_one_file_goes_round_without_a_gap_or_a_click(tmp_path: Path) -> None:
    write(tmp_path / "a.wav", sine(0.51, hertz=313))
    samples = heard(Playlist(tmp_path / "a.wav"), 3.0)

    assert np.abs(np.diff(samples[:, 0])).max() < 0.05
    blocks = np.sqrt(np.square(samples[:, 0]).reshape(-1, 4800).mean(axis=1))
    assert blocks.min() > 0.5 * blocks.max()


def test_a_round_is_as_long_as_its_files_but_for_the_crossfades(tmp_path: Path) -> None:
    write(tmp_path / "a.wav", np.concatenate([sine(0.2, level=0.9), sine(0.8, level=0.01)]))
    left = np.abs(heard(Playlist(tmp_path), 3.0)[:, 0])
    loud = np.flatnonzero(left > 0.5 * left.max())
    begins = loud[np.flatnonzero(np.diff(loud, prepend=-RATE) > RATE // 2)]

    assert np.diff(begins)[1:].tolist() == pytest.approx([frames(1.0 - CROSSFADE)] * 2, abs=10)


def test_loud_and_soft_files_are_as_loud(tmp_path: Path) -> None:
    write(tmp_path / "1.wav", sine(1.0, level=0.9))
    write(tmp_path / "2.wav", sine(1.0, level=0.09))
    samples = heard(Playlist(tmp_path), 2.0)

    assert rms(samples[: RATE - 4800]) == pytest.approx(rms(samples[RATE + 4800 :]), rel=0.02)


def test_the_volume_is_a_factor(tmp_path: Path) -> None:
    write(tmp_path / "1.wav", sine(1.0))
    full, half = (rms(heard(Playlist(tmp_path, volume=volume), 1.0)) for volume in (1.0, 0.5))

    assert half == pytest.approx(full / 2, rel=1e-4)


def test_files_come_by_name_and_then_again(tmp_path: Path) -> None:
    for name in "cab":
        write(tmp_path / f"{name}.wav", sine(0.2))

    assert titles(Playlist(tmp_path), 5) == ["a", "b", "c", "a", "b"]


def test_shuffled_every_file_comes_once_in_a_round_and_none_twice_in_a_row(tmp_path: Path) -> None:
    for name in "abcd":
        write(tmp_path / f"{name}.wav", sine(0.2))
    order = titles(Playlist(tmp_path, shuffle=True, chance=random.Random(3)), 40)

    assert all(sorted(order[start : start + 4]) == ["a", "b", "c", "d"] for start in range(0, 40, 4))
    assert order[:4] != order[4:8]


def test_a_file_that_cannot_be_played_is_passed_over_and_told_for_a_while(tmp_path: Path) -> None:
    write(tmp_path / "1.wav", sine(1.0))
    (tmp_path / "2.mp3").write_text("Not a song.\n" * 500)
    write(tmp_path / "3.wav", sine(60.0, 8_000, level=0.1), 8_000)
    playlist = Playlist(tmp_path)
    heard(playlist, 3.0)
    assert (
        playlist.notice
        == "Music: 2.mp3 cannot be played (no kind of sound file that Coach knows); going on with the next."
    )
    heard(playlist, TOLD_FOR)

    assert playlist.notice is None


def test_a_file_that_is_passed_over_is_told_once_and_not_at_every_round(tmp_path: Path) -> None:
    write(tmp_path / "a.wav", sine(1.0))
    (tmp_path / "b.wav").write_bytes(b"nothing")
    playlist = Playlist(tmp_path)
    told = []
    for _ in range(3 * int(TOLD_FOR)):
        heard(playlist, 1.0)
        told.append(playlist.notice is not None)

    assert told.index(False) <= TOLD_FOR + 1
    assert not any(told[told.index(False) :])


def test_files_that_are_passed_over_one_after_the_other_are_one_sentence(tmp_path: Path) -> None:
    write(tmp_path / "1.wav", sine(1.0))
    for name in ("2.mp3", "3.mp3", "4.mp3"):
        (tmp_path / name).write_text("Not a song.\n" * 500)
    playlist = Playlist(tmp_path)
    heard(playlist, 3.0)

    assert playlist.notice == (
        "Music: 3 files cannot be played, the last is 4.mp3 (no kind of sound file that Coach knows); "
        "going on with the next."
    )


def test_a_file_that_breaks_off_is_followed_by_the_next(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, (3 * RATE, 2)).astype(np.float32)
    path = write(tmp_path / "1.flac", noise)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    write(tmp_path / "2.wav", sine(1.0))

    assert titles(Playlist(tmp_path), 3) == ["1", "2", "1"]


@pytest.mark.parametrize(
    "names, notice",
    [
        ([], "Music: there is none in music; going on without."),
        (["1.mp3"], "Music: 1.mp3 cannot be played (no kind of sound file that Coach knows); going on without."),
        (["1.mp3", "2.mp3"], "Music: none of the 2 files in music can be played; going on without."),
    ],
)
def test_with_nothing_that_can_be_played_it_ends_with_a_sentence(tmp_path: Path, names: list[str], notice: str) -> None:
    place = tmp_path / "music"
    place.mkdir()
    for name in names:
        (place / name).write_text("Not a song.\n" * 500)
    playlist = Playlist(place)

    assert playlist.read() is None
    assert playlist.notice == notice


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    playlist = Playlist(tmp_path / "gone")

    assert playlist.read() is None
    assert playlist.notice == f"Music: there is no {tmp_path / 'gone'}."


def test_a_folder_that_goes_away_in_the_middle_is_a_sentence_and_the_end(tmp_path: Path) -> None:
    place = tmp_path / "stick"
    path = write(place / "1.wav", sine(1.0))
    playlist = Playlist(place)
    heard(playlist, 0.5)
    path.unlink()
    place.rmdir()
    rest = heard(playlist, 10.0)

    assert len(rest) < 2 * RATE
    assert abs(float(rest[-1, 0])) < 0.001
    assert playlist.notice == "Music: stick has gone; going on without."


def test_files_without_a_sound_do_not_go_round_for_ever(tmp_path: Path) -> None:
    write(tmp_path / "1.wav", sine(0.001))
    playlist = Playlist(tmp_path)
    while playlist.read() is not None:
        pass

    assert playlist.notice is not None


def test_closing_it_lets_go_of_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "1.wav", sine(5.0))
    playlist = Playlist(path)
    playlist.read()
    playlist.close()
    path.unlink()

    assert playlist.read() is None
