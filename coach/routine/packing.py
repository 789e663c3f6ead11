"""A routine and its problems as lists, texts and numbers for JSON, and back: it makes values and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from coach.routine import model
from coach.source import place

_TUPLE, _SET, _TABLE = "tuple", "frozenset", "dict"

_KINDS: dict[str, Any] = {
    name: kind
    for name, kind in {**vars(place), **vars(model)}.items()
    if is_dataclass(kind) or (isinstance(kind, type) and issubclass(kind, Enum) and kind is not Enum)
}


def packed(value: Any) -> Any:
    """Return a value as JSON can hold it; what is no text, number or None is a list after its kind."""
    if isinstance(value, Enum):
        return [type(value).__name__, value.value]
    if isinstance(value, tuple):
        return [_TUPLE, *map(packed, value)]
    if isinstance(value, frozenset):
        return [_SET, *map(packed, sorted(value))]
    if isinstance(value, Mapping):
        return [_TABLE, *([packed(key), packed(inner)] for key, inner in value.items())]
    if is_dataclass(value):
        return [type(value).__name__, *(packed(getattr(value, field.name)) for field in fields(value))]
    return value


def unpacked(data: Any) -> Any:
    """Return the value that was packed; raises KeyError, TypeError or ValueError for what never was."""
    if not isinstance(data, list):
        return data
    kind, *parts = data
    if kind == _TUPLE:
        return tuple(map(unpacked, parts))
    if kind == _SET:
        return frozenset(map(unpacked, parts))
    if kind == _TABLE:
        return {unpacked(key): unpacked(inner) for key, inner in parts}
    return _KINDS[kind](*map(unpacked, parts))
