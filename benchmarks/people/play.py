"""A session of a bundled routine at a real dose, played to its end: compiled, planned and recorded by the program."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from coach.paths import bundled_routines
from coach.player.model import Event, EventKind
from coach.progress.plan import Known, known
from coach.progress.rungs import rungs_below
from coach.routine.library import Library, read_library
from coach.routine.model import Routine
from coach.routine.read import Found, Missing, read_routine
from coach.session.build import LOADED_TYPES, record_of
from coach.session.doses import StepDose
from coach.session.journal_values import Journal, JournalHead
from coach.session.plan import planned_goes, timeline_identity
from coach.session.record import GoRecord, RoutineMark, SessionRecord
from coach.timeline.compile import compile_timeline
from coach.timeline.dose import Dose
from coach.timeline.model import Choices, Timeline
from coach.timeline.values import steps_of
from coach.words.files import load_phrases
from coach.words.speech import FixedLengths

LIGHT = "rest-day"


@cache
def routine_named(name: str) -> Routine:
    """Return a bundled routine."""
    path = bundled_routines() / f"{name}.toml"
    routine, problems = read_routine(path.read_text("utf-8"), file=path.name, library=_library(), find=_find)
    if routine is None:
        raise ValueError(f"{path}: {problems}")
    return routine


@cache
def known_named(name: str) -> Known:
    """Return what the choice of today's asks of a bundled routine."""
    return known(routine_named(name))


@cache
def _library() -> Library:
    return read_library((bundled_routines() / "exercises.toml").read_text("utf-8"), "exercises.toml")


def _find(reference: str, origin: str) -> Found | Missing:
    path = bundled_routines() / f"{reference}.toml"
    return Found(path.name, path.read_text("utf-8")) if path.is_file() else Missing("is not bundled")


@dataclass(frozen=True, slots=True)
class Stage:
    """One routine at one dose, as it is compiled, with the journal of playing all of it."""

    timeline: Timeline
    journal: Journal
    record: SessionRecord
    work: float
    """How much is loaded in it, in seconds of the file's own exercises at the first level (`work_of`)."""


_STAGES: dict[str, Stage] = {}
_EPOCH = datetime.fromisoformat("2026-01-01T12:00:00+00:00")


def staged(routine: Routine, choices: Choices) -> Stage:
    """Return a routine at a dose; made once for each."""
    key = f"{routine.id} {choices.level} {choices.levels} {choices.doses}"
    if key not in _STAGES:
        _STAGES[key] = _stage(routine, choices)
    return _STAGES[key]


def played(stage: Stage, id_: str, ended: datetime) -> tuple[Journal, SessionRecord]:
    """Return journal and record of a session that ended then."""
    length = timedelta(seconds=round(stage.timeline.seconds))
    journal = replace(
        stage.journal,
        head=replace(stage.journal.head, id=id_, started=ended - length),
        last=ended,
        ended=ended,
    )
    return journal, replace(stage.record, id=id_, started=ended - length, ended=ended)


def work_of(goes: tuple[GoRecord, ...], routine: Routine) -> float:
    """Return how much is loaded: the seconds of loaded goes, each level above the first weighing a quarter more.

    On another rung a set counts as one of the file's at that level, a fifth less for each rung down, a fifth more up.
    """
    steps = {step.id: step for step in steps_of(routine.items)}
    found = 0.0
    for id_, own in _by_step(goes).items():
        level = own[0].level
        weight = 1 + 0.25 * (routine.levels.index(level) if level in routine.levels else 0)
        seconds = sum(go.seconds for go in own)
        step = steps.get(id_)
        if step is not None and step.exercise != own[0].exercise:
            seconds = _set_of_file(routine, id_, level) * len({(go.round, go.set) for go in own})
            down = rungs_below(routine, step, StepDose(routine.id, id_, level, Dose(exercise=own[0].exercise)))
            weight *= 0.8 ** (len(down) - 1) if down else 1.2
        found += seconds * weight
    return found


def _by_step(goes: tuple[GoRecord, ...]) -> dict[str, list[GoRecord]]:
    found: dict[str, list[GoRecord]] = {}
    for go in goes:
        if go.type in LOADED_TYPES and go.seconds > 0:
            found.setdefault(go.step, []).append(go)
    return found


def _set_of_file(routine: Routine, step: str, level: str | None) -> float:
    """Return the seconds of a set of a step as its file has it at a level, all sides."""
    goes = [go for go in staged(routine, Choices(level=level)).record.goes if go.step == step]
    return sum(go.seconds for go in goes) / len({(go.round, go.set) for go in goes})


def _stage(routine: Routine, choices: Choices) -> Stage:
    timeline = compile_timeline(routine, choices, load_phrases(), FixedLengths())
    head = JournalHead(
        id="x",
        started=_EPOCH,
        routine=RoutineMark(routine.id, routine.name, "0" * 64),
        main=f"{routine.id}.toml",
        sources={},
        choices=choices,
        goes=planned_goes(timeline, routine),
        planned_seconds=timeline.seconds,
        timeline=timeline_identity(timeline),
        knee="right",
    )
    ends = tuple(
        Event(
            EventKind.SEGMENT_ENDED,
            segment.start + segment.seconds,
            segment.start + segment.seconds,
            segment=segment.index,
            offset=segment.seconds,
            details={"done": True, "played": segment.seconds},
        )
        for segment in timeline.segments
    )
    end = timeline.seconds
    finished = Event(EventKind.FINISHED, end, end, details={"played": end})
    journal = Journal(head, (Event(EventKind.STARTED, 0.0, 0.0), *ends, finished), last=_EPOCH, ended=_EPOCH)
    record = record_of(journal)
    return Stage(timeline, journal, record, work_of(record.goes, routine))
