"""The sentences of one language, and how it says numbers, lengths and weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from coach.units import Seconds


class Phrases:
    """Sentences by key ("say.rest"), filled with values; a value that pure code is given, it reads nothing itself."""

    def __init__(self, lang: str, table: Mapping[str, Any]) -> None:
        self.lang = lang
        self._sentences: dict[str, str] = {}
        self._units: dict[str, tuple[str, str]] = {}
        for group, entries in table.items():
            for key, entry in entries.items():
                if isinstance(entry, str):
                    self._sentences[f"{group}.{key}"] = entry
                elif group == "unit":
                    self._units[key] = (entry[0], entry[1])
                elif isinstance(entry, list):
                    self._sentences[f"{group}.{key}"] = "\n".join(entry)

    def __contains__(self, key: str) -> bool:
        return key in self._sentences

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all sentences; numbers with units are asked for by `counted`."""
        return frozenset(self._sentences)

    def __call__(self, key: str, **values: str | int | float) -> str:
        """Return the sentence of a key with its values filled in; an unknown key is a mistake in the program."""
        return self._sentences[key].format(**values) if values else self._sentences[key]

    def wordings(self, key: str, **values: str | int | float) -> tuple[str, ...]:
        """Return all wordings of a key that has several, the fullest first."""
        return tuple(self(key, **values).split("\n"))

    def say(self, key: str, **values: str | int | float) -> str:
        """Return a spoken sentence, its first letter made a capital."""
        return capital(self(f"say.{key}", **values))

    def number(self, number: float) -> str:
        """Return a number without a needless decimal point, as the language writes it: "20", "2.5", "2,5"."""
        return plain_number(number).replace(".", self._sentences["number.decimal"])

    def counted(self, number: float, unit: str) -> str:
        """Return a number with its unit in words: "1 kilogram", "2.5 kilograms"."""
        one, many = self._units[unit]
        return (one if number == 1 else many).format(n=self.number(number))

    def length(self, seconds: Seconds) -> str:
        """Return a length of time as it is said: under 120 s in seconds, except "1 minute"; then "2 minutes 30"."""
        if seconds == 60 or seconds >= 120:
            minutes, rest = divmod(round(seconds), 60)
            words = self.counted(minutes, "minute")
            return self("length.minutes", minutes=words, seconds=rest) if rest else words
        return self.counted(seconds, "second")

    def every(self, seconds: Seconds) -> str:
        """Return how often something comes: "every minute", "every 90 seconds"."""
        if seconds in (1, 60):
            return self("length.every_minute" if seconds == 60 else "length.every_second")
        return self("length.every", length=self.length(seconds))

    def thing(self, word: str) -> str:
        """Return a piece of equipment in the language; what it has no word for stays as the file says it."""
        return self._sentences.get(f"equipment.{word}", word)

    def body_part(self, word: str) -> str:
        """Return what an exercise is for in the language; what it has no word for stays as the file says it."""
        return self._sentences.get(f"target.{word}", word)

    def number_word(self, number: int) -> str:
        """Return a small number as a word, for tempo counts; digits where the language has no word for it."""
        return self._sentences.get(f"count.{number}", str(number))

    def listed(self, words: Sequence[str]) -> str:
        return ", ".join(words)


def language_tag(lang: str) -> str:
    """Return a language as it is compared: "de-at" of "de_AT"."""
    return lang.replace("_", "-").lower()


def base_language(lang: str) -> str:
    """Return the language of a tag without its country: "de" of "de-AT" and of "de_AT"."""
    return language_tag(lang).partition("-")[0]


def capital(text: str) -> str:
    """Return the text with its first letter as a capital; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def plain_number(number: float) -> str:
    """Return a number without a needless decimal point: 20, 2.5."""
    return str(int(number)) if float(number).is_integer() else f"{number:g}"
