"""What the next start has to ask of a morning: of the session of the day before, or on other days of the knee alone."""

from __future__ import annotations

import contextlib
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import tomli_w

from coach.desk.desk import Desk
from coach.paths import write_whole
from coach.session.days import local_day
from coach.session.record import SessionRecord
from coach.session.store import SessionStore

A_DAY = timedelta(days=1)

OUT_OF_ORDER = timedelta(days=2)
"""So many days of files are looked at beyond the day in question: their names are in the order of the clock on the
wall, which travel turns back by a day at most."""


@dataclass(frozen=True, slots=True)
class DueMorning:
    """The morning of a local day that nobody has answered yet."""

    day: date
    session: SessionRecord | None = None
    """The latest session of the day before, with which the answers are kept; None where the knee alone is asked."""
    sessions: int = 0
    """How many sessions the day before had: one set of answers counts for all of them."""


def due_morning(desk: Desk) -> DueMorning | None:
    """Return what is open this morning; None where nothing is, and where the settings ask for no check-in.

    A session's morning is the local day after the one on which it ended, each by its own offset; one that has no
    check-in has none. On other days the knee is asked about, in case that anything was ever played, until something is
    played that day: then it is too late to ask about the morning.
    """
    if not desk.settings.checkin:
        return None
    today = local_day(desk.clock.now())
    played_today, before, ever = False, [], False
    for record in SessionStore(desk.paths.sessions).newest():
        ever = True
        day = local_day(record.ended)
        played_today = played_today or day == today
        if day == today - A_DAY and record.asks:
            before.append(record)
        elif day < today - OUT_OF_ORDER:
            break
    if before:
        latest = max(before, key=lambda record: record.ended)
        answered = any(record.morning is not None and record.morning.complete for record in before)
        return None if answered else DueMorning(today, latest, len(before))
    if not ever or played_today or morning_file(desk, today).exists():
        return None
    return DueMorning(today)


def morning_file(desk: Desk, day: date) -> Path:
    """Return where the reading of a morning without a session is kept."""
    return desk.paths.mornings / f"{day.isoformat()}.toml"


# --- once a day ------------------------------------------------------------------------------------------------------


def offers_morning(desk: Desk) -> DueMorning | None:
    """Return what a start asks by itself: what is due, unless it was put off or turned down on this day already."""
    if _kept(desk).get("day") == local_day(desk.clock.now()):
        return None
    return due_morning(desk)


def shows_morning(desk: Desk) -> DueMorning | None:
    """Return what is due and can still be asked for: that is so after it was put off, but not turned down."""
    kept = _kept(desk)
    if kept.get("day") == local_day(desk.clock.now()) and kept.get("turned_down") is True:
        return None
    return due_morning(desk)


def put_off_morning(desk: Desk, *, turned_down: bool = False) -> None:
    """Ask by itself no more on this day; where that cannot be kept the next start asks again."""
    table: dict[str, Any] = {"day": local_day(desk.clock.now()), "turned_down": turned_down}
    with contextlib.suppress(OSError):
        write_whole(_file(desk), tomli_w.dumps(table))


def _kept(desk: Desk) -> dict[str, Any]:
    try:
        return tomllib.loads(_file(desk).read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}


def _file(desk: Desk) -> Path:
    return desk.paths.state / "asked-today.toml"
