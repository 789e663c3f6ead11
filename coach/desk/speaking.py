"""Speaking a sentence now, outside any timeline: the answer to a worry, a sample."""

from __future__ import annotations

import threading
from typing import Protocol

from coach.clock import Clock
from coach.sound.protocol import Output
from coach.timeline.model import Lengths
from coach.units import Seconds
from coach.voice.protocol import Voice

PATIENCE: Seconds = 5.0
"""How long the voice may take to have the words; they are on the screen anyway."""


class SessionVoice(Voice, Protocol):
    """A voice that also says how long its words last, and whether it is the one that was asked for."""

    @property
    def lengths(self) -> Lengths:
        """A new measurement: its `measured` tells whether all of *its* texts were spoken."""

    @property
    def notice(self) -> str | None:
        """One sentence where another voice speaks than the one asked for, else None."""


class Speaker:
    """A voice and an output that say what they are given; both are the caller's to close."""

    def __init__(self, voice: Voice, output: Output, clock: Clock) -> None:
        self.voice = voice
        self.output = output
        self._clock = clock

    def say(self, sentence: str) -> None:
        """Silence what is being said and speak a sentence; returns at once."""
        threading.Thread(target=self._speak, args=(sentence,), name="say", daemon=True).start()

    def _speak(self, sentence: str) -> None:
        utterance = self.voice.get(sentence, PATIENCE)
        if utterance is not None:
            self.output.cancel()
            self.output.place(utterance.samples, self._clock.monotonic() + max(0.3, self.output.latency))

    def close(self) -> None:
        """Let voice and output go."""
        self.output.close()
        self.voice.close()
