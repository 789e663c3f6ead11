"""Volumes as sound servers count them. Pure."""

from __future__ import annotations

Volumes = tuple[float, ...]
"""One number a channel as the server counts: 1.0 is 100 %, and amplitude is its third power."""

CLOSE = 0.003
"""Volumes nearer than this are the same: servers round."""


def volume_factor(decibels: float) -> float:
    """Return by what a volume is to be multiplied, so that it goes down by so many dB: volumes are cubic."""
    return float(10 ** (-decibels / 60))


def scaled(volumes: Volumes, factor: float) -> Volumes:
    """Return every channel's volume times a factor, as the server will round it: the balance stays."""
    return tuple(round(volume * factor * 65536) / 65536 for volume in volumes)


def close(one: Volumes, other: Volumes) -> bool:
    """Return whether two volumes are the same but for rounding; of different channels their means are compared."""
    if len(one) != len(other):
        return bool(one) and bool(other) and abs(mean(one) - mean(other)) <= CLOSE
    return all(abs(a - b) <= CLOSE for a, b in zip(one, other, strict=True))


def between(volumes: Volumes, low: Volumes, high: Volumes) -> bool:
    """Return whether volumes lie on the straight way from low to high, all channels equally far."""
    if not len(volumes) == len(low) == len(high) or not mean(high):
        return False
    factor = mean(volumes) / mean(high)
    ends = mean(low) / mean(high)
    return ends - CLOSE <= factor <= 1 + CLOSE and close(volumes, tuple(volume * factor for volume in high))


def unlowered(volumes: Volumes, before: Volumes, low: Volumes) -> Volumes:
    """Return what low volumes were before; of another number of channels by the same ratio."""
    if len(volumes) == len(before):
        return before
    return scaled(volumes, mean(before) / mean(low)) if mean(low) else volumes


def mean(volumes: Volumes) -> float:
    return sum(volumes) / len(volumes)
