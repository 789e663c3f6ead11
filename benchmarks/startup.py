"""How soon Coach speaks and answers: the first word after process start, `coach --help` and `coach show`.

    python -m benchmarks.startup [RUNS]

Needs `pulseaudio` (see `recording.py`). The first word is what a recording of the sink's monitor hears first, of
`coach play quick-start` with `start_in = 0`, with the play screen in a terminal of its own (80×24) and with `--plain`;
warm with everything spoken before, cold with an empty cache. The rest is paired with `python -c pass`, run for run,
because machines are noisy: quote the ratio. Processor time tells what a start costs even where others use the machine;
that of the first word ends where its samples are handed to the device.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.recording import RATE, PulseServer, Recorder

COACH = [sys.executable, "-m", "coach"]
LOUD = 0.02
"""Louder than this is a word; the null sink's own silence is exactly 0."""


TO_FIRST_WORD = """
import os
from coach.cli.main import main
from coach.desk.desk import Desk

opened = Desk.output

def output(desk, **how):
    device = opened(desk, **how)
    device.place = lambda *_: os._exit(0)
    return device

Desk.output = output
main(["play", "quick-start", "--plain"])
"""


def home_of(base: Path, name: str) -> Path:
    """Return a COACH_HOME that counts nothing in and has seen the first-run text."""
    home = base / name
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.toml").write_text("start_in = 0\n")
    (home / "profile.toml").write_text("format = 1\nnotice_seen = 2026-11-22\n")
    return home


def first_word(home: Path, *, screen: bool) -> float | None:
    """Return the seconds from process start to the first sound of a quick start; None where nothing was heard."""
    # The run before was cut off; on an ordinary evening there is no journal of a session to be taken up again.
    shutil.rmtree(home / "state", ignore_errors=True)
    recorder = Recorder()
    command = [*COACH, "play", "quick-start", *([] if screen else ["--plain"])]
    if screen:
        # `script` gives it a terminal; nobody reads what it draws.
        command = ["script", "-qec", f"stty cols 80 rows 24; exec {' '.join(command)}", "/dev/null"]
    environment = {**os.environ, "COACH_HOME": str(home), "TERM": "xterm-256color"}
    began = time.monotonic()
    process = subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(5.0)
    process.kill()
    process.wait()
    samples, first = recorder.stop()
    loud = abs(samples) > LOUD
    if not loud.any():
        return None
    return float(first + loud.argmax() / RATE - began)


def used(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return the seconds that a command takes, and those of processor time that it uses."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    nowhere = subprocess.DEVNULL
    subprocess.run(command, env=environment, stdin=nowhere, stdout=nowhere, stderr=nowhere, check=False)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def paired(command: list[str], runs: int, environment: dict[str, str]) -> str:
    """Return a row: the command and `python -c pass` in turn, their medians and ratios, on the clock and the processor.

    The least processor time is the surest figure: other programs can only add to it.
    """
    ours, theirs = [], []
    for _ in range(runs):
        shutil.rmtree(Path(environment["COACH_HOME"]) / "state", ignore_errors=True)
        theirs.append(used([sys.executable, "-c", "pass"], environment))
        ours.append(used(command, environment))
    wall, worst = statistics.median(wall for wall, _ in ours), max(wall for wall, _ in ours)
    ratio = statistics.median(a / b for (a, _), (b, _) in zip(ours, theirs, strict=True))
    least, pass_least = min(cpu for _, cpu in ours), min(cpu for _, cpu in theirs)
    return (
        f"median {wall * 1000:.0f} ms, worst {worst * 1000:.0f} ms, {ratio:.1f} × python -c pass; "
        f"processor {least * 1000:.0f} ms at least, {least / pass_least:.1f} ×"
    )


def main() -> int:
    os.environ.setdefault("COACH_NEURAL", "off")  # the voice that everybody has; benchmarks.voices has the other
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with tempfile.TemporaryDirectory(prefix="coach-startup-") as folder:
        base = Path(folder)
        warm = home_of(base, "warm")
        environment = {**os.environ, "COACH_HOME": str(warm)}
        subprocess.run([*COACH, "show", "quick-start"], env=environment, stdout=subprocess.DEVNULL, check=True)
        with PulseServer():
            for screen in (False, True):
                what = "on the screen" if screen else "--plain      "
                first_word(warm, screen=screen)  # the lead-in's words too are in the cache now
                found = [first_word(warm, screen=screen) for _ in range(runs)]
                print(f"first word, warm, {what}: {summary(found)}")
                cold = []
                for number in range(runs):
                    home = home_of(base, f"cold-{screen}-{number}")
                    cold.append(first_word(home, screen=screen))
                    shutil.rmtree(home)
                print(f"first word, cold, {what}: {summary(cold)}")
            start = [sys.executable, "-c", TO_FIRST_WORD]
            print(f"to the first word, warm : {paired(start, runs, {**os.environ, 'COACH_HOME': str(warm)})}")
        for name, command in {
            "coach --help            ": ["--help"],
            "coach show, warm        ": ["show", "quick-start"],
            "coach show --voice none ": ["show", "quick-start", "--voice", "none"],
        }.items():
            print(f"{name}: {paired([*COACH, *command], runs, environment)}")
    return 0


def summary(found: list[float | None]) -> str:
    heard = sorted(moment for moment in found if moment is not None)
    if not heard:
        return "nothing was heard"
    missing = f", {len(found) - len(heard)} runs heard nothing" if len(heard) < len(found) else ""
    return f"median {statistics.median(heard):.2f} s, best {heard[0]:.2f} s, worst {heard[-1]:.2f} s{missing}"


if __name__ == "__main__":
    raise SystemExit(main())
