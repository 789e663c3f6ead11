"""`profile.toml`: what is asked once. What other versions keep there is left as it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomli_w

from coach.paths import write_whole
from coach.session.files import keep_aside, toml_values
from coach.session.profile_values import BaseChange, Profile, Unlock
from coach.session.tables import Table, TableError, each_of, without_none

__all__ = ["BaseChange", "Profile", "Unlock", "load_profile", "save_profile"]

FORMAT = 1
"""The version of the layout; files of every version can be read for ever."""

OLDEST = 120
"""Years; more is a typing error."""

_KNEES = ("left", "right", "both")
_LIMITS = ("tissue", "strength", "movement")

_KEYS = {
    "format",
    "notice_seen",
    "knee",
    "age",
    "base",
    "base_change",
    "set_up",
    "limits",
    "equipment",
    "precautions",
    "routine",
    "level",
    "unlock",
}


def load_profile(path: Path) -> tuple[Profile, str | None]:
    """Return the profile, an empty one where there is none, and a sentence for what of it could not be read.

    A wrong value is passed over and named by its key, and the rest counts. Of a later version's file what is known
    counts, too.
    """
    try:
        profile, faults = _parsed(path.read_bytes())
    except FileNotFoundError:
        return Profile(), None
    except OSError as error:
        return Profile(), f"{path} cannot be read: {error.strerror or error}."
    except TableError as error:
        return Profile(), f"{path} cannot be read ({error}). Mend it, or delete it to answer anew."
    if faults:
        return profile, f"In {path} this is passed over: {'; '.join(faults)}. Mend it, and it counts again."
    return profile, None


def save_profile(path: Path, profile: Profile) -> None:
    """Write the profile whole; what of an older one could not be read is kept aside first. Raises OSError.

    One of a later version refuses.
    """
    try:
        data = path.read_bytes()
        if _parsed(data)[1]:
            keep_aside(path, data)
        if _later(toml_values(data)):
            raise PermissionError(1, "a later version of Coach wrote it", str(path))
    except FileNotFoundError:
        pass
    except TableError:
        keep_aside(path, data)
    write_whole(path, tomli_w.dumps(without_none({"format": FORMAT, **_known(profile), **profile.more})))


def _parsed(data: bytes) -> tuple[Profile, list[str]]:
    """Return what a file holds and what in it is wrong; raises TableError where it is no table at all."""
    faults: list[str] = []
    return _profile(Table(toml_values(data), faults=faults)), faults


def _later(values: Mapping[str, Any]) -> bool:
    version = values.get("format")
    return type(version) is int and version > FORMAT


def _known(profile: Profile) -> dict[str, Any]:
    return {
        "notice_seen": profile.notice_seen,
        "knee": profile.knee,
        "age": profile.age,
        "base": profile.base,
        "set_up": profile.set_up,
        "limits": profile.limits,
        "equipment": list(profile.equipment) or None,
        "precautions": list(profile.precautions) or None,
        "routine": profile.routine,
        "level": profile.level,
        "base_change": [
            without_none({"on": each.on, "was": each.was, "now": each.now, "why": each.why}) for each in profile.bases
        ]
        or None,
        "unlock": [without_none({"at": each.at, "session": each.session}) for each in profile.unlocks] or None,
    }


def _profile(table: Table) -> Profile:
    return Profile(
        notice_seen=table.maybe_day("notice_seen"),
        knee=_one_of(table, "knee", _KNEES),
        age=_number(table, "age", OLDEST),
        base=_number(table, "base", 10),
        bases=each_of(table, "base_change", _base_change),
        set_up=table.maybe_day("set_up"),
        limits=_one_of(table, "limits", _LIMITS),
        equipment=table.texts("equipment"),
        precautions=table.texts("precautions"),
        routine=table.maybe_text("routine"),
        level=table.maybe_text("level"),
        unlocks=each_of(table, "unlock", _unlock),
        more={key: value for key, value in table.raw().items() if key not in _KEYS},
    )


def _one_of(table: Table, key: str, words: tuple[str, ...]) -> str | None:
    value = table.maybe_text(key)
    if value is None or value in words:
        return value
    table.fault(key, f"is {', '.join(words[:-1])} or {words[-1]}, not {value!r}")
    return None


def _number(table: Table, key: str, most: int) -> int | None:
    value = table.maybe_whole(key)
    if value is None or 0 <= value <= most:
        return value
    table.fault(key, f"is a whole number from 0 to {most}, not {value}")
    return None


def _base_change(table: Table) -> BaseChange:
    return BaseChange(table.day("on"), table.maybe_whole("was"), table.whole("now"), table.text("why"))


def _unlock(table: Table) -> Unlock:
    return Unlock(table.moment("at"), table.maybe_text("session"))
