"""`coach add`: checks a routine that somebody sent, shows what is in it, and keeps a copy."""

from __future__ import annotations

import argparse
import shlex
import sys
import textwrap
from collections.abc import Iterator, Sequence

from coach.cli.printing import complain, print_problems, print_text
from coach.desk.adding import Kept, Sent, Standing, keep, look_at
from coach.desk.desk import Desk
from coach.desk.together import Companion, together
from coach.errors import CoachError
from coach.paths import user_paths
from coach.source import Severity
from coach.source.mending import Repair

WIDTH = 79
MOST_LINES = 12
"""Line numbers that are named of one kind of repair."""


def run(options: argparse.Namespace) -> int:
    """Take each file, used ones first; the status is that of the worst: 1 for problems and refusals, 2 for no file."""
    desk = Desk(user_paths())
    companions = together(options.files)
    refused: dict[str, int] = {}
    for number, companion in enumerate(companions):
        if number:
            print_text()
        try:
            missed = [file for file in companion.uses if file in refused]
            if missed:
                raise CoachError(f"{companion.file} was not added: it uses {missed[0]}, which was not.")
            status = _one(desk, companion.file, companions, options)
        except CoachError as error:
            sys.stdout.flush()
            complain(f"coach: {error}")
            status = error.exit_status
        if status:
            refused[companion.file] = status
    return max(refused.values(), default=0)


def _one(desk: Desk, file: str, companions: Sequence[Companion], options: argparse.Namespace) -> int:
    sent = look_at(desk, file, voice=options.voice, tell=complain, companions=companions)
    for line in description(sent):
        print_text(line)
    sys.stdout.flush()
    print_problems(sent.problems, sent.texts)
    if sent.routine is None:
        for line in advice(sent):
            complain(line)
        return 1
    if options.dry_run:
        print_text("Nothing was copied.")
        return 0
    for line in outcome(sent, keep(desk, sent, replace=options.replace)):
        print_text(line)
    return 0


def description(sent: Sent) -> Iterator[str]:
    """Yield what is in a file, for somebody who has to decide whether to keep it."""
    routine = sent.routine
    name = "standard input" if sent.file == "-" else sent.file
    yield f"{routine.name} (from {name})" if routine is not None else f"{name}:"
    if routine is not None:
        yield from _field("About", routine.summary)
        yield from _field("By", routine.author or "nobody says who")
        yield from _field("Source", routine.source)
        yield from _field("Licence", routine.licence or "none given")
        yield from _field(
            "Length", "; ".join(f"{level}: {length}" if level else length for level, length in sent.lengths)
        )
        yield from _field("Needs", ", ".join(routine.equipment) or "nothing")
        yield from _field("Steps", ", ".join(sent.exercises))
        yield from _field("Notes", routine.notes)
    title = "Mended"
    for words in mended(sent.repairs):
        yield from _field(title, words)
        title = ""
    yield ""


def mended(repairs: Sequence[Repair]) -> Iterator[str]:
    """Yield each kind of repair once, with the lines that it was made in."""
    lines: dict[str, list[int]] = {}
    for repair in repairs:
        lines.setdefault(repair.what, []).append(repair.line)
    for what, numbers in lines.items():
        named = ", ".join(str(number) for number in numbers[:MOST_LINES] if number)
        more = " ..." if len(numbers) > MOST_LINES else ""
        yield f"{'lines' if len(numbers) > 1 else 'line'} {named}{more}: {what}" if named else what


def outcome(sent: Sent, kept: Kept) -> Iterator[str]:
    """Yield where it is now, and what to do with it."""
    if sent.standing is Standing.SAME:
        yield f"The same routine is there already: {kept.path}"
    elif sent.standing is Standing.ALIKE:
        yield f"One that is written a little otherwise and plays the same is there already: {kept.path}"
    else:
        yield f"Added as {sent.stem}: {kept.path}"
    if kept.replaced is not None:
        yield f"What was there before is kept as {kept.replaced}"
    name = shlex.quote(kept.path.stem)
    yield f"  coach show {name}   prints every word of it"
    yield f"  coach play {name}   plays it"


def advice(sent: Sent) -> Iterator[str]:
    """Yield what to do about a file that cannot be kept."""
    errors = [problem for problem in sent.problems if problem.severity is Severity.ERROR]
    codes = {problem.code for problem in errors}
    if "R102" in codes:
        yield "An exercise that neither Coach nor this file has may be in the sender's own exercises.toml:"
        yield "ask for the routine with its [exercise.<id>] in the file."
    if any(problem.code == "R108" and problem.message.endswith("cannot be found") for problem in errors):
        yield "A routine that it uses did not come along: add both files together, or ask for all of it in one."
    yield "It was not added. Mend the file, or send the lines above to whoever wrote it; then add it again."


def _field(title: str, text: str) -> list[str]:
    if not text.strip():
        return []
    return textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=f"  {title:<9}",
        subsequent_indent=" " * 11,
        break_on_hyphens=False,
    )
