"""Looking at everything that is kept, as `coach doctor` does."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from benchmarks.homes import write_home
from coach.cli.main import main
from coach.desk.keeping import look_at_all
from coach.paths import Paths


@pytest.fixture
def paths(coach_home: Path) -> Paths:
    """Twelve days, everything of one's own."""
    paths = write_home(coach_home, 12, date(2026, 11, 21))
    for path in (*paths.sessions.iterdir(), paths.profile):
        path.chmod(0o600)
    return paths


def test_where_all_is_well_only_the_numbers_are_told(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    kept = look_at_all(paths)
    main(["doctor"])

    assert (kept.sessions, kept.mornings, kept.sentences) == (12, 2, ())
    assert "ok        kept: 12 sessions, 2 other mornings\n" in capsys.readouterr().out


def test_a_wrong_value_and_what_was_set_aside_are_named(paths: Paths) -> None:
    record = sorted(paths.sessions.iterdir())[0]
    record.write_text(record.read_text("utf-8").replace("during = ", "during = 4"), encoding="utf-8")
    (paths.mornings / "2026-01-01.toml.damaged").write_text("", encoding="utf-8")
    paths.profile.write_text("base = 70", encoding="utf-8")

    told = look_at_all(paths).sentences

    assert len(told) == 3
    assert f"{record}: after.during is a whole number" in told[0]
    assert "base is a whole number from 0 to 10, not 70" in told[1]
    assert "2026-01-01.toml.damaged was set aside" in told[2]


@pytest.mark.parametrize(
    "name",
    [
        "profile.sync-conflict-20261122-091500-K3F9ABC.toml",
        "profile (Anna's conflicted copy 2026-11-22).toml",
        "profile_conflict-20261122-091500.toml",
        "profile (SFConflict anna 2026-11-22-09-15-00).toml",
        "profile-LAPTOP.toml",
        "profile (1).toml",
        "profile 2.toml",
        "Copy of profile.toml",
    ],
)
def test_a_copy_of_the_profile_that_a_synchroniser_made_is_named_and_does_not_count(paths: Paths, name: str) -> None:
    (paths.data / name).write_text('knee = "right"', encoding="utf-8")

    told = look_at_all(paths).sentences

    assert len(told) == 1
    assert str(paths.data / name) in told[0]


def test_a_file_of_another_name_is_no_copy(paths: Paths) -> None:
    for name in ("profiles.toml", "my-profile-old.toml", "profile.toml.bak"):
        (paths.data / name).write_text("", encoding="utf-8")

    assert look_at_all(paths).sentences == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("which", ["sessions", "profile.toml"])
def test_what_others_can_read_is_named_with_what_to_do(paths: Paths, which: str) -> None:
    (paths.data / which).chmod(0o755)

    told = look_at_all(paths).sentences

    assert len(told) == 1
    assert f"{paths.data / which} can be read by others: `chmod -R go= " in told[0]
