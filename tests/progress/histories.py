"""A history as somebody might have it: sessions every second or third day, with their check-ins and mornings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from random import Random

from coach.checkin.flags import FLAGS
from coach.checkin.questions import Answer
from coach.paths import Paths
from coach.progress.diary import Diary, session_day
from coach.session.doses import Change, Decision, DoseBook, Ease
from coach.session.dosestore import save_doses
from coach.session.mornings import Morning, save_morning
from coach.session.profile import BaseChange, Profile, Unlock, save_profile
from coach.session.record import CheckInRecord, GoRecord, Outcome, Pain, RoutineMark, SessionRecord
from coach.session.store import SessionStore, session_id

CET = timezone(timedelta(hours=1))
TODAY = date(2026, 11, 22)
FOUNDATION = RoutineMark("knee-foundation", "Knee foundation", "ab" * 32)


def at(day: date, hour: int = 18, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), CET)


def wall_sit(sets: int = 5, seconds: float = 30.0, *, done: float | None = None) -> tuple[GoRecord, ...]:
    """Return the goes of a hold on both legs."""
    return tuple(
        GoRecord(
            "wall-sit", "Wall sit", "wall-sit", "isometric", set=number,
            planned=seconds, done=seconds if done is None else done, seconds=seconds,
        )
        for number in range(1, sets + 1)
    )  # fmt: skip


def step_downs(sets: int = 3, reps: float | None = 8, *, load: str | None = "4 kg") -> tuple[GoRecord, ...]:
    """Return the goes of repetitions on each side, with a load."""
    return tuple(
        GoRecord(
            "step-down", "Step-down", "step-down", "strength", side=side, set=number, unit="reps",
            planned=8, done=reps, seconds=30.0, load=load,
        )
        for number in range(1, sets + 1)
        for side in ("left", "right")
    )  # fmt: skip


def walk(minutes: float = 5.0) -> tuple[GoRecord, ...]:
    seconds = minutes * 60
    return (GoRecord("walk", "Backward walk", "backward-walk", "walk", planned=seconds, done=seconds, seconds=seconds),)


def rolling() -> tuple[GoRecord, ...]:
    return (GoRecord("roll", "Roll the thigh", "quad-roll", "soft-tissue", planned=60, done=60, seconds=60.0),)


def a_session(day: date, *goes: GoRecord, hour: int = 18, id_: str = "", **changes: object) -> SessionRecord:
    """Return a finished session of a wall sit whose check-in was not asked, or what is changed of it."""
    started = at(day, hour)
    whole = dict[str, object](
        id=id_ or session_id(started, Random(f"{day} {hour}")),
        routine=FOUNDATION,
        started=started,
        ended=started + timedelta(minutes=18),
        outcome=Outcome.FINISHED,
        planned_seconds=1080.0,
        done_seconds=1080.0,
        knee="left",
        goes=goes or wall_sit(),
    )
    return SessionRecord(**(whole | changes))  # type: ignore[arg-type]


def said_after(day: date, answers: Mapping[str, Answer] | None = None, /, **more: Answer) -> CheckInRecord:
    """Return the answers after a session: all is well but for those that are given."""
    usual: dict[str, Answer] = {"during": 1, "after": 0, "muscle": 2, "sharp": False, "flags": ()}
    return CheckInRecord(at(day, 18, 20), usual | dict(answers or {}) | more)


def said_morning(day: date, *, hour: int = 8, **answers: Answer) -> CheckInRecord:
    """Return a morning's answers: all is well but for those that are given."""
    usual: dict[str, Answer] = {"knee_am": 1, "muscle_am": 1, "stiff": "usual", "swelling": "none", "flags": ()}
    return CheckInRecord(at(day, hour), usual | answers)


def history(weeks: int = 12, *, today: date = TODAY, seed: int = 1) -> Diary:
    """Return a diary of so many weeks that end today: somebody whose knee slowly settles, with two setbacks."""
    random = Random(seed)
    first = today - timedelta(days=weeks * 7 - 1)
    sessions = tuple(_sessions(first, today, random))
    trained = {session.ended.date() + timedelta(days=1) for session in sessions}
    others = (first + timedelta(days=offset) for offset in range(weeks * 7))
    mornings = tuple(
        Morning(day, at(day, 8), random.choice((1, 1, 2)))
        for day in others
        if day not in trained and random.random() < 0.5
    )
    bases = (BaseChange(first, None, 2, "asked"), BaseChange(first + timedelta(days=30), 2, 1, "fell"))
    stopped = next((session for session in sessions if session.answers().get("flags")), None)
    unlocks = (Unlock(at(stopped.ended.date() + timedelta(days=9), 9), stopped.id),) if stopped is not None else ()
    profile = Profile(notice_seen=first, knee="left", age=40, base=1, bases=bases, unlocks=unlocks)
    return Diary(sessions, mornings, profile)


def _sessions(first: date, today: date, random: Random) -> Iterator[SessionRecord]:
    day, number = first, 0
    while day <= today:
        number += 1
        seconds, load = min(45.0, 20.0 + 5 * (number // 5)), f"{min(12, 4 + 2 * (number // 8))} kg"
        goes = (*rolling(), *wall_sit(5, seconds), *step_downs(3, 8, load=load), *walk(min(10, 5 + number // 6)))
        worse = 3 if number % 13 == 7 else 0
        during = max(0, min(10, round(random.gauss(2.6 - number / 30, 1)) + worse))
        answers: dict[str, Answer] = {
            "during": during, "after": max(0, during - random.randint(0, 2)), "muscle": random.randint(1, 5),
        }  # fmt: skip
        if number == 9:
            answers["flags"] = ("gave_way",)
        if number == 14:
            answers["note"] = "Stairs are easier than last month."
        if random.random() < 0.1:
            answers["after"] = None
        pains = (Pain(400.0, "step-down", "left", during, sharp=worse > 0),) if during >= 4 else ()
        morning = None
        if day < today and random.random() < 0.85:
            after = day + timedelta(days=1)
            knee = max(0, min(10, round(random.gauss(1.2, 0.6)) + worse // 2))
            morning = said_morning(after, knee_am=knee, muscle_am=random.randint(0, 4))
        outcome = Outcome.STOPPED if number % 11 == 0 else Outcome.FINISHED
        yield a_session(day, *goes, after=said_after(day, answers), morning=morning, pains=pains, outcome=outcome)
        day += timedelta(days=9 if number == 9 else random.choice((2, 2, 3)))


LONG = (
    "Bulgarian split squat with the rear foot on a chair and a pause at the bottom, <script>alert(1)</script> & more "
)


def eventful(*, today: date = TODAY) -> tuple[Diary, DoseBook]:
    """Return twelve weeks in which everything happened that a report can tell, with the longest words."""
    diary = history(today=today)
    sessions = []
    for number, session in enumerate(diary.sessions):
        name = f"{number % 11} {LONG}"
        go = GoRecord(f"long-{number % 11}", name, f"long-{number % 11}", "strength", unit="reps", done=8, seconds=30.0)
        hurt = (Pain(9.0, go.step, "left", number % 10, sharp=number % 2 == 0), Pain(99.0, go.step, "right", 3))
        assert session.after is not None
        answers = dict(session.after.answers) | {"note": f"{number} {LONG}" * 9}
        if number % 4 == 0:
            answers |= {"flags": tuple(list(FLAGS)[3 + number % 5 : 9])}
        after = replace(session.after, answers=answers)
        sessions.append(replace(session, goes=(*session.goes, go), pains=hurt, after=after))
    changes = tuple(
        Change(session_day(session), session.id, "r", f"long-{number % 11}", LONG, LONG, "R11", LONG * 3, decision)
        for number, session in enumerate(sessions)
        for decision in Decision
    )
    ease = Ease(0.5, today, "back_off", "R8")
    return replace(diary, sessions=tuple(sessions)), DoseBook((), ease, changes)


def write_history(diary: Diary, paths: Paths, book: DoseBook | None = None) -> None:
    """Write the diary, and with it a book of doses, as the program keeps them."""
    if book is not None:
        save_doses(paths.doses, book)
    for session in diary.sessions:
        SessionStore(paths.sessions).save(session)
    for morning in diary.mornings:
        save_morning(paths.mornings, morning)
    save_profile(paths.profile, diary.profile)
