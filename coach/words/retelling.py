"""Short notes of amounts and readings, which are kept in English: in another language, and as they are said.

What changed of a dose is kept with its reading ("knee 6 in the session, limit 5"), and it is kept in English whatever
the language, so that a record can be read by whoever gets it. Its pieces stand under `short` in the words, and what no
piece fits (a name, a user's own words) stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from coach.words.phrases import Phrases

GROUP = "short."

_HOLES = {
    "n": r"[+-]?\d+(?:[.:-]\d+)*",
    "day": r"\d{4}-\d\d-\d\d",
    "rule": r"R\d+",
    "quoted": r"“[^”]*”",
}
"""What may stand in a hole of a piece."""

_POINT = re.compile(r"(?<=\d)\.(?=\d)")

_UNITS = {"s": "second", "min": "minute", "kg": "kg", "lb": "lb", "m": "m", "km": "km", "ft": "ft", "yd": "yd"}
"""Short units, and what `Phrases.counted` knows them as."""

_NUMBER = r"(?<![\d:])(\d+(?:[.,]\d+)?)"


def retold(note: str, english: Phrases, phrases: Phrases) -> str:
    """Return a short English note in another language, piece by piece; of two that fit at one place the longer one."""
    pattern, keys = _pieces(english)
    told = pattern.sub(lambda match: _piece(match, keys, phrases), note)
    return _POINT.sub(phrases("number.decimal"), told)


def aloud(note: str, phrases: Phrases) -> str:
    """Return a short note in its own language as it is said: "5 times 30 seconds"."""
    for pattern, words in _SIGNS:
        note = pattern.sub(lambda match, words=words: words(match, phrases), note)  # type: ignore[misc]
    return note


@cache
def _pieces(english: Phrases) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return one pattern for all pieces, the longest first, and the keys of its groups in their order."""
    keys = sorted((key for key in english.keys if key.startswith(GROUP)), key=lambda key: -len(english(key)))
    pieces = (f"(?P<_{index}>{_pattern(english(key), index)})" for index, key in enumerate(keys))
    return re.compile(rf"(?<!\w)(?:{'|'.join(pieces)})(?!\w)"), tuple(keys)


def _pattern(piece: str, index: int) -> str:
    parts = re.split(r"\{(\w+)\}", piece)
    return "".join(
        f"(?P<{part}_{index}>{_HOLES[part]})" if place % 2 else re.escape(part) for place, part in enumerate(parts)
    )


def _piece(match: re.Match[str], keys: tuple[str, ...], phrases: Phrases) -> str:
    found = match.groupdict()
    index = next(index for index in range(len(keys)) if found[f"_{index}"] is not None)
    return phrases(keys[index], **{hole: found.get(f"{hole}_{index}") or "" for hole in _HOLES})


def _counted(match: re.Match[str], phrases: Phrases) -> str:
    return phrases.counted(float(match[1].replace(",", ".")), _UNITS[match[2]])


def _minutes(match: re.Match[str], phrases: Phrases) -> str:
    return phrases.length(60 * int(match[1]) + int(match[2]))


_SIGNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Phrases], str]], ...] = (
    (re.compile(r"(\d+):(\d\d) min\b"), _minutes),
    (re.compile(rf"{_NUMBER} ({'|'.join(_UNITS)})\b"), _counted),
    (re.compile(r"(\w+) × "), lambda match, phrases: phrases("aloud.times", n=match[1]) + " "),
    (re.compile(r"(\d+) %"), lambda match, phrases: phrases("aloud.percent", n=match[1])),
    (re.compile(r"(\d+)-(\d+)"), lambda match, phrases: phrases("amount.range", low=match[1], high=match[2])),
)
