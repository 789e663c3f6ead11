"""A routine file that was read, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coach.routine.model import Routine
from coach.source import Problem


@dataclass(frozen=True, slots=True)
class Loaded:
    """A routine file as it was found, and all that went into reading it."""

    routine: Routine | None
    """None where there is an error among the problems."""
    problems: tuple[Problem, ...]
    path: str
    """As places name the file."""
    text: str
    sources: Mapping[str, str]
    """Everything `load_from_sources` needs: the texts of the routine, of those that it uses and of the libraries."""

    @property
    def texts(self) -> dict[str, str]:
        """The text of each file by the name that places have."""
        return {
            key.partition(":")[2]: text for key, text in self.sources.items() if key.startswith(("file:", "library:"))
        }
