"""A routine file, read: text in, a Routine and every problem of the file out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TypeAlias

from coach.routine.context import Scope
from coach.routine.filemodel import RoutineTable
from coach.routine.groups import build_items
from coach.routine.ids import identifier, slug
from coach.routine.library import EMPTY, Library, as_shown, check_exercise
from coach.routine.limits import check_limits
from coach.routine.model import Group, Item, Routine, Step
from coach.routine.movements import Entries, ladders
from coach.routine.root import (
    check_format,
    checkin_of,
    language,
    levels_of,
    roots_of,
    routine_name,
    schedule_of,
    spoken_at,
)
from coach.routine.shape import check_shape, normalise
from coach.routine.size import check_size
from coach.routine.spoken import Values, check_lengths, check_placeholders
from coach.routine.tables import Reading, Table
from coach.routine.uses import Find, Found, Missing, Uses
from coach.routine.waiting import cues_of_waits
from coach.routine.warnings import warn_equipment
from coach.source import Document, Problem, Severity, in_order, read_on
from coach.words.speech import placeholders

LibraryOf: TypeAlias = Callable[[str], Library]
"""Gives the exercises for routines of a language."""


@dataclass(slots=True)
class _Shared:
    """What the files of one reading have in common."""

    find: Find | None
    library_of: LibraryOf | None = None
    chosen: Library | None = None
    done: dict[str, tuple[Routine | None, list[Problem]]] = field(default_factory=dict)
    used: list[tuple[Sequence[str], Entries]] = field(default_factory=list)
    """The exercises of the steps of each file, and the entries that count in it; the innermost file first."""

    def library(self, document: Document | None = None) -> Library:
        """Return the exercises; the first document that asks is the routine that is played, and its language counts."""
        if self.chosen is None:
            lang = document.data.get("lang") if document is not None else None
            library = self.library_of(lang.strip() if isinstance(lang, str) else "en") if self.library_of else EMPTY
            self.chosen = library.fresh()
        return self.chosen


def read_routine(
    source: str | bytes, *, file: str, library: Library | LibraryOf = EMPTY, find: Find | None = None
) -> tuple[Routine | None, list[Problem]]:
    """Return the routine of a text and all problems sorted by place; no routine where there is any error.

    `file` is how places name it, and its stem the routine's id; `library` is the same in every language, or a function
    of it; `find` gives the text of routines that it uses.
    """
    shared = _Shared(find, None if isinstance(library, Library) else library)
    if isinstance(library, Library):
        shared.chosen = library.fresh()
    routine, problems = _read(source, file, shared, ())
    library = shared.library()
    problems = [*problems, *library.entry_problems()]
    # A broken routine may lack just what is in a broken library; a sound one plays without it.
    broken = any(problem.severity is Severity.ERROR for problem in problems)
    problems = in_order([*problems, *(library.problems if broken else library.passed_over())], file)
    if routine is None or any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    # Last: what is wrong with a rung that no step uses is nothing to be told of the routine.
    return replace(routine, exercises=ladders(shared.used)), problems


def _read(
    source: str | bytes, file: str, shared: _Shared, chain: tuple[str, ...]
) -> tuple[Routine | None, list[Problem]]:
    document, problems, reread = read_on(source, file)
    if document is None:
        return None, problems
    if reread is None:
        return _read_document(document, problems, shared, chain)
    from coach.source.rereading import settled  # a start without mistakes does without it

    _, found = _read_document(document, [], shared, chain, reread.lost)
    return None, settled(found, reread)


def _read_document(
    document: Document,
    problems: Sequence[Problem],
    shared: _Shared,
    chain: tuple[str, ...],
    lost: Iterable[str] = (),
) -> tuple[Routine | None, list[Problem]]:
    """Return the routine of a document; nobody misses the keys that were `lost` with unreadable lines."""
    too_much = check_size(document)
    if too_much:
        return None, too_much
    file = document.file
    reading = Reading(document)
    reading.problems.extend(problems)
    for key in lost:
        reading.mistype(key, below=True)
    root = Table(reading, (), document.data)
    if not check_format(root):
        return None, reading.problems
    normalise(reading)
    check_shape(reading, RoutineTable)
    check_lengths(reading)
    levels = levels_of(root)
    reading.levels = levels
    name = routine_name(root)
    roots = roots_of(root)
    library = shared.library(document)
    entries: dict[str, tuple[Table, ...]] = {}

    def exercises(exercise: str) -> Sequence[Table]:
        if exercise not in entries:
            own = reading.table(("exercise", exercise))
            entries[exercise] = ((own,) if own is not None else ()) + library.entries(exercise)
        return entries[exercise]

    def known_exercises() -> Sequence[str]:
        own = root.get("exercise")
        return (*(own if isinstance(own, dict) else ()), *library.ids())

    for exercise in root.get("exercise") or ():
        table = reading.table(("exercise", exercise))
        if table is not None:
            check_exercise(table, exercise, known_exercises(), bool(library.entries(exercise)))

    def used(found: Found) -> tuple[Routine | None, list[Problem]]:
        if found.file not in shared.done:
            shared.done[found.file] = _read(found.text, found.file, shared, (*chain, file))
        return shared.done[found.file]

    progression = root.get("progression") is not False
    uses = Uses(reading, shared.find, used, (*chain, file), progression)
    scope = Scope(reading, exercises, known_exercises, uses.use, levels, progression)
    items = build_items(scope, roots, root.child("defaults"))
    welcome, goodbye = spoken_at(root, "welcome"), spoken_at(root, "goodbye")
    checkin, schedule = checkin_of(root), schedule_of(root)
    identity = (
        root.single("id", identifier) or slug(PurePath(file).name.removesuffix(".toml")) or slug(name) or "routine"
    )
    place = root.value_place("name")
    if not any(problem.severity is Severity.ERROR for problem in reading.problems):
        reading.problems.extend(check_limits(items, levels, place))
    else:
        # There will be no timeline to find these, and they would be news once all the rest is mended.
        reading.problems.extend(problem for problem in cues_of_waits(items) if problem.place.file == file)
    warn_equipment(root, [entry for name in scope.used_exercises if (entry := reading.table(("exercise", name)))])
    shared.used.append((scope.used_exercises, exercises))
    own = [as_shown(exercise, exercises(exercise)) for exercise in scope.used_exercises]
    routine = Routine(
        id=identity,
        name=name,
        items=items,
        place=place,
        summary=root.text("summary"),
        welcome=welcome,
        goodbye=goodbye,
        author=root.text("author"),
        source=root.text("source"),
        licence=root.text("licence"),
        lang=root.single("lang", language) or "en",
        lang_place=root.value_place("lang") if "lang" in root else None,
        equipment=_union(root, "equipment", [exercise.equipment for exercise in own], uses.equipment),
        target=_union(root, "target", [exercise.target for exercise in own], uses.target),
        levels=levels,
        notes=root.text("notes"),
        checkin=checkin,
        schedule=schedule,
        text=document.text,
        path=file,
    )
    if not chain:
        _check_next(reading, routine)
    return routine, reading.problems + uses.problems


def _union(root: Table, key: str, of_exercises: Sequence[Sequence[str]], of_used: Sequence[str]) -> tuple[str, ...]:
    """Return what is written, else what the exercises say, and what used routines add (B26); each once."""
    own = root.texts(key) if root.has(key) else tuple(entry for entries in of_exercises for entry in entries)
    return tuple(dict.fromkeys((*own, *of_used)))


def _check_next(reading: Reading, routine: Routine) -> None:
    """Report `{next}` in the last step of the routine that is played (R206): nothing comes after it."""
    last = _last_step(routine.items)
    if last is None or last.place.file != routine.path:
        return
    spoken = [line for cue in last.cues if cue.own for line in cue.lines]
    if last.say is not None:
        spoken += [*last.say.lines, *(last.say.by_side or {}).values()]
    for line in spoken:
        if any(name == "next" for name, _ in placeholders(line.text)):
            check_placeholders(reading, line, Values({"next": "this is the last step"}))


def _last_step(items: Sequence[Item]) -> Step | None:
    for item in reversed(items):
        found = item if isinstance(item, Step) else _last_step(item.items) if isinstance(item, Group) else None
        if found is not None:
            return found
    return None


__all__ = ["Find", "Found", "LibraryOf", "Missing", "read_routine"]
