"""Answers that are corrected, or given late: the first one stays, and all is judged anew."""

from __future__ import annotations

from typing import Any

import pytest

from coach.checkin.typed import answer_to, given
from coach.desk.answering import NothingOpenError, next_at, open_now, part_of, questions_for, questions_of
from coach.desk.asking import OpenQuestions
from coach.desk.correcting import OpenCorrection, correctable
from coach.desk.history import find_session
from coach.errors import UsageError
from coach.session.record import SessionRecord
from tests.desk.stage import Stage, all_well, answer_all, give
from tests.desk.test_morning import NIGHT, WELL, opened, played


def only(stage: Stage) -> SessionRecord:
    (record,) = stage.records()
    return record


def corrects(stage: Stage, part: str | None = None) -> OpenCorrection:
    questions = questions_of(stage.desk, stage.restart(), only(stage), part)
    assert isinstance(questions, OpenCorrection)
    return questions


def test_a_correction_stands_beside_the_first_answer_and_is_judged(stage: Stage) -> None:
    answer_all(stage.finished(), 6, 1, 2, False, "wall-sit", 15, ())
    stage.clock.advance(60)
    questions = corrects(stage)

    wrong = questions.take({"during": "2"})
    closed = questions.close()

    record = only(stage)
    (correction,) = record.corrections
    assert wrong == ()
    assert record.after is not None
    assert (record.after.answers["during"], record.answers()["during"]) == (6, 2)
    assert (correction.part, correction.at) == ("after", stage.clock.now())
    assert record.response is not None
    assert record.response.rule == "R19"
    assert closed.news == ("Worst knee pain: 6 → 2.", "Rule: R8 → R19.")


def test_asked_once_more_every_question_has_its_answer_marked_and_only_changes_are_kept(stage: Stage) -> None:
    answer_all(stage.finished(), *all_well())
    questions = corrects(stage)
    seen = []

    for answer in (1, 3, 2, False, 15, ()):
        seen.append(questions.flow.earlier)
        give(questions, answer)

    assert seen == list(all_well())
    assert [(each.key, each.answer) for each in only(stage).corrections] == [("after", 3)]


def test_what_is_skipped_when_asked_once_more_stays_as_it_was(stage: Stage) -> None:
    answer_all(stage.finished(), *all_well())
    questions = corrects(stage)

    give(questions, "skip", "skip", "skip", "skip", "skip", "skip", "skip")

    assert questions.close().news == ("Nothing was changed.",)
    assert only(stage).corrections == ()


def test_an_answer_can_be_taken_back(stage: Stage) -> None:
    answer_all(stage.finished(), *all_well())
    questions = corrects(stage)

    questions.take({"after": "skip"})
    closed = questions.close()

    assert only(stage).answers()["after"] is None
    assert closed.news[0] == "Knee pain now: 0 → skipped."


def test_a_worry_can_be_corrected_both_ways(stage: Stage) -> None:
    answer_all(stage.finished(), 1, 0, 2, False, 15, ("locked",))
    stopped = only(stage).response

    questions = corrects(stage)
    questions.take({"flags": "none"})
    questions.close()

    response = only(stage).response
    assert stopped is not None
    assert response is not None
    assert (stopped.kind, response.kind) == ("STOP_SEEK", "MONITOR")


def test_the_morning_is_corrected_first_where_it_was_answered(stage: Stage) -> None:
    played(stage)
    questions = opened(stage)
    give(questions, *WELL)
    questions.close()

    again = corrects(stage)
    again.take({"knee_am": "4"})
    closed = again.close()

    record = only(stage)
    assert record.answers("morning")["knee_am"] == 4
    assert record.response is not None
    assert (record.response.rule, record.response.provisional) == ("R11", False)
    assert closed.news == ("Knee this morning: 1 → 4.", "Rule: R20 → R11.")
    assert [part for part, _ in correctable(stage.desk, record)] == ["after", "morning"]


def test_a_morning_that_is_answered_late_is_kept_with_its_time_and_does_not_add(stage: Stage) -> None:
    played(stage)
    stage.clock.advance(2 * 24 * 3600)
    questions = questions_of(stage.desk, stage.restart(), only(stage), "morning")

    give(questions, 3, 0, "usual", "none", ())
    closed = questions.close()

    record = only(stage)
    assert record.morning is not None
    assert record.morning.at == stage.clock.now()
    assert closed.response is not None
    assert closed.response.rule == "R19"


def test_a_late_morning_with_a_swollen_knee_still_stops(stage: Stage) -> None:
    played(stage)
    stage.clock.advance(2 * 24 * 3600)
    questions = questions_of(stage.desk, stage.restart(), only(stage), "morning")

    give(questions, 3, 0, "usual", "clear", ())
    closed = questions.close()

    assert closed.response is not None
    assert closed.response.rule == "R3"


def test_a_morning_that_has_not_come_is_refused(stage: Stage) -> None:
    answer_all(stage.finished(), *all_well())

    with pytest.raises(UsageError, match="has not come yet"):
        questions_of(stage.desk, stage.restart(), only(stage), "morning")


def test_a_check_in_that_nobody_answered_can_be_answered_late(stage: Stage) -> None:
    stage.finished()
    stage.clock.advance(30 * 3600)
    sittings = stage.restart()
    questions = questions_of(stage.desk, sittings, only(stage), "after")

    assert answer_to(questions.flow, {"during": "4", "step": "wall-sit"}) == ()
    questions.put_off()

    assert dict(only(stage).answers()) == {"during": 4, "step": "wall-sit"}
    assert only(stage).checkin_open


def test_the_last_session_has_a_name(stage: Stage) -> None:
    with pytest.raises(UsageError, match="no session yet"):
        find_session(stage.desk, "last")

    answer_all(stage.finished(), *all_well())

    assert find_session(stage.desk, "last") == only(stage)
    assert find_session(stage.desk, only(stage).id[-4:]) == only(stage)


# --- what is open ----------------------------------------------------------------------------------------------------


def test_open_is_what_was_not_answered_then_the_morning(stage: Stage) -> None:
    stage.finished()
    evening = [each.part for each in open_now(stage.desk, stage.restart())]
    stage.clock.advance(NIGHT)
    morning = [each.part for each in open_now(stage.desk, stage.restart())]
    stage.clock.advance(24 * 3600)

    assert (evening, morning) == (["after"], ["after", "morning"])
    assert [each.part for each in open_now(stage.desk, stage.restart())] == ["day"]


@pytest.mark.parametrize(
    "answers, asked",
    [(["during=1"], "during"), (["knee_am=1"], "knee_am"), (["flags=none"], "during")],
)
def test_answers_go_to_the_questions_that_have_their_keys(answers: list[str], asked: str, stage: Stage) -> None:
    stage.finished()
    stage.clock.advance(NIGHT)

    questions: OpenQuestions = questions_for(stage.desk, stage.restart(), given(answers))

    assert questions.flow.question is not None
    assert questions.flow.question.id == asked


@pytest.mark.parametrize("answers", [["during=1"], ["knee=1"], ["flags=none"]])
def test_answers_that_nobody_asks_for_are_refused(answers: list[str], stage: Stage) -> None:
    answer_all(stage.finished(), *all_well())

    with pytest.raises(NothingOpenError, match="Nobody asks for"):
        questions_for(stage.desk, stage.restart(), given(answers))


def test_answers_of_two_check_ins_are_refused() -> None:
    with pytest.raises(UsageError, match="one check-in at a time"):
        part_of(given(["during=1", "knee_am=1"]))


def test_the_next_questions_come_when_the_local_day_turns(stage: Stage) -> None:
    before: Any = next_at(stage.desk)
    answer_all(stage.finished(), *all_well())

    when = next_at(stage.desk)

    assert before is None
    assert when is not None
    assert when.isoformat() == "2026-11-23T04:00:00+00:00"
