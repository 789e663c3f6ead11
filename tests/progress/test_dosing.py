"""The cases of `dose-cases.toml` through the real code."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from coach.progress.diary import Diary, response_now
from coach.progress.dosing import decided, doses_for, settled_book
from coach.progress.easing import SETTLED_NEEDED
from coach.progress.steps_up import steps_by_id, written
from coach.routine.model import Routine, StepType
from coach.routine.notation import read
from coach.session.doses import Change, Decision, DoseBook, Ease, StepDose
from coach.session.profile_values import Profile, Unlock
from coach.session.record import SessionRecord
from coach.timeline.amounts import amounts_of
from coach.timeline.dose import Dose
from coach.timeline.model import Choices
from coach.timeline.short import short_amount, short_effort, short_load
from tests.progress.plans import CASES, plan
from tests.progress.sessions import Answered, at, day, played


@dataclass(frozen=True, slots=True)
class Worked:
    """What the code makes of a case."""

    kinds: list[str]
    """Of each session, with its rule."""
    next: dict[str, str]
    change: str
    rule: str | None
    after_yes: dict[str, str] | None


@dataclass(slots=True)
class Patient:
    """A person whose sessions are looked at one after the other."""

    routine: Routine
    book: DoseBook
    profile: Profile = field(default_factory=Profile)
    sessions: tuple[SessionRecord, ...] = ()

    @property
    def diary(self) -> Diary:
        return Diary(self.sessions, profile=self.profile)

    def settle(self, today: date) -> None:
        self.book = settled_book(self.book, self.diary, {self.routine.id: self.routine}, today)

    def does(self, answered: Answered) -> None:
        record = played(self.routine, self.book, answered)
        self.sessions = (*(each for each in self.sessions if each.id != record.id), record)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_comes_out_as_it_was_worked_by_hand(case: dict[str, Any]) -> None:
    expect = case["expect"]

    assert worked(case) == Worked(
        kinds=[session.get("then", session["is"]) for session in case["session"]],
        next=expect["next"],
        change=expect["change"],
        rule=expect.get("rule"),
        after_yes=expect.get("after_yes"),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_looking_at_a_case_twice_changes_nothing(case: dict[str, Any]) -> None:
    patient, today = through(case)
    once = patient.book

    patient.settle(today)

    assert patient.book == once


def worked(case: dict[str, Any]) -> Worked:
    patient, today = through(case)
    responses = [response_now(patient.diary, session, today) for session in patient.sessions]
    mine = [change for change in patient.book.changes if change.on >= patient_since(case) and change.reading]
    last = mine[-1] if mine else None
    proposal = patient.book.proposal
    recent = last if last is not None and (last is proposal or last.decision is Decision.APPLIED) else None
    if proposal is None and case["expect"]["change"] == "none":
        # What was taken off by earlier sessions of the case is no change of the last one.
        recent = recent if recent is not None and recent.session == patient.sessions[-1].id else None
    return Worked(
        kinds=[f"{each.kind} {each.rule}" if each is not None else "" for each in responses],
        next=shown(patient.routine, patient.book),
        change=recent.decision.value if recent is not None else "none",
        rule=recent.rule if recent is not None else None,
        after_yes=shown(patient.routine, decided(patient.book, True, today)) if proposal is not None else None,
    )


def patient_since(case: dict[str, Any]) -> date:
    return day(case["session"][0]["day"])


def through(case: dict[str, Any]) -> tuple[Patient, date]:
    """Return who went through a case, and the day on which it is looked at."""
    routine = plan(case["plan"])
    patient = Patient(routine, DoseBook(before(routine, case), ease(case), changes(routine, case)))
    today = day(case.get("today", case["session"][-1]["day"] + 1))
    for session in case["session"]:
        patient.does(answered(session))
        patient.settle(min(today, day(session["day"])))
        patient.settle(min(today, day(session["day"] + 1)))
        if "corrected" in session:
            patient.sessions = (*patient.sessions[:-1], with_correction(patient.sessions[-1], session["corrected"]))
    if "unlocked" in case:
        patient.profile = replace(patient.profile, unlocks=(Unlock(at(case["unlocked"], 12)),))
    patient.settle(today)
    return patient, today


def with_correction(record: SessionRecord, corrected: dict[str, Any]) -> SessionRecord:
    for key, answer in corrected.items():
        record = record.corrected("after", key, answer, record.ended)
    return record


def answered(session: dict[str, Any]) -> Answered:
    keys = ("knee_am", "muscle_am", "stiff", "swelling")
    morning = {key: session[key] for key in keys if key in session}
    return Answered(
        day=session["day"],
        during=session.get("during", 0),
        after=session.get("after", 0),
        sharp=session.get("sharp", False),
        step=session.get("at"),
        asked=session.get("asked"),
        room=session.get("room"),
        full=session.get("full", True),
        morning=morning if session.get("morning", True) else None,
    )


def before(routine: Routine, case: dict[str, Any]) -> tuple[StepDose, ...]:
    doses = []
    for id_, said in case.get("before", {}).items():
        step = steps_by_id(routine)[id_]
        amounts: dict[str, Any] = {
            key: read(key, value) for key, value in said.items() if key in ("hold", "reps", "time", "load")
        }
        exercise = said.get("exercise")
        keys = [*amounts, *(["exercise"] if exercise else [])]
        file = {key: said.get("made_from", written(step)[key]) for key in keys}
        doses.append(StepDose(routine.id, id_, said.get("level"), Dose(exercise=exercise, **amounts), file))
    return tuple(doses)


def ease(case: dict[str, Any]) -> Ease | None:
    if "ease" not in case:
        return None
    return Ease(case["ease"]["sets"], day(case["ease"]["since"]), "back_off", "R11", SETTLED_NEEDED - 2)


def changes(routine: Routine, case: dict[str, Any]) -> tuple[Change, ...]:
    found = [(id_, number, Decision.ACCEPTED) for id_, number in case.get("changed", {}).items()]
    found += [(id_, number, Decision.REFUSED) for id_, number in case.get("refused", {}).items()]
    return tuple(
        Change(
            on=day(number),
            session=None,
            routine=routine.id,
            step=id_,
            before="",
            after="",
            rule="EXPECTED",
            reading="",
            decision=decision,
            decided=day(number),
            exercise=id_,
        )
        for id_, number, decision in found
    )


def shown(routine: Routine, book: DoseBook) -> dict[str, str]:
    """Return what every step plays, as the cases write it."""
    doses = doses_for(book, routine)
    if doses.stopped:
        return {}
    found = amounts_of(routine, Choices(levels=doses.levels, doses=doses.doses))
    steps = steps_by_id(routine)
    lines = {}
    for id_, amount in found.items():
        asked = amount.asked[0]
        dose = doses.doses.get(id_, Dose())
        rung = f"{dose.exercise} " if dose.exercise not in (None, steps[id_].exercise) else ""
        sets = f"{amount.sets} × " if amount.sets > 1 or asked.time is None else ""
        parts = [f"{rung}{sets}{short_amount(replace(asked, reps=lower(asked.reps)))}"]
        parts += [short_load(asked.load)] if asked.load is not None else []
        if steps[id_].type is StepType.SLED:
            parts += [f"effort {short_effort(asked.effort)}"]
        parts += [amount.level] if amount.level is not None else []
        lines[id_] = ", ".join(parts)
    return lines


def lower(reps: Any) -> Any:
    """Return the number that is played of a range."""
    return replace(reps, high=None) if reps is not None else None
