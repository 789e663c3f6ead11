"""`coach new`: a commented routine file to start from, or a copy of another routine."""

from __future__ import annotations

import argparse
import shlex

from coach.cli.printing import print_text
from coach.desk.desk import Desk
from coach.desk.routines import errors_of
from coach.desk.starting import start
from coach.paths import user_paths


def run(options: argparse.Namespace) -> int:
    """Write the file and say what to do with it."""
    source = getattr(options, "from")
    started = start(Desk(user_paths()), options.name, source)
    name = shlex.quote(started.reference)
    print_text(f"Wrote {started.path}")
    if started.hides:
        print_text(f"It takes the place of Coach's own {started.path.stem} for as long as it is there.")
    problems = errors_of(started.loaded.problems)
    if problems:
        print_text(f"It cannot be played yet: {problems[0].message}. `coach check {name}` shows where.")
    if started.lent:
        them = ", ".join(started.lent)
        print_text(f"From your own exercises.toml it uses {them}. Before you send the file to somebody,")
        print_text(f"copy [exercise.{started.lent[0]}]{' and the others' if started.lent[1:] else ''} into it.")
    print_text()
    hint = "" if source is not None else "; the lines that begin with # explain it"
    print_text(f"Now open it in a text editor{hint}. Then:")
    print_text(f"  coach check {name}   says what is wrong, and how to mend it")
    print_text(f"  coach show {name}    prints every word that will be said")
    print_text(f"  coach play {name}    plays it")
    return 0
