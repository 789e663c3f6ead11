"""What a step needs to know of the file around it while it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from coach.routine.model import Item
from coach.routine.tables import Reading, Table
from coach.source import KeyPath


@dataclass(frozen=True, slots=True)
class Used:
    """What a `use` brings in: the steps of another routine, their ids under its own."""

    id: str
    name: str
    items: tuple[Item, ...]


@dataclass(slots=True)
class Scope:
    """One file while its steps are built; problems go to its reading."""

    reading: Reading
    exercises: Callable[[str], Sequence[Table]]
    """The entries of an exercise, nearest first; none if it is unknown."""
    known_exercises: Callable[[], Sequence[str]]
    use: Callable[[Table], Used | None]
    levels: tuple[str, ...]
    progression: bool
    ids: Mapping[KeyPath, str] = field(default_factory=dict)
    used_exercises: list[str] = field(default_factory=list)
    """Ids in the order of their first use."""

    def tables(self, path: KeyPath) -> list[Table]:
        """Return the tables of a list of steps or blocks; what is no table was reported before."""
        value = self.reading.document.data
        for part in path:
            value = value[part]  # type: ignore[index]
        if not isinstance(value, list) or path in self.reading.bad:
            return []
        tables = (self.reading.table((*path, index)) for index in range(len(value)))
        return [table for table in tables if table is not None]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the groups above an item say about it."""

    defaults: tuple[Table, ...] = ()
    """Innermost first."""
    in_repeat: bool = False
    sided: Table | None = None
    """The group above that plays its steps on one side, then on the other."""
    rest_of: Table | None = None
    """The nearest group above that is repeated, if it writes its own rest."""


def is_group(table: Table) -> bool:
    """Return whether a table of a list of steps or blocks holds steps itself."""
    return table.path[-2] == "block" or table.has("step") or table.has("use")
