"""The diary: all that is kept of a person, and what follows from it for one session. Nothing of it is ever asked.

A session's day is the local day of its end, and its morning the next local day. A morning's answers that were given on
any other day count for trend, swelling and R1–R6, and otherwise the session has no morning.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from coach.checkin.flags import USUAL_AGE
from coach.progress.base import base_on, fall_of_base
from coach.progress.readings import readings_after, scale, with_knee_only, with_morning
from coach.progress.response import BACK_OFFS_IN_A_ROW, Kind, Readings, Response, classify
from coach.progress.trend import swell_streak, trend_on, trend_weeks
from coach.progress.waiting import is_loaded
from coach.session.days import local_day
from coach.session.morning_values import Morning
from coach.session.profile_values import BaseChange, Profile
from coach.session.record import SessionRecord


@dataclass(frozen=True, slots=True)
class Diary:
    """Everything that is kept of a person; what is looked up again and again is derived once, when it is made."""

    sessions: tuple[SessionRecord, ...] = ()
    """The earliest first."""
    mornings: tuple[Morning, ...] = ()
    profile: Profile = field(default_factory=Profile)
    loaded: tuple[SessionRecord, ...] = field(init=False, repr=False, compare=False)
    """The sessions in which something loaded was played, the earliest first."""
    knees: Mapping[date, int] = field(init=False, repr=False, compare=False)
    """Knee pain of each local day that has a morning's answer; of two on one day the higher."""
    swellings: Mapping[date, bool] = field(init=False, repr=False, compare=False)
    """Whether there was any swelling, of each local day on which that was answered."""
    _by_day: Mapping[date, tuple[SessionRecord, ...]] = field(init=False, repr=False, compare=False)
    _readings: dict[str, tuple[SessionRecord, Readings]] = field(init=False, repr=False, compare=False)
    """By id, once they were asked for: the same few sessions are asked about again and again."""

    def __post_init__(self) -> None:
        sessions = tuple(sorted(self.sessions, key=lambda session: session.ended))
        knees: dict[date, int] = {}
        swellings: dict[date, bool] = {}
        by_day: dict[date, tuple[SessionRecord, ...]] = {}
        for session in sessions:
            by_day[session_day(session)] = (*by_day.get(session_day(session), ()), session)
            at = _morning_at(session)
            if at is None:
                continue
            answers, day = session.answers("morning"), local_day(at)
            knee, swelling = scale(answers, "knee_am"), answers.get("swelling")
            if knee is not None:
                knees[day] = max(knee, knees.get(day, 0))
            if swelling in ("none", "slight", "clear"):
                swellings[day] = swelling != "none" or swellings.get(day, False)
        for morning in self.mornings:
            knees[morning.day] = max(morning.knee, knees.get(morning.day, 0))
        for name, value in {
            "sessions": sessions,
            "loaded": tuple(session for session in sessions if is_loaded(session)),
            "knees": knees,
            "swellings": swellings,
            "_by_day": by_day,
            "_readings": {},
        }.items():
            object.__setattr__(self, name, value)


def session_day(session: SessionRecord) -> date:
    """Return the local day that a session belongs to: that of its end."""
    return local_day(session.ended)


def mornings_of(diary: Diary) -> Mapping[date, int]:
    """Return the knee pain of each local day that has a morning's answer; of two on one day the higher."""
    return diary.knees


def fallen_base(diary: Diary, today: date) -> BaseChange | None:
    """Return the fall of the usual morning pain that is to be kept now, from tomorrow on; None where there is none."""
    return fall_of_base(diary.profile, diary.knees, today)


def final(diary: Diary, session: SessionRecord, today: date) -> bool:
    """Return whether the response of a session is final: its morning was answered in full, or that day is over."""
    timely = _timely_morning(diary, session)
    morning = timely[0].morning if timely is not None else None
    return (morning is not None and morning.complete) or today > session_day(session) + timedelta(days=1)


def response_now(diary: Diary, session: SessionRecord, today: date) -> Response | None:
    """Return what the rules make of all that is known of a session now; None while nothing was answered or hurt.

    Once it is final a session without any answer counts by R19, too.
    """
    known = session.answers("after") or session.worries or session.pains or _morning_of(diary, session) is not None
    if not known and not final(diary, session, today):
        return None
    return classify(readings_of(diary, session))


def readings_of(diary: Diary, session: SessionRecord) -> Readings:
    """Return all readings of a session that are known now, the derived ones included, corrections in.

    The derived ones are those of the day on which the morning was answered, else of the session's own.
    """
    readings = _without_streak(diary, session)
    return replace(readings, backoff_streak=_backoff_streak(diary, session))


def _without_streak(diary: Diary, session: SessionRecord) -> Readings:
    known = diary._readings.get(session.id)
    if known is None or known[0] is not session:  # a session may be asked about with other answers than it has here
        known = session, _derived(diary, session)
        diary._readings[session.id] = known
    return known[1]


def _derived(diary: Diary, session: SessionRecord) -> Readings:
    readings = readings_after(session)
    day = session_day(session)
    next_day = day + timedelta(days=1)
    moment, skipped = session.ended, False
    morning = _morning_of(diary, session)
    if morning is not None:
        answered, moment = morning
        day = local_day(moment)
        readings = with_morning(readings, answered, late=day != next_day)
        skipped = readings.knee_am is None
    elif next_day in diary.knees:
        day = next_day
        readings = with_knee_only(readings, diary.knees[day])
    return replace(
        readings,
        base=base_on(diary.profile, day),
        age=USUAL_AGE if diary.profile.age is None else diary.profile.age,
        days_since=_days_since(diary, session, moment, day),
        swell_streak=swell_streak(diary.swellings, day),
        trend=trend_on(diary.knees, day, skipped=skipped),
        trend_weeks=trend_weeks(diary.knees, day, skipped=skipped),
    )


def _backoff_streak(diary: Diary, session: SessionRecord) -> int:
    """Return how many loaded sessions in a row before this one ended in BACK_OFF.

    Of a row that on its own would all be backed off from, each third is a stop (R7) and begins the count anew.
    """
    row = 0
    for earlier in _loaded_before(diary, session):
        if classify(_without_streak(diary, earlier)).kind is not Kind.BACK_OFF:
            break
        row += 1
    return row % (BACK_OFFS_IN_A_ROW + 1)


def _loaded_before(diary: Diary, session: SessionRecord) -> Iterator[SessionRecord]:
    end = bisect_right(diary.loaded, session.ended, key=lambda each: each.ended)
    return (each for each in reversed(diary.loaded[:end]) if each.id != session.id)


def _days_since(diary: Diary, session: SessionRecord, moment: datetime, day: date) -> int:
    """Return the local days from the last loaded session to a reading; 0 where nothing was loaded before it."""
    end = bisect_right(diary.loaded, max(moment, session.ended), key=lambda each: each.ended)
    return max(0, (day - session_day(diary.loaded[end - 1])).days) if end else 0


def _morning_of(diary: Diary, session: SessionRecord) -> tuple[SessionRecord, datetime] | None:
    """Return the session whose morning answers count for this one, and when they were given.

    That is its own, else another one's of the same day: it was one morning, whichever of them it was asked for.
    """
    at = _morning_at(session)
    return (session, at) if at is not None else _timely_morning(diary, session)


def _timely_morning(diary: Diary, session: SessionRecord) -> tuple[SessionRecord, datetime] | None:
    """Return the same of answers that were given on the day after, this session's first."""
    next_day = session_day(session) + timedelta(days=1)
    for each in (session, *diary._by_day.get(session_day(session), ())):
        at = _morning_at(each)
        if at is not None and local_day(at) == next_day:
            return each, at
    return None


def _morning_at(session: SessionRecord) -> datetime | None:
    """Return when the morning's questions were answered; None if they were not, not even by a correction."""
    if session.morning is not None:
        return session.morning.at
    return min((each.at for each in session.corrections if each.part == "morning"), default=None)
