"""The sound device as an `Output`: always some way ahead, never in the way, alive again after whatever happens to it.

A thread of its own keeps two seconds of finished samples ready; what the library asks for is sliced from them. A pause
closes the stream, because frames in a device's buffer cannot be taken back; the next sound starts a new one. While
there is no device, time passes in silence, and one is looked for again and again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from coach.pcm import Samples, frames, seconds
from coach.sound.anchor import Anchor
from coach.sound.epoch import Epoch, Window
from coach.sound.following import Following, Lister, Opener
from coach.sound.keepawake import WAKES, Sleeper, laid_under
from coach.sound.libraries import list_devices, open_stream
from coach.sound.mixer import Mixer
from coach.sound.protocol import Told
from coach.sound.stream import NoDeviceError, Stream
from coach.units import Frames, Seconds

if TYPE_CHECKING:
    from coach.sound.music import MusicBed
    from coach.sound.underlay import Underlay

WINDOW: Seconds = 2.0
"""How much is rendered ahead of what was asked for."""

TICK: Seconds = 0.1
"""How often the window is moved on while a stream runs."""

GATHERING: Seconds = 0.010
"""Between the first sound and the start of its stream: cues come in one by one, all belong into the first frames."""

TOGETHER: Seconds = 0.06
"""After a cancel music waits so long before it starts a stream: words that follow belong into the first frames."""

WORDS_FIRST: Seconds = 0.5
"""Music is not loaded before a stream has begun with the first words, but no later than this after it was wanted."""

SOON: Seconds = 1.0
"""A stream is started so long before its first sound, so that the device is awake by then."""

GRACE: Seconds = 0.12
"""A first sound that is late by no more than this is not cut: the whole stream is that much late instead."""

RETRY: Seconds = 2.0
"""How long until a device is looked for again."""

OPENING: Seconds = 0.3
"""So long whoever asks whether the device has to wake waits until that is known; usually it is by then."""

QUIET: Seconds = 0.5
"""A change to the device that is back waits for so much silence, if that comes soon."""


class DeviceOutput:
    """Places sounds on the default device, or a named one; see `coach.sound.protocol.Output`."""

    def __init__(
        self,
        device: str | None = None,
        *,
        volume: float = 1.0,
        music: MusicBed | None = None,
        told: Told | None = None,
        keep_awake: bool | None = None,
        wakes: Seconds = WAKES,
        opener: Opener = open_stream,
        lister: Lister = list_devices,
        clock: Callable[[], Seconds] = time.monotonic,
    ) -> None:
        self._following = Following(device, opener, lister)
        self._changes_by: Seconds | None = None
        """When at the latest the device that is back takes over."""
        self._volume = np.float32(volume)
        self._told = told
        self._sleeper = Sleeper(keep_awake, wakes)
        self._known = threading.Event()
        """Whether a device opens is known."""
        self._clock = clock
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._music = _under(music, volume) if music is not None else None
        self._mixer = Mixer(self._music)
        self._music_loads_at: Seconds = 0.0
        self._music_from: Seconds = 0.0
        """Before it music starts no stream."""
        self._idle: Stream | None = None
        """Open and not yet started."""
        self._epoch: Epoch | None = None
        self._cancelled = False
        self._closing = False
        self._gather_until: Seconds | None = None
        self._retry_at: Seconds = 0.0
        self._gave_up_at: Seconds = float("-inf")
        self._doubted = False
        """The last stream never flowed: its trouble is over when the next one does, not when it opens."""
        self._trouble: str | None = None
        self.resyncs = 0
        """How often an underrun was made up for."""

    @property
    def trouble(self) -> str | None:
        return self._trouble

    @property
    def notice(self) -> str | None:
        return self._following.notice

    @property
    def wakes_in(self) -> Seconds:
        if self._thread is None or not self._sleeper.may_sleep:
            return 0.0
        self._known.wait(OPENING)
        with self._lock:
            stream = self._epoch.stream if self._epoch is not None else self._idle
        if stream is None:
            return 0.0
        # What is placed into a stream that runs has to be ahead of its buffer, too.
        return self._sleeper.wakes_in(stream, self._clock(), at_least=stream.ahead + 2 * TICK)

    @property
    def latency(self) -> Seconds:
        epoch = self._epoch
        return epoch.stream.ahead + 2 * TICK if epoch is not None else GATHERING + 0.05

    @property
    def backend(self) -> str | None:
        """What plays now, for people; None while nothing does."""
        stream = self._epoch.stream if self._epoch is not None else self._idle
        return f"{stream.backend} {stream.device}".strip() if stream is not None else None

    def start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="sound", daemon=True)
            self._thread.start()

    def place(self, samples: Samples, due: Seconds) -> None:
        with self._lock:
            self._mixer.place(samples * self._volume, due)
            if self._gather_until is None:
                self._gather_until = self._clock() + GATHERING
        self._wake.set()
        if self._told is not None:
            self._told.sounds(due, due + seconds(len(samples)))

    def cancel(self) -> None:
        with self._lock:
            self._mixer.clear()
            self._gather_until = None
            if self._epoch is not None:
                self._cancelled = True
                self._epoch.fall_silent()
                self._leave_music(self._epoch)
            self._music_from = self._clock() + TOGETHER
            self._sleeper.cancelled(self._clock())
        self._wake.set()
        if self._told is not None:
            self._told.quiet()

    def play_music(self) -> None:
        with self._lock:
            if self._music is None:
                return
            self._music.wanted = True
            self._music_loads_at = self._clock() + WORDS_FIRST
        self._wake.set()

    def stop_music(self, fade: Seconds) -> Seconds:
        with self._lock:
            if self._music is None:
                return 0.0
            epoch = self._epoch
            left = self._music.stop(epoch.asked if epoch is not None else 0, fade)
            return left + epoch.stream.ahead if left and epoch is not None else 0.0

    def close(self) -> None:
        self._closing = True
        self._wake.set()
        if self._told is not None:
            self._told.close()
        if self._music is not None:
            self._music.bed.close()
        if self._thread is not None:
            self._thread.join(3.0)

    # --- the thread ----------------------------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._closing:
            wait = self.step(self._clock())
            self._wake.wait(wait)
            self._wake.clear()
        for stream in (self._idle, self._epoch.stream if self._epoch is not None else None):
            if stream is not None:
                stream.close()
        self._idle = self._epoch = None

    def step(self, now: Seconds) -> Seconds:
        """Do what is due, and return for how many seconds nothing will be: one turn of the thread."""
        if self._cancelled:
            self._end_epoch()
        if self._idle is not None and (failure := self._idle.failure()) is not None:
            lost, self._idle = self._idle, None
            self._give_up(lost, failure)
        self._follow(now)
        if self._idle is None and self._epoch is None and now >= self._retry_at:
            self._open(now)
            self._known.set()
        if self._music is not None and self._music.wanted:
            flows = self._epoch is not None and self._epoch.asked > 0
            if flows or now >= self._music_loads_at:
                self._music.bed.start()
        if self._epoch is None and self._idle is not None:
            wait = self._start_when_due(self._idle, now)
        elif self._epoch is not None:
            wait = self._keep_going(self._epoch, now)
        else:
            wait = max(0.0, self._retry_at - now)
        with self._lock:
            self._mixer.forget(now - 1.0)
        return wait

    def _open(self, now: Seconds) -> None:
        try:
            self._idle = self._following.open(self._mixer.channels)
        except NoDeviceError as error:
            self._trouble, self._doubted = str(error), False
            self._retry_at = self._clock() + RETRY
        except Exception as error:  # a library that fails in its own way must not end the thread
            self._trouble = f"The sound device does not open ({type(error).__name__}: {error}); see `coach doctor`."
            self._retry_at = self._clock() + RETRY
        else:
            self._trouble = self._trouble if self._doubted else None

    def _start_when_due(self, stream: Stream, now: Seconds) -> Seconds:
        with self._lock:
            due = self._mixer.next_due(now - GRACE)
            if due is None and not self._mixer.is_quiet(now, now + 1.0):
                due = now
            if due is None and (waits := self._starts_without_words(stream, now)) > 0:
                return waits
            due, sound = now if due is None else due, due
            starts = max(due - SOON, self._gather_until or now)
            if now < starts:
                return min(starts - now, 1.0)
            self._gather_until = None
            origin = now + stream.start_delay
            if sound is not None and due < origin <= due + GRACE:
                # Better everything a moment late, and the first word whole.
                origin = due
            epoch = Epoch(stream, Anchor(origin), self._render(stream, origin, 0), asked_at=now, started_at=now)
            self._epoch, self._idle = epoch, None
            self._sleeper.started(now)
        try:
            stream.start(lambda count, heard: epoch.give(count, heard, self._clock()))
        except NoDeviceError as error:
            self._lose(epoch, str(error))
            return 0.0
        return TICK

    def _starts_without_words(self, stream: Stream, now: Seconds) -> Seconds:
        """Return how long until music, or what keeps a link awake, may start a stream; 0 where it does now."""
        silent = self._sleeper.waits(stream, now)
        if self._music is not None and self._music.wanted:
            return min(silent, max(0.0, self._music_from - now) if self._music.waits else TICK)
        if not self._sleeper.keeps(stream):
            self._gather_until = None
        return silent

    def _follow(self, now: Seconds) -> None:
        """Let the device that was asked for take over when it is back, at a quiet moment, and another when it goes."""
        stream = self._epoch.stream if self._epoch is not None else self._idle
        if stream is None:
            self._changes_by = None
            return
        if (within := self._following.reopens(stream, now)) is not None:
            self._changes_by = now + within
        if self._changes_by is None:
            return
        with self._lock:
            if now < self._changes_by and not self._mixer.is_quiet(now - 0.1, now + QUIET):
                return
            self._changes_by = None
            self._drop_streams()
        stream.close()

    def _drop_streams(self) -> None:
        """Let the next turn open a stream anew; what was placed stays, and sounds there from where it should be."""
        if self._epoch is not None:
            self._leave_music(self._epoch)
        self._epoch = self._idle = None

    def _keep_going(self, epoch: Epoch, now: Seconds) -> Seconds:
        failure = epoch.stream.failure()
        if epoch.flows and self._doubted:
            self._doubted, self._trouble = False, None
        if failure is None and epoch.has_stopped(now):
            failure = "The sound device has stopped."
            self._doubted = not epoch.flows
        if failure is not None:
            self._lose(epoch, failure)
            return 0.0
        with self._lock:
            if self._cancelled:
                return 0.0
            if epoch.keep_to_its_device(self._mixer, now):
                self.resyncs += 1
            broken = epoch.is_broken(now)
            if broken:
                self._drop_streams()
            epoch.window = self._render(epoch.stream, epoch.anchor.origin, epoch.asked)
            self._gather_until = None
        if broken:
            epoch.stream.close()
            self.resyncs += 1
            return 0.0
        return TICK

    def _leave_music(self, epoch: Epoch) -> None:
        """Let the music go on, in the next stream, where it was heard last."""
        if self._music is not None:
            self._music.leave(epoch.heard(self._clock()))

    def _render(self, stream: Stream, origin: Seconds, first: Frames) -> Window:
        samples = self._mixer.render(first, frames(WINDOW), origin)
        return Window(first, laid_under(samples, first) if self._sleeper.keeps(stream) else samples)

    def _end_epoch(self) -> None:
        with self._lock:
            epoch, self._epoch = self._epoch, None
            self._cancelled = False
        if epoch is not None:
            epoch.stream.close()

    def _lose(self, epoch: Epoch, why: str) -> None:
        with self._lock:
            self._epoch = None
            self._cancelled = False
            self._leave_music(epoch)
        self._give_up(epoch.stream, why)

    def _give_up(self, stream: Stream, why: str) -> None:
        self._trouble = f"{why} Going on without sound; trying again."
        now = self._clock()
        # At once the first time; a device that opens and goes again and again is left alone for a while.
        self._retry_at = now if now >= self._gave_up_at + 2 * RETRY else now + RETRY
        self._gave_up_at = now
        # Closing what is dead may hang, and must not keep the next device waiting.
        threading.Thread(target=stream.close, name="sound-close", daemon=True).start()


def _under(music: MusicBed, volume: float) -> Underlay:
    from coach.sound.underlay import Underlay

    return Underlay(music, volume)


def open_output(
    *,
    device: str | None = None,
    volume: float = 1.0,
    music: MusicBed | None = None,
    keep_awake: bool | None = None,
    wakes: Seconds = WAKES,
    told: Told | None = None,
) -> DeviceOutput:
    """Return the output for a device by name, or the default one; nothing is opened before `start`.

    `volume` from 0 to 1 scales every sample. With music the stream is stereo, and the music is the output's to close;
    `told` is told what will be heard, and is its to close, too.
    With `keep_awake` noise that nobody hears lies under all silence, for a device that takes `wakes` seconds to wake;
    None is that only where the device is known to be Bluetooth.
    """
    return DeviceOutput(device, volume=volume, music=music, keep_awake=keep_awake, wakes=wakes, told=told)
