"""Another copy that plays, as a process: within one process the lock is no lock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HOLD = """
import sys
from pathlib import Path
from coach.session.lock import BusyError, PlayLock
try:
    PlayLock(Path(sys.argv[1])).take()
except BusyError:
    print("busy", flush=True)
else:
    print("taken", flush=True)
    sys.stdin.readline()
"""


def attempt(path: Path) -> tuple[subprocess.Popen[str], bool]:
    """Start a process that takes the lock, and return it with whether it could; it holds it until a line comes."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, process.stdout.readline() == "taken\n"


def holder(path: Path) -> subprocess.Popen[str]:
    """Return a process that holds the lock."""
    process, taken = attempt(path)
    assert taken
    return process


def another_copy_could_play(path: Path) -> bool:
    """Return whether a process of its own gets the lock now."""
    process, taken = attempt(path)
    process.communicate("\n")
    return taken
