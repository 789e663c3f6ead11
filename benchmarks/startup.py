"""How soon Coach speaks and answers: the first word after process start, `coach --help` and `coach show`.

    python -m benchmarks.startup [RUNS]

Needs `pulseaudio` (see `recording.py`). The first word is what a recording of the sink's monitor hears first, of
`coach play quick-start` with `start_in = 0`, with the play screen in a terminal of its own (80×24) and with `--plain`;
warm with everything spoken before, cold with an empty cache. The short commands are paired with `python -c pass`, run
for run, because machines are noisy: quote the ratio.
"""

from __future__ import annotations

import os
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


def wall(command: list[str], environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - began


def paired(command: list[str], runs: int, environment: dict[str, str]) -> str:
    """Return a row: the command and `python -c pass` in turn, their medians and the median ratio."""
    ours, theirs = [], []
    for _ in range(runs):
        theirs.append(wall([sys.executable, "-c", "pass"], environment))
        ours.append(wall(command, environment))
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    return (
        f"{statistics.median(ours) * 1000:6.0f} ms, {ratio:4.1f} × python -c pass ({min(ours) * 1000:.0f} ms at best)"
    )


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
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
        print(f"coach --help            : {paired([*COACH, '--help'], runs * 2, environment)}")
        print(f"coach show, warm        : {paired([*COACH, 'show', 'quick-start'], runs, environment)}")
        print(
            f"coach show --voice none : {paired([*COACH, 'show', 'quick-start', '--voice', 'none'], runs, environment)}"
        )
    return 0


def summary(found: list[float | None]) -> str:
    heard = sorted(moment for moment in found if moment is not None)
    if not heard:
        return "nothing was heard"
    missing = f", {len(found) - len(heard)} runs heard nothing" if len(heard) < len(found) else ""
    return f"median {statistics.median(heard):.2f} s, best {heard[0]:.2f} s, worst {heard[-1]:.2f} s{missing}"


if __name__ == "__main__":
    raise SystemExit(main())
