"""What history is kept under: ids of steps and groups, which moving other steps never changes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from coach.routine.context import Scope, is_group
from coach.routine.model import Group, Item, Step
from coach.routine.refusal import Parsed, Refusal
from coach.routine.tables import Reading, Table
from coach.source import KeyPath, Mark


def slug(name: str) -> str:
    """Return a name in small letters, digits and dashes; accents are dropped, other alphabets stay."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
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
        self._next: dict[str, int] = {}

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
        number = self._next.get(wanted, 2)
        while result in self._taken:
            result = f"{wanted}-{number}"
            number += 1
        self._next[wanted] = number
        self._taken[result] = None
        return result


def ids_of(scope: Scope, roots: Sequence[str]) -> dict[KeyPath, str]:
    """Return the id of each item: written ones, then steps that are done, then groups, pauses and announcements."""
    result: dict[KeyPath, str] = {}
    steps, groups = Ids(scope.reading), Ids(scope.reading)
    tables: list[Table] = []
    pending = [table for root in reversed(roots) for table in reversed(scope.tables((root,)))]
    while pending:
        table = pending.pop()
        tables.append(table)
        if isinstance(table.raw.get("step"), list):
            pending.extend(reversed(scope.tables((*table.path, "step"))))

    for table in tables:
        written = table.single("id", identifier)
        if written is not None:
            (groups if is_group(table) else steps).claim_written(table.path, written)
            result[table.path] = written
    rest = [table for table in tables if table.path not in result]
    works = [table for table in rest if not is_group(table) and (table.has("exercise") or table.has("name"))]
    for table in works:
        result[table.path] = steps.give(slug(table.text("exercise")) or slug(table.text("name")) or "step")
    for table in tables:
        if is_group(table):
            if table.path not in result:
                result[table.path] = groups.give(slug(table.text("name")) or slug(table.text("use")) or "block")
        elif table.path not in result:
            result[table.path] = steps.give("say" if table.has("say") else "rest")
        if table.has("say") and table.has("rest") and not is_group(table) and table not in works:
            result[(*table.path, "rest")] = steps.give("rest")
    return result


def with_prefix(items: Sequence[Item], prefix: str, taken: set[str], progression: bool) -> tuple[Item, ...]:
    """Return the items of a used routine with their ids under its own; the second use of one gets -2 (B27)."""
    result: list[Item] = []
    for item in items:
        wanted = new = f"{prefix}/{item.id}"
        number = 2
        if not isinstance(item, Group):
            while new in taken:
                new = f"{wanted}-{number}"
                number += 1
            taken.add(new)
        if isinstance(item, Group):
            result.append(replace(item, id=new, items=with_prefix(item.items, prefix, taken, progression)))
        elif isinstance(item, Step):
            result.append(replace(item, id=new, progression=item.progression and progression))
        else:
            result.append(replace(item, id=new))
    return tuple(result)
