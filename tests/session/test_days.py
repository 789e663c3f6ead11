"""Local days turn at 04:00, by the clock on the wall."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from coach.session.days import local_day


@pytest.mark.parametrize(
    "at, day",
    [
        ("2026-11-23T03:59:59+01:00", date(2026, 11, 22)),
        ("2026-11-23T04:00:00+01:00", date(2026, 11, 23)),
        ("2026-11-23T23:59:59-08:00", date(2026, 11, 23)),  # already the 24th in UTC
        ("2026-11-24T00:30:00+13:00", date(2026, 11, 23)),  # still the 23rd in UTC
        ("2026-10-25T04:00:00+01:00", date(2026, 10, 25)),  # the night of 25 hours
        ("2026-03-29T03:59:00+02:00", date(2026, 3, 28)),  # the night of 23
    ],
)
def test_a_day_turns_at_four_by_the_offset_that_the_moment_was_kept_with(at: str, day: date) -> None:
    assert local_day(datetime.fromisoformat(at)) == day
