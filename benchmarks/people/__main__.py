"""Simulate every person over so many seeds, print what happened and the bars, and fail where a bar is missed.

    python -m benchmarks.people [SEEDS] [--person NAME] [--write]

`--write` makes the curves in docs/ and the figures in docs/simulated-users.md anew from the run.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from benchmarks.people.bars import Bar, bars, own_bars
from benchmarks.people.life import Life, live
from benchmarks.people.persons import PERSONS, VARIANTS, Person

SEEDS = 100
VARIANT_SEEDS = 40
"""Of each variant; they have no bars to meet."""


def simulated(persons: Sequence[Person], seeds: int) -> dict[str, list[Life]]:
    """Return the lives of these persons, on all processors; each kind is told when it is done."""
    with ProcessPoolExecutor() as pool:
        found: dict[str, list[Life]] = {}
        for person in persons:
            lives = found[person.name] = list(pool.map(live, [person] * seeds, range(seeds), chunksize=5))
            print("\n".join(bar_lines(own_bars({person.name: lives}))), flush=True)
        return found


def table(lives: dict[str, list[Life]]) -> list[str]:
    """Return a line for each person: sessions, what they came to, how many were stopped."""
    lines = ["person           sessions  EXPECTED  MONITOR  BACK_OFF  STOP_SEEK  stopped  work at the end"]
    for name, each in lives.items():
        kinds = Counter(kind.value for life in each for _, kind, _ in life.kinds())
        count = sum(kinds.values())
        shares = [
            f"{100 * kinds[kind] / count:{width}.1f} %"
            for kind, width in (("EXPECTED", 7), ("MONITOR", 6), ("BACK_OFF", 7), ("STOP_SEEK", 8))
        ]
        stopped = sum(bool(life.stops) for life in each)
        ends = sorted(life.loaded[-1].work for life in each)
        lines.append(f"{name:<16} {count:8} {' '.join(shares)} {stopped:8} {ends[len(ends) // 2]:16.2f}")
    return lines


def bar_lines(found: Sequence[Bar]) -> list[str]:
    return [
        f"{'met   ' if bar.met else 'MISSED'} {bar.person or 'everybody'}: {bar.what}: {bar.measured}" for bar in found
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.people")
    parser.add_argument("seeds", nargs="?", type=int, default=SEEDS)
    parser.add_argument("--person", action="append", help="only this one; may be given again")
    parser.add_argument("--write", action="store_true", help="write curves and figures into docs/")
    options = parser.parse_args(arguments)
    persons = [person for person in PERSONS if not options.person or person.name in options.person]
    lives = simulated(persons, options.seeds)
    found = bars(dict(lives))
    print("\n".join(["", *table(lives), "", *bar_lines(found)]))
    if options.write:
        from benchmarks.people.report import write

        write(lives, found, own_bars(dict(simulated(VARIANTS, min(options.seeds, VARIANT_SEEDS)))))
    return 0 if all(bar.met for bar in found) else 1


if __name__ == "__main__":
    raise SystemExit(main())
