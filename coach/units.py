"""Names for plain numbers, so that a signature says what it counts."""

from __future__ import annotations

from typing import TypeAlias

Seconds: TypeAlias = float
"""A length or a moment in seconds; the name beside it says what a moment counts from (session, segment, clock)."""

Frames: TypeAlias = int
"""A count of sample frames at `coach.pcm.RATE` (48,000 a second)."""

Decibels: TypeAlias = float
"""A level relative to full scale (0 dBFS is the loudest sample)."""
