"""What engines are given in place of words that they read wrongly: data, a file a language, and the user's own.

Captions, `show` and lengths keep the words as they are written; only the sound is made of the others.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coach.words.phrases import base_language, language_tag

FOLDER = Path(__file__).parent / "pronunciations"

ENGINES = {"eSpeak NG": "espeak", "Piper": "piper", "sapi5": "sapi5", "nsss": "nsss", "avspeech": "avspeech"}
"""The tables of engines in a file, by what an engine is called."""

NUMBER = "#"
"""Stands for a number in what is written, and for the same one in what is said."""

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_HYPHENS = "[-‐‑–—]"


@dataclass(frozen=True, slots=True)
class Respelling:
    """One thing that is said otherwise than it is written."""

    written: str
    """A word or a phrase, as it stands between others; in small letters it is found in any case, else as it is."""
    said: str

    @property
    def pieces(self) -> tuple[str, ...]:
        """What has to be in a text for it to be there."""
        return tuple(piece for piece in re.split(r"[#\s‐‑–—-]+", self.written) if piece)

    @property
    def exact(self) -> bool:
        """Whether capitals are a part of it."""
        return self.written != self.written.lower()

    @property
    def pattern(self) -> str:
        """A pattern of it, with a group for each number."""
        parts = []
        for index, piece in enumerate(self.written.split(NUMBER)):
            if index:
                parts.append(_NUMBER)
            escaped = re.sub(r"(?:\\?\s)+", "§", re.escape(piece))
            if index:  # "30s" and "30 s" are the same, "step up" and "stepup" are not
                escaped = re.sub("^§", r"\\s*", escaped)
            parts.append(escaped.replace("§", r"\s+").replace(r"\-", _HYPHENS))
        whole = "".join(parts)
        if re.match(r"[\w#]", self.written):
            whole = r"(?<!\w)(?<!\d[.,:/–-])" + whole
        if re.search(r"[\w#]$", self.written):
            whole += r"(?!\w)(?![.,:/–-]\d)"
        return whole if self.exact else f"(?i:{whole})"

    @property
    def rank(self) -> tuple[int, int]:
        """What is more particular comes first: what is longer, then what has its numbers spelt out."""
        return -len(self.written), self.written.count(NUMBER)

    @property
    def has_numbers(self) -> bool:
        """Whether there are two numbers in it or more, as in "8-12": these are told before the units behind them."""
        return len(re.findall(r"#|\d+", self.written)) > 1


class Pronunciation:
    """Turns what is written into what an engine is given."""

    def __init__(self, table: Mapping[str, str]) -> None:
        every = sorted((Respelling(*item) for item in table.items()), key=lambda one: (one.rank, one.written))
        sought = [(one, one.pieces, one.exact, NUMBER in one.written) for one in every]
        self._passes = [one for one in sought if one[0].has_numbers], [one for one in sought if not one[0].has_numbers]
        self._patterns: dict[tuple[Respelling, ...], re.Pattern[str]] = {}

    def __call__(self, text: str) -> str:
        for sought in self._passes:
            folded, digits = text.lower(), any(map(str.isdecimal, text))
            # Most are in no text, and making their patterns would take the time in which a start has its first word.
            found = tuple(
                one
                for one, pieces, exact, numbers in sought
                if (digits or not numbers) and all(piece in (text if exact else folded) for piece in pieces)
            )
            if found:
                text = self._replaced(text, found)
        return text

    def _replaced(self, text: str, found: tuple[Respelling, ...]) -> str:
        if found not in self._patterns:
            groups = (f"(?P<_{index}>{one.pattern})" for index, one in enumerate(found))
            self._patterns[found] = re.compile("|".join(groups))

        def said(match: re.Match[str]) -> str:
            assert match.lastgroup is not None
            assert match.lastindex is not None
            one = found[int(match.lastgroup[1:])]
            numbers = (match.group(match.lastindex + index + 1) for index in range(one.written.count(NUMBER)))
            return re.sub(NUMBER, lambda _: next(numbers), one.said)

        return self._patterns[found].sub(said, text)


NOTHING_SAID_OTHERWISE = Pronunciation({})


@dataclass(frozen=True, slots=True)
class Pronunciations:
    """How the words of one language are said, by every engine and by single ones."""

    words: Mapping[str, str] = field(default_factory=dict)
    engines: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By the tables of `ENGINES`; they come before what holds for all."""

    def of(self, engine: str) -> Pronunciation:
        """Return what one engine is given."""
        return Pronunciation({**self.words, **self.engines.get(ENGINES.get(engine, ""), {})})

    def with_own(self, own: Pronunciations) -> Pronunciations:
        """Return these with another's, which count more, also where only these are of one engine."""
        engines = {
            name: {
                **{key: said for key, said in self.engines.get(name, {}).items() if key not in own.words},
                **own.engines.get(name, {}),
            }
            for name in {*self.engines, *own.engines}
        }
        return Pronunciations({**self.words, **own.words}, engines)


def from_table(table: Mapping[str, Any]) -> Pronunciations:
    """Return what a table of a file holds: words, and tables of engines with more of them."""
    return Pronunciations(
        {key: value for key, value in table.items() if isinstance(value, str)},
        {key: value for key, value in table.items() if isinstance(value, dict)},
    )


def pronunciations(lang: str, own: Mapping[str, Pronunciations] | None = None) -> Pronunciations:
    """Return how a language is pronounced: Coach's file of it, and the user's own by language ("de", "de-at")."""
    base, tag = base_language(lang), language_tag(lang)
    try:
        result = from_table(tomllib.loads((FOLDER / f"{base}.toml").read_text("utf-8")))
    except (OSError, tomllib.TOMLDecodeError):  # a language without: its engine's own reading
        result = Pronunciations()
    for name in dict.fromkeys((base, tag)):
        if own and name in own:
            result = result.with_own(own[name])
    return result
