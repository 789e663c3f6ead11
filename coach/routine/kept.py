"""Routines as they were read last time: where nothing changed since, a start needs neither the reader nor pydantic.

One JSON file a routine, in the cache folder. It tells which texts it was made from and by which code; where one of them
is not what it was, or the file is damaged, it is as if it were not there, and is written anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from coach import __version__
from coach.errors import CoachError
from coach.paths import Paths, write_cached
from coach.routine.finding import Sources, read_bytes
from coach.routine.loaded import Loaded
from coach.routine.packing import packed, unpacked

_READERS = ("routine", "source", "words")
"""The packages whose code makes a routine of texts."""


def load_kept(path: Path, paths: Paths, *, keep: bool = True) -> Loaded:
    """Return the routine of one file exactly as `load_file` does; CoachError where it cannot be read at all.

    With `keep` one that had to be read is kept for the next time.
    """
    place = paths.cache / "routines" / f"{_digest(str(path))}.kept"
    data = read_bytes(path)
    loaded = _kept(place, Sources(data, str(path), paths))
    if loaded is None:
        from coach.routine.files import load_text  # the reader: a third of a start that can do without

        loaded = load_text(data, str(path), paths)
        if keep:
            _keep(place, loaded)
    return loaded


def _kept(place: Path, sources: Sources) -> Loaded | None:
    """Return what was kept of the same texts; None where that is nothing, or cannot be trusted."""
    try:
        check, _, body = place.read_text("ascii").partition("\n")
        if check != _digest(body):
            return None
        code, lang, uses, texts, kept = json.loads(body)
        if code != _code():
            return None
        sources.libraries(lang)  # if the text asks for another language by now, it is not the text that was kept
        for reference, origin in uses:
            sources.use(reference, origin)
        if texts != _digest(json.dumps(sources.texts, ensure_ascii=False)):
            return None
        routine, problems = unpacked(kept)
        return Loaded(routine, problems, sources.texts["routine"], sources.text, sources.texts)
    except (OSError, CoachError, KeyError, TypeError, ValueError, RecursionError):
        return None


def _keep(place: Path, loaded: Loaded) -> None:
    """Keep a routine; where the disk refuses, it is read again next time."""
    # Without a routine a `use` may have found no file, and there would be no text to notice one by.
    if loaded.routine is None:
        return
    texts = json.dumps(loaded.sources, ensure_ascii=False)
    # What was no UTF-8 is in the texts as this character: it could change without being noticed.
    if "\N{REPLACEMENT CHARACTER}" in texts:
        return
    kept = packed((loaded.routine, loaded.problems))
    body = json.dumps(
        [_code(), loaded.routine.lang, list(_uses(loaded.sources)), _digest(texts), kept], separators=(",", ":")
    )
    write_cached(place, f"{_digest(body)}\n{body}".encode("ascii"))


def _uses(sources: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield reference and origin of every `use`."""
    files = [key.removeprefix("file:") for key in sources if key.startswith("file:")]
    for key in sources:
        for origin in files:
            if key.startswith(f"use:{origin}:"):
                yield key.removeprefix(f"use:{origin}:"), origin


@cache
def _code() -> str:
    """Return what changes whenever another routine might be made of the same texts, found by looking at files."""
    found: list[Any] = [__version__, sys.version]
    package = Path(__file__).parent.parent
    for name in _READERS:
        with contextlib.suppress(OSError), os.scandir(package / name) as files:
            code = [(file.name, file.stat()) for file in files if file.name.endswith(".py")]
            found += sorted((name, status.st_size, status.st_mtime_ns) for name, status in code)
    return _digest(json.dumps(found))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
