"""Which music is played, and what is said of music that is not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coach.desk.music import place_of
from coach.errors import CoachError, UsageError
from tests.desk.stage import SETTINGS, Stage
from tests.sound.files import sine, write


def set_up(home: Path, path: str = "", more: str = "") -> Stage:
    return Stage(home, settings=f"{SETTINGS}\n[music]\npath = '{path}'\n{more}")


def test_without_a_wish_and_a_setting_there_is_no_music(stage: Stage) -> None:
    stage.open()

    assert stage.desk.bed is None


def test_a_file_that_is_wished_for_is_played(stage: Stage, tmp_path: Path) -> None:
    stage.open(music=str(write(tmp_path / "a.wav", sine(1.0))))

    assert stage.desk.bed is not None
    assert len(stage.desk.bed.read(0, 1000)) == 1000


def test_the_settings_say_what_is_played_and_how_loud(tmp_path: Path) -> None:
    place = write(tmp_path / "music" / "a.wav", sine(2.0)).parent
    loud, soft = (set_up(tmp_path / name, str(place), f"volume = {name}") for name in ("100", "25"))
    for each in (loud, soft):
        each.open()

    assert loud.desk.bed is not None
    assert soft.desk.bed is not None
    ratio = soft.desk.bed.read(0, 48_000).std() / loud.desk.bed.read(0, 48_000).std()
    assert ratio == pytest.approx(0.25, rel=1e-3)


@pytest.mark.parametrize("wish", [{"music": "none"}, {"mute": True}, {"speed": 10.0}])
def test_a_session_can_do_without_the_music_of_the_settings(tmp_path: Path, wish: dict[str, Any]) -> None:
    home = set_up(tmp_path / "home", str(write(tmp_path / "a.wav", sine(1.0))))
    home.open(**wish)

    assert home.desk.bed is None


def test_music_of_the_settings_that_is_not_there_is_a_notice_and_the_session_goes_on(tmp_path: Path) -> None:
    home = set_up(tmp_path / "home", str(tmp_path / "gone"))
    performance = home.open()
    assert home.desk.bed is not None
    assert len(home.desk.bed.read(0, 10)) == 0

    assert performance.troubles == (f"Music: there is no {tmp_path / 'gone'}.",)


def test_a_place_of_the_settings_counts_from_the_home_folder(tmp_path: Path) -> None:
    home = set_up(tmp_path / "home", "Music/slow")

    assert place_of(home.desk, None) == Path("~/Music/slow").expanduser()


def test_music_that_is_wished_for_and_not_there_is_wrong_usage(stage: Stage, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^There is no file or folder .*gone with music\.$"):
        stage.open(music=str(tmp_path / "gone"))


def test_an_address_is_no_music(stage: Stage) -> None:
    with pytest.raises(UsageError, match=r"a folder of this machine, and https://a\.example/b\.mp3 is an address\.$"):
        stage.open(music="https://a.example/b.mp3")


def test_music_that_is_wished_for_and_cannot_be_played_is_refused(stage: Stage, tmp_path: Path) -> None:
    text = tmp_path / "a.mp3"
    text.write_text("Not a song.\n" * 500)
    with pytest.raises(CoachError, match=r"a\.mp3 cannot be played: no kind of sound file that Coach knows\.$"):
        stage.open(music=str(text))
    (tmp_path / "b.mp3").write_text("x")
    with pytest.raises(CoachError, match=r"^None of the 2 files in .* can be played \(a\.mp3: no kind of sound"):
        stage.open(music=str(tmp_path))


def test_a_folder_without_music_is_refused(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    with pytest.raises(CoachError, match=r"^There is no music in .*pictures\.$"):
        stage.open(music=str(tmp_path / "pictures"))


def test_one_file_that_can_be_played_is_enough(stage: Stage, tmp_path: Path) -> None:
    place = tmp_path / "music"
    write(place / "2.wav", sine(1.0))
    (place / "1.mp3").write_text("x")
    stage.open(music=str(place))

    assert stage.desk.bed is not None
