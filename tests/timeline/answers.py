"""What a routine is asked for in tables of tests: its segments, its goes, what is said in it, what is wrong with it.

Words take 0.4 s each. "R." at the opening takes 1 s; `STEP` has no get-ready, so that its first go starts at 1 s.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coach.routine.library import EMPTY, read_library
from coach.routine.model import Routine
from coach.routine.read import Found, Missing, read_routine
from coach.source import Problem
from coach.testing import FixedLengths
from coach.timeline.compile import compile_timeline
from coach.timeline.lint import lint
from coach.timeline.model import DOING_KINDS, Choices, CueKind, SegmentKind, Timeline
from coach.words.files import load_phrases
from tests.timeline.building import cue_lines, segment_line

NAME = 'name = "R"\n'
STEP = f'{NAME}[[step]]\nname = "S"\nready = 0\n'
LEVELS = f'{NAME}levels = ["easy", "middle", "hard"]\n'
REPEATED = f"{NAME}[[block]]\nrepeat = 3\n"
SIDED = f'{NAME}[[block]]\nsides = "each"\nstep = [ {{ name = "S", hold = 9, sides = "SIDES" }} ]\n'
THEN = '[[step]]\nname = "T"\nready = 0\nhold = "9s"\n'
LIBRARY = """
[exercise.sit]
name = "Sit"
hold = "9s"
setup = "Back to the wall, feet a step away from it, and slide down."
[exercise.lunge]
name = "Lunge"
hold = "9s"
sides = "each"
"""
USED = {
    "warm": (
        'name = "Warm"\nlevels = ["slow", "hard"]\nwelcome = "Not said."\ngoodbye = "Not said."\nequipment = ["mat"]\n'
        '[defaults]\nrest = "20s"\nready = 0\n'
        '[[step]]\nname = "A"\nhold = { slow = "8s", hard = "9s" }\nsets = 2\n[checkin]\noff = true\n'
    )
}


def find(reference: str, origin: str) -> Found | Missing:
    return Found(f"{reference}.toml", USED[reference]) if reference in USED else Missing("cannot be found")


def read(text: str) -> tuple[Routine | None, list[Problem]]:
    library = read_library(LIBRARY, "exercises.toml") if "exercise" in text else EMPTY
    return read_routine(text, file="r.toml", library=library, find=find)


def compiled(text: str, **choices: Any) -> Timeline:
    routine, problems = read(text)
    assert routine is not None, problems
    return compile_timeline(routine, Choices(**choices), load_phrases(), FixedLengths())


# --- what a row asks for ---------------------------------------------------------------------------------------------


def segments(text: str) -> str:
    return segment_line(compiled(text))


def goes(text: str) -> list[str]:
    """Return each go by its name, amount, load and side."""
    found = [segment for segment in compiled(text).segments if segment.kind in DOING_KINDS]
    return [" ".join(part for part in (one.title, one.amount, one.load, one.side) if part) for one in found]


def lengths(text: str) -> list[float]:
    """Return the length of what is done."""
    return [segment.seconds for segment in compiled(text).segments if segment.kind in DOING_KINDS]


def at_each_level(text: str) -> dict[str, list[float]]:
    levels = ("easy", "middle", "hard")
    by_level = {level: compiled(text, level=level) for level in levels}
    return {
        level: [one.seconds for one in timeline.segments if one.kind is SegmentKind.HOLD]
        for level, timeline in by_level.items()
    }


def said(text: str) -> list[str]:
    """Return everything that is said after the opening, without counts."""
    return [words for at, words in cue_lines(compiled(text)) if at > 0.5]


def moments(text: str) -> list[tuple[float, str]]:
    """Return the same with its second."""
    return [(at, words) for at, words in cue_lines(compiled(text)) if at > 0.5]


def counted(text: str) -> list[tuple[float, str]]:
    """Return what is counted, reps, tempo and countdowns."""
    kinds = (CueKind.TEMPO, CueKind.COUNTDOWN)
    return [(cue.at, cue.text) for cue in compiled(text).cues if cue.kind in kinds and not cue.beyond]


def ids(text: str) -> list[str]:
    return [str(one.step) for one in compiled(text).segments if one.kind in (SegmentKind.WORK, SegmentKind.HOLD)]


def problems(text: str) -> list[str]:
    """Return code, message and first help of everything that is wrong, clocks and words too."""
    routine, found = read(text)
    found = found + (lint(routine, load_phrases(), FixedLengths()) if routine is not None else [])
    return [" | ".join((problem.code, problem.message, *problem.help[:1])) for problem in found]


def codes(text: str) -> list[str]:
    return [line[:4] for line in problems(text)]


def row(rule: str, shown: Callable[[str], Any], text: str, answer: Any, what: str = "") -> Any:
    """Return a case of a table: `shown` of the routine is the answer; its id begins with the rule."""
    return pytest.param(shown, text, answer, id=f"{rule} {what}".rstrip())


def steps(*bodies: str) -> str:
    """Return steps in short form, without get-readies."""
    inside = ", ".join(f'{{ name = "{name}", ready = 0, {body} }}' for name, body in zip("STUV", bodies, strict=False))
    return f"step = [ {inside} ]\n"


def nested(depth: int) -> str:
    """Return a routine of one step with so many groups around it, the block among them."""
    inside = 'name = "S", hold = 9'
    for _ in range(depth - 1):
        inside = f"step = [ {{ {inside} }} ]"
    return f"{NAME}[[block]]\nstep = [ {{ {inside} }} ]\n"
