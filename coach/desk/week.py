"""The seven days from today on, in words for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coach.desk.desk import Desk
from coach.desk.situation import lost_lately, plan_from, plan_problems, readable_routines, recent_diary, situation_of
from coach.desk.stopping import current_stop
from coach.progress.plan import REST, known
from coach.progress.suggest import candidate_of
from coach.progress.today import week_of
from coach.session.days import DAY_TURNS_AT
from coach.words.phrases import Phrases


@dataclass(frozen=True, slots=True)
class ComingDay:
    """One of the coming days, in words for people."""

    day: date
    routine: str | None
    """The id of what is meant; None where that is rest or something light."""
    name: str
    """The day in short: "Mon 23 Nov"."""
    words: str
    begins: datetime | None = None
    """From when on, where it is loaded and not too early."""


def week_ahead(desk: Desk) -> tuple[tuple[ComingDay, ...], tuple[str, ...]]:
    """Return the seven days from today on, and what is wrong with the plan."""
    found = {routine.id: routine for routine, _ in readable_routines(desk)}
    options = [known(routine) for routine in found.values()]
    diary = recent_diary(desk)
    plan = plan_from(desk, options, diary)
    candidates = [candidate_of(routine) for routine in found.values()]
    situation = situation_of(desk, diary, current_stop(desk, diary.profile), candidates, lost_lately(desk))
    phrases = desk.phrases()
    days = []
    for one in week_of(options, situation, plan):
        if one.routine is None or one.routine == REST:
            words = phrases("today.day_light" if one.routine is None else "today.day_rest")
            days.append(ComingDay(one.day, None, _short(one.day, phrases), words))
            continue
        name, key = found[one.routine].name, "today.day_early" if one.early else "today.day"
        words = phrases(key, name=name)
        # The turn of the day is an hour that nobody has to be told.
        if one.begins is not None and timedelta(hours=one.begins.hour, minutes=one.begins.minute) != DAY_TURNS_AT:
            words = phrases("today.day_from", name=name, when=f"{one.begins:%H:%M}")
        days.append(ComingDay(one.day, one.routine, _short(one.day, phrases), words, one.begins))
    return tuple(days), plan_problems(plan, phrases)


def _short(day: date, phrases: Phrases) -> str:
    weekday, month = phrases(f"weekday.{day.isoweekday()}"), phrases(f"month.{day.month}")
    return phrases("when.short", weekday=weekday, day=day.day, month=month)
