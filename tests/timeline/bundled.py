"""Routine files as they are shipped, read with the shipped exercises."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from coach.paths import bundled_routines
from coach.routine.files import read_libraries
from coach.routine.finding import is_library_name, language_of, library_files
from coach.routine.library import Library
from coach.routine.model import Routine
from coach.routine.read import Found, Missing, read_routine
from coach.testing import FixedLengths
from coach.timeline.compile import compile_timeline
from coach.timeline.model import Choices, Timeline
from coach.words.files import load_phrases

EXAMPLES = Path(__file__).parent / "examples"


def routine_files() -> list[Path]:
    """Return the bundled routines in English, without the library."""
    return [path for path in _files() if language_of(path.name) is None]


def translated_files() -> list[Path]:
    """Return those that are there in another language, too: "quick-start.es.toml"."""
    return [path for path in _files() if language_of(path.name) is not None]


def _files() -> list[Path]:
    return sorted(path for path in bundled_routines().glob("*.toml") if not is_library_name(path.name))


def example_files() -> list[Path]:
    return sorted(EXAMPLES.glob("*.toml"))


@cache
def library(lang: str = "en") -> Library:
    """Return the exercises in the words of a language."""
    return read_libraries(library_files(None, lang))


@cache
def read(path: Path) -> Routine:
    """Return the routine of a file that has no errors."""
    routine, problems = read_routine(path.read_text("utf-8"), file=path.name, library=library, find=find)
    assert routine is not None, problems
    return routine


def find(reference: str, origin: str) -> Found | Missing:
    """Return a bundled routine that another uses."""
    path = bundled_routines() / f"{reference}.toml"
    return Found(path.name, path.read_text("utf-8")) if path.is_file() else Missing("is not bundled")


def compiled(routine: Routine, level: str | None = None) -> Timeline:
    """Return the timeline with words at 0.4 s each."""
    return compile_timeline(routine, Choices(level=level), load_phrases(routine.lang), FixedLengths())
