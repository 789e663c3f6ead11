"""Which of the words that were to be said were heard: both sides written alike, then aligned word by word.

What counts as the same word, and nothing else does:

- letters' case and punctuation; an apostrophe is left out ("hand's" is "hands");
- a number in digits and in words: "20" is "twenty", "120" is "one hundred twenty";
- British and American spelling of the words in `SPELLING` ("metres", "meters");
- words of exactly the same sound in American English, in `SOUNDS_ALIKE` ("heel", "heal"): ears cannot tell them apart;
- a compound written in one word, in two or with a hyphen ("warm-up", "warm up", "warmup").

The alignment keeps the order of both sides and has as many hits as possible; words between that were not to be said
cost nothing, which the shuffled control shows to be worth little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

SPELLING = {
    "metre": "meter",
    "metres": "meters",
    "centimetre": "centimeter",
    "centimetres": "centimeters",
    "programme": "program",
    "colour": "color",
    "grey": "gray",
    "centre": "center",
    "alright": "allright",
    "okay": "ok",
}

SOUNDS_ALIKE = (
    ("heel", "heal"),
    ("heels", "heals"),
    ("to", "two", "too"),
    ("four", "for", "fore"),
    ("one", "won"),
    ("eight", "ate"),
    ("right", "write"),
    ("knee", "nee"),
    ("weight", "wait"),
    ("weights", "waits"),
    ("sole", "soul"),
    ("toe", "tow"),
    ("toes", "tows"),
    ("your", "youre"),
    ("their", "there", "theyre"),
    ("through", "threw"),
    ("roll", "role"),
    ("rolls", "roles"),
    ("by", "buy", "bye"),
    ("hear", "here"),
    ("side", "sighed"),
    ("pain", "pane"),
    ("pains", "panes"),
    ("band", "banned"),
    ("chest", "chessed"),
    ("feet", "feat"),
    ("rest", "wrest"),
    ("so", "sew"),
    ("press", "prest"),
    ("hole", "whole"),
    ("rail", "rale"),
    ("lean", "lien"),
    ("lane", "lain"),
    ("past", "passed"),
    ("pull", "pul"),
    ("sore", "soar"),
    ("tied", "tide"),
    ("way", "weigh"),
    ("week", "weak"),
    ("wrap", "rap"),
    ("board", "bored"),
    ("peak", "peek"),
    ("slow", "sloe"),
    ("steel", "steal"),
    ("stepped", "stept"),
    ("straight", "strait"),
    ("tense", "tents"),
    ("thigh", "thy"),
    ("waist", "waste"),
    ("brake", "break"),
    ("in", "inn"),
    ("no", "know"),
    ("nose", "knows"),
    ("not", "knot"),
    ("be", "bee"),
    ("ball", "bawl"),
    ("or", "ore"),
    ("see", "sea"),
)
"""Only words that are spoken exactly alike."""

_ALIKE = {word: group[0] for group in SOUNDS_ALIKE for word in group}

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

LONGEST_COMPOUND = 3
"""Written words that may be one on the other side."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words that were to be said, and how many of them were heard."""

    hits: int
    words: int
    extra: int
    """Words that were heard and were not to be said."""

    @property
    def share(self) -> float:
        return self.hits / self.words if self.words else 1.0


def words_of(text: str) -> list[str]:
    """Return the words of a text as both sides are compared."""
    text = re.sub(r"['’]", "", text.casefold())
    text = re.sub(r"(\d)[.,](\d)", r"\1 point \2", text)
    found = re.findall(r"[^\W_\d]+|\d+", text)
    result: list[str] = []
    for word in found:
        result += number_words(int(word)) if word.isdigit() else [SPELLING.get(word, word)]
    return [_ALIKE.get(word, word) for word in result]


def number_words(number: int) -> list[str]:
    """Return a number under a million as it is said; a larger one stays in digits."""
    if number >= 1_000_000:
        return [str(number)]
    if number >= 1000:
        rest = number_words(number % 1000) if number % 1000 else []
        return [*number_words(number // 1000), "thousand", *rest]
    if number >= 100:
        return [_ONES[number // 100], "hundred", *(number_words(number % 100) if number % 100 else [])]
    if number < 20:
        return [_ONES[number]]
    return [_TENS[number // 10], *([_ONES[number % 10]] if number % 10 else [])]


def match(said: str, heard: str) -> Match:
    """Return how many of the words of `said` are in `heard`, in their order."""
    wanted, found = words_of(said), words_of(heard)
    hits, used = _align(wanted, found)
    return Match(hits, len(wanted), len(found) - used)


def _align(wanted: Sequence[str], found: Sequence[str]) -> tuple[int, int]:
    """Return the most hits, and how many of the heard words they take."""
    # best[i][j]: of the first i wanted and the first j found.
    best = [[(0, 0)] * (len(found) + 1) for _ in range(len(wanted) + 1)]
    for i in range(1, len(wanted) + 1):
        for j in range(1, len(found) + 1):
            here = max(best[i - 1][j], best[i][j - 1])
            for a in range(1, min(i, LONGEST_COMPOUND) + 1):
                for b in range(1, min(j, LONGEST_COMPOUND) + 1):
                    # Two words against two would let letters move between them; a compound is one word on one side.
                    if (a == 1 or b == 1) and "".join(wanted[i - a : i]) == "".join(found[j - b : j]):
                        before = best[i - a][j - b]
                        here = max(here, (before[0] + a, before[1] + b))
            best[i][j] = here
    return best[len(wanted)][len(found)]
