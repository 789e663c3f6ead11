"""The exercise library: movements by id, from the text of `exercises.toml`, the user's own over the bundled ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach.routine import durations, values
from coach.routine.amounts import AMOUNTS, amount, rhythm
from coach.routine.filemodel import ExerciseTable, LibraryTable, keys_of
from coach.routine.ids import slug
from coach.routine.model import Exercise, Speech, StepType
from coach.routine.refusal import Refusal
from coach.routine.shape import check_shape
from coach.routine.size import check_size
from coach.routine.spoken import check_lengths, check_names, cues
from coach.routine.tables import Reading, Table, clipped
from coach.source import Document, Problem, Severity, in_order, read_on

PRECAUTIONS = (
    "recent_injury",
    "surgery",
    "replacement",
    "heart",
    "clots",
    "balance",
    "bones",
    "numbness",
    "arthritis_flare",
    "pregnancy",
)
"""The first-run answers that `caution` may name."""


class Library:
    """Exercise entries of one or more files; the nearest file that has a value wins."""

    def __init__(self, documents: tuple[Document, ...] = (), problems: tuple[Problem, ...] = ()) -> None:
        self.documents = documents
        self.problems = problems
        """What keeps a whole file from being read; an entry is judged where it is used."""
        self._readings = tuple(Reading(document) for document in documents)
        self._checked: dict[str, tuple[Table, ...]] = {}

    def fresh(self) -> Library:
        """Return the same library with no problems found yet, for one routine to be read with."""
        return Library(self.documents, self.problems)

    def entries(self, exercise: str) -> tuple[Table, ...]:
        """Return the tables of an exercise, nearest first; none if it is unknown."""
        if exercise not in self._checked:
            tables = []
            for reading in self._readings:
                if reading.table(("exercise", exercise)) is None:
                    continue
                check_shape(reading, ExerciseTable, ("exercise", exercise))
                table = reading.table(("exercise", exercise))
                if table is not None:
                    tables.append(table)
            self._checked[exercise] = tuple(tables)
        return self._checked[exercise]

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all exercises, sorted."""
        ids: set[str] = set()
        for document in self.documents:
            table = document.data.get("exercise")
            if isinstance(table, dict):
                ids.update(table)
        return tuple(sorted(ids))

    def exercise(self, exercise: str) -> Exercise | None:
        """Return an exercise as it is shown; None if it is unknown."""
        tables = self.entries(exercise)
        return as_shown(exercise, tables) if tables else None

    def over(self, other: Library) -> Library:
        """Return a library in which this one's entries change the other's."""
        return Library(self.documents + other.documents, self.problems + other.problems)

    def found_problems(self) -> list[Problem]:
        """Return the problems of the files, and of the entries that were read so far."""
        return [*self.problems, *self.entry_problems()]

    def entry_problems(self) -> list[Problem]:
        """Return the problems of the entries that were read so far."""
        return [problem for reading in self._readings for problem in reading.problems]

    def passed_over(self) -> list[Problem]:
        """Return the problems of the files, as warnings where no entry of that file was read."""
        used = {table.reading.document.file for tables in self._checked.values() for table in tables}
        advice = "Coach's own exercises are used meanwhile"
        return [
            problem
            if problem.place.file in used
            else replace(problem, severity=Severity.WARNING, help=(*problem.help[:2], advice))
            for problem in self.problems
        ]


EMPTY = Library()


def read_library(source: str | bytes, file: str) -> Library:
    """Read the text of an exercise library; what is wrong with it as a whole is in its problems."""
    document, problems, _ = read_on(source, file)
    if document is None:
        return Library((), tuple(problems))
    return _library(document, problems)


def _library(document: Document, problems: Sequence[Problem]) -> Library:
    too_much = check_size(document)
    if too_much:
        return Library((), tuple(too_much))
    reading = Reading(document)
    reading.problems.extend(problems)
    check_lengths(reading)
    for key in document.data:
        if key not in keys_of(LibraryTable):
            advice = "an exercise begins with [exercise.<id>]"
            reading.report("R101", document.key((key,)), f"`{clipped(key)}` is not a key of a library", advice)
    exercises = document.data.get("exercise", {})
    if not isinstance(exercises, dict) or not all(isinstance(entry, dict) for entry in exercises.values()):
        reading.report(
            "R201",
            document.key(("exercise",)),
            "`exercise` needs entries of its own",
            "begin each with [exercise.<id>]",
        )
        return Library((), tuple(reading.problems))
    return Library((document,), tuple(reading.problems))


def check_library(source: str | bytes, file: str, below: Library = EMPTY) -> list[Problem]:
    """Return every problem of a library file; `below` is what it may change and refer to."""
    document, problems, reread = read_on(source, file)
    if document is None:
        return in_order(problems)
    library = _library(document, problems if reread is None else [])
    known = library.over(below).ids()
    for exercise in library.ids():
        for table in library.entries(exercise):
            check_exercise(table, exercise, known, bool(below.entries(exercise)))
    found = library.found_problems()
    if reread is not None:
        from coach.source.rereading import settled  # a start without mistakes does without it

        found = settled(found, reread)
    return in_order(found)


def check_exercise(table: Table, exercise: str, known: Sequence[str], known_below: bool) -> None:
    """Report every problem of one exercise entry; one that changes a known exercise need not have a name."""
    reading = table.reading
    fix = slug(exercise)
    if not fix or fix != exercise:
        reading.report(
            "R201",
            reading.document.key(("exercise", exercise)),
            f"`{clipped(exercise)}` is not an id" if exercise else "this exercise has no id",
            f"write [exercise.{clipped(fix)}]" if fix else "",
            "an id has small letters, digits and dashes",
        )
    if not table.text("name").strip() and not known_below and (*table.path, "name") not in reading.bad:
        reading.report("R103", table.place, f"the exercise `{clipped(exercise)}` has no name", 'write name = "…"')
    for key in ("easier", "harder"):
        rung = table.text(key)
        if rung and rung not in known:
            reading.report(
                "R102",
                table.value_place(key),
                f"there is no exercise `{clipped(rung)}`",
                reading.meant(rung, known, table.value_place(key)),
            )
    for index, word in enumerate(table.texts("caution")):
        if word not in PRECAUTIONS:
            refusal = Refusal(
                "R201",
                "is not a precaution",
                note=reading.meant(word, PRECAUTIONS, reading.document.value((*table.path, "caution", index)))
                or f"they are {', '.join(PRECAUTIONS)}",
            )
            reading.refuse((*table.path, "caution", index), word, refusal)
    for key in ("faults", "safety", "equipment", "target", "figure"):
        table.texts(key)
    table.single("sides", values.sides)
    table.varying("rest", durations.rest)
    found = amount(table, "an exercise") if any(key in table for key in AMOUNTS) else None
    if found is not None:
        rhythm((), table, found)
    for cue in cues(table, own=False).values():
        for line in cue.lines if cue is not None else ():
            check_names(reading, line)
    if "setup" in table:
        check_names(reading, Speech(table.text("setup"), table.value_place("setup")))


def as_shown(exercise: str, tables: Sequence[Table]) -> Exercise:
    """Return the exercise that some tables, nearest first, make together."""

    def text(key: str) -> str:
        return next((table.text(key) for table in tables if table.text(key)), "")

    def texts(key: str) -> tuple[str, ...]:
        return next((table.texts(key) for table in tables if key in table), ())

    said: dict[str, tuple[str, ...]] = {}
    for table in reversed(tables):
        written = table.get("cues")
        for when, entry in written.items() if isinstance(written, dict) else ():
            lines = (
                (entry,)
                if isinstance(entry, str)
                else tuple(line for line in entry if isinstance(line, str))
                if isinstance(entry, list)
                else ()
            )
            said[when] = lines
    kind = text("type")
    return Exercise(
        id=exercise,
        name=text("name") or exercise,
        setup=text("setup"),
        cues={when: lines for when, lines in said.items() if any(lines)},
        faults=texts("faults"),
        safety=texts("safety"),
        equipment=texts("equipment"),
        target=texts("target"),
        type=StepType(kind) if kind else None,
        easier=text("easier") or None,
        harder=text("harder") or None,
        caution=texts("caution"),
        figure=tuple(line for lines in texts("figure") for line in lines.splitlines()),
        source=text("source"),
        notes=text("notes"),
    )
