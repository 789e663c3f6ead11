"""Sentences and program agree: every key that the program names is there, and every sentence is named."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import coach
from coach.words.files import FALLBACK, FOLDER, load_phrases

PACKAGE = Path(coach.__file__).parent

NOT_SAID_YET = {"checkin.soreness"}
"""Given word for word by the rules of the check-in, for the plan of the days after new work."""

BINDINGS = {
    "screen.close",
    "checkin.back",
    "checkin.skip",
    "checkin.later",
    "notice.quit",
    "setup.back",
    "setup.skip",
    "setup.leave",
    "unlock.say",
    "unlock.skip",
    "unlock.close",
}
"""Ids of keys on the keyboard, which look like keys of sentences."""

OWN_GROUPS = {"aloud", "short", "weekday", "month", "count", "number", "length", "equipment", "target"}
"""What only `Phrases` knows how to ask for."""

HOLE = None
"""Where an f-string fills something in."""


@cache
def nodes() -> tuple[ast.AST, ...]:
    """Return the syntax of the whole program but of the words themselves."""
    files = (path for path in sorted(PACKAGE.rglob("*.py")) if path.parent != FOLDER)
    return tuple(node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))


@cache
def keys() -> frozenset[str]:
    """Return the keys of all sentences but those that `Phrases` itself looks up."""
    return frozenset(key for key in load_phrases(FALLBACK).keys if key.partition(".")[0] not in OWN_GROUPS)


@cache
def texts() -> frozenset[str]:
    """Return every text that stands in the program by itself, not as a piece of another."""
    pieces = {id(part) for node in nodes() if isinstance(node, ast.JoinedStr) for part in node.values}
    return frozenset(text for node in nodes() if id(node) not in pieces for text in text_of(node))


def text_of(node: ast.AST) -> list[str]:
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


@cache
def tokens() -> frozenset[str]:
    """Return what may be put into a key: texts, numbers, and the names of an enum's members in small letters."""
    names = {node.id.lower() for node in nodes() if isinstance(node, ast.Name)}
    return texts() | names | {str(number) for number in range(10)}


@cache
def said() -> frozenset[str]:
    """Return the keys that are given to `phrases.say` without their group; one of two in an `if`, too."""
    calls = (node for node in nodes() if isinstance(node, ast.Call) and node.args)
    given = (call.args[0] for call in calls if ast.unparse(call.func).endswith("phrases.say"))
    return frozenset(f"say.{text}" for argument in given for part in ast.walk(argument) for text in text_of(part))


@cache
def forms() -> frozenset[tuple[str | None, ...]]:
    """Return how keys are put together: f"checkin.rir_{unit}" is ("checkin.rir_", HOLE)."""
    found = set()
    for node in nodes():
        if isinstance(node, ast.JoinedStr):
            form = tuple(str(part.value) if isinstance(part, ast.Constant) else HOLE for part in node.values)
            if form[0] is not None and any(key.startswith(form[0]) for key in keys()) and "." in form[0]:
                found.add(form)
    return frozenset(found)


def fits(key: str, form: tuple[str | None, ...]) -> bool:
    """Return whether a key can be put together in a form from words that stand in the program."""
    if not form:
        return not key
    first, *rest = form
    if first is not HOLE:
        return key.startswith(first) and fits(key[len(first) :], tuple(rest))
    return any(key[:end] in tokens() and fits(key[end:], tuple(rest)) for end in range(1, len(key) + 1))


def test_every_sentence_that_the_program_names_is_there() -> None:
    groups = {key.partition(".")[0] for key in keys()}
    whole = {text for text in texts() if re.fullmatch(rf"(?:{'|'.join(groups)})\.(?!tcss$)[A-Za-z0-9_]+", text)}

    assert sorted((whole | said()) - keys() - BINDINGS) == []


def test_every_sentence_is_named_in_the_program() -> None:
    named = texts() | said()

    assert sorted(key for key in keys() - NOT_SAID_YET - named if not any(fits(key, form) for form in forms())) == []
