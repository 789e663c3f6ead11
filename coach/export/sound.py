"""A session as samples, a few seconds at a time, through the mixer that plays it live."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from coach.export.unattended import Unattended
from coach.pcm import Samples, frames
from coach.pcm import seconds as to_seconds
from coach.sound.mixer import Mixer
from coach.sound.protocol import MUSIC_FADES
from coach.sound.tones import tone as tone_samples
from coach.timeline.model import Cue, Tone
from coach.units import Frames, Seconds
from coach.voice.protocol import Voice

CHUNK: Seconds = 5.0
"""So much is held in memory at a time; a signal waits until so much is encoded."""

AHEAD: Seconds = 3.0
"""A sound begins before its onset, and music is lowered before that, or stays down where the next one is near."""

TAIL: Seconds = 0.25
"""Silence after the last sound, so that no player cuts it."""

PATIENCE: Seconds = 10.0
"""How long the voice may take for one text: nobody is waiting for the next word."""


class Rendering:
    """All that sounds in a session, from its first second to its last; memory holds a chunk, however long it is."""

    def __init__(
        self,
        session: Unattended,
        voice: Voice,
        *,
        mixer: Mixer | None = None,
        tone: Callable[[Tone], Samples] = tone_samples,
        spoken: bool = True,
    ) -> None:
        """`spoken` is False where no voice is wanted, so that a tone in the place of words is nothing to tell."""
        self._mixer = mixer if mixer is not None else Mixer()
        self._cues = session.cues
        self._voice = voice
        self._tone = tone
        self._spoken = spoken
        self.unspoken: list[Cue] = []
        """Cues that became a tone, as far as it was rendered."""
        self._failed: set[str] = set()
        last = max((cue.at + self._length(cue) for cue in self._cues), default=0.0)
        self.frames: Frames = frames(max(session.timeline.seconds, last + TAIL))
        """How many there will be; music fades out when all has sounded."""
        if self._mixer.music is not None:
            self.frames += frames(MUSIC_FADES)
            self._mixer.music.until(self.frames, MUSIC_FADES)
        self.channels = self._mixer.channels

    @property
    def seconds(self) -> Seconds:
        return to_seconds(self.frames)

    def chunks(self) -> Iterator[Samples]:
        """Yield the samples, in order; every cue has its onset at the frame of its moment."""
        mixer = self._mixer
        waiting = iter(self._cues)
        following = next(waiting, None)
        size = frames(CHUNK)
        for first in range(0, self.frames, size):
            count = min(size, self.frames - first)
            while following is not None and following.at < to_seconds(first + count) + AHEAD:
                for samples, due in self._sounds(following):
                    mixer.place(samples, due)
                following = next(waiting, None)
            yield mixer.render(first, count, 0.0)
            mixer.forget(to_seconds(first + count))

    def _sounds(self, cue: Cue) -> Iterator[tuple[Samples, Seconds]]:
        """Yield the sounds of a cue, each with the moment of its first sample."""
        kind = cue.tone
        if cue.text:
            utterance = None if cue.text in self._failed else self._voice.get(cue.text, PATIENCE)
            if utterance is not None:
                yield utterance.samples, cue.at - utterance.onset
            else:
                kind = kind or Tone.COUNT
                self._failed.add(cue.text)
                if self._spoken:
                    self.unspoken.append(cue)
        if kind is not None:
            yield self._tone(kind), cue.at

    def _length(self, cue: Cue) -> Seconds:
        sounding = to_seconds(len(self._tone(cue.tone))) if cue.tone is not None else 0.0
        return max(cue.seconds if self._spoken else 0.0, sounding)
