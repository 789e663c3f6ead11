"""The plan of days: which routine is meant for which day, from the settings or from what the files suggest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from coach.routine.model import Routine
from coach.routine.nearest import nearest
from coach.session.build import LOADED_TYPES
from coach.timeline.values import steps_of

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

REST = "rest"
"""What a plan has for a day on which nothing is due."""


@dataclass(frozen=True, slots=True)
class Known:
    """A routine as far as the choice of today's asks for it."""

    id: str
    name: str
    types: frozenset[str | None]
    """The types of its steps; None is unknown, and counts as loaded."""
    equipment: tuple[str, ...] = ()
    caution: frozenset[str] = frozenset()
    """The first-run answers that make Coach warn before one of its exercises."""
    days: tuple[str, ...] = ()
    """The days that its file suggests: "mon" to "sun"."""
    at: str | None = None
    """The hour that its file suggests: "07:30"."""

    @property
    def loaded(self) -> bool:
        return not self.types.isdisjoint(LOADED_TYPES)


def known(routine: Routine) -> Known:
    """Return what the choice of today's asks of a routine."""
    schedule = routine.schedule
    return Known(
        id=routine.id,
        name=routine.name,
        types=frozenset(step.type.value if step.type is not None else None for step in steps_of(routine.items)),
        equipment=routine.equipment,
        caution=frozenset(id_ for exercise in (routine.exercises or {}).values() for id_ in exercise.caution),
        days=schedule.days if schedule is not None else (),
        at=schedule.at if schedule is not None else None,
    )


@dataclass(frozen=True, slots=True)
class Planned:
    """What is meant for one day."""

    routine: str
    """A routine's id; `REST` for nothing."""
    at: str | None = None
    """The hour, "07:30"; None for any."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A routine of the plan that is not there."""

    day: str
    name: str
    meant: str | None = None
    """What was probably meant."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A week; one without a day is none."""

    days: Mapping[str, Planned] = field(default_factory=dict)
    """By "mon" to "sun"; a day that is not there is one between the loaded ones."""
    unknown: tuple[Unknown, ...] = ()

    def on(self, day: date) -> Planned | None:
        """Return what is meant for a day."""
        return self.days.get(WEEKDAYS[day.weekday()])


def plan_of(days: Mapping[str, str], at: str, routines: Iterable[Known], *, last: Mapping[str, date]) -> Plan:
    """Return the plan of the settings (day to routine; what is empty is not meant), else what the files suggest.

    Where two files suggest a day, the routine that was played longest ago has it; `last` is when each was.
    """
    routines = tuple(routines)
    if any(days.values()):
        return _written(days, at or None, routines)
    found: dict[str, Known] = {}
    for one in sorted(routines, key=lambda one: (last.get(one.id, date.min), one.id)):
        for day in one.days:
            found.setdefault(day, one)
    return Plan({day: Planned(one.id, at or one.at) for day, one in found.items()})


def _written(days: Mapping[str, str], at: str | None, routines: tuple[Known, ...]) -> Plan:
    by_name = {one.name.casefold(): one.id for one in reversed(routines)} | {one.id: one.id for one in routines}
    planned: dict[str, Planned] = {}
    unknown: list[Unknown] = []
    for day, name in days.items():
        name = name.strip()
        id_ = REST if name.casefold() == REST else by_name.get(name) or by_name.get(name.casefold())
        if id_ is not None:
            planned[day] = Planned(id_, at)
        elif name:
            unknown.append(Unknown(day, name, nearest(name, [*by_name.values(), REST], 0.5)))
    return Plan(planned, tuple(unknown))


def hour(at: str | None) -> time | None:
    """Return an hour of the day, "07:30", as a time; None where it is none."""
    try:
        return time.fromisoformat(at) if at else None
    except ValueError:
        return None
