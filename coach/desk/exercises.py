"""The exercise library: all of it, what fits some words, and one exercise with all there is to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.desk.desk import Desk
from coach.errors import UsageError
from coach.paths import bundled_routines
from coach.routine.files import read_libraries
from coach.routine.finding import library_files
from coach.routine.ids import slug
from coach.routine.library import Library
from coach.routine.model import Exercise, StepType
from coach.routine.nearest import nearest
from coach.routine.tables import Table
from coach.routine.varying import written
from coach.source import Problem, as_text

AMOUNT_KEYS = ("time", "hold", "reps", "sides", "tempo", "pace", "rest")
"""What an exercise gives to a step that does not say it, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One exercise as it is shown."""

    exercise: Exercise
    amounts: Mapping[str, str]
    """What a step takes from it, key by key, as it is written."""
    figure: tuple[str, ...] = ()
    own: bool = False
    """The user's own `exercises.toml` adds or changes it."""
    equipment: tuple[str, ...] = ()
    """What it needs, in the user's language; the exercise itself has the words of the files."""
    target: tuple[str, ...] = ()
    """What it is for, in the user's language."""

    @property
    def id(self) -> str:
        return self.exercise.id

    @property
    def words(self) -> str:
        """Everything by which it can be looked for."""
        one = self.exercise
        kind = one.type.value if one.type is not None else ""
        return " ".join((one.id, one.name, kind, *one.target, *one.equipment, *self.target, *self.equipment)).casefold()


@dataclass(frozen=True, slots=True)
class Exercises:
    """The exercises there are, and what is wrong with the user's own."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    """The text of each library by the name that places have."""

    def find(self, words: Sequence[str]) -> Entry | None:
        """Return the exercise whose id or name the words are; None where they are neither."""
        asked = " ".join(words).strip()
        for entry in self.entries:
            if asked == entry.id or slug(asked) in (entry.id, slug(entry.exercise.name)):
                return entry
        return None

    def look_for(self, words: Sequence[str]) -> tuple[Entry, ...]:
        """Return the exercises in which every word is found; UsageError where there is none."""
        wanted = " ".join(words).casefold().split()
        found = tuple(entry for entry in self.entries if all(word in entry.words for word in wanted))
        if found:
            return found
        asked = " ".join(words)
        close = nearest(slug(asked), [entry.id for entry in self.entries], 0.5)
        hint = f" Did you mean {close}?" if close else ""
        raise UsageError(f"There is no exercise “{asked}”.{hint} `coach exercises` lists them all.")

    def ladder(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the exercise with all that are easier and harder, easiest first."""
        rungs = [entry]
        while (easier := self.named(rungs[0].exercise.easier)) is not None and easier not in rungs:
            rungs.insert(0, easier)
        while (harder := self.named(rungs[-1].exercise.harder)) is not None and harder not in rungs:
            rungs.append(harder)
        return tuple(rungs)

    def named(self, exercise: str | None) -> Entry | None:
        """Return an exercise by its id."""
        return next((entry for entry in self.entries if entry.id == exercise), None)


def exercises(desk: Desk) -> Exercises:
    """Return the bundled exercises with the user's own over them, in the order of their kinds, then by name."""
    files = library_files(desk.paths, desk.language)
    library = read_libraries(files)
    bundled = str(bundled_routines())
    phrases = desk.phrases()
    found = []
    for exercise in library.ids():
        one = library.exercise(exercise)
        if one is not None:
            tables = library.entries(exercise)
            own = any(not table.place.file.startswith(bundled) for table in tables)
            equipment = tuple(phrases.thing(word) for word in one.equipment)
            target = tuple(phrases.body_part(word) for word in one.target)
            found.append(Entry(one, _amounts(tables), _figure(tables), own, equipment, target))
    kinds = [*StepType, None]
    found.sort(key=lambda entry: (kinds.index(entry.exercise.type), entry.exercise.name.casefold(), entry.id))
    texts = {name: as_text(data) for name, data in files}
    return Exercises(tuple(found), tuple(_own_problems(library, bundled)), texts)


def _amounts(tables: Sequence[Table]) -> dict[str, str]:
    result = {}
    for key in AMOUNT_KEYS:
        value = next((table.raw[key] for table in tables if key in table), None)
        if value is not None:
            result[key] = written(value)
    return result


def _figure(tables: Sequence[Table]) -> tuple[str, ...]:
    for table in tables:
        lines = tuple(line for text in table.texts("figure") for line in text.split("\n"))
        if lines:
            return lines
    return ()


def _own_problems(library: Library, bundled: str) -> list[Problem]:
    return [problem for problem in library.found_problems() if not problem.place.file.startswith(bundled)]
