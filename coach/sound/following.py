"""Which device plays: the one that was asked for, the default one while that is away, and back again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from coach.sound.devices import Device, UnknownDeviceError, named
from coach.sound.stream import NoDeviceError, Stream
from coach.units import Seconds

LOOKS_EVERY: Seconds = 2.0
"""How often a device that is away is looked for, as long as it is."""

CHANGES_WITHIN: Seconds = 5.0
"""The wanted device takes over again in silence, and after so long in any case."""

Opener = Callable[[str | None, int], Stream]
Lister = Callable[[], Sequence[Device]]


class Following:
    """Opens streams, and tells when another device ought to play.

    Without a wanted device it is the system's default, and the system moves the stream when that changes. Looking for
    devices takes its time with some libraries, so a thread does it.
    """

    def __init__(self, wanted: str | None, opener: Opener, lister: Lister) -> None:
        self._wanted = wanted
        self._opener = opener
        self._lister = lister
        self._on = ""
        """Where the stream was seen last."""
        self._away: str | None = None
        """What is said while the wanted device is not there."""
        self._reopen: Seconds | None = None
        self._looks_at: Seconds = float("-inf")
        self._looking: threading.Thread | None = None

    @property
    def notice(self) -> str | None:
        """One sentence while another device plays than the wanted one."""
        return self._away

    def open(self, channels: int) -> Stream:
        """Open a stream on the wanted device, else on the default one; raises NoDeviceError where neither opens."""
        self._reopen = None
        try:
            stream = self._opener(self._wanted, channels)
        except NoDeviceError as error:
            if self._wanted is None:
                raise
            stream = self._opener(None, channels)
            self._away = self._said(error, stream)
        else:
            self._away = None
        self._on = stream.device
        return stream

    def reopens(self, stream: Stream, now: Seconds) -> Seconds | None:
        """Notice where the system moved the stream, and return within how many seconds it ought to be opened anew.

        At once where the wanted device is gone: the server may play again what that had not played.
        """
        if self._wanted is None:
            return None
        moved = stream.device != self._on
        self._on = stream.device
        if (moved or (self._away is not None and now >= self._looks_at)) and not self._looks:
            self._looks_at = now + LOOKS_EVERY
            self._looking = threading.Thread(target=self._look, args=(stream,), name="sound-look", daemon=True)
            self._looking.start()
        within, self._reopen = self._reopen, None
        return within

    @property
    def _looks(self) -> bool:
        return self._looking is not None and self._looking.is_alive()

    def _look(self, stream: Stream) -> None:
        assert self._wanted is not None
        try:
            device = named(self._wanted, self._lister())
        except UnknownDeviceError as error:
            if self._away is None:
                self._reopen = 0.0
            self._away = self._said(error, stream)
        except Exception:  # whatever a library does; it is asked again
            return
        else:
            # Moved by hand while it is there: that is wanted, too.
            if self._away is not None and stream.device == device.name:
                self._away = None
            elif self._away is not None:
                self._reopen = CHANGES_WITHIN

    def _said(self, error: NoDeviceError, stream: Stream) -> str:
        why = error.sentence if isinstance(error, UnknownDeviceError) else f"“{self._wanted}” does not open."
        return f"{why} Playing on {stream.title or 'the default device'}."
