"""The cases of `dose-cases.toml` and their plans as routines."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from coach.routine.model import Routine
from coach.routine.read import read_routine
from tests.timeline.bundled import library

FILE = tomllib.loads((Path(__file__).parent / "dose-cases.toml").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = FILE["case"]
PLANS: dict[str, str] = FILE["plan"]


@cache
def plan(name: str) -> Routine:
    """Return a plan of the cases, read with the shipped exercises."""
    return routine(PLANS[name], name)


def routine(text: str, name: str) -> Routine:
    """Return the routine of a text that has no errors, read with the shipped exercises."""
    found, problems = read_routine(text, file=f"{name}.toml", library=library())
    assert found is not None, problems
    return found
