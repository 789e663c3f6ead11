"""Homes that somebody has used for years: realistic sessions with both check-ins, and mornings, from a seed.

python -m benchmarks.homes FOLDER [DAYS]      # writes a COACH_HOME of so many days, 3650 unless said
"""

from __future__ import annotations

import argparse
import functools
import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from coach.checkin.questions import Answer
from coach.clock import SystemClock
from coach.paths import Paths, user_paths
from coach.progress.readings import response_record
from coach.progress.response import Readings, classify
from coach.routine.files import load_file
from coach.session.days import local_day
from coach.session.mornings import Morning, save_morning
from coach.session.plan import planned_goes
from coach.session.profile import Profile, Unlock, save_profile
from coach.session.record import CheckInRecord, GoRecord, Outcome, Pain, RoutineMark, SessionRecord
from coach.session.store import record_text, session_id
from coach.timeline.compile import compile_timeline
from coach.timeline.model import Choices
from coach.words.files import load_phrases
from coach.words.speech import FixedLengths

TEN_YEARS = 3650
"""Days, one session each."""

ROUTINES = ("knee-foundation", "foam-roll", "backward-walk", "chair-strength", "rest-day", "hips-knees-ankles")
"""What is done in turn, loaded and not."""


def sessions(days: int, until: date, seed: int = 1) -> Iterator[SessionRecord]:
    """Yield a session a day, the latest `until` included, the earliest first; every one with both check-ins."""
    chance = random.Random(seed)
    knee = 3.0
    for number in range(days):
        day = until - timedelta(days=days - 1 - number)
        knee = min(6.0, max(0.0, knee + chance.gauss(-0.01, 0.3)))
        yield _session(day, ROUTINES[number % len(ROUTINES)], knee, chance)


def mornings(days: int, until: date, seed: int = 1) -> Iterator[Morning]:
    """Yield the reading of every tenth day."""
    chance = random.Random(seed)
    for number in range(0, days, 10):
        day = until - timedelta(days=days - 1 - number)
        yield Morning(day, _moment(day, 7, chance), chance.randint(0, 4))


def write_home(home: Path, days: int, until: date, seed: int = 1) -> Paths:
    """Write the sessions, mornings and profile of so many days below a folder that becomes a COACH_HOME."""
    paths = user_paths({"COACH_HOME": str(home)})
    for folder in (paths.sessions, paths.mornings):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for record in sessions(days, until, seed):
        (paths.sessions / f"{record.id}.toml").write_text(record_text(record), encoding="utf-8")
    for morning in mornings(days, until, seed):
        save_morning(paths.mornings, morning)
    began = datetime.combine(until - timedelta(days=days), time(12), timezone(timedelta(hours=1)))
    # Chance makes a worry now and then: an unlock of today lets the home be played in.
    unlock = Unlock(datetime.combine(until, time(23), timezone(timedelta(hours=1))))
    profile = Profile(began.date(), "left", 40, 2, set_up=began.date(), limits="strength", unlocks=(unlock,))
    save_profile(paths.profile, profile)
    (paths.settings / "settings.toml").write_text("start_in = 0\n", encoding="utf-8")
    return paths


def _session(day: date, routine: str, knee: float, chance: random.Random) -> SessionRecord:
    mark, goes, seconds = _planned(routine)
    started = _moment(day, 18, chance)
    ended = started + timedelta(seconds=round(seconds) + chance.randint(0, 300))
    during, after = (max(0, min(10, round(chance.gauss(knee + more, 0.8)))) for more in (0.6, 0.0))
    morning = max(0, min(10, round(chance.gauss(knee - 0.5, 0.8))))
    hurt = chance.choice(goes) if during > 5 else None
    answers: dict[str, Answer] = {"during": during, "after": after, "muscle": chance.randint(0, 4), "sharp": False}
    loaded = next((go for go in reversed(goes) if go.type in ("isometric", "strength", "sled")), None)
    response = classify(Readings(base=2, during=during, after=after, knee_am=morning))
    return SessionRecord(
        id=session_id(started, chance),
        routine=mark,
        started=started,
        ended=ended,
        outcome=Outcome.FINISHED,
        planned_seconds=seconds,
        done_seconds=seconds,
        knee="left",
        goes=goes,
        pains=(Pain(300.0, hurt.step, hurt.side, during),) if hurt is not None else (),
        after=CheckInRecord(
            ended + timedelta(minutes=1),
            {**answers, **({"rir": chance.randint(0, 3)} if loaded is not None else {}), "flags": ()},
            rir_step=loaded.step if loaded is not None else None,
            rir_unit="reps" if loaded is not None else None,
        ),
        morning=CheckInRecord(
            _moment(day + timedelta(days=1), 7, chance),
            {"knee_am": morning, "muscle_am": chance.randint(0, 3), "stiff": "usual", "swelling": "none", "flags": ()},
        ),
        response=response_record(response, provisional=False),
    )


@functools.cache
def _planned(name: str) -> tuple[RoutineMark, tuple[GoRecord, ...], float]:
    """Return what a bundled routine plans, all of it done."""
    path = Path(__file__).resolve().parents[1] / "routines" / f"{name}.toml"
    loaded = load_file(path, user_paths({"COACH_HOME": str(path.parent / "nowhere")}))
    assert loaded.routine is not None
    timeline = compile_timeline(loaded.routine, Choices(), load_phrases(), FixedLengths())
    goes = tuple(
        GoRecord(
            *(go.step, go.name, go.exercise, go.type, go.side, go.level, go.set, go.round, go.unit),
            planned=go.planned,
            done=go.planned,
            seconds=round(sum(go.lengths), 3),
            load=go.load,
        )
        for go in planned_goes(timeline, loaded.routine)
    )
    return RoutineMark(loaded.routine.id, loaded.routine.name, "ab" * 32), goes, timeline.seconds


def _moment(day: date, hour: int, chance: random.Random) -> datetime:
    """Return a moment of about this hour, in the offset of central Europe in that month."""
    offset = timezone(timedelta(hours=2 if 4 <= day.month <= 10 else 1))
    return datetime.combine(day, time(hour), offset) + timedelta(seconds=chance.randint(0, 5400))


def main() -> int:
    parser = argparse.ArgumentParser(description="write a COACH_HOME that somebody has used for years")
    parser.add_argument("folder", type=Path)
    parser.add_argument("days", nargs="?", type=int, default=TEN_YEARS)
    given = parser.parse_args()
    write_home(given.folder, given.days, local_day(SystemClock().now()) - timedelta(days=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
