"""More than any routine writes (R203): counted before anything in a file is looked at, so that no file takes long."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from coach.source import Document, KeyPath, Problem, Severity

MOST_STEPS = 5000
"""Steps and blocks as they are written; each is a segment at least."""

MOST_ENTRIES = 1000
"""Keys of one step, or values of one list."""

MOST_IN_ALL = 100_000


def check_size(document: Document) -> list[Problem]:
    """Return R203 where a text writes more than any routine needs."""
    steps = in_all = 0
    pending: list[tuple[KeyPath, Any]] = [((), document.data)]
    while pending:
        path, value = pending.pop()
        entries: Iterable[tuple[str | int, Any]] = value.items() if isinstance(value, dict) else enumerate(value)
        in_all += len(value)
        if path and path[-1] in ("step", "block") and isinstance(value, list):
            steps += len(value)
        elif len(value) > MOST_ENTRIES and path != ("exercise",):
            kind = "values" if isinstance(value, list) else "keys"
            return [_too_much(document, path, f"{len(value):,} {kind} stand here, and the most is {MOST_ENTRIES:,}")]
        if steps > MOST_STEPS:
            return [_too_much(document, path, f"there are more than {MOST_STEPS:,} steps and blocks from here")]
        if in_all > MOST_IN_ALL:
            return [_too_much(document, (), f"there are more than {MOST_IN_ALL:,} values in this file")]
        pending += [((*path, key), entry) for key, entry in entries if isinstance(entry, (dict, list))]
    return []


def _too_much(document: Document, path: KeyPath, message: str) -> Problem:
    advice = "check that it is the file you meant"
    return Problem("R203", Severity.ERROR, document.key(path), message, help=(advice,))
