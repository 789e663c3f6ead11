"""Lengths of time and paces: pure functions from what stands in the file to seconds or a refusal."""

from __future__ import annotations

import datetime
import math
import re
from typing import Any

from coach.routine.model import Duration, Pace, Until
from coach.routine.refusal import Parsed, Refusal
from coach.units import Seconds

LONGEST: Seconds = 5 * 3600
"""Of a routine, and so of anything in it."""

NUMBER = r"\d+(?:[.,]\d+)?|[.,]\d+"
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{1,4}(?:[.,]\d+)?)")
_PART = re.compile(rf"({NUMBER})\s*([^\W\d_]+)\.?")
_RANGE = re.compile(rf"({NUMBER})\s*([a-z]*)\s*(?:-|–|—|to)\s*({NUMBER})\s*([a-z]*)")
_WAITS = re.compile(r"(?:un)?till?\b.*|wait\b.*|.*\bdone")
_SECONDS_IN = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1.0),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60.0),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3600.0),
}
DISTANCE_UNITS = {
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters"), "m"),
    **dict.fromkeys(("km", "kilometre", "kilometres", "kilometer", "kilometers"), "km"),
    **dict.fromkeys(("ft", "foot", "feet"), "ft"),
    **dict.fromkeys(("yd", "yds", "yard", "yards"), "yd"),
    **dict.fromkeys(("mi", "mile", "miles"), "mi"),
    **dict.fromkeys(("step", "steps"), "steps"),
}
DURATION_EXAMPLES = 'a length of time is written "45s", "1m30s", "1:30" or "2 min"'


def duration(value: Any, *, zero: bool = False, open_ended: bool = False) -> Parsed[Duration]:
    """Return a length of time; `zero` is allowed for pauses, `open_ended` allows "30s+"."""
    if isinstance(value, datetime.time):
        fix = f'"{written_seconds(value.hour * 3600 + value.minute * 60 + value.second)}"'
        return Refusal("R201", "is a time of day here, not a length of time", fix, f"write {fix}")
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return Refusal("R201", "is not a length of time", note=DURATION_EXAMPLES)
    if isinstance(value, (int, float)):
        return _checked_duration(as_float(value), zero, plus=False)
    text = value.strip()
    plus = text.endswith("+")
    if plus:
        text = text[:-1].rstrip()
        if not open_ended:
            return Refusal("R201", 'cannot be open-ended here ("+" means at least so long)', f'"{text}"')
    seconds = seconds_of(text)
    if isinstance(seconds, Refusal):
        return seconds
    return _checked_duration(seconds, zero, plus)


def seconds_of(text: str) -> Parsed[Seconds]:
    """Return the seconds of a written length of time, negative ones too."""
    folded = text.strip().lower().replace("−", "-")
    negative = folded.startswith("-")
    folded = folded.removeprefix("-").strip()
    total = _positive_seconds(folded)
    if isinstance(total, Refusal):
        return total
    return -total if negative else total


def _positive_seconds(text: str) -> Parsed[Seconds]:
    if re.fullmatch(NUMBER, text, re.ASCII):
        return number_of(text)
    match = _CLOCK.fullmatch(text)
    if match:
        hours, minutes, seconds = match.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + number_of(seconds)
    total = 0.0
    position = 0
    seen: set[float] = set()
    compact = text.replace(" and ", " ")
    for part in _PART.finditer(compact):
        if compact[position : part.start()].strip():
            break
        number, unit = part.groups()
        if unit not in _SECONDS_IN:
            if unit in DISTANCE_UNITS:
                return Refusal(
                    "R204", "is a distance, not a length of time", note=f'for a distance write distance = "{text}"'
                )
            break
        if _SECONDS_IN[unit] in seen:
            break
        seen.add(_SECONDS_IN[unit])
        total += number_of(number) * _SECONDS_IN[unit]
        position = part.end()
    else:
        rest = compact[position:].strip()
        if position and rest.isascii() and rest.isdigit() and 60.0 in seen and 1.0 not in seen:
            return total + int(rest)  # "1m30", "1 min 30"
        if position and not rest:
            return total
    spread = _RANGE.fullmatch(text)
    if spread is not None:
        first, unit, last, last_unit = spread.groups()
        ramp = f"{first}{unit or last_unit}..{last}{last_unit}"
        note = f'only reps have a range; to grow from set to set write "{ramp}"'
        return Refusal("R201", "is not a length of time", note=note)
    return Refusal("R201", "is not a length of time", _guess_duration(text), DURATION_EXAMPLES)


def _guess_duration(text: str) -> str | None:
    """Return what was probably meant by a duration with a typo in its unit."""
    match = re.fullmatch(rf"({NUMBER})\s*([a-z]+)", text)
    if not match:
        return None
    number, unit = match.groups()
    return f'"{number}{unit[0]}"' if unit[0] in "smh" else None


def _checked_duration(seconds: float, zero: bool, plus: bool) -> Parsed[Duration]:
    if not math.isfinite(seconds):
        return Refusal("R201", "is not a length of time", note=DURATION_EXAMPLES)
    if seconds < 0:
        fix = f'"{written_seconds(-seconds)}"' if -seconds <= LONGEST else None
        return Refusal("R202", "cannot be negative", fix)
    if seconds == 0 and not zero:
        return Refusal("R202", "cannot be zero", note="leave it out, or write how long")
    if seconds > LONGEST:
        return Refusal("R203", "is longer than 5 hours", note="a whole routine may last 5 hours")
    return Duration(float(seconds), plus)


def written_seconds(seconds: float) -> str:
    """Return seconds as a writer would type them: "45s", "1m30s", "2m"."""
    minutes, rest = divmod(seconds, 60)
    number = f"{rest:g}s" if rest or not minutes else ""
    return f"{minutes:g}m{number}" if minutes else number


def plain_seconds(value: Any, *, zero: bool = False) -> Parsed[Seconds]:
    """Return a length of time as bare seconds."""
    parsed = duration(value, zero=zero)
    return parsed if isinstance(parsed, Refusal) else parsed.seconds


def pause(value: Any) -> Parsed[Seconds]:
    """Return a length that may be 0."""
    return plain_seconds(value, zero=True)


def length(value: Any) -> Parsed[Seconds]:
    """Return a length that may not be 0."""
    return plain_seconds(value)


def amount_of_time(value: Any) -> Parsed[Duration]:
    """Return how long something is done; "30s+" is at least so long."""
    return duration(value, open_ended=True)


def rest(value: Any) -> Parsed[Duration | Until]:
    """Return the length of a rest; 0 is a rest of no time, "done" waits."""
    if isinstance(value, str) and value.strip().lower() == "done":
        return Until.DONE
    if isinstance(value, str) and _WAITS.fullmatch(value.strip().lower()):
        note = 'a step that is itself done until you say so has until = "done"'
        return Refusal("R201", "is not a length of time", '"done"', note)
    return duration(value, zero=True, open_ended=True)


def pace(value: Any) -> Parsed[Seconds | Pace]:
    """Return seconds a rep, or "self"."""
    if isinstance(value, str) and value.strip().lower() == "self":
        return Pace.SELF
    parsed = plain_seconds(value)
    if isinstance(parsed, Refusal) and parsed.code == "R201" and isinstance(value, str):
        return Refusal("R201", "is not a pace", parsed.fix, 'a pace is seconds a rep ("4s"), or "self"')
    return parsed


def number_of(text: str) -> float:
    return float(text.replace(",", "."))


def as_float(value: int | float) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
