"""A new routine file: from a commented template, or as a copy of another routine."""

from __future__ import annotations

import contextlib
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from coach.desk.copying import write_new
from coach.desk.desk import Desk
from coach.desk.filenames import safe_stem
from coach.desk.routines import BrokenRoutineError
from coach.errors import CoachError, UsageError
from coach.paths import Paths, bundled_routines, expanded, write_whole
from coach.routine.files import load_file, load_routine
from coach.routine.finding import LIBRARY_FILE, is_library_name, is_path, read_bytes
from coach.routine.ladder import easier_than
from coach.routine.loaded import Loaded
from coach.routine.model import Routine
from coach.routine.schema import SCHEMA_FILE, schema_text
from coach.settings.edit import with_value
from coach.timeline.values import steps_of

STARTER = Path(__file__).with_name("starter.toml")

SCHEMA_LINE = f"#:schema ./{SCHEMA_FILE}"
"""The first line of a routine: editors find the schema beside it. A path that begins with a dot is the only kind that
Taplo and Tombi both take wherever the folder is; it also tells nobody whose computer it was written on."""


@dataclass(frozen=True, slots=True)
class Started:
    """A new file."""

    path: Path
    loaded: Loaded
    """What is read in it now."""
    reference: str
    """By which other commands find it."""
    hides: bool = False
    """A routine that came with Coach has the same id, and is not found by it any more."""
    lent: tuple[str, ...] = ()
    """Exercises that are in the user's own library and not in the file."""


def start(desk: Desk, name: str, source: str | None = None, *, only_name: bool = False) -> Started:
    """Write a new routine file and return it; CoachError where it is there already or the source cannot be read.

    With `only_name` what looks like a path is a name all the same, and the file is in the user's folder.
    """
    path, title = own_target(desk.paths, name) if only_name else target(desk.paths, name)
    text = _template(desk, source)
    path = write_new(path, named(text, title, path.stem).encode())
    write_schema(path.parent)
    loaded = load_file(path, desk.paths)
    own = path.parent == desk.paths.routines
    hides = own and (bundled_routines() / path.name).exists()
    return Started(path, loaded, path.stem if own else str(path), hides, lent(loaded, desk.paths))


def target(paths: Paths, name: str) -> tuple[Path, str]:
    """Return where a new routine goes and what it is called; UsageError for a name that makes no file."""
    if not is_path(name):
        return own_target(paths, name)
    path = expanded(name)
    if name.endswith(("/", os.sep)) or path.is_dir():
        raise UsageError(f"{name} is a folder; add the name of the new file.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}.")
    if path.suffix != ".toml":
        path = path.with_name(f"{path.name}.toml")
    if is_library_name(path.name):
        raise UsageError(f"{path.name} is where exercises are kept; choose another name.")
    if not safe_stem(path.stem):
        raise UsageError("A routine's name needs a letter or a digit.")
    return path, title_of(path.stem)


def own_target(paths: Paths, name: str) -> tuple[Path, str]:
    """Return where in the user's folder a routine of this name goes and what it is called; UsageError as `target`."""
    name = name.removesuffix(".toml")
    stem = safe_stem(name)
    if not stem:
        raise UsageError("A routine's name needs a letter or a digit.")
    return paths.routines / f"{stem}.toml", title_of(name)


def title_of(name: str) -> str:
    """Return a name as a title: "evening-knees" is "Evening knees"; one with spaces or capitals is one already."""
    name = " ".join(name.split())
    words = name.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] if name == name.lower() and " " not in name else name


def named(text: str, title: str, stem: str) -> str:
    """Return a routine's text under another name, its comments kept; an id that it writes becomes the new one."""
    result = with_value(text, ["name"], title) or text
    if "id" in tomllib.loads(text):
        result = with_value(result, ["id"], safe_stem(stem)) or result
    return result if result.startswith("#:schema ") else f"{SCHEMA_LINE}\n{result}"


def write_schema(folder: Path) -> None:
    """Put the schema beside the routines of a folder, for editors; without it they only check less."""
    with contextlib.suppress(OSError):
        path = folder / SCHEMA_FILE
        if not path.is_file() or path.read_text(encoding="utf-8", errors="replace") != schema_text():
            write_whole(path, schema_text())


def lent(loaded: Loaded, paths: Paths) -> tuple[str, ...]:
    """Return the exercises of a routine that only the user's own library has: a file that is sent away lacks them."""
    used = _needed(loaded.routine) if loaded.routine is not None else set()
    return tuple(sorted((used & _ids(paths.routines / LIBRARY_FILE)) - _exercises(loaded.text)))


def _needed(routine: Routine) -> set[str]:
    """Return the exercises of the steps, and what "that hurts" can offer in place of each."""
    found: set[str] = set()
    for step in steps_of(routine.items):
        exercise = step.exercise
        while exercise is not None and exercise not in found:
            found.add(exercise)
            exercise = easier_than(routine, exercise)
    return found


def _template(desk: Desk, source: str | None) -> str:
    if source is None:
        return STARTER.read_text(encoding="utf-8")
    loaded = load_routine(source, desk.paths)
    try:
        tomllib.loads(loaded.text)
    except (ValueError, RecursionError):
        raise BrokenRoutineError(loaded) from None
    return loaded.text


def _ids(library: Path) -> set[str]:
    try:
        return _exercises(read_bytes(library).decode("utf-8-sig", errors="replace"))
    except CoachError:
        return set()


def _exercises(text: str) -> set[str]:
    try:
        tables = tomllib.loads(text).get("exercise")
    except (ValueError, RecursionError):
        return set()
    return set(tables) if isinstance(tables, dict) else set()
