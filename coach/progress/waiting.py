"""How long nothing is loaded after a session: 48 hours, 72 after one that was too much, and until muscles are better.

48 hours are those between the sessions of heavy slow resistance (as the trial NCT06774547 has it); 72 after a BACK_OFF,
and the limits for sore muscles, are choices of this program that no study tested.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from coach.progress.readings import scale
from coach.progress.response import Kind
from coach.session.build import LOADED_TYPES
from coach.session.record import SessionRecord

USUAL_GAP = timedelta(hours=48)
LONGER_GAP = timedelta(hours=72)
"""After a BACK_OFF."""

SORE_GAP = timedelta(days=7)
"""The longest wait for sore muscles of which nobody tells that they are better."""

SETTLED_MUSCLES = 4
"""The most soreness at which loading goes on after R15."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Why nothing is to be loaded yet."""

    until: datetime
    hours: int
    """From the end of the last loaded session on: 48, or 72 after a BACK_OFF."""
    rule: str | None = None
    """The rule of the BACK_OFF."""
    muscles: int | None = None
    """The soreness that was told last, where that is what is waited for; `until` is then the latest moment."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules make of a session by now."""

    kind: Kind
    rule: str


def is_loaded(record: SessionRecord) -> bool:
    """Return whether something loaded was played in it."""
    return any(go.seconds > 0 and go.type in LOADED_TYPES for go in record.goes)


def was_played(record: SessionRecord) -> bool:
    """Return whether anything of it was played."""
    return any(go.seconds > 0 for go in record.goes)


def wait_of(
    sessions: Iterable[SessionRecord], judged: Mapping[str, Judged], now: datetime, *, unread: Iterable[datetime] = ()
) -> Wait | None:
    """Return what keeps from loading now, given sessions (in any order) and what is made of them by their ids.

    A BACK_OFF of any session since the last loaded one counts, and the hours run from the end of that one. `unread` is
    when sessions began that cannot be read: nobody knows better, so they were loaded.
    """
    wait = _wait_of(sessions, judged, now)
    until = max((began + USUAL_GAP for began in unread), default=now)
    if until <= now or (wait is not None and wait.until >= until):
        return wait
    return Wait(until, _hours(USUAL_GAP))


def _wait_of(sessions: Iterable[SessionRecord], judged: Mapping[str, Judged], now: datetime) -> Wait | None:
    by_end = sorted((one for one in sessions if was_played(one)), key=lambda one: one.ended)
    at = next((index for index in range(len(by_end) - 1, -1, -1) if is_loaded(by_end[index])), None)
    if at is None:
        return None
    last, since = by_end[at], by_end[at:]
    backed_off = [judged[one.id] for one in since if one.id in judged and judged[one.id].kind is Kind.BACK_OFF]
    gap = LONGER_GAP if backed_off else USUAL_GAP
    rule = backed_off[0].rule if backed_off else None
    if "R15" in (one.rule for one in backed_off):
        muscles = _told_last(since)
        if muscles is not None and muscles > SETTLED_MUSCLES and now < last.ended + SORE_GAP:
            return Wait(last.ended + SORE_GAP, _hours(gap), "R15", muscles)
    until = last.ended + gap
    return Wait(until, _hours(gap), rule) if now < until else None


def _told_last(sessions: Iterable[SessionRecord]) -> int | None:
    """Return the muscle soreness that was told last, of the mornings and right after later sessions."""
    told: list[tuple[datetime, int]] = []
    for number, record in enumerate(sessions):
        muscles = scale(record.answers("morning"), "muscle_am")
        if record.morning is not None and muscles is not None:
            told.append((record.morning.at, muscles))
        # Right after the loaded session itself nothing is sore yet.
        muscles = scale(record.answers("after"), "muscle") if number else None
        if record.after is not None and muscles is not None:
            told.append((record.after.at, muscles))
    return max(told)[1] if told else None


def _hours(gap: timedelta) -> int:
    return int(gap / timedelta(hours=1))
