"""What is said one thing after the other: its parts, how long they take, and which of them go where it is too short."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.source import Place
from coach.timeline.model import CueKind, Lengths, Tone
from coach.units import Seconds

COUNTDOWN: Seconds = 3.0
"""How long before the end of a segment "3" is due."""

BREATH: Seconds = 0.25
"""Silence between two cues of a real voice, so that they do not run into each other; its sounds are trimmed."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to say or sound, with what may be said instead where there is little room."""

    kind: CueKind
    text: str
    shorter: tuple[str, ...] = ()
    """Shorter forms to fall back on, longest first."""
    tone: Tone | None = None
    own: bool = False
    """From the file, so that leaving it out is worth a warning."""
    place: Place | None = None
    setup_of: str | None = None
    """The exercise whose set-up this is."""


def breath(lengths: Lengths) -> Seconds:
    """Return the silence between two cues; with estimated lengths there is none, as in the examples of the rules."""
    return BREATH if lengths.measured else 0.0


def whole_up(seconds: Seconds) -> Seconds:
    """Return the next whole second, forgiving what adding floats leaves over."""
    return float(math.ceil(seconds - 1e-6))


def words_length(parts: Sequence[Part], lengths: Lengths) -> Seconds:
    """Return how long parts take one after the other, with a breath between them."""
    spoken = [lengths.seconds(part.text) for part in parts if part.text]
    return sum(spoken) + breath(lengths) * max(0, len(spoken) - 1)


def squeeze(parts: Sequence[Part], room: Seconds, lengths: Lengths) -> tuple[list[Part], list[Part]]:
    """Return the parts that can be said in so much room, shortened where they need it, and those that are left out.

    What does not fit is left out from its end: the set-up, then `say`, then load and effort, then the amount.
    """
    kept = list(parts)
    dropped: list[Part] = []
    while kept and words_length(kept, lengths) > room + 1e-6:
        last = kept[-1]
        if last.shorter:
            kept[-1] = replace(last, text=last.shorter[0], shorter=last.shorter[1:])
        else:
            dropped.insert(0, kept.pop())
    return kept, dropped


def countdown(end: Seconds, *, words: bool) -> list[tuple[Seconds, Part]]:
    """Return "3, 2, 1" with their moments before `end`, a tick under each."""
    return [
        (end - number, Part(CueKind.COUNTDOWN, str(number) if words else "", tone=Tone.TICK)) for number in (3, 2, 1)
    ]
