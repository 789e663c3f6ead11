"""What ten years of daily sessions cost: every start, list and look back, beside a home of thirty days.

    python -m benchmarks.years [RUNS] [--days DAYS]     # about two minutes; RUNS is 7 unless said

Both homes are made by `benchmarks.homes`: a session a day with both check-ins, a morning of its own every tenth day.
Each row is run in turn in one home and the other, because machines are noisy: quote the ratio. Processor time is the
surest figure, for other programs can only add to it. Home is what the home screen reads; the first word ends where the
session begins, with the voice and the sound still to come, which know nothing of the past.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from benchmarks.homes import TEN_YEARS, write_home
from coach.clock import SystemClock
from coach.session.days import local_day

COACH = [sys.executable, "-m", "coach"]

TO_FIRST_WORD = """
import os
from coach.cli.main import main
from coach.playback.loop import Playback
Playback.begin = lambda *_: os._exit(0)
main(["play", "quick-start", "--plain", "--mute", "--voice", "none"])
"""

HOME = """
from coach.desk.desk import Desk
from coach.desk.sittings import Sittings
from coach.paths import user_paths
from coach.tui.program import Program
desk = Desk(user_paths())
Program(desk, Sittings(desk)).home()
"""

ROWS = {
    "play, to the first word": [sys.executable, "-c", TO_FIRST_WORD],
    "home": [sys.executable, "-c", HOME],
    "coach today": [*COACH, "today"],
    "coach trends": [*COACH, "trends"],
    "coach history": [*COACH, "history"],
    "coach list": [*COACH, "list"],
}
ONCE = {
    "play, the first after a synchroniser brought all of it": ROWS["play, to the first word"],
    "coach history --all": [*COACH, "history", "--all"],
    "coach backup": [*COACH, "backup"],
}


def used(command: list[str], home: Path) -> tuple[float, float]:
    """Return the seconds that a command takes in a home, and those of processor time."""
    environment = {**os.environ, "COACH_HOME": str(home)}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    nowhere = subprocess.DEVNULL
    done = subprocess.run(command, env=environment, stdin=nowhere, stdout=nowhere, stderr=subprocess.PIPE, check=False)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command} ended with {done.returncode}: {done.stderr.decode()}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def paired(command: list[str], month: Path, years: Path, runs: int) -> str:
    """Return a row: medians on the clock, and the least processor time, of both homes in turn."""
    few, many = [], []
    used(command, month), used(command, years)  # what is kept between starts is there now, as on any other day
    for _ in range(runs):
        few.append(used(command, month))
        many.append(used(command, years))
    wall = [statistics.median(seconds for seconds, _ in each) for each in (few, many)]
    least = [min(seconds for _, seconds in each) for each in (few, many)]
    return (
        f"{wall[0] * 1000:5.0f} ms, {wall[1] * 1000:5.0f} ms; "
        f"processor {least[0] * 1000:4.0f} ms, {least[1] * 1000:4.0f} ms, {least[1] / least[0]:.2f} ×"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="ten years of daily sessions beside thirty days")
    parser.add_argument("runs", nargs="?", type=int, default=7)
    parser.add_argument("--days", type=int, default=TEN_YEARS)
    given = parser.parse_args()
    yesterday = local_day(SystemClock().now()) - timedelta(days=1)
    with tempfile.TemporaryDirectory(prefix="coach-years-") as folder:
        month, years = Path(folder) / "month", Path(folder) / "years"
        write_home(month, 30, yesterday)
        write_home(years, given.days, yesterday)
        first, *others = ONCE.items()
        wall, processor = used(first[1], years)
        print(f"{first[0]}: {wall:.1f} s, processor {processor:.1f} s")
        print(f"30 days, then {given.days}:")
        for name, command in ROWS.items():
            print(f"  {name:<24} {paired(command, month, years, given.runs)}")
        for name, command in others:
            target = [str(Path(folder) / "b.zip")] if name == "coach backup" else []
            wall, processor = used([*command, *target], years)
            print(f"{name}: {wall:.1f} s, processor {processor:.1f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
