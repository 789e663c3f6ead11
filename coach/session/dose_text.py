"""A dose as a TOML table, in the words of routine files: `hold = "20s..30s"`, `reps = "8-12"`, `load = "12 kg"`."""

from __future__ import annotations

from typing import Any

from coach.routine.notation import NotationError, read, written
from coach.session.tables import Table, TableError, without_none
from coach.timeline.dose import Dose

AMOUNTS = ("time", "hold", "reps", "load", "effort")


def dose_table(dose: Dose) -> dict[str, Any]:
    """Return a dose as a table, without what is the file's."""
    amounts = {key: getattr(dose, key) for key in AMOUNTS}
    return without_none(
        {
            "exercise": dose.exercise,
            "sets": dose.sets,
            **{key: written(series) if series is not None else None for key, series in amounts.items()},
        }
    )


def dose_from(table: Table) -> Dose:
    """Return the dose that a table holds; raises TableError for an amount that no file could have."""
    values = table.raw()
    amounts: dict[str, Any] = {}
    for key in AMOUNTS:
        if key in values:
            try:
                amounts[key] = read(key, values[key])
            except NotationError as error:
                raise TableError(f"{key} {error}") from error
    return Dose(exercise=table.maybe_text("exercise"), sets=table.maybe_whole("sets"), **amounts)
