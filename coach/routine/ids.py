"""What history is kept under: ids of steps and groups, which moving other steps never changes."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from coach.routine.reading import Reading
from coach.routine.values import Parsed, Refusal
from coach.source import KeyPath, Mark


def slug(name: str) -> str:
    """Return a name in small letters, digits and dashes; accents are dropped, other alphabets stay."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return "-".join(re.findall(r"[^\W_]+", letters.replace("'", "").replace("’", "")))[:80].strip("-")


def identifier(value: Any) -> Parsed[str]:
    """Return an id as written: letters, digits and dashes."""
    if not isinstance(value, str):
        return Refusal("R201", "has to be text in quotes")
    if value and slug(value) == value and not value.isspace():
        return value
    fix = slug(value)
    return Refusal("R201", "is not an id", f'"{fix}"' if fix else None, "an id has small letters, digits and dashes")


class Ids:
    """Gives every item of a file its id: written ones first, so that they stay wherever the item is moved."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._taken: dict[str, KeyPath | None] = {}

    def claim_written(self, path: KeyPath, value: str) -> None:
        """Keep an id that the file writes; the second use of one is R105."""
        first = self._taken.get(value)
        if first is None:
            self._taken[value] = path
            return
        document = self._reading.document
        self._reading.report(
            "R105",
            document.value((*path, "id")),
            f"two steps have the id `{value}`",
            f'write another one: id = "{value}-2"',
            label="and this",
            also=[Mark(document.value((*first, "id")), "this")],
        )

    def give(self, wanted: str) -> str:
        """Return an id for an item that writes none; the second use of one gets -2."""
        result = wanted
        number = 2
        while result in self._taken:
            result = f"{wanted}-{number}"
            number += 1
        self._taken[result] = None
        return result
