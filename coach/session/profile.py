"""`profile.toml`: what is asked once. What other versions keep there is left as it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import tomli_w

from coach.paths import set_aside, write_whole
from coach.session.tables import Table, TableError, without_none


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
    """The usual morning knee pain; None where it was not said."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """Everything else in the file."""


_KEYS = {"format", "notice_seen", "knee", "age", "base"}


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
    known = {"notice_seen": profile.notice_seen, "knee": profile.knee, "age": profile.age, "base": profile.base}
    write_whole(path, tomli_w.dumps(without_none({"format": 1, **known, **profile.more})))


def _profile(table: Table) -> Profile:
    knee = table.maybe_text("knee")
    if knee not in (None, "left", "right", "both"):
        raise TableError(f"knee is left, right or both, not {knee!r}")
    base = table.maybe_whole("base")
    if base is not None and not 0 <= base <= 10:
        raise TableError(f"base is a whole number from 0 to 10, not {base}")
    return Profile(
        notice_seen=table.maybe_day("notice_seen"),
        knee=knee,
        age=table.maybe_whole("age"),
        base=base,
        more={key: value for key, value in table.raw().items() if key not in _KEYS},
    )
