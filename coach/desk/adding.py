"""Taking in a routine that somebody sent: mended where that is safe, looked at, and kept in the user's own folder."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from coach.desk.check import problems_of
from coach.desk.copying import write_new
from coach.desk.desk import Desk
from coach.desk.filenames import safe_stem
from coach.desk.starting import SCHEMA_LINE, write_schema
from coach.desk.together import Companion, data_of, sent_stem, used_stems
from coach.errors import CoachError
from coach.paths import Paths, bundled_routines, expanded, set_aside
from coach.routine.files import is_library, load_sent, load_text
from coach.routine.finding import LIBRARY_FILE, STANDARD_INPUT, all_files, bytes_of, read_bytes
from coach.routine.model import Routine, Step
from coach.source import LARGEST_FILE, Problem, Severity
from coach.source.mending import Repair, mend
from coach.timeline.paper import total
from coach.timeline.values import steps_of

OLD = ".old"
"""Added to the name of a file that is replaced; it is no routine any more, and nothing is lost."""

MOST_UNNAMED = 100
"""Routines of which neither the file nor the name has a letter."""


class Standing(Enum):
    """What is in the user's folder already."""

    NEW = "new"
    SAME = "same"
    """The very same routine, be it Coach's own."""
    ALIKE = "alike"
    """One that is written otherwise and says the same."""
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


def look_at(
    desk: Desk,
    reference: str,
    *,
    voice: str | None = None,
    tell: Callable[[str], None] | None = None,
    companions: Sequence[Companion] = (),
) -> Sent:
    """Read, mend and check a file that somebody sent; CoachError where it cannot be read or is no routine.

    `companions` came with it, and it may use them.
    """
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
    along = {sent_stem(each.file): (each.file, each.text) for each in companions if each.used}
    along.update({stem: (reference, text) for stem in [sent_stem(reference)] if stem and stem in used_stems(text)})
    loaded = load_sent(text, reference, desk.paths, along)
    routine = loaded.routine
    if routine is None:
        return Sent(reference, text, repairs, loaded.problems, loaded.texts, None)
    with desk.lengths(routine.lang, voice=voice, tell=tell) as measured:
        problems = problems_of(desk, loaded, routine, measured)
        lengths = tuple(
            (level or "", total(desk.timeline(routine, desk.choices(routine, level=level, dosed=False), measured)))
            for level in (routine.levels or (None,))
        )
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Sent(reference, text, repairs, problems, loaded.texts, None)
    used = any(each.used and each.file == reference for each in companions)
    stem, standing, there = _place_of(desk.paths, text, reference, used=used)
    return Sent(reference, text, repairs, problems, loaded.texts, routine, lengths, stem, standing, there)


def keep(desk: Desk, sent: Sent, *, replace: bool = False) -> Kept:
    """Copy it into the user's folder; CoachError where another one is there and may not be replaced."""
    path = desk.paths.routines / f"{sent.stem}.toml"
    if sent.standing in (Standing.SAME, Standing.ALIKE) and sent.there is not None:
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
    value = data_of(text).get("id")
    return value if isinstance(value, str) else ""


def _name(text: str) -> str:
    value = data_of(text).get("name")
    return value if isinstance(value, str) else ""


def _place_of(paths: Paths, text: str, reference: str, *, used: bool) -> tuple[str, Standing, Path | None]:
    """Return the name of its file, without the ending, and what is there under it.

    The sender's name for the file comes first: another routine may use it by that. Where it is the name of something
    else already, or no name, the routine's own id or name does, unless another file sent with it needs the first.
    """
    sent = sent_stem(reference)
    own = safe_stem(_written_id(text)) or safe_stem(_name(text))
    names = [sent] if used and sent else [name for name in (sent, own) if name]
    if not own and not used:
        names += ["routine", *(f"routine-{number}" for number in range(2, MOST_UNNAMED))]
    for stem in dict.fromkeys(names):
        standing, there = _standing(paths, stem, text)
        if standing in (Standing.NEW, Standing.SAME, Standing.ALIKE) or (
            there is not None and _name(_known(there)) == _name(text)
        ):
            break
    return stem, standing, there


def _known(path: Path) -> str:
    try:
        return mend(read_bytes(path)).text or ""
    except CoachError:
        return ""


def _standing(paths: Paths, stem: str, text: str) -> tuple[Standing, Path | None]:
    """Return what is there under this id: by the name of a file, or by the id that one writes."""
    found = [(path, known) for path in all_files(paths) if stem in (path.stem, _written_id(known := _known(path)))]
    for path, known in found:  # of one that came with Coach in several languages it may be any
        if known == text:
            return Standing.SAME, path
    for path, known in found:
        if data_of(text) and data_of(known) == data_of(text):
            return Standing.ALIKE, path
    for path, _ in found:
        return (Standing.BUNDLED if path.parent == bundled_routines() else Standing.TAKEN), path
    path = paths.routines / f"{stem}.toml"
    return (Standing.TAKEN, path) if os.path.lexists(path) else (Standing.NEW, None)


def _set_aside(path: Path) -> Path:
    try:
        return set_aside(path, OLD)
    except OSError as error:
        raise CoachError(f"{path} cannot be replaced: {error.strerror or error}.") from None
