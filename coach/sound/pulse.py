"""PulseAudio and PipeWire through libpulse, by ctypes.

miniaudio has a PulseAudio backend too, and it is not used: it fills one period of a stream that waits for three, so
that the first word came 0.2 to 1.9 s late on an idle server; it does not tell when a frame is heard, and a vanished
server goes unnoticed. libpulse does better in all three, every desktop has it, also on Linux aarch64, where miniaudio
has no wheel. No callback enters Python: one thread asks how much room there is and fills it.
"""

from __future__ import annotations

import contextlib
import ctypes
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np

from coach.pcm import RATE
from coach.sound.devices import Device, named
from coach.sound.sinks import SIGNATURES, SinkQuestion
from coach.sound.stream import NoDeviceError, NoServerError, Pull
from coach.units import Seconds

BUFFER: Seconds = 0.4
"""Of the stream; the sink's own is about as long again. A busy machine may starve this thread for both together."""

PERIOD: Seconds = 0.05
"""How often the buffer is filled up."""

CONNECT_PATIENCE: Seconds = 2.0

_FORMAT_FLOAT32LE = 5
_CONTEXT_NOAUTOSPAWN = 1
_CONTEXT_READY, _CONTEXT_FAILED = 4, 5
_STREAM_READY, _STREAM_FAILED = 2, 3
_INTERPOLATE_TIMING, _AUTO_TIMING_UPDATE = 0x2, 0x8
_SEEK_RELATIVE = 0
_WHATEVER = 0xFFFFFFFF
_CONNECTION_REFUSED, _NO_ENTITY = 6, 5
"""Numbers of what PulseAudio refuses: nobody listens; there is none of that name, or none at all."""
_DUMMY_SINK = "auto_null"
"""What the server plays to when the machine has no device."""


class _SampleSpec(ctypes.Structure):
    _fields_ = (("format", ctypes.c_int), ("rate", ctypes.c_uint32), ("channels", ctypes.c_uint8))


class _BufferAttr(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint32) for name in ("maxlength", "tlength", "prebuf", "minreq", "fragsize"))


@cache
def library() -> Any | None:
    """Return libpulse, or None where it is not installed."""
    try:
        pulse = ctypes.CDLL("libpulse.so.0")
    except OSError:
        return None
    pointer, text, size = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t
    signatures: dict[str, tuple[Any, list[Any]]] = {
        "pa_threaded_mainloop_new": (pointer, []),
        "pa_threaded_mainloop_get_api": (pointer, [pointer]),
        "pa_threaded_mainloop_start": (ctypes.c_int, [pointer]),
        "pa_threaded_mainloop_stop": (None, [pointer]),
        "pa_threaded_mainloop_free": (None, [pointer]),
        "pa_threaded_mainloop_lock": (None, [pointer]),
        "pa_threaded_mainloop_unlock": (None, [pointer]),
        "pa_context_new": (pointer, [pointer, text]),
        "pa_context_connect": (ctypes.c_int, [pointer, text, ctypes.c_int, pointer]),
        "pa_context_get_state": (ctypes.c_int, [pointer]),
        "pa_context_errno": (ctypes.c_int, [pointer]),
        "pa_context_disconnect": (None, [pointer]),
        "pa_context_unref": (None, [pointer]),
        "pa_strerror": (text, [ctypes.c_int]),
        "pa_stream_new": (pointer, [pointer, text, pointer, pointer]),
        "pa_stream_connect_playback": (ctypes.c_int, [pointer, text, pointer, ctypes.c_int, pointer, pointer]),
        "pa_stream_get_state": (ctypes.c_int, [pointer]),
        "pa_stream_get_device_name": (text, [pointer]),
        "pa_stream_get_latency": (ctypes.c_int, [pointer, pointer, pointer]),
        "pa_stream_writable_size": (size, [pointer]),
        "pa_stream_write": (ctypes.c_int, [pointer, pointer, size, pointer, ctypes.c_int64, ctypes.c_int]),
        "pa_stream_disconnect": (ctypes.c_int, [pointer]),
        "pa_stream_unref": (None, [pointer]),
        **SIGNATURES,
    }
    for name, (result, arguments) in signatures.items():
        function = getattr(pulse, name)
        function.restype, function.argtypes = result, arguments
    return pulse


def refusal(code: int, text: str) -> NoDeviceError:
    """Return what is wrong where PulseAudio refuses with a number, in words for people as far as they are known."""
    if code == _CONNECTION_REFUSED:
        return NoServerError("No sound server runs here; see `coach doctor`.")
    if code == _NO_ENTITY:
        return NoDeviceError("There is no sound device; plug one in, or see `coach doctor`.")
    return NoDeviceError(f"The sound server gives no device ({text}); see `coach doctor`.")


class PulseConnection:
    """One connection to the server; raises NoDeviceError where none answers."""

    def __init__(self) -> None:
        pulse = library()
        assert pulse is not None
        self._pulse = pulse
        self._closing = threading.Event()
        self._context: int | None = None
        self._stream: int | None = None
        self._loop = pulse.pa_threaded_mainloop_new()
        self._question = SinkQuestion(pulse)
        try:
            self._connect()
        except NoDeviceError:
            self._release()
            raise

    def close(self) -> None:
        self._release()

    def devices(self) -> list[Device]:
        """Return what the server can play on; nothing counts that stands in for a missing device."""
        question = SinkQuestion(self._pulse)
        with self._locked():
            question.ask(self._context)
        self._question = question  # it has to live until it is answered
        self._await(lambda: question.answered, True, None)
        return [device for device in question.devices() if device.name != _DUMMY_SINK]

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        self._pulse.pa_threaded_mainloop_lock(self._loop)
        try:
            yield
        finally:
            self._pulse.pa_threaded_mainloop_unlock(self._loop)

    def _connect(self) -> None:
        pulse = self._pulse
        self._context = pulse.pa_context_new(pulse.pa_threaded_mainloop_get_api(self._loop), b"coach")
        # No autospawn: a server started by us on a machine without one would play to nothing, and stay.
        if pulse.pa_context_connect(self._context, None, _CONTEXT_NOAUTOSPAWN, None) < 0:
            raise self._refused()
        pulse.pa_threaded_mainloop_start(self._loop)
        self._await(lambda: pulse.pa_context_get_state(self._context), _CONTEXT_READY, _CONTEXT_FAILED)

    def _await(self, state: Callable[[], int], ready: int, failed: int | None) -> None:
        end = time.monotonic() + CONNECT_PATIENCE
        while True:
            with self._locked():
                now = state()
                refused = self._refused() if failed is not None and now >= failed else None
            if now == ready:
                return
            if refused is not None:
                raise refused
            if time.monotonic() > end:
                raise NoDeviceError("The sound server does not answer; see `coach doctor`.")
            self._closing.wait(0.001)

    def _refused(self) -> NoDeviceError:
        code = self._pulse.pa_context_errno(self._context)
        text = self._pulse.pa_strerror(code) or b""
        return refusal(code, text.decode(errors="replace").lower())

    def _release(self) -> None:
        loop, self._loop = self._loop, None
        if loop is None:
            return
        pulse = self._pulse
        pulse.pa_threaded_mainloop_lock(loop)
        if self._stream:
            pulse.pa_stream_disconnect(self._stream)
            pulse.pa_stream_unref(self._stream)
        if self._context:
            pulse.pa_context_disconnect(self._context)
            pulse.pa_context_unref(self._context)
        pulse.pa_threaded_mainloop_unlock(loop)
        pulse.pa_threaded_mainloop_stop(loop)
        pulse.pa_threaded_mainloop_free(loop)
        self._stream = self._context = None


class PulseStream(PulseConnection):
    """One playback stream of one connection of its own; see `coach.sound.stream.Stream`."""

    backend = "PulseAudio"
    ahead = 2 * BUFFER
    start_delay = 0.015

    def __init__(self, device: str | None = None, channels: int = 1) -> None:
        self._frame_bytes = 4 * channels
        self._thread: threading.Thread | None = None
        self._failure: str | None = None
        self._asked_again = False
        super().__init__()
        try:
            # Looked for by ourselves: PipeWire plays on the default where a name is not there, and says nothing.
            devices = self.devices()
            self._open(named(device, devices).name if device else None, channels)
        except NoDeviceError:
            self._release()
            raise
        self.device = self._playing_on()
        if self.device == _DUMMY_SINK:
            self._release()
            raise NoDeviceError("The sound server has no device to play on; plug one in, or see `coach doctor`.")
        self._told_of = ""
        self._tell(devices)

    def _tell(self, devices: list[Device]) -> None:
        about = next((one for one in devices if one.name == self.device), Device(self.device))
        self._told_of, self.title, self.bluetooth = self.device, about.called, about.bluetooth

    def _playing_on(self) -> str:
        """Return the name of the sink that the stream is on now; to be called with the lock where others may call."""
        name = self._pulse.pa_stream_get_device_name(self._stream)
        return name.decode(errors="replace") if name else ""

    def start(self, pull: Pull) -> None:
        self._thread = threading.Thread(target=self._run, args=(pull,), name="sound-pulse", daemon=True)
        self._thread.start()

    def failure(self) -> str | None:
        if self._failure is None and self._thread is None:
            with self._locked():
                if self._pulse.pa_stream_get_state(self._stream) != _STREAM_READY:
                    self._failure = self._gone()
                else:
                    self.device = self._playing_on()
        return self._failure

    def close(self) -> None:
        self._closing.set()
        if self._thread is not None:
            self._thread.join(2.0)
        self._release()

    def _open(self, device: str | None, channels: int) -> None:
        pulse = self._pulse
        spec = _SampleSpec(_FORMAT_FLOAT32LE, RATE, channels)
        buffer = _BufferAttr(
            maxlength=_WHATEVER,
            tlength=round(BUFFER * RATE) * self._frame_bytes,
            # Starts with the first frames, and after an underrun with the next ones.
            prebuf=RATE // 50 * self._frame_bytes,
            minreq=RATE // 100 * self._frame_bytes,
            fragsize=_WHATEVER,
        )
        with self._locked():
            self._stream = pulse.pa_stream_new(self._context, b"coach", ctypes.byref(spec), None)
            # Without ADJUST_LATENCY, with which an idle server began up to 2 s late.
            flags = _INTERPOLATE_TIMING | _AUTO_TIMING_UPDATE
            name = device.encode() if device else None
            failed = not self._stream or (
                pulse.pa_stream_connect_playback(self._stream, name, ctypes.byref(buffer), flags, None, None) < 0
            )
            refused = self._refused() if failed else None
        if refused is not None:
            raise refused
        self._await(lambda: pulse.pa_stream_get_state(self._stream), _STREAM_READY, _STREAM_FAILED)

    def _gone(self) -> str:
        """Return what has gone, the device or the whole server; the loop is locked."""
        serves = self._pulse.pa_context_get_state(self._context) == _CONTEXT_READY
        return f"The sound {'device' if serves else 'server'} has gone."

    def _run(self, pull: Pull) -> None:
        try:
            while not self._closing.is_set():
                with self._locked():
                    state = self._pulse.pa_stream_get_state(self._stream)
                    size = self._pulse.pa_stream_writable_size(self._stream) if state == _STREAM_READY else 0
                    heard = self._heard() if state == _STREAM_READY else None
                    self.device = self._playing_on() if state == _STREAM_READY else self.device
                room = size // self._frame_bytes
                if state != _STREAM_READY:
                    self._failure = self._gone()
                    return
                # Also with no room: each reading of the latency is worth having.
                samples = np.ascontiguousarray(pull(room, heard), np.float32)
                if room:
                    with self._locked():
                        self._pulse.pa_stream_write(
                            self._stream, samples.ctypes.data, samples.nbytes, None, 0, _SEEK_RELATIVE
                        )
                if self.device != self._told_of:  # the server moved the stream
                    self._ask_again()
                self._closing.wait(PERIOD)
        except Exception as error:  # a thread that ends silently would leave the session silent
            self._failure = f"The sound stopped ({type(error).__name__}: {error})."

    def _ask_again(self) -> None:
        """Learn about a device to which the stream was moved, without waiting for the answer."""
        if not self._asked_again:
            self._question = SinkQuestion(self._pulse)
            with self._locked():
                self._question.ask(self._context)
            self._asked_again = True
        elif self._question.answered:
            self._tell(self._question.devices())
            self._asked_again = False

    def _heard(self) -> Seconds | None:
        """Return the moment at which the next frame that is written will be heard, None before the server knows."""
        latency, negative = ctypes.c_uint64(), ctypes.c_int()
        if self._pulse.pa_stream_get_latency(self._stream, ctypes.byref(latency), ctypes.byref(negative)) < 0:
            return None
        seconds = latency.value / 1e6
        return time.monotonic() + (-seconds if negative.value else seconds)


def devices() -> list[Device]:
    """Return what the server can play on; raises NoDeviceError where none answers."""
    connection = PulseConnection()
    try:
        return connection.devices()
    finally:
        connection.close()
