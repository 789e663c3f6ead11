"""`coach doctor`: what works, what does not, how to mend it; exit status 1 for what matters."""

from __future__ import annotations

import importlib.util
import json
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from coach.cli.doctor import Finding, Health, examine
from coach.cli.main import main
from coach.desk import awake
from coach.desk.awake import AwakeReport
from coach.paths import user_paths
from coach.sound import report as sound_report
from coach.sound.report import SoundReport
from coach.voice import report
from coach.voice.engine import Identity
from coach.voice.report import VoiceReport
from tests.cli.running import coach
from tests.sound.files import sine, write

SPEAKS = Identity("eSpeak NG", "1.52.0", "bundled", "en-us", "English (America)", 165)


@pytest.fixture(autouse=True)
def _well(monkeypatch: pytest.MonkeyPatch) -> None:
    """A voice that speaks, a device that opens and a desktop that answers, without any of them."""
    monkeypatch.setattr(awake, "describe", lambda: AwakeReport("org.freedesktop.ScreenSaver"))
    monkeypatch.setattr(report, "describe", lambda **_: VoiceReport(SPEAKS, 1.42, None))
    monkeypatch.setattr(sound_report, "describe", lambda _: SoundReport("PulseAudio", "Headphones", None))


def found(home: Path, environ: dict[str, str] | None = None) -> dict[str, Finding]:
    return {finding.name: finding for finding in examine(user_paths({"COACH_HOME": str(home)}), environ or {})}


def test_a_machine_that_has_everything_is_well(coach_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 0, a closing sentence, and no folder made by looking."""
    assert main(["doctor"]) == 0

    out = capsys.readouterr().out
    assert "ok        voice: eSpeak NG 1.52.0 (bundled), English (America); a sample took 1.4 s to say\n" in out
    assert "ok        sound: PulseAudio Headphones\n" in out
    assert "ok        screen: stays awake while a session plays, by org.freedesktop.ScreenSaver\n" in out
    assert out.endswith("\nEverything that matters works.\n")
    assert not coach_home.exists()


def test_what_is_wrong_with_several_files_stands_under_one_line(
    coach_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sessions = coach_home / "sessions"
    sessions.mkdir(parents=True)
    for day in ("01", "02"):
        (sessions / f"2026-11-{day}T071500+0100-aaaa.toml").write_text("format = ", encoding="utf-8")
    main(["doctor"])
    out = capsys.readouterr().out

    assert out.count("kept: 0 sessions") == 1
    assert all(out.count(f"2026-11-{day}T071500+0100-aaaa.toml") == 1 for day in ("01", "02"))


def test_no_device_is_broken_and_the_status_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be heard matters; the sentence is the library's, with what to do."""

    trouble = "There is no sound device; plug one in, or see `coach doctor`."
    monkeypatch.setattr(sound_report, "describe", lambda _: SoundReport("", "", trouble))

    assert main(["doctor", "--json"]) == 1

    data = json.loads(capsys.readouterr().out)
    rows = {row["name"]: row for row in data["findings"]}
    assert data["ok"] is False
    assert rows["sound"]["health"] == "broken"
    assert rows["sound"]["found"] == "There is no sound device; plug one in."
    assert rows["sound"]["mend"] == "connect or switch on a device"


def test_without_a_sound_server_no_device_is_asked_for(coach_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = SoundReport("", "", "No sound server runs here; see `coach doctor`.", serverless=True)
    monkeypatch.setattr(sound_report, "describe", lambda _: missing)
    sound = found(coach_home)["sound"]

    assert sound.found == "No sound server runs here."
    assert sound.mend.startswith("start PulseAudio or PipeWire")


def test_no_voice_is_broken(coach_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that does not speak is told in its own words."""
    monkeypatch.setattr(report, "describe", lambda **_: VoiceReport(None, 0.0, "eSpeak cannot be loaded."))

    voice = found(coach_home)["voice"]

    assert (voice.health, voice.found) == (Health.BAD, "eSpeak cannot be loaded.")


def test_a_voice_that_is_not_there_is_named(coach_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another speaks instead, which is a limit and no failure; the voice of the settings is asked for."""
    coach_home.mkdir()
    (coach_home / "settings.toml").write_text("[voice]\nid = 'Zoe'\nrate = 140\n", encoding="utf-8")

    def other(*, voice: str, rate: int, **_: object) -> VoiceReport:
        return VoiceReport(SPEAKS, 1.0, f"There is no voice {voice} at {rate}.")

    monkeypatch.setattr(report, "describe", other)

    finding = found(coach_home)["voice"]

    assert finding.health is Health.POOR
    assert finding.found.startswith("There is no voice Zoe at 140. Instead speaks eSpeak NG")


def test_every_voice_of_the_settings_is_looked_at_and_the_systems_own_beside_pipers(
    coach_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Piper speaks English; what it has no voice for hangs on the other engine."""
    coach_home.mkdir()
    (coach_home / "settings.toml").write_text("[voices]\nde = 'Zoe'\n", encoding="utf-8")
    joe = Identity("Piper", "1.8.0", "bundled", "joe", "Joe", 165)

    def describe(*, voice: str | None = None, neural: bool = True, **_: object) -> VoiceReport:
        if voice == "Zoe":
            return VoiceReport(SPEAKS, 1.0, "There is no voice “Zoe” here; see `coach voices`.")
        return VoiceReport(joe, 1.0, None) if neural else VoiceReport(None, 0.0, "There is no eSpeak.")

    monkeypatch.setattr(report, "describe", describe)
    findings = found(coach_home)

    assert findings["voice"].found == "Piper 1.8.0 (bundled), Joe; a sample took 1.0 s to say"
    assert findings["voice for de"].health is Health.POOR
    assert findings["voice for de"].mend.startswith("`coach config voices.de ID`")
    assert findings["other voices"].health is Health.BAD


def test_no_voice_is_in_order_where_none_is_wanted(coach_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`voice.id = "none"` is a choice."""
    monkeypatch.setattr(report, "describe", lambda **_: VoiceReport(None, 0.0, None))

    assert found(coach_home)["voice"].health is Health.GOOD


def test_settings_that_are_wrong_are_placed(coach_home: Path) -> None:
    """Every problem of the file is a finding with its line."""
    coach_home.mkdir()
    (coach_home / "settings.toml").write_text("tlak = 1\n", encoding="utf-8")

    settings = found(coach_home)["settings"]

    assert settings.health is Health.POOR
    assert settings.found == f"{coach_home / 'settings.toml'}:1:1: `tlak` is not a setting"
    assert settings.mend == "did you mean `talk`?"


def test_a_data_folder_under_a_file_is_broken(tmp_path: Path) -> None:
    """Records could not be kept: that matters; the settings could not be changed: that can wait."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    findings = found(tmp_path / "file" / "home")

    assert findings["data folder"].health is Health.BAD
    assert findings["settings folder"].health is Health.POOR
    assert "COACH_HOME" in findings["data folder"].mend


Usage = namedtuple("Usage", "total used free")


@pytest.mark.parametrize(
    ("megabytes", "health"),
    [(5000, Health.GOOD), (100, Health.GOOD), (99, Health.POOR), (5, Health.POOR), (4, Health.BAD)],
)
def test_little_room_is_said_and_none_is_broken(
    coach_home: Path, monkeypatch: pytest.MonkeyPatch, megabytes: int, health: Health
) -> None:
    """Below 100 MB it is a limit, below 5 MB a record may not be kept."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, megabytes * 2**20))

    assert found(coach_home)["disk"].health is health


@pytest.mark.parametrize(
    ("module", "mend"),
    [("numpy", "pip install numpy"), ("tomli_w", "pip install tomli-w"), ("soxr", "pip install soxr")],
)
def test_a_missing_module_is_named_with_what_it_is_for(
    coach_home: Path, monkeypatch: pytest.MonkeyPatch, module: str, mend: str
) -> None:
    """The line to type stands beside it."""
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == module else find(name))

    finding = found(coach_home)[module]

    assert (finding.health, finding.mend) == (Health.BAD, mend)


def test_a_look_that_fails_does_not_stop_the_others(coach_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The doctor gets through, and says that the failure is one of its own."""

    def broken(**_: object) -> VoiceReport:
        raise RuntimeError("unheard of")

    monkeypatch.setattr(report, "describe", broken)

    findings = found(coach_home)

    assert findings["voice"].found == "RuntimeError: unheard of"
    assert findings["sound"].health is Health.GOOD


@pytest.mark.parametrize(
    ("environ", "reason"), [({"NO_COLOR": "1"}, "NO_COLOR is set"), ({"TERM": "dumb"}, "TERM is dumb")]
)
def test_a_terminal_without_colour_is_no_fault(coach_home: Path, environ: dict[str, str], reason: str) -> None:
    """It is said why there is none."""
    colour = found(coach_home, environ)["colour"]

    assert colour.health is Health.GOOD
    assert reason in colour.found


def test_the_exercise_library_is_not_counted_as_a_routine(tmp_path: Path) -> None:
    done = coach("doctor", environ={"COACH_HOME": str(tmp_path / "home")})
    listed = coach("list", "--json", environ={"COACH_HOME": str(tmp_path / "home")})

    assert f"{len(json.loads(listed.stdout))} routines and the exercise library in " in done.stdout


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (AwakeReport(""), "may sleep while a session plays: nothing here keeps it awake"),
        (AwakeReport("", answered=False), "may sleep while a session plays: the desktop does not answer"),
    ],
)
def test_a_screen_that_cannot_be_kept_awake_is_a_limit_with_what_to_do(
    coach_home: Path, monkeypatch: pytest.MonkeyPatch, told: AwakeReport, words: str
) -> None:
    monkeypatch.setattr(awake, "describe", lambda: told)

    screen = found(coach_home)["screen"]

    assert (screen.health, screen.found) == (Health.POOR, words)
    assert "longer" in screen.mend


def test_a_screen_that_may_sleep_by_the_settings_is_in_order_and_not_tried(
    coach_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach_home.mkdir()
    (coach_home / "settings.toml").write_text("keep_awake = false\n", encoding="utf-8")
    monkeypatch.delattr(awake, "describe")

    assert found(coach_home)["screen"].health is Health.GOOD


def test_music_of_the_settings_is_looked_at(coach_home: Path, tmp_path: Path) -> None:
    coach_home.mkdir(parents=True, exist_ok=True)
    write(tmp_path / "music" / "a.wav", sine(0.1))
    assert "music" not in found(coach_home)
    for place, health in (("music", Health.GOOD), ("gone", Health.POOR)):
        (coach_home / "settings.toml").write_text(f"[music]\npath = '{tmp_path / place}'\n", encoding="utf-8")
        assert found(coach_home)["music"].health is health

    assert found(coach_home)["music"].found == f"There is no file or folder {tmp_path / 'gone'} with music."
