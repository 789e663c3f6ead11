"""Reading what is typed: nothing is rounded, cut or guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.checkin.flags import FLAGS
from coach.checkin.questions import (
    Answer,
    AnswerKind,
    NotAnAnswerError,
    Question,
    at_which_step,
    checked,
    choice,
    read_answer,
    reps_left,
    scale,
    worries,
    yes_no,
)

DURING = scale("during")
SHARP = yes_no("sharp")
STIFF = choice("stiff", "usual", "bit_more", "lot_more")
STEP = at_which_step({"wall-sit": "Wall sit", "box-squat": "Box squat"})
RIR = reps_left("Box squat", hold=False)
RIR_HOLD = reps_left("Wall sit", hold=True)
NOTE = Question("note", AnswerKind.TEXT, "checkin.note")


@pytest.mark.parametrize(
    "question, typed, expected",
    [
        (DURING, "0", 0),
        (DURING, " 7 ", 7),
        (DURING, "10", 10),
        (DURING, "t", 10),
        (SHARP, "y", True),
        (SHARP, "Sí", True),
        (SHARP, "ja", True),
        (SHARP, "nein", False),
        (SHARP, "No", False),
        (STIFF, "2", "bit_more"),
        (STIFF, "lot_more", "lot_more"),
        (STEP, "2", "box-squat"),
        (STEP, "wall-sit", "wall-sit"),
        (RIR, "3", 3),
        (RIR_HOLD, "3", 15),
        (RIR_HOLD, "10", 10),
        (worries(), "none", ()),
        (worries(), "6, 5 6", ("gave_way", "locked")),
        (worries(), "dark_urine", ("dark_urine",)),
        (NOTE, "  left shoe off  ", "left shoe off"),
    ],
)
def test_a_typed_line_is_read(question: Question, typed: str, expected: Answer) -> None:
    answer = read_answer(question, typed)

    assert expected == answer
    assert type(expected) is type(answer)


@pytest.mark.parametrize(
    "question, typed",
    [
        (DURING, "11"),
        (DURING, "-1"),
        (DURING, "3.5"),
        (DURING, "three"),
        (DURING, "²"),
        (DURING, "٣"),
        (DURING, "1o"),
        (DURING, "1" * 5000),
        (DURING, ""),
        (SHARP, "maybe"),
        (STIFF, "0"),
        (STEP, "3"),
        (RIR, "4"),
        (RIR_HOLD, "4"),
        (worries(), "6 z"),
        (NOTE, "x" * 2001),
    ],
)
def test_what_does_not_answer_is_given_back(question: Question, typed: str) -> None:
    with pytest.raises(NotAnAnswerError) as caught:
        read_answer(question, typed)

    assert question is caught.value.question


@given(typed=st.text(max_size=30), question=st.sampled_from([DURING, SHARP, STIFF, STEP, RIR, worries(), NOTE]))
def test_any_line_is_an_answer_that_fits_or_none(typed: str, question: Question) -> None:
    try:
        answer = read_answer(question, typed)
    except NotAnAnswerError:
        return

    assert answer == checked(question, answer)


@pytest.mark.parametrize("value", [True, 3.0, "3", None, (3,)])
def test_a_number_is_a_whole_number(value: Answer) -> None:
    with pytest.raises(NotAnAnswerError):
        checked(DURING, value)


def test_every_worry_has_a_key_of_its_own() -> None:
    keys = [option.key for option in worries().options]

    assert len(FLAGS) == len(set(keys))
