"""What a clinician is told of some weeks: all from what is kept, nothing judged anew beside the rules' own results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from coach.checkin.flags import USUAL_AGE, Tier
from coach.progress.base import base_on
from coach.progress.diary import Diary, response_now, session_day
from coach.progress.readings import worst_during
from coach.progress.response import Kind
from coach.progress.stopped import Stop, grounds
from coach.progress.trends import Trends, trends_of
from coach.progress.waiting import is_loaded
from coach.session.doses import Change, DoseBook, Ease
from coach.session.profile_values import BaseChange
from coach.session.record import GoRecord, Outcome, SessionRecord


@dataclass(frozen=True, slots=True)
class Adherence:
    """How often somebody trained."""

    outcomes: Mapping[Outcome, int]
    """How many sessions ended how."""
    days: int
    """Local days with a session."""
    loaded_days: int
    weeks: float
    """From the first session or morning of the period to its last day."""
    planned_days: int | None = None
    """How many days of those weeks the plan has something for; None without a plan."""

    @property
    def sessions(self) -> int:
        return sum(self.outcomes.values())


@dataclass(frozen=True, slots=True)
class Hurt:
    """What was said of pain in one exercise on one side."""

    name: str
    side: str | None
    numbers: tuple[int, ...]
    """0–10, the earliest first: of each "that hurts", and of the check-in where it named the exercise."""
    times: int
    """How often, also without a number."""
    sharp: int
    last: date


@dataclass(frozen=True, slots=True)
class DoneDose:
    """How much of one exercise was done the first time in the period and the last."""

    name: str
    sides: str
    """ "each side", "left", "right" or nothing."""
    first: str
    first_on: date
    last: str
    last_on: date


@dataclass(frozen=True, slots=True)
class ResponseCount:
    kind: Kind
    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class StopEvent:
    """A reason to stop that was given, and whether the user said since that it was looked at."""

    day: date
    rule: str
    tier: Tier
    flags: tuple[str, ...]
    unlocked: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the page."""

    written: date
    trends: Trends
    knee: str | None
    base: int
    bases: tuple[BaseChange, ...]
    """Changes of the usual morning pain in the period."""
    age: int | None
    """The lower edge of the age band; None where it was not said."""
    precautions: tuple[str, ...]
    adherence: Adherence
    hurts: tuple[Hurt, ...]
    """The worst first."""
    responses: tuple[ResponseCount, ...]
    """The most urgent first."""
    doses: tuple[DoneDose, ...]
    ease: Ease | None
    changes: tuple[Change, ...]
    """Of the period, the latest first."""
    step_names: Mapping[str, str]
    stops: tuple[StopEvent, ...]
    """The latest first."""
    stop_now: Stop | None
    notes: tuple[tuple[date, str], ...]
    """The latest first."""


def report_of(
    diary: Diary,
    book: DoseBook,
    today: date,
    weeks: int,
    *,
    stop: Stop | None = None,
    is_planned: Callable[[date], bool] | None = None,
) -> Report:
    """Return what is told of the weeks that end today.

    `stop` is what stops the loading now, which may be older than the diary that is given; `is_planned` says whether the
    plan has something for a day, None where there is no plan.
    """
    trends = trends_of(diary, today, weeks)
    period = trends.period
    sessions = [session for session in diary.sessions if period.has(session_day(session))]
    profile = diary.profile
    named = {go.step: go.name for session in sessions for go in session.goes}
    return Report(
        written=today,
        trends=trends,
        knee=profile.knee or next((session.knee for session in reversed(sessions) if session.knee), None),
        base=base_on(profile, today),
        bases=tuple(change for change in profile.bases if change.was is not None and period.has(change.on)),
        age=profile.age,
        precautions=profile.precautions,
        adherence=_adherence(trends, sessions, is_planned),
        hurts=tuple(_hurts(sessions)),
        responses=tuple(_responses(diary, sessions, today)),
        doses=tuple(_doses(sessions)),
        ease=book.ease,
        changes=tuple(change for change in reversed(book.changes) if period.has(change.on)),
        step_names=named,
        stops=tuple(_stops(diary, sessions)),
        stop_now=stop,
        notes=tuple(_notes(sessions)),
    )


def _adherence(
    trends: Trends, sessions: Sequence[SessionRecord], is_planned: Callable[[date], bool] | None
) -> Adherence:
    days = {session_day(session) for session in sessions}
    first = min((*days, *(day.day for day in trends.knee)), default=trends.period.last)
    counted = [date.fromordinal(each) for each in range(first.toordinal(), trends.period.last.toordinal() + 1)]
    return Adherence(
        outcomes={outcome: sum(session.outcome is outcome for session in sessions) for outcome in Outcome},
        days=len(days),
        loaded_days=len({session_day(session) for session in sessions if is_loaded(session)}),
        weeks=len(counted) / 7,
        planned_days=sum(map(is_planned, counted)) if is_planned is not None else None,
    )


# --- pain ------------------------------------------------------------------------------------------------------------


def _hurts(sessions: Iterable[SessionRecord]) -> Iterator[Hurt]:
    said = [each for session in sessions for each in _said(session)]
    said.sort(key=lambda each: (each[0], each[1] or ""))
    found = []
    for (name, side), of in groupby(said, key=lambda each: (each[0], each[1])):
        told = sorted(of, key=lambda each: each[4])
        numbers = tuple(number for _, _, number, _, _ in told if number is not None)
        sharp = sum(sharp for _, _, _, sharp, _ in told)
        found.append(Hurt(name, side, numbers, len(told), sharp, told[-1][4]))
    found.sort(key=lambda hurt: (-max(hurt.numbers, default=0), -hurt.times, hurt.name))
    yield from found


def _said(session: SessionRecord) -> Iterator[tuple[str, str | None, int | None, bool, date]]:
    """Yield every pain that was said of an exercise: name, side, number, sharp, day."""
    names = {go.step: go.name for go in session.goes}
    day = session_day(session)
    for pain in session.pains:
        yield names.get(pain.step or "", pain.step or "between two exercises"), pain.side, pain.number, pain.sharp, day
    step = session.answers("after").get("step")
    if isinstance(step, str) and step not in {pain.step for pain in session.pains}:
        sharp = session.answers("after").get("sharp") is True
        yield names.get(step, step), None, worst_during(session), sharp, day


def _responses(diary: Diary, sessions: Iterable[SessionRecord], today: date) -> Iterator[ResponseCount]:
    found: dict[tuple[Kind, str], int] = {}
    for session in sessions:
        response = response_now(diary, session, today)
        if response is not None:
            key = response.kind, response.rule
            found[key] = found.get(key, 0) + 1
    kinds = list(Kind)
    for (kind, rule), count in sorted(found.items(), key=lambda each: (-kinds.index(each[0][0]), int(each[0][1][1:]))):
        yield ResponseCount(kind, rule, count)


def _stops(diary: Diary, sessions: Iterable[SessionRecord]) -> Iterator[StopEvent]:
    profile = diary.profile
    found = [
        ground for session in sessions for ground in grounds(session, USUAL_AGE if profile.age is None else profile.age)
    ]
    for ground in sorted(found, key=lambda each: each.at, reverse=True):
        after = [unlock.at for unlock in profile.unlocks if unlock.at >= ground.at]
        unlocked = min(after).date() if after else None
        yield StopEvent(ground.at.date(), ground.rule, ground.tier, ground.flags, unlocked)


def _notes(sessions: Sequence[SessionRecord]) -> Iterator[tuple[date, str]]:
    for session in reversed(sessions):
        note = session.answers("after").get("note")
        if isinstance(note, str) and note.strip():
            yield session_day(session), " ".join(note.split())


# --- what was done ---------------------------------------------------------------------------------------------------


def _doses(sessions: Sequence[SessionRecord]) -> Iterator[DoneDose]:
    """Yield each loaded or walked exercise, the one that was done last first."""
    found: dict[tuple[str, str], list[tuple[date, str, str]]] = {}
    for session in sessions:
        goes = [go for go in session.goes if go.type not in ("soft-tissue", "mobility", "other") and go.seconds > 0]
        for exercise in dict.fromkeys(go.exercise or go.step for go in goes):
            of = [go for go in goes if (go.exercise or go.step) == exercise]
            for sides, words in _by_side(of):
                found.setdefault((exercise, sides), []).append((session_day(session), of[-1].name, words))
    for (_, sides), done in sorted(found.items(), key=lambda each: each[1][-1][0], reverse=True):
        (first_on, _, first), (last_on, name, last) = done[0], done[-1]
        yield DoneDose(name, sides, first, first_on, last, last_on)


def _by_side(goes: Sequence[GoRecord]) -> Iterator[tuple[str, str]]:
    by_side = {side: [go for go in goes if go.side == side] for side in dict.fromkeys(go.side for go in goes)}
    words = {side: amount_done(of) for side, of in by_side.items()}
    if {"left", "right"} <= words.keys() and words["left"] == words["right"]:
        yield "each side", words.pop("left")
        del words["right"]
    for side, amount in words.items():
        yield side or "", amount


def amount_done(goes: Sequence[GoRecord]) -> str:
    """Return what was done of one exercise on one side: "5 × 30 s", "10, 8 reps at 12 kg"."""
    units = [go.unit for go in goes]
    loads = list(dict.fromkeys(go.load for go in goes if go.load))
    if len(set(units)) > 1 or any(go.done is None for go in goes):
        words = f"{len(goes)} set{'' if len(goes) == 1 else 's'}"
    else:
        amounts = [_short(go.done or 0.0, go.unit) for go in goes]
        same = len(set(amounts)) == 1
        words = f"{len(amounts)} × {amounts[0]}" if same and len(amounts) > 1 else ", ".join(amounts)
    return f"{words} at {' to '.join(loads[:: max(1, len(loads) - 1)])}" if loads else words


def _short(done: float, unit: str) -> str:
    if unit == "s" and done >= 120 and done % 60 == 0:
        return f"{done / 60:g} min"
    return f"{round(done, 1):g} {unit}"
