"""Routine files, read: every text that went into a routine is kept with it.

The edge of the format: nothing that is pure imports this module.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from coach.errors import CoachError
from coach.paths import Paths, bundled_routines
from coach.routine.finding import (
    ENGLISH,
    LIBRARY_FILE,
    STANDARD_INPUT,
    Sources,
    find_file,
    is_library_name,
    library_files,
    read_bytes,
    routine_files,
)
from coach.routine.library import EMPTY, Library, check_library, read_library
from coach.routine.loaded import Loaded
from coach.routine.nearest import nearest
from coach.routine.read import Find, Found, LibraryOf, Missing, read_routine
from coach.source import Problem, read_on


def load_library(paths: Paths | None, lang: str = ENGLISH) -> Library:
    """Return the bundled exercises, in the words of a language, with the user's own over them."""
    return read_libraries(library_files(paths, lang))


def read_libraries(files: list[tuple[str, bytes]]) -> Library:
    """Return exercise libraries as one; `files` are their names and bytes, nearest first."""
    library = EMPTY
    for name, data in reversed(files):
        library = read_library(data, name).over(library)
    return library


def load_routine(reference: str, paths: Paths) -> Loaded:
    """Return the routine that a person means by an id, a name or a path; CoachError where no file can be read."""
    return load_file(find_file(reference, paths), paths)


def load_file(path: Path, paths: Paths) -> Loaded:
    """Return the routine of one file; CoachError where it cannot be read at all."""
    return load_text(read_bytes(path), str(path), paths)


def load_text(source: str | bytes, file: str, paths: Paths) -> Loaded:
    """Return the routine of a text; `file` is how places name it, and where paths in it start from."""
    sources = Sources(source, file, paths)
    find = _finder(sources, paths)
    routine, problems = read_routine(source, file=file, library=_librarian(sources), find=find)
    return Loaded(routine, tuple(problems), file, sources.text, sources.texts)


def load_sent(text: str, file: str, paths: Paths, along: Mapping[str, tuple[str, str]] | None = None) -> Loaded:
    """Return the routine of a text as it will be read in the user's folder: what lies beside `file` did not come along.

    Places name `file`; a path in `use` starts from the user's folder. `along` has name and text of what did come along,
    by the name that it is going to have there, without the ending.
    """
    sources = Sources(text, file, paths, at=paths.routines / "sent.toml")
    in_folder = _finder(sources, paths)
    came = along or {}
    names = {name for name, _ in came.values()}

    def find(reference: str, origin: str) -> Found | Missing:
        stem = reference.removeprefix("./").removesuffix(".toml")
        if stem in came:
            return Found(*came[stem])
        found = in_folder(reference, file if origin in names else origin)
        if isinstance(found, Missing) and _leads_out(reference):
            return Missing("cannot be used: it lies outside the folder of this file")
        return found

    routine, problems = read_routine(text, file=file, library=_librarian(sources), find=find)
    return Loaded(routine, tuple(problems), file, sources.text, sources.texts)


def _leads_out(reference: str) -> bool:
    return reference.startswith(("/", "~", "\\")) or ".." in re.split(r"[/\\]", reference) or reference[1:2] == ":"


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


def check_text(source: str | bytes, file: str, paths: Paths) -> list[Problem]:
    """Return the problems of the text of a routine, or of an exercise library."""
    if is_library(source, file):
        own = Path(file).resolve() == (bundled_routines() / LIBRARY_FILE).resolve()
        return check_library(source, file, EMPTY if own else load_library(None))
    return list(load_text(source, file, paths).problems)


def is_library(source: str | bytes, file: str) -> bool:
    """Return whether a file holds exercises and nothing to play."""
    if is_library_name(Path(file).name):
        return True
    document, _, _ = read_on(source, file)
    return document is not None and bool(document.data) and set(document.data) <= {"exercise", "format"}


def _librarian(sources: Sources) -> LibraryOf:
    return lambda lang: read_libraries(sources.libraries(lang))


def _finder(sources: Sources, paths: Paths) -> Find:
    def find(reference: str, origin: str) -> Found | Missing:
        try:
            used = sources.use(reference, origin)
        except CoachError as error:
            return Missing(f"cannot be used: {str(error).rstrip('.')}")
        if used is None:
            known = [path.stem for path in routine_files(paths)]
            return Missing("cannot be found", nearest(reference, known, 0.5))
        return Found(*used)

    return find
