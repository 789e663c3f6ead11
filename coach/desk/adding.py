"""Taking in a routine that somebody sent: mended where that is safe, looked at, and kept in the user's own folder."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from coach.desk.check import problems_of
from coach.desk.copying import write_new
from coach.desk.desk import Desk
from coach.desk.filenames import safe_stem
from coach.desk.starting import SCHEMA_LINE, write_schema
from coach.errors import CoachError
from coach.paths import Paths, bundled_routines, expanded, set_aside
from coach.routine.files import is_library, load_sent, load_text
from coach.routine.finding import LIBRARY_FILE, STANDARD_INPUT, bytes_of, read_bytes, routine_files
from coach.routine.model import Routine, Step
from coach.source import LARGEST_FILE, Problem, Severity
from coach.source.mending import Repair, mend
from coach.timeline.paper import total
from coach.timeline.values import steps_of

OLD = ".old"
"""Added to the name of a file that is replaced; it is no routine any more, and nothing is lost."""


class Standing(Enum):
    """What is in the user's folder already."""

    NEW = "new"
    SAME = "same"
    """The very same routine, be it Coach's own."""
    TAKEN = "taken"
    """Another one of the user's with the same id."""
    BUNDLED = "bundled"
    """Another one of Coach's own with the same id."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that somebody sent, looked at and not kept yet."""

    file: str
    """As the user named it."""
    text: str
    """Mended; what will be kept."""
    repairs: tuple[Repair, ...]
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    """The text of each file by the name that places have."""
    routine: Routine | None
    """None where it cannot be played."""
    lengths: tuple[tuple[str, str], ...] = ()
    """Level (empty where there are none) and length."""
    stem: str = ""
    """The name of its file-to-be, without the ending."""
    standing: Standing = Standing.NEW
    there: Path | None = None
    """The file that it would take the place of, or that is the same."""

    @property
    def exercises(self) -> tuple[str, ...]:
        """The names of what is done, each once, in order."""
        steps = steps_of(self.routine.items) if self.routine is not None else ()
        return tuple(dict.fromkeys(step.name for step in steps if isinstance(step, Step)))


@dataclass(frozen=True, slots=True)
class Kept:
    """Where it is now."""

    path: Path
    replaced: Path | None = None
    """What was there before is here now."""


def look_at(desk: Desk, reference: str, *, voice: str | None = None, tell: Callable[[str], None] | None = None) -> Sent:
    """Read, mend and check a file that somebody sent; CoachError where it cannot be read or is no routine."""
    data = bytes_of(str(expanded(reference)))
    _refuse_other_kinds(data, reference)
    mended = mend(data) if len(data) <= LARGEST_FILE else None
    if mended is None or mended.text is None:
        broken = load_text(data, reference, desk.paths)
        return Sent(reference, broken.text, (), broken.problems, broken.texts, None)
    text, repairs = _own_schema(mended.text, mended.repairs)
    if is_library(text, STANDARD_INPUT):
        raise CoachError(
            f"{reference} has exercises and no routine. To have them in all your routines, copy what is in it into "
            f"{desk.paths.routines / LIBRARY_FILE}."
        )
    loaded = load_sent(text, reference, desk.paths)
    routine = loaded.routine
    if routine is None:
        return Sent(reference, text, repairs, loaded.problems, loaded.texts, None)
    with desk.lengths(routine.lang, voice=voice, tell=tell) as measured:
        problems = problems_of(desk, loaded, routine, measured)
        lengths = tuple(
            (level or "", total(desk.timeline(routine, desk.choices(routine, level=level), measured)))
            for level in (routine.levels or (None,))
        )
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Sent(reference, text, repairs, problems, loaded.texts, None)
    stem = safe_stem(_written_id(text)) or safe_stem(routine.name) or "routine"
    standing, there = _standing(desk.paths, stem, text)
    return Sent(reference, text, repairs, problems, loaded.texts, routine, lengths, stem, standing, there)


def keep(desk: Desk, sent: Sent, *, replace: bool = False) -> Kept:
    """Copy it into the user's folder; CoachError where another one is there and may not be replaced."""
    path = desk.paths.routines / f"{sent.stem}.toml"
    if sent.standing is Standing.SAME and sent.there is not None:
        return Kept(sent.there)
    if sent.standing is Standing.TAKEN and not replace:
        raise CoachError(
            f"You have another routine of that id, and it stays: {sent.there}. With --replace this one takes its place."
        )
    if sent.standing is Standing.BUNDLED and not replace:
        raise CoachError(
            f"Coach itself has another routine {sent.stem}. With --replace this one hides it until you delete it."
        )
    replaced = _set_aside(sent.there) if sent.standing is Standing.TAKEN and sent.there is not None else None
    try:
        write_new(path, sent.text.encode())
    except CoachError:
        if replaced is not None and sent.there is not None:
            os.replace(replaced, sent.there)  # noqa: PTH105 - put back what was there
        raise
    write_schema(path.parent)
    return Kept(path, replaced)


_OTHER_KINDS = (
    (
        rb"\s*(?:Return-Path|Delivered-To|Received|MIME-Version|From|To|Subject|Date|X-[\w-]+):[^\n]*\n",
        "a whole e-mail",
    ),
    (rb"\s*<(?:!doctype\s+html|html)\b", "a web page"),
    (rb"\{\\rtf|PK\x03\x04|\xd0\xcf\x11\xe0", "a document or an archive"),
    (rb"%PDF-", "a PDF"),
)
"""What is sent instead of a routine, by how it begins."""


def _refuse_other_kinds(data: bytes, reference: str) -> None:
    for beginning, kind in _OTHER_KINDS:
        if re.match(beginning, data[:1000], re.IGNORECASE):
            raise CoachError(f"{reference} is {kind}: save the routine in it as a plain text file, and add that one.")


def _own_schema(text: str, repairs: tuple[Repair, ...]) -> tuple[str, tuple[Repair, ...]]:
    """Let editors take the schema beside the file: they would fetch whatever address stands there."""
    first, end, rest = text.partition("\n")
    if not first.startswith("#:schema") or first.strip() == SCHEMA_LINE:
        return text, repairs
    repair = Repair(1, "the address of the schema was made that of the one beside your routines")
    return f"{SCHEMA_LINE}{end}{rest}", (repair, *repairs)


def _written_id(text: str) -> str:
    value = _data(text).get("id")
    return value if isinstance(value, str) else ""


def _data(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}


def _standing(paths: Paths, stem: str, text: str) -> tuple[Standing, Path | None]:
    """Return what is there under this id: by the name of a file, or by the id that one writes."""
    for path in routine_files(paths):
        try:
            known = mend(read_bytes(path)).text or ""
        except CoachError:
            known = ""
        if stem not in (path.stem, _written_id(known)):
            continue
        if known == text:
            return Standing.SAME, path
        return (Standing.BUNDLED if path.parent == bundled_routines() else Standing.TAKEN), path
    path = paths.routines / f"{stem}.toml"
    return (Standing.TAKEN, path) if os.path.lexists(path) else (Standing.NEW, None)


def _set_aside(path: Path) -> Path:
    try:
        return set_aside(path, OLD)
    except OSError as error:
        raise CoachError(f"{path} cannot be replaced: {error.strerror or error}.") from None
