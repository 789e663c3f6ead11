"""What is heard of what Coach says: every bundled routine, exported and recognised back by who knows nothing of it.

    pip install moonshine-voice==0.1.0 onnxruntime
    python -m benchmarks.heard [--voice joe] [--voice en-us] [--routine R] [--recogniser moonshine|pocketsphinx]

Each routine is exported by `coach export`. The sound of each cue is cut out at its `at` in `coach show --json`, given
to an offline recogniser, and what that writes is compared with the words that were to be said; `hearing/words.py` says
what counts as the same word. Counts are heard as they are said, in their row: "3, 2, 1", or the phases of a rep. Cut
out alone, one syllable without a context, they are a line of their own. For each voice there are:

    sentences   words of all that is no count, every cue of every routine as often as it is said: those heard
    counts      the same of counts in their rows
    alone       the same of each count cut out alone
    all words   sentences, and counts in their rows
    texts       each different text once, counts alone included
    shuffled    the control: the sound of each text beside the words of another one
    added       words that were heard and not said, of a hundred that were said

After it stands every text of which less than half was heard, how often it is said, and what was heard instead. Exit
status 1 where Piper misses 90 % of all words or of its sentences, or a control comes to 20 %. What was heard in a sound
is kept (`--work`, by default in the system's folder for temporary files): only what sounds otherwise is heard again.
The recogniser, like the other one, knows English only, so other languages are not tried.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from benchmarks.hearing.exported import WORK, Exported, Said, Sound, bundled, export
from benchmarks.hearing.words import Match, match
from coach.errors import CoachError

VOICES = ("joe", "en-us")
"""Piper's voice of the extra "neural", and eSpeak's plain American one."""

LEAST = {"joe": 0.90}
"""The bars, of all words and of those that are in sentences."""

CONTROL = 0.20
"""What the control has to stay under."""

BEFORE, AFTER = 0.08, 0.08
"""Seconds around a cue that are cut out with it, as far as no other one sounds there."""

IN_A_ROW = 1.3
"""Seconds between the onsets of two counts that are heard as one row: a countdown, or the phases of a rep."""

LONGEST_ROW = 8.0

SEED = 5
"""Of the control's pairing: the same each time."""


class Recogniser(Protocol):
    """Hears words in sound."""

    name: str

    def hear(self, samples: Sound, rate: int) -> str: ...


@dataclass(slots=True)
class Tally:
    """Words that were said and heard."""

    hits: int = 0
    words: int = 0
    extra: int = 0

    def add(self, found: Match) -> None:
        self.hits += found.hits
        self.words += found.words
        self.extra += found.extra

    @property
    def share(self) -> float:
        return self.hits / self.words if self.words else 1.0

    def __str__(self) -> str:
        return f"{100 * self.share:5.1f} % of {self.words:6,}"


@dataclass(slots=True)
class Heard:
    """What was heard of one voice."""

    sentences: Tally = field(default_factory=Tally)
    rows: Tally = field(default_factory=Tally)
    alone: Tally = field(default_factory=Tally)
    texts: Tally = field(default_factory=Tally)
    shuffled: Tally = field(default_factory=Tally)
    by_text: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """What was heard each time that a text was said, alone."""
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def all_words(self) -> float:
        """Return the share of all words, counts in their rows."""
        return (self.sentences.hits + self.rows.hits) / max(1, self.sentences.words + self.rows.words)


class Memory:
    """What was heard in which sound, on disk: the recogniser is the slow part."""

    def __init__(self, recogniser: Recogniser, folder: Path) -> None:
        self._recogniser = recogniser
        self._path = folder / f"heard-{recogniser.name.replace(' ', '-').lower()}.json"
        self._known: dict[str, str] = {}
        if self._path.exists():
            self._known = json.loads(self._path.read_text("utf-8"))
        self.new = 0

    def hear(self, samples: Sound, rate: int) -> str:
        key = hashlib.sha256(f"{rate}".encode() + samples.tobytes()).hexdigest()[:32]
        if key not in self._known:
            self._known[key] = self._recogniser.hear(samples, rate)
            self.new += 1
        return self._known[key]

    def keep(self) -> None:
        self._path.write_text(json.dumps(self._known, indent=0), encoding="utf-8")


def rows_of(cues: Sequence[Said]) -> Iterator[list[Said]]:
    """Yield the counts that follow each other as one; words of another kind between them end a row."""
    row: list[Said] = []
    for cue in cues:
        fits = row and cue.is_count and cue.at - row[-1].at <= IN_A_ROW and cue.at - row[0].at <= LONGEST_ROW
        if row and not fits:
            yield row
            row = []
        if cue.is_count:
            row.append(cue)
    if row:
        yield row


def listen(exported: Exported, memory: Memory, into: Heard) -> None:
    """Hear all that a routine says."""
    cues = exported.cues
    for index, cue in enumerate(cues):
        before = cues[index - 1].at + cues[index - 1].seconds if index else 0.0
        after = cues[index + 1].at if index + 1 < len(cues) else cue.at + cue.seconds + 1
        heard = memory.hear(_cut(exported, cue.at, cue.at + cue.seconds, before, after), exported.rate)
        into.by_text[cue.text].append(heard)
        into.kinds.setdefault(cue.text, cue.kind)
        (into.alone if cue.is_count else into.sentences).add(match(cue.text, heard))
    for row in rows_of(cues):
        sound = _cut(exported, row[0].at, row[-1].at + row[-1].seconds, 0.0, float("inf"))
        heard = memory.hear(sound, exported.rate)
        into.rows.add(match(", ".join(cue.text for cue in row), heard))
    memory.keep()


def _cut(exported: Exported, start: float, end: float, before: float, after: float) -> Sound:
    """Return the sound of words with a little around it, but nothing of other words."""
    return exported.cut(max(start - BEFORE, min(before, start)), max(end, min(end + AFTER, after)))


def control(heard: Heard) -> None:
    """Compare what was heard of each text with the words of another one, drawn with a fixed seed."""
    texts = sorted(heard.by_text)
    others = list(texts)
    random.Random(SEED).shuffle(others)
    for text, other in zip(texts, others, strict=True):
        heard.texts.add(match(text, _usual(heard.by_text[text])))
        if text != other:
            heard.shuffled.add(match(other, _usual(heard.by_text[text])))


def _usual(heard: Iterable[str]) -> str:
    return Counter(heard).most_common(1)[0][0]


def weak(heard: Heard) -> list[tuple[float, str, int, str]]:
    """Return the texts of which less than half was heard on average: share, text, how often said, what was heard."""
    found = []
    for text, each in heard.by_text.items():
        share = sum(match(text, one).share for one in each) / len(each)
        if share < 0.5:
            found.append((share, text, len(each), _usual(each)))
    return sorted(found)


def recogniser_of(name: str) -> Recogniser:
    if name == "pocketsphinx":
        from benchmarks.hearing.sphinx import Sphinx

        return Sphinx()
    from benchmarks.hearing.moonshine import Moonshine

    return Moonshine()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.heard")
    parser.add_argument("--voice", action="append", help="may be given again; without it joe and en-us")
    parser.add_argument("--routine", action="append", help="only this one; may be given again")
    parser.add_argument("--recogniser", choices=("moonshine", "pocketsphinx"), default="moonshine")
    parser.add_argument("--work", type=Path, default=WORK, help="what stays from run to run")
    parser.add_argument("--all", action="store_true", help="print every text with what was heard")
    options = parser.parse_args(arguments)
    options.work.mkdir(parents=True, exist_ok=True)
    try:
        memory = Memory(recogniser_of(options.recogniser), options.work)
        missed = [
            voice for voice in options.voice or VOICES if not met(voice, options.routine or bundled(), memory, options)
        ]
    except CoachError as error:
        print(error, file=sys.stderr)
        return error.exit_status
    return 1 if missed else 0


def met(voice: str, routines: Sequence[str], memory: Memory, options: argparse.Namespace) -> bool:
    """Print what is heard of a voice; return whether its bars are met."""
    began, heard = time.perf_counter(), Heard()
    for routine in routines:
        before = Tally(heard.sentences.hits, heard.sentences.words)
        exported = export(routine, voice, options.work)
        listen(exported, memory, heard)
        own = Tally(heard.sentences.hits - before.hits, heard.sentences.words - before.words)
        print(f"  {routine:<22} {own}", flush=True)
    control(heard)
    added = 100 * heard.sentences.extra / max(1, heard.sentences.words)
    took = time.perf_counter() - began
    print(f"\n{voice}, {len(routines)} routines, {took:.0f} s, {memory.new} new sounds")
    print(f"  sentences {heard.sentences}\n  counts    {heard.rows}\n  alone     {heard.alone}")
    print(f"  texts     {heard.texts}\n  shuffled  {heard.shuffled}\n  added     {added:5.1f} of 100 words")
    print(f"  all words {100 * heard.all_words:5.1f} %\n")
    for share, text, times, instead in weak(heard):
        print(f"  {100 * share:3.0f} % {times:4} × {heard.kinds[text]:<9} {text!r}: {instead!r}")
    if options.all:
        print()
        for text in sorted(heard.by_text):
            instead = _usual(heard.by_text[text])
            print(f"  {100 * match(text, instead).share:3.0f} % {text!r}: {instead!r}")
    least = LEAST.get(voice, 0.0)
    return min(heard.all_words, heard.sentences.share) >= least and heard.shuffled.share < CONTROL


if __name__ == "__main__":
    raise SystemExit(main())
