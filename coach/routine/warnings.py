"""What is allowed and probably not meant: the warnings that need no timeline (W304, W306, W307, W309 to W311)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from coach.routine.amounts import all_values, has_list, has_ramp
from coach.routine.context import Surroundings
from coach.routine.fields import rest_of, varying_field
from coach.routine.model import CueAnchor, CueTime, Sides, StepType, Varying
from coach.routine.spoken import cues
from coach.routine.tables import Table, clipped
from coach.routine.varying import written
from coach.source import KeyPath, Mark, Severity
from coach.words.speech import placeholders

_RAMPS = ("time", "hold", "reps", "distance", "load", "effort", "tempo", "pace", "rest", "ready", "every")
_MINUTES = re.compile(r"(\d{2,})\s*m")


def warn_minutes(table: Table, kind: StepType | None) -> None:
    """W304: whole minutes written with `m`, 10 or more, in a sled step were probably metres."""
    if kind is not StepType.SLED or "time" not in table:
        return
    pending: list[tuple[KeyPath, Any]] = [((*table.path, "time"), table.raw["time"])]
    while pending:
        path, value = pending.pop(0)
        if isinstance(value, dict):
            pending += [((*path, key), entry) for key, entry in value.items()]
        elif isinstance(value, list):
            pending += [((*path, index), entry) for index, entry in enumerate(value)]
        elif isinstance(value, str):
            match = _MINUTES.fullmatch(value.strip())
            if match and int(match[1]) >= 10:
                table.reading.report(
                    "W304",
                    table.reading.document.value(path),
                    f"{written(value)} here is {int(match[1])} min",
                    f'for metres write distance = "{written(value)}"',
                    label="m is minutes in a time",
                    severity=Severity.WARNING,
                )


def warn_longer_rest(layer: Table, block: Table) -> None:
    """W306: a default rest is longer than the rest of the repeated block; said once for each pair of them."""

    def longest(rest: Varying[Any] | None) -> float:
        return max((getattr(value, "seconds", 0.0) for value in all_values(rest)), default=0.0)

    def warn() -> None:
        own = rest_of(block)
        if own is None or longest(rest_of(layer)) <= longest(own):
            return
        layer.reading.report(
            "W306",
            layer.key_place("rest"),
            "this default rest is longer than the rest of the block, and comes after each of its steps",
            "write rest = 0 in the steps of the block, or in its [block.defaults]",
            label="this",
            also=[Mark(block.key_place("rest"), "longer than this")],
            severity=Severity.WARNING,
        )

    layer.reading.once((*layer.path, "rest"), ("W306", block.path), warn)


def warn_ramps(table: Table, above: Surroundings, counts: Sequence[Varying[int] | None]) -> None:
    """W307: a ramp that has only one set to run over."""
    if above.in_repeat or any(number > 1 for count in counts for number in all_values(count)):
        return
    found = {key: varying_field(table, key) for key in _RAMPS if key in table}
    if any(has_list(value) for key, value in found.items() if key not in ("rest", "ready", "every")):
        return
    for key, value in found.items():
        if has_ramp(value):
            table.reading.report(
                "W307",
                table.value_place(key),
                f"a ramp needs sets or repeat: this `{key}` stays at its first value",
                "add sets = 3",
                severity=Severity.WARNING,
            )


def warn_last_set(table: Table, above: Surroundings, sets: Varying[int] | None) -> None:
    """W309: a step with one set in each round has its last set in every round."""
    if not above.in_repeat or (sets is None and table.has("sets")) or any(number > 1 for number in all_values(sets)):
        return
    if table.reading.is_mistyped(table.path, ("sets",)):
        return
    own = cues(table, own=True)
    cue = own.get(CueTime(CueAnchor.LAST_SET))
    if cue is not None:
        both = CueTime(CueAnchor.LAST_ROUND) in own
        table.reading.report(
            "W309",
            cue.place,
            "this step has one set in each round, so this is said in every round",
            "leave it out" if both else table.reading.retyped(cue.place, "last-round"),
            severity=Severity.WARNING,
        )


def warn_equipment(root: Table, used: Iterable[Table]) -> None:
    """W310: the file lists what is needed, and one of its own exercises needs more.

    Exercises of the library are left alone: a routine may well put a desk in the place of their wall.
    """
    listed = root.texts("equipment")
    said = " ".join(listed).casefold()
    missing: dict[str, str] = {}
    for table in used:
        for thing in table.texts("equipment"):
            if thing.casefold() not in said:
                missing.setdefault(thing, f"`{clipped(str(table.path[-1]))}`")
    if not missing or "equipment" not in root:
        return
    place = root.value_place("equipment")
    whole = root.reading.document.lines[place.line - 1][place.end_column - 2 : place.end_column - 1] in ("]", '"')
    things, needing = (
        " and ".join(clipped(word) for word in dict.fromkeys(words)) for words in (missing, missing.values())
    )
    root.reading.report(
        "W310",
        place,
        f"the {things} of {needing} {'are' if len(missing) > 1 else 'is'} not in the list that is read out",
        root.reading.retyped(place, written([*listed, *missing])) if whole else f"add {written([*missing])[1:-1]}",
        severity=Severity.WARNING,
    )


def warn_side_of_setup(table: Table, entries: Sequence[Table], sides: Sides, above: Surroundings) -> None:
    """W311: the set-up of the file's own exercise names a side, and a set-up is said only once, before the first."""
    if "say" in table or (above.sided is None and len(set(sides.order)) < 2):
        return
    entry = next((entry for entry in entries if "setup" in entry), None)
    if entry is None or entry.reading is not table.reading:
        return  # the library's words are not this writer's

    def warn() -> None:
        if any(name == "side" for name, _ in placeholders(entry.text("setup"))):
            entry.reading.report(
                "W311",
                entry.value_place("setup"),
                "a set-up is said only once, and so names the first side alone",
                "write it in the step, as say: that is said again at the change of side",
                severity=Severity.WARNING,
            )

    entry.reading.once((*entry.path, "setup"), "W311", warn)
