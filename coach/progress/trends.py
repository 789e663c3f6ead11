"""Trends: pain, soreness, dose and loaded days by local day, as plots and tables show them. Nothing is filled in.

A day without an answer is not there, and a skipped answer is None: what nobody said is no zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from coach.progress.amounts import Measure, done_in
from coach.progress.base import base_on
from coach.progress.diary import Diary, mornings_of, response_now, session_day
from coach.progress.readings import scale, worst_during
from coach.progress.response import TOO_MUCH, Kind
from coach.progress.waiting import is_loaded
from coach.session.build import LOADED_TYPES
from coach.session.days import local_day
from coach.session.record import GoRecord, SessionRecord

USUAL_WEEKS = 12
"""How far trends and report look back where nobody says: a programme, and the second review, take that long."""

MOST_WEEKS = 520
"""The longest period: ten years."""

FORTNIGHT = timedelta(days=14)
"""What is compared with what came before: over a week there are too few sessions."""

OVER_USUAL = 2
"""So many points over the usual a morning is too much (R11)."""


@dataclass(frozen=True, slots=True)
class Period:
    """Local days, both ends included."""

    first: date
    last: date

    def has(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def period_to(today: date, weeks: int) -> Period:
    """Return the `weeks` weeks that end today; from the first day of the calendar on."""
    days = min(weeks * 7 - 1, (today - date.min).days)
    return Period(today - timedelta(days=days), today)


@dataclass(frozen=True, slots=True)
class KneeDay:
    """Knee pain of one local day, 0–10; the worst where there were several sessions."""

    day: date
    during: int | None = None
    after: int | None = None
    morning: int | None = None
    """On this morning, not of the morning after."""
    base: int = 0
    """The usual morning pain that counted on that day."""

    @property
    def over(self) -> bool:
        """Whether a number is over its limit: over 5, or in the morning 2 over the usual."""
        numbers = (self.during, self.after, self.morning)
        return any(number > TOO_MUCH for number in numbers if number is not None) or (
            self.morning is not None and self.morning > morning_limit(self.base)
        )


def morning_limit(base: int) -> int:
    """Return the highest knee pain of a morning that no rule backs off from, by the usual one (R10, R11)."""
    return min(TOO_MUCH, base + OVER_USUAL - 1)


@dataclass(frozen=True, slots=True)
class SoreDay:
    """Muscle soreness of one local day, 0–10; the worst where there were several sessions."""

    day: date
    after: int | None = None
    morning: int | None = None


@dataclass(frozen=True, slots=True)
class DosePoint:
    """How much of an exercise was done in one session."""

    day: date
    session: str
    amount: float


@dataclass(frozen=True, slots=True)
class DoseSeries:
    """How much of one exercise was done on one side, session by session; one in which nobody counted is not there."""

    exercise: str
    """The exercise's id, or the step's where it has none."""
    name: str
    """As the latest session has it."""
    side: str | None
    measure: Measure
    points: tuple[DosePoint, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """How often somebody loaded in one week."""

    monday: date
    loaded: int
    """Local days with something loaded, 0–7."""
    sessions: int
    """Sessions of any kind."""
    whole: bool = True
    """False for the week that goes on, and for one that began before the period."""


@dataclass(frozen=True, slots=True)
class ResponseMark:
    """A session after which the rules eased off or stopped."""

    day: date
    kind: Kind
    rule: str
    session: str


@dataclass(frozen=True, slots=True)
class Trends:
    """Everything that is drawn, for one period."""

    period: Period
    knee: tuple[KneeDay, ...] = ()
    soreness: tuple[SoreDay, ...] = ()
    doses: tuple[DoseSeries, ...] = ()
    """By exercise, loaded ones first, then the one done in most sessions; its sides stand together."""
    weeks: tuple[Week, ...] = ()
    """From the first session or morning of the period on."""
    marks: tuple[ResponseMark, ...] = ()
    bases: tuple[tuple[date, int], ...] = ()
    """The usual morning pain from each day on; the first one counts from the first day of the period."""
    sessions: int = 0
    ahead: int = 0
    """Sessions and mornings of days that are not yet: a clock was wrong. They are left out."""


def trends_of(diary: Diary, today: date, weeks: int = USUAL_WEEKS) -> Trends:
    """Return what the diary says of the weeks that end today; what it holds of other days is only counted."""
    period = period_to(today, weeks)
    sessions = [session for session in diary.sessions if period.has(session_day(session))]
    mornings = {day: knee for day, knee in mornings_of(diary).items() if period.has(day)}
    ahead = sum(session_day(session) > today for session in diary.sessions)
    ahead += sum(morning.day > today for morning in diary.mornings)
    return Trends(
        period,
        knee=tuple(_knee(sessions, mornings, diary)),
        soreness=tuple(_soreness(sessions, period)),
        doses=doses_in(sessions),
        weeks=tuple(_weeks(sessions, mornings, period)),
        marks=tuple(_marks(diary, sessions, today)),
        bases=_bases(diary, period),
        sessions=len(sessions),
        ahead=ahead,
    )


# --- answers ---------------------------------------------------------------------------------------------------------


def _knee(sessions: Sequence[SessionRecord], mornings: Mapping[date, int], diary: Diary) -> Iterator[KneeDay]:
    by_day = _by_day(sessions)
    for day in sorted(by_day.keys() | mornings.keys()):
        of_day = by_day.get(day, [])
        during = highest(worst_during(session) for session in of_day)
        after = highest(scale(session.answers("after"), "after") for session in of_day)
        if (during, after, mornings.get(day)) != (None, None, None):
            yield KneeDay(day, during, after, mornings.get(day), base_on(diary.profile, day))


def _soreness(sessions: Sequence[SessionRecord], period: Period) -> Iterator[SoreDay]:
    after: dict[date, list[int | None]] = {}
    morning: dict[date, list[int | None]] = {}
    for session in sessions:
        after.setdefault(session_day(session), []).append(scale(session.answers("after"), "muscle"))
        if session.morning is not None and period.has(local_day(session.morning.at)):
            said = scale(session.answers("morning"), "muscle_am")
            morning.setdefault(local_day(session.morning.at), []).append(said)
    for day in sorted(after.keys() | morning.keys()):
        found = SoreDay(day, highest(after.get(day, ())), highest(morning.get(day, ())))
        if (found.after, found.morning) != (None, None):
            yield found


def _bases(diary: Diary, period: Period) -> tuple[tuple[date, int], ...]:
    changed = [change.on for change in diary.profile.bases if period.first < change.on <= period.last]
    days = [period.first, *dict.fromkeys(sorted(changed))]
    return tuple((day, base_on(diary.profile, day)) for day in days)


def _marks(diary: Diary, sessions: Sequence[SessionRecord], today: date) -> Iterator[ResponseMark]:
    for session in sessions:
        response = response_now(diary, session, today)
        if response is not None and response.kind in (Kind.BACK_OFF, Kind.STOP_SEEK):
            yield ResponseMark(session_day(session), response.kind, response.rule, session.id)


# --- what was done ---------------------------------------------------------------------------------------------------


def doses_in(sessions: Sequence[SessionRecord]) -> tuple[DoseSeries, ...]:
    """Return how much of each loaded or walked exercise was done, by side and measure; sessions the earliest first."""
    found: dict[tuple[str, Measure, str | None], list[DosePoint]] = {}
    names: dict[str, str] = {}
    walked: set[str] = set()
    for session in sessions:
        for (exercise, side), goes in _goes_of(session).items():
            for measure, amount in done_in(goes).items():
                point = DosePoint(session_day(session), session.id, amount)
                found.setdefault((exercise, measure, side), []).append(point)
                names[exercise] = goes[-1].name
                if goes[-1].type not in LOADED_TYPES:
                    walked.add(exercise)
    often: dict[str, int] = {}
    for (exercise, _, _), points in found.items():
        often[exercise] = max(often.get(exercise, 0), len(points))
    series = [
        DoseSeries(exercise, names[exercise], side, measure, tuple(points))
        for (exercise, measure, side), points in found.items()
    ]
    series.sort(
        key=lambda each: (
            each.exercise in walked,
            -often[each.exercise],
            each.exercise,
            each.measure.value,
            each.side or "",
        )
    )
    return tuple(series)


_TRACKED = (*LOADED_TYPES, "walk")
"""What is progressed; rolling and stretching are not."""


def _goes_of(session: SessionRecord) -> dict[tuple[str, str | None], list[GoRecord]]:
    """Return the goes that were played by exercise and side."""
    found: dict[tuple[str, str | None], list[GoRecord]] = {}
    for go in session.goes:
        if go.type in _TRACKED and go.seconds > 0:
            found.setdefault((go.exercise or go.step, go.side), []).append(go)
    return found


def _weeks(sessions: Sequence[SessionRecord], mornings: Iterable[date], period: Period) -> Iterator[Week]:
    by_day = _by_day(sessions)
    first = min((*by_day, *mornings), default=None)
    if first is None:
        return
    loaded = {day for day, of_day in by_day.items() if any(is_loaded(session) for session in of_day)}
    for ordinal in range(_monday(first), period.last.toordinal() + 1, 7):
        monday = date.fromordinal(max(1, ordinal))
        week = [date.fromordinal(each) for each in range(ordinal, ordinal + 7) if 1 <= each <= period.last.toordinal()]
        yield Week(
            monday,
            loaded=sum(day in loaded for day in week),
            sessions=sum(len(by_day.get(day, ())) for day in week),
            whole=period.first.toordinal() <= ordinal and ordinal + 6 <= period.last.toordinal(),
        )


def _monday(day: date) -> int:
    return day.toordinal() - day.weekday()


# --- in words --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fortnights:
    """The mean of the last 14 local days beside that of the 14 before; None where there is no number."""

    now: float | None
    before: float | None
    count: int
    """How many numbers the mean of now is of."""
    count_before: int = 0


def fortnights(numbers: Iterable[tuple[date, float | None]], today: date) -> Fortnights:
    """Return both means of numbers by day."""
    now: list[float] = []
    before: list[float] = []
    for day, number in numbers:
        ago = today - day
        if number is None or ago < timedelta(0) or ago >= 2 * FORTNIGHT:
            continue
        (now if ago < FORTNIGHT else before).append(number)
    return Fortnights(_mean(now), _mean(before), len(now), len(before))


def highest(numbers: Iterable[int | None]) -> int | None:
    """Return the highest of the numbers that there are, None where there is none."""
    return max((number for number in numbers if number is not None), default=None)


def _mean(numbers: Sequence[float]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None


def _by_day(sessions: Iterable[SessionRecord]) -> dict[date, list[SessionRecord]]:
    days = sorted(((session_day(session), session) for session in sessions), key=lambda each: each[0])
    return {day: [session for _, session in group] for day, group in groupby(days, key=lambda each: each[0])}
