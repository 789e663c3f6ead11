"""`profile.toml`: what is asked once. What other versions keep there is left as it is."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import tomli_w

from coach.paths import set_aside, write_whole
from coach.session.profile_values import BaseChange, Profile, Unlock
from coach.session.tables import Table, TableError, without_none

__all__ = ["BaseChange", "Profile", "Unlock", "load_profile", "save_profile"]

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
    """Return the profile, an empty one where there is none or it cannot be read, and then a sentence that says so."""
    try:
        table = Table(tomllib.loads(path.read_bytes().decode("utf-8-sig")))
        return _profile(table), None
    except FileNotFoundError:
        return Profile(), None
    except OSError as error:
        return Profile(), f"{path} cannot be read: {error.strerror or error}."
    except (ValueError, RecursionError) as error:
        return Profile(), f"{path} cannot be read ({error}). Mend it, or delete it to answer anew."


def save_profile(path: Path, profile: Profile) -> None:
    """Write the profile whole; a file that could not be read is set aside first. Raises OSError."""
    if path.exists() and load_profile(path)[1] is not None:
        set_aside(path)
    write_whole(path, tomli_w.dumps(without_none({"format": 1, **_known(profile), **profile.more})))


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
    knee = table.maybe_text("knee")
    if knee not in (None, "left", "right", "both"):
        raise TableError(f"knee is left, right or both, not {knee!r}")
    base = table.maybe_whole("base")
    if base is not None and not 0 <= base <= 10:
        raise TableError(f"base is a whole number from 0 to 10, not {base}")
    limits = table.maybe_text("limits")
    if limits is not None and limits not in _LIMITS:
        raise TableError(f"limits is tissue, strength or movement, not {limits!r}")
    return Profile(
        notice_seen=table.maybe_day("notice_seen"),
        knee=knee,
        age=table.maybe_whole("age"),
        base=base,
        bases=tuple(
            BaseChange(each.day("on"), each.maybe_whole("was"), each.whole("now"), each.text("why"))
            for each in table.tables("base_change")
        ),
        set_up=table.maybe_day("set_up"),
        limits=limits,
        equipment=table.texts("equipment"),
        precautions=table.texts("precautions"),
        routine=table.maybe_text("routine"),
        level=table.maybe_text("level"),
        unlocks=tuple(Unlock(each.moment("at"), each.maybe_text("session")) for each in table.tables("unlock")),
        more={key: value for key, value in table.raw().items() if key not in _KEYS},
    )
