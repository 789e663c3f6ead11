"""The journal beside a real player: cut off at any moment, it is taken up where it was, and the record adds up."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.player.model import Command, State
from coach.player.player import Player
from coach.routine.model import Routine
from coach.session.build import record_of
from coach.session.journal import JournalWriter, find_journals
from coach.session.journal_values import JournalHead
from coach.session.plan import planned_goes, timeline_identity
from coach.session.record import Outcome, RoutineMark
from coach.source import Place
from coach.testing import ManualClock, build_timeline, hold, ready, relax, rest, say, wait, work
from coach.timeline.model import Choices, Timeline
from tests.session.builders import ID, STARTED

TIMELINE = build_timeline(
    say(2),
    ready(5),
    hold(20, step="wall-sit"),
    rest(10),
    hold(20, step="wall-sit", set=2),
    ready(5),
    work(24, step="squat", reps=8, rep_starts=tuple(float(start) for start in range(0, 24, 3))),
    ready(5),
    hold(5, step="quad-set"),
    relax(2),
    hold(5, step="quad-set"),
    ready(5),
    wait(30, step="sled", amount="20 m", limit=90.0),
    say(2),
)


@dataclass
class Run:
    """One process: a player and its journal, told the time every 100 ms."""

    clock: ManualClock
    writer: JournalWriter
    player: Player
    states: list[State] = field(default_factory=list)

    def send(self, command: Command) -> None:
        for event in self.player.send(command, self.clock.monotonic()):
            self.writer.on_event(event)

    def play(self, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            if self.player.state in (State.FINISHED, State.STOPPED):
                return
            self.clock.advance(0.1)
            for event in self.player.advance(self.clock.monotonic()):
                self.writer.on_event(event)
            self.writer.on_tick(self.clock.monotonic(), self.player.view(self.clock.monotonic()))


def head_of(timeline: Timeline) -> JournalHead:
    return JournalHead(
        id=ID,
        started=STARTED,
        routine=RoutineMark("test", "Test", "0" * 64),
        main="test.toml",
        sources={},
        choices=Choices(),
        goes=planned_goes(timeline, Routine("test", "Test", (), Place("test.toml", 1, 1, 1))),
        planned_seconds=timeline.seconds,
        timeline=timeline_identity(timeline),
    )


def run_new(folder: Path) -> Run:
    clock = ManualClock()
    run = Run(clock, JournalWriter.open(folder, head_of(TIMELINE), clock), Player(TIMELINE, 3.0))
    run.send(Command.START)
    return run


def run_again(folder: Path) -> Run:
    """Take up what an earlier process left, as the program does."""
    (found,), _ = find_journals(folder)
    clock = ManualClock()
    clock.advance(77)
    journal = found.journal
    player = Player(TIMELINE, 3.0, at=journal.playhead, played=journal.played, hurt=journal.hurt)
    run = Run(clock, JournalWriter.go_on(found, clock), player)
    run.send(Command.START)
    return run


def test_a_session_played_to_its_end_was_done_in_full(tmp_path: Path) -> None:
    run = run_new(tmp_path)
    run.play(300)
    record = record_of(run.writer.journal())

    assert record.outcome is Outcome.FINISHED
    assert [(go.step, go.unit, go.planned, go.done) for go in record.goes] == [
        ("wall-sit", "s", 20, 20),
        ("wall-sit", "s", 20, 20),
        ("squat", "reps", 8, 8),
        ("quad-set", "reps", 2, 2),
        ("sled", "m", 20, 20),
    ]


def test_a_stop_in_the_middle_of_the_reps_counts_them(tmp_path: Path) -> None:
    run = run_new(tmp_path)
    run.play(3 + 2 + 5 + 20 + 10 + 20 + 5 + 10)
    run.send(Command.STOP)
    record = record_of(run.writer.journal())

    assert record.outcome is Outcome.STOPPED
    assert [go.done for go in record.goes] == [20, 20, 3, 0, 0]


@settings(max_examples=25, deadline=None)
@given(moment=st.floats(3.1, 170.0))
def test_a_kill_at_any_moment_loses_less_than_a_second(moment: float) -> None:
    with TemporaryDirectory() as folder:
        run = run_new(Path(folder))
        run.play(moment)
        before = run.player.view(run.clock.monotonic())
        if before.segment is None:
            return
        (found,), _ = find_journals(Path(folder))  # no close: the process is gone

    assert -0.001 <= before.session_elapsed - found.journal.played < 1.0
    lost = before.segment.start + before.offset
    kept = TIMELINE.segments[found.journal.playhead.segment].start + found.journal.playhead.offset
    assert -0.001 <= lost - kept < 1.0


@settings(max_examples=25, deadline=None)
@given(moment=st.floats(3.1, 120.0))
def test_what_was_taken_up_again_ends_as_one_whole_session(moment: float) -> None:
    with TemporaryDirectory() as folder:
        run_new(Path(folder)).play(moment)
        again = run_again(Path(folder))
        again.play(400)
        (found,), _ = find_journals(Path(folder))
    record = record_of(found.journal)

    assert record.outcome is Outcome.FINISHED
    assert [go.done for go in record.goes] == [20, 20, 8, 2, 20]
    assert abs(record.done_seconds - again.player.view(again.clock.monotonic()).session_elapsed) < 0.1
