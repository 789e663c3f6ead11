"""When a cue is due: the left side of `when = "what to say"`."""

from __future__ import annotations

import re

from coach.routine.durations import seconds_of, written_seconds
from coach.routine.model import CueAnchor, CueTime
from coach.routine.nearest import nearest
from coach.routine.refusal import Parsed, Refusal
from coach.units import Seconds

_ALONE = {
    "start": CueAnchor.START,
    "end": CueAnchor.END,
    "half": CueAnchor.HALF,
    "last-rep": CueAnchor.LAST_REP,
    "last-set": CueAnchor.LAST_SET,
    "last-round": CueAnchor.LAST_ROUND,
}
_COUNTED = re.compile(r"(rep|set|round)-(\d{1,4})")
_EVERY_REPS = re.compile(r"every-(\d{1,4})-reps?")
_EVERY = re.compile(r"every-(.+)")
_COUNTS = {"rep": CueAnchor.REP, "set": CueAnchor.SET, "round": CueAnchor.ROUND}
_ALIASES = {
    "halfway": "half",
    "middle": "half",
    "begin": "start",
    "finish": "end",
    "last": "last-rep",
    "half-way": "half",
}

SHORTEST_EVERY: Seconds = 1.0
"""Of `every-…`: a thousandth of a second would be due millions of times."""

EXAMPLES = "start, half, end, 20s, -10s, every-15s, rep-5, last-rep, set-2, last-set, round-2, last-round"


def cue_time(when: str) -> Parsed[CueTime]:
    """Return what a written cue time means, or R205 with the nearest that would be one."""
    text = when.strip().lower().replace("−", "-")
    if text in _ALONE:
        return CueTime(_ALONE[text])
    counted = _COUNTED.fullmatch(text)
    if counted:
        number = int(counted.group(2))
        return CueTime(_COUNTS[counted.group(1)], number) if number else _refused(f"{counted.group(1)}-1")
    every_reps = _EVERY_REPS.fullmatch(text)
    if every_reps:
        number = int(every_reps.group(1))
        return CueTime(CueAnchor.EVERY_REPS, number) if number else _refused("every-3-reps")
    every = _EVERY.fullmatch(text)
    if every:
        seconds = seconds_of(every.group(1))
        if isinstance(seconds, Refusal) or not 0 < seconds < 1e6:
            return _refused("every-15s")
        if seconds < SHORTEST_EVERY:
            return Refusal("R205", "is more often than anybody can say something", "every-1s")
        return CueTime(CueAnchor.EVERY_SECONDS, seconds)
    seconds = seconds_of(text)
    if isinstance(seconds, Refusal):
        return _refused(_nearest(text))
    if abs(seconds) > 1e6:
        return _refused(None)
    if text.startswith("-"):
        return CueTime(CueAnchor.BEFORE_END, -seconds) if seconds else CueTime(CueAnchor.END)
    return CueTime(CueAnchor.AFTER_START, seconds) if seconds else CueTime(CueAnchor.START)


def dotted(written: str) -> str | None:
    """Return the cue time that was meant by one with a decimal point: `0.5m` is 30s."""
    every = written.removeprefix("every-")
    if every != written:
        inner = dotted(every)
        return f"every-{inner}" if inner is not None else None
    seconds = seconds_of(written)
    return None if isinstance(seconds, Refusal) else f"{'-' if seconds < 0 else ''}{written_seconds(abs(seconds))}"


def _nearest(text: str) -> str | None:
    if text.replace(" ", "-") in _ALIASES:
        return _ALIASES[text.replace(" ", "-")]
    reordered = re.fullmatch(r"(\d+)[-_ ]?(?:st|nd|rd|th)?[-_ ]?(rep|set|round)s?", text)
    if reordered:
        return f"{reordered.group(2)}-{reordered.group(1)}"
    joined = re.fullmatch(r"(rep|set|round|every)[ _]?(-?\d.*)", text)
    if joined:
        return f"{joined.group(1)}-{joined.group(2).lstrip('-')}"
    return nearest(text.replace("_", "-").replace(" ", "-"), _ALONE, 0.7)


def _refused(nearest: str | None) -> Refusal:
    return Refusal("R205", "is not a cue time", nearest, f"cue times: {EXAMPLES}")
