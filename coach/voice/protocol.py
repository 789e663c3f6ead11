"""What a voice must do; `coach.testing.RecordingVoice` is the fake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from coach.pcm import Samples
from coach.pcm import seconds as to_seconds
from coach.units import Seconds


@dataclass(frozen=True, slots=True)
class Utterance:
    """The sound of some words: trimmed, levelled, at `coach.pcm.RATE`."""

    text: str
    samples: Samples
    onset: Seconds
    """Where in the samples the first word is heard; that moment is placed, not the first sample."""

    @property
    def seconds(self) -> Seconds:
        """From the onset to the end."""
        return to_seconds(len(self.samples)) - self.onset


class Voice(Protocol):
    """Gives the sound of words, from the cache or an engine, and says how it is."""

    @property
    def trouble(self) -> str | None:
        """One sentence for the screen while the voice cannot speak, else None."""

    def prepare(self, texts: list[str]) -> None:
        """Ask for these texts ahead, in the order in which they will be needed; returns at once."""

    def get(self, text: str, timeout: Seconds) -> Utterance | None:
        """Return the utterance if it is there within `timeout` seconds, else None; never raises."""

    def close(self) -> None:
        """End whatever runs in the background."""
