"""How often each exercise's set-up was heard, so that after three times its first sentence is enough."""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import tomli_w

from coach.paths import write_whole
from coach.player.model import Event, EventKind, PlacedCue
from coach.timeline.model import DOING_KINDS
from coach.units import Seconds


@dataclass(frozen=True, slots=True)
class Heard:
    """Exercise id to the number of sessions in which it was begun."""

    path: Path
    counts: Mapping[str, int]

    @classmethod
    def read(cls, path: Path) -> Heard:
        """Return what was kept; nothing where there is no file or it cannot be read: set-ups are then said in full."""
        try:
            counts = tomllib.loads(path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return cls(path, {})
        return cls(path, {name: count for name, count in counts.items() if type(count) is int})

    def save(self, begun: Iterable[str]) -> None:
        """Write the counts with one more for each exercise that was begun; a disk that refuses costs nothing else."""
        counts = {**self.counts, **{name: self.counts.get(name, 0) + 1 for name in begun}}
        with contextlib.suppress(OSError):
            write_whole(self.path, tomli_w.dumps(dict(sorted(counts.items()))))


_DOING = frozenset(kind.value for kind in DOING_KINDS)


class HeardListener:
    """Counts an exercise once a session, when its first go begins; a listener of playback.

    `begun` are those that were counted before this session was taken up again.
    """

    def __init__(self, heard: Heard, begun: Iterable[str] = ()) -> None:
        self._heard = heard
        self._before = frozenset(begun)
        self._begun: set[str] = set()

    def on_event(self, event: Event) -> None:
        new = heard_in([event]) - self._before - self._begun
        if new:
            self._begun |= new
            self._heard.save(self._begun)

    def on_cue(self, placed: PlacedCue) -> None:
        """Do nothing: what was begun was heard before."""

    def on_tick(self, now: Seconds) -> None:
        """Do nothing."""


def heard_in(events: Iterable[Event]) -> frozenset[str]:
    """Return the exercises of which a go began among the events; a step without one goes by its own id."""
    begun = (event.details for event in events if event.kind is EventKind.SEGMENT_STARTED)
    return frozenset(
        name
        for details in begun
        if details.get("kind") in _DOING and isinstance(name := details.get("exercise") or details.get("step"), str)
    )
