"""Fakes and builders that ship with the program and that only tests import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from coach.pcm import RATE, Samples, frames
from coach.timeline.model import GO_KINDS, Cue, CueKind, Segment, SegmentKind, Timeline, Tone
from coach.units import Seconds
from coach.voice.protocol import Utterance
from coach.words.speech import FixedLengths, caption

__all__ = [
    "FixedLengths",
    "ManualClock",
    "Part",
    "RecordingOutput",
    "RecordingVoice",
    "build_timeline",
    "countdown",
    "cue",
    "hold",
    "lengthless_tone",
    "part",
    "ready",
    "relax",
    "rest",
    "say",
    "switch",
    "wait",
    "work",
]


# --- time ------------------------------------------------------------------------------------------------------------


class ManualClock:
    """A clock that moves only when it is told to."""

    def __init__(self, start: datetime = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)) -> None:
        self._wall = start
        self._monotonic: Seconds = 1000.0
        self._boottime: Seconds = 5000.0

    def monotonic(self) -> Seconds:
        return self._monotonic

    def boottime(self) -> Seconds:
        return self._boottime

    def now(self) -> datetime:
        return self._wall

    def advance(self, seconds: Seconds) -> None:
        """Let time pass while the machine is awake."""
        self._monotonic += seconds
        self._boottime += seconds
        self._wall += timedelta(seconds=seconds)

    def sleep(self, seconds: Seconds) -> None:
        """Let the machine sleep: monotonic time stands still."""
        self._boottime += seconds
        self._wall += timedelta(seconds=seconds)


# --- sound -----------------------------------------------------------------------------------------------------------


class RecordingVoice:
    """A voice of fixed lengths (0.4 s a word) whose sound is a constant level, so that it can be found again.

    `missing` texts are not there (yet); `trouble` can be set.
    """

    def __init__(self, *, onset: Seconds = 0.0, missing: frozenset[str] = frozenset()) -> None:
        self.trouble: str | None = None
        self.missing = set(missing)
        self.prepared: list[str] = []
        """Every text asked for ahead, in order."""
        self.asked: list[str] = []
        self.closed = False
        self._onset = onset
        self._lengths = FixedLengths()

    def prepare(self, texts: list[str]) -> None:
        self.prepared += texts

    def get(self, text: str, timeout: Seconds) -> Utterance | None:
        self.asked.append(text)
        if text in self.missing:
            return None
        length = frames(self._onset + self._lengths.seconds(text))
        return Utterance(text, np.full(length, 0.1, dtype=np.float32), self._onset)

    def close(self) -> None:
        self.closed = True


@dataclass(frozen=True, slots=True)
class Placed:
    """A sound given to a RecordingOutput."""

    due: Seconds
    seconds: Seconds
    samples: Samples = field(repr=False, compare=False)


class RecordingOutput:
    """An output that remembers what was placed when; a cancel cuts what sounds and forgets what has not sounded."""

    def __init__(self, clock: ManualClock, *, latency: Seconds = 0.0) -> None:
        self.trouble: str | None = None
        self.notice: str | None = None
        self.wakes_in: Seconds = 0.0
        self.started = False
        self.closed = False
        self.placed: list[Placed] = []
        """What sounds, or has sounded, in the order of placing."""
        self.cancelled: list[Seconds] = []
        """The moments of every cancel."""
        self.music: list[tuple[Seconds, bool]] = []
        """When music was asked to sound (True) and to stop."""
        self._clock = clock
        self._latency = latency

    @property
    def latency(self) -> Seconds:
        return self._latency

    def start(self) -> None:
        self.started = True

    def place(self, samples: Samples, due: Seconds) -> None:
        self.placed.append(Placed(due, len(samples) / RATE, samples))

    def cancel(self) -> None:
        now = self._clock.monotonic()
        self.cancelled.append(now)
        heard = [(one, one.samples[: max(0, round((now - one.due) * RATE))]) for one in self.placed]
        self.placed = [Placed(one.due, len(part) / RATE, part) for one, part in heard if len(part)]

    def play_music(self) -> None:
        self.music.append((self._clock.monotonic(), True))

    def stop_music(self, fade: Seconds) -> Seconds:
        self.music.append((self._clock.monotonic(), False))
        return 0.0

    def close(self) -> None:
        self.closed = True


def lengthless_tone(tone: Tone) -> Samples:
    """Return the sound of a tone for tests: as many samples as its place in the enumeration, from 1."""
    return np.full(list(Tone).index(tone) + 1, 0.2, dtype=np.float32)


# --- timelines -------------------------------------------------------------------------------------------------------


def cue(offset: Seconds, text: str = "", kind: CueKind = CueKind.TIMED, tone: Tone | None = None, **fields: Any) -> Cue:
    """Return a cue at an offset of the segment that it is given to; its words last 0.4 s each."""
    given: dict[str, Any] = {"seconds": FixedLengths().seconds(text), "caption": caption(text)} | fields
    return Cue(at=offset, segment=0, offset=offset, text=text, kind=kind, tone=tone, **given)


def countdown(end: Seconds) -> tuple[Cue, ...]:
    """Return "3, 2, 1" before an offset, each with its tick and without a caption."""
    words = (("3", 3.0), ("2", 2.0), ("1", 1.0))
    return tuple(
        cue(end - before, word, CueKind.COUNTDOWN, Tone.TICK, from_end=True, caption="") for word, before in words
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A segment to be, with its cues."""

    kind: SegmentKind
    seconds: Seconds
    cues: tuple[Cue, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)


def part(kind: SegmentKind, seconds: Seconds, *cues: Cue, **fields: Any) -> Part:
    """Return a segment to be; `fields` are those of `Segment`."""
    return Part(kind, seconds, cues, fields)


def say(seconds: Seconds, *cues: Cue, **fields: Any) -> Part:
    return part(SegmentKind.SAY, seconds, *cues, **fields)


def ready(seconds: Seconds, *cues: Cue, **fields: Any) -> Part:
    return part(SegmentKind.READY, seconds, *cues, **fields)


def work(seconds: Seconds, *cues: Cue, **fields: Any) -> Part:
    return part(SegmentKind.WORK, seconds, *cues, **fields)


def hold(seconds: Seconds, *cues: Cue, **fields: Any) -> Part:
    return part(SegmentKind.HOLD, seconds, *cues, **fields)


def relax(seconds: Seconds, *cues: Cue, **fields: Any) -> Part:
    return part(SegmentKind.RELAX, seconds, *cues, **fields)


def rest(seconds: Seconds, *cues: Cue, **fields: Any) -> Part:
    return part(SegmentKind.REST, seconds, *cues, **fields)


def switch(seconds: Seconds, *cues: Cue, **fields: Any) -> Part:
    return part(SegmentKind.SWITCH, seconds, *cues, **fields)


def wait(seconds: Seconds, *cues: Cue, **fields: Any) -> Part:
    """Return a segment that ends at "done", with the estimate of its length."""
    return part(SegmentKind.WAIT, seconds, *cues, **{"open_ended": True, "estimated": True} | fields)


def build_timeline(*parts: Part, name: str = "Test") -> Timeline:
    """Return the timeline of these parts, one after the other.

    Every part to do is a go of its own, but holds and relaxes in turn are one, and so is a wait with the work or hold
    right before it; what stands between names the go ahead. Without a `step` of its own a part to do is of "step".
    """
    segments: list[Segment] = []
    start, go = 0.0, -1
    for index, one in enumerate(parts):
        doing = one.kind in GO_KINDS
        step = one.fields.get("step", "step" if doing else None)
        if doing and not (index and _goes_on(parts[index - 1].kind, one.kind)):
            go += 1
        values: dict[str, Any] = {"title": step or one.kind.value, "go": go if doing else go + 1, "step": step}
        segments.append(
            Segment(index=index, kind=one.kind, start=start, seconds=one.seconds, **values | dict(one.fields))
        )
        start += one.seconds
    last = max((segment.go or 0 for segment in segments if segment.kind in GO_KINDS), default=-1)
    segments = [replace(one, go=None) if one.go is not None and one.go > last else one for one in segments]
    cues = [
        replace(given, segment=index, at=segments[index].start + given.offset)
        for index, one in enumerate(parts)
        for given in sorted(one.cues, key=lambda given: given.offset)
    ]
    return Timeline(routine=name.lower(), name=name, level=None, segments=tuple(segments), cues=tuple(cues))


def _goes_on(before: SegmentKind, now: SegmentKind) -> bool:
    held = {before, now} == {SegmentKind.HOLD, SegmentKind.RELAX}
    return held or (now is SegmentKind.WAIT and before in {SegmentKind.WORK, SegmentKind.HOLD})
