"""The reading, the usual and the limit that led to a change, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coach.progress.response import HEAVY_SORENESS, RISING, TOO_MUCH, Readings

ROOM_WORDS = {"reps": "3 reps or more left", "s": "15 s or more left"}


def reading_of(rule: str, readings: Readings) -> str:
    """Return the reading with the usual and the limit for a rule: "knee 4 this morning, usual is 1, limit +2"."""
    words = _READINGS.get(rule)
    return words(readings) if words is not None else ""


def good_sessions(readings: Readings, room: str | None, *, monitor: bool) -> str:
    """Return why a step may grow: "two settled sessions, 15 s or more left, knee 1 this morning".

    `room` is reps or s, None where nobody could be asked.
    """
    sessions = "three settled sessions" if monitor else "two settled sessions"
    parts = [sessions, ROOM_WORDS.get(room or "", "done in full"), f"knee {readings.knee_am} this morning"]
    return ", ".join(parts)


def settled_sessions(readings: Readings) -> str:
    """Return why sets come back."""
    return f"two settled sessions, knee {readings.knee_am} this morning, usual is {readings.base}"


def _in_session(r: Readings) -> str:
    worst = max((("in the session", r.during), ("after it", r.after)), key=lambda each: each[1] or 0)
    return f"knee {worst[1]} {worst[0]}, limit {TOO_MUCH}"


_READINGS: Mapping[str, Callable[[Readings], str]] = {
    "R8": _in_session,
    "R9": lambda r: "the pain was sharp, catching or new",
    "R10": lambda r: f"knee {r.knee_am} this morning, limit {TOO_MUCH}",
    "R11": lambda r: f"knee {r.knee_am} this morning, usual is {r.base}, limit +2",
    "R12": lambda r: "knee a lot stiffer than usual this morning",
    "R13": lambda r: "knee slightly swollen this morning",
    "R14": lambda r: f"mornings of the last 14 days {r.trend or 0:+.1f} to the 14 before, limit +{RISING:g}",
    "R15": lambda r: f"muscles {r.muscle_am} this morning, limit {HEAVY_SORENESS - 1}",
}
