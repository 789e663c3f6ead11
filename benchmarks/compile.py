"""What compiling costs against the number of expanded segments, and what `coach check` costs cold and warm.

    python -m benchmarks.compile [RUNS]

Every number comes from a process of its own. The first table has a row for each size up to the limit of 5,000 segments,
for three kinds of routine: `sets` (many goes with rests and cues), `held` (few goes of hundreds of held reps) and
`clocks` (`every`, with goes that wait). Its columns:

    segments   in the compiled timeline
    cues       in it, those without words too
    seconds    of processor time for one compile, the median of RUNS processes; no garbage is collected meanwhile
    us each    the same in microseconds a segment
    KiB each   what the timeline holds when it is done, a segment (tracemalloc, in a run of its own)
    peak       the most that was held while it was compiled, in KiB a segment

The last line of each kind is the ratio of the largest cost a segment to the smallest: about 1 where both grow linearly.
The second table is `coach check` of a bundled routine: `cold` with an empty cache of speech, so that every utterance is
spoken and measured, `warm` with all of them in it, `none` with `--voice none`; each paired run for run with
`python -c pass`, whose median ratio is given.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.routine.model import Routine
from coach.routine.read import read_routine
from coach.timeline.compile import compile_timeline
from coach.timeline.model import Choices, Timeline
from coach.words.files import load_phrases
from coach.words.speech import FixedLengths

SIZES = (250, 500, 1000, 2500, 5000)
ROUTINE = "knee-foundation"
COACH = [sys.executable, "-m", "coach"]

SEGMENTS_A_ROUND = 50
"""Of `sets` and `clocks`: 25 goes, each with what stands before it."""


def blocks(rounds: int, steps: str) -> str:
    """Return blocks that are played so many rounds together; one block has at most 50."""
    counts = [50] * (rounds // 50) + ([rounds % 50] if rounds % 50 else [])
    return "".join(f"[[block]]\nrepeat = {count}\nstep = [\n{steps}]\n" for count in counts)


def sets(segments: int) -> str:
    step = (
        '{{ name = "Step {n}", hold = "4s", sets = 5, rest = "3s", load = "20 kg", '
        'cues = {{ start = ["Up.", "Tall."], 2s = "Set {{set}}." }} }},\n'
    )
    return blocks(segments // SEGMENTS_A_ROUND, "".join(step.format(n=number) for number in range(5)))


def held(segments: int) -> str:
    goes = -(-segments // 1900)
    reps = segments // goes // 2
    return "".join(
        f'[[step]]\nname = "Squeeze {number}"\nreps = {reps}\nhold = "3s"\nrest = "5s"\n'
        'cues = { half = "Halfway.", every-10-reps = "Rep {rep}.", last-rep = "Last one." }\n'
        for number in range(goes)
    )


def clocks(segments: int) -> str:
    step = '{ name = "Squat", reps = 1, pace = "self", sets = 25, every = "6s", cues = { 1s = "Drive up." } },\n'
    return blocks(segments // SEGMENTS_A_ROUND, step)


KINDS = {"sets": sets, "held": held, "clocks": clocks}


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one compile."""

    segments: int
    cues: int
    value: float
    """Seconds, or KiB held."""
    peak: float = 0.0
    """KiB."""


def routine_of(kind: str, segments: int) -> Routine:
    routine, problems = read_routine(f'name = "R"\n{KINDS[kind](segments)}', file="benchmark.toml")
    assert routine is not None, problems
    return routine


def compiled(routine: Routine) -> Timeline:
    return compile_timeline(routine, Choices(), load_phrases(), FixedLengths())


def one(kind: str, segments: int, *, memory: bool) -> Cost:
    """Return what one compile costs in this process, which has compiled something small before."""
    routine = routine_of(kind, segments)
    compiled(routine_of(kind, 100))
    gc.collect()
    gc.disable()
    if memory:
        tracemalloc.start()
        timeline = compiled(routine)
        size, peak = tracemalloc.get_traced_memory()
        return Cost(len(timeline.segments), len(timeline.cues), size / 1024, peak / 1024)
    began = time.process_time()
    timeline = compiled(routine)
    return Cost(len(timeline.segments), len(timeline.cues), time.process_time() - began)


def in_process(kind: str, segments: int, *, memory: bool = False) -> Cost:
    """Return the same from a process of its own."""
    what = [kind, str(segments), *(["memory"] if memory else [])]
    command = [sys.executable, "-m", "benchmarks.compile", "--one", *what]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return Cost(**found)


def compile_table(runs: int) -> None:
    print("kind     segments    cues   seconds   us each   KiB each   peak")
    for kind in KINDS:
        times, sizes = [], []
        for segments in SIZES:
            timed = [in_process(kind, segments) for _ in range(runs)]
            seconds = statistics.median(cost.value for cost in timed)
            held_now = in_process(kind, segments, memory=True)
            count = held_now.segments
            times.append(seconds / count)
            sizes.append(held_now.value / count)
            print(
                f"{kind:<8} {count:8,} {held_now.cues:7,} {seconds:9.3f} {times[-1] * 1e6:9.1f} "
                f"{sizes[-1]:10.2f} {held_now.peak / count:6.2f}"
            )
        print(
            f"{kind:<8} largest / smallest a segment: time {max(times) / min(times):.2f}, memory "
            f"{max(sizes) / min(sizes):.2f}"
        )


# --- coach check -----------------------------------------------------------------------------------------------------


def wall(command: list[str], environment: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def check_row(name: str, arguments: list[str], runs: int, home: Path, *, cold: bool) -> None:
    """Print a row: `coach check` and `python -c pass` in turn, their medians and the median ratio."""
    environment = {**os.environ, "COACH_HOME": str(home)}
    ours, theirs = [], []
    for _ in range(runs):
        if cold:
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
        theirs.append(wall([sys.executable, "-c", "pass"], environment))
        ours.append(wall([*COACH, "check", ROUTINE, *arguments], environment))
    ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
    print(f"{name:<8} {statistics.median(ours):8.3f} s {ratio:8.1f} × python -c pass")


def check_table(runs: int) -> None:
    print(f"\ncoach check {ROUTINE}")
    with tempfile.TemporaryDirectory(prefix="coach-compile-") as folder:
        home = Path(folder) / "home"
        check_row("cold", [], runs, home, cold=True)
        check_row("warm", [], runs, home, cold=False)
        check_row("none", ["--voice", "none"], runs, home, cold=False)


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--one"]:
        found: Any = one(arguments[1], int(arguments[2]), memory="memory" in arguments)
        print(json.dumps({"segments": found.segments, "cues": found.cues, "value": found.value, "peak": found.peak}))
        return 0
    runs = int(arguments[0]) if arguments else 5
    compile_table(runs)
    check_table(runs)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
