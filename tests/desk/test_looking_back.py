"""What was heard, played and read so far."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from coach.desk.check import check_all
from coach.desk.days import day_words
from coach.desk.heard import Heard
from coach.desk.history import describe, last_played, sessions
from coach.desk.opening import Wishes
from coach.desk.performance import end_words, kept_words
from coach.desk.person import notice_is_due, notice_read
from coach.desk.routines import BrokenRoutineError, listed_routines, load
from coach.words.files import load_phrases
from tests.desk.stage import PLANK, Stage, all_well, answer_all

SLIDE = """
[exercise.wall-sit]
name = "Wall sit"
setup = "Slide down. Feet are far out."
"""

# --- set-ups that were heard -----------------------------------------------------------------------------------------


def heard(stage: Stage) -> dict[str, int]:
    return dict(Heard.read(stage.desk.heard_file).counts)


def test_an_exercise_counts_once_a_session_when_its_first_go_begins(stage: Stage) -> None:
    performance = stage.open()
    assert heard(stage) == {}

    stage.play(performance)

    assert heard(stage) == {"wall-sit": 1}


def test_every_session_counts_and_the_fourth_set_up_is_its_first_sentence(stage: Stage) -> None:
    stage.write_routine(PLANK.replace("ready = 0", "ready = 20") + SLIDE, "slide")
    said = []
    for _ in range(4):
        performance = stage.open("slide", checkin=False)
        said.append([cue.caption for cue in performance.timeline.cues if "Slide" in cue.caption])
        stage.play(performance)
        stage.restart().after(performance)

    assert heard(stage) == {"wall-sit": 4}
    assert said == [["Slide down. Feet are far out."]] * 3 + [["Slide down."]]


def test_a_session_that_is_gone_on_with_does_not_count_twice(stage: Stage) -> None:
    performance = stage.open()
    stage.play(performance, 10)
    performance.close()

    again = stage.restart().open_resume(Wishes())
    again.playback.begin()
    stage.play(again)

    assert heard(stage) == {"wall-sit": 1}


def test_a_rehearsal_does_not_count(stage: Stage) -> None:
    stage.play(stage.open(speed=5.0))

    assert heard(stage) == {}


@pytest.mark.parametrize("text", ["wall-sit = ", 'wall-sit = "often"\nsquat = true\n', "\xff"])
def test_a_file_that_cannot_be_read_counts_nothing(text: str, tmp_path: Path) -> None:
    path = tmp_path / "heard.toml"
    path.write_bytes(text.encode("latin-1"))

    assert Heard.read(path).counts == {}


# --- the first-run text ----------------------------------------------------------------------------------------------


def test_the_first_run_text_is_due_until_it_was_read(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "home", profile='knee = "left"\n')
    assert notice_is_due(stage.desk)

    notice_read(stage.desk)

    assert not notice_is_due(stage.desk)
    assert 'knee = "left"' in stage.desk.paths.profile.read_text("utf-8")


def test_a_notice_that_cannot_be_kept_stays_due(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    stage = Stage(tmp_path / "home")
    stage.desk.paths = type(stage.desk.paths)(*[tmp_path / "file" / "x"] * 4)

    notice_read(stage.desk)

    assert notice_is_due(stage.desk)


# --- routines --------------------------------------------------------------------------------------------------------


def test_a_broken_and_an_unreadable_routine_are_in_the_list_with_the_reason(stage: Stage) -> None:
    stage.write_routine(PLANK.replace("hold", "holt"), "broken")
    stage.write_routine("x = 1\n" * 400_000, "enormous")

    found = {entry.id: entry for entry in listed_routines(stage.desk)}

    assert found["plank"].why_not == ""
    assert found["broken"].why_not.startswith("line ")
    assert "holt" in found["broken"].why_not
    assert found["broken"].report.startswith(f"{stage.home}/routines/broken.toml:")
    assert found["enormous"].routine is None
    assert found["enormous"].why_not


def test_a_broken_routine_is_refused_with_its_first_problem(stage: Stage) -> None:
    path = stage.write_routine(PLANK.replace("hold", "holt").replace("sets", "setz"), "broken")

    with pytest.raises(BrokenRoutineError) as refused:
        load(stage.desk, "broken")

    assert str(refused.value).startswith(f"{path}:")
    assert f"`coach check {path}` shows where and how to mend." in str(refused.value)


# --- sessions --------------------------------------------------------------------------------------------------------


def test_a_session_is_described_in_words(stage: Stage) -> None:
    record = answer_all(stage.finished(), *all_well()).record

    line = describe(record, load_phrases())

    assert (line.when, line.routine, line.outcome, line.length) == (
        "2026-11-22 18:00",
        "Plank",
        "finished",
        "0:53 (planned 0:53)",
    )
    assert (line.knee, line.said[-10:]) == ("knee 1 during, 0 after", "(rule R19)")


def test_what_was_passed_over_is_said_of_a_session_that_came_to_its_end(stage: Stage) -> None:
    record = answer_all(stage.finished(), *all_well()).record
    half = replace(record, goes=(record.goes[0], *(replace(go, done=0.0, seconds=0.0) for go in record.goes[1:])))

    line = describe(half, load_phrases())

    assert line.outcome == "finished, 1 of 2 sets left out"


def test_a_session_without_answers_says_nothing_of_the_knee(stage: Stage) -> None:
    performance = stage.open(checkin=False)
    stage.play(performance)
    stage.restart().after(performance)

    line = describe(stage.records()[0], load_phrases())

    assert (line.knee, line.said) == ("", "")


def test_the_last_time_of_each_routine_is_known(stage: Stage) -> None:
    for _ in range(2):
        performance = stage.open(checkin=False)
        stage.play(performance)
        stage.restart().after(performance)
        stage.clock.advance(86400)

    assert last_played(stage.desk) == {"plank": stage.records()[-1].started}
    assert len(sessions(stage.desk, latest=1).records) == 1


# --- days ------------------------------------------------------------------------------------------------------------

NIGHT = datetime(2026, 11, 23, 1, 30, tzinfo=timezone(timedelta(hours=1)))


def test_a_session_in_the_night_belongs_to_the_evening_before() -> None:
    assert day_words(NIGHT, NIGHT.replace(hour=3)) == "today"
    assert day_words(NIGHT, NIGHT.replace(hour=4)) == "yesterday"


@pytest.mark.parametrize(
    "hours, words", [(1, "today"), (24, "yesterday"), (5 * 24, "5 days ago"), (30 * 24, "on 2026-10-23"), (-2, "today")]
)
def test_how_long_ago_is_said_in_words(hours: int, words: str) -> None:
    now = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)

    assert day_words(now - timedelta(hours=hours), now) == words


# --- what is said once a session is left -----------------------------------------------------------------------------


def test_a_session_that_was_played_to_its_end_is_said_to_be_done(stage: Stage) -> None:
    performance = stage.open()
    stage.play(performance)

    assert end_words(performance) == "Done: Plank, 0:53. Kept in the history."


def test_a_session_that_was_stopped_says_after_how_long(stage: Stage) -> None:
    performance = stage.open()
    stage.play(performance, 20)
    performance.finish()

    assert end_words(performance) == "Stopped after 0:20. Kept in the history."


def test_a_session_that_was_kept_says_how_to_go_on(stage: Stage) -> None:
    performance = stage.open()
    stage.play(performance, 20)
    performance.keep()

    assert kept_words(performance).startswith("Kept for later: `coach play --resume`")


def test_a_session_that_was_left_before_its_first_second_says_that_nothing_is_kept(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "home", settings="start_in = 12\n")
    performance = stage.open()
    stage.play(performance, 5)
    performance.keep()

    assert kept_words(performance) == "Nothing was played yet, so there is nothing to keep."


def test_another_voice_than_the_one_asked_for_is_told(stage: Stage) -> None:
    stage.desk.speaks.notice = "There is no voice “nosuch” here."
    told: list[str] = []

    check_all(stage.desk, ["plank"], voice="nosuch", tell=told.append)

    assert told == ["There is no voice “nosuch” here."]
