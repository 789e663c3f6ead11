"""Reading on behind what TOML refuses: each line that was understood is corrected, and the text is read again.

So a person hears of all such lines at once, and of what is wrong on the other lines, too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from coach.source.place import Mark, Place, Problem, Severity
from coach.source.refused import Explained
from coach.source.toml_errors import explain

_MOST_ERRORS = 50
_MOST_READ = 1_000_000
"""Characters that are read again in all; a tenth of a second or two."""

_ABOUT_THE_VALUE = ("needs quotes", "is not how TOML writes it", "has a space in it", "where a short one belongs")


@dataclass(frozen=True, slots=True)
class Reread:
    """A text that TOML refuses: what is wrong with it, and the text with these lines corrected."""

    problems: tuple[Problem, ...]
    original: str
    """The text as it is, its line ends plain."""
    text: str | None
    """The text to read on with; None where a line could neither be corrected nor left out."""
    lines: Mapping[int, Problem]
    """What was said of each line that was changed."""
    lost: frozenset[str]
    """Keys on lines that were left out: nobody should miss them."""


def reread_text(message: str, text: str, file: str, first: Sequence[Problem] = ()) -> Reread:
    """Return R002 for what `tomllib` said of a text, and for what it says next once that is corrected.

    `first` are problems that were found before.
    """
    plain = text.replace("\r\n", "\n")
    original = plain.split("\n")
    foreign = _another_format(original, file)
    if foreign is not None:
        return Reread((*first, foreign), plain, None, {}, frozenset())
    lines = list(original)
    problems: list[Problem] = []
    changed: dict[int, Problem] = {}
    lost: set[str] = set()
    unsafe = False
    """Whether a line was left out that may have said anything."""
    most = min(_MOST_ERRORS, 1 + _MOST_READ // max(1, len(text)))
    while True:
        explained = explain(message, lines, file)
        changes = _changes(explained, lines, changed)
        if explained.problem.place.line not in changed:  # else its columns would be those of the corrected line
            problems.append(explained.problem)
        if not changes:
            return Reread((*first, *problems), plain, None, changed, frozenset(lost))
        for number, line in changes.items():
            if not line.strip():
                keys = _keys(original[number - 1])
                unsafe |= not keys and bool(re.search(r"[=:\[]|.{200}", lines[number - 1]))
                lost |= keys
            lines[number - 1] = line
            changed.setdefault(number, problems[-1])
        if len(problems) >= most:
            return Reread((*first, *_with_more(problems)), plain, None, changed, frozenset(lost))
        mended = "\n".join(lines)
        try:
            tomllib.loads(mended)
        except RecursionError:
            return Reread((*first, *problems), plain, None, changed, frozenset(lost))
        except ValueError as error:
            message = str(error)
        else:
            return Reread((*first, *problems), plain, None if unsafe else mended, changed, frozenset(lost))


def settled(found: Iterable[Problem], mended: Reread) -> list[Problem]:
    """Return what was found in the mended text and what was mended, with places in the text as it is.

    Where the value on a corrected line is still wrong, that is said instead of how to quote it.
    """
    if not mended.lines:
        return [*mended.problems, *found]
    lines, fixed = mended.original.split("\n"), (mended.text or "").split("\n")
    file = mended.problems[0].place.file
    result: list[Problem] = []
    replaced: set[Problem] = set()

    def in_the_file(place: Place) -> Place:
        said = mended.lines.get(place.line) if place.file == file else None
        if said is None:
            return place
        line, words = lines[place.line - 1], fixed[place.line - 1][place.column - 1 : place.end_column - 1]
        if line[place.column - 1 : place.end_column - 1] == words != "":
            return place
        bare = words.strip("\"'")
        if bare and line.count(bare) == 1:
            return replace(place, column=line.index(bare) + 1, end_column=line.index(bare) + len(bare) + 1)
        return said.place

    for problem in found:
        said = mended.lines.get(problem.place.line) if problem.place.file == file else None
        misspelt = problem.code == "R101" and any("write " in line for line in problem.help)
        if said and problem.severity is Severity.ERROR and (misspelt or said.message.endswith(_ABOUT_THE_VALUE)):
            replaced.add(said)
        also = tuple(Mark(in_the_file(mark.place), mark.label) for mark in problem.also)
        result.append(replace(problem, place=in_the_file(problem.place), also=also))
    return [*(problem for problem in mended.problems if problem not in replaced), *result]


def _changes(explained: Explained, lines: Sequence[str], changed: Mapping[int, Problem]) -> Mapping[int, str]:
    """Return the lines to put into the text; a single line that was not understood, or not mended, is left out."""
    changes = {number: line for number, line in explained.changes.items() if lines[number - 1] != line}
    if changes and not any(number in changed for number in changes):
        return changes
    number = explained.problem.place.line
    line = lines[number - 1]
    alone = line.strip() and not line.lstrip().startswith("[") and _balanced(line) and '"""' not in line
    return {number: ""} if alone else {}


def _balanced(line: str) -> bool:
    return line.count("[") == line.count("]") and line.count("{") == line.count("}")


def _keys(line: str) -> set[str]:
    match = re.match(r"\s*[\"']?([\w-]+)[\"']?\s*[=:]", line)
    return {match[1]} if match else set()


def _with_more(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    last = problems[-1]
    advice = "there may be more below: check again when these are mended"
    return (*problems[:-1], replace(last, help=(*last.help[:2], advice)))


def _another_format(lines: Sequence[str], file: str) -> Problem | None:
    """Return what a file is that is no TOML at all."""
    number, line = next(((at, line) for at, line in enumerate(lines, start=1) if line.strip()), (1, ""))
    text = line.strip()
    if text.startswith("<") and re.match(r"<[?!\w]", text):
        what = "this file is XML or a web page, and no routine"
    elif re.fullmatch(r"\{|\{\s*\"[^\"]*\"\s*:.*", text) or re.fullmatch(r"\[|\[\s*\{.*", text):
        what = "this file is JSON, and no routine"
    elif text == "---" or text.startswith("%YAML"):
        what = "this file is YAML, and no routine"
    else:
        return None
    start = len(line) - len(line.lstrip())
    place = Place(file, number, start + 1, start + min(len(text), 40) + 1)
    advice = "`coach new NAME` writes a routine to start from"
    return Problem("R002", Severity.ERROR, place, what, help=(advice,))
