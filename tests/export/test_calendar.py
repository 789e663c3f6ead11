"""The days of a plan as a calendar file, read back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from coach.export.calendar import PlannedRoutine, calendar_text
from coach.progress.plan import WEEKDAYS

WEDNESDAY = date(2026, 11, 25)
STAMP = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
KNEE = PlannedRoutine("knee-foundation", "Knee foundation", ("thu", "mon"), time(7, 30), 992.0)


def written(*planned: PlannedRoutine) -> str:
    return calendar_text(planned or (KNEE,), WEDNESDAY, STAMP)


def read(text: str) -> list[Any]:
    """Return the events of a calendar; what they hold is of as many types as the format has."""
    return [event for event in Calendar.from_ical(text).walk("VEVENT") if isinstance(event, Event)]


def test_a_routine_is_one_event_that_comes_back_every_week_on_its_days() -> None:
    (event,) = read(written())

    assert event["summary"] == "Knee foundation"
    assert event.decoded("dtstart") == datetime(2026, 11, 26, 7, 30)  # noqa: DTZ001 - floating
    assert event.decoded("duration") == timedelta(minutes=17)
    assert (event["rrule"]["freq"], event["rrule"]["byday"]) == (["WEEKLY"], ["MO", "TH"])


def test_the_hour_is_that_of_the_wall_wherever_the_calendar_is() -> None:
    assert "DTSTART:20261126T073000\r\n" in written()


def test_the_file_is_stamped_in_universal_time() -> None:
    text = calendar_text([KNEE], WEDNESDAY, STAMP.astimezone(tz=None))

    assert "DTSTAMP:20261125T180000Z\r\n" in text


def test_without_an_hour_it_is_the_whole_day_and_takes_none_of_it() -> None:
    (event,) = read(written(PlannedRoutine("walk", "Walk", ("wed",))))

    assert event.decoded("dtstart") == WEDNESDAY
    assert event["transp"] == "TRANSPARENT"
    assert "VALARM" not in written(PlannedRoutine("walk", "Walk", ("wed",)))


def test_a_reminder_comes_at_the_hour() -> None:
    (event,) = read(written())

    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(0)


def test_taken_in_again_it_is_the_same_event() -> None:
    later = calendar_text([PlannedRoutine(KNEE.id, "Knees", ("sat",))], date(2026, 12, 24), STAMP + timedelta(days=29))

    assert read(later)[0]["uid"] == read(written())[0]["uid"] == "knee-foundation@coach-player"


def test_it_says_which_version_and_which_program() -> None:
    calendar = Calendar.from_ical(written())

    assert (calendar["version"], calendar["prodid"]) == ("2.0", "-//Coach//coach-player//EN")


@given(
    name=st.text(min_size=1, max_size=300),
    days=st.sets(st.sampled_from(WEEKDAYS), min_size=1),
    at=st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    first=st.dates(date(2000, 1, 1), date(2099, 1, 1)),
)
def test_any_name_is_folded_escaped_and_read_back(name: str, days: set[str], at: time | None, first: date) -> None:
    planned = PlannedRoutine("any", name, tuple(days), at, 60.0, note=name)

    text = calendar_text([planned], first, STAMP)

    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (event,) = read(text)
    assert str(event.get("summary")) == "".join(letter for letter in name if letter.isprintable())
    begins = event.decoded("dtstart")
    assert WEEKDAYS[begins.weekday()] in days
    assert 0 <= ((begins.date() if isinstance(begins, datetime) else begins) - first).days < 7


@pytest.mark.parametrize("seconds, minutes", [(0.0, 1), (60.0, 1), (61.0, 2)])
def test_a_length_is_whole_minutes(seconds: float, minutes: int) -> None:
    (event,) = read(written(PlannedRoutine("short", "Short", ("wed",), time(7, 0), seconds)))

    assert event.decoded("duration") == timedelta(minutes=minutes)
