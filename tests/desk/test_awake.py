"""Screen and machine are kept awake while a session plays, and not a moment longer."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coach.desk.awake import BEGINS_AFTER, PAUSE, Awake, WakepyLock, describe
from coach.player.model import Command, State
from tests.desk.stage import FakeWakelock, Stage

if TYPE_CHECKING:
    from tests.desk.screensaver import ScreenSaver  # jeepney is Linux's

LONG = 10.0
"""Seconds; longer than any machine takes."""


def test_a_session_takes_it_once_its_first_words_are_long_on_their_way_and_drops_it_at_the_end(stage: Stage) -> None:
    asked = stage.desk.keeps_awake.asked
    performance = stage.open()
    others = threading.active_count()
    stage.play(performance, BEGINS_AFTER - 0.5)
    assert threading.active_count() <= others
    stage.play(performance, 1)
    assert asked.get(timeout=LONG) == "take"
    stage.play(performance)

    assert performance.playback.over
    assert asked.get(timeout=LONG) == "drop"
    performance.close()
    assert asked.empty()


@pytest.mark.parametrize("leave", ["finish", "keep", "throw_away", "close"])
def test_every_way_to_leave_a_session_drops_it(stage: Stage, leave: str) -> None:
    performance = stage.open()
    asked = stage.desk.keeps_awake.asked
    stage.play(performance, 5)
    assert asked.get(timeout=LONG) == "take"
    getattr(performance, leave)()
    performance.close()

    assert asked.get(timeout=LONG) == "drop"
    assert asked.empty()


def test_a_pause_lets_go_after_five_minutes_and_going_on_takes_it_again(stage: Stage) -> None:
    asked = stage.desk.keeps_awake.asked
    performance = stage.open()
    stage.play(performance, 5)
    assert asked.get(timeout=LONG) == "take"
    performance.send(Command.PAUSE)
    stage.play(performance, PAUSE - 1)
    assert asked.empty()
    stage.play(performance, 2)
    assert asked.get(timeout=LONG) == "drop"
    performance.send(Command.RESUME)
    stage.play(performance, 1)

    assert asked.get(timeout=LONG) == "take"
    performance.close()


def test_it_stays_taken_through_rests_and_while_a_step_waits_for_done(stage: Stage) -> None:
    waits = "\n[[step]]\nname = 'Walk'\nreps = 'max'\n"
    stage.write_routine(f"{stage.write_routine().read_text(encoding='utf-8')}{waits}")
    asked = stage.desk.keeps_awake.asked
    performance = stage.open()
    stage.play(performance, 120)

    assert performance.view().counts_up
    assert asked.get(timeout=LONG) == "take"
    assert asked.empty()
    performance.close()


def test_rehearsals_and_settings_without_it_never_ask(tmp_path: Path, stage: Stage) -> None:
    without = Stage(tmp_path / "other", settings="start_in = 0\nkeep_awake = false\n")
    rehearsal, quiet = stage.open(speed=1.0), without.open()
    stage.play(rehearsal, 5)
    without.play(quiet, 5)
    rehearsal.close()
    quiet.close()

    assert stage.desk.keeps_awake.asked.empty()
    assert without.desk.keeps_awake.asked.empty()


class Hanging(FakeWakelock):
    """Answers only when the test lets it."""

    def __init__(self) -> None:
        super().__init__()
        self.asking = threading.Event()
        self.answer = threading.Event()

    def take(self) -> str:
        self.asking.set()
        self.answer.wait(LONG)
        return super().take()


def test_a_desktop_that_answers_after_the_end_is_told_at_once_that_it_is_over() -> None:
    lock = Hanging()
    awake = Awake(lock, lambda: State.PLAYING)
    awake.on_tick(0.0)
    awake.on_tick(BEGINS_AFTER)
    lock.asking.wait(LONG)
    threading.Thread(target=awake.close).start()
    lock.answer.set()

    assert [lock.asked.get(timeout=LONG), lock.asked.get(timeout=LONG)] == ["take", "drop"]


class Failing(FakeWakelock):
    """A desktop that refuses."""

    def take(self) -> str:
        super().take()
        raise RuntimeError("no screen saver")


def test_a_desktop_that_refuses_is_asked_again_after_a_pause_and_nobody_hears_of_it(stage: Stage) -> None:
    stage.desk.keeps_awake = Failing()
    asked = stage.desk.keeps_awake.asked
    performance = stage.open()
    stage.play(performance, 5)
    assert asked.get(timeout=LONG) == "take"
    performance.send(Command.PAUSE)
    stage.play(performance, PAUSE + 1)
    performance.send(Command.RESUME)
    stage.play(performance, 1)

    assert asked.get(timeout=LONG) == "take"
    assert performance.troubles == ()
    performance.close()
    assert asked.empty()


def test_the_doctor_is_told_by_what_or_that_nothing_answers() -> None:
    hanging = Hanging()

    assert describe(FakeWakelock()).by == "fake"
    assert describe(Failing()).by == ""
    assert not describe(hanging, patience=0.0).answered
    hanging.answer.set()


# --- a real bus ------------------------------------------------------------------------------------------------------


@pytest.fixture
def saver(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScreenSaver]:
    """A screen saver on a bus of its own, to which this process's desktop is pointed."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("dbus-daemon is not installed")
    from tests.desk.screensaver import ScreenSaver

    with ScreenSaver() as made:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
        yield made


def test_the_screen_saver_hears_of_the_session_and_of_its_end(saver: ScreenSaver) -> None:
    lock = WakepyLock()

    assert lock.take() == "org.freedesktop.ScreenSaver"
    assert saver.news.get(timeout=LONG) == "inhibit"
    lock.drop()
    assert saver.news.get(timeout=LONG) == "uninhibit"


def test_without_a_desktop_it_is_an_error_that_nothing_shows(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    if sys.platform != "linux":
        pytest.skip("elsewhere there is always a desktop")

    with pytest.raises(RuntimeError):
        WakepyLock().take()

    assert capfd.readouterr() == ("", "")


PLAYS = [sys.executable, "-m", "coach", "play", "quick-start", "--plain", "--mute", "--voice", "none"]


def test_a_real_session_is_released_by_itself_or_by_the_system(saver: ScreenSaver, tmp_path: Path) -> None:
    """Ctrl-C and SIGTERM are orderly ends; after a kill it is the lost connection that releases."""
    ends = {signal.SIGINT: ("uninhibit", 130), signal.SIGTERM: ("uninhibit", 143), signal.Signals(9): ("gone", -9)}
    with ExitStack() as stack:
        playing = {
            number: stack.enter_context(
                subprocess.Popen(
                    PLAYS,
                    env={**os.environ, "COACH_HOME": str(tmp_path / number.name)},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                )
            )
            for number in ends
        }
        assert [saver.news.get(timeout=6 * LONG) for _ in playing] == ["inhibit"] * len(playing)
        for number, (released, status) in ends.items():
            coach = playing[number]
            coach.send_signal(number)
            assert coach.stderr is not None
            errors = coach.stderr.read()

            assert (saver.news.get(timeout=LONG), coach.wait(), errors) == (released, status, b"")
    assert saver.news.empty()
