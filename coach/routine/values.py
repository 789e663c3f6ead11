"""What a single value of a routine may be: pure functions from what stands in the file to a value or a refusal.

A refusal is worded so that it can follow the key: "`hold` …". What can be understood is accepted; `fix` is the value as
it should be typed.
"""

from __future__ import annotations

import datetime
import math
import re
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from coach.routine.model import NO_SIDES, Distance, Duration, Effort, Load, Pace, Reps, Side, Sides, Tempo, Until
from coach.units import Seconds

T = TypeVar("T")

LONGEST: Seconds = 5 * 3600
"""Of a routine, and so of anything in it."""
MOST_SETS = 50
MOST_REPS = 999


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a value cannot be used."""

    code: str
    message: str
    """Goes on a sentence that begins with the key or the value."""
    fix: str | None = None
    """The value as it should be typed in TOML, with its quotes."""
    note: str = ""
    """A further help line."""


Parsed: TypeAlias = T | Refusal

# --- durations -------------------------------------------------------------------------------------------------------

_NUMBER = r"\d+(?:[.,]\d+)?|[.,]\d+"
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{1,4}(?:[.,]\d+)?)")
_PART = re.compile(rf"({_NUMBER})\s*([^\W\d_]+)\.?")
_SECONDS_IN = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1.0),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60.0),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3600.0),
}
_DISTANCE_UNITS = {
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
        return _checked_duration(_as_float(value), zero, plus=False)
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
    if re.fullmatch(_NUMBER, text, re.ASCII):
        return _float(text)
    match = _CLOCK.fullmatch(text)
    if match:
        hours, minutes, seconds = match.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + _float(seconds)
    total = 0.0
    position = 0
    seen: set[float] = set()
    compact = text.replace(" and ", " ")
    for part in _PART.finditer(compact):
        if compact[position : part.start()].strip():
            break
        number, unit = part.groups()
        if unit not in _SECONDS_IN:
            if unit in _DISTANCE_UNITS:
                return Refusal(
                    "R204", "is a distance, not a length of time", note=f'for a distance write distance = "{text}"'
                )
            break
        if _SECONDS_IN[unit] in seen:
            break
        seen.add(_SECONDS_IN[unit])
        total += _float(number) * _SECONDS_IN[unit]
        position = part.end()
    else:
        rest = compact[position:].strip()
        if position and rest.isascii() and rest.isdigit() and 60.0 in seen and 1.0 not in seen:
            return total + int(rest)  # "1m30", "1 min 30"
        if position and not rest:
            return total
    return Refusal("R201", "is not a length of time", _guess_duration(text), DURATION_EXAMPLES)


def _guess_duration(text: str) -> str | None:
    """Return what was probably meant by a duration with a typo in its unit."""
    match = re.fullmatch(rf"({_NUMBER})\s*([a-z]+)", text)
    if not match:
        return None
    number, unit = match.groups()
    return f'"{number}{unit[0]}"' if unit[0] in "smh" else None


def _checked_duration(seconds: float, zero: bool, plus: bool) -> Parsed[Duration]:
    if not math.isfinite(seconds):
        return Refusal("R201", "is not a length of time", note=DURATION_EXAMPLES)
    if seconds < 0:
        return Refusal("R202", "cannot be negative")
    if seconds == 0 and not zero:
        return Refusal("R202", "cannot be zero")
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
    return duration(value, zero=True, open_ended=True)


def pace(value: Any) -> Parsed[Seconds | Pace]:
    """Return seconds a rep, or "self"."""
    if isinstance(value, str) and value.strip().lower() == "self":
        return Pace.SELF
    parsed = plain_seconds(value)
    if isinstance(parsed, Refusal) and parsed.code == "R201" and isinstance(value, str):
        return Refusal("R201", "is not a pace", parsed.fix, 'a pace is seconds a rep ("4s"), or "self"')
    return parsed


# --- counts ----------------------------------------------------------------------------------------------------------

_RANGE = re.compile(r"(-?\d+)\s*(?:-|–|—|to)\s*(\d+)")


def whole(value: Any) -> int | None:
    """Return a whole number, also when it is written as text or with a zero after the point."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]{1,9}", value.strip()):
        return int(value)
    return None


def count(value: Any) -> Parsed[int]:
    """Return a number of sets or rounds, 1–50."""
    number = whole(value)
    if number is None:
        return Refusal("R201", "is not a whole number", note="it goes from 1 to 50")
    if number < 1:
        return Refusal("R202", "cannot be negative" if number < 0 else "cannot be zero", note="it goes from 1 to 50")
    if number > MOST_SETS:
        return Refusal("R203", "cannot be more than 50", "50")
    return number


def reps(value: Any) -> Parsed[Reps]:
    """Return a number of repetitions: 8, "8-12" or "max"."""
    if isinstance(value, str) and value.strip().lower() == "max":
        return Reps(0, maximum=True)
    low, high = whole(value), None
    if low is None and isinstance(value, str):
        match = _RANGE.fullmatch(value.strip().lower())
        if match and len(value) < 20:
            low, high = int(match.group(1)), int(match.group(2))
    if low is None:
        return Refusal("R201", "is not a number of reps", note='reps are written 8, "8-12" (a range) or "max"')
    if low < 1:
        return Refusal("R202", "cannot be negative" if low < 0 else "cannot be zero")
    if max(low, high or 0) > MOST_REPS:
        return Refusal("R203", "is more than 999 reps")
    if high is not None and high < low:
        return Refusal(
            "R201", "is a range that goes down", f'"{high}-{low}"', f'for fewer from set to set write "{low}..{high}"'
        )
    return Reps(low, high if high != low else None)


def effort(value: Any) -> Parsed[Effort]:
    """Return how hard, 0–10, or a range."""
    low, high = whole(value), None
    if low is None and isinstance(value, str):
        match = _RANGE.fullmatch(value.strip().lower())
        if match and len(value) < 20:
            low, high = int(match.group(1)), int(match.group(2))
    if low is None:
        return Refusal("R201", "is not an effort", note='an effort is a whole number from 0 to 10, or a range: "6-7"')
    if low < 0:
        return Refusal("R202", "cannot be negative", note="an effort goes from 0 to 10")
    if max(low, high or 0) > 10:
        return Refusal("R201", "is more than 10", note="an effort goes from 0 to 10")
    if high is not None and high < low:
        return Refusal("R201", "is a range that goes down", f'"{high}-{low}"')
    return Effort(low, high if high != low else None)


# --- distance, load --------------------------------------------------------------------------------------------------

_QUANTITY = re.compile(rf"(-?(?:{_NUMBER}))\s*([^\W\d_]+)\.?")


def distance(value: Any) -> Parsed[Distance]:
    """Return how far, with its unit."""
    examples = "distances are in m, km, ft, yd, mi or steps"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Refusal("R201", "needs a unit", _with_unit(value, "m"), examples)
    if not isinstance(value, str):
        return Refusal("R201", "is not a distance", note=examples)
    text = value.strip().lower().replace("−", "-")
    if re.fullmatch(rf"-?(?:{_NUMBER})", text):
        return Refusal("R201", "needs a unit", f'"{text} m"', examples)
    match = _QUANTITY.fullmatch(text)
    unit = _DISTANCE_UNITS.get(match.group(2)) if match else None
    if match is None or unit is None:
        if not isinstance(seconds_of(text), Refusal):
            return Refusal(
                "R204", "is a length of time, not a distance", note=f'for a time write time = "{value.strip()}"'
            )
        return Refusal("R201", "is not a distance", note=examples)
    number = _float(match.group(1))
    if number <= 0:
        return Refusal("R202", "cannot be negative" if number < 0 else "cannot be zero")
    if not math.isfinite(number) or number > 1_000_000:
        return Refusal("R203", "is farther than anybody goes")
    return Distance(number, unit)


_MASS_UNITS = {
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"), "kg"),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), "lb"),
}


def load(value: Any) -> Parsed[Load]:
    """Return a weight in kg or lb, "body", or any words."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Refusal("R201", "needs a unit", _with_unit(value, "kg"), "weights are in kg or lb")
    if not isinstance(value, str) or not value.strip():
        return Refusal("R201", "is not a load", note='a load is "20 kg", "45 lb", "body" or any words')
    text = " ".join(value.split())
    if re.fullmatch(rf"-?(?:{_NUMBER})", text):
        return Refusal("R201", "needs a unit", f'"{text} kg"', "weights are in kg or lb")
    match = _QUANTITY.fullmatch(text.lower().replace("−", "-"))
    unit = _MASS_UNITS.get(match.group(2)) if match else None
    if match is None or unit is None:
        return Load(None, "body" if text.lower() == "body" else text)
    number = _float(match.group(1))
    if number < 0:
        return Refusal("R202", "cannot be negative", note='for help from a band write words: "blue band helps"')
    if number > 100_000:
        return Refusal("R203", "is heavier than anybody lifts")
    return Load(number, unit)


# --- tempo -----------------------------------------------------------------------------------------------------------

TEMPO_EXAMPLES = 'a tempo is "3-1-2-0": seconds down, pause, up, pause; X is fast'


def tempo(value: Any) -> Parsed[Tempo]:
    """Return the four phases of a rep; three parts have a last 0, four digits need no dashes, X lasts 1 s."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10_000:
        value = f"{value:04}"
    if not isinstance(value, str):
        return Refusal("R201", "is not a tempo", note=TEMPO_EXAMPLES)
    text = value.strip().lower().replace("–", "-").replace("−", "-").replace(",", ".")
    if re.fullmatch(r"[0-9x]{4}", text):
        parts = list(text)
    else:
        parts = [part.strip() for part in re.split(r"[-/]", text)]
    if len(parts) == 3:
        parts.append("0")
    seconds: list[Seconds] = []
    for part in parts:
        if part == "x":
            seconds.append(1.0)
        elif re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]+)?", part):
            seconds.append(float(part))
        else:
            break
    if len(parts) != 4 or len(seconds) != 4:
        return Refusal("R201", "is not a tempo", note=TEMPO_EXAMPLES)
    if any(number * 2 != int(number * 2) for number in seconds):
        return Refusal("R201", "has a part that is not whole or half seconds", note=TEMPO_EXAMPLES)
    if sum(seconds) == 0:
        return Refusal("R202", "is a rep of no time", note=TEMPO_EXAMPLES)
    if max(seconds) > 60:
        return Refusal("R201", "has a part of more than a minute", note=TEMPO_EXAMPLES)
    return Tempo((seconds[0], seconds[1], seconds[2], seconds[3]))


# --- sides -----------------------------------------------------------------------------------------------------------

SIDE_WORDS = ("each", "alternate", "left", "right", "none")
MOST_SIDES = 20


def sides(value: Any) -> Parsed[Sides]:
    """Return the goes of a set: "each", "alternate", "left", "right", "none", or a list of left and right."""
    examples = 'sides are "each", "alternate", "left", "right", "none", or a list like ["right", "left"]'
    if isinstance(value, list):
        if not value:
            return Refusal("R201", "is an empty list", '"none"', examples)
        order: list[Side] = []
        for side in value:
            if not isinstance(side, str) or side.strip().lower() not in ("left", "right"):
                return Refusal("R201", "may only list left and right", note=examples)
            order.append(Side(side.strip().lower()))
        if len(order) > MOST_SIDES:
            return Refusal("R203", "lists more than 20 goes")
        return Sides(tuple(order))
    word = value.strip().lower() if isinstance(value, str) else ""
    match word:
        case "each" | "both":
            return Sides((Side.LEFT, Side.RIGHT))
        case "alternate" | "alternating":
            return Sides(alternate=True)
        case "left" | "right":
            return Sides((Side(word),))
        case "none":
            return NO_SIDES
    return Refusal("R201", "is not a side", note=examples)


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def _as_float(value: int | float) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _with_unit(value: int | float, unit: str) -> str | None:
    number = _as_float(value)
    return f'"{number:g} {unit}"' if math.isfinite(number) else None
