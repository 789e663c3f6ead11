"""Coach's end of the pipe: tells ahead, waits for nothing, and outlives whatever becomes of the process."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from coach.sound.ducking.teller import Ducker, ducking_command

pytestmark = pytest.mark.skipif(os.name == "nt", reason="another platform: it waits for pipes")

PATIENCE = 30.0
"""Seconds that a real process may take on a busy machine."""

WRITES_WHAT_IT_READS = "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())"
WRITES_A_LINE = "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.readline())"


def ducker(path: Path, program: str, *, here: bool = True) -> Ducker:
    """Return one whose process is a small program with the path as its argument; it may be started three times."""
    made = Ducker(path, by=12, later=0.0, again=(0.0, 0.0), is_here=lambda: here)
    made._command = [sys.executable, "-c", program, str(path)]
    return made


def ended(made: Ducker) -> None:
    """Wait for the last process, and the thread that waits for it."""
    thread = made._thread
    assert thread is not None
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_what_was_told_before_the_process_ran_is_told_then(tmp_path: Path) -> None:
    path = tmp_path / "told"
    made = ducker(path, WRITES_WHAT_IT_READS)
    made.sounds(1.25, 2.5)
    while made.process is None:
        threading.Event().wait(0.01)
    made.sounds(3.0, 4.0)
    made.quiet()
    made.close()
    ended(made)

    assert path.read_bytes() == b"sounds 1.2500 2.5000\nsounds 3.0000 4.0000\nquiet\n"


def test_what_was_taken_back_before_the_process_ran_is_never_told(tmp_path: Path) -> None:
    path, starts = tmp_path / "told", threading.Event()
    made = ducker(path, WRITES_WHAT_IT_READS)
    made._is_here = starts.wait
    made.sounds(1.0, 2.0)
    made.quiet()
    made.sounds(3.0, 4.0)
    starts.set()
    while made.process is None:
        threading.Event().wait(0.01)
    made.close()
    ended(made)

    assert path.read_bytes() == b"sounds 3.0000 4.0000\n"


def test_nothing_is_started_before_there_is_something_to_hear(tmp_path: Path) -> None:
    made = ducker(tmp_path / "told", WRITES_WHAT_IT_READS)
    made.quiet()
    made.close()
    made.sounds(1.0, 2.0)

    assert made._thread is None


def test_without_the_extra_nothing_is_started(tmp_path: Path) -> None:
    made = ducker(tmp_path / "told", WRITES_WHAT_IT_READS, here=False)
    made.sounds(1.0, 2.0)
    ended(made)

    assert made.process is None


def test_a_process_that_dies_is_started_again_some_times_and_then_left(tmp_path: Path) -> None:
    """Nobody's session ends because of it."""
    path = tmp_path / "told"
    made = ducker(path, WRITES_A_LINE)
    made.sounds(0.0, 1.0)
    while made._thread is not None and made._thread.is_alive():
        made.sounds(1.0, 2.0)
        threading.Event().wait(0.01)
    made.sounds(2.0, 3.0)
    made.close()

    assert len(path.read_bytes().splitlines()) == 3


def test_what_cannot_be_started_is_done_without(tmp_path: Path) -> None:
    made = ducker(tmp_path / "told", "")
    made._command = [str(tmp_path / "not there")]
    made.sounds(1.0, 2.0)
    ended(made)
    made.sounds(2.0, 3.0)
    made.close()

    assert made.process is None


def test_a_process_that_reads_nothing_holds_nobody_up(tmp_path: Path) -> None:
    """The pipe is full after some thousand lines; those after are lost, and nobody waits."""
    made = ducker(tmp_path / "told", "import sys, threading; threading.Event().wait()")
    made.sounds(0.0, 1.0)
    while made.process is None:
        threading.Event().wait(0.01)
    for start in range(5000):
        made.sounds(start, start + 1)
    made.close()
    made.process.kill()
    ended(made)


def test_the_command_is_that_of_the_module(tmp_path: Path) -> None:
    assert ducking_command(tmp_path / "f", 9.5, [1, 2])[1:] == [
        *("-P", "-m", "coach.sound.ducking", str(tmp_path / "f"), "9.5", "1", "2")
    ]
