"""`coach exercises`: the library as a list, or one exercise with all there is to know and how to use it."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from coach.cli.printing import print_json, print_problems, print_text
from coach.desk.desk import Desk
from coach.desk.exercises import Entry, Exercises, exercises
from coach.desk.person import profile_of
from coach.paths import user_paths
from coach.words.phrases import Phrases

WIDTH = 79


def run(options: argparse.Namespace) -> int:
    """Print the exercises that fit the words, or the one that they name."""
    desk = Desk(user_paths())
    known, ticked = exercises(desk), profile_of(desk).precautions
    print_problems(known.problems, known.texts)
    one = known.find(options.words) if options.words else None
    if one is not None:
        found: Sequence[Entry] = (one,)
    else:
        found = known.look_for(options.words) if options.words else known.entries
    if options.json:
        print_json([row(entry, ticked) for entry in found])
    elif one is not None:
        for line in page(one, known, ticked, desk.phrases()):
            print_text(line)
    else:
        for line in listing(found, ticked):
            print_text(line)
    return 0


def row(entry: Entry, ticked: Sequence[str] = ()) -> dict[str, Any]:
    """Return the fields of one exercise; `ticked` are the precautions of the first-run questions."""
    one = entry.exercise
    return {
        "id": one.id,
        "name": one.name,
        "type": one.type.value if one.type else None,
        "target": list(one.target),
        "equipment": list(one.equipment),
        "setup": one.setup,
        "cues": {when: list(lines) for when, lines in (one.cues or {}).items()},
        "faults": list(one.faults),
        "safety": list(one.safety),
        "caution": list(one.caution),
        "careful": [word for word in ticked if word in one.caution],
        "easier": one.easier,
        "harder": one.harder,
        "amounts": dict(entry.amounts),
        "figure": list(entry.figure),
        "notes": one.notes,
        "source": one.source,
        "own": entry.own,
    }


def listing(found: Sequence[Entry], ticked: Sequence[str] = ()) -> Iterator[str]:
    """Yield one line an exercise, under the kind that it is; marked where it carries a caution that was ticked."""
    width = max(len(entry.id) for entry in found)
    for kind, entries in groupby(found, lambda entry: entry.exercise.type):
        yield (kind.value if kind is not None else "of no type").upper()
        for entry in entries:
            needs = ", ".join(entry.equipment) or "nothing needed"
            mark = "!" if _ticked(entry, ticked) else " "
            line = f"{mark} {entry.id:<{width}}  {entry.exercise.name}: {needs}"
            yield line if len(line) <= WIDTH else line[: WIDTH - 3].rstrip(" ,:") + "..."
        yield ""
    if any(_ticked(entry, ticked) for entry in found):
        yield "! carries a caution that you ticked in `coach setup`: talk to a clinician first."
    yield f"{len(found)} exercise{'' if len(found) == 1 else 's'}. `coach exercises ID` tells all about one,"
    yield "`coach exercises knee chair` lists those with both words."


def page(entry: Entry, known: Exercises, ticked: Sequence[str], phrases: Phrases) -> Iterator[str]:
    """Yield all there is to know of one exercise."""
    one = entry.exercise
    yield f"{one.name} ({one.id})"
    yield from wrapped(_summary(entry), "", "")
    if entry.figure:
        yield ""
        yield from (f"    {line}" for line in entry.figure)
    yield ""
    yield from section("Set-up", [one.setup])
    yield from section("Cues", [f"{when}: {line}" for when, lines in (one.cues or {}).items() for line in lines])
    yield from section("Faults", one.faults)
    yield from section("Safety", one.safety)
    yield from section("Ask first", [_caution(one.caution, phrases), _yours(_ticked(entry, ticked), phrases)])
    yield from section("Easier", [rung(one.easier, known)])
    yield from section("Harder", [rung(one.harder, known)])
    rungs = known.ladder(entry)
    if len(rungs) > 2:
        yield from section("Ladder", [" < ".join(other.id for other in rungs)])
    yield from section("Notes", [one.notes])
    yield from section("Source", [one.source])
    yield ""
    yield "In a routine:"
    yield ""
    yield "    [[step]]"
    yield f'    exercise = "{one.id}"'
    amounts = ", ".join(f"{key} {value}" for key, value in entry.amounts.items())
    if any(key in entry.amounts for key in ("time", "hold", "reps")):
        yield from wrapped(f"It brings {amounts}; a step may say something else.", "\n", "")
    else:
        yield "    reps = 10"
        yield from wrapped(f"It brings {amounts or 'no amount'}: the step has to say how much.", "\n", "")


def _summary(entry: Entry) -> str:
    """Return what it is, for what, with what, in one line."""
    one = entry.exercise
    kind = one.type.value.capitalize() if one.type else "An exercise"
    target = f", for {', '.join(entry.target)}" if one.target else ""
    needs = f"Needs {', '.join(entry.equipment)}" if one.equipment else "Nothing needed"
    own = " It is yours, or you changed it." if entry.own else ""
    return f"{kind}{target}. {needs}.{own}"


def _ticked(entry: Entry, ticked: Sequence[str]) -> list[str]:
    return [word for word in ticked if word in entry.exercise.caution]


def _caution(caution: Sequence[str], phrases: Phrases) -> str:
    return f"a clinician, with {_words(caution, phrases)}" if caution else ""


def _yours(ticked: Sequence[str], phrases: Phrases) -> str:
    return f"That is about you: you ticked {_words(ticked, phrases)}." if ticked else ""


def _words(caution: Sequence[str], phrases: Phrases) -> str:
    keys = ((f"precautions.{word}", word) for word in caution)
    return "; ".join(phrases(key) if key in phrases else word for key, word in keys)


def rung(exercise: str | None, known: Exercises) -> str:
    """Return the exercise above or below, by name and id; empty where there is none."""
    entry = known.named(exercise)
    if entry is None:
        return exercise or ""
    return f"{entry.exercise.name} ({entry.id})"


def section(title: str, texts: Sequence[str]) -> Iterator[str]:
    """Yield texts beside their title, wrapped; nothing where there are none."""
    shown = title
    for text in texts:
        if text.strip():
            yield from wrapped(text, f"  {shown:<10}", " " * 12 + ("  " if len(texts) > 1 else ""))
            shown = ""


def wrapped(text: str, first: str, later: str) -> list[str]:
    """Return lines that fit in 80 columns; `first` may begin with an empty line."""
    head, empty, lead = first.rpartition("\n")
    lines = textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=later, break_on_hyphens=False)
    return [*([head] if empty else []), *lines]
