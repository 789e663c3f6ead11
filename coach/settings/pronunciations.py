"""The user's pronunciations: what the voice is given in place of what it reads wrongly, every problem placed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from coach.paths import Paths
from coach.source import Document, KeyPath, Place, Problem, Severity, read_document
from coach.words.phrases import language_tag

if TYPE_CHECKING:
    from coach.voice.pronounce import Pronunciations

LONGEST = 200
"""Characters of what is written and of what is said."""

LANGUAGE = r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*"


def load_pronunciations(paths: Paths) -> tuple[dict[str, Pronunciations], list[Problem]]:
    """Return the user's pronunciations by language ("de", "de-at"), and what is wrong in their file, which is left out.

    Problems: S001 not readable, S101 no language or no engine, S201 no words, and TOML's own.
    """
    file = str(paths.pronunciations_file)
    try:
        source = paths.pronunciations_file.read_bytes()
    except FileNotFoundError:
        return {}, []
    except OSError as error:
        return {}, [Problem("S001", Severity.ERROR, Place(file, 1, 1, 1), f"it cannot be read ({error.strerror})")]
    document, problems = read_document(source, file)
    if document is None:
        return {}, problems
    found, wrong = pronunciations_of(document)
    return found, problems + wrong


def pronunciations_of(document: Document) -> tuple[dict[str, Pronunciations], list[Problem]]:
    """Return what a file's text gives, and what is wrong with it."""
    from coach.voice.pronounce import ENGINES, from_table  # a file that few have

    problems: list[Problem] = []
    result = {}
    for language, table in document.data.items():
        if not isinstance(table, dict):
            message = f"`{language}` stands in no language"
            problems.append(
                _problem("S101", document, (language,), message, "write [en] above it, or another language")
            )
            continue
        if re.fullmatch(LANGUAGE, language) is None:
            message = f"`{language}` is no language"
            problems.append(_problem("S101", document, (language,), message, "write it in short, as [en] or [de-AT]"))
            continue
        words = _words(document, (language,), table, problems)
        for engine, part in table.items():
            if isinstance(part, dict):
                if engine not in ENGINES.values():
                    known = ", ".join(ENGINES.values())
                    message = f"`{engine}` is no engine"
                    problems.append(_problem("S101", document, (language, engine), message, f"it is one of {known}"))
                    continue
                words[engine] = _words(document, (language, engine), part, problems)
        result[language_tag(language)] = from_table(words)
    return result, problems


def _words(document: Document, path: KeyPath, table: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """Return the words of a table that can be used; tables in it are not looked at."""
    result: dict[str, Any] = {}
    for written, said in table.items():
        here = (*path, written)
        if isinstance(said, dict):
            if len(path) > 1:
                message = f"`{written}` is a table in the table of an engine"
                problems.append(_problem("S201", document, here, message, 'write "what stands there" = "what is said"'))
            continue
        if not isinstance(said, str):
            message = f"what is said for `{written}` is text in quotes"
            problems.append(_problem("S201", document, here, message, f'write "{written}" = "…"'))
        elif not written.strip() or max(len(written), len(said)) > LONGEST:
            message = f"what is written has 1 to {LONGEST} characters, and what is said no more"
            problems.append(_problem("S201", document, here, message, "leave the line out"))
        elif said.count("#") > written.count("#"):
            message = f"there are more # in “{said}” than in `{written}`, and each is a number of it"
            problems.append(_problem("S201", document, here, message, "write the number in words"))
        else:
            result[written] = said
    return result


def _problem(code: str, document: Document, path: KeyPath, message: str, advice: str) -> Problem:
    return Problem(code, Severity.ERROR, document.key(path), message, help=(advice,))
