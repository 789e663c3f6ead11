"""The first-run questions: order, skip, back, and what the answers come to in the profile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coach.checkin.questions import NotAnAnswerError
from coach.progress.first_run import PRECAUTIONS, FirstRun
from coach.progress.suggest import Candidate
from coach.routine import library
from coach.session.profile_values import BaseChange, Profile

TODAY = date(2026, 11, 22)
CANDIDATES = (
    Candidate("chair-strength", "Chair strength", True, ("chair", "mat"), ("start", "build")),
    Candidate("desk-break", "Desk break", False, ("chair",)),
)
ALL = ("strength", "left", 2, 18, ("chair", "mat"), ("heart",), "chair-strength")


def first_run(profile: Profile | None = None) -> FirstRun:
    return FirstRun(profile or Profile(), CANDIDATES, TODAY)


def asked(run: FirstRun, *answers: object) -> list[str]:
    """Answer in order, "skip" and "back" among it, and return what was asked."""
    ids = []
    for answer in answers:
        assert run.question is not None
        ids.append(run.question.id)
        if answer == "skip":
            run.skip()
        elif answer == "back":
            run.back()
        else:
            run.answer(answer)  # type: ignore[arg-type]
    return ids


def test_all_answers_come_into_the_profile() -> None:
    run = first_run()

    ids = asked(run, *ALL)

    assert ids == ["limits", "knee", "base", "age", "equipment", "precautions", "routine"]
    assert run.done
    assert run.profile == Profile(
        knee="left",
        age=18,
        base=2,
        bases=(BaseChange(TODAY, None, 2, "asked"),),
        limits="strength",
        equipment=("chair", "mat"),
        precautions=("heart",),
        routine="chair-strength",
        level="start",
    )


def test_what_is_skipped_stays_as_it_was() -> None:
    known = Profile(knee="right", base=3, limits="tissue", equipment=("chair",))
    run = first_run(known)

    asked(run, *["skip"] * 7)

    assert run.done
    assert run.profile == known


def test_a_list_that_was_read_and_left_empty_is_an_answer() -> None:
    run = first_run()
    before = run.known_of("equipment"), run.known_of("precautions")
    run.give("equipment", ())
    run.give("precautions", ())

    assert before == (None, None)
    assert (run.profile.equipment, run.profile.precautions) == (("nothing",), ("none",))
    assert (run.known_of("equipment"), run.known_of("precautions")) == ((), ())


def test_back_shows_what_was_answered() -> None:
    run = first_run()

    asked(run, "tissue", "both", "back", "back")

    assert run.question is not None
    assert (run.question.id, run.known) == ("limits", "tissue")
    assert not run.back()


def test_a_redo_begins_with_the_old_answers() -> None:
    run = first_run(Profile(limits="movement", base=4))
    asked(run, "skip", "skip")

    assert run.known == 4
    assert run.position == (3, 7)


@pytest.mark.parametrize(
    "answers, bases",
    [
        ([2], [(1, 2)]),
        ([1], []),
        ([4, 2], [(1, 2)]),
        ([4, 1], []),
    ],
)
def test_another_usual_pain_is_kept_with_its_day_and_the_last_word_counts(
    answers: list[int], bases: list[tuple[int, int]]
) -> None:
    earlier = BaseChange(date(2026, 6, 1), None, 1, "asked")
    run = first_run(Profile(base=1, bases=(earlier,)))
    for base in answers:
        run.give("base", base)

    assert run.profile.base == answers[-1]
    assert run.profile.bases == (earlier, *(BaseChange(TODAY, was, now, "asked") for was, now in bases))


def test_a_wrong_answer_changes_nothing() -> None:
    run = first_run()
    with pytest.raises(NotAnAnswerError):
        run.answer("weak")

    assert run.position == (1, 7)
    assert run.profile == Profile()


def test_without_a_routine_to_suggest_none_is_asked_for() -> None:
    run = FirstRun(Profile(), (), TODAY)

    assert [question.id for question in run.plan][-1] == "precautions"


def test_that_it_is_over_is_kept_with_its_day() -> None:
    run = first_run(Profile(knee="left"))
    run.over()

    assert run.profile == replace(Profile(knee="left"), set_up=TODAY)


def test_the_precautions_are_those_that_a_file_may_name() -> None:
    assert PRECAUTIONS == library.PRECAUTIONS
