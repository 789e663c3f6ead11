"""What `tomllib` refuses, said in our words with the corrected line."""

from __future__ import annotations

from coach.source.place import Place, Problem, Severity


def explain(message: str, text: str, file: str) -> Problem:
    return Problem("R002", Severity.ERROR, Place(file, 1, 1, 1), message)


def portability(place: Place) -> Problem:
    """Return the warning for an inline table that only TOML 1.1 (Python 3.15) reads."""
    return Problem(
        "R002",
        Severity.WARNING,
        place,
        "a { } over several lines, or with a comma before }, is not read by every Python",
        help=("write it on one line, without the last comma",),
    )
