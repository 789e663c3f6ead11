"""Trends as commands and screens ask for them: only what the period needs is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from coach.desk.desk import Desk
from coach.errors import UsageError
from coach.progress.diary import Diary
from coach.progress.trends import MOST_WEEKS, USUAL_WEEKS, Trends, period_to, trends_of
from coach.session.days import local_day
from coach.session.mornings import load_mornings
from coach.session.profile import load_profile
from coach.session.store import SessionStore

BEFORE = timedelta(weeks=12)
"""What the rules look back on before the first day of a period: two fortnights, for the weeks that a trend lasts."""


@dataclass(frozen=True, slots=True)
class LookBack:
    """What was read of a period, and a sentence for each file that could not be."""

    diary: Diary
    trends: Trends
    today: date
    sentences: tuple[str, ...] = ()


def look_back(desk: Desk, weeks: int = USUAL_WEEKS) -> LookBack:
    """Return the trends of the weeks that end today; raises UsageError for a number of weeks that is none."""
    if not 1 <= weeks <= MOST_WEEKS:
        raise UsageError(f"--weeks is a whole number from 1 to {MOST_WEEKS}, not {weeks}")
    today = local_day(desk.clock.now())
    first = period_to(today, weeks).first
    since = first - min(BEFORE, first - date.min)
    sessions = SessionStore(desk.paths.sessions).read(since=since)
    mornings, troubles = load_mornings(desk.paths.mornings, since=since)
    profile, trouble = load_profile(desk.paths.profile)
    diary = Diary(sessions.records, mornings, profile)
    sentences = (*sessions.sentences, *troubles, *((trouble,) if trouble else ()))
    return LookBack(diary, trends_of(diary, today, weeks), today, sentences)
