"""What is not said in another language and is in English, because its words take longer.

    python -m benchmarks.languages [LANGUAGE…]

Two sets of every exercise of the library, and every bundled routine with a variant at each of its levels, are compiled
in English and in each language with lengths as the voice measures them. Listed is every cue and every count of a
repetition that English has and the language has not. Also how much longer the sessions are, and what `check` says.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from coach.desk.desk import Desk
from coach.paths import bundled_routines, user_paths
from coach.routine.files import load_file, load_library, load_text
from coach.routine.model import Routine
from coach.timeline.compile import compile_timeline
from coach.timeline.lint import lint
from coach.timeline.model import Choices, CueKind, Lengths, Timeline
from coach.words.files import FALLBACK, languages

ALWAYS = {CueKind.NAME, CueKind.NEXT, CueKind.SAY, CueKind.WELCOME, CueKind.EQUIPMENT, CueKind.REST, CueKind.GOODBYE}
"""What may be put in other words where it is long, so that its number tells nothing."""


def exercise(desk: Desk, name: str, lang: str) -> Routine:
    """Return two sets of an exercise with all that the library has of it in a language."""
    loaded = load_text(f'name = "R"\nlang = "{lang}"\n[[step]]\nexercise = "{name}"\nsets = 2\n', name, desk.paths)
    assert loaded.routine is not None, loaded.problems
    return loaded.routine


def variants(desk: Desk, lang: str) -> Iterator[tuple[str, Routine, Routine]]:
    """Yield the bundled routines that there are in a language: their id, in English, in the language."""
    for path in sorted(bundled_routines().glob(f"*.{lang}.toml")):
        if path.name.startswith("exercises."):
            continue
        id_ = path.name.split(".")[0]
        english = load_file(bundled_routines() / f"{id_}.toml", desk.paths).routine
        other = load_file(path, desk.paths).routine
        assert english is not None
        assert other is not None
        yield id_, english, other


def compiled(desk: Desk, routine: Routine, level: str | None, lengths: Lengths) -> Timeline:
    return compile_timeline(routine, Choices(level=level), desk.phrases(routine.lang), lengths)


def missing(english: Timeline, other: Timeline) -> dict[str, None]:
    """Return what the other language leaves out, each once for all sets and sides."""
    found: dict[str, None] = {}
    kinds = sorted({cue.kind for cue in english.cues} - ALWAYS, key=lambda kind: kind.value)
    for segment in english.segments:
        for kind in kinds:
            before, now = (_texts(timeline, segment.index, kind) for timeline in (english, other))
            if kind is CueKind.TEMPO and len(before) == len(now):  # one that is not said still ticks
                lost = [mine for mine, theirs in zip(before, now, strict=True) if mine and not theirs]
                found |= dict.fromkeys([f"{segment.title}: count {', '.join(lost)}"] if lost else [])
            elif len(list(filter(None, now))) < len(list(filter(None, before))):
                found[f"{segment.title}: {kind.value} {' | '.join(before)}  ->  {' | '.join(now) or 'nothing'}"] = None
    return found


def _texts(timeline: Timeline, segment: int, kind: CueKind) -> list[str]:
    return [cue.text for cue in timeline.cues if (cue.segment, cue.kind) == (segment, kind)]


def compare(desk: Desk, lang: str) -> int:
    """Print what a language leaves out, and return how much that is."""
    print(f"{lang}:")
    found = 0
    longer: list[float] = []
    with desk.lengths(FALLBACK) as english_lengths, desk.lengths(lang) as lengths:
        pairs = [
            (name, exercise(desk, name, FALLBACK), exercise(desk, name, lang)) for name in load_library(None).ids()
        ]
        for name, english, other in [*pairs, *variants(desk, lang)]:
            for level in english.levels or (None,):
                before = compiled(desk, english, level, english_lengths)
                now = compiled(desk, other, level, lengths)
                longer.append(now.seconds / before.seconds)
                for line in missing(before, now):
                    found += 1
                    print(f"  {name}{f' ({level})' if level else ''}: {line}")
            known = {(problem.code, problem.place.line) for problem in lint(english, desk.phrases(), english_lengths)}
            for problem in lint(other, desk.phrases(lang), lengths):
                if (problem.code, problem.place.line) not in known:
                    print(f"  {problem.place}: {problem.code} {problem.message}")
    mean = 100 * (sum(longer) / len(longer) - 1)
    print(f"  {found} left out that English says; sessions are {mean:+.1f} % longer in the mean\n")
    return found


def main(wanted: list[str]) -> int:
    with tempfile.TemporaryDirectory() as home:
        desk = Desk(user_paths({"COACH_HOME": str(Path(home))}))
        others = wanted or [lang for lang in languages() if lang != FALLBACK]
        return 1 if sum(compare(desk, lang) for lang in others) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
