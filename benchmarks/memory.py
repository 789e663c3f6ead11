"""Whether memory grows while a long session plays: resident size after an hour against that after five minutes.

    python -m benchmarks.memory [SPEED]
    python -m benchmarks.memory --real

Rehearses a routine of a little more than an hour, by default 60 times faster; with `--real` it plays in real time on
the play screen in a terminal of its own, with voice, sound and journal, which takes the hour.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUTINE = """
name = "A long hour"

[[block]]
name = "Hour"
repeat = 34
rest = "30s"
step = [
  { exercise = "wall-sit", hold = "45s", rest = "10s", cues = { every-15s = ["Breathe.", "Push the wall."] } },
  { exercise = "box-squat", reps = 6, tempo = "2-0-2-0", rest = 0 },
]
"""

FIRST, LAST = 5 * 60.0, 60 * 60.0
"""Seconds of the session at which the size is taken."""


def size(process: int) -> float:
    """Return the resident size of a process in MiB."""
    found = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True)
    return int(found.stdout) / 1024


def player(parent: int) -> int:
    """Return the process that plays: the last of the chain that `script` began, or the process itself."""
    while True:
        children = subprocess.run(["pgrep", "-P", str(parent)], capture_output=True, text=True, check=False).stdout
        # The voice is a child of the player; it is told by its module.
        of_interest = [
            int(child)
            for child in children.split()
            if "coach.voice" not in Path(f"/proc/{child}/cmdline").read_text().replace("\0", " ")
        ]
        if not of_interest:
            return parent
        parent = of_interest[0]


def main() -> int:
    real = "--real" in sys.argv
    numbers = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    speed = 1.0 if real else float(numbers[0]) if numbers else 60.0
    with tempfile.TemporaryDirectory(prefix="coach-memory-") as folder:
        home = Path(folder)
        (home / "settings.toml").write_text("start_in = 0\ncheckin = false\n")
        (home / "profile.toml").write_text("format = 1\nnotice_seen = 2026-11-22\n")
        routine = home / "hour.toml"
        routine.write_text(ROUTINE)
        command = [sys.executable, "-m", "coach", "play", str(routine)]
        if real:
            command = ["script", "-qec", f"stty cols 80 rows 24; exec {' '.join(command)}", "/dev/null"]
        else:
            command += ["--plain", "--speed", str(speed)]
        process = subprocess.Popen(
            command,
            env={**os.environ, "COACH_HOME": folder, "TERM": "xterm-256color"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        began = time.monotonic()
        sizes = []
        for moment in (FIRST, LAST):
            time.sleep(max(0.0, began + moment / speed - time.monotonic()))
            sizes.append(size(player(process.pid)))
            print(f"after {moment / 60:4.0f} min of the session: {sizes[-1]:6.1f} MiB", flush=True)
        process.terminate()
        process.wait()
    print(f"grown by {sizes[1] - sizes[0]:+.1f} MiB (at most 10)")
    return 0 if sizes[1] - sizes[0] <= 10 else 1


if __name__ == "__main__":
    raise SystemExit(main())
