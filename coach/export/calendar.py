"""The days of a plan as a calendar file (RFC 5545): an event a routine, repeated every week."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from coach.progress.plan import WEEKDAYS
from coach.units import Seconds

PRODUCT = "-//Coach//coach-player//EN"


@dataclass(frozen=True, slots=True)
class PlannedRoutine:
    """A routine, and the days and the hour that are meant for it."""

    id: str
    name: str
    days: tuple[str, ...]
    """"mon" to "sun", at least one."""
    at: time | None = None
    """None: the whole day."""
    seconds: Seconds = 0.0
    """How long it takes."""
    note: str = ""


def calendar_text(planned: Iterable[PlannedRoutine], first: date, stamp: datetime) -> str:
    """Return the calendar of what is planned from a day on, as the text of an .ics file with its CRLFs.

    The hours are local wherever the calendar is ("floating"): half past seven stays half past seven, through summer
    time and on a journey. An event is known by its routine, so that a file that is taken in again changes it and adds
    none. `stamp` is the moment of making, with its offset.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.calendar_name = "Coach"
    for one in planned:
        calendar.add_component(_event(one, first, stamp))
    return str(calendar.to_ical().decode("utf-8"))


def _event(one: PlannedRoutine, first: date, stamp: datetime) -> Event:
    days = [day for day in WEEKDAYS if day in one.days]
    # The first event has to be one that the rule names: a calendar shows it whatever the rule says.
    week = (first + timedelta(days=ahead) for ahead in range(7))
    begins = next(day for day in week if WEEKDAYS[day.weekday()] in days)
    event = Event()
    event.add("uid", f"{one.id}@coach-player")
    event.add("dtstamp", stamp)
    event.add("summary", _printable(one.name))
    if one.note:
        event.add("description", _printable(one.note))
    if one.at is None:
        event.add("dtstart", begins)
        event.add("transp", "TRANSPARENT")  # the whole day is not taken
    else:
        event.add("dtstart", datetime.combine(begins, one.at))
        event.add("duration", timedelta(minutes=max(1, math.ceil(one.seconds / 60))))
        event.add_component(_reminder(_printable(one.name)))
    event.add("rrule", {"freq": "weekly", "byday": [day[:2].upper() for day in days]})
    return event


def _reminder(name: str) -> Alarm:
    """Return a notice at the start; calendars that know none leave it out."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", name)
    alarm.add("trigger", timedelta(0))
    return alarm


def _printable(text: str) -> str:
    """Return a text of a file without what no calendar may hold."""
    return "".join(letter for letter in text if letter.isprintable())
