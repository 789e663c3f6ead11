"""Streams of other programs, and a sound server that is the test's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from coach.sound.ducking.choosing import Stream, key_of
from coach.sound.ducking.lowering import Owed
from coach.sound.ducking.server import RefusedError, ServerGoneError
from coach.sound.ducking.volumes import Volumes, close
from coach.units import Seconds


def stream(index: int = 1, name: str = "Music Player", *volumes: float, heard: bool = True, **said: str) -> Stream:
    """Return a stream of a program, at 100 % on two channels; `media_role="music"` says more of itself."""
    properties = {"application.name": name, **{key.replace("_", "."): value for key, value in said.items()}}
    return Stream(index, key_of(properties, "song"), volumes or (1.0, 1.0), heard, properties)


class FakeServer:
    """Remembers what it was told, and what programs had, as a real one does; `gone` makes it fail."""

    def __init__(self, *streams: Stream, remembers: bool = True) -> None:
        self.here = {each.index: each for each in streams}
        self.gone = False
        self.closed = False
        self.stubborn: set[int] = set()
        """Streams that take no volume."""
        self.calls: frozenset[int] = frozenset()
        self.given: list[tuple[int, Volumes]] = []
        """Every volume that was set, in order."""
        self.remembered: dict[str, Volumes] = {}
        """By the key of the program; empty where the server says nothing of it."""
        self.before_setting: Callable[[], None] = lambda: None
        self._remembers = remembers

    def connect(self) -> FakeServer:
        if self.gone:
            raise ServerGoneError
        self.closed = False
        return self

    def streams(self) -> list[Stream]:
        self._check()
        return list(self.here.values())

    def in_calls(self) -> frozenset[int]:
        self._check()
        return self.calls

    def set_volume(self, index: int, volumes: Volumes) -> None:
        self._check()
        if index in self.stubborn or index not in self.here:
            raise RefusedError
        self.before_setting()
        self.given.append((index, volumes))
        self.turn(index, *volumes)

    def remember(self, key: str, owed: Owed) -> bool:
        self._check()
        if key not in self.remembered:
            return False
        if close(self.remembered[key], owed.low):
            self.remembered[key] = owed.before
        return True

    def wait(self, seconds: Seconds | None, descriptor: int) -> None:
        self._check()

    def close(self) -> None:
        self.closed = True

    def turn(self, index: int, *volumes: float) -> None:
        """Give a stream a volume, as its user does."""
        self.here[index] = replace(self.here[index], volumes=volumes)
        if self._remembers:
            self.remembered[self.here[index].key] = volumes

    def volumes(self, index: int = 1) -> Volumes:
        return self.here[index].volumes

    def _check(self) -> None:
        if self.gone:
            raise ServerGoneError
