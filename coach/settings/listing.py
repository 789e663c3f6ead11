"""Every setting as one line of a list, with its meaning, what it may be, its default and its value."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from coach.settings.kinds import EachOf, Kind
from coach.settings.model import Settings, parts_of


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting, for lists and for help."""

    key: str
    """As `coach config` takes it: `voice.rate`; a table and a name, or a name."""
    meaning: str
    allowed: str
    """What a value of it is: "a whole number from 0 to 100 (percent)"."""
    default: Any
    value: Any
    """Plain: text, a number, or a switch; never an Enum."""


def all_settings(settings: Settings) -> list[Setting]:
    """Return every setting in the order of the file, those that the user named last."""
    return [
        *_settings_in(settings, ""),
        *(
            own_setting(table, name, value)
            for table in own_tables()
            for name, value in sorted(getattr(settings, table).items())
        ),
    ]


def own_tables() -> dict[str, EachOf]:
    """Return the tables in which the user names the settings."""
    return {name: part for name, part in parts_of(Settings).items() if isinstance(part, EachOf)}


def own_setting(table: str, name: str, value: str | None) -> Setting:
    """Return a setting that the user named; it has no default here, whoever takes it knows what goes without."""
    return Setting(f"{table}.{name}", _meanings(Settings)[table], own_tables()[table].kind.allowed, None, value)


def _settings_in(table: Any, prefix: str) -> Iterator[Setting]:
    parts, meanings = parts_of(type(table)), _meanings(type(table))
    for one in dataclasses.fields(table):
        part, value = parts[one.name], getattr(table, one.name)
        if isinstance(part, Kind):
            default, value = _plain(one.default), _plain(value)
            yield Setting(f"{prefix}{one.name}", meanings[one.name], part.allowed, default, value)
        elif not isinstance(part, EachOf):
            yield from _settings_in(value, f"{prefix}{one.name}.")


def _meanings(table: type) -> dict[str, str]:
    """Return the string under each field, which Python itself does not keep; the source is read only for lists."""
    (written,) = ast.parse(inspect.getsource(table)).body
    assert isinstance(written, ast.ClassDef)
    found = {}
    for named, said in itertools.pairwise(written.body):
        match named, said:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(meaning))):
                found[name] = inspect.cleandoc(meaning)
    return found


def _plain(value: Any) -> Any:
    """Return what TOML and JSON write for a value; whole seconds without their point."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
