"""Writing the report where the user says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coach.cli.main import main
from coach.desk.desk import Desk
from coach.desk.report import read_report, write_report
from coach.errors import CoachError, UsageError
from coach.paths import user_paths
from coach.session.doses import Change, Decision, DoseBook
from coach.session.dosestore import save_doses
from coach.testing import ManualClock
from tests.progress.histories import TODAY, at, history, write_history


def desk(settings: str = "") -> Desk:
    paths = user_paths()
    write_history(history(), paths)
    paths.settings_file.write_text(settings, encoding="utf-8")
    return Desk(paths, ManualClock(at(TODAY, 22)))


@pytest.mark.parametrize(("name", "begins"), [("k.html", "<!DOCTYPE html>"), ("k.TXT", "Knee exercise diary")])
def test_the_ending_says_what_is_written(name: str, begins: str, tmp_path: Path) -> None:
    written = write_report(desk(), str(tmp_path / name))

    assert written.path.read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize("name", ["knee.pdf", "knee", ".html"])
def test_another_ending_is_refused_and_nothing_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ends in \.html or \.txt"):
        write_report(desk(), str(tmp_path / name))

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "k.txt"
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(CoachError, match="--replace writes over it"):
        write_report(desk(), str(path))
    before = path.read_text(encoding="utf-8")
    write_report(desk(), str(path), replace=True)

    assert before == "mine"
    assert path.read_text(encoding="utf-8") != "mine"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "k.txt").mkdir()

    with pytest.raises(CoachError, match="is a folder"):
        write_report(desk(), str(tmp_path / "k.txt"))


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match="There is no folder"):
        write_report(desk(), str(tmp_path / "typo" / "k.txt"))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_report_is_for_its_user_alone(tmp_path: Path) -> None:
    written = write_report(desk(), str(tmp_path / "k.html"))

    assert written.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="nobody can write to /proc, which only Linux has")
def test_where_it_cannot_be_written_a_sentence_says_so() -> None:
    with pytest.raises(CoachError, match="cannot be written"):
        write_report(desk(), "/proc/k.txt")


def test_the_plan_of_the_settings_tells_the_planned_days() -> None:
    report, _ = read_report(desk('[plan]\nmon = "knee-foundation"\nthu = "knee-foundation"\nfri = "rest"\n'))

    assert report.adherence.planned_days == 24


def test_the_changes_of_the_book_are_told(tmp_path: Path) -> None:
    at_desk = desk()
    amounts = ("5 × 30 s", "5 × 35 s")
    change = Change(TODAY, None, "knee-foundation", "wall-sit", *amounts, "progress", "knee 1", Decision.REFUSED, TODAY)
    save_doses(at_desk.paths.doses, DoseBook(changes=(change,)))

    written = write_report(at_desk, str(tmp_path / "k.txt"))

    told = " ".join(written.path.read_text(encoding="utf-8").split())
    assert "22 Nov: Wall sit: 5 × 30 s → 5 × 35 s, refused by the user; knee 1 (progress)" in told


def test_a_damaged_session_is_named_and_the_rest_is_told(tmp_path: Path) -> None:
    at_desk = desk()
    broken = sorted(at_desk.paths.sessions.glob("*.toml"))[-1]
    broken.write_text("no = [", encoding="utf-8")

    written = write_report(at_desk, str(tmp_path / "k.txt"))

    assert len(written.sentences) == 1
    assert broken.name in written.sentences[0]


def test_the_command_says_where_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "knee.html"

    assert main(["report", "-o", str(path), "--weeks", "4"]) == 0
    assert capsys.readouterr().out == f"Wrote {path}\n"


def test_without_a_file_the_command_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report"]) == 2
    assert "coach report -o knee.html" in capsys.readouterr().err
