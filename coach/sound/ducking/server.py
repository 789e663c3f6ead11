"""PulseAudio, or PipeWire in its place, by pulsectl: the one module that knows it."""

from __future__ import annotations

import ctypes.util
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from coach.sound.ducking.choosing import Stream, key_of
from coach.sound.ducking.lowering import Owed
from coach.sound.ducking.volumes import Volumes, close, unlowered
from coach.units import Seconds

PATIENCE: Seconds = 2.0
"""How long the server may take for an answer; one that hangs counts as gone."""

NAME = "coach-ducking"
"""What the server calls this process; it begins like Coach's own, which is left alone."""

_NOTHING = 0xFFFFFFFF


class ServerGoneError(Exception):
    """There is no sound server, or not any more."""


class NeverAServerError(Exception):
    """Nothing that is tried again could help: libpulse or pulsectl is not there."""


class RefusedError(Exception):
    """A stream takes no volume, or has just gone."""


class Server(Protocol):
    """What the process needs of a sound server; every method raises ServerGoneError."""

    def streams(self) -> list[Stream]:
        """Return everything that plays."""

    def in_calls(self) -> frozenset[int]:
        """Return the processes that listen to a microphone."""

    def set_volume(self, index: int, volumes: Volumes) -> None:
        """Give a stream its volume; raises RefusedError."""

    def remember(self, key: str, owed: Owed) -> bool:
        """Correct what the server remembers of a program; False where it is not known whether it does."""

    def wait(self, seconds: Seconds | None, descriptor: int) -> None:
        """Wait until streams are others than were told, the descriptor can be read, or so long; None is for ever."""

    def close(self) -> None:
        """Let it go."""


@dataclass(frozen=True, slots=True)
class _Errors:
    """pulsectl's exceptions, which are there once it is imported."""

    refused: type[Exception]
    index: type[Exception]
    any: tuple[type[Exception], ...]


class PulseServer:
    """A connection; raises ServerGoneError where there is no server, and never starts one."""

    def __init__(self) -> None:
        try:
            pulsectl = _pulsectl()
        except (ImportError, OSError) as error:  # OSError: no libpulse
            raise NeverAServerError(str(error)) from error
        gone = (pulsectl.PulseError, pulsectl.PulseDisconnected, OSError)
        # Of libpulse's own calls, on a connection that has just ended.
        call = getattr(getattr(pulsectl._pulsectl, "LibPulse", None), "CallError", pulsectl.PulseError)
        self._errors = _Errors(pulsectl.PulseOperationFailed, pulsectl.PulseIndexError, (*gone, call))
        self._volume_info = pulsectl.PulseVolumeInfo
        self._descriptor: int | None = None
        self._news = False
        """Streams changed since they were asked for last."""
        self._pulse = pulsectl.Pulse(NAME, connect=False)
        try:
            with self._gone():
                self._pulse.set_poll_func(self._poll)
                # Its own time-out would always be waited for.
                self._pulse.connect(autospawn=False)
                self._pulse.event_mask_set("sink_input")
                self._pulse.event_callback_set(self._changed)
        except ServerGoneError:
            self.close()
            raise
        self._stop: type[Exception] = pulsectl.PulseLoopStop

    def streams(self) -> list[Stream]:
        self._news = False
        with self._gone():
            return [self._stream(each) for each in self._pulse.sink_input_list()]

    def in_calls(self) -> frozenset[int]:
        with self._gone():
            recordings = self._pulse.source_output_list()
            if not recordings:
                return frozenset()
            # A recording of what is played is no call: level meters, screen recorders.
            microphones = {each.index for each in self._pulse.source_list() if each.monitor_of_sink == _NOTHING}
        pids = (
            each.proplist.get("application.process.id", "")
            for each in recordings
            if each.source in microphones and not each.corked
        )
        return frozenset(int(pid) for pid in pids if pid.isascii() and pid.isdigit())

    def set_volume(self, index: int, volumes: Volumes) -> None:
        with self._gone():
            try:
                self._pulse.sink_input_volume_set(index, self._volume_info(list(volumes)))
            except self._errors.refused as error:
                if not self._pulse.connected:
                    raise
                raise RefusedError(str(error)) from error

    def remember(self, key: str, owed: Owed) -> bool:
        with self._gone():
            try:
                entries = self._pulse.stream_restore_read()
            except self._errors.any:
                if not self._pulse.connected:
                    raise
                return False  # a server without this module
            for entry in entries:
                if entry.name != key:
                    continue
                if close(tuple(entry.volume.values), owed.low):
                    entry.volume.values = list(unlowered(tuple(entry.volume.values), owed.before, owed.low))
                    self._pulse.stream_restore_write(entry, mode="replace")
                return True
        return False

    def wait(self, seconds: Seconds | None, descriptor: int) -> None:
        if self._news:  # it came with the answer to a question, and pulsectl forgets that when it begins to listen
            return
        self._descriptor = descriptor
        try:
            with self._gone():
                # 0 would be for ever.
                self._pulse.event_listen(None if seconds is None else max(seconds, 0.001))
        finally:
            self._descriptor = None

    def close(self) -> None:
        try:
            self._pulse.close()
        except self._errors.any:
            return

    def _stream(self, info: Any) -> Stream:
        return Stream(
            index=info.index,
            key=key_of(info.proplist, info.name),
            volumes=tuple(info.volume.values),
            heard=not info.mute and not info.corked,
            properties=info.proplist,
            has_client=info.client != _NOTHING,
        )

    @contextmanager
    def _gone(self) -> Iterator[None]:
        try:
            yield
        except self._errors.any as error:
            raise ServerGoneError(str(error)) from error
        if not self._pulse.connected:
            raise ServerGoneError("the connection has ended")

    def _changed(self, event: object) -> None:
        self._news = True
        raise self._stop

    def _poll(self, watched: list[Any], timeout: Seconds) -> int:
        """Wait for the server as pulsectl would, and for the descriptor of `wait` as well; -1 is a failure."""
        if sys.platform == "win32":
            raise NotImplementedError
        poller = select.poll()
        for each in watched:
            poller.register(each.fd, each.events)
        if self._descriptor is not None:
            poller.register(self._descriptor, select.POLLIN)
        for_an_answer = timeout < 0 and self._descriptor is None
        ready = dict(poller.poll(PATIENCE * 1000 if for_an_answer else None if timeout < 0 else timeout * 1000))
        if for_an_answer and not ready:
            return -1
        for each in watched:
            each.revents = ready.get(each.fd, 0)
        if self._descriptor is not None and self._descriptor in ready:
            self._pulse.event_listen_stop()
        return sum(1 for each in watched if each.revents)


def _pulsectl() -> Any:
    """Return the module; raises ImportError, or OSError where there is no libpulse."""
    find = ctypes.util.find_library
    # It asks for "libpulse", which no system has under that name, with a compiler and a linker, for some tenths of a
    # second; and then it takes libpulse.so.0.
    ctypes.util.find_library = lambda name: None
    try:
        import pulsectl
    finally:
        ctypes.util.find_library = find
    return pulsectl
