"""How often each exercise's set-up was heard, so that after three times its first sentence is enough."""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import tomli_w

from coach.paths import write_whole
from coach.player.model import Event, EventKind, PlacedCue
from coach.timeline.model import SegmentKind, Timeline
from coach.units import Seconds

GOES = (SegmentKind.WORK, SegmentKind.HOLD, SegmentKind.WAIT)


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
        except (OSError, ValueError):
            return cls(path, {})
        return cls(path, {key: count for key, count in counts.items() if isinstance(count, int)})


class HeardListener:
    """Counts an exercise once a session, when its first go begins; a listener of playback."""

    def __init__(self, heard: Heard, timeline: Timeline) -> None:
        self._heard = heard
        self._timeline = timeline
        self._begun: set[str] = set()

    def on_event(self, event: Event) -> None:
        if event.kind is not EventKind.SEGMENT_STARTED or event.segment is None:
            return
        segment = self._timeline.segments[event.segment]
        name = segment.exercise or segment.step
        if segment.kind in GOES and name is not None and name not in self._begun:
            self._begun.add(name)
            counts = {**self._heard.counts, **{each: self._heard.counts.get(each, 0) + 1 for each in self._begun}}
            # A disk that refuses costs a set-up in full next time, nothing more.
            with contextlib.suppress(OSError):
                write_whole(self._heard.path, tomli_w.dumps(dict(sorted(counts.items()))))

    def on_cue(self, placed: PlacedCue) -> None:
        """Do nothing."""

    def on_tick(self, now: Seconds) -> None:
        """Do nothing."""
