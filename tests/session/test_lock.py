"""One copy plays; the dead do not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coach.session.lock import BusyError, PlayLock, somebody_plays

HOLD = """
import sys
from pathlib import Path
from coach.session.lock import PlayLock
PlayLock(Path(sys.argv[1])).take()
print("taken", flush=True)
sys.stdin.readline()
"""


def holder(path: Path) -> subprocess.Popen[str]:
    """Return a process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "taken\n"
    return process


def test_a_second_copy_is_refused_with_the_first_ones_number(tmp_path: Path) -> None:
    path = tmp_path / "state" / "lock"
    process = holder(path)
    try:
        with pytest.raises(BusyError, match=str(process.pid)):
            PlayLock(path).take()
        assert somebody_plays(path)
    finally:
        process.communicate("\n")


def test_the_lock_of_a_killed_copy_is_ignored(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    process = holder(path)
    process.kill()
    process.communicate()
    busy = somebody_plays(path)
    with PlayLock(path) as lock:
        trouble = lock.trouble

    assert (busy, trouble) == (False, None)


def test_a_lock_that_was_let_go_can_be_taken(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with PlayLock(path):
        pass
    process = holder(path)
    process.communicate("\n")

    assert process.returncode == 0


def test_nobody_plays_where_there_is_no_lock(tmp_path: Path) -> None:
    assert not somebody_plays(tmp_path / "lock")


def test_where_no_lock_can_be_kept_playing_goes_on_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with PlayLock(tmp_path / "file" / "lock") as lock:
        trouble = lock.trouble

    assert trouble is not None
    assert "one copy" in trouble
