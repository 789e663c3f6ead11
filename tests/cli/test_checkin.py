"""`coach checkin`: answers by their keys, what is open, and corrections, from the shell."""

from __future__ import annotations

import json
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.session.store import SessionStore
from tests.cli.running import SILENT, coach, settle_in, write_routine


@pytest.fixture
def home(coach_home: Path) -> Path:
    settle_in(coach_home)
    return coach_home


def record(home: Path) -> dict[str, Any]:
    (path,) = home.glob("sessions/*.toml")
    return tomllib.loads(path.read_text("utf-8"))


def play(tmp_path: Path, *answers: str) -> None:
    """Play without a terminal, and answer so much of the check-in."""
    coach("play", write_routine(tmp_path), *SILENT, typed="".join(f"{answer}\n" for answer in answers))


def test_answers_are_kept_one_by_one_until_nothing_is_open(home: Path, tmp_path: Path) -> None:
    play(tmp_path)
    wrong = coach("checkin", "--answer", "during=11", "--answer", "after=2", "--answer", "colour=3")
    some = coach("checkin", "--answer", "after=2", "--answer", "during=1")
    shown = json.loads(coach("checkin", "--json").stdout)
    rest = coach(
        "checkin", *(part for key in ("muscle=0", "sharp=no", "rir=15", "flags=none") for part in ("--answer", key))
    )
    nothing = coach("checkin")

    assert wrong.returncode == 1
    assert "during cannot be “11”: a whole number from 0 to 10, or skip." in wrong.stderr
    assert "colour: no question has this key." in wrong.stderr
    assert "Nothing was kept." in wrong.stderr
    assert some.returncode == 0
    assert "Still open: muscle, sharp, rir, flags." in some.stdout
    assert [each["answered"] for each in shown["open"]] == [{"during": 1, "after": 2}]
    assert "(rule R19)" in rest.stdout
    assert record(home)["after"]["during"] == 1
    assert nothing.returncode == 0
    assert nothing.stdout.startswith("Nothing is open. The next questions follow a session, or come on ")


def test_a_correction_is_shown_as_before_and_after(home: Path, tmp_path: Path) -> None:
    play(tmp_path, "6", "1", "0", "n", "1", "3", "0")
    done = coach("checkin", "--session", "last", "--answer", "during=2", "--json")
    late = coach("checkin", "--session", "last", "--answer", "knee_am=2")
    nobody = coach("checkin", "--session", "zzzz", "--answer", "during=2")

    told = json.loads(done.stdout)
    assert told["changed"] == ["Worst knee pain: 6 → 2.", "Rule: R8 → R19."]
    assert (told["response"]["rule"], told["kept"]) == ("R19", {"during": 2})
    assert (record(home)["after"]["during"], record(home)["correction"][0]["answer"]) == (6, 2)
    assert (late.returncode, nobody.returncode) == (2, 2)


def test_an_emergency_that_is_given_by_its_key_is_told(home: Path, tmp_path: Path) -> None:
    play(tmp_path)
    done = coach("checkin", "--answer", "flags=deformed")

    assert "*** Stop now. This can be an emergency." in done.stdout
    assert record(home)["response"]["tier"] == "emergency"


def test_what_is_open_can_be_typed_into_a_pipe(home: Path, tmp_path: Path) -> None:
    play(tmp_path, "1", "0")
    done = coach("checkin", typed="0\nn\n3\n0\n")

    assert "Muscle soreness now?" in done.stdout
    assert SessionStore(home / "sessions").read().records[0].answers()["flags"] == ()


def test_a_stop_is_told_although_other_answers_are_missing(home: Path, tmp_path: Path) -> None:
    """Nothing loaded is played from then on: whoever answered has to hear it now, not with the last answer."""
    play(tmp_path, "1", "1", "0", "n", "0", "0")
    (path,) = home.glob("sessions/*.toml")
    yesterday = path.read_text("utf-8")
    day = path.name[:10]
    before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    path.unlink()
    path.with_name(path.name.replace(day, before)).write_text(yesterday.replace(day, before), "utf-8")

    part = coach("checkin", "--answer", "swelling=clear")

    assert "Still open: knee_am, muscle_am, stiff, flags." in part.stdout
    assert "Get medical advice today" in part.stdout
