"""Answers that are given by their keys."""

from __future__ import annotations

import pytest

from coach.checkin.flags import FLAGS
from coach.checkin.flow import CheckInFlow, CheckInKind, Circumstances, LoadedStep
from coach.checkin.questions import Answer
from coach.checkin.typed import answer_to, given

LOADED = Circumstances({"wall-sit": "Wall sit", "squat": "Squat"}, loaded=LoadedStep("wall-sit", "Wall sit", hold=True))


def after() -> CheckInFlow:
    return CheckInFlow(LOADED)


def test_every_answer_of_a_check_in_can_be_given_at_once() -> None:
    flow = after()

    wrong = answer_to(
        flow,
        {
            "flags": "locked,gave_way",
            "rir": "10",
            "step": "squat",
            "during": "4",
            "after": "10",
            "muscle": "0",
            "sharp": "no",
        },
    )

    assert wrong == ()
    assert flow.done
    assert dict(flow.answers) == {
        "during": 4, "after": 10, "muscle": 0, "sharp": False, "step": "squat", "rir": 10,
        "flags": ("locked", "gave_way"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "key, typed, kept",
    [
        ("during", "skip", None),
        ("sharp", "YES", True),
        ("rir", "15", 15),
        ("flags", "none", ()),
        ("flags", "skip", None),
        ("flags", "locked, locked", ("locked",)),
    ],
)
def test_a_value_is_taken_as_it_is_meant(key: str, typed: str, kept: Answer) -> None:
    flow = after()

    assert answer_to(flow, {key: typed}) == ()
    assert flow.answers[key] == kept


@pytest.mark.parametrize(
    "key, typed, words",
    [
        ("during", "11", "during cannot be “11”: a whole number from 0 to 10, or skip."),
        ("during", "-1", "during cannot be “-1”"),
        ("during", "3.5", "during cannot be “3.5”"),
        ("during", "٣", "during cannot be “٣”"),
        ("sharp", "maybe", "sharp cannot be “maybe”: yes or no, or skip."),
        ("rir", "2", "rir cannot be “2”: one of 0, 5, 10, 15, or skip."),
        ("flags", "sore", f"flags cannot be “sore”: none, or some of {', '.join(FLAGS)} with commas"),
        ("flags", ",", "flags cannot be “,”"),
        ("step", "squat", "step is not asked here. Asked are during, after, muscle, sharp, rir, flags."),
        ("knee_am", "2", "knee_am is not asked here."),
    ],
)
def test_a_wrong_value_is_told_with_what_it_can_be(key: str, typed: str, words: str) -> None:
    (wrong,) = answer_to(after(), {key: typed})

    assert wrong.startswith(words)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    wrong = answer_to(after(), {"during": "11", "sharp": "maybe", "after": "2"})

    assert [sentence.split()[0] for sentence in wrong] == ["during", "sharp"]


def test_a_list_without_a_worry_is_none_and_not_empty_words() -> None:
    flow = CheckInFlow(LOADED, CheckInKind.MORNING)

    assert answer_to(flow, {"flags": "injury", "four_steps": "no"}) == ()
    assert flow.answers["flags"] == ("injury", "cannot_bear_weight")


@pytest.mark.parametrize(
    "typed, words",
    [
        ("during", "“during”: write KEY=VALUE, as in during=3."),
        ("during=", "“during=”: write KEY=VALUE"),
        ("colour=3", "colour: no question has this key. The keys are which_knee, during,"),
    ],
)
def test_what_is_no_answer_at_all_is_told(typed: str, words: str) -> None:
    (problem,) = given([typed]).problems

    assert problem.startswith(words)


def test_a_key_is_given_once() -> None:
    found = given(["during=3", "during=4"])

    assert (dict(found.values), found.problems) == ({"during": "3"}, ("during is given twice.",))
