"""The days of a plan written as a calendar file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.desk.copying import write_new
from coach.desk.desk import Desk
from coach.desk.routines import load
from coach.desk.situation import plan_from, plan_problems, readable_routines, recent_diary
from coach.errors import CoachError, UsageError
from coach.export.calendar import PlannedRoutine, calendar_text
from coach.paths import expanded, write_whole
from coach.progress.plan import REST, Plan, hour, known
from coach.routine.model import Routine
from coach.session.days import local_day
from coach.words.speech import FixedLengths

ENDING = ".ics"


@dataclass(frozen=True, slots=True)
class WrittenCalendar:
    """A calendar file, and what is in it."""

    path: Path
    planned: tuple[PlannedRoutine, ...]
    problems: tuple[str, ...] = ()
    """What is wrong with the plan."""


def write_calendar(desk: Desk, target: str, reference: str | None = None, *, replace: bool = False) -> WrittenCalendar:
    """Write the days of one routine, or with no reference of the whole plan, and return what was written.

    A routine's days are those of the plan, else those that its own file suggests. UsageError for another ending than
    .ics, CoachError where no day is planned, where the file is there and not to be replaced, or cannot be written.
    """
    path = expanded(target)
    if path.suffix.lower() != ENDING:
        raise UsageError(f"Days are written to a file that ends in {ENDING}, not to {target}.")
    if path.is_dir():
        raise CoachError(f"{path} is a folder.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}.")
    planned, problems = _planned(desk, reference)
    now = desk.clock.now()
    text = calendar_text(planned, local_day(now), now)
    if path.exists() and not replace:
        raise CoachError(f"{path} is there already, and stays as it is. --replace writes over it.")
    if not replace:
        write_new(path, text.encode())
        return WrittenCalendar(path, planned, problems)
    try:
        write_whole(path, text)
    except OSError as error:
        raise CoachError(f"{path} cannot be written: {error.strerror or error}.") from error
    return WrittenCalendar(path, planned, problems)


def _planned(desk: Desk, reference: str | None) -> tuple[tuple[PlannedRoutine, ...], tuple[str, ...]]:
    """Return what is planned, and what is wrong with the plan."""
    found = {routine.id: routine for routine, _ in readable_routines(desk)}
    wanted = load(desk, reference).routine if reference is not None else None
    if wanted is not None:
        found[wanted.id] = wanted
    plan = plan_from(desk, [known(routine) for routine in found.values()], recent_diary(desk))
    problems = plan_problems(plan, desk.phrases())
    if wanted is None:
        planned = _by_routine(desk, plan, found)
        if not planned:
            raise CoachError(
                "No day is planned: neither [plan] in the settings (`coach config plan.mon knee-foundation`) nor a"
                " [schedule] in a routine's file says one."
            )
        return planned, problems
    planned = tuple(one for one in _by_routine(desk, plan, found) if one.id == wanted.id)
    schedule = wanted.schedule
    if not planned and schedule is not None and schedule.days:
        return (_one(desk, wanted, schedule.days, desk.settings.plan.at or schedule.at),), problems
    if not planned:
        raise CoachError(
            f"No day is planned for {wanted.name}: neither [plan] in the settings"
            f" (`coach config plan.mon {wanted.id}`) nor a [schedule] in its file says one."
        )
    return planned, problems


def _by_routine(desk: Desk, plan: Plan, found: Mapping[str, Routine]) -> tuple[PlannedRoutine, ...]:
    """Return what is planned, an entry a routine; a day of rest is none."""
    days: dict[str, list[str]] = {}
    hours: dict[str, str | None] = {}
    for day, meant in plan.days.items():
        if meant.routine != REST:
            days.setdefault(meant.routine, []).append(day)
            hours.setdefault(meant.routine, meant.at)
    return tuple(_one(desk, found[id_], tuple(on), hours[id_]) for id_, on in days.items())


def _one(desk: Desk, routine: Routine, days: tuple[str, ...], at: str | None) -> PlannedRoutine:
    seconds = desk.timeline(routine, desk.choices(routine), FixedLengths()).seconds
    note = desk.phrases()("today.calendar", routine=routine.id)
    return PlannedRoutine(routine.id, routine.name, days, hour(at), seconds, note)
