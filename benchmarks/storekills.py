"""What a kill costs while files are written: `kill -9` at random moments of writing doses, profile, mornings, records
with the morning's answers and their corrections, and of restoring a backup.

    python -m benchmarks.storekills           # 100 kills, about two minutes
    python -m benchmarks.storekills 5         # as the tests run it

A process writes one file after the other as fast as it can, each with a number that grows, and tells every number once
it is written. After each kill every file has to be read without a complaint and to hold what was told last, or what was
just being written. After a kill of a restore the same restore has to finish, and what was here before it to lie beside.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.homes import sessions, write_home
from benchmarks.kills import Lines
from coach.desk.backup import make_backup, read_backup
from coach.desk.desk import Desk
from coach.desk.restoring import BEFORE, plan_restore, restore
from coach.paths import Paths, user_paths
from coach.session.doses import Change, Decision, DoseBook
from coach.session.dosestore import load_doses, save_doses
from coach.session.mornings import Morning, load_mornings, save_morning
from coach.session.profile import Profile, Unlock, load_profile, save_profile
from coach.session.store import SessionStore

UNTIL = date(2026, 11, 22)
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
RECORD = next(sessions(1, UNTIL))
MINE = 'knee = "right"\n'
PHASES = ("write", "write", "restore")
LONGEST = {"write": 0.4, "restore": 0.6}


# --- the process that is killed --------------------------------------------------------------------------------------


def child(home: Path, phase: str) -> None:
    tell("ready")
    paths = paths_of(home)
    if phase == "restore":
        desk = Desk(paths)
        restore(desk, plan_restore(desk, home.parent / "b.zip"))
        tell("restored")
        time.sleep(60)
    for number in itertools.count(numbers(paths)["profile"] + 1):
        write(paths, number)


def write(paths: Paths, number: int) -> None:
    """Write every kind of file with this number in it."""
    at = BEGAN + timedelta(hours=number)
    change = Change(at.date(), RECORD.id, "r", "s", "1", str(number), "R11", "knee 4", Decision.APPLIED)
    save_doses(paths.doses, replace(load_doses(paths.doses)[0], changes=(change,)))
    tell(f"doses {number}")
    # All that is kept beside it grows, so that the writing of a whole file takes a while.
    unlocks = tuple(Unlock(BEGAN + timedelta(hours=hours)) for hours in range(number % 200 + 1))
    save_profile(paths.profile, Profile(knee="left", age=number % 100, unlocks=unlocks, more={"number": number}))
    tell(f"profile {number}")
    save_morning(paths.mornings, Morning(UNTIL, at, number % 11))
    tell(f"morning {number}")
    store = SessionStore(paths.sessions)
    record = store.load(RECORD.id)
    assert record.morning is not None
    answers = {**record.morning.answers, "knee_am": number % 11}
    morning = replace(record.morning, at=at, answers=answers)
    store.save(replace(record, morning=morning).corrected("morning", "muscle_am", number % 11, at))
    tell(f"record {number}")


def tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())


# --- the one that kills ----------------------------------------------------------------------------------------------


def numbers(paths: Paths) -> dict[str, int]:
    """Return the number that each kind of file holds."""
    book, profile = load_doses(paths.doses)[0], load_profile(paths.profile)[0]
    mornings = load_mornings(paths.mornings)[0]
    record = SessionStore(paths.sessions).load(RECORD.id)
    assert record.morning is not None
    return {
        "doses": int(book.changes[-1].after) if book.changes else 0,
        "profile": int(profile.more.get("number", 0)),
        "morning": _hours(mornings[0].at) if mornings else 0,
        "record": _hours(record.corrections[-1].at) if record.corrections else 0,
    }


def _hours(at: datetime) -> int:
    return round((at - BEGAN).total_seconds() / 3600)


def paths_of(home: Path) -> Paths:
    return user_paths({"COACH_HOME": str(home)})


def prepared(base: Path) -> Path:
    """Make a home with one session, and beside it a backup of another one of sixty days."""
    home = base / "home"
    save_doses(paths_of(home).doses, DoseBook())
    SessionStore(paths_of(home).sessions).save(RECORD)
    desk = Desk(write_home(base / "other", 60, UNTIL))
    make_backup(desk, base / "b.zip")
    return home


def killed(home: Path, phase: str, chance: random.Random) -> list[str]:
    """Kill a process at a random moment and return what it had told."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.storekills", "--child", phase, "--home", str(home)], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    lines = Lines(process.stdout)
    lines.wait_for("ready")
    time.sleep(chance.uniform(0, LONGEST[phase]))
    process.kill()
    process.wait()
    return lines.all()


def look(home: Path, told: list[str]) -> list[str]:
    """Return what is wrong after a kill: complaints of the readers, numbers that went back, files left over."""
    paths = paths_of(home)
    sentences = [load_doses(paths.doses)[1], load_profile(paths.profile)[1], *load_mornings(paths.mornings)[1]]
    broken = [sentence for sentence in (*sentences, *SessionStore(paths.sessions).read().sentences) if sentence]
    now = numbers(paths)
    for line in told:
        kind, _, number = line.partition(" ")
        if number and now[kind] < int(number):
            broken.append(f"{kind} {number} was written and is lost: {now[kind]}")
    broken += [f"{path.name} is there" for path in paths.data.rglob("*.damaged")]
    return broken


def one_restore(base: Path, number: int, chance: random.Random) -> list[str]:
    """Kill a restore into a home of its own, do it again, and return what is wrong then."""
    home = base / f"restored-{number}"
    desk = Desk(paths_of(home))
    home.mkdir()
    desk.paths.profile.write_text(MINE, encoding="utf-8")
    killed(home, "restore", chance)
    broken = list(SessionStore(desk.paths.sessions).read().sentences)
    restore(desk, plan_restore(desk, base / "b.zip"))
    members = read_backup(base / "b.zip")
    broken += [f"{name} is not restored" for name, data in members.items() if (home / name).read_bytes() != data]
    beside = home / f"profile.toml{BEFORE}"
    if not beside.exists() or beside.read_text("utf-8") != MINE:
        broken.append("the profile that was here is lost")
    return broken


def main() -> int:
    parser = argparse.ArgumentParser(description="kill -9 while files are written, and what it costs")
    parser.add_argument("kills", nargs="?", type=int, default=100)
    parser.add_argument("--seed", type=int, default=None, help="the same moments again, as far as processes allow")
    parser.add_argument("--child", choices=sorted(LONGEST), help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        child(given.home, given.child)
        return 0
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(10**6)
    chance, broken, written = random.Random(seed), [], 0
    with tempfile.TemporaryDirectory(prefix="coach storekills ü ") as folder:
        base = Path(folder)
        home = prepared(base)
        for number in range(given.kills):
            phase = PHASES[number % len(PHASES)]
            if phase == "restore":
                broken += one_restore(base, number, chance)
            else:
                told = killed(home, phase, chance)
                written += len(told) - 1
                broken += look(home, told)
        written_at_all = sum(numbers(paths_of(home)).values())
    print(f"seed {seed}")
    print(f"{given.kills} kills, {written} files written and told, numbers up to {written_at_all // 4}")
    for sentence in broken:
        print(f"BROKEN: {sentence}")
    print("every file can be read and nothing is lost" if not broken else f"{len(broken)} things broken")
    return 1 if broken or not written else 0


if __name__ == "__main__":
    raise SystemExit(main())
