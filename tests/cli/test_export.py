"""`coach export`: days as a calendar file, a session as sound and as captions."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.cli.main import main
from tests.cli.running import settle_in

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
