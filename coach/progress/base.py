"""The usual morning knee pain: what it was on a day, and when it falls. By itself it never rises."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from statistics import median

from coach.progress.response import USUAL_BASE
from coach.session.profile_values import BaseChange, Profile

WINDOW = 28
"""Days that the mornings are looked at for, and that lie between two falls: a base that falls faster makes the rules
stop a knee that only goes up and down."""

ENOUGH = 8
"""Mornings that a fall needs."""


def base_on(profile: Profile, day: date) -> int:
    """Return the usual morning knee pain that counts on a local day, 0–10; what the profile says now is the latest."""
    changes = sorted(profile.bases, key=lambda change: change.on)
    later = [change for change in changes if change.on > day]
    if later:
        known = [change.now for change in changes if change.on <= day]
        base = known[-1] if known else later[0].was
    else:
        base = profile.base
    return min(max(base, 0), 10) if base is not None else USUAL_BASE


def fall_of_base(profile: Profile, knees: Mapping[date, int], today: date) -> BaseChange | None:
    """Return the fall of the base that is due, by one point and from tomorrow on; None where none is.

    It counts from tomorrow, so that today's answers are not judged by another limit than the one they were shown with.
    """
    tomorrow = today + timedelta(days=1)
    if any((tomorrow - change.on).days < WINDOW for change in profile.bases):
        return None
    base = base_on(profile, today)
    days = (today - timedelta(days=back) for back in range(WINDOW))
    mornings = [knees[day] for day in days if day in knees]
    if len(mornings) < ENOUGH or median(mornings) > base - 1:
        return None
    return BaseChange(tomorrow, base, base - 1, "fell")
