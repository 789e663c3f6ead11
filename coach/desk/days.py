"""Days as people say them: "yesterday", "5 days ago"."""

from __future__ import annotations

from datetime import datetime

from coach.session.days import local_day


def day_words(moment: datetime, now: datetime) -> str:
    """Return how long ago a day was: "today", "yesterday", "5 days ago", or its date from four weeks on."""
    day = local_day(moment)
    days = (local_day(now) - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < 28 else f"on {day:%Y-%m-%d}"
