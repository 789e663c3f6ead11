"""No sound at all: `--mute`, rehearsals, and comparisons."""

from __future__ import annotations

from coach.pcm import Samples
from coach.sound.protocol import Output
from coach.units import Seconds


class NoOutput:
    """Takes every sound and lets none be heard; that is what was asked for, so it is no trouble."""

    trouble: str | None = None
    notice: str | None = None
    wakes_in: Seconds = 0.0
    latency: Seconds = 0.0

    def start(self) -> None:
        """Do nothing."""

    def place(self, samples: Samples, due: Seconds) -> None:
        """Do nothing."""

    def cancel(self) -> None:
        """Do nothing."""

    def play_music(self) -> None:
        """Do nothing."""

    def stop_music(self, fade: Seconds) -> Seconds:
        """Do nothing: it is silent already."""
        return 0.0

    def close(self) -> None:
        """Do nothing."""


def _check(output: NoOutput) -> Output:
    return output  # mypy holds it to the protocol
