"""The morning after at a terminal: asked before anything is played, kept through a kill, and never asked in a pipe."""

from __future__ import annotations

import signal
import sys
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.clock import SystemClock
from coach.session.record import Outcome, RoutineMark, SessionRecord
from coach.session.store import SessionStore
from tests.cli.running import LONG, SILENT, coach, settle_in, terminal, write_routine

if sys.platform == "win32":  # spelt out, so that mypy sees it
    pytest.skip("there are no pseudo-terminals on this platform", allow_module_level=True)


@pytest.fixture
def home(coach_home: Path) -> Path:
    """A home whose last session was a day ago."""
    settle_in(coach_home)
    ended = SystemClock().now() - timedelta(days=1)
    started = ended - timedelta(minutes=10)
    SessionStore(coach_home / "sessions").save(
        SessionRecord(
            id=f"{started:%Y-%m-%dT%H%M%S%z}-abcd",
            routine=RoutineMark("holds", "Holds", "00" * 32),
            started=started,
            ended=ended,
            outcome=Outcome.FINISHED,
            planned_seconds=600,
            done_seconds=600,
        )
    )
    return coach_home


def morning(home: Path) -> dict[str, Any]:
    (path,) = home.glob("sessions/*-abcd.toml")
    return dict(tomllib.loads(path.read_text("utf-8")).get("morning", {}))


def test_the_morning_is_asked_before_playing_and_survives_a_kill(home: Path, tmp_path: Path) -> None:
    """Killed after two answers, the next start goes on with the third; then the session begins."""
    routine = write_routine(tmp_path, LONG)
    with terminal("play", routine, *SILENT) as at:
        at.until("Holds: a few questions")
        for wrong in ("11", "-1", "well", ""):
            at.press(f"{wrong}\n")
            at.until("That is not a whole number from 0 to 10.")
        at.press("2\n")
        at.until("Muscle soreness this morning")
        at.press("s\n")
        at.until("How stiff is the knee")
        at.process.send_signal(signal.SIGKILL)
    killed = morning(home)
    with terminal("play", routine, *SILENT, columns=40) as at:
        at.until("How stiff is the knee")
        at.press("1\n")
        at.until("Is the knee swollen")
        at.press("1\n")
        at.until("Anything worrying")
        at.press("0\n")
        at.until("(rule R")
        at.until("hold")
        at.press("q")
        at.until("k")

    assert (killed["knee_am"], killed["skipped"], killed["complete"]) == (2, ["muscle_am"], False)
    assert morning(home)["complete"] is True


def test_put_off_it_is_not_asked_again_that_day_but_for_coach_checkin(home: Path, tmp_path: Path) -> None:
    routine = write_routine(tmp_path, LONG)
    with terminal("play", routine, *SILENT) as at:
        at.until("Knee pain this morning")
        at.press("l\n")
        at.until("`coach checkin` goes on with it.")
        at.until("hold")
    with terminal("checkin", "--plain") as at:
        at.until("Knee pain this morning")
        at.press("\x04")

        assert at.end() == 0


def test_nothing_is_asked_where_there_is_no_terminal(home: Path, tmp_path: Path) -> None:
    done = coach("play", write_routine(tmp_path), *SILENT, "--no-checkin")

    assert done.returncode == 0
    assert "this morning" not in done.stdout + done.stderr
    assert morning(home) == {}
