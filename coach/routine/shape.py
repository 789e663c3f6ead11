"""The first look at a file: keys that are unknown or in the wrong table, and what is text, yes or no, or a table.

pydantic judges the shape. Its error locations can hold parts that are no keys (tags of unions), so each is walked
through the raw data and what is not there is dropped.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from coach.routine.cuetimes import cue_time
from coach.routine.filemodel import (
    BlockTable,
    CheckInTable,
    DefaultsTable,
    ExerciseTable,
    RoutineTable,
    ScheduleTable,
    StepTable,
    keys_of,
)
from coach.routine.nearest import nearest
from coach.routine.refusal import Refusal
from coach.routine.tables import Reading, clipped, owner, toml_key
from coach.routine.varying import written
from coach.source import KeyPath

DEEPEST = 4
"""Groups inside each other; the block is the first."""

_MODELS: dict[str, type[BaseModel]] = {
    "step": StepTable,
    "block": BlockTable,
    "defaults": DefaultsTable,
    "exercise": ExerciseTable,
    "checkin": CheckInTable,
    "schedule": ScheduleTable,
}
_CALLED = {
    "step": "a step",
    "block": "a block",
    "defaults": "[defaults]",
    "exercise": "an exercise",
    "checkin": "[checkin]",
    "schedule": "[schedule]",
    "root": "a routine",
}
_ROOT_ONLY = keys_of(RoutineTable) - keys_of(StepTable) - keys_of(BlockTable) - keys_of(DefaultsTable)
_OTHER_WORDS = {
    "duration": "time",
    "seconds": "time",
    "length": "time",
    "title": "name",
    "text": "say",
    "speak": "say",
    "rounds": "repeat",
    "round": "repeat",
    "laps": "repeat",
    "side": "sides",
    "weight": "load",
    "rpe": "effort",
    "intensity": "effort",
    "repetitions": "reps",
    "rep": "reps",
    "description": "summary",
    "license": "licence",
    "language": "lang",
    "level": "levels",
    "emom": "every",
    "pause": "rest",
    "note": "notes",
    "comment": "notes",
    "cue": "cues",
    "steps": "step",
    "blocks": "block",
    "exercises": "exercise",
}


def normalise(reading: Reading) -> None:
    """Take a single table (`[step]`, `[[block.step]]` with no `[[block]]`) for a list of one; cut what is too deep."""
    data = reading.document.data
    _rename_steps(reading)
    pending: list[tuple[dict[str, Any], KeyPath, int]] = [(data, (), 0)]
    while pending:
        table, path, depth = pending.pop()
        for key in ("block", "step"):
            value = table.get(key)
            if isinstance(value, dict) and (key == "step" or not path):
                reading.document.treat_as_list((*path, key))
                value = table[key] = [value]
            if not isinstance(value, list) or (key == "block" and path):
                continue
            for index, entry in enumerate(value):
                if not isinstance(entry, dict):
                    continue
                inner = depth + 1 if key == "block" or "step" in entry else depth
                entry_path = (*path, key, index)
                if inner > DEEPEST:
                    reading.bad.add(entry_path)
                    reading.report(
                        "R203",
                        reading.document.key((*entry_path, "step")),
                        "this group is more than 4 deep, counting its block",
                        "move it out, or write its steps in the group above",
                    )
                    value[index] = {}
                else:
                    pending.append((entry, entry_path, inner))


def _rename_steps(reading: Reading) -> None:
    """Report `[[steps]]`, `[[exercises]]` and their like, and take what is below them for the steps that were meant."""
    data = reading.document.data
    for key in [key for key in data if key not in keys_of(RoutineTable)]:
        entries = data[key]
        if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
            continue
        meant = "block" if any("step" in entry for entry in entries) else "step"
        there = data.setdefault(meant, [])
        if not isinstance(there, list):
            continue
        place = reading.document.key((key,))
        message = f"`{clipped(key)}` is not a key of a routine, which has steps and blocks"
        reading.report("R101", place, message, f"write [[{meant}]] for each of them")
        reading.document.treat_as((meant, len(there)), (key, 0))
        there += data.pop(key)


def check_shape(reading: Reading, model: type[BaseModel], at: KeyPath = ()) -> None:
    """Report what the model does not allow in the document, or at one path of it; it then counts as not written."""
    value: Any = reading.document.data
    for part in at:
        value = value[part]
    try:
        model.model_validate(value)
    except ValidationError as error:
        for details in error.errors(include_url=False, include_context=True):
            if reading.full:
                return
            _report(reading, details, at)


def _report(reading: Reading, details: ErrorDetails, at: KeyPath) -> None:
    path = _existing(reading.document.data, (*at, *details["loc"]))
    if any(path[:length] in reading.bad for length in range(1, len(path) + 1)):
        return
    kind = details["type"]
    if kind == "missing":
        return  # who needs a name says so in its own words
    reading_value = details.get("input")
    if kind == "extra_forbidden":
        reading.bad.add(path)
        _unknown_key(reading, path)
        return
    reading.bad.add(path)
    place = reading.document.value(path)
    key = owner(path)
    match kind:
        case "string_type":
            fix = f'"{written(reading_value)}"' if isinstance(reading_value, (int, float)) else None
            reading.refuse(path, None, Refusal("R201", "has to be text in quotes", fix))
        case "bool_type":
            word = reading_value.lower() if isinstance(reading_value, str) else ""
            fix = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}.get(
                word
            )
            reading.refuse(path, None, Refusal("R201", "has to be true or false, without quotes", fix))
        case "literal_error":
            known = {
                "type": ("soft-tissue", "mobility", "walk", "isometric", "strength", "sled", "other"),
                "first": ("down", "up"),
            }
            words = known.get(key, ())
            value = reading_value if isinstance(reading_value, str) else ""
            reading.report(
                "R201",
                place,
                f"`{key}` cannot be `{clipped(written(reading_value))}`",
                reading.meant(value, words, place),
                f"it is one of {', '.join(words)}",
            )
        case "list_type":
            reading.report("R201", place, f"`{key}` holds a list of {key}s", f"begin each with [[{key}]]")
        case "recursion_loop":
            reading.report("R203", place, "this group is more than 4 deep, counting its block")
        case _ if isinstance(path[-1] if path else None, int):
            example = (
                f"write {{ exercise = {written([reading_value])[1:-1]}, … }}" if isinstance(reading_value, str) else ""
            )
            reading.report(
                "R201", place, f"this is not a {key}", example, f"a {key} is written under [[{key}]], or as {{ … }}"
            )
        case _:
            dotted = ".".join(toml_key(part) for part in path if isinstance(part, str))
            advice = (
                "write off = true under [checkin]" if key == "checkin" else f"write its keys below a line [{dotted}]"
            )
            reading.report("R201", place, f"`{key}` needs keys of its own", advice)


def _existing(data: Any, loc: tuple[str | int, ...]) -> KeyPath:
    """Return the parts of a pydantic location that are there in the data."""
    path: KeyPath = ()
    value: Any = data
    for part in loc:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            continue
        path = (*path, part)
    return path


def kind_of_table(path: KeyPath) -> str:
    """Return which kind of table a path leads to: root, step, block, defaults, exercise, checkin or schedule."""
    if len(path) >= 2 and path[0] == "exercise":
        return "exercise"
    for part in reversed(path):
        if isinstance(part, str):
            return part if part in _MODELS else "root"
    return "root"


def _unknown_key(reading: Reading, path: KeyPath) -> None:
    key, table = str(path[-1]), path[:-1]
    kind = kind_of_table(table)
    place = reading.document.key(path)
    landed = _landed(reading, key, table, kind)
    if landed is not None:
        message, *help_lines = landed
        reading.mistype(key, () if kind in ("checkin", "schedule") else table, below=True)
        reading.report("R107", place, message, *help_lines)
        return
    known = keys_of(_MODELS[kind]) if kind != "root" else keys_of(RoutineTable)
    words = {word: word for word in known} | {word: meant for word, meant in _OTHER_WORDS.items() if meant in known}
    other = words.get(nearest(key, words) or "")
    if other == "repeat" and kind == "step" and "step" not in _at(reading, table):
        other = "sets"
    help_line = ""
    if other:
        reading.mistype(other, table)
        help_line = f"did you mean `{other}`? {reading.retyped(place, toml_key(other))}".rstrip()
    if not help_line and len(known) < 8:
        help_line = f"it knows {', '.join(sorted(known))}"
    if not help_line:
        help_line = "leave it out, or make the line a comment: begin it with #"
    reading.report("R101", place, f"`{clipped(key)}` is not a key of {_CALLED[kind]}", help_line)


def _landed(reading: Reading, key: str, table: KeyPath, kind: str) -> tuple[str, ...] | None:
    """Return message and help for a known key that stands in the wrong table; None for one that is known nowhere."""
    called = _CALLED[kind]
    if key in ("schedule", "checkin", "defaults", "exercise") and kind in ("checkin", "schedule", "defaults"):
        return (f"{called} has no `{key}`: that has a line of its own", f"write [{key}], and its keys below that line")
    header = _header(reading, table)
    if kind != "root" and (
        key in _ROOT_ONLY
        or (key in ("source", "id", "name", "summary") and kind in ("defaults", "checkin", "schedule"))
    ):
        first = _first_header(reading)
        where = f"the first {_header(reading, first)}" if isinstance(first[-1], int) else _header(reading, first)
        return (f"{called} has no `{key}`; move it above {where}", reading.moved((*table, key), first))
    if kind == "root":
        if key in keys_of(DefaultsTable):
            return (
                f"a routine has no `{key}`; it belongs to a step",
                "move it below [[step]], or below [defaults] for every step",
            )
        if key in keys_of(BlockTable) and key not in keys_of(StepTable):
            return (f"a routine has no `{key}`; move it below [[block]]",)
        if key in keys_of(StepTable):
            belongs = "a block or group" if key in ("repeat", "use") else "a step"
            return (
                f"a routine has no `{key}`; it belongs to {belongs}",
                f"move it below {'[[block]]' if key in ('repeat', 'use') else '[[step]]'}",
            )
        if _is_cue(key):
            return (f"`{key}` is a cue; cues belong to a step", "move it below [step.cues]")
        return None
    if kind == "block" and key in keys_of(StepTable):
        if key in keys_of(DefaultsTable):
            return (
                f"a block has no `{key}`; move it below [[block.step]]",
                "for every step of the block write it below [block.defaults]",
            )
        return (f"a block has no `{key}`; move it below [[block.step]]",)
    if kind in ("step", "block", "defaults") and _is_cue(key):
        inside = header.strip("[]") if header.startswith("[") else kind
        return (
            f"`{key}` is a cue, and landed in {called}",
            f'write it below [{inside}.cues], or as cues = {{ {toml_key(key)} = "…" }}',
        )
    if kind == "defaults" and key in keys_of(StepTable):
        return (f"`{key}` cannot be a default; write it in each step",)
    if kind == "exercise" and key in keys_of(StepTable):
        return (f"an exercise has no `{key}`; write it in the step",)
    if kind in ("checkin", "schedule") and (key in keys_of(StepTable) or key in keys_of(RoutineTable)):
        return (f"`{key}` landed in [{kind}]; move it above that line", reading.moved((*table, key)))
    return None


def _at(reading: Reading, path: KeyPath) -> Any:
    """Return what stands at a path of the document."""
    value: Any = reading.document.data
    for part in path:
        value = value[part]
    return value


def _first_header(reading: Reading) -> KeyPath:
    """Return the table whose header is the first of the file: above it stands what belongs to the whole routine."""
    tables: list[KeyPath] = []
    for key, value in reading.document.data.items():
        if isinstance(value, dict):
            tables += [(key, name) for name in value if key == "exercise"] or [(key,)]
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            tables.append((key, 0))
    lines = reading.document.lines
    headers = [table for table in tables if lines[reading.document.key(table).line - 1].lstrip().startswith("[")]
    return min(headers, key=lambda table: reading.document.key(table).line, default=("step", 0))


def _header(reading: Reading, table: KeyPath) -> str:
    """Return the header line of a table as it is written: [[step]], [block.defaults]."""
    names = ".".join(toml_key(part) for part in table if isinstance(part, str))
    return f"[[{names}]]" if table and isinstance(table[-1], int) else f"[{names}]"


def _is_cue(key: str) -> bool:
    return not isinstance(cue_time(key), Refusal)
