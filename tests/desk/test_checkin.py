"""The check-in of a session: kept answer by answer, gone on with, judged and stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coach.desk.checkin import ClosedSession, OpenCheckIn, result_words, rule_words
from coach.desk.history import describe
from coach.desk.person import profile_of
from coach.desk.sittings import Sittings
from coach.player.model import Command
from coach.session.record import CheckInRecord, ResponseRecord, SessionRecord
from coach.words.files import load_phrases
from tests.desk.stage import PLANK, Stage, all_well, answer_all, give


def test_a_whole_checkin_is_in_the_record_and_its_journal_is_gone(stage: Stage) -> None:
    closed = answer_all(stage.finished(), *all_well())

    (record,) = stage.records()
    assert closed.trouble is None
    assert record == closed.record
    assert record.after is not None
    assert (record.after.answers["rir"], record.after.rir_step, record.after.rir_unit) == (15, "wall-sit", "s")
    assert stage.journals() == []


def test_the_record_is_there_before_the_first_answer(stage: Stage) -> None:
    stage.finished()

    assert [record.outcome.value for record in stage.records()] == ["finished"]


def test_a_checkin_that_was_broken_off_goes_on_after_the_last_answer(stage: Stage) -> None:
    give(stage.finished(), 4, 1)

    checkin = stage.restart().open_checkin()

    assert checkin is not None
    assert checkin.flow.question is not None
    assert checkin.flow.question.id == "muscle"
    assert checkin.flow.answers == {"during": 4, "after": 1}


def test_a_checkin_that_was_put_off_goes_on_too(stage: Stage) -> None:
    checkin = stage.finished()
    give(checkin, 4)

    assert checkin.put_off()

    again = stage.restart().open_checkin()
    assert again is not None
    assert again.flow.answers == {"during": 4}


def test_a_tick_is_on_the_disk_before_the_list_is_done(stage: Stage) -> None:
    checkin = stage.finished()
    give(checkin, 1, 0, 2, False, 15)
    checkin.flow.tick(("deformed",))
    checkin.keep()

    again = stage.restart().open_checkin()

    assert again is not None
    assert again.flow.question is not None
    assert (again.flow.question.id, again.flow.ticked) == ("flags", ("deformed",))


def test_a_tick_of_a_list_that_nobody_came_back_to_is_judged(stage: Stage) -> None:
    checkin = stage.finished()
    give(checkin, 1, 0, 2, False, 15)
    checkin.flow.tick(("deformed",))
    checkin.keep()
    stage.clock.advance(25 * 3600)

    stage.restart()

    (record,) = stage.records()
    assert record.answers()["flags"] == ("deformed",)
    assert record.response is not None
    assert (record.response.rule, record.response.tier) == ("R1", "emergency")


NOT_ASKING = PLANK + "\n[checkin]\noff = true\n"


def test_a_routine_that_asks_nothing_asks_where_it_hurt(stage: Stage) -> None:
    stage.write_routine(NOT_ASKING)
    performance = stage.open()
    stage.play(performance, 11)
    performance.send(Command.HURT)
    stage.play(performance, 1)
    performance.finish()

    assert isinstance(Sittings(stage.desk).after(performance), OpenCheckIn)


def test_a_routine_that_asks_nothing_asks_where_it_hurt_after_a_kill_too(stage: Stage) -> None:
    stage.write_routine(NOT_ASKING)
    performance = stage.open()
    stage.play(performance, 11)
    performance.send(Command.HURT)
    stage.play(performance, 1)
    performance.keep()
    stage.clock.advance(5 * 3600)

    assert stage.restart().checkin is not None


def test_a_routine_that_asks_nothing_asks_nothing_where_nothing_hurt(stage: Stage) -> None:
    stage.write_routine(NOT_ASKING)
    performance = stage.open()
    stage.play(performance)

    assert isinstance(Sittings(stage.desk).after(performance), ClosedSession)


def test_an_answer_that_was_given_anew_counts(stage: Stage) -> None:
    checkin = stage.finished()
    give(checkin, 4)
    checkin.flow.back()
    give(checkin, 2)

    again = stage.restart().open_checkin()

    assert again is not None
    assert again.flow.answers == {"during": 2}


def test_what_was_answered_is_stored_and_judged_when_it_is_too_late_to_go_on(stage: Stage) -> None:
    give(stage.finished(), 9)
    stage.clock.advance(25 * 3600)

    assert stage.restart().checkin is None

    (record,) = stage.records()
    assert record.after is not None
    assert (record.after.complete, record.after.answers) == (False, {"during": 9})
    assert record.response is not None
    assert record.response.rule == "R8"


def cut_off(stage: Stage) -> None:
    """Play eleven seconds and be killed."""
    performance = stage.open()
    stage.play(performance, 11)
    performance.keep()


def test_a_session_that_was_cut_off_hours_ago_is_checked_in_as_a_finished_one(stage: Stage) -> None:
    cut_off(stage)
    stage.clock.advance(5 * 3600)
    sittings = stage.restart()
    checkin = sittings.open_checkin()
    assert checkin is not None
    before = stage.records()

    answer_all(checkin, *all_well())

    (record,) = stage.records()
    assert [each.outcome.value for each in (*before, record)] == ["interrupted", "interrupted"]
    assert (record.ended, record.done_seconds) == (before[0].ended, before[0].done_seconds)
    assert record.answers()["rir"] == 15
    assert record.response is not None
    assert stage.restart().checkins == ()


def test_an_offer_that_is_turned_down_is_a_record_whose_checkin_is_open(stage: Stage) -> None:
    cut_off(stage)
    sittings = stage.restart()

    trouble = sittings.drop_resume()

    assert (trouble, sittings.resume) == (None, None)
    assert [found.journal.head.routine.name for found in sittings.checkins] == ["Plank"]
    assert [record.outcome.value for record in stage.records()] == ["interrupted"]


def test_of_two_kept_sessions_the_older_is_offered_when_the_latest_was_turned_down(stage: Stage) -> None:
    for _ in range(2):
        cut_off(stage)
        stage.clock.advance(600)
    sittings = stage.restart()
    latest, older = sittings.resumes

    sittings.drop_resume()

    assert sittings.resumes == (older,)
    assert latest.journal.head.started > older.journal.head.started


def test_checkins_that_are_turned_down_are_not_offered_again_and_keep_what_was_answered(stage: Stage) -> None:
    for answer in (4, 7):
        give(stage.finished(), answer)
        stage.clock.advance(600)
    sittings = stage.restart()
    offered = len(sittings.checkins)

    trouble = sittings.drop_checkins()

    assert (offered, trouble, sittings.checkins, stage.restart().checkins) == (2, None, (), ())
    assert [dict(record.answers()) for record in stage.records()] == [{"during": 4}, {"during": 7}]
    assert stage.journals() == []


def test_looking_for_what_is_left_does_not_touch_the_session_that_is_open(stage: Stage) -> None:
    """It was opened and waits for an older check-in to be answered."""
    stage.finished()
    sittings = stage.restart()
    performance = stage.open()
    checkin = sittings.open_checkin()
    assert checkin is not None
    answer_all(checkin, *all_well())

    sittings.look(performance)

    assert performance.writer is not None
    assert stage.journals() == [performance.writer.path]
    assert (sittings.resumes, sittings.checkins) == ((), ())


def test_the_knee_is_asked_once_and_remembered(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "home", profile="")
    answer_all(stage.finished(), "right", *all_well())

    again = stage.finished()

    assert profile_of(stage.desk).knee == "right"
    assert stage.records()[0].knee == "right"
    assert again.flow.question is not None
    assert again.flow.question.id == "during"


@pytest.mark.parametrize(
    "answers, kind, rule",
    [
        (["skip", "skip", "skip", "skip", "skip", "skip", "skip"], "MONITOR", "R19"),
        ([1, 0, 2, False, 15, ()], "MONITOR", "R19"),
        ([2, 3, 2, False, 15, ()], "MONITOR", "R16"),
        ([6, 1, 2, False, "wall-sit", 15, ()], "BACK_OFF", "R8"),
        ([1, 1, 2, True, "wall-sit", 15, ()], "BACK_OFF", "R9"),
        ([1, 8, 2, False, 15, ()], "STOP_SEEK", "R2"),
        ([1, 1, 2, False, 15, ("locked",)], "STOP_SEEK", "R1"),
        ([1, 1, 2, False, 15, ("deformed",)], "STOP_SEEK", "R1"),
    ],
)
def test_the_answers_are_judged_by_the_rules(answers: list[object], kind: str, rule: str, stage: Stage) -> None:
    closed = answer_all(stage.finished(), *answers)

    assert closed.response is not None
    assert (closed.response.kind, closed.response.rule) == (kind, rule)
    assert closed.record.response is not None
    assert closed.record.response.provisional


def test_a_store_that_cannot_be_written_is_said_and_the_journal_keeps_the_session(stage: Stage) -> None:
    stage.desk.paths.sessions.write_text("", encoding="utf-8")

    checkin = stage.finished()
    closed = answer_all(checkin, *all_well())

    assert checkin.trouble is not None
    assert checkin.trouble.endswith("Its journal is kept, and it is saved at the next start.")
    assert closed.trouble == checkin.trouble
    stage.desk.paths.sessions.unlink()
    stage.restart()
    (record,) = stage.records()
    assert record.after is not None
    assert record.after.answers["muscle"] == 2


def test_a_session_that_was_stopped_asks_too(stage: Stage) -> None:
    performance = stage.open()
    stage.play(performance, 11)
    performance.finish()

    assert isinstance(stage.restart().after(performance), OpenCheckIn)


# --- the rule in words -----------------------------------------------------------------------------------------------


def judged_by(rule: str, stage: Stage) -> SessionRecord:
    return replace(answer_all(stage.finished(), *all_well()).record, response=ResponseRecord("KIND", rule))


@pytest.mark.parametrize(
    "rule, answers, morning, words",
    [
        ("R16", {"during": 4}, None, "Knee pain of 3 to 5 is acceptable, and worth watching. (rule R16)"),
        ("R19", {"during": 1, "after": 1, "sharp": False}, None, "The morning's answers say more"),
        ("R19", {"during": None, "after": 1, "sharp": False}, None, "There are not enough answers"),
        ("R19", {"during": 1, "after": 1, "sharp": False}, {"knee_am": None}, "There are not enough answers"),
        ("R20", {"during": 1}, {"muscle_am": 2}, "The muscles are sore"),
        ("R20", {"during": 1}, {"muscle_am": 0}, "No pain beyond your usual"),
        ("R99", {}, None, "rule R99"),
    ],
)
def test_a_kept_rule_has_its_reason_in_words(
    rule: str, answers: dict[str, int], morning: dict[str, int] | None, words: str, stage: Stage
) -> None:
    at = stage.clock.now()
    later = CheckInRecord(at + timedelta(hours=12), morning) if morning is not None else None

    record = replace(judged_by(rule, stage), after=CheckInRecord(at, answers), morning=later)

    assert rule_words(record, load_phrases()).startswith(words)


@pytest.mark.parametrize("during, words", [(7, "Knee pain went over 5"), (8, "Knee pain went to 8 or more")])
def test_severe_pain_in_the_session_is_told_with_what_to_do(during: int, words: str, stage: Stage) -> None:
    closed = answer_all(stage.finished(), during, 0, 0, False, "wall-sit", 15, ())

    assert closed.response is not None
    assert result_words(closed.response, load_phrases(), closed.record)[1].startswith(words)


def test_without_a_rule_there_are_no_words(stage: Stage) -> None:
    record = replace(judged_by("R16", stage), response=None)

    assert rule_words(record, load_phrases()) == ""


# --- what another version wrote, or a hand mended --------------------------------------------------------------------


def test_a_worry_that_this_version_does_not_know_stops_no_start(stage: Stage) -> None:
    performance = stage.open()
    stage.play(performance, 11)
    assert performance.writer is not None
    performance.writer.worry("of_a_later_version")
    performance.finish()

    checkin = stage.restart().checkin
    stage.clock.advance(25 * 3600)
    stage.restart()

    (record,) = stage.records()
    assert checkin is not None
    assert record.worries == ("of_a_later_version",)
    assert record.response is not None
    assert record.response.rule == "R19"


def test_an_impossible_answer_in_a_kept_record_counts_as_skipped(stage: Stage) -> None:
    checkin = stage.finished()
    (journal,) = stage.journals()
    kept = journal.read_text("utf-8")
    give(checkin, 2)
    stage.clock.advance(25 * 3600)
    stage.restart()
    (path,) = stage.desk.paths.sessions.rglob("*.toml")
    path.write_text(path.read_text("utf-8").replace("during = 2", "during = 11"), encoding="utf-8")
    journal.write_text(kept, encoding="utf-8")

    stage.restart()

    (record,) = stage.records()
    assert record.answers()["during"] == 11
    assert record.response is not None
    assert record.response.rule == "R19"
    assert describe(record, load_phrases()).knee == ""
