"""`coach export`: days as a calendar file, a session as sound and as captions."""

from __future__ import annotations

from pathlib import Path

import pytest
import soundfile

from coach.cli.main import main
from tests.cli.running import SHORT, settle_in
from tests.sound.files import sine, write

PLAN = '[plan]\nmon = "knee-foundation"\nthu = "knee-foundation"\nsat = "foam-roll"\nsun = "rest"\nat = "07:30"\n'

SCHEDULED = 'name = "Mine"\n[[step]]\nname = "Squat"\nreps = 8\n[schedule]\ndays = ["tue"]\nat = "18:15"\n'


@pytest.fixture
def home(coach_home: Path) -> Path:
    settle_in(coach_home, PLAN)
    return coach_home


def exported(target: Path, *arguments: str, status: int = 0) -> str:
    assert main(["export", *arguments, "-o", str(target)]) == status
    return target.read_text(encoding="utf-8") if target.exists() else ""


def test_the_days_of_a_routine_are_those_of_the_plan(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = exported(tmp_path / "knee.ics", "knee-foundation")

    assert text.count("BEGIN:VEVENT") == 1
    assert "BYDAY=MO,TH" in text
    assert "Knee foundation: mon, thu at 07:30, every week" in capsys.readouterr().out


def test_without_a_routine_it_is_the_whole_plan(home: Path, tmp_path: Path) -> None:
    text = exported(tmp_path / "plan.ics")

    assert text.count("BEGIN:VEVENT") == 2
    assert "SUMMARY:Foam roll" in text


def test_a_file_that_suggests_its_days_has_them_where_the_plan_does_not(home: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(SCHEDULED, encoding="utf-8")

    text = exported(tmp_path / "mine.ics", str(tmp_path / "mine.toml"))

    assert "BYDAY=TU" in text
    assert "T073000" in text


def test_a_routine_without_days_is_refused_with_how_to_plan_it(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported(tmp_path / "x.ics", "quick-start", status=1)

    assert "coach config plan.mon quick-start" in capsys.readouterr().err


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "knee.ics"
    target.write_text("mine", encoding="utf-8")

    assert exported(target, "knee-foundation", status=1) == "mine"
    assert exported(target, "knee-foundation", "--replace").startswith("BEGIN:VCALENDAR")


@pytest.mark.parametrize("target", ["knee.txt", "knee", "nowhere/knee.ics", "nowhere/knee.wav"])
def test_what_cannot_be_written_there_is_refused(home: Path, tmp_path: Path, target: str) -> None:
    exported(tmp_path / target, "knee-foundation", status=2)


def test_a_mistake_in_the_plan_is_told(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "settings.toml").write_text('[plan]\nmon = "knee-fundation"\ntue = "foam-roll"\n', encoding="utf-8")

    exported(tmp_path / "plan.ics")

    assert "Did you mean knee-foundation?" in capsys.readouterr().err


# --- music -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def tiny(home: Path, tmp_path: Path) -> Path:
    (tmp_path / "tiny.toml").write_text(SHORT, encoding="utf-8")
    return tmp_path / "tiny.toml"


def channels(path: Path) -> int:
    return int(soundfile.info(path).channels)


def test_a_session_with_music_is_in_stereo_and_without_in_mono(tiny: Path, tmp_path: Path) -> None:
    song = write(tmp_path / "song.wav", sine(1.0))
    for name, wishes in (("with", ["--music", str(song)]), ("without", [])):
        assert main(["export", str(tiny), "--voice", "none", "-o", str(tmp_path / f"{name}.wav"), *wishes]) == 0

    assert (channels(tmp_path / "with.wav"), channels(tmp_path / "without.wav")) == (2, 1)


def test_the_music_of_the_settings_is_in_a_file_too_and_told(
    home: Path, tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    song = write(tmp_path / "song.wav", sine(1.0))
    (home / "settings.toml").write_text(f"[music]\npath = '{song}'\n", encoding="utf-8")
    for name, wishes in (("with", []), ("without", ["--music", "none"])):
        assert main(["export", str(tiny), "--voice", "none", "-o", str(tmp_path / f"{name}.wav"), *wishes]) == 0

    assert (channels(tmp_path / "with.wav"), channels(tmp_path / "without.wav")) == (2, 1)
    assert capsys.readouterr().err.count(f"With music from {song}; `--music none` leaves it out.") == 1


def test_music_of_the_settings_that_is_gone_is_told_and_the_file_is_written(
    home: Path, tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "settings.toml").write_text(f"[music]\npath = '{tmp_path / 'gone'}'\n", encoding="utf-8")
    assert main(["export", str(tiny), "--voice", "none", "-o", str(tmp_path / "a.wav")]) == 0

    assert channels(tmp_path / "a.wav") == 1
    assert "Without music: There is no file or folder" in capsys.readouterr().err


@pytest.mark.parametrize(("ending", "status"), [(".wav", 2), (".vtt", 2), (".ics", 2)])
def test_music_that_is_not_there_or_cannot_be_in_it_is_wrong_usage(
    tiny: Path, tmp_path: Path, ending: str, status: int
) -> None:
    target = tmp_path / f"a{ending}"

    exported(target, str(tiny), "--voice", "none", "--music", str(tmp_path / "gone"), status=status)
    assert not target.exists()


def test_a_broken_song_is_told_once_the_file_is_written(
    tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "music" / "2.wav", sine(1.0))
    (tmp_path / "music" / "1.mp3").write_text("Not a song.\n" * 500)
    command = ["export", str(tiny), "--voice", "none", "-o", str(tmp_path / "a.wav")]
    assert main([*command, "--music", str(tmp_path / "music")]) == 0

    assert capsys.readouterr().err.count("Music: 1.mp3 cannot be played") == 1
