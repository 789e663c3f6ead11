"""The diary as it lies on the disk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from coach.desk.diary import diary_of
from coach.desk.person import profile_of
from coach.progress.diary import mornings_of, session_day
from coach.session.days import local_day
from coach.session.mornings import Morning, save_morning
from coach.session.profile import save_profile
from tests.desk.stage import Stage, all_well, answer_all


def test_the_diary_has_sessions_mornings_and_profile(stage: Stage) -> None:
    answer_all(stage.finished(), *all_well())
    at = stage.desk.clock.now() + timedelta(days=2)
    save_morning(stage.desk.paths.mornings, Morning(local_day(at), at, 4))
    save_profile(stage.desk.paths.profile, replace(profile_of(stage.desk), base=3))

    diary = diary_of(stage.desk)

    assert diary.sessions == diary.loaded == tuple(stage.records())
    assert mornings_of(diary) == {local_day(at): 4}
    assert diary.profile.base == 3


def test_the_diary_of_some_days_leaves_out_what_was_before(stage: Stage) -> None:
    answer_all(stage.finished(), *all_well())
    (record,) = stage.records()

    diary = diary_of(stage.desk, since=session_day(record) + timedelta(days=1))

    assert diary.sessions == ()
