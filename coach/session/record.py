"""SessionRecord: what is kept of one performance of a routine, and how it stands in its TOML file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from coach.checkin.questions import Answer
from coach.session.answers import answer_fault
from coach.session.tables import Table, TableError, each_of, without_none
from coach.units import Seconds

FORMAT = 1
"""The version of the layout; files of every version can be read for ever."""


TYPES = ("soft-tissue", "mobility", "walk", "isometric", "strength", "sled", "other")
"""The types of exercise of a routine file; one that is none of them is unknown, and counts as loaded."""

SIDES = ("left", "right")
KNEES = (*SIDES, "both")


class Outcome(StrEnum):
    FINISHED = "finished"  # played to its end
    STOPPED = "stopped"  # ended by the user
    INTERRUPTED = "interrupted"  # cut off, and not taken up again


_Part = TypeVar("_Part")


class NewerFormatError(TableError):
    """A file of a later version of Coach: it is left as it is."""


@dataclass(frozen=True, slots=True)
class RoutineMark:
    """Which routine was played, and exactly which text of it."""

    id: str
    name: str
    sha256: str
    """Of the routine's text in UTF-8."""


@dataclass(frozen=True, slots=True)
class GoRecord:
    """One go at a step: what was planned and what was done."""

    step: str
    name: str
    exercise: str | None = None
    type: str | None = None
    """None is unknown, and counts as loaded."""
    side: str | None = None
    level: str | None = None
    set: int = 1
    round: int = 1
    unit: str = "s"
    """What `planned` and `done` count: s, reps, or the unit of a distance."""
    planned: float | None = None
    """None where nothing is: as many as you can, or until done."""
    done: float | None = None
    """None where nobody counts: repetitions at one's own pace that were broken off."""
    seconds: Seconds = 0.0
    """How long the go was played."""
    load: str | None = None


@dataclass(frozen=True, slots=True)
class Pain:
    """A "that hurts" during the session."""

    at: Seconds
    """From `started` on, pauses included; the time until a kept session was taken up again is not."""
    step: str | None = None
    side: str | None = None
    number: int | None = None
    """0–10; None where it was not answered."""
    sharp: bool = False
    """It was said to be sharp."""
    exercise: str | None = None
    """What the step was played as."""
    easier: str | None = None
    """The exercise that the step went on with; None where it was left out, or went on as it was."""


@dataclass(frozen=True, slots=True)
class CheckInRecord:
    """The answers of one check-in; a skipped one is None, one that was not asked is not there."""

    at: datetime
    answers: Mapping[str, Answer] = field(default_factory=dict)
    complete: bool = True
    """False where it was broken off, and can be gone on with."""
    rir_step: str | None = None
    """The step that `rir` is about."""
    rir_unit: str | None = None
    """reps or s."""


@dataclass(frozen=True, slots=True)
class Correction:
    """An answer that was given anew later; the first one stays where it is."""

    at: datetime
    part: str
    """after or morning."""
    key: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class ResponseRecord:
    """What the rules made of the answers."""

    kind: str
    rule: str
    tier: str | None = None
    provisional: bool = False
    """The morning's answers were not there yet."""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session as it is kept."""

    id: str
    """Also the name of its file: its start with the offset and a short random part."""
    routine: RoutineMark
    started: datetime
    ended: datetime
    outcome: Outcome
    planned_seconds: Seconds
    done_seconds: Seconds
    """Played time, without pauses."""
    knee: str | None = None
    """left, right or both: which one the answers are about."""
    worries: tuple[str, ...] = ()
    """Worries named during the session ("not the knee")."""
    asks: bool = True
    """False: no check-in belongs to it, neither right after it nor the morning after."""
    goes: tuple[GoRecord, ...] = ()
    pains: tuple[Pain, ...] = ()
    after: CheckInRecord | None = None
    morning: CheckInRecord | None = None
    corrections: tuple[Correction, ...] = ()
    response: ResponseRecord | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
    """Everything else in the file: what a later version or a person keeps there."""

    def answers(self, part: str = "after") -> Mapping[str, Answer]:
        """Return the answers of a check-in (after or morning) with their corrections, the latest winning."""
        checkin = self.after if part == "after" else self.morning
        answers = dict(checkin.answers) if checkin is not None else {}
        for correction in sorted(self.corrections, key=lambda correction: correction.at):
            if correction.part == part:
                answers[correction.key] = correction.answer
        return answers

    def corrected(self, part: str, key: str, answer: Answer, at: datetime) -> SessionRecord:
        """Return the record with one more correction."""
        return replace(self, corrections=(*self.corrections, Correction(at, part, key, answer)))

    @property
    def checkin_open(self) -> bool:
        """The check-in right after it was not asked, or broken off."""
        return self.after is None or not self.after.complete


# --- to and from a table ---------------------------------------------------------------------------------------------


def record_table(record: SessionRecord) -> dict[str, Any]:
    """Return the record as the table that its file holds."""
    table: dict[str, Any] = {
        "format": FORMAT,
        "id": record.id,
        "started": record.started,
        "ended": record.ended,
        "outcome": record.outcome.value,
        "planned_seconds": round(record.planned_seconds, 3),
        "done_seconds": round(record.done_seconds, 3),
        "knee": record.knee,
        "worries": list(record.worries) or None,
        "checkin": None if record.asks else False,
        "routine": {"id": record.routine.id, "name": record.routine.name, "sha256": record.routine.sha256},
        "step": [_go_table(go) for go in record.goes] or None,
        "pain": [_pain_table(pain) for pain in record.pains] or None,
        "after": _checkin_table(record.after),
        "morning": _checkin_table(record.morning),
        "response": _response_table(record.response),
        "correction": [_correction_table(correction) for correction in record.corrections] or None,
        **record.more,
    }
    return without_none(table)


def record_from(values: Mapping[str, Any], faults: list[str] | None = None) -> SessionRecord:
    """Return the record that a table holds; raises TableError, and NewerFormatError for a later layout.

    With a list for `faults`, only what a session cannot do without raises; of the rest a wrong value is told there by
    its key and passed over: a person who mends one answer loses no more than that one.
    """
    table = Table(values, faults=faults)
    if table.whole("format") > FORMAT:
        raise NewerFormatError(f"format {table.whole('format')} is of a later version of Coach")
    routine = table.table("routine")
    return SessionRecord(
        id=table.text("id"),
        routine=RoutineMark(routine.text("id"), routine.text("name"), routine.text("sha256")),
        started=table.moment("started"),
        ended=table.moment("ended"),
        outcome=Outcome(table.one_of("outcome", [each.value for each in Outcome])),
        planned_seconds=table.amount("planned_seconds"),
        done_seconds=table.amount("done_seconds"),
        knee=table.maybe_one_of("knee", KNEES),
        worries=table.texts("worries"),
        asks=table.flag("checkin", True),
        goes=each_of(table, "step", _go),
        pains=each_of(table, "pain", _pain),
        after=_part(table, "after", _checkin),
        morning=_part(table, "morning", _checkin),
        corrections=each_of(table, "correction", _correction),
        response=_part(table, "response", _response),
        more={key: value for key, value in values.items() if key not in _KEYS},
    )


def _part(table: Table, key: str, read: Callable[[Table], _Part]) -> _Part | None:
    found = table.maybe_table(key)
    if found is not None:
        with found.leaving_out():
            return read(found)
    return None


_KEYS = {
    *("format", "id", "started", "ended", "outcome", "planned_seconds", "done_seconds", "knee", "worries", "checkin"),
    *("routine", "step", "pain", "after", "morning", "response", "correction"),
}


def answer_value(answer: Answer) -> int | bool | str | list[str] | None:
    """Return an answer as TOML can hold it."""
    return list(answer) if isinstance(answer, tuple) else answer


_CHECKIN_KEYS = {"at", "complete", "skipped", "rir_step", "rir_unit"}
"""What stands beside the answers."""


def _check(table: Table, key: str, name: str, answer: Answer) -> None:
    """Tell what is wrong with the answer that the table has under a name."""
    if fault := answer_fault(key, answer):
        table.fault(name, fault)


def _checkin_table(checkin: CheckInRecord | None) -> dict[str, Any] | None:
    if checkin is None:
        return None
    answers = {key: answer_value(answer) for key, answer in checkin.answers.items()}
    skipped = [key for key, answer in answers.items() if answer is None]
    table = {"at": checkin.at, "complete": checkin.complete, **answers, "skipped": skipped or None}
    return without_none({**table, "rir_step": checkin.rir_step, "rir_unit": checkin.rir_unit})


def _checkin(table: Table) -> CheckInRecord:
    answers: dict[str, Answer] = {}
    for key, value in table.raw().items():
        if key in _CHECKIN_KEYS:
            continue
        # 2.5 is no answer of any kind: what one is says more than that.
        if type(value) is float and (fault := answer_fault(key, value)):
            table.refuse(key, fault)
            answers[key] = None
            continue
        answers[key] = table.answer(key)
        _check(table, key, key, answers[key])
    return CheckInRecord(
        at=table.moment("at"),
        answers={**answers, **dict.fromkeys(table.texts("skipped"))},
        complete=table.flag("complete", True),
        rir_step=table.maybe_text("rir_step"),
        rir_unit=table.maybe_text("rir_unit"),
    )


def _response_table(response: ResponseRecord | None) -> dict[str, Any] | None:
    if response is None:
        return None
    provisional = True if response.provisional else None
    return without_none(
        {"kind": response.kind, "tier": response.tier, "rule": response.rule, "provisional": provisional}
    )


def _response(table: Table) -> ResponseRecord:
    return ResponseRecord(
        table.text("kind"), table.text("rule"), table.maybe_text("tier"), table.flag("provisional", False)
    )


def _go_table(go: GoRecord) -> dict[str, Any]:
    return without_none(
        {
            "id": go.step,
            "name": go.name,
            "exercise": go.exercise,
            "type": go.type,
            "side": go.side,
            "level": go.level,
            "set": go.set,
            "round": go.round,
            "unit": go.unit,
            "planned": _short(go.planned),
            "done": _short(go.done),
            "seconds": _short(go.seconds),
            "load": go.load,
        }
    )


def _go(table: Table) -> GoRecord:
    return GoRecord(
        step=table.text("id"),
        name=table.maybe_text("name") or table.text("id"),
        exercise=table.maybe_text("exercise"),
        type=table.maybe_one_of("type", TYPES),
        side=table.maybe_one_of("side", SIDES),
        level=table.maybe_text("level"),
        set=table.maybe_whole("set") or 1,
        round=table.maybe_whole("round") or 1,
        unit=table.maybe_text("unit") or "s",
        planned=table.maybe_amount("planned"),
        done=table.maybe_amount("done"),
        seconds=table.maybe_amount("seconds") or 0.0,
        load=table.maybe_text("load"),
    )


def _pain_table(pain: Pain) -> dict[str, Any]:
    place = {"at": round(pain.at, 3), "step": pain.step, "side": pain.side}
    answer = {"number": pain.number, "sharp": True if pain.sharp else None}
    return without_none({**place, "exercise": pain.exercise, **answer, "easier": pain.easier})


def _pain(table: Table) -> Pain:
    return Pain(
        table.number("at"),
        table.maybe_text("step"),
        table.maybe_one_of("side", SIDES),
        _pain_number(table),
        table.flag("sharp", False),
        table.maybe_text("exercise"),
        table.maybe_text("easier"),
    )


def _pain_number(table: Table) -> int | None:
    number = table.maybe_whole("number")
    if fault := answer_fault("during", number):
        table.fault("number", fault)
        return None
    return number


def _correction(table: Table) -> Correction:
    key, answer = table.text("key"), table.answer("answer")
    _check(table, key, "answer", answer)
    return Correction(table.moment("at"), table.text("part"), key, answer)


def _correction_table(correction: Correction) -> dict[str, Any]:
    return without_none(
        {
            "at": correction.at,
            "part": correction.part,
            "key": correction.key,
            "answer": answer_value(correction.answer),
        }
    )


def _short(number: float | None) -> float | int | None:
    """Return a number as a person would write it: 30, 12.5."""
    if number is None:
        return None
    rounded = round(number, 3)
    return int(rounded) if float(rounded).is_integer() else rounded
