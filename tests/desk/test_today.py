"""What is due today in words, read from a home."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coach.checkin.questions import Answer
from coach.desk.desk import Desk
from coach.desk.today import Today, today_of
from coach.paths import user_paths
from coach.progress.due import Due
from coach.session.record import CheckInRecord, ResponseRecord, SessionRecord
from coach.session.store import SessionStore
from coach.testing import ManualClock
from tests.progress.past import days, hours, session
from tests.warm import warm


class Home:
    """A home with sessions in it, at the time of a clock that stands."""

    def __init__(self, folder: Path, settings: str = "") -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        warm(folder)
        (folder / "settings.toml").write_text(settings, encoding="utf-8")
        self.clock = ManualClock()
        self.desk = Desk(user_paths({"COACH_HOME": str(folder)}), self.clock)

    def played(self, ago: timedelta, routine: str = "knee-foundation", kind: str = "strength") -> SessionRecord:
        record = session(ago, routine, kind, now=self.clock.now())
        SessionStore(self.desk.paths.sessions).save(record)
        return record

    def today(self, *, short: bool = False) -> Today:
        return today_of(self.desk, short=short)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_what_is_due_is_told_with_length_amounts_reason_and_rule(home: Home) -> None:
    today = home.today()

    assert (today.due, today.routine, today.name) == (Due.LOADED, "knee-foundation", "Knee foundation")
    assert Path(today.reference).name == "knee-foundation.toml"
    assert today.seconds is not None
    assert 15 * 60 < today.seconds < 20 * 60
    assert [(line.step, line.changed) for line in today.dose] == [("wall-sit", False), ("box-squat", False)]
    assert today.reason == "Nothing loaded was played yet: this one starts easy."
    assert today.rule_words.startswith("A loaded session is due")


def test_the_day_after_it_is_told_from_when_on_loading_is_in_order(home: Home) -> None:
    last = home.played(hours(20))

    today = home.today()

    assert (today.due, today.next_loaded) == (Due.LIGHT, last.ended + hours(48))
    assert "The next loaded session can be from tomorrow" in today.reason


def test_a_plan_that_comes_too_early_is_told_with_its_hour(tmp_path: Path) -> None:
    home = Home(tmp_path)
    week = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    day = week[home.clock.now().weekday()]
    (tmp_path / "settings.toml").write_text(f'[plan]\n{day} = "knee-foundation"\n', encoding="utf-8")
    home.played(hours(20))

    assert home.today().reason.startswith("Your plan has Knee foundation for today, and that is early. The knee gets")


def test_a_routine_of_the_plan_that_is_not_there_is_named_with_what_was_meant(tmp_path: Path) -> None:
    home = Home(tmp_path, '[plan]\nmon = "knee-fundation"\n')

    assert home.today().problems == (
        'plan.mon = "knee-fundation": there is no such routine. Did you mean knee-foundation?',
    )


def test_a_routine_that_cannot_be_read_is_not_due(home: Home) -> None:
    (home.folder / "routines").mkdir()
    (home.folder / "routines" / "knee-foundation.toml").write_text("name = = 1", encoding="utf-8")

    assert home.today().routine != "knee-foundation"


def test_what_changed_since_the_last_loaded_session_is_told_with_reading_and_rule(home: Home) -> None:
    record = home.played(hours(80))
    answers: dict[str, Answer] = {"during": 6, "after": 2, "muscle": 1, "sharp": False, "flags": ()}
    SessionStore(home.desk.paths.sessions).save(replace(record, after=CheckInRecord(record.ended, answers)))

    today = home.today()

    assert today.due is Due.LOADED
    assert today.changes == (
        "Everything loaded, all sets → half of the sets: knee 6 in the session, limit 5 (rule R8)",
    )
    assert [(line.step, line.file, line.today) for line in today.dose] == [
        ("wall-sit", "20 s, 25 s, 30 s, effort 4-5", "20 s, 25 s, effort 4-5"),
        ("box-squat", "2 × 8", "8 reps"),
    ]


def test_while_loading_is_stopped_the_reason_is_the_stops_own(home: Home) -> None:
    record = session(days(3), now=home.clock.now())
    SessionStore(home.desk.paths.sessions).save(_stopped(record))

    today = home.today()

    assert (today.due, today.rule) == (Due.STOPPED, "R2")
    assert "Get medical advice today" in today.reason


def test_after_years_away_the_last_session_still_says_which_routine_and_that_less_is_played(home: Home) -> None:
    home.played(days(800), "isometric-holds")

    today = home.today()

    assert today.routine == "isometric-holds"
    assert today.restart == (
        "800 days without a loaded session: today is half of the sets at most, rounded up, "
        "a level lower where there is one."
    )


def _stopped(record: SessionRecord) -> SessionRecord:
    answers: dict[str, Answer] = {"during": 2, "after": 8, "muscle": 1, "sharp": False, "flags": ()}
    stop = ResponseRecord("STOP_SEEK", "R2", "same_day", provisional=True)
    return replace(record, after=CheckInRecord(record.ended, answers), response=stop)


def torn(home: Home, record: SessionRecord, *, old: bool = False) -> Path:
    path = SessionStore(home.desk.paths.sessions).path(record.id)
    path.write_bytes(path.read_bytes()[:100])
    if old:
        os.utime(path, (1_600_000_000, 1_600_000_000))
    return path


@pytest.mark.parametrize("old", [False, True])
def test_a_session_of_yesterday_that_cannot_be_read_counts_as_loaded_and_is_named_each_time(
    home: Home, old: bool
) -> None:
    home.played(days(5))
    path = torn(home, home.played(hours(20)), old=old)

    for today in (home.today(), home.today()):
        assert (today.due, today.rule) == (Due.LIGHT, "P6")
        assert any(str(path) in sentence for sentence in today.files)
        assert any("cannot be read" in problem for problem in today.problems)


def test_a_session_of_three_days_ago_that_cannot_be_read_is_named_and_keeps_nobody_waiting(home: Home) -> None:
    path = torn(home, home.played(days(3)))
    today = home.today()

    assert today.due is Due.LOADED
    assert any(str(path) in sentence for sentence in today.files)


def test_once_what_cannot_be_read_is_deleted_nothing_is_said_of_it(home: Home) -> None:
    torn(home, home.played(hours(20))).unlink()
    today = home.today()

    assert (today.due, today.files, today.problems) == (Due.LOADED, (), ())


def test_a_copy_that_can_be_read_stands_for_the_session(home: Home) -> None:
    record = home.played(hours(20))
    store = SessionStore(home.desk.paths.sessions)
    store.path(record.id).with_name(f"{record.id} (conflicted copy 2026-11-23 071500).toml").write_bytes(
        store.path(record.id).read_bytes()
    )
    torn(home, record)
    today = home.today()

    assert (today.due, today.problems, today.days_trained) == (Due.LIGHT, (), 1)


def test_a_folder_of_sessions_that_cannot_be_read_is_named(home: Home) -> None:
    home.desk.paths.sessions.write_text("", encoding="utf-8")

    assert str(home.desk.paths.sessions) in home.today().files[0]
