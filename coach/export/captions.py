"""Captions of a session as WebVTT: every word that is said, at its moment."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable

from coach.timeline.model import Cue
from coach.units import Seconds
from coach.words.speech import caption

LEGIBLE: Seconds = 1.0
"""How long a caption stays where nothing follows at once: a spoken number is over before it is read."""

_NO_LETTERS = ("Cc", "Cs")
"""Control characters and halves of letters."""


def as_webvtt(title: str, cues: Iterable[Cue]) -> str:
    """Return the text of a .vtt file; captions never overlap, and none is empty."""
    blocks = ["WEBVTT", f"NOTE\n{_escaped(title)}"]
    spoken = [(_thousandths(cue.at), cue.seconds, words) for cue in cues if (words := _escaped(caption(cue.text)))]
    # What is said at one moment is one caption: one without a length is not allowed.
    moments: list[tuple[int, Seconds, list[str]]] = []
    for start, group in itertools.groupby(sorted(spoken, key=_start), key=_start):
        together = list(group)
        moments.append((start, max(seconds for _, seconds, _ in together), [words for *_, words in together]))
    nexts = [start for start, *_ in moments[1:]]
    for (start, seconds, lines), following in itertools.zip_longest(moments, nexts):
        end = start + _thousandths(max(LEGIBLE, seconds))
        end = min(end, following) if following is not None else end
        blocks.append("\n".join([f"{_moment(start)} --> {_moment(end)}", *lines]))
    return "\n\n".join(blocks) + "\n"


def _start(spoken: tuple[int, Seconds, str]) -> int:
    return spoken[0]


def _thousandths(seconds: Seconds) -> int:
    return round(seconds * 1000)


def _moment(thousandths: int) -> str:
    minutes, rest = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"


def _escaped(text: str) -> str:
    """Return words that WebVTT takes as words, in one line: "-->" and tags lose their meaning."""
    letters = "".join(letter if unicodedata.category(letter) not in _NO_LETTERS else " " for letter in text)
    line = " ".join(letters.split())
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
