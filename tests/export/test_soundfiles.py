"""Sound files: decoded again every onset is at its moment, chapters and tags are read, and nothing half is left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from coach.errors import CoachError
from coach.export.chapters import Chapter, chapters_of
from coach.export.sound import Rendering
from coach.export.soundfiles import check_ending, open_sound_file
from coach.export.tags import Tags
from coach.export.unattended import Unattended, unattended
from coach.pcm import RATE, Samples, frames
from coach.testing import build_timeline, cue, ready, rest, say, wait, work
from coach.timeline.model import Timeline
from coach.timeline.paper import listed
from coach.words.files import load_phrases
from coach.words.speech import FixedLengths
from tests.export.bursts import BurstingVoice, by_ffmpeg, by_libsndfile, errors, ffmpeg_chapters, ffmpeg_tags

LIBSNDFILE = [".wav", ".flac", ".mp3", ".opus"]
ALL = [*LIBSNDFILE, pytest.param(".m4b", marks=pytest.mark.extra("m4b"))]

WALL = {"step": "wall-sit", "title": "Wall sit"}
LUNGE = {"step": "lunge", "title": "Lunge"}

HALF_A_SAMPLE = 0.5 / RATE


def timeline() -> Timeline:
    """Return a session with words at odd moments, some of them across the places where chunks meet."""
    return build_timeline(
        say(3, cue(0.5, "Welcome to this.")),
        ready(7.3, cue(0.123457, "Wall sit."), cue(1.7, "Three sets of twenty seconds each, so be ready."), **WALL),
        work(20, cue(2.2, "Shins straight."), cue(9.876543, "Halfway."), cue(14.6, "Eight."), **WALL),
        rest(5, cue(0.5, "Rest."), cue(3.999, "Next."), **LUNGE),
        wait(4, cue(3.2, "Push."), **LUNGE),
        say(2, cue(0.5, "Well done.")),
    )


def session() -> Unattended:
    return unattended(timeline(), load_phrases(), FixedLengths())


def tags(seconds: float, *chapters: Chapter) -> Tags:
    return Tags("Kniebeuge & <Wadenheben> — früh", "Level build.", seconds, chapters)


def written(path: Path, *, channels: int = 1) -> Rendering:
    """Write the session to a file, and return what was written into it."""
    rendering = Rendering(session(), BurstingVoice())
    chapters = chapters_of(timeline(), load_phrases(), rendering.seconds)
    file = open_sound_file(
        path, path.suffix, tags(rendering.seconds, *chapters), frames=rendering.frames, channels=channels
    )
    for chunk in rendering.chunks():
        file.write(chunk if channels == 1 else np.repeat(chunk[:, None], 2, axis=1))
    file.finish()
    return rendering


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("ending", LIBSNDFILE)
def test_every_onset_is_at_its_moment_as_libsndfile_decodes_it(tmp_path: Path, ending: str, channels: int) -> None:
    rendering = written(tmp_path / f"a{ending}", channels=channels)

    decoded = by_libsndfile(tmp_path / f"a{ending}")
    assert len(decoded) == rendering.frames
    assert max(abs(error) for error in errors(decoded, listed(timeline()))) <= HALF_A_SAMPLE + 1 / RATE


@pytest.mark.extra("m4b")
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("ending", [*LIBSNDFILE, ".m4b", ".m4a"])
def test_every_onset_is_at_its_moment_as_ffmpeg_decodes_it(tmp_path: Path, ending: str, channels: int) -> None:
    written(tmp_path / f"a{ending}", channels=channels)

    assert max(abs(error) for error in errors(by_ffmpeg(tmp_path / f"a{ending}"), listed(timeline()))) <= 0.0001


def test_what_is_later_than_it_should_be_is_measured_as_later(tmp_path: Path) -> None:
    rendering = Rendering(session(), BurstingVoice())
    late = np.concatenate([np.zeros(frames(0.002), np.float32), *rendering.chunks()])

    assert {round(error, 6) for error in errors(late, listed(timeline()))} == {0.002}


@pytest.mark.extra("m4b")
@pytest.mark.parametrize("ending", [*LIBSNDFILE, ".m4b"])
def test_chapters_and_tags_are_read_by_players(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    rendering = written(path)

    chapters = [(title, round(start, 2), round(end, 1)) for title, start, end in ffmpeg_chapters(path)]
    assert chapters == [
        ("Opening", 0.0, 3.0),
        ("Wall sit", 3.0, 30.3),
        ("Lunge", 30.3, 39.3),
        ("End", 39.3, round(rendering.seconds, 1)),
    ]
    found = ffmpeg_tags(path)
    assert (found["title"], found["artist"], found["album"]) == ("Kniebeuge & <Wadenheben> — früh", "Coach", "Coach")
    assert found["comment"] == "Level build."


def test_a_wav_tells_its_title_to_players_that_read_no_id3(tmp_path: Path) -> None:
    written(tmp_path / "a.wav")

    with soundfile.SoundFile(tmp_path / "a.wav") as file:
        assert (file.title, file.artist) == ("Kniebeuge & <Wadenheben> — früh", "Coach")


@pytest.mark.parametrize("ending", [".mp3", ".wav"])
def test_tags_are_of_the_version_that_every_player_reads(tmp_path: Path, ending: str) -> None:
    written(tmp_path / f"a{ending}")
    data = (tmp_path / f"a{ending}").read_bytes()

    assert data[data.index(b"ID3") + 3] == 3


def test_many_chapters_are_read_in_their_order(tmp_path: Path) -> None:
    from mutagen.id3 import ID3

    path = tmp_path / "a.mp3"
    chapters = [Chapter(f"Step {'x' * (number % 7)}", number, number + 1.0) for number in range(255)]
    file = open_sound_file(path, ".mp3", tags(255, *chapters), frames=RATE)
    file.write(np.zeros(RATE, np.float32))
    file.finish()

    data = ID3(path)
    contents = data.getall("CTOC")[0].child_element_ids
    found = data.getall("CHAP")
    assert [one.element_id for one in found] == contents
    assert [(one.sub_frames["TIT2"].text[0], one.start_time) for one in found] == [
        (chapter.title, chapter.start * 1000) for chapter in chapters
    ]


@pytest.mark.parametrize("ending", ALL)
def test_a_disk_that_takes_no_more_is_named(tmp_path: Path, ending: str, small_files: Callable[[int], None]) -> None:
    path = tmp_path / f"a{ending}"
    noise = np.random.default_rng(0).standard_normal(5 * RATE).astype(np.float32) * 0.1
    file = open_sound_file(path, ending, tags(60.0), frames=60 * RATE)
    small_files(100_000)

    def write() -> None:
        for _ in range(12):
            file.write(noise)
        file.finish()

    with pytest.raises(OSError, match="too large"):
        write()
    file.close()


@pytest.mark.parametrize("ending", ALL)
def test_a_disk_that_is_full_only_for_the_last_bytes_is_noticed(
    tmp_path: Path, ending: str, small_files: Callable[[int], None]
) -> None:
    written(tmp_path / f"whole{ending}")
    small_files((tmp_path / f"whole{ending}").stat().st_size - 100)

    with pytest.raises(OSError, match="too large"):
        written(tmp_path / f"half{ending}")


def test_a_session_too_long_for_a_wav_is_refused_with_what_takes_it(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match=r"4 GB at most.*\.flac"):
        open_sound_file(tmp_path / "a.wav", ".wav", tags(7 * 3600.0), frames=7 * 3600 * RATE, channels=2)


@pytest.mark.parametrize(("ending", "lacks"), [(".mp3", "MP3"), (".opus", "OGG")])
def test_a_sound_library_without_a_format_is_told_with_what_mends_it(
    ending: str, lacks: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {name: about for name, about in soundfile.available_formats().items() if name != lacks}
    monkeypatch.setattr(soundfile, "available_formats", lambda: known)

    with pytest.raises(CoachError, match="pip install --upgrade --force-reinstall soundfile"):
        check_ending(ending)


def test_samples_reach_a_lossless_file_as_they_were_mixed(tmp_path: Path) -> None:
    written(tmp_path / "a.flac")

    mixed: Samples = np.concatenate(list(Rendering(session(), BurstingVoice()).chunks()))
    assert np.abs(by_libsndfile(tmp_path / "a.flac") - mixed).max() <= 1 / 32768
