"""What becomes of each stream's volume, and what is owed to those that went away low. Pure.

Whoever else changes a volume while it is down wins: that stream is left alone until music has been up again. Sound
servers remember a program's volume, so a stream that ends while it is down would come back low: what it had before
is kept, and the next stream of that program has it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from coach.sound.ducking.choosing import Stream
from coach.sound.ducking.volumes import Volumes, between, close, mean, scaled, unlowered, volume_factor
from coach.units import Seconds

LATELY: Seconds = 0.3
"""A volume that was set within this time may still be what the server tells."""

SETTLES: Seconds = 2.0
"""A session manager gives a new stream its remembered volume within this time."""

TOGETHER = 0.02
"""Volumes that change by ratios nearer than this were changed by one turn of the volume of everything."""

MOST_OWED = 50
"""Programs that never come back must not fill a file."""


@dataclass(frozen=True, slots=True)
class Owed:
    """What a program's next stream is to have instead of the low volume that the server remembers."""

    before: Volumes
    low: Volumes


@dataclass(frozen=True, slots=True)
class Lowered:
    """A stream whose volume is not its own now."""

    index: int
    key: str
    before: Volumes
    low: Volumes
    """Where it goes, or is."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file has to hold, so that another process can restore all of it."""

    lowered: tuple[Lowered, ...] = ()
    owed: tuple[tuple[str, Owed], ...] = ()
    moving: bool = False
    """On the way, so that a volume may lie anywhere between both ends."""

    def __bool__(self) -> bool:
        return bool(self.lowered or self.owed)


@dataclass(frozen=True, slots=True)
class Change:
    """A stream is to have these volumes now."""

    index: int
    volumes: Volumes


@dataclass(slots=True)
class _Held:
    """A stream that is ours to restore."""

    lowered: Lowered
    given: list[tuple[Seconds, Volumes]] = field(default_factory=list)
    """What it was given lately, and when; the last of it whenever that was."""

    @property
    def now(self) -> Volumes:
        return self.given[-1][1]


class Lowering:
    """Lowers streams and puts them back, step by step; goes on from what an earlier process `kept`."""

    def __init__(self, by: float, kept: Kept | None = None) -> None:
        self.by = by
        """In dB, at full depth."""
        kept = kept or Kept()
        self._left_behind = {each.index: each for each in kept.lowered}
        self._left_behind_moving = kept.moving
        self._owed: dict[str, Owed] = dict(kept.owed)
        self._held: dict[int, _Held] = {}
        self._left_alone: set[int] = set()
        """Streams whose volume somebody else changed, or that take none."""
        self._seen: dict[int, Volumes] = {}
        """What streams had at the last look that are not ours to restore; Coach's own is among them."""
        self._unlike: dict[str, Seconds] = {}
        """Since when a program's stream has another volume than the low one that is owed for."""
        self._depth = 0.0

    @property
    def owed(self) -> dict[str, Owed]:
        """What programs are to have again, by the key of their streams."""
        return dict(self._owed)

    @property
    def kept(self) -> Kept:
        """What another process would need to restore all of it now."""
        held = tuple(held.lowered for held in self._held.values())
        return Kept((*self._left_behind.values(), *held), tuple(self._owed.items()), bool(held) and self._depth < 1)

    @property
    def idle(self) -> bool:
        """Whether there is nothing to look for while music is up."""
        return not (self._held or self._owed or self._left_behind)

    def look(
        self, streams: Iterable[Stream], depth: float, now: Seconds, is_music: Callable[[Stream], bool]
    ) -> list[Change]:
        """Return what is to change at a depth from 0 (up) to 1 (down), from all streams as they are now."""
        here = {stream.index: stream for stream in streams}
        self._depth = depth
        self._take_back(here)
        self._miss(here)
        everything = self._turned_together(here)
        for index, held in list(self._held.items()):
            self._heed(here[index], held, now, everything)
        changes = self._pay(here, depth, now)
        if depth > 0:
            for stream in here.values():
                if not self._is_new(stream):
                    continue
                before = self._before(stream)
                # One that waits or is muted may stay as it is, but not with a volume that is another stream's low one.
                if before != stream.volumes or (stream.heard and is_music(stream)):
                    low = scaled(before, self._factor(1.0))
                    lowered = Lowered(stream.index, stream.key, before, low)
                    self._held[stream.index] = _Held(lowered, [(now, stream.volumes)])
        for index, held in list(self._held.items()):
            wanted = scaled(held.lowered.before, self._factor(depth)) if depth > 0 else held.lowered.before
            if wanted != held.now:
                held.given = [each for each in held.given if each[0] > now - LATELY] + [(now, wanted)]
                changes.append(Change(index, wanted))
            if depth == 0:
                del self._held[index]
        if depth == 0:
            self._left_alone.clear()
        self._seen = {index: stream.volumes for index, stream in here.items() if index not in self._held}
        return changes

    def refused(self, index: int) -> None:
        """A stream takes no volume: it is left alone."""
        self._held.pop(index, None)
        self._left_alone.add(index)

    def paid(self, key: str) -> None:
        """The server remembers the right volume again."""
        self._owed.pop(key, None)
        self._unlike.pop(key, None)

    def lost(self) -> None:
        """The server has gone, and all streams with it; programs that come back may be low."""
        for held in self._held.values():
            self._owe(held.lowered.key, Owed(held.lowered.before, held.now))
        self._held.clear()
        self._left_alone.clear()

    def _factor(self, depth: float) -> float:
        return volume_factor(self.by * depth)

    def _is_new(self, stream: Stream) -> bool:
        return any(stream.volumes) and stream.index not in self._held.keys() | self._left_alone

    def _take_back(self, here: dict[int, Stream]) -> None:
        """Hold again what an earlier process left low, unless somebody changed it since."""
        left, self._left_behind = self._left_behind, {}
        for index, lowered in left.items():
            stream = here.get(index)
            if stream is None or stream.key != lowered.key:
                self._owe(lowered.key, Owed(lowered.before, lowered.low))
            elif close(stream.volumes, lowered.low) or (
                self._left_behind_moving and between(stream.volumes, lowered.low, lowered.before)
            ):
                self._held[index] = _Held(lowered, [(float("-inf"), stream.volumes)])

    def _miss(self, here: dict[int, Stream]) -> None:
        """Keep what is owed to streams that went away low."""
        for index in self._held.keys() - here.keys():
            held = self._held.pop(index)
            self._owe(held.lowered.key, Owed(held.lowered.before, held.now))

    def _owe(self, key: str, owed: Owed) -> None:
        if close(owed.before, owed.low):
            return
        self.paid(key)
        self._owed[key] = owed
        while len(self._owed) > MOST_OWED:
            self.paid(next(iter(self._owed)))

    def _turned_together(self, here: dict[int, Stream]) -> list[float]:
        """Return by which ratios streams that are not ours changed: where volumes are flat, all follow the device's."""
        return [
            mean(here[index].volumes) / mean(before)
            for index, before in self._seen.items()
            if index in here and any(before) and not close(before, here[index].volumes)
        ]

    def _heed(self, stream: Stream, held: _Held, now: Seconds, everything: list[float]) -> None:
        """Leave a stream alone whose volume is none that it was given, unless everything was turned."""
        lately = [volumes for moment, volumes in held.given if moment > now - LATELY]
        if any(close(stream.volumes, volumes) for volumes in (held.now, *lately)):
            return
        owed = self._owed.get(stream.key)
        if owed is not None and close(stream.volumes, owed.low):
            before = unlowered(stream.volumes, owed.before, owed.low)
            low = scaled(before, self._factor(1.0))
            self._held[stream.index] = _Held(Lowered(stream.index, stream.key, before, low), [(now, stream.volumes)])
            self.paid(stream.key)
            return
        ratio = mean(stream.volumes) / mean(held.now) if any(held.now) else 0.0
        if any(abs(ratio - each) < TOGETHER for each in everything):
            lowered = held.lowered
            before, low = scaled(lowered.before, ratio), scaled(lowered.low, ratio)
            self._held[stream.index] = _Held(Lowered(stream.index, stream.key, before, low), [(now, stream.volumes)])
            return
        del self._held[stream.index]
        self._left_alone.add(stream.index)

    def _before(self, stream: Stream) -> Volumes:
        """Return what a stream has when music is up: its own volume, or what its low one was made from."""
        owed = self._owed.get(stream.key)
        if owed is not None and close(stream.volumes, owed.low):
            self.paid(stream.key)
            return unlowered(stream.volumes, owed.before, owed.low)
        for held in self._held.values():  # the same program has another one, and the server remembered that
            if held.lowered.key == stream.key and close(stream.volumes, held.now):
                return unlowered(stream.volumes, held.lowered.before, held.now)
        return stream.volumes

    def _pay(self, here: dict[int, Stream], depth: float, now: Seconds) -> list[Change]:
        """Give streams that came back low what they had; forget what nobody remembers any more."""
        changes = []
        for stream in here.values():
            owed = self._owed.get(stream.key)
            if owed is None or stream.index in self._held:
                continue
            if not close(stream.volumes, owed.low):
                since = self._unlike.setdefault(stream.key, now)
                if now - since > SETTLES:
                    self.paid(stream.key)
            elif depth == 0:
                changes.append(Change(stream.index, unlowered(stream.volumes, owed.before, owed.low)))
                self.paid(stream.key)
        return changes
