"""The little language inside spoken text: placeholders, pauses, emphasis.

`{side}` is a placeholder, `...` or `…` a short pause, `...3s` a timed one, `*word*` emphasis where the stars touch the
word. Everything else is literal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from coach.units import Seconds

PLACEHOLDERS = ("side", "set", "sets", "round", "rounds", "rep", "reps", "load", "time", "next")
"""Every placeholder there is."""

SHORT_PAUSE: Seconds = 0.4
"""How long `...` lasts."""

SECONDS_A_WORD: Seconds = 0.4
"""The estimate where no voice has measured the words."""

_PLACEHOLDER = re.compile(r"\{([A-Za-z]+)\}")
_SPACED = re.compile(rf"\{{(?:\s+(?:{'|'.join(PLACEHOLDERS)})\s*|(?:{'|'.join(PLACEHOLDERS)})\s+)\}}")
_PAUSE = re.compile(r"(?:\.{3,}|…)(?:(\d+(?:\.\d+)?)s\b)?")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]*[^\s*])\*(?![\w*])")


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words to be said."""

    text: str


@dataclass(frozen=True, slots=True)
class Silence:
    """A pause between words."""

    seconds: Seconds
    timed: bool
    """Written with a number; a short pause counts as a word in the estimate."""


def placeholders(text: str) -> list[tuple[str, int]]:
    """Return every placeholder with its index in the text, known or not."""
    return [(match.group(1), match.start()) for match in _PLACEHOLDER.finditer(text)]


def spaced(text: str) -> list[tuple[str, int]]:
    """Return what would be a placeholder without the spaces in its braces, as written, with its index in the text."""
    return [(match.group(), match.start()) for match in _SPACED.finditer(text)]


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the text with every placeholder that has a value replaced; others stay as they are."""
    return _PLACEHOLDER.sub(lambda match: values.get(match.group(1), match.group(0)), text)


def parts(text: str) -> list[Words | Silence]:
    """Split filled text into what is said and where it is silent; emphasis marks are taken out."""
    result: list[Words | Silence] = []
    position = 0
    for match in _PAUSE.finditer(text):
        words = plain(text[position : match.start()])
        if words:
            result.append(Words(words))
        number = match.group(1)
        result.append(Silence(float(number) if number else SHORT_PAUSE, timed=number is not None))
        position = match.end()
    words = plain(text[position:])
    if words:
        result.append(Words(words))
    return result


def plain(text: str) -> str:
    """Return the words without emphasis marks, white space folded."""
    return " ".join(_EMPHASIS.sub(r"\1", text).split())


_STEERS = re.compile(r"<(?=[A-Za-z/!?])|[\x00-\x1f\x7f-\x9f]")
_DOUBLED = re.compile(r"([\[\]])(?=\1)")


def sayable(words: str) -> str:
    """Return words without what an engine takes for a command: tags, doubled brackets, control characters."""
    return _DOUBLED.sub(r"\1 ", _STEERS.sub(" ", words)).strip()


def caption(text: str) -> str:
    """Return filled text for the eye: a timed pause is an ellipsis, emphasis marks are taken out."""
    return plain(_PAUSE.sub(lambda match: "… " if match.group(1) else match.group(0), text))


def first_sentence(text: str) -> str:
    """Return the text up to the end of its first sentence; the full stop of "z. B." and of "e. g." is none."""
    match = re.search(r"(?<=[.!?])(?<!\.\.\.)(?<!\b[^\W\d_]\.)\s+(?=\S)", text)
    return text[: match.start()] if match else text


class FixedLengths:
    """Lengths without a voice: 0.4 s a word split at spaces; `...` counts as one, `...3s` as its 3 s."""

    measured = False

    def seconds(self, text: str) -> Seconds:
        total = 0.0
        for part in parts(text):
            if isinstance(part, Silence):
                total += part.seconds if part.timed else SECONDS_A_WORD
            else:
                total += SECONDS_A_WORD * len(part.text.split())
        return round(total, 6)
