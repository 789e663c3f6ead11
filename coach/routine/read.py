"""A routine file, read: text in, a Routine and every problem of the file out."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Any, TypeAlias

from coach.routine.context import Scope, Used
from coach.routine.filemodel import RoutineTable
from coach.routine.groups import build_items
from coach.routine.ids import identifier, slug, with_prefix
from coach.routine.library import EMPTY, Library, as_shown, check_exercise
from coach.routine.limits import MOST_SEGMENTS, check_limits, count_segments
from coach.routine.model import CheckIn, Exercise, Group, Item, Routine, Schedule, Speech, Step
from coach.routine.nearest import did_you_mean
from coach.routine.reading import Reading, Table, clipped
from coach.routine.shape import check_shape, normalise
from coach.routine.spoken import NO_VALUES, Values, check_placeholders
from coach.routine.values import Refusal
from coach.routine.varying import written
from coach.source import Mark, Place, Problem, Severity, in_order, read_document
from coach.words.speech import placeholders

FORMAT = 1
"""The version of the format that is read here."""

_LONGEST_CHAIN = 8


@dataclass(frozen=True, slots=True)
class Found:
    """The text that a `use` asked for."""

    file: str
    """The path, and what tells two routines apart."""
    text: str | bytes


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a `use` finds nothing."""

    message: str
    """Goes on after the reference: "… cannot be found"."""
    close: str | None = None
    """The nearest name that is there."""


Find: TypeAlias = Callable[[str, str], Found | Missing]
"""Gets the reference and the file that it stands in."""


@dataclass(slots=True)
class _Shared:
    """What the files of one reading have in common."""

    library: Library
    find: Find | None
    done: dict[str, tuple[Routine | None, list[Problem]]] = field(default_factory=dict)


def read_routine(
    source: str | bytes, *, file: str, library: Library = EMPTY, find: Find | None = None
) -> tuple[Routine | None, list[Problem]]:
    """Return the routine of a text and all problems sorted by place; no routine where there is any error.

    `file` is how places name it, and its stem the routine's id; `find` gives the text of routines that it uses.
    """
    library = library.fresh()
    routine, problems = _read(source, file, _Shared(library, find), ())
    problems = in_order([*problems, *library.found_problems()], file)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    return routine, problems


def _read(
    source: str | bytes, file: str, shared: _Shared, chain: tuple[str, ...]
) -> tuple[Routine | None, list[Problem]]:
    document, problems = read_document(source, file)
    if document is None:
        return None, problems
    reading = Reading(document)
    reading.problems.extend(problems)
    root = Table(reading, (), document.data)
    if not _check_format(root):
        return None, reading.problems
    normalise(reading)
    check_shape(reading, RoutineTable)
    levels = _levels(root)
    reading.levels = levels
    name = _name(root)
    roots = _roots(root)
    entries: dict[str, tuple[Table, ...]] = {}

    def exercises(exercise: str) -> Sequence[Table]:
        if exercise not in entries:
            own = reading.table(("exercise", exercise))
            entries[exercise] = ((own,) if own is not None else ()) + shared.library.entries(exercise)
        return entries[exercise]

    def known_exercises() -> Sequence[str]:
        own = root.get("exercise")
        return (*(own if isinstance(own, dict) else ()), *shared.library.ids())

    for exercise in root.get("exercise") or ():
        table = reading.table(("exercise", exercise))
        if table is not None:
            check_exercise(table, exercise, known_exercises(), bool(shared.library.entries(exercise)))

    uses = _Uses(reading, shared, (*chain, file), root.get("progression") is not False)
    progression = root.get("progression") is not False
    scope = Scope(reading, exercises, known_exercises, uses.use, levels, progression)
    items = build_items(scope, roots, root.child("defaults"))
    welcome, goodbye = _speech(root, "welcome"), _speech(root, "goodbye")
    checkin, schedule = _checkin(root), _schedule(root)
    identity = (
        root.single("id", identifier) or slug(PurePath(file).name.removesuffix(".toml")) or slug(name) or "routine"
    )
    place = root.value_place("name")
    if not any(problem.severity is Severity.ERROR for problem in reading.problems):
        reading.problems.extend(check_limits(items, levels, place))
    shown = _shown(scope.used_exercises, exercises, uses.exercises)
    own = [shown[exercise] for exercise in scope.used_exercises if exercise in shown]
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
        lang=root.text("lang").strip() or "en",
        equipment=_union(root, "equipment", [exercise.equipment for exercise in own], uses.equipment),
        target=_union(root, "target", [exercise.target for exercise in own], uses.target),
        levels=levels,
        notes=root.text("notes"),
        checkin=checkin,
        schedule=schedule,
        exercises=shown,
        text=document.text,
        path=file,
    )
    if not chain:
        _check_next(reading, routine)
    return routine, reading.problems + uses.problems


# --- the root --------------------------------------------------------------------------------------------------------


def _check_format(root: Table) -> bool:
    """Report R003; return whether it makes sense to read on."""
    if not root.has("format"):
        return True
    value = root.raw["format"]
    if isinstance(value, bool) or not isinstance(value, int):
        root.reading.report(
            "R003", root.value_place("format"), "`format` is a strange version", f"write format = {FORMAT}"
        )
        return True
    if value > FORMAT:
        root.reading.report(
            "R003",
            root.value_place("format"),
            f"this file is in format {value if value < 10**9 else '…'}, and this Coach reads format {FORMAT}",
            "a newer Coach reads it: pip install -U coach-player",
        )
        return False
    if value < FORMAT:
        root.reading.report(
            "R003", root.value_place("format"), f"there is no format {max(value, -999)}", f"write format = {FORMAT}"
        )
    return True


def _levels(root: Table) -> tuple[str, ...]:
    levels = root.texts("levels")
    for index, level in enumerate(levels):
        if not level.strip():
            root.reading.refuse(("levels", index), None, Refusal("R201", "has a level without a name"))
        elif level in levels[:index]:
            root.reading.refuse(("levels", index), None, Refusal("R201", f"has the level `{clipped(level)}` twice"))
    return tuple(dict.fromkeys(levels))


def _name(root: Table) -> str:
    value = root.raw.get("name")
    if isinstance(value, str) and value.strip():
        return value.strip()
    if value is None and "name" in root.reading.mistyped:
        return ""
    if value is None:
        root.reading.report(
            "R103",
            Place(root.reading.document.file, 1, 1, 1),
            "this routine has no name",
            'write name = "…" at the top',
        )
    elif isinstance(value, str):
        root.reading.report("R103", root.value_place("name"), "the name of this routine is empty", 'write name = "…"')
    elif ("name",) not in root.reading.bad:
        fix = f'"{written(value)}"' if isinstance(value, (int, float)) else '"…"'
        root.reading.refuse(("name",), None, Refusal("R201", "has to be text in quotes", fix))
    return ""


def _roots(root: Table) -> list[str]:
    """Return `step` or `block`; both in the order of the file if it wrongly has both (R104); none is R103."""
    reading = root.reading
    roots = [key for key in ("step", "block") if root.has(key)]
    if len(roots) == 2:

        def first(key: str) -> Place:
            return reading.document.key((key, 0))

        roots.sort(key=lambda key: (first(key).line, first(key).column))
        reading.report(
            "R104",
            first(roots[1]),
            "a routine has steps or blocks, not both: their order would be lost",
            "put the single steps into a block: [[block]], then [[block.step]]",
            label="and this",
            also=[Mark(first(roots[0]), "this")],
        )
    elif not roots or root.raw[roots[0]] == []:
        place = root.value_place("name") if root.has("name") else Place(reading.document.file, 1, 1, 1)
        reading.report(
            "R103", place, "this routine has no steps", 'add [[step]], and below it exercise = "…" or name = "…"'
        )
    return roots


def _speech(root: Table, key: str) -> Speech | None:
    if key not in root:
        return None
    spoken = Speech(root.text(key), root.value_place(key))
    check_placeholders(root.reading, spoken, NO_VALUES)
    return spoken


def _checkin(root: Table) -> CheckIn:
    table = root.child("checkin")
    if table is None:
        return CheckIn()
    asked = table.texts("ask")
    for index, word in enumerate(asked):
        if word != "note":
            table.reading.refuse(
                ("checkin", "ask", index),
                word,
                Refusal("R201", "is no question that can be asked", note='so far only "note": ask = ["note"]'),
            )
    return CheckIn(off=table.get("off") is True, ask=asked)


_DAYS = {
    "mon": "monday",
    "tue": "tuesday",
    "wed": "wednesday",
    "thu": "thursday",
    "fri": "friday",
    "sat": "saturday",
    "sun": "sunday",
}


def _schedule(root: Table) -> Schedule | None:
    table = root.child("schedule")
    if table is None:
        return None
    days = []
    for index, word in enumerate(table.texts("days")):
        day = next((short for short, long in _DAYS.items() if word.strip().lower() in (short, long)), None)
        if day is None:
            refusal = Refusal(
                "R201",
                "is not a day",
                note=did_you_mean(word, (*_DAYS, *_DAYS.values())) or f"days are {', '.join(_DAYS)}",
            )
            table.reading.refuse(("schedule", "days", index), word, refusal)
        else:
            days.append(day)
    return Schedule(tuple(days), table.single("at", hour))


def hour(value: Any) -> str | Refusal:
    """Return an hour of the day as "07:30"."""
    if isinstance(value, datetime.time):
        return f"{value.hour:02}:{value.minute:02}"
    match = re.fullmatch(r"(\d{1,2})[:.](\d\d)", value.strip()) if isinstance(value, str) else None
    if match and int(match.group(1)) < 24 and int(match.group(2)) < 60:
        return f"{int(match.group(1)):02}:{match.group(2)}"
    return Refusal("R201", "is not an hour of the day", note='write at = "07:30"')


def _shown(
    used: Sequence[str], entries: Callable[[str], Sequence[Table]], inner: Mapping[str, Exercise]
) -> dict[str, Exercise]:
    """Return the exercises of the steps and the easier rungs below them."""
    result = dict(inner)
    pending = list(used)
    while pending:
        exercise = pending.pop(0)
        tables = entries(exercise)
        if not tables or (exercise in result and exercise not in used):
            continue
        if exercise in result and exercise in inner and exercise not in used:
            continue
        fresh = exercise not in result or exercise in inner
        result[exercise] = as_shown(exercise, tables)
        easier = result[exercise].easier
        if fresh and easier and easier not in result and easier not in pending:
            pending.append(easier)
    return result


def _union(root: Table, key: str, of_exercises: Sequence[Sequence[str]], of_used: Sequence[str]) -> tuple[str, ...]:
    """Return what is written, else what the exercises say, and what used routines add (B26); each once."""
    own = root.texts(key) if root.has(key) else tuple(entry for entries in of_exercises for entry in entries)
    return tuple(dict.fromkeys((*own, *of_used)))


# --- use -------------------------------------------------------------------------------------------------------------


class _Uses:
    """Brings in the routines that one file uses."""

    def __init__(self, reading: Reading, shared: _Shared, chain: tuple[str, ...], progression: bool) -> None:
        self._reading = reading
        self._shared = shared
        self._chain = chain
        self._progression = progression
        self._taken: set[str] = set()
        self._segments = 0
        self.problems: list[Problem] = []
        self.exercises: dict[str, Exercise] = {}
        self.equipment: list[str] = []
        self.target: list[str] = []

    def use(self, table: Table) -> Used | None:
        """Return what a block's `use` plays; every way to fail is reported at it."""
        reference = table.text("use").strip()
        if not reference:
            if "use" in table:
                self._reading.refuse((*table.path, "use"), None, Refusal("R201", "cannot be empty"))
            return None
        place = table.value_place("use")
        found = (
            self._shared.find(reference, self._chain[-1])
            if self._shared.find is not None
            else Missing("cannot be found")
        )
        if isinstance(found, Missing):
            advice = (
                f"did you mean `{found.close}`?"
                if found.close
                else "write the id of a routine, or a path from this file"
            )
            self._reading.report("R108", place, f"the routine `{clipped(reference)}` {found.message}", advice)
            return None
        if found.file in self._chain:
            circle = " → ".join(
                PurePath(file).name for file in (*self._chain[self._chain.index(found.file) :], found.file)
            )
            self._reading.report("R108", place, f"`use` goes in a circle: {circle}", "take one of them out")
            return None
        if len(self._chain) > _LONGEST_CHAIN:
            self._reading.report("R108", place, "these routines use each other too deeply", "use the last one directly")
            return None
        if found.file not in self._shared.done:
            self._shared.done[found.file] = _read(found.text, found.file, self._shared, self._chain)
        routine, problems = self._shared.done[found.file]
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        self.problems.extend(errors)
        if routine is None or errors:
            return None
        self._segments += count_segments(routine.items, routine.levels)
        if self._segments > MOST_SEGMENTS:
            self._reading.report(
                "R203", place, f"this routine asks for more than {MOST_SEGMENTS:,} segments", "use fewer routines"
            )
            return None
        self.exercises = {**dict(routine.exercises or {}), **self.exercises}
        self.equipment.extend(routine.equipment)
        self.target.extend(routine.target)
        return Used(routine.id, routine.name, with_prefix(routine.items, routine.id, self._taken, self._progression))


# --- the last step ---------------------------------------------------------------------------------------------------


def _check_next(reading: Reading, routine: Routine) -> None:
    """Report `{next}` in the last step of the routine that is played (R206): nothing comes after it."""
    last: Item | None = routine.items[-1] if routine.items else None
    while isinstance(last, Group):
        last = last.items[-1] if last.items else None
    if not isinstance(last, Step) or last.place.file != routine.path:
        return
    spoken = [line for cue in last.cues if cue.own for line in cue.lines]
    if last.say is not None:
        spoken += [*last.say.lines, *(last.say.by_side or {}).values()]
    for line in spoken:
        if any(name == "next" for name, _ in placeholders(line.text)):
            check_placeholders(reading, line, Values({"next": "this is the last step"}))


__all__ = ["Find", "Found", "Missing", "read_routine", "replace"]
