"""What a start has to ask of a morning, by local days that turn at four."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coach.desk.desk import Desk
from coach.desk.mornings import due_morning, offers_morning, put_off_morning, shows_morning
from coach.paths import user_paths
from coach.session.record import CheckInRecord, Outcome, RoutineMark, SessionRecord
from coach.session.store import SessionStore
from coach.testing import ManualClock


class Mornings:
    """A home with sessions that ended at given moments, looked at at another."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.store = SessionStore(user_paths({"COACH_HOME": str(home)}).sessions)

    def session(self, ended: str, name: str = "Plank", *, morning: bool | None = None, asks: bool = True) -> None:
        """Keep a session; `morning` is whether its morning was answered whole, None where not at all."""
        at = datetime.fromisoformat(ended)
        started = at - timedelta(minutes=10)
        self.store.save(
            SessionRecord(
                id=f"{started:%Y-%m-%dT%H%M%S%z}-{name.lower()}",
                routine=RoutineMark("plank", name, "00" * 32),
                started=started,
                ended=at,
                outcome=Outcome.FINISHED,
                planned_seconds=600,
                done_seconds=600,
                asks=asks,
                morning=None if morning is None else CheckInRecord(at + timedelta(hours=12), {"knee_am": 1}, morning),
            )
        )

    def desk(self, now: str) -> Desk:
        return Desk(user_paths({"COACH_HOME": str(self.home)}), ManualClock(datetime.fromisoformat(now)))

    def asks(self, now: str) -> str:
        """Return the name of the session whose morning is due, "knee" for the one key, or nothing."""
        due = due_morning(self.desk(now))
        if due is None:
            return ""
        return due.session.routine.name if due.session is not None else "knee"


@pytest.fixture
def mornings(tmp_path: Path) -> Mornings:
    return Mornings(tmp_path)


@pytest.mark.parametrize(
    "ended, now, asks",
    [
        ("2026-11-22T20:00+01:00", "2026-11-22T23:00+01:00", ""),
        ("2026-11-22T20:00+01:00", "2026-11-23T03:59+01:00", ""),
        ("2026-11-22T20:00+01:00", "2026-11-23T04:00+01:00", "Plank"),
        ("2026-11-22T20:00+01:00", "2026-11-24T03:59+01:00", "Plank"),
        ("2026-11-22T20:00+01:00", "2026-11-24T04:00+01:00", "knee"),
        # After midnight, and before four: it belongs to the evening.
        ("2026-11-23T01:30+01:00", "2026-11-23T07:00+01:00", "Plank"),
        ("2026-11-23T04:00+01:00", "2026-11-23T07:00+01:00", ""),
        ("2026-11-23T04:00+01:00", "2026-11-24T07:00+01:00", "Plank"),
        # The clocks go forward, and back, between the session and its morning.
        ("2026-03-28T23:30+01:00", "2026-03-29T04:00+02:00", "Plank"),
        ("2026-03-28T23:30+01:00", "2026-03-29T03:59+02:00", ""),
        ("2026-10-24T23:30+02:00", "2026-10-25T03:59+01:00", ""),
        ("2026-10-24T23:30+02:00", "2026-10-25T04:00+01:00", "Plank"),
        # To New York and to Tokyo: the clock on the wall counts, where one is.
        ("2026-11-22T20:00+01:00", "2026-11-22T22:30-05:00", ""),
        ("2026-11-22T20:00+01:00", "2026-11-23T07:00-05:00", "Plank"),
        ("2026-11-22T20:00+01:00", "2026-11-23T06:00+09:00", "Plank"),
        # Over the date line: the morning after never was.
        ("2026-11-22T23:00-10:00", "2026-11-24T06:00+13:00", "knee"),
    ],
)
def test_the_morning_of_a_session_is_the_local_day_after_it(
    ended: str, now: str, asks: str, mornings: Mornings
) -> None:
    mornings.session(ended)

    assert mornings.asks(now) == asks


def test_of_several_sessions_of_a_day_the_latest_is_asked_about(mornings: Mornings) -> None:
    for ended, name in (("2026-11-22T08:00+01:00", "Early"), ("2026-11-22T20:00+01:00", "Late")):
        mornings.session(ended, name)

    due = due_morning(mornings.desk("2026-11-23T07:00+01:00"))

    assert due is not None
    assert due.session is not None
    assert (due.session.routine.name, due.sessions) == ("Late", 2)


@pytest.mark.parametrize("answered", ["Early", "Late"])
def test_one_set_of_answers_is_enough_for_a_day(answered: str, mornings: Mornings) -> None:
    for ended, name in (("2026-11-22T08:00+01:00", "Early"), ("2026-11-22T20:00+01:00", "Late")):
        mornings.session(ended, name, morning=True if name == answered else None)

    assert mornings.asks("2026-11-23T07:00+01:00") == ""


def test_a_morning_that_was_broken_off_is_due_on(mornings: Mornings) -> None:
    mornings.session("2026-11-22T20:00+01:00", morning=False)

    assert mornings.asks("2026-11-23T07:00+01:00") == "Plank"


def test_a_session_of_this_morning_does_not_hide_that_of_yesterday(mornings: Mornings) -> None:
    mornings.session("2026-11-22T20:00+01:00")
    mornings.session("2026-11-23T06:00+01:00", "Early")

    assert mornings.asks("2026-11-23T07:00+01:00") == "Plank"


def test_a_session_without_a_checkin_has_no_morning_either(mornings: Mornings) -> None:
    """On such a day the one key of other days is asked, and a session beside it that has one keeps its own."""
    mornings.session("2026-11-22T19:00:00+01:00", "Stretch", asks=False)
    assert mornings.asks("2026-11-23T08:00:00+01:00") == "knee"

    mornings.session("2026-11-22T18:00:00+01:00")
    assert mornings.asks("2026-11-23T08:00:00+01:00") == "Plank"


def test_who_has_never_played_is_asked_nothing(mornings: Mornings) -> None:
    assert mornings.asks("2026-11-23T07:00+01:00") == ""


def test_the_knee_of_other_days_is_asked_until_something_is_played(mornings: Mornings) -> None:
    mornings.session("2026-11-20T20:00+01:00")
    before = mornings.asks("2026-11-23T07:00+01:00")

    mornings.session("2026-11-23T08:00+01:00")

    assert (before, mornings.asks("2026-11-23T09:00+01:00")) == ("knee", "")


def test_the_knee_of_other_days_is_asked_once(mornings: Mornings) -> None:
    mornings.session("2026-11-20T20:00+01:00")
    folder = mornings.desk("2026-11-23T07:00+01:00").paths.mornings
    folder.mkdir()
    (folder / "2026-11-23.toml").write_text("", encoding="utf-8")

    assert [mornings.asks(f"2026-11-{day}T07:00+01:00") for day in (23, 24)] == ["", "knee"]


def test_settings_without_checkins_ask_nothing_in_the_morning_either(mornings: Mornings) -> None:
    mornings.session("2026-11-22T20:00+01:00")
    (mornings.home / "settings.toml").write_text("checkin = false\n", encoding="utf-8")

    assert mornings.asks("2026-11-23T07:00+01:00") == ""


@pytest.mark.parametrize("turned_down, shown", [(False, True), (True, False)])
def test_what_was_put_off_is_not_asked_again_by_itself_on_that_day(
    turned_down: bool, shown: bool, mornings: Mornings
) -> None:
    mornings.session("2026-11-22T20:00+01:00")
    desk = mornings.desk("2026-11-23T07:00+01:00")
    first = offers_morning(desk)

    put_off_morning(desk, turned_down=turned_down)

    assert first is not None
    assert offers_morning(desk) is None
    assert (shows_morning(desk) is not None) is shown
    assert due_morning(desk) is not None
    assert offers_morning(mornings.desk("2026-11-24T07:00+01:00")) is not None
