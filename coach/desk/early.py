"""The warning before a loaded routine that is played before its time. It stands between a start and its first word."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from coach.progress.response import Kind
from coach.progress.waiting import SORE_GAP, Judged, is_loaded, wait_of
from coach.routine.model import Routine
from coach.session.build import is_loaded_step
from coach.session.days import DAY_TURNS_AT, local_day
from coach.session.record import SessionRecord
from coach.timeline.values import steps_of
from coach.words.phrases import Phrases


def early_words(
    routine: Routine,
    newest: Iterable[SessionRecord],
    now: datetime,
    phrases: Phrases,
    unread: Iterable[datetime] = (),
) -> str:
    """Return the warning before a loaded routine that is played before its time; empty where it may be played.

    Of the sessions, the latest first, no more are asked for than it takes: a start waits for their files. So what was
    made of them right then, or when their morning was answered, has to do. `unread` is when sessions began that cannot
    be read: they count as loaded.
    """
    if not any(is_loaded_step(step) for step in steps_of(routine.items)):
        return ""
    since: list[SessionRecord] = []
    for record in newest:
        if now - record.ended > SORE_GAP:
            break
        since.append(record)
        if is_loaded(record):
            break
    judged = {
        record.id: Judged(Kind(record.response.kind), record.response.rule)
        for record in since
        if record.response is not None and record.response.kind in set(Kind)
    }
    wait = wait_of(since, judged, now, unread=unread)
    if wait is None:
        return ""
    when = when_words(wait.until.astimezone(now.tzinfo), now, phrases)
    if wait.muscles is not None:
        return phrases("today.early_muscles", name=routine.name, muscles=wait.muscles)
    key = "today.early_longer" if wait.rule is not None else "today.early"
    return phrases(key, name=routine.name, hours=wait.hours, when=when)


def when_words(moment: datetime, now: datetime, phrases: Phrases) -> str:
    """Return a moment to come as people say it: "tomorrow 19:10", "Thursday 07:30", without an hour at a day's turn."""
    day = local_day(moment)
    days = (day - local_day(now)).days
    words = phrases("when.today" if days <= 0 else "when.tomorrow") if days <= 1 else _day_words(day, days, phrases)
    if timedelta(hours=moment.hour, minutes=moment.minute) == DAY_TURNS_AT and days > 0:
        return words
    time = f"{moment:%H:%M}"
    if moment.date() == day:
        return phrases("when.at", day=words, time=time)
    # After midnight the local day is still the one before.
    return phrases("when.tonight" if days <= 0 else "when.night", day=words, time=time)


def _day_words(day: date, days: int, phrases: Phrases) -> str:
    weekday = phrases(f"weekday.{day.isoweekday()}")
    if days < 7:
        return phrases("when.weekday", weekday=weekday)
    return phrases("when.date", weekday=weekday, day=day.day, month=phrases(f"month.{day.month}"))
