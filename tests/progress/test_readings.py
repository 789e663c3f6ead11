"""From a record to the readings that the rules judge."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coach.checkin.questions import Answer
from coach.progress.readings import readings_after, response_record, with_knee_only, with_morning
from coach.progress.response import Readings, classify
from coach.session.record import CheckInRecord, Outcome, Pain, ResponseRecord, RoutineMark, SessionRecord

AT = datetime(2026, 11, 22, 7, 15, tzinfo=UTC)
BARE = SessionRecord("x", RoutineMark("r", "R", ""), AT, AT, Outcome.FINISHED, 60.0, 60.0)


def after(**answers: Answer) -> SessionRecord:
    """A session with these answers right after it."""
    return replace(BARE, after=CheckInRecord(AT, answers))


def test_answers_become_readings_without_a_morning() -> None:
    readings = readings_after(after(during=4, after=2, sharp=True, flags=("locked",)))

    assert readings == Readings(during=4, after=2, sharp=True, am=False, flags=("locked",))


def test_what_was_not_answered_is_none() -> None:
    readings = readings_after(after(during=None))

    assert (readings.during, readings.after, readings.sharp, readings.flags) == (None, None, None, None)


def test_a_worry_of_the_session_counts_like_one_of_the_check_in() -> None:
    readings = readings_after(replace(BARE, worries=("calf_pain_swelling",)))

    assert classify(readings).rule == "R1"


def hurting(*pains: Pain, **answers: Answer) -> SessionRecord:
    return replace(after(**answers), pains=pains)


@pytest.mark.parametrize(
    "said, answered, during",
    [
        ((7,), 3, 7),
        ((2,), 3, 3),
        ((4, 6), 0, 6),
        ((7,), None, 7),
        ((None,), None, None),
        ((None,), 2, 2),
        ((70,), 2, 2),
    ],
)
def test_the_worst_pain_is_the_worst_of_what_was_said_and_what_was_answered(
    said: tuple[int | None, ...], answered: int | None, during: int | None
) -> None:
    record = hurting(*(Pain(float(at), number=number) for at, number in enumerate(said)), during=answered)

    assert readings_after(record).during == during


@pytest.mark.parametrize("sharp, answered, expected", [(True, False, True), (True, None, True), (False, None, None)])
def test_what_was_said_to_be_sharp_was_sharp(sharp: bool, answered: bool | None, expected: bool | None) -> None:
    record = hurting(Pain(1.0, number=2, sharp=sharp), during=2, after=2, sharp=answered)

    assert readings_after(record).sharp is expected


def test_a_seven_in_the_session_is_backed_off_from_whatever_is_answered_after_it() -> None:
    record = hurting(Pain(1.0, number=7), during=3, after=0, sharp=False, flags=())

    assert classify(readings_after(record)).rule == "R8"


def test_a_correction_counts() -> None:
    readings = readings_after(after(during=1, after=1, sharp=False).corrected("after", "after", 8, AT))

    assert classify(readings).rule == "R2"


def test_what_no_question_allows_counts_as_skipped() -> None:
    readings = readings_after(after(during=40, after="two", sharp=1, flags=("clicking", "gave_way")))

    assert (readings.during, readings.after, readings.sharp, readings.flags) == (None, None, None, ("gave_way",))


def morning(**answers: Answer) -> SessionRecord:
    return replace(after(during=1, after=1, sharp=False, flags=()), morning=CheckInRecord(AT, answers))


def test_the_mornings_answers_are_added() -> None:
    record = morning(knee_am=2, muscle_am=4, stiff="bit_more", swelling="slight", flags=("locked",))

    readings = with_morning(readings_after(record), record, late=False)

    assert readings == Readings(
        during=1, after=1, knee_am=2, muscle_am=4, stiff="bit_more", swelling="slight", flags=("locked",)
    )


def test_worries_of_both_check_ins_count() -> None:
    record = morning(knee_am=1, flags=("night_or_rest_pain",)).corrected("after", "flags", ("locked",), AT)

    readings = with_morning(readings_after(record), record, late=False)

    assert readings.flags == ("locked", "night_or_rest_pain")


def test_what_no_question_of_the_morning_allows_counts_as_skipped() -> None:
    record = morning(knee_am=-1, muscle_am="sore", stiff="very", swelling=True)

    readings = with_morning(readings_after(record), record, late=False)

    assert (readings.knee_am, readings.muscle_am, readings.stiff, readings.swelling) == (None, None, None, None)


def test_a_morning_of_one_answer_leaves_the_others_open() -> None:
    readings = with_knee_only(readings_after(after(during=0, after=0, sharp=False)), 1)

    assert (readings.knee_am, readings.swelling, classify(readings).rule) == (1, None, "R19")


def test_the_result_is_kept_with_its_rule() -> None:
    kept = response_record(classify(Readings(after=9)), provisional=True)

    assert kept == ResponseRecord("STOP_SEEK", "R2", "same_day", True)
