"""Which of several voices speaks: the one that is asked for, where it can, else the usual one of the language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from coach.words.phrases import base_language, language_tag

Row: TypeAlias = dict[str, str]
"""A voice as the worker tells of it: `id`, `name`, `language` ("en-us"; empty where nobody knows) and `engine`."""

LATIN_AMERICA = "ar bo cl co cr cu do ec gt hn mx ni pa pe pr py sv us uy ve"
"""Countries whose Spanish is what engines call es-419."""


class EngineTroubleError(Exception):
    """An engine cannot do what was asked; the text is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The voice that speaks, and why it is another than the one that was asked for."""

    voice: Row | None
    """None leaves the engine's own."""
    why: str = ""
    """The beginning of a sentence, without its stop; empty where nothing is to be said."""


def speaks(language: str, lang: str) -> bool:
    """Tell whether a voice of a language can read texts of another one; one whose language is not known can."""
    return not language or base_language(language) == base_language(lang)


def named(voice: Row, wanted: str) -> bool:
    """Tell whether a voice is meant by this: its id, the last part of that, or its name."""
    wanted = wanted.casefold()
    return wanted in (voice["id"].casefold(), voice["name"].casefold(), voice["id"].casefold().rpartition("/")[2])


def usual(voices: list[Row], lang: str) -> Row | None:
    """Return the plainest voice of a language, of its own country where there is one."""
    lang = language_tag(lang)
    base, _, country = lang.partition("-")
    wishes = [lang]
    if lang == "en":
        # American English is what the library's spelling and most listeners of "en" expect.
        wishes.insert(0, "en-us")
    elif base == "es" and country in LATIN_AMERICA.split():
        wishes.append("es-419")
    wishes.append(base)
    exact = [voice for wish in wishes for voice in voices if voice["language"] == wish]
    near = [voice for voice in voices if voice["language"] and speaks(voice["language"], base)]
    return next(iter([*exact, *near]), None)


def choose(voices: list[Row], wanted: str | None, lang: str, *, only: bool = False) -> Choice:
    """Return who speaks a language: with `only` the voice that is wanted, whatever its language is."""
    why = ""
    found = None
    if wanted is not None:
        found = next((voice for voice in voices if named(voice, wanted)), None)
        if found is None:
            why = f"There is no voice “{wanted}” here"
        elif only or speaks(found["language"], lang):
            return Choice(found)
        else:
            why = other_language(found["name"], found["language"], lang)
    own = usual(voices, lang)
    if own is None and voices:
        # Read with a foreign tongue is better than not at all, and the words are on the screen, too.
        return Choice(found or usual(voices, "en"), why if wanted and not found else f"No voice here speaks “{lang}”")
    return Choice(own, why)


def other_language(name: str, language: str, lang: str) -> str:
    """Return why a voice does not speak what is in another language."""
    return f"{name} speaks “{language}” and not “{lang}”"
