"""Routine files on disk: finding them by name, reading them safely, and keeping every text that went into a routine.

The edge of the format: nothing that is pure imports this module.
"""

from __future__ import annotations

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.errors import CoachError, UsageError
from coach.paths import Paths, bundled_routines
from coach.routine.library import EMPTY, Library, check_library, read_library
from coach.routine.model import Routine
from coach.routine.nearest import nearest
from coach.routine.read import Find, Found, Missing, read_routine
from coach.source import LARGEST_FILE, Problem, read_document

LIBRARY_FILE = "exercises.toml"
STANDARD_INPUT = "-"
"""How places name text that came from no file."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A routine file as it was found, and all that went into reading it."""

    routine: Routine | None
    """None where there is an error among the problems."""
    problems: tuple[Problem, ...]
    path: str
    """As places name the file."""
    text: str
    sources: Mapping[str, str]
    """Everything `load_from_sources` needs: the texts of the routine, of those that it uses and of the libraries."""

    @property
    def texts(self) -> dict[str, str]:
        """The text of each file by the name that places have."""
        return {
            key.partition(":")[2]: text for key, text in self.sources.items() if key.startswith(("file:", "library:"))
        }


# --- finding ---------------------------------------------------------------------------------------------------------


def routine_files(paths: Paths) -> list[Path]:
    """Return all routine files by name; the user's own hides a bundled one of the same name."""
    found: dict[str, Path] = {}
    for folder in (paths.routines, bundled_routines()):
        for path in _files_in(folder):
            found.setdefault(path.stem, path)
    return [found[stem] for stem in sorted(found)]


def find_file(reference: str, paths: Paths) -> Path:
    """Return the file that a person means by an id, a name or a path; UsageError where there is none."""
    if _is_path(reference):
        path = Path(reference).expanduser() if reference.startswith("~") else Path(reference)
        if not _exists(path):
            raise UsageError(f"There is no file {reference}.{_file_hint(path, paths)}")
        return path
    found = _by_id(reference, [paths.routines, bundled_routines()]) or _by_name(reference, routine_files(paths))
    if found is not None:
        return found
    if reference.strip() and _exists(Path(reference)):
        return Path(reference)
    names = [path.stem for path in routine_files(paths)]
    close = nearest(reference, names, 0.5)
    hint = f" Did you mean {close}?" if close else ""
    raise UsageError(f'There is no routine "{reference}".{hint} "coach list" shows them all.')


def _is_path(reference: str) -> bool:
    return reference.endswith(".toml") or "/" in reference or os.sep in reference or reference.startswith("~")


def _exists(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except (OSError, ValueError):
        return False


def _files_in(folder: Path) -> list[Path]:
    try:
        return sorted(
            path for path in folder.iterdir() if path.suffix == ".toml" and path.name != LIBRARY_FILE and path.is_file()
        )
    except OSError:
        return []


def _by_id(reference: str, folders: list[Path]) -> Path | None:
    name = f"{reference}.toml"
    if "/" in reference or "\0" in reference or name == LIBRARY_FILE or len(reference) > 200:
        return None
    for folder in folders:
        if _exists(folder / name):
            return folder / name
    return None


def _by_name(reference: str, files: list[Path]) -> Path | None:
    """Return the file whose `id` or `name` is the reference; only asked when no file is called so."""
    wanted = reference.strip().casefold()
    by_name = None
    for path in files:
        try:
            data = tomllib.loads(read_bytes(path).decode("utf-8-sig"))
        except (CoachError, ValueError, RecursionError):
            continue
        if data.get("id") == reference:
            return path
        name = data.get("name")
        if by_name is None and isinstance(name, str) and wanted in (name.strip().casefold(), path.stem.casefold()):
            by_name = path
    return by_name


def _file_hint(path: Path, paths: Paths) -> str:
    near = nearest(path.name, [file.name for file in _files_in(path.parent)])
    if near:
        return f" Did you mean {path.parent / near}?"
    known = {file.name for file in routine_files(paths)}
    return f' A routine of that name is there: try "{path.stem}".' if path.name in known else ""


# --- reading ---------------------------------------------------------------------------------------------------------


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a plain file, at most one more than the limit; CoachError for whatever cannot be read.

    What a path leads to is looked at before it is opened: opening a pipe or a device may wait for ever.
    """
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise UsageError(f"{path} is a folder, not a routine file.")
        if not stat.S_ISREG(kind):
            raise UsageError(f"{path} is not a plain file.")
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise UsageError(f"There is no file {path}.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CoachError(f"{path} cannot be read: {reason}.") from None


def load_library(paths: Paths | None, sources: dict[str, str] | None = None) -> Library:
    """Return the bundled exercises with the user's own `exercises.toml` (beside their routines) over them.

    The texts go into `sources`, nearest first.
    """
    library = EMPTY
    folders = ([paths.routines] if paths is not None else []) + [bundled_routines()]
    for folder in reversed(folders):
        path = folder / LIBRARY_FILE
        if not path.is_file():
            continue
        data = read_bytes(path)
        library = read_library(data, str(path)).over(library)
        if sources is not None:
            previous = dict(sources)
            sources.clear()
            sources.update({f"library:{path}": data.decode("utf-8-sig", errors="replace")}, **previous)
    return library


def load_routine(reference: str, paths: Paths) -> Loaded:
    """Return the routine that a person means by an id, a name or a path; CoachError where no file can be read."""
    return load_file(find_file(reference, paths), paths)


def load_file(path: Path, paths: Paths) -> Loaded:
    """Return the routine of one file; CoachError where it cannot be read at all."""
    return load_text(read_bytes(path), str(path), paths)


def load_text(source: str | bytes, file: str, paths: Paths) -> Loaded:
    """Return the routine of a text; `file` is how places name it, and where paths in it start from."""
    sources: dict[str, str] = {}
    library = load_library(paths, sources)
    sources["routine"] = file
    sources[f"file:{file}"] = text = _as_text(source)
    routine, problems = read_routine(source, file=file, library=library, find=_finder(paths, file, sources))
    return Loaded(routine, tuple(problems), file, text, sources)


def load_from_sources(sources: Mapping[str, str]) -> Loaded:
    """Return the routine that the texts of an earlier `Loaded.sources` make, without looking at the disk."""
    library = EMPTY
    for key, text in reversed(list(sources.items())):
        if key.startswith("library:"):
            library = read_library(text, key.partition(":")[2]).over(library)
    file = sources.get("routine", STANDARD_INPUT)
    text = sources.get(f"file:{file}", "")

    def find(reference: str, origin: str) -> Found | Missing:
        target = sources.get(f"use:{origin}:{reference}")
        found = sources.get(f"file:{target}") if target is not None else None
        return Found(target, found) if target is not None and found is not None else Missing("cannot be found")

    routine, problems = read_routine(text, file=file, library=library, find=find)
    return Loaded(routine, tuple(problems), file, text, sources)


def check_file(path: Path, paths: Paths) -> list[Problem]:
    """Return the problems of a routine file, or of an exercise library; CoachError where it cannot be read."""
    return check_text(read_bytes(path), str(path), paths)


def check_text(source: str | bytes, file: str, paths: Paths) -> list[Problem]:
    """Return the problems of the text of a routine, or of an exercise library."""
    if is_library(source, file):
        own = Path(file).resolve() == (bundled_routines() / LIBRARY_FILE).resolve()
        return check_library(source, file, EMPTY if own else load_library(None))
    return list(load_text(source, file, paths).problems)


def is_library(source: str | bytes, file: str) -> bool:
    """Return whether a file holds exercises and nothing to play."""
    if Path(file).name == LIBRARY_FILE:
        return True
    document, _ = read_document(source, file)
    return document is not None and bool(document.data) and set(document.data) <= {"exercise", "format"}


def _as_text(source: str | bytes) -> str:
    if isinstance(source, str):
        return source.removeprefix("\N{BYTE ORDER MARK}")
    return source.decode("utf-8-sig", errors="replace")


def _finder(paths: Paths, main: str, sources: dict[str, str]) -> Find:
    names = {_identity(main): main}

    def find(reference: str, origin: str) -> Found | Missing:
        found = _used_file(reference, origin, paths)
        if found is None:
            known = [path.stem for path in routine_files(paths)]
            return Missing("cannot be found", nearest(reference, known, 0.5))
        file = names.setdefault(_identity(str(found)), str(found))
        try:
            data = read_bytes(found)
        except CoachError as error:
            return Missing(f"cannot be used: {str(error).rstrip('.')}")
        sources[f"use:{origin}:{reference}"] = file
        sources.setdefault(f"file:{file}", _as_text(data))
        return Found(file, data)

    return find


def _used_file(reference: str, origin: str, paths: Paths) -> Path | None:
    """Return the file of a `use`: a path from the file it stands in, or an id beside it, the user's, or bundled."""
    beside = Path(origin).parent
    if _is_path(reference):
        try:
            path = beside / Path(reference).expanduser()
        except RuntimeError:
            path = beside / reference
        return path if _exists(path) else None
    folders = [paths.routines, bundled_routines()]
    if _identity(str(beside)) != _identity(str(bundled_routines())) and origin != STANDARD_INPUT:
        folders.insert(0, beside)
    return _by_id(reference, folders) or _by_name(reference, routine_files(paths))


def _identity(file: str) -> str:
    try:
        return os.path.realpath(file)
    except (OSError, ValueError):
        return file
