"""Whether everything that is kept can be read, is one's own alone, and is there once: for `coach doctor`."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.paths import Paths
from coach.session.dosestore import load_doses
from coach.session.files import conflict_copies
from coach.session.mornings import load_mornings
from coach.session.profile import load_profile
from coach.session.store import SessionStore


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of the user, looked at file by file."""

    sessions: int
    mornings: int
    sentences: tuple[str, ...]
    """One for each file in which something is wrong."""


def look_at_all(paths: Paths) -> Kept:
    """Read everything that is kept; ten years take some seconds."""
    sessions = SessionStore(paths.sessions).read()
    mornings, troubles = load_mornings(paths.mornings)
    sentences = [*sessions.sentences, *troubles, *look_at_single(paths)]
    sentences += _set_aside(paths)
    sentences += _open_to_others(paths)
    return Kept(len(sessions.records), len(mornings), tuple(sentences))


def look_at_single(paths: Paths) -> tuple[str, ...]:
    """Return a sentence for what is wrong with profile and doses, and for each copy of them and of the settings."""
    sentences = [load_profile(paths.profile)[1], load_doses(paths.doses)[1]]
    for path in (paths.profile, paths.doses, paths.settings_file, paths.pronunciations_file):
        sentences += [
            f"{copy} is a copy that a synchroniser made; {path.name} counts. Look at both, and delete the copy."
            for copy in conflict_copies(path)
        ]
    return tuple(sentence for sentence in sentences if sentence)


def _set_aside(paths: Paths) -> Iterator[str]:
    for folder in (paths.data, paths.sessions, paths.mornings):
        try:
            names = sorted(name for name in os.listdir(folder) if name.endswith(".toml.damaged"))  # noqa: PTH208 - many
        except OSError:
            continue
        for name in names:
            yield f"{folder / name} was set aside: mend it and take the ending away, or delete it."


def _open_to_others(paths: Paths) -> Iterator[str]:
    """Yield a sentence for the first file or folder that others may read: it is health data."""
    if os.name == "nt":
        return  # its modes say nothing of who may read
    for path in _private(paths):
        try:
            mode = path.stat().st_mode
        except OSError:
            continue
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield f"{path} can be read by others: `chmod -R go= {path if path.is_dir() else path.parent}`."
            return


def _private(paths: Paths) -> Iterator[Path]:
    for folder in (paths.sessions, paths.mornings, paths.journal):
        # Into a folder that is one's own nobody else looks.
        if folder.is_dir():
            yield folder
    yield from (path for path in (paths.profile, paths.doses) if path.is_file())
