"""Other programs' music is lowered where the settings say so, and what a killed session left low is put back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coach.desk.desk import Desk
from coach.paths import user_paths
from coach.sound import device
from coach.sound.ducking import teller
from coach.sound.ducking.teller import Ducker


class Made:
    """What was made in the place of a `Ducker`, and whether it was to mend."""

    def __init__(self, path: Path, *, by: float, log: Path) -> None:
        self.path, self.by, self.log = path, by, log
        self.mends = False

    def mend(self) -> None:
        self.mends = True


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Made]:
    found: list[Made] = []

    def make(path: Path, **how: Any) -> Made:
        found.append(Made(path, **how))
        return found[-1]

    monkeypatch.setattr(teller, "Ducker", make)
    return found


def told_by_output(home: Path, settings: str, monkeypatch: pytest.MonkeyPatch, *, silent: bool = False) -> Any:
    """Return who is told what the output of these settings is given."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.toml").write_text(settings, encoding="utf-8")
    told: list[Any] = []
    monkeypatch.setattr(device, "open_output", lambda **how: told.append(how["told"]))
    Desk(user_paths({"COACH_HOME": str(home)})).output(silent=silent)
    return told[0] if told else None


@pytest.mark.parametrize(("settings", "by"), [("", 12.0), ("duck.by = 18", 18.0), ('duck.by = "6 dB"', 6.0)])
def test_music_is_lowered_by_what_the_settings_say(
    coach_home: Path, monkeypatch: pytest.MonkeyPatch, made: list[Made], settings: str, by: float
) -> None:
    told = told_by_output(coach_home, settings, monkeypatch)

    assert told is made[0]
    assert (told.by, told.path) == (by, coach_home / "state" / "ducked.json")


@pytest.mark.parametrize("settings", ["duck.others = false", "sound.volume = 0"])
def test_nothing_is_lowered_where_nobody_wants_it_or_nothing_is_heard(
    coach_home: Path, monkeypatch: pytest.MonkeyPatch, made: list[Made], settings: str
) -> None:
    assert told_by_output(coach_home, settings, monkeypatch) is None
    assert made == []


def test_a_session_without_sound_lowers_nothing(
    coach_home: Path, monkeypatch: pytest.MonkeyPatch, made: list[Made]
) -> None:
    assert told_by_output(coach_home, "", monkeypatch, silent=True) is None
    assert made == []


def test_only_what_was_left_low_is_mended(coach_home: Path, made: list[Made]) -> None:
    """A usual start looks for a file and starts nothing."""
    desk = Desk(user_paths({"COACH_HOME": str(coach_home)}))
    desk.mend_music()
    assert made == []
    desk.ducked_file.parent.mkdir(parents=True)
    desk.ducked_file.write_text("{}", encoding="utf-8")
    desk.mend_music()

    assert made[0].mends


def test_what_lowers_music_costs_a_start_nothing(coach_home: Path) -> None:
    """It is a thread and a process only once there is something to hear."""
    ducker = Desk(user_paths({"COACH_HOME": str(coach_home)}))._ducker()
    ducker.close()

    assert isinstance(ducker, Ducker)
    assert ducker.process is None
