"""What a PulseAudio or PipeWire server can play on, asked through libpulse on a connection that is there."""

from __future__ import annotations

import ctypes
from typing import Any

from coach.sound.devices import Device


class _SampleSpec(ctypes.Structure):
    _fields_ = (("format", ctypes.c_int), ("rate", ctypes.c_uint32), ("channels", ctypes.c_uint8))


class _ChannelMap(ctypes.Structure):
    _fields_ = (("channels", ctypes.c_uint8), ("map", ctypes.c_int * 32))


class _Volume(ctypes.Structure):
    _fields_ = (("channels", ctypes.c_uint8), ("values", ctypes.c_uint32 * 32))


class _SinkInfo(ctypes.Structure):
    """The beginning of `pa_sink_info`, as far as it is read."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("index", ctypes.c_uint32),
        ("description", ctypes.c_char_p),
        ("sample_spec", _SampleSpec),
        ("channel_map", _ChannelMap),
        ("owner_module", ctypes.c_uint32),
        ("volume", _Volume),
        ("mute", ctypes.c_int),
        ("monitor_source", ctypes.c_uint32),
        ("monitor_source_name", ctypes.c_char_p),
        ("latency", ctypes.c_uint64),
        ("driver", ctypes.c_char_p),
        ("flags", ctypes.c_int),
        ("proplist", ctypes.c_void_p),
    )


class _ServerInfo(ctypes.Structure):
    """The beginning of `pa_server_info`, as far as it is read."""

    _fields_ = (
        ("user_name", ctypes.c_char_p),
        ("host_name", ctypes.c_char_p),
        ("server_version", ctypes.c_char_p),
        ("server_name", ctypes.c_char_p),
        ("sample_spec", _SampleSpec),
        ("default_sink_name", ctypes.c_char_p),
    )


_SinkFound = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_SinkInfo), ctypes.c_int, ctypes.c_void_p)
_ServerFound = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_ServerInfo), ctypes.c_void_p)

SIGNATURES: dict[str, tuple[Any, list[Any]]] = {
    "pa_context_get_sink_info_list": (ctypes.c_void_p, [ctypes.c_void_p, _SinkFound, ctypes.c_void_p]),
    "pa_context_get_server_info": (ctypes.c_void_p, [ctypes.c_void_p, _ServerFound, ctypes.c_void_p]),
    "pa_operation_unref": (None, [ctypes.c_void_p]),
    "pa_proplist_gets": (ctypes.c_char_p, [ctypes.c_void_p, ctypes.c_char_p]),
}


class SinkQuestion:
    """One question to the server; it has to outlive the answer, for libpulse calls into it."""

    def __init__(self, pulse: Any) -> None:
        self._pulse = pulse
        self._found: list[tuple[str, str, bool]] = []
        self._default = ""
        self._open = 2
        self._calls = (_SinkFound(self._on_sink), _ServerFound(self._on_server))

    def ask(self, context: Any) -> None:
        """Ask; to be called with the main loop locked."""
        for operation in (
            self._pulse.pa_context_get_sink_info_list(context, self._calls[0], None),
            self._pulse.pa_context_get_server_info(context, self._calls[1], None),
        ):
            if operation:
                self._pulse.pa_operation_unref(operation)
            else:
                self._open -= 1

    @property
    def answered(self) -> bool:
        return self._open <= 0

    def devices(self) -> list[Device]:
        """Return what was found by now."""
        return [Device(name, title, name == self._default, wireless) for name, title, wireless in self._found]

    def _on_sink(self, context: Any, info: Any, end: int, data: Any) -> None:
        if end:
            self._open -= 1
            return
        sink = info.contents
        name = _text(sink.name)
        about = [_text(self._pulse.pa_proplist_gets(sink.proplist, key)) for key in (b"device.bus", b"device.api")]
        wireless = name.startswith("bluez") or about[0] == "bluetooth" or about[1].startswith("bluez")
        self._found.append((name, _text(sink.description), wireless))

    def _on_server(self, context: Any, info: Any, data: Any) -> None:
        if info:
            self._default = _text(info.contents.default_sink_name)
        self._open -= 1


def _text(written: bytes | None) -> str:
    return (written or b"").decode(errors="replace")
