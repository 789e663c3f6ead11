"""The first-run questions over a profile that others write, too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coach.checkin.questions import AnswerKind, Option, Question
from coach.desk.first_run import OpenFirstRun, option_words
from coach.desk.person import profile_of
from coach.session.profile import save_profile
from coach.session.profile_values import Unlock
from coach.words.files import load_phrases
from tests.desk.stage import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "home")


def test_what_is_kept_while_the_questions_are_open_stays(stage: Stage) -> None:
    """An unlock that is given meanwhile was lost where the screens turned the questions down just then."""
    asked = OpenFirstRun(stage.desk)
    unlock = Unlock(stage.desk.clock.now())
    save_profile(stage.desk.paths.profile, replace(profile_of(stage.desk), unlocks=(unlock,)))

    asked.close()

    assert profile_of(stage.desk).unlocks == (unlock,)
    assert profile_of(stage.desk).set_up is not None


def test_an_answer_that_is_taken_back_is_kept_as_it_was(stage: Stage) -> None:
    asked = OpenFirstRun(stage.desk)
    before = asked.run.profile
    asked.run.answer("strength")
    asked.keep()
    asked.run.profile = before

    asked.keep()

    assert profile_of(stage.desk).limits is before.limits


def test_the_level_of_a_routine_to_choose_is_said_in_the_language_of_the_questions() -> None:
    options = Option("one", "1", name="Basis", level="start"), Option("two", "2", name="Pause")
    question = Question("routine", AnswerKind.CHOICE, "setup.routine", options)

    assert [option_words(question, id_, load_phrases("de")) for id_ in ("one", "two")] == [
        "Basis, Stufe start",
        "Pause",
    ]
