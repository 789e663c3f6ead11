"""TOML as a person would write it: `[[step]]` for a list of tables, and short lists on one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import tomli_w


def dumps(values: Mapping[str, Any], *, several_lines: bool = False) -> str:
    """Return a table as TOML; lists hold values or tables, tables hold values or tables.

    With `several_lines` a text with line ends is written over several lines.
    """
    return _table(values, "", several_lines).lstrip("\n")


def line(key: str, value: Any, *, several_lines: bool = False) -> str:
    """Return one `key = value` line; a list of values stands on it whole, one of lists or tables may not."""
    if isinstance(value, list) and not any(isinstance(item, Mapping | list) for item in value):
        items = ", ".join(line("v", item).removeprefix("v = ").rstrip("\n") for item in value)
        return f"{_key(key)} = [{items}]\n"
    return tomli_w.dumps({key: value}, multiline_strings=several_lines)


def _table(values: Mapping[str, Any], path: str, several_lines: bool) -> str:
    lines: list[str] = []
    below: list[str] = []
    for key, value in values.items():
        name = f"{path}.{_key(key)}" if path else _key(key)
        if isinstance(value, Mapping):
            below.append(f"\n[{name}]\n{_table(value, name, several_lines)}")
        elif isinstance(value, list) and value and all(isinstance(item, Mapping) for item in value):
            below += [f"\n[[{name}]]\n{_table(item, name, several_lines)}" for item in value]
        else:
            lines.append(line(key, value, several_lines=several_lines))
    return "".join([*lines, *below])


def _key(key: str) -> str:
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")
