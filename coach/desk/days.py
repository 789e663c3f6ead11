"""Days as people mean them: local, and turning at four in the morning."""

from __future__ import annotations

from datetime import date, datetime, timedelta

DAY_TURNS = timedelta(hours=4)
"""A session at one in the night still belongs to the evening before."""


def day_of(moment: datetime) -> date:
    """Return the local day of a moment, by its own offset."""
    return (moment - DAY_TURNS).date()


def day_words(moment: datetime, now: datetime) -> str:
    """Return how long ago a day was: "today", "yesterday", "5 days ago", or its date from four weeks on."""
    days = (day_of(now) - day_of(moment)).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < 28 else f"on {day_of(moment):%Y-%m-%d}"
