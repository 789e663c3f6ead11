"""What the first-run answers suggest, as a table over the routines that ship."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coach.desk.desk import Desk
from coach.desk.routines import listed_routines
from coach.paths import user_paths
from coach.progress.cautions import cautions_of
from coach.progress.suggest import Candidate, candidate_of, lacking, suggest, things
from coach.routine.model import Routine
from coach.session.profile_values import Profile


@cache
def bundled() -> dict[str, Routine]:
    desk = Desk(user_paths({"COACH_HOME": str(Path(__file__).parent / "no-such-home")}))
    return {entry.id: entry.routine for entry in listed_routines(desk) if entry.routine is not None}


def candidates() -> list[Candidate]:
    return [candidate_of(routine) for routine in bundled().values()]


HOME = ("chair", "wall", "mat", "towel", "strap")
GYM = (*HOME, "foam roller", "step", "rail", "low step", "clear lane", "dumbbells")
WELL: dict[str, Any] = {"base": 1, "age": 18, "precautions": ("none",)}

TABLE: list[tuple[dict[str, Any], list[str]]] = [
    # nothing answered: the usual programme, a milder one, something between
    ({}, ["knee-foundation:start", "chair-strength:start", "rest-day"]),
    # what feels limiting comes first
    ({"limits": "strength"}, ["chair-strength:start", "seated-holds:start", "rest-day"]),
    ({"limits": "tissue"}, ["foam-roll:short", "knee-foundation:start", "chair-strength:start"]),
    ({"limits": "movement"}, ["hips-knees-ankles:short", "full-session:start", "desk-break"]),
    # what is at hand decides among them
    ({"limits": "strength", "equipment": ("chair", "wall")}, ["six-minute-fallback", "desk-break", "knee-warm-up"]),
    ({"limits": "strength", "equipment": GYM}, ["chair-strength:start", "six-minute-fallback", "rest-day"]),
    ({"limits": "tissue", "equipment": HOME}, ["rest-day", "six-minute-fallback"]),
    ({"limits": "movement", "equipment": GYM}, ["hips-knees-ankles:short", "full-session:start", "desk-break"]),
    # a quiet knee without precautions may begin higher, but not where it is weak or shaky
    ({"limits": "movement", **WELL}, ["hips-knees-ankles:usual", "full-session:build", "desk-break"]),
    ({"limits": "strength", **WELL}, ["chair-strength:start", "seated-holds:start", "rest-day"]),
    ({"limits": "movement", **WELL, "base": 2}, ["hips-knees-ankles:short", "full-session:start", "desk-break"]),
    ({"limits": "movement", **WELL, "age": 55}, ["hips-knees-ankles:short", "full-session:start", "desk-break"]),
    ({"limits": "movement", **WELL, "age": 0}, ["hips-knees-ankles:short", "full-session:start", "desk-break"]),
    # usual pain over 5: nothing loaded
    ({"limits": "strength", "base": 6}, ["rest-day", "desk-break", "hips-knees-ankles:short"]),
    ({"limits": "strength", "base": 5}, ["chair-strength:start", "seated-holds:start", "rest-day"]),
]


@pytest.mark.parametrize("answers, expected", TABLE)
def test_the_answers_choose_routines_and_level(answers: dict[str, Any], expected: list[str]) -> None:
    found = suggest(Profile(**answers), candidates())

    assert [f"{one.id}:{one.level}" if one.level else one.id for one in found.routines] == expected


@pytest.mark.parametrize(
    "precaution, kinds",
    [("clots", {"soft-tissue"}), ("heart", {"isometric", "sled"}), ("balance", {"walk"})],
)
def test_a_precaution_leaves_out_what_nobody_should_begin_with_unasked(precaution: str, kinds: set[str]) -> None:
    for limits in (None, "tissue", "strength", "movement"):
        found = suggest(Profile(limits=limits, precautions=(precaution,)), candidates())
        by_id = {candidate.id: candidate for candidate in candidates()}
        steps = [step for one in found.routines for step in by_id[one.id].cautions]

        assert found.routines
        assert found.clinician_first
        assert found.left_out == (precaution,)
        assert not [type_ for type_, caution in steps if precaution in caution and type_ in kinds]


@pytest.mark.parametrize(
    "answers, first", [({}, False), ({"age": 0}, True), ({"base": 6}, True), ({"precautions": ("surgery",)}, True)]
)
def test_a_clinician_is_asked_first_where_an_answer_says_so(answers: dict[str, Any], first: bool) -> None:
    assert suggest(Profile(**answers), candidates()).clinician_first == first


def test_why_nothing_loaded_is_suggested_is_told() -> None:
    light = [candidate for candidate in candidates() if not candidate.loaded]
    heavy = [candidate for candidate in candidates() if candidate.id in ("isometric-holds", "rest-day")]

    assert suggest(Profile(base=7), candidates()).no_loading == "base"
    assert suggest(Profile(precautions=("heart",)), heavy).no_loading == "precautions"
    assert suggest(Profile(), light).no_loading == ""


def test_what_is_missing_is_told_where_nothing_suits_better() -> None:
    (first, *_) = suggest(Profile(limits="strength", equipment=("nothing",)), candidates()).routines

    assert first.missing != ()


@pytest.mark.parametrize(
    "needed, at_hand, missing",
    [
        (("chair",), (), ()),
        (("chair",), ("nothing",), ("chair",)),
        (("rail or chair back", "mat"), ("chair",), ("mat",)),
        (("rail or wall",), ("wall",), ()),
        (("low step",), ("step",), ("low step",)),
    ],
)
def test_what_is_at_hand_is_compared_word_by_word(
    needed: tuple[str, ...], at_hand: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    assert lacking(needed, at_hand) == missing


def test_things_are_asked_for_once_and_the_usual_ones_first() -> None:
    assert things([("chair", "wall"), ("wall", "rail or chair back"), ("sled",)]) == ("wall", "chair", "sled")


def test_a_caution_names_the_exercises_that_carry_it() -> None:
    (clots,) = cautions_of(bundled()["foam-roll"], ("heart", "clots", "none"))

    assert clots.precaution == "clots"
    assert len(clots.exercises) == len(set(clots.exercises)) > 1
