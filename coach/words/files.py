"""Where the sentences of each language lie: one data file beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from coach.errors import CoachError
from coach.words.phrases import Phrases, base_language

FALLBACK = "en"

FOLDER = Path(__file__).parent
"""Read by path: `importlib.resources` would add its own import to every start."""


def languages() -> list[str]:
    """Return the languages that Coach has sentences for."""
    return sorted(file.stem for file in FOLDER.glob("*.toml"))


def load_phrases(lang: str = FALLBACK) -> Phrases:
    """Return the sentences of a language ("de-AT" is looked up as "de"), English where Coach does not have it."""
    known = languages()
    wanted = base_language(lang)
    return _read(FOLDER / f"{wanted if wanted in known else FALLBACK}.toml")


@cache
def _read(file: Path) -> Phrases:
    """Return the sentences of one file, read once a process: a list of routines asks for them with each one."""
    try:
        return Phrases(file.stem, tomllib.loads(file.read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise CoachError(f"The sentences of {file.stem} cannot be read: {error}. Install Coach again.") from error


def note_words(note: str, phrases: Phrases) -> str:
    """Return a short English note ("5 × 30 s each side") in the language of some sentences."""
    if phrases.lang == FALLBACK:
        return note
    from coach.words.retelling import retold  # English is read for it: the first word of a session does without

    return retold(note, load_phrases(), phrases)
