"""Every sentence that a check-in and its result can name is there, and says what the rules say."""

from __future__ import annotations

import pytest

from coach.checkin.flags import FLAGS, Tier
from coach.checkin.questions import (
    AnswerKind,
    NotAnAnswerError,
    Question,
    choice,
    reps_left,
    scale,
    worries,
    yes_no,
)
from coach.words.files import load_phrases

ASKED = [
    *(scale(id_) for id_ in ("during", "after", "muscle", "knee_am", "muscle_am")),
    *(yes_no(id_) for id_ in ("sharp", "four_steps", "right_angle")),
    reps_left("Box squat", hold=False),
    reps_left("Wall sit", hold=True),
    choice("which_knee", "left", "right", "both"),
    choice("stiff", "usual", "bit_more", "lot_more"),
    choice("swelling", "none", "slight", "clear"),
    worries(),
    worries(again=True),
    Question("step", AnswerKind.CHOICE, "checkin.step"),
    Question("note", AnswerKind.TEXT, "checkin.note"),
]


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.text)
def test_a_question_has_words_for_itself_and_for_what_can_be_chosen(question: Question) -> None:
    phrases = load_phrases("en")
    keys = [question.text, *(option.text for option in question.options), NotAnAnswerError(question, None).sentence]

    assert [key for key in keys if key not in phrases] == []
    assert "{" not in phrases(question.text, **question.values)


@pytest.mark.parametrize(
    "question",
    [question for question in ASKED if question.kind not in (AnswerKind.FLAGS, AnswerKind.TEXT)],
    ids=lambda question: question.id,
)
def test_a_question_that_is_read_back_has_words_for_that(question: Question) -> None:
    """The screen shows the last answer beside the next question, but for lists and notes."""
    assert "7" in load_phrases("en")(f"checkin.told_{question.id}", answer="7")


def test_every_worry_and_every_tier_has_words() -> None:
    phrases = load_phrases("en")

    assert [flag for flag in FLAGS if f"flags.{flag}" not in phrases] == []
    assert [tier for tier in Tier if tier.sentence not in phrases] == []


def test_an_emergency_says_whom_to_call() -> None:
    phrases = load_phrases("en")

    assert "Call your local emergency number" in phrases(Tier.EMERGENCY.sentence)
