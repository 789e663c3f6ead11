"""The first-run questions over a profile that others write, too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coach.desk.first_run import OpenFirstRun
from coach.desk.person import profile_of
from coach.session.profile import save_profile
from coach.session.profile_values import Unlock
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
