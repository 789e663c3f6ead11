"""What a kill costs: `kill -9` at random moments of playing, of the check-in, of writing the record, and of what the
next start does about a session that was cut off hours before.

    python -m benchmarks.kills                # 100 kills of the player and the store alone, about four minutes
    python -m benchmarks.kills 5              # as the tests run it
    python -m benchmarks.kills --command      # the real `coach play --plain` instead, about ten minutes

Every kill hits a process that plays in real time in a folder that all of them share. After each one the next start is
made: a session cut off in the middle has to be taken up less than a second before the kill, every session that had
begun has to be a record once it is too old for that, every answer that was accepted has to be in it once it is too old
to be asked on, and every file has to parse. Exit status 1 where one of these fails.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from collections.abc import Container
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import IO

from coach.checkin.flow import CheckInFlow
from coach.clock import SystemClock
from coach.player.model import Command, Event, EventKind
from coach.player.player import Player
from coach.routine.model import Routine
from coach.session.build import circumstances_of, record_of, with_checkin
from coach.session.journal import JournalWriter, find_journals
from coach.session.journal_values import JournalHead
from coach.session.leftover import CHECKIN_FOR, RESUME_FOR, close, save_record, settle
from coach.session.plan import planned_goes, timeline_identity
from coach.session.record import RoutineMark
from coach.session.store import SessionStore, session_id
from coach.source import Place
from coach.testing import build_timeline, hold, ready, rest, say, work
from coach.timeline.model import Choices
from coach.words.files import load_phrases

ALLOWED = 1.0
"""Seconds that a kill may cost."""

TOO_OLD = RESUME_FOR + timedelta(hours=1)
LONG_AGO = CHECKIN_FOR + timedelta(hours=1)

ANSWERS = {"which_knee": "left", "during": 3, "after": 2, "muscle": 1, "sharp": False, "flags": ()}

TIMELINE = build_timeline(
    say(1), ready(1), hold(2, step="wall-sit"), rest(1), hold(2, step="wall-sit"), work(3, step="squat", reps=3)
)
LONGER = 'name = "Longer"\n[[step]]\nname = "Hold"\nhold = "3s"\nsets = 2\nrest = "2s"\nready = "1s"\n'
SHORT = 'name = "Short"\n[[step]]\nname = "Hold"\nhold = "1s"\nready = 0\n'
TYPED: dict[str, tuple[str, object]] = {
    "which_knee": ("1", "left"),
    "during": ("3", 3),
    "after": ("2", 2),
    "muscle": ("1", 1),
    "sharp": ("n", False),
    "step": ("1", "hold"),
    "rir_seconds": ("2", 10),
    "flags": ("0", ()),
}
"""What is typed for each question, and what that answers."""

PHASES = ("play", "check-in", "record", "late")
LONGEST = {"play": TIMELINE.seconds, "check-in": 1.0, "record": 0.4, "late": 1.0}
"""How many seconds after it is ready a process is killed at the latest."""
COMMANDS = PHASES[:3]
"""The phases in which the real command can be killed: it cannot be told that hours have passed."""


@dataclass
class Findings:
    """What all kills came to."""

    lost: list[float] = field(default_factory=list)
    """Seconds of playing that each kill in the middle of it cost."""
    begun: set[str] = field(default_factory=set)
    answered: dict[str, dict[str, str]] = field(default_factory=dict)
    """Session to the answers that were accepted."""
    torn: int = 0
    """Files whose last table a kill had cut."""
    broken: list[str] = field(default_factory=list)
    """What must not happen."""
    kills: dict[str, int] = field(default_factory=dict)


# --- the process that is killed --------------------------------------------------------------------------------------


def child(home: Path, phase: str) -> None:
    """Play, check in, or write records, and tell what is done as it is done."""
    if phase == "play":
        play(opened(home))
        time.sleep(60)
    if phase == "check-in":
        writer = opened(home)
        played_through(writer)
        save_record(writer, SessionStore(home / "sessions"), record_of(writer.journal()))
        tell("ready")
        answer(writer, pause=0.12)
        time.sleep(60)
    if phase == "late":
        cut_off(opened(home))
        tell("ready")
        time.sleep(0.2)
        left = settle(home / "state" / "journal", SessionStore(home / "sessions"), SystemClock().now() + TOO_OLD)
        for each in left.checkins:
            answer(JournalWriter.go_on(each, SystemClock()), pause=0.12)
        time.sleep(60)
    while phase == "record":
        writer = opened(home)
        played_through(writer)
        flow = answer(writer, pause=0.0)
        record = with_checkin(record_of(writer.journal()), flow, SystemClock().now())
        close(writer, SessionStore(home / "sessions"), record)
        tell("ready")


def opened(home: Path) -> JournalWriter:
    clock = SystemClock()
    head = JournalHead(
        id=session_id(clock.now()),
        started=clock.now(),
        routine=RoutineMark("test", "Test", "0" * 64),
        main="test.toml",
        sources={"test.toml": 'name = "Test"\n\n[[step]]\nname = "Wall sit"\nhold = "2s"\n'},
        choices=Choices(),
        goes=planned_goes(TIMELINE, Routine("test", "Test", (), Place("test.toml", 1, 1, 1))),
        planned_seconds=TIMELINE.seconds,
        timeline=timeline_identity(TIMELINE),
    )
    return JournalWriter.open(home / "state" / "journal", head, clock)


def play(writer: JournalWriter) -> None:
    player = Player(TIMELINE, 0.0, resume_lead_in=0.0)
    clock = SystemClock()
    happened = player.send(Command.START, clock.monotonic())
    while True:
        for event in happened:
            writer.on_event(event)
            if event.kind is EventKind.STARTED:
                tell(f"begun {writer.journal().head.id}")
                tell("ready")
        now = clock.monotonic()
        view = player.view(now)
        if view.segment is None:
            return
        writer.on_tick(now, view)
        tell(f"at {view.session_elapsed:.3f}")
        time.sleep(0.02)
        happened = player.advance(clock.monotonic())


def played_through(writer: JournalWriter) -> None:
    """Let a session be over that was played in no time."""
    now = time.monotonic()
    writer.on_event(Event(EventKind.STARTED, now, now, 0))
    tell(f"begun {writer.journal().head.id}")
    for go in writer.journal().head.goes:
        for segment in go.segments:
            details = {"done": True, "played": 2.0}
            writer.on_event(Event(EventKind.SEGMENT_ENDED, now, now, segment, 2.0, details=details))
    writer.on_event(Event(EventKind.FINISHED, now, now, 5, 3.0, details={"played": 10.0}))


def cut_off(writer: JournalWriter) -> None:
    """Leave a session in the middle of its first hold."""
    now = time.monotonic()
    writer.on_event(Event(EventKind.STARTED, now, now, 0))
    tell(f"begun {writer.journal().head.id}")
    writer.on_event(Event(EventKind.SEGMENT_STARTED, now, now, 2))
    writer.close()


def answer(writer: JournalWriter, pause: float) -> CheckInFlow:
    flow = CheckInFlow(circumstances_of(writer.journal()))
    while (question := flow.question) is not None:
        value = ANSWERS.get(question.id, question.options[0].value if question.options else 0)
        flow.answer(value)  # type: ignore[arg-type]
        writer.answer(question.id, flow.raw[question.id])
        tell(f"answered {writer.journal().head.id} {question.id} {flow.raw[question.id]!r}")
        time.sleep(pause)
    return flow


def tell(line: str) -> None:
    os.write(1, f"{line}\n".encode())


# --- the one that kills ----------------------------------------------------------------------------------------------


def one_kill(home: Path, phase: str, chance: random.Random, findings: Findings, *, command: bool) -> None:
    """Kill one process at a random moment and make the next start."""
    told = kill_command(home, phase, chance) if command else kill_child(home, phase, chance)
    findings.kills[phase] = findings.kills.get(phase, 0) + 1
    for line in told:
        word, *rest_of_it = line.split(" ", 3)
        if word == "begun":
            findings.begun.add(rest_of_it[0])
        elif word == "answered":
            findings.answered.setdefault(rest_of_it[0], {})[rest_of_it[1]] = rest_of_it[2]
    next_start(home, told if phase == "play" else [], findings)


def kill_child(home: Path, phase: str, chance: random.Random) -> list[str]:
    """Kill a process that uses player, journal and store alone; return what it told."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.kills", "--child", phase, "--home", str(home)], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    lines = Lines(process.stdout)
    lines.wait_for("ready")
    time.sleep(chance.uniform(0, LONGEST[phase]))
    process.kill()
    process.wait()
    return lines.all()


def kill_command(home: Path, phase: str, chance: random.Random) -> list[str]:
    """Kill `coach play --plain`; return what it must have kept, in the words of `child`."""
    (home / "settings.toml").write_text("start_in = 0\n", encoding="utf-8")
    routine = home / "routines" / ("longer.toml" if phase == "play" else "short.toml")
    routine.parent.mkdir(exist_ok=True)
    routine.write_text(LONGER if phase == "play" else SHORT, encoding="utf-8")
    before = {record.id for record in SessionStore(home / "sessions").read().records}
    process = subprocess.Popen(
        [sys.executable, "-m", "coach", "play", str(routine), "--plain", "--mute", "--voice", "none"],
        env={**os.environ, "COACH_HOME": str(home)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    lines = Lines(process.stdout)
    accepted: dict[str, str] = {}
    if phase == "play":
        lines.wait_for("  0:00  ")
        time.sleep(chance.uniform(0, 14.0))
    else:
        accepted = answer_command(lines, process.stdin, chance, phase)
    killed = SystemClock().now()
    process.kill()
    process.wait()
    process.stdin.close()
    told: list[str] = []
    for each in find_journals(home / "state" / "journal")[0]:
        started = [event.happened for event in each.journal.events if event.kind is EventKind.STARTED]
        if started:
            told.append(f"begun {each.journal.head.id}")
            told.append(f"at {(killed - each.journal.head.started).total_seconds() - started[0]:.3f}")
    new = {record.id for record in SessionStore(home / "sessions").read().records} - before
    told += [f"begun {id_}" for id_ in new]
    ids = {line.split(" ")[1] for line in told if line.startswith("begun ")}
    if len(ids) != 1 and phase != "play":
        raise SystemExit(f"a session that was played to its end left {len(ids)} traces")
    return told + [f"answered {id_} {key} {value}" for id_ in ids for key, value in accepted.items()]


def answer_command(lines: Lines, stdin: IO[bytes], chance: random.Random, phase: str) -> dict[str, str]:
    """Answer the questions as they come and return what was accepted when the moment to die comes."""
    phrases = load_phrases()
    keys = {
        phrases(f"checkin.{key}", step="Hold"): key
        for key in (*ANSWERS, "step", "rir_seconds")
        if f"checkin.{key}" in phrases
    }
    accepted: dict[str, str] = {}
    asked, last, seen = "", "flags", 0
    dies = time.monotonic() + 1e9
    while time.monotonic() < dies:
        question, seen = lines.next_of(keys, seen, timeout=min(20.0, dies - time.monotonic()))
        if question is None:
            break
        if asked:
            accepted["rir" if asked == "rir_seconds" else asked] = repr(TYPED[asked][1])
        elif phase == "check-in":
            dies = time.monotonic() + chance.uniform(0, 1.5)
        asked = keys[question]
        time.sleep(0.15 if phase == "check-in" else 0.0)
        stdin.write(f"{TYPED[asked][0]}\n".encode())
        stdin.flush()
        if asked == last:
            dies = min(dies, time.monotonic() + chance.uniform(0, 0.1))
    return accepted


class Lines:
    """What a process says, read beside it so that it never waits for its reader."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._told: list[str] = []
        self._news = threading.Condition()
        self._ended = False
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def wait_for(self, part: str, timeout: float = 30.0) -> None:
        """Wait for a line that holds these words."""

        def said() -> bool:
            return any(part in line for line in self._told)

        with self._news:
            self._news.wait_for(lambda: self._ended or said(), timeout)
            if not said():
                raise SystemExit(f"the process never said {part!r}: {self._told}")

    def next_of(self, wanted: Container[str], seen: int, timeout: float) -> tuple[str | None, int]:
        """Wait for the next line, from the `seen`th on, that is one of these, and return it and how many were seen."""
        end = time.monotonic() + timeout
        with self._news:
            while True:
                for number in range(seen, len(self._told)):
                    if self._told[number] in wanted:
                        return self._told[number], number + 1
                seen = len(self._told)
                if self._ended or not self._news.wait(max(0.0, end - time.monotonic())):
                    return None, seen

    def all(self) -> list[str]:
        """Return every whole line, after the process has ended."""
        self._thread.join(5.0)
        return list(self._told)

    def _read(self) -> None:
        for line in self._stream:
            if line.endswith(b"\n"):
                with self._news:
                    self._told.append(line.decode().rstrip("\n"))
                    self._news.notify_all()
        with self._news:
            self._ended = True
            self._news.notify_all()


def next_start(home: Path, told: list[str], findings: Findings) -> None:
    """Look at what a kill left, as the next start of the program does."""
    journals, store = home / "state" / "journal", SessionStore(home / "sessions")
    found, damaged = find_journals(journals)
    findings.broken += damaged
    findings.torn += sum(each.journal.torn for each in found)
    reached = [float(line.removeprefix("at ")) for line in told if line.startswith("at ")]
    ids = [line.split(" ")[1] for line in told if line.startswith("begun ")]
    for each in found:
        if reached and each.journal.head.id in ids and each.journal.over is None:
            findings.lost.append(reached[-1] - each.journal.played)
    findings.broken += settle(journals, store, SystemClock().now() + TOO_OLD).sentences
    records = {record.id for record in store.read().records}
    findings.broken += [f"the record of {id_} is lost" for id_ in sorted(findings.begun - records)]
    findings.broken += settle(journals, store, SystemClock().now() + LONG_AGO).sentences
    findings.broken += [f"{path.name} is left over" for path in journals.glob("*.toml")]


def look(home: Path, findings: Findings) -> None:
    """Compare the records with what was begun and accepted, and parse every file."""
    sessions = SessionStore(home / "sessions").read()
    findings.broken += sessions.sentences
    records = {record.id: record for record in sessions.records}
    findings.broken += [f"the record of {id_} is lost" for id_ in sorted(findings.begun - records.keys())]
    for id_, accepted in findings.answered.items():
        kept = records[id_].answers() if id_ in records else {}
        for key, value in accepted.items():
            if key != "which_knee" and repr(kept.get(key)) != value:
                findings.broken.append(f"{id_}: the answer {key} = {value} became {kept.get(key)!r}")
    for path in home.rglob("*"):
        if not path.is_file() or path.suffix == ".lock":
            continue
        try:
            text = path.read_text("utf-8")
            if path.suffix == ".kept":  # a routine as it was read: its check sum, then JSON
                json.loads(text.partition("\n")[2])
            else:
                tomllib.loads(text)
        except ValueError as error:
            findings.broken.append(f"{path.relative_to(home)} does not parse: {error}")


def report(findings: Findings, seconds: float) -> int:
    """Print what came of it and return the exit status."""
    kills = ", ".join(f"{count} {phase}" for phase, count in findings.kills.items())
    print(f"{sum(findings.kills.values())} kills ({kills}) in {seconds:.0f} s, {len(findings.begun)} sessions begun")
    worst = max(findings.lost, default=0.0)
    if findings.lost:
        print(f"seconds lost: worst {worst:.2f}, median {statistics.median(findings.lost):.2f}")
    lost = sum("is lost" in sentence for sentence in findings.broken)
    answers = sum(len(accepted) for accepted in findings.answered.values())
    print(f"records lost: {lost}; answers accepted: {answers}; torn tables cut off: {findings.torn}")
    if worst > ALLOWED:
        findings.broken.append(f"a kill cost {worst:.2f} s, allowed is {ALLOWED:.0f}")
    for sentence in findings.broken:
        print(f"BROKEN: {sentence}")
    print("every file parses and nothing is lost" if not findings.broken else f"{len(findings.broken)} things broken")
    return 1 if findings.broken else 0


def main() -> int:
    """Kill as often as is asked, and report."""
    parser = argparse.ArgumentParser(description="kill -9 at random moments, and what it costs")
    parser.add_argument("kills", nargs="?", type=int, default=100)
    parser.add_argument("--seed", type=int, default=None, help="the same moments again, as far as processes allow")
    parser.add_argument("--command", action="store_true", help="kill `coach play --plain` itself")
    parser.add_argument("--child", choices=PHASES, help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        child(given.home, given.child)
        return 0
    seed = given.seed if given.seed is not None else random.SystemRandom().randrange(10**6)
    chance, findings, began = random.Random(seed), Findings(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="coach kills ü ") as folder:
        for number in range(given.kills):
            phases = COMMANDS if given.command else PHASES
            one_kill(Path(folder), phases[number % len(phases)], chance, findings, command=given.command)
        look(Path(folder), findings)
    print(f"seed {seed}")
    return report(findings, time.monotonic() - began)


if __name__ == "__main__":
    sys.exit(main())
