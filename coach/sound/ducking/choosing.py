"""Which streams of other programs are music that may go down, by what they say of themselves. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from coach.sound.ducking.volumes import Volumes

LEFT_ALONE_ROLES = frozenset(
    {
        *("phone", "communication"),
        *("a11y", "accessibility"),
        # Short, and one volume for all of them.
        *("event", "notification"),
        # Parts of the server's own wiring: Coach itself may be heard through them.
        *("filter", "abstract", "dsp"),
        # Somebody mixes or measures.
        *("production", "test"),
    }
)
"""`media.role` as PulseAudio and PipeWire name them."""

LEFT_ALONE_NAMES = (
    *("coach", "speech-dispatcher", "orca", "brltty", "espeak"),
    *("webrtc voiceengine", "zoom voiceengine", "skype", "mumble", "linphone", "jami", "twinkle"),
)
"""Beginnings of `application.name`: Coach, screen readers, and calls that give no role."""

LEFT_ALONE_PROGRAMS = ("speech-dispatcher", "sd_", "orca", "brltty", "espeak", "zoom", "skype", "mumble", "linphone")
"""Beginnings of `application.process.binary`."""


@dataclass(frozen=True, slots=True)
class Stream:
    """What another program plays, as the server tells it now."""

    index: int
    """Its number, never given twice while a server runs."""
    key: str
    """What the server remembers its volume by; the next stream of the same program has the same."""
    volumes: Volumes
    heard: bool
    """It is neither muted nor paused."""
    properties: Mapping[str, str]
    has_client: bool = True
    """A program plays it, and not a module of the server."""

    @property
    def pid(self) -> int | None:
        """The process that plays it."""
        text = self.properties.get("application.process.id", "")
        return int(text) if text.isascii() and text.isdigit() else None


def key_of(properties: Mapping[str, str], name: str) -> str:
    """Return what a server remembers a stream's volume by: what it says, else what it would take."""
    known = properties.get("module-stream-restore.id")
    if known:
        return known
    for what in ("media.role", "application.id", "application.name", "media.name"):
        if properties.get(what):
            return f"sink-input-by-{what.replace('.', '-')}:{properties[what]}"
    return f"sink-input-by-media-name:{name}"


def is_music(stream: Stream, own: Collection[int], in_calls: Collection[int]) -> bool:
    """Return whether a stream may go down while Coach speaks.

    `own` are Coach's processes, `in_calls` those that listen to a microphone.
    """
    said = stream.properties
    role = said.get("media.role", "").casefold()
    name = said.get("application.name", "").casefold()
    program = said.get("application.process.binary", "").casefold()
    return (
        stream.has_client
        and stream.pid not in own
        and stream.pid not in in_calls
        and role not in LEFT_ALONE_ROLES
        # PipeWire's filters and loopbacks: two nodes that belong together.
        and "node.link-group" not in said
        and not name.startswith(LEFT_ALONE_NAMES)
        and not program.startswith(LEFT_ALONE_PROGRAMS)
    )
