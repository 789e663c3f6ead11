"""`python -m coach.sound.ducking FILE DECIBELS PID…`: the process; see `process.py`. The PIDs are Coach's own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from coach.sound.ducking.process import Ducking, Link, end_by_signal


def main(arguments: list[str]) -> None:
    """Run until standard input ends."""
    file, decibels, *own = arguments  # argparse would be a fifth of the time until music can go down
    descriptor = sys.stdin.fileno()
    end_by_signal(descriptor)
    Ducking(Link(descriptor), Path(file), by=float(decibels), own=[int(pid) for pid in own]).run()
    # Nothing is left to tidy, and somebody may wait.
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
