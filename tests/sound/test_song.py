"""A file becomes stereo at 48 kHz, whatever is in it; one that cannot is one reason."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.extras import install_command
from coach.pcm import RATE, Samples
from coach.sound.song import UNKNOWN, UnplayableError, folded, open_song

from .files import sine, write


def whole(path: Path) -> Samples:
    song = open_song(path)
    samples = np.concatenate(list(song.pieces()))
    song.close()
    return samples


def strength(samples: Samples, hertz: float) -> float:
    """The level of one note in the middle of a sound."""
    samples = samples[len(samples) // 4 : 3 * len(samples) // 4]
    turn = np.exp(-2j * np.pi * hertz * np.arange(len(samples)) / RATE)
    return float(2 * abs((samples[:, 0] * turn).mean()))


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_every_rate_and_mono_become_stereo_at_48000(tmp_path: Path, rate: int, channels: int) -> None:
    samples = whole(write(tmp_path / "a.wav", sine(1.0, rate, channels=channels), rate))

    assert samples.shape[1] == 2
    assert len(samples) == pytest.approx(RATE, abs=2)
    assert np.array_equal(samples[:, 0], samples[:, 1])
    assert strength(samples, 500.0) == pytest.approx(0.3, abs=0.005)


@pytest.mark.parametrize(
    "name, how",
    [
        ("a.flac", {}),
        ("a.ogg", {}),
        ("a.mp3", {"format": "MP3"}),
        ("a.opus", {"format": "OGG", "subtype": "OPUS"}),
        ("a.aiff", {}),
    ],
)
def test_every_kind_of_file_is_read(tmp_path: Path, name: str, how: dict[str, Any]) -> None:
    samples = whole(write(tmp_path / name, sine(2.0), **how))

    assert len(samples) == pytest.approx(2 * RATE, abs=3000)
    assert strength(samples, 500.0) == pytest.approx(0.3, abs=0.02)


def test_pieces_of_an_mp3_follow_each_other_without_a_click(tmp_path: Path) -> None:
    samples = whole(write(tmp_path / "a.mp3", sine(3.0), format="MP3"))

    assert np.abs(np.diff(samples[4800:-4800, 0])).max() < 0.3 * 2 * np.pi * 500 / RATE * 1.1


def test_an_mp3_with_tags_and_a_cover_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mp3", sine(1.0), format="MP3")
    cover = b"APIC" + (50_000).to_bytes(4) + b"\0\0" + b"\0image/jpeg\0\x03\0" + bytes(50_000 - 15)
    size = len(cover)
    header = b"ID3\x03\0\0" + bytes((size >> shift) & 127 for shift in (21, 14, 7, 0))
    path.write_bytes(header + cover + path.read_bytes())

    assert strength(whole(path), 500.0) == pytest.approx(0.3, abs=0.02)


LEFT, RIGHT, BOTH, LEFT_SIDE, RIGHT_SIDE, NEITHER = (1, 0), (0, 1), (0.7071, 0.7071), (0.7071, 0), (0, 0.7071), (0, 0)


@pytest.mark.parametrize(
    "channels",
    [
        (LEFT, RIGHT, BOTH),
        (LEFT, RIGHT, LEFT_SIDE, RIGHT_SIDE),
        (LEFT, RIGHT, BOTH, LEFT_SIDE, RIGHT_SIDE),
        (LEFT, RIGHT, BOTH, NEITHER, LEFT_SIDE, RIGHT_SIDE),
        (LEFT, RIGHT, BOTH, NEITHER, LEFT_SIDE, RIGHT_SIDE, LEFT_SIDE, RIGHT_SIDE),
    ],
    ids=len,
)
def test_of_many_channels_each_is_heard_where_it_belongs(channels: tuple[tuple[float, float], ...]) -> None:
    apart = np.eye(len(channels), dtype=np.float32)

    assert folded(apart) == pytest.approx(np.array(channels), abs=1e-4)


@pytest.mark.parametrize("channels", range(1, 9))
def test_any_number_of_channels_is_two(channels: int) -> None:
    assert folded(np.ones((5, channels), np.float32)).shape == (5, 2)


def test_what_is_no_number_in_a_file_is_silence() -> None:
    assert folded(np.array([[np.nan, np.inf]], np.float32)).tolist() == [[0.0, 0.0]]


def test_seeking_goes_to_about_the_moment(tmp_path: Path) -> None:
    samples = np.concatenate([sine(2.0, level=0.0), sine(2.0)])
    song = open_song(write(tmp_path / "a.flac", samples))
    song.seek(2.0)
    piece = next(song.pieces())
    song.close()

    assert strength(piece, 500.0) == pytest.approx(0.3, abs=0.01)


def reason(path: Path) -> str:
    with pytest.raises(UnplayableError) as caught:
        whole(path)
    return str(caught.value)


def test_what_is_no_sound_is_one_reason(tmp_path: Path) -> None:
    text, empty = tmp_path / "text.mp3", tmp_path / "empty.mp3"
    text.write_text("Not a song.\n" * 500)
    empty.write_bytes(b"")

    assert reason(text) == UNKNOWN
    assert reason(empty) == "empty"
    assert reason(tmp_path / "gone.wav") == "no such file or directory"
    assert reason(write(tmp_path / "none.wav", sine(0.0))) == "no sound in it"


@pytest.mark.skipif(sys.platform == "win32", reason="another platform: no pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    if sys.platform != "win32":  # for the types, too
        os.mkfifo(tmp_path / "pipe.wav")

    assert reason(tmp_path / "pipe.wav") == "no file"


def test_a_file_that_breaks_off_gives_what_it_has(tmp_path: Path) -> None:
    path = write(tmp_path / "a.flac", np.random.default_rng(1).uniform(-0.5, 0.5, (5 * RATE, 2)).astype(np.float32))
    path.write_bytes(path.read_bytes()[:-200_000])
    song = open_song(path)
    pieces: list[Samples] = []
    with pytest.raises(UnplayableError, match="damaged: "):
        pieces.extend(song.pieces())
    song.close()

    assert sum(len(piece) for piece in pieces) > RATE


def test_without_its_extra_an_m4a_says_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.m4a"
    path.write_bytes(b"x")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    assert reason(path) == f".m4a needs the extra “m4b”, {install_command('m4b')}"


def test_an_m4a_is_read_with_its_extra(tmp_path: Path) -> None:
    av = pytest.importorskip("av")
    path = tmp_path / "a.m4a"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("aac", rate=44_100, layout="mono")
        wave = (0.3 * np.sin(2 * np.pi * 500 * np.arange(2 * 44_100) / 44_100)).astype(np.float32)
        frame = av.AudioFrame.from_ndarray(wave[None, :], format="fltp", layout="mono")
        frame.rate = 44_100
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)
    samples = whole(path)

    assert len(samples) == pytest.approx(2 * RATE, abs=5000)
    # FFmpeg gives each side of a mono sound half of its power.
    assert strength(samples, 500.0) == pytest.approx(0.3 * 0.7071, abs=0.02)


def test_an_m4a_that_is_text_is_one_reason(tmp_path: Path) -> None:
    pytest.importorskip("av")
    path = tmp_path / "a.m4a"
    path.write_text("Not a song.\n" * 500)

    assert reason(path) == UNKNOWN
