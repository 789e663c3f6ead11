"""What the choice of a day hangs on, read from the disk: the routines, the plan, the diary, what stops the loading."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import date, timedelta

from coach.desk.desk import Desk
from coach.desk.diary import diary_of
from coach.errors import CoachError
from coach.progress.diary import Diary, mornings_of, response_now
from coach.progress.due import DAYS_READ, Situation, Stopped
from coach.progress.plan import Known, Plan, Unknown, plan_of
from coach.progress.stopped import Stop, allows_types
from coach.progress.suggest import Candidate, suggest
from coach.progress.waiting import SORE_GAP, Judged, is_loaded, wait_of
from coach.routine.finding import routine_files
from coach.routine.kept import load_kept
from coach.routine.model import Routine
from coach.session.days import local_day
from coach.session.store import LostSession, SessionStore
from coach.words.phrases import Phrases

MOST_LIGHT = 200
"""So many sessions are looked through for the last loaded one, where four months have none."""


def recent_diary(desk: Desk, needed: date | None = date.max) -> Diary:
    """Return as much of the diary as the choice needs, however long it is, and the last loaded session however old.

    `needed` is a day from which on more of it is asked for; None asks for all.
    """
    since = None if needed is None else min(needed, local_day(desk.clock.now()) - timedelta(days=DAYS_READ))
    diary = diary_of(desk, since=since)
    if diary.loaded or since is None:
        return diary
    newest = itertools.islice(SessionStore(desk.paths.sessions).newest(), MOST_LIGHT)
    last = next((record for record in newest if is_loaded(record)), None)
    return replace(diary, sessions=(last, *diary.sessions)) if last is not None else diary


def lost_lately(desk: Desk) -> tuple[LostSession, ...]:
    """Return the sessions of the last days that cannot be read: what they would say may hang on them."""
    return SessionStore(desk.paths.sessions).lost(_last_days(desk))


def file_sentences(desk: Desk, lost: Iterable[LostSession]) -> tuple[str, ...]:
    """Return what is wrong with the files of the last days' sessions, a sentence each."""
    aside = [f"{one.path} was set aside: mend it and take the ending away, or delete it." for one in lost if one.aside]
    return (*SessionStore(desk.paths.sessions).read(since=_last_days(desk)).sentences, *aside)


def plan_from(desk: Desk, routines: Iterable[Known], diary: Diary) -> Plan:
    """Return the plan of days: that of the settings, else what the files suggest."""
    settings = desk.settings.plan
    days = {each.name: getattr(settings, each.name) for each in fields(settings) if each.name != "at"}
    last = {record.routine.id: local_day(record.ended) for record in diary.sessions}
    return plan_of(days, settings.at, routines, last=last)


def situation_of(
    desk: Desk, diary: Diary, stop: Stop | None, candidates: Sequence[Candidate], lost: Iterable[LostSession] = ()
) -> Situation:
    """Return what the choice of today's hangs on."""
    now = desk.clock.now()
    today = local_day(now)
    recent = [record for record in diary.sessions if now - record.ended <= SORE_GAP]
    responses = {record.id: response_now(diary, record, today) for record in recent}
    judged = {id_: Judged(found.kind, found.rule) for id_, found in responses.items() if found is not None}
    profile = diary.profile
    suggestion = suggest(profile, candidates)
    suggested = [one.id for one in suggestion.routines]
    return Situation(
        now=now,
        sessions=diary.sessions,
        wait=wait_of(recent, judged, now, unread=[one.began for one in lost]),
        stopped=Stopped(stop.rule, lambda one: allows_types(stop, one.types)) if stop is not None else None,
        mornings=mornings_of(diary),
        base=profile.base,
        precautions=frozenset(profile.precautions),
        equipment=frozenset(profile.equipment),
        suggested=(*([profile.routine] if profile.routine is not None else []), *suggested),
        no_loading=suggestion.no_loading == "precautions",
    )


def readable_routines(desk: Desk) -> Iterator[tuple[Routine, str]]:
    """Yield every routine that can be played, with its path."""
    for path in routine_files(desk.paths):
        with contextlib.suppress(CoachError):
            routine = load_kept(path, desk.paths).routine
            if routine is not None:
                yield routine, str(path)


def plan_problems(plan: Plan, phrases: Phrases) -> tuple[str, ...]:
    """Return what is wrong with the plan, a sentence each."""
    return tuple(_unknown(one, phrases) for one in plan.unknown)


def _unknown(one: Unknown, phrases: Phrases) -> str:
    sentence = phrases("today.unknown_routine", day=one.day, name=one.name)
    return f"{sentence} {phrases('today.meant', meant=one.meant)}" if one.meant else sentence


def _last_days(desk: Desk) -> date:
    return local_day(desk.clock.now() - SORE_GAP)
