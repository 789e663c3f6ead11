"""What the value of a setting may be: each kind takes what people write for it, and says in messages what it takes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from enum import Enum
from typing import Any

from coach.words.files import languages
from coach.words.phrases import base_language

_WORDS_OF_SWITCHES = {
    **dict.fromkeys(("true", "yes", "on", "t", "y", "1"), True),
    **dict.fromkeys(("false", "no", "off", "f", "n", "0"), False),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value."""

    described: str | Callable[[], str]
    """What `allowed` says, or what finds it out once somebody asks."""
    take: Callable[[object], Any]
    """Returns a value as it was meant; raises ValueError for one that it cannot be."""

    @property
    def allowed(self) -> str:
        """What a value of it is, as a person is told when it is not: "true or false"."""
        return self.described if isinstance(self.described, str) else self.described()


@dataclass(frozen=True, slots=True)
class EachOf:
    """A table whose names are the user's, with values of one kind."""

    kind: Kind
    example: str
    """A name, for help."""
    names: str = ""
    """What a name has to be, as a pattern; empty is anything."""

    def allows(self, name: str) -> bool:
        """Tell whether a name may stand in the table."""
        return not self.names or re.fullmatch(self.names, name) is not None


def switch() -> Kind:
    """Return the kind of what is on or off, also in words."""

    def take(value: object) -> bool:
        if isinstance(value, str):
            value = _WORDS_OF_SWITCHES.get(value.strip().lower())
        if value not in (False, True):
            raise ValueError
        return bool(value)

    return Kind("true or false", take)


def number(low: float, high: float, allowed: str) -> Kind:
    """Return the kind of numbers from `low` to `high`; "3 s", "60 %", "12 dB" and "3" are taken as they are meant."""

    def take(value: object) -> float:
        if isinstance(value, str):
            value = float(value.strip().removesuffix("dB").removesuffix("s").removesuffix("%").strip())
        # `true` is no number, though Python thinks so.
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
            raise ValueError
        return float(value)

    return Kind(allowed, take)


def whole(low: int, high: int, allowed: str) -> Kind:
    """Return the kind of whole numbers from `low` to `high`; 3.0 is one."""
    any_number = number(low, high, allowed)

    def take(value: object) -> int:
        taken: float = any_number.take(value)
        if not taken.is_integer():
            raise ValueError
        return int(taken)

    return Kind(allowed, take)


def text(longest: int, allowed: str) -> Kind:
    """Return the kind of texts of at most so many characters."""

    def take(value: object) -> str:
        if not isinstance(value, str) or len(value) > longest:
            raise ValueError
        return value

    return Kind(allowed, take)


def hour(allowed: str) -> Kind:
    """Return the kind of hours of the day, "07:30" ("7:30" and TOML's own times are taken); empty is none."""

    def take(value: object) -> str:
        if isinstance(value, time):
            return f"{value:%H:%M}"
        if not isinstance(value, str):
            raise ValueError
        if not value.strip():
            return ""
        hours, _, minutes = value.strip().replace(".", ":").partition(":")
        if not (hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2):
            raise ValueError
        return f"{time(int(hours), int(minutes)):%H:%M}"

    return Kind(allowed, take)


def language() -> Kind:
    """Return the kind of the languages that Coach has; "de-AT" is taken as "de"."""

    def take(value: object) -> str:
        if not isinstance(value, str) or base_language(value.strip()) not in languages():
            raise ValueError
        return base_language(value.strip())

    return Kind(lambda: f"one of the languages {', '.join(languages())} (in quotes)", take)


def one_of(choices: type[Enum], allowed: str) -> Kind:
    """Return the kind of the values of an Enum."""
    return Kind(allowed, choices)


def keys(allowed: str) -> Kind:
    """Return the kind of keys of the keyboard, several with commas as Textual has them, or as a list."""

    def take(value: object) -> str:
        if isinstance(value, list) and all(isinstance(key, str) for key in value):
            value = ",".join(value)
        if not isinstance(value, str) or not 0 < len(value) <= 200:
            raise ValueError
        return value

    return Kind(allowed, take)
