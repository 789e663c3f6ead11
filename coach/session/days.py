"""Local days, which turn at 04:00: who trains after midnight has not slept yet."""

from __future__ import annotations

from datetime import date, datetime, timedelta

DAY_TURNS_AT = timedelta(hours=4)


def local_day(at: datetime) -> date:
    """Return the local day of a moment, by the offset that it was kept with: never a day of UTC.

    The clock on the wall counts, also across the change to summer time and on the other side of the world.
    """
    return (at.replace(tzinfo=None) - DAY_TURNS_AT).date()
