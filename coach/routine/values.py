"""Counts, distances, loads, tempo, sides: pure functions from what stands in the file to a value or a refusal.

What can be understood is accepted. Lengths of time are in `coach.routine.durations`.
"""

from __future__ import annotations

import math
import re
from typing import Any

from coach.routine.durations import DISTANCE_UNITS, NUMBER, as_float, number_of, seconds_of
from coach.routine.model import NO_SIDES, Distance, Effort, Load, Reps, Side, Sides, Tempo
from coach.routine.refusal import Parsed, Refusal
from coach.units import Seconds

MOST_SETS = 50
MOST_REPS = 999

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
        return Refusal("R203", "is more than 999 reps", note="write them as sets: sets = 2, reps = 500")
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
        return Refusal("R201", "is more than 10", "10" if high is None else None, "an effort goes from 0 to 10")
    if high is not None and high < low:
        return Refusal("R201", "is a range that goes down", f'"{high}-{low}"')
    return Effort(low, high if high != low else None)


# --- distance, load --------------------------------------------------------------------------------------------------

_QUANTITY = re.compile(rf"(-?(?:{NUMBER}))\s*([^\W\d_]+)\.?")


def distance(value: Any) -> Parsed[Distance]:
    """Return how far, with its unit."""
    examples = "distances are in m, km, ft, yd, mi or steps"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Refusal("R201", "needs a unit", _with_unit(value, "m"), examples)
    if not isinstance(value, str):
        return Refusal("R201", "is not a distance", note=examples)
    text = value.strip().lower().replace("−", "-")
    if re.fullmatch(rf"-?(?:{NUMBER})", text):
        return Refusal("R201", "needs a unit", f'"{text} m"', examples)
    match = _QUANTITY.fullmatch(text)
    unit = DISTANCE_UNITS.get(match.group(2)) if match else None
    if match is None or unit is None:
        if not isinstance(seconds_of(text), Refusal):
            return Refusal(
                "R204", "is a length of time, not a distance", note=f'for a time write time = "{value.strip()}"'
            )
        return Refusal("R201", "is not a distance", note=examples)
    number = number_of(match.group(1))
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
    if re.fullmatch(rf"-?(?:{NUMBER})", text):
        return Refusal("R201", "needs a unit", f'"{text} kg"', "weights are in kg or lb")
    match = _QUANTITY.fullmatch(text.lower().replace("−", "-"))
    unit = _MASS_UNITS.get(match.group(2)) if match else None
    if match is None or unit is None:
        return Load(None, "body" if text.lower() == "body" else text)
    number = number_of(match.group(1))
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
        case "each":
            return Sides((Side.LEFT, Side.RIGHT))
        case "alternate" | "alternating":
            return Sides(alternate=True)
        case "left" | "right":
            return Sides((Side(word),))
        case "none":
            return NO_SIDES
    if word.startswith("both"):
        # Twice as much work, or none more: the file has to say which.
        note = 'both at once, as in a squat, is sides = "none"'
        return Refusal("R201", "is not a side: it may mean one after the other, or both at once", '"each"', note)
    fix = '"each"' if word.startswith(("each", "left and", "right and")) else None
    if re.fullmatch(r"(left|right)(\s*[,;/]\s*(left|right))+", word):
        fix = str(re.findall("left|right", word)).replace("'", '"')
    return Refusal("R201", "is not a side", fix, examples)


def _with_unit(value: int | float, unit: str) -> str | None:
    number = as_float(value)
    return f'"{number:g} {unit}"' if math.isfinite(number) else None
