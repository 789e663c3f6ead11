"""What the choice of a day hangs on, read from the disk: the routines, the plan, the diary, what stops the loading."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date, timedelta

from coach.desk.desk import Desk
from coach.desk.diary import diary_with_last_loaded
from coach.errors import CoachError
from coach.progress.diary import Diary, mornings_of, response_now
from coach.progress.due import DAYS_READ, Situation, Stopped
from coach.progress.plan import Known, Plan, Unknown, plan_of
from coach.progress.stopped import Stop, allows_types
from coach.progress.suggest import Candidate, suggest
from coach.progress.waiting import SORE_GAP, Judged, wait_of
from coach.routine.finding import routine_files
from coach.routine.kept import load_kept
from coach.routine.model import Routine
from coach.session.days import local_day
from coach.session.store import LostSession, SessionStore
from coach.words.phrases import Phrases


def recent_diary(desk: Desk, needed: date = date.max) -> Diary:
    """Return as much of the diary as the choice needs, however long it is; more where `needed` is an earlier day."""
    since = min(needed, local_day(desk.clock.now()) - timedelta(days=DAYS_READ))
    return diary_with_last_loaded(desk, since)


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
    for path in routine_files(desk.paths, desk.language):
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
