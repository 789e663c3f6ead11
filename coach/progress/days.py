"""Local days, as the rules count them; the store of sessions finds its files by them, so they are made below."""

from __future__ import annotations

from coach.session.days import DAY_TURNS_AT, local_day

__all__ = ["DAY_TURNS_AT", "local_day"]
