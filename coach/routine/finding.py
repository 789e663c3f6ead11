"""Finding routine files: which one a person or a `use` means, its bytes, and every text that goes into one routine.

An edge of the format like `files.py`, but without the reader: a routine that was kept (`kept.py`) needs no more.
"""

from __future__ import annotations

import os
import stat
import sys
import tomllib
from collections.abc import Collection
from pathlib import Path

from coach.errors import CoachError, UsageError
from coach.paths import Paths, bundled_routines, expanded
from coach.routine.nearest import nearest
from coach.source import LARGEST_FILE, as_text
from coach.words.phrases import base_language

LIBRARY_FILE = "exercises.toml"
ENGLISH = "en"
"""The language of files that name none, and of the bundled library."""
STANDARD_INPUT = "-"
"""How places name text that came from no file."""


def routine_files(paths: Paths, lang: str = ENGLISH) -> list[Path]:
    """Return all routine files by name; the user's own hides a bundled one of the same name.

    Of a bundled routine it is the file in this language, where there is one, and never one in another.
    """
    own = {path.stem: path for path in _files_in(paths.routines)}
    bundled = _files_in(bundled_routines())
    names = {path.name: path for path in bundled}
    found = dict(own)
    for path in bundled:
        if is_variant(path.name, names):
            continue
        chosen = names.get(_in_language(path.stem, lang)[0], path)
        if path.stem not in own and chosen.stem not in own:
            found[path.stem] = chosen
    return [found[stem] for stem in sorted(found)]


def find_file(reference: str, paths: Paths, lang: str = ENGLISH) -> Path:
    """Return the file that a person means by an id, a name or a path; UsageError where there is none.

    An id means the file in the language where there is one; every file is found by its own name.
    """
    if is_path(reference):
        path = expanded(reference)
        if not _exists(path):
            raise UsageError(f"There is no file {reference}.{_file_hint(path, paths)}")
        return path
    found = _by_id(reference, [paths.routines, bundled_routines()], lang) or _by_name(reference, all_files(paths, lang))
    if found is not None:
        return found
    if reference.strip() and _exists(Path(reference)):
        return Path(reference)
    names = [path.stem for path in routine_files(paths)]
    close = nearest(reference, names, 0.5)
    hint = f" Did you mean {close}?" if close else ""
    raise UsageError(f'There is no routine "{reference}".{hint} "coach list" shows them all.')


def all_files(paths: Paths, lang: str = ENGLISH) -> list[Path]:
    """Return the listed routines, then what came with Coach in other languages."""
    listed = routine_files(paths, lang)
    return [*listed, *(path for path in _files_in(bundled_routines()) if path not in listed)]


def is_path(reference: str) -> bool:
    """Return whether what a person or a `use` wrote is a path, and no id or name."""
    return reference.endswith(".toml") or "/" in reference or os.sep in reference or reference.startswith("~")


def _exists(path: Path) -> bool:
    try:
        return os.path.lexists(path)
    except (OSError, ValueError):
        return False


def _files_in(folder: Path) -> list[Path]:
    try:
        return sorted(
            path
            for path in folder.iterdir()
            if path.suffix == ".toml" and not is_library_name(path.name) and path.is_file()
        )
    except OSError:
        return []


def _by_id(reference: str, folders: list[Path], lang: str) -> Path | None:
    if "/" in reference or "\0" in reference or is_library_name(f"{reference}.toml") or len(reference) > 200:
        return None
    for folder in folders:
        for name in _in_language(reference, lang):
            if _exists(folder / name):
                return folder / name
    return None


def _in_language(stem: str, lang: str) -> list[str]:
    """Return the names of the files that may hold something in a language, the best first; one name for English."""
    base = base_language(lang)
    plain = f"{stem}.toml"
    return [f"{stem}.{base}.toml", plain] if base != ENGLISH and _is_language(base) else [plain]


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
        if path.is_symlink():
            raise UsageError(f"{path} is a link to a file that is not there.") from None
        raise UsageError(f"There is no file {path}.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise CoachError(f"{path} cannot be read: {reason}.") from None


def bytes_of(file: str) -> bytes:
    """Return what standard input holds for `-`, else the bytes of the file; as `read_bytes` in all else."""
    return sys.stdin.buffer.read(LARGEST_FILE + 1) if file == STANDARD_INPUT else read_bytes(Path(file))


def is_library_name(name: str) -> bool:
    """Return whether a file of this name is an exercise library: `exercises.toml`, or its words in another language."""
    return name == LIBRARY_FILE or (language_of(name) is not None and name.split(".")[0] == "exercises")


def language_of(name: str) -> str | None:
    """Return the language in the name of a file with the words of another: "de" of `exercises.de.toml`."""
    parts = name.split(".")
    return parts[1] if len(parts) == 3 and parts[2] == "toml" and _is_language(parts[1]) else None


def _is_language(text: str) -> bool:
    return 2 <= len(text) <= 3 and text.isascii() and text.isalpha() and text.islower()


def is_variant(name: str, names: Collection[str]) -> bool:
    """Return whether a file is another one of its folder in another language: `calm.de.toml` beside `calm.toml`."""
    return language_of(name) is not None and f"{name.split('.')[0]}.toml" in names


def library_files(paths: Paths | None, lang: str = ENGLISH) -> list[tuple[str, bytes]]:
    """Return name and bytes of each exercise library that is there, nearest first."""
    return [(str(path), read_bytes(path)) for path in library_paths(paths, lang) if path.is_file()]


def library_paths(paths: Paths | None, lang: str = ENGLISH) -> list[Path]:
    """Return where exercise libraries may lie, nearest first: the user's (beside their routines), then Coach's.

    In each folder the words of the language come before what they are the words of.
    """
    folders = ([paths.routines] if paths is not None else []) + [bundled_routines()]
    return [folder / name for folder in folders for name in _in_language(LIBRARY_FILE.removesuffix(".toml"), lang)]


class Sources:
    """What goes into the routine of one text, as it is found on the disk."""

    def __init__(self, source: str | bytes, file: str, paths: Paths, *, at: Path | None = None) -> None:
        """Find what lies beside `file`, or beside `at` where the text is going to lie there."""
        self._paths = paths
        self._file = file
        self._at = str(at) if at is not None else file
        self._names = {_identity(file): file}
        self._lang = ENGLISH
        self.text = as_text(source)
        self.texts = {"routine": file, f"file:{file}": self.text}
        """As `Loaded.sources` has them; libraries and other routines come in as they are used."""

    def libraries(self, lang: str) -> list[tuple[str, bytes]]:
        """Return name and bytes of each exercise library for a routine of this language, nearest first.

        From then on what is used is looked for in that language, too.
        """
        self._lang = lang
        files = library_files(self._paths, lang)
        self.texts |= {f"library:{name}": as_text(data) for name, data in files}
        return files

    def use(self, reference: str, origin: str) -> tuple[str, bytes] | None:
        """Return name and bytes of the file that a `use` means; None without one, CoachError where it is unreadable."""
        found = _used_file(reference, self._at if origin == self._file else origin, self._paths, self._lang)
        if found is None:
            return None
        if not _may_use(found, self._at, self._paths):
            raise CoachError("it lies outside the folder of this file.")
        file = self._names.setdefault(_identity(str(found)), str(found))
        data = read_bytes(found)
        self.texts[f"use:{origin}:{reference}"] = file
        self.texts.setdefault(f"file:{file}", as_text(data))
        return file, data


def _used_file(reference: str, origin: str, paths: Paths, lang: str) -> Path | None:
    """Return the file of a `use`: a path from the file it stands in, or an id beside it, the user's, or bundled."""
    beside = Path(origin).parent
    if is_path(reference):
        path = beside / expanded(reference)
        return path if _exists(path) else None
    folders = [paths.routines, bundled_routines()]
    if _identity(str(beside)) != _identity(str(bundled_routines())) and origin != STANDARD_INPUT:
        folders.insert(0, beside)
    return _by_id(reference, folders, lang) or _by_name(reference, routine_files(paths, lang))


def _may_use(found: Path, main: str, paths: Paths) -> bool:
    """Return whether a routine may play this file: one of its own folder, of the user's or of Coach's, links followed.

    A routine that somebody sent must not lead out of the folder that it was put in.
    """
    own = (paths.routines, bundled_routines())
    if found.parent in own:  # whoever puts a link there means what it leads to
        return True
    real = Path(_identity(str(found)))
    folders = (Path(main).parent, Path(_identity(main)).parent, *own)
    return any(real.is_relative_to(_identity(str(folder))) for folder in folders)


def _identity(file: str) -> str:
    try:
        return os.path.realpath(file)
    except (OSError, ValueError):
        return file
