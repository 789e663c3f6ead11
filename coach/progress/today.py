"""What is due today, and why: a loaded routine, something light between, the short one, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from coach.progress.due import Due, DueToday, Reason, Situation, WeekDay
from coach.progress.easing import AWAY, AWAY_LONG
from coach.progress.plan import REST, WEEKDAYS, Known, Plan, Planned, hour
from coach.progress.response import TOO_MUCH
from coach.progress.review import review_of, started_on
from coach.progress.suggest import lacking
from coach.progress.waiting import USUAL_GAP, is_loaded, was_played
from coach.session.days import DAY_TURNS_AT, local_day

FALLBACK = "six-minute-fallback"
USUAL = "knee-foundation"
"""What is loaded where neither a plan, nor what was played, nor the first-run questions say."""

ASIDE = frozenset({FALLBACK, "first-try"})
"""Played for once: they do not become the routine of the next loaded day."""

LIGHT = ("rest-day", "hips-knees-ankles", "foam-roll", "desk-break")
LIGHT_AND_SHORT = ("desk-break", "foam-roll", "massage-gun", "knee-warm-up")
"""What is offered where nothing loaded is due, the first that suits."""

WEEK = timedelta(days=7)


def due_today(routines: Iterable[Known], now: Situation, plan: Plan, *, short: bool = False) -> DueToday:
    """Return what is due, by the rules P1–P9 of docs/rules.md; the first that holds counts."""
    return _Choice({one.id: one for one in routines}, now, plan, short=short).made()


def week_of(routines: Iterable[Known], now: Situation, plan: Plan) -> tuple[WeekDay, ...]:
    """Return the seven days from today on, as if every loaded session were done when its time comes."""
    return _Choice({one.id: one for one in routines}, now, plan, short=False).week()


class _Choice:
    def __init__(self, routines: Mapping[str, Known], now: Situation, plan: Plan, *, short: bool) -> None:
        self.routines = routines
        self.now = now
        self.plan = plan
        self.short = short
        self.today = local_day(now.now)
        self.planned = plan.on(self.today)

    def made(self) -> DueToday:
        return self._stopped() or self._done() or self._too_painful() or self._too_early() or self._by_plan()

    # --- the rules, one after the other ------------------------------------------------------------------------------

    def _stopped(self) -> DueToday | None:
        stop = self.now.stopped
        if stop is None:
            return None
        allowed = [one for one in self.routines.values() if stop.allows(one)]
        light = self._light(allowed)
        # Until the user's word nothing is loaded, so nobody can say when.
        return self._due(Due.STOPPED, light, Reason(""), stop.rule)

    def _done(self) -> DueToday | None:
        """Nothing more is due behind a loaded session of today, nor behind a light one where nothing loaded is."""
        today = [one for one in self.now.sessions if was_played(one) and local_day(one.ended) == self.today]
        if any(is_loaded(one) for one in today):
            return self._due(Due.REST, None, Reason("done"), "P2", then=self._next(after_today=True))
        light_planned = self.planned is not None and not self._is_loaded(self.planned)
        nothing_planned = bool(self.plan.days) and self.planned is None
        if today and (self.now.wait is not None or light_planned or nothing_planned):
            return self._due(Due.REST, None, Reason("done_light"), "P2", then=self._next())
        return None

    def _too_painful(self) -> DueToday | None:
        base = self.now.base
        if base is None or base <= TOO_MUCH:
            return None
        return self._due(Due.LIGHT, self._light(), Reason("base_high", {"base": base, "limit": TOO_MUCH}), "P3")

    def _too_early(self) -> DueToday | None:
        wait = self.now.wait
        if wait is None:
            return None
        then = self._next()
        values: dict[str, str | int] = {"hours": wait.hours, "rule": wait.rule or ""}
        if wait.muscles is not None:
            reason, rule = Reason("wait_muscles", {**values, "muscles": wait.muscles}), "P5"
            then = None, None
        elif wait.rule is not None:
            reason, rule = Reason("wait_longer", values), "P4"
        else:
            reason, rule = Reason("wait", values), "P6"
        if self.planned is not None and self.planned.routine == REST:
            return self._due(Due.REST, None, Reason("planned_rest"), "P7", then=then)
        light = self._due(Due.LIGHT, self._light(), reason, rule, then=then)
        early = self.planned is not None and self._is_loaded(self.planned)
        return replace(light, put_off=self.planned.routine if self.planned is not None and early else None)

    def _by_plan(self) -> DueToday:
        planned = self.planned
        mistaken = any(one.day == WEEKDAYS[self.today.weekday()] for one in self.plan.unknown)
        if self.plan.days and not mistaken and (planned is None or not self._is_loaded(planned)):
            then = self._next()
            if planned is None:
                return self._due(Due.LIGHT, self._light(), Reason("between"), "P7", then=then)
            if planned.routine == REST:
                return self._due(Due.REST, None, Reason("planned_rest"), "P7", then=then)
            return self._due(Due.LIGHT, self._light(), Reason("planned_light"), "P7", then=then)
        now = self.now.now
        routine = planned.routine if planned is not None else None
        usual = routine or self._usual()
        if usual is None and self.now.no_loading:
            return self._due(Due.LIGHT, self._light(), Reason("precautions"), "P3")
        if self.short and FALLBACK in self.routines:
            return self._due(Due.SHORT, FALLBACK, Reason("short"), "P9", then=(now, None))
        if usual is None:
            return self._due(Due.LIGHT, self._light(), Reason("no_loaded"), "P8")
        return self._due(Due.LOADED, usual, self._why_loaded(planned), "P8", then=(now, usual))

    def _why_loaded(self, planned: Planned | None) -> Reason:
        if planned is not None:
            return Reason("planned")
        if not any(is_loaded(one) for one in self.now.sessions):
            return Reason("first")
        return Reason("rested")

    def _usual(self) -> str | None:
        """Return the loaded routine that goes on: the one played last, else what is suggested, else the usual one."""
        loaded = [id_ for id_, one in self.routines.items() if one.loaded]
        played = [record.routine.id for record in reversed(self.now.sessions) if is_loaded(record)]
        wanted = [id_ for id_ in (*played, *self.now.suggested) if id_ not in ASIDE]
        # Where of all that is loaded only this was suggested, it needs nothing that is missing.
        wanted += [id_ for id_ in self.now.suggested if id_ in ASIDE]
        others = [] if self.now.no_loading else [USUAL, *(id_ for id_ in loaded if id_ not in ASIDE)]
        return next((id_ for id_ in (*wanted, *others) if id_ in loaded), None)

    def week(self) -> tuple[WeekDay, ...]:
        now, wait = self.now.now, self.now.wait
        held = self.now.stopped is not None or self._too_painful() is not None
        held = held or (wait is not None and wait.muscles is not None)
        usual = None if held or self.plan.days else self._usual()
        earliest = max(now, wait.until.astimezone(now.tzinfo)) if wait is not None else now
        found = []
        for ahead in range(7):
            day = self.today + timedelta(days=ahead)
            planned = self.plan.on(day) if self.plan.days else Planned(usual) if usual is not None else None
            if planned is None or not self._is_loaded(planned):
                found.append(WeekDay(day, planned.routine if planned is not None else None))
                continue
            start = max(self._wanted(day, planned), earliest)
            early = held or start >= self._turn(day) + timedelta(days=1)
            if early and not self.plan.days:
                found.append(WeekDay(day, None))
                continue
            found.append(WeekDay(day, planned.routine, None if early else start, early))
            if not early:
                earliest = start + USUAL_GAP
        return tuple(found)

    def _turn(self, day: date) -> datetime:
        """Return when a local day begins."""
        return datetime.combine(day, datetime.min.time(), self.now.now.tzinfo) + DAY_TURNS_AT

    def _wanted(self, day: date, planned: Planned) -> datetime:
        """Return when the plan has it on a day, the day's begin where it has no hour."""
        at = hour(planned.at)
        return self._turn(day) if at is None else datetime.combine(day, at, self.now.now.tzinfo)

    # --- parts -------------------------------------------------------------------------------------------------------

    def _due(
        self,
        due: Due,
        routine: str | None,
        reason: Reason,
        rule: str,
        *,
        then: tuple[datetime | None, str | None] = (None, None),
    ) -> DueToday:
        loading = due in (Due.LOADED, Due.SHORT)
        return DueToday(
            day=self.today,
            due=due,
            routine=routine,
            reason=reason,
            rule=rule,
            next_loaded=then[0],
            next_planned=then[1],
            at=self.planned.at if self.planned is not None and self.planned.routine == routine else None,
            restart=self._restart() if loading else None,
            review=self._review(),
            days_trained=self._days_trained(),
        )

    def _is_loaded(self, planned: Planned) -> bool:
        one = self.routines.get(planned.routine)
        return one is not None and one.loaded

    def _light(self, among: Iterable[Known] | None = None) -> str | None:
        """Return what is light and suits: the plan's, else the one played last, else one of those that are offered."""
        light = [one for one in (self.routines.values() if among is None else among) if not one.loaded]
        if self.planned is not None and any(one.id == self.planned.routine for one in light) and not self.short:
            return self.planned.routine
        played = [] if self.short else [one.routine.id for one in reversed(self.now.sessions) if not is_loaded(one)]
        offered = LIGHT_AND_SHORT if self.short else (*self.now.suggested, *LIGHT)
        order = [id_ for id_ in (*played[:1], *offered) if any(one.id == id_ for one in light)]

        def worse(one: Known) -> tuple[bool, int, int]:
            # Nothing is forbidden by an answer: what it warns of comes last.
            warned = bool(one.caution & self.now.precautions)
            lacks = bool(lacking(one.equipment, self.now.equipment))
            return warned, lacks, order.index(one.id) if one.id in order else len(order)

        best = min(light, key=worse, default=None)
        return best.id if best is not None else None

    def _next(self, *, after_today: bool = False) -> tuple[datetime | None, str | None]:
        """Return from when on the next loaded session is in order, and which the plan has then."""
        now, wait = self.now.now, self.now.wait
        earliest = max(now, wait.until.astimezone(now.tzinfo)) if wait is not None else now
        if not self.plan.days:
            return earliest, None
        for ahead in range(1 if after_today else 0, 15):
            day = self.today + timedelta(days=ahead)
            planned = self.plan.on(day)
            if planned is None or not self._is_loaded(planned):
                continue
            start = max(self._wanted(day, planned), earliest)
            if start < self._turn(day) + timedelta(days=1):
                return start, planned.routine
        return None, None

    def _restart(self) -> Reason | None:
        loaded = [one for one in self.now.sessions if is_loaded(one)]
        if not loaded:
            return None
        days = (self.today - local_day(max(one.ended for one in loaded))).days
        if days < AWAY:
            return None
        return Reason("away_long" if days >= AWAY_LONG else "away", {"days": days})

    def _review(self) -> Reason | None:
        days = [local_day(one.ended) for one in self.now.sessions if was_played(one)]
        first = started_on(days, AWAY_LONG)
        found = review_of(first, self.today, self.now.mornings) if first is not None else None
        if found is None:
            return None
        return Reason("review", {"weeks": found.weeks, "was": f"{found.was:.1f}", "now": f"{found.now:.1f}"})

    def _days_trained(self) -> int:
        days = {local_day(one.ended) for one in self.now.sessions if was_played(one)}
        return sum(1 for day in days if self.today - WEEK < day <= self.today)
