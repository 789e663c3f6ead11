"""The settings' file: read with every problem placed, and changed one setting at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coach.errors import CoachError, UsageError
from coach.paths import Paths, write_whole
from coach.routine.nearest import nearest
from coach.settings.kinds import EachOf, Kind
from coach.settings.listing import Setting, all_settings, own_setting, own_tables
from coach.settings.model import Part, Settings, parts_of
from coach.source import Document, KeyPath, Place, Problem, Severity, read_document

NEW_FILE = "# Settings of Coach. `coach config` lists every one with its meaning and its default.\n"
"""What a file begins with that Coach makes."""

TABLES = [name for name, part in parts_of(Settings).items() if not isinstance(part, Kind)]


def load_settings(paths: Paths) -> tuple[Settings, list[Problem]]:
    """Return the user's settings and what is wrong in their file; what cannot be used stays at its default.

    Problems: S001 not readable, S101 unknown key, S201 a value that the setting cannot have, and TOML's own.
    """
    file = str(paths.settings_file)
    try:
        source = paths.settings_file.read_bytes()
    except FileNotFoundError:
        return Settings(), []
    except OSError as error:
        message = f"the settings cannot be read ({error.strerror or error}); all are at their default"
        return Settings(), [Problem("S001", Severity.ERROR, Place(file, 1, 1, 1), message)]
    document, problems = read_document(source, file)
    if document is None:
        return Settings(), problems
    settings, wrong = settings_of(document.data)
    return settings, problems + [_problem(document, path) for path in wrong]


def settings_of(data: Mapping[str, Any]) -> tuple[Settings, list[KeyPath]]:
    """Return the settings of a file's data, and the paths of what is no setting or cannot be its value."""
    wrong: list[KeyPath] = []
    return Settings(**_values(parts_of(Settings), data, (), wrong)), wrong


def set_setting(paths: Paths, key: str, value: str) -> Setting:
    """Set one setting in the user's file, keep everything else in it, and return the setting as it is now.

    Raises UsageError for a key that is none and for a value that it cannot have, CoachError where the file cannot be
    read, understood or written; the file is as it was then.
    """
    from coach.settings.edit import with_value  # it brings a writer of TOML, and a start writes none

    setting = _checked(key, value)
    target = paths.settings_file
    try:
        source = target.read_bytes()
    except FileNotFoundError:
        source = NEW_FILE.encode()
    except OSError as error:
        raise CoachError(f"{target} cannot be read: {error.strerror or error}") from error
    document, problems = read_document(source, str(target))
    if document is None:
        raise CoachError(f"{problems[0].place}: {problems[0].message}; nothing was changed, mend this first")
    path = key.split(".", 1)
    edited = with_value(document.text, path, setting.value)
    if edited is None:
        raise CoachError(f"{document.key((path[0],))}: `{path[0]}` stands in the way of `{key}`; nothing was changed")
    if edited != document.text or not target.exists():
        try:
            write_whole(target, edited)
        except OSError as error:
            raise CoachError(f"{target} cannot be written: {error.strerror or error}; nothing was changed") from error
    return setting


def find_setting(settings: Settings, key: str) -> Setting:
    """Return one setting; raises UsageError, with what was probably meant, where there is none of that key."""
    for setting in all_settings(settings):
        if setting.key == key:
            return setting
    table, _, name = key.partition(".")
    own = own_tables().get(table)
    if own is not None and name and own.allows(name):
        return own_setting(table, name, None)
    meant = _meant(key)
    raise UsageError(
        f"`{key}` is not a setting; " + (f"did you mean `{meant}`?" if meant else "`coach config` lists them")
    )


def _checked(key: str, value: str) -> Setting:
    """Return the setting that the text would make, or raise UsageError."""
    setting = find_setting(Settings(), key)
    table, _, name = key.partition(".")
    settings, wrong = settings_of({table: {name: value}} if name else {table: value})
    if wrong:
        raise UsageError(_not_allowed(setting, value))
    return find_setting(settings, key)


def _values(
    parts: Mapping[str, Part] | EachOf, data: Mapping[str, Any], path: KeyPath, wrong: list[KeyPath]
) -> dict[str, Any]:
    """Return what can be used of a table; the paths of the rest go to `wrong`."""
    values = {}
    for name, value in data.items():
        here = (*path, name)
        try:
            if isinstance(parts, EachOf):
                if not parts.allows(name):
                    raise ValueError
                part: Part = parts.kind
            else:
                part = parts[name]
            if isinstance(part, Kind):
                values[name] = part.take(value)
            elif not isinstance(value, dict):
                wrong.append(here)
            elif isinstance(part, EachOf):
                values[name] = _values(part, value, here, wrong)
            else:
                values[name] = part(**_values(parts_of(part), value, here, wrong))
        except (KeyError, ValueError):
            wrong.append(here)
    return values


def _problem(document: Document, path: KeyPath) -> Problem:
    key = ".".join(str(part) for part in path)
    value: Any = document.data
    for part in path:
        value = value[part]
    if key in TABLES:
        message = f"`{key}` is a table of settings, not {_written(value)}"
        return _error("S201", document.value(path), message, f"write [{key}], and its settings below it")
    try:
        setting = find_setting(Settings(), key)
    except UsageError:
        where = f" of [{path[0]}]" if len(path) > 1 else ""
        return _error("S101", document.key(path), f"`{path[-1]}` is not a setting{where}", _did_you_mean(key))
    default = "its own keys" if setting.default is None else _written(setting.default)
    return _error("S201", document.value(path), _not_allowed(setting, value), f"without this line: {default}")


def _error(code: str, place: Place, message: str, advice: str) -> Problem:
    return Problem(code, Severity.ERROR, place, message, help=(advice,))


def _did_you_mean(key: str) -> str:
    meant = _meant(key)
    if meant is None:
        return "`coach config` lists the settings"
    table, _, name = meant.rpartition(".")
    if table == key.rpartition(".")[0]:
        return f"did you mean `{name}`?"
    return f"did you mean `{name}` under [{table}]?" if table else f"did you mean `{name}`, above the first [table]?"


def _not_allowed(setting: Setting, value: Any) -> str:
    return f"`{setting.key}` is {setting.allowed}, not {_written(value)}"


def _written(value: Any) -> str:
    """Return a value as TOML writes it, short enough for a message."""
    if isinstance(value, dict):
        return "a table"
    from coach.settings.edit import as_toml

    text = " ".join(as_toml(value).split())
    return text if len(text) <= 40 else f"{text[:39]}…"


def _meant(key: str) -> str | None:
    """Return the setting whose key, or whose name without its table, is most like this one."""
    known = [setting.key for setting in all_settings(Settings())]
    by_name = {name.rpartition(".")[2]: name for name in known}
    near = nearest(key, known, 0.7)
    if near is not None:
        return near
    name = nearest(key.rpartition(".")[2], by_name, 0.7)
    return by_name[name] if name is not None else None
