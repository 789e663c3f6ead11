"""The JSON Schema of routine files, for editors: which keys there are and what each is for.

The models are the truth of the format. What pydantic makes of them is tidied until editors name a mistyped key: with
branches for null, generated titles and unions of one branch they blame the whole list of steps instead.
"""

from __future__ import annotations

import json
from typing import Any

from coach.routine.filemodel import RoutineTable
from coach.routine.reference import explained

SCHEMA_FILE = "routine.schema.json"
"""Lies beside the routines, which name it in their first line: `#:schema ./routine.schema.json`."""

_DEFINITIONS = "#/definitions/"


def schema() -> dict[str, Any]:
    """Return the schema of a routine file (JSON Schema draft-07)."""
    made = RoutineTable.model_json_schema(ref_template=_DEFINITIONS + "{model}")
    tables = made.pop("$defs")
    root = _tidied(made)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        # Tombi would otherwise take the newest TOML, in which more is allowed than Coach reads.
        "x-tombi-toml-version": "v1.0.0",
        "title": "A routine of Coach",
        **_with_meanings(root, "routine"),
        "definitions": {_short(name): _with_meanings(_tidied(tables[name]), _short(name)) for name in sorted(tables)},
    }


def schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _short(model: str) -> str:
    """Return what a table is called in files: StepTable is a step."""
    return model.removesuffix("Table").lower()


def _tidied(node: Any) -> Any:
    """Return a part of pydantic's schema without what misleads editors."""
    if isinstance(node, list):
        return [_tidied(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    result: dict[str, Any] = {}
    for key, value in node.items():
        if key == "properties":
            result[key] = {name: _tidied(inner) for name, inner in value.items()}
        elif key == "$ref":
            result[key] = _DEFINITIONS + _short(value.removeprefix(_DEFINITIONS))
        elif key not in ("title", "default"):
            result[key] = _tidied(value)
    branches = [branch for branch in result.pop("anyOf", []) if branch != {"type": "null"}]
    if {"type": "number"} in branches:
        branches = [branch for branch in branches if branch != {"type": "integer"}]
    if len(branches) == 1:
        result.update(branches[0])
    elif branches:
        result["anyOf"] = branches
    return result


def _with_meanings(table: dict[str, Any], kind: str) -> dict[str, Any]:
    """Say of each key, besides its meaning, what holds where it is left out, and give an example."""
    for key, entry in table["properties"].items():
        entry.update(explained(kind, key, entry["description"]))
    return table
