"""What is said before a session begins: what it is and how long, so that a silent speaker is noticed in time."""

from __future__ import annotations

from coach.player.cues import LeadIn
from coach.timeline.model import Lengths, Timeline
from coach.units import Seconds
from coach.words.phrases import Phrases

NUMBERS = ("3", "2", "1")

BREATH: Seconds = 0.3
"""Between the greeting and the countdown."""


def lead_in(
    phrases: Phrases,
    timeline: Timeline,
    start_in: Seconds,
    lengths: Lengths,
    *,
    words: bool,
    goes_on: bool = False,
    silence: Seconds = 0.0,
) -> LeadIn:
    """Return what is said before the session starts and before a go goes on.

    With `goes_on` it was begun before. `silence` is left before the greeting, for a device that has to wake first.
    """
    numbers = NUMBERS if words else ("",) * len(NUMBERS)
    if start_in <= 0:
        return LeadIn("", numbers)
    room = start_in - len(NUMBERS) - BREATH - silence
    wordings = _greetings(phrases, timeline, start_in, goes_on)
    return LeadIn(next((text for text in wordings if lengths.seconds(text) <= room), ""), numbers, silence)


def _greetings(phrases: Phrases, timeline: Timeline, start_in: Seconds, goes_on: bool) -> tuple[str, ...]:
    """Return wordings of the greeting, the fullest first."""
    name = timeline.name.rstrip(" .!?")
    starting = phrases.say("start_in", length=phrases.length(start_in))
    named = f"{phrases.say('stop', what=name)} {starting}"
    if goes_on:
        return f"{phrases.say('greeting_again', name=name)} {starting}", named, starting
    minutes = phrases.counted(max(1, round(timeline.seconds / 60)), "minute")
    return f"{phrases.say('greeting', name=name, length=minutes)} {starting}", named, starting
