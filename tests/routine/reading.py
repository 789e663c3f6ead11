"""Builders: a routine from a few lines of TOML."""

from __future__ import annotations

from coach.routine.library import EMPTY, Library, read_library
from coach.routine.model import Group, Item, Routine, Step
from coach.routine.read import Find, read_routine
from coach.source import plain


def routine(text: str, library: str = "", find: Find | None = None, file: str = "knees.toml") -> Routine:
    """Return the routine of a text that has no errors; `name` is added."""
    found, problems = read_routine(f'name = "Knees"\n{text}', file=file, library=exercises(library), find=find)
    assert found is not None, [plain(problem) for problem in problems]
    return found


def codes(text: str, library: str = "", find: Find | None = None) -> list[str]:
    """Return the codes of all problems of a text; `name` is added."""
    _, problems = read_routine(f'name = "Knees"\n{text}', file="knees.toml", library=exercises(library), find=find)
    return [problem.code for problem in problems]


def exercises(text: str) -> Library:
    return read_library(text, "exercises.toml") if text else EMPTY


def steps(items: tuple[Item, ...]) -> list[Step]:
    """Return all steps that are done, in order."""
    result: list[Step] = []
    for item in items:
        if isinstance(item, Step):
            result.append(item)
        elif isinstance(item, Group):
            result.extend(steps(item.items))
    return result


def step(text: str, library: str = "") -> Step:
    """Return the first step of a routine of steps."""
    return steps(routine(text, library).items)[0]
