"""`profile.toml`: what is asked once. What other versions keep there is left as it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import tomli_w

from coach.paths import set_aside, write_whole
from coach.session.tables import Table, TableError, without_none


@dataclass(frozen=True, slots=True)
class BaseChange:
    """The usual morning knee pain became another."""

    on: date
    was: int | None
    now: int
    why: str
    """asked (in the first-run questions), unlock, or fell (by itself, as the rules of the check-in say)."""


@dataclass(frozen=True, slots=True)
class Unlock:
    """The user's word that the knee was checked and that they are happy to go on loading."""

    at: datetime
    session: str | None = None
    """The id of the session that had stopped the loading."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The user's own answers, asked once and kept."""

    notice_seen: date | None = None
    """When the first-run text was read."""
    knee: str | None = None
    """left, right or both: which one the check-ins are about."""
    age: int | None = None
    """The lower edge of the age band; None where it was not said."""
    base: int | None = None
    """The usual morning knee pain now; None where it was not said."""
    bases: tuple[BaseChange, ...] = ()
    """How `base` came to be what it is, the earliest first."""
    set_up: date | None = None
    """When the first-run questions were answered or turned down."""
    limits: str | None = None
    """What feels limiting: tissue, strength or movement."""
    equipment: tuple[str, ...] = ()
    """What is at hand, in the words of the routines."""
    precautions: tuple[str, ...] = ()
    """Ids of `coach.routine.library.PRECAUTIONS` that were ticked."""
    unlocks: tuple[Unlock, ...] = ()
    """The earliest first."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """Everything else in the file."""


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
        unlocks=tuple(Unlock(each.moment("at"), each.maybe_text("session")) for each in table.tables("unlock")),
        more={key: value for key, value in table.raw().items() if key not in _KEYS},
    )
