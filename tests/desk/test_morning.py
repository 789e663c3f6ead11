"""The questions of a morning: kept answer by answer with their session, judged with it, or kept by themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coach.desk.checkin import OpenCheckIn
from coach.desk.morning import OpenMorning, OpenReading
from coach.session.mornings import load_mornings
from coach.session.record import SessionRecord
from tests.desk.stage import Stage, all_well, answer_all, give

NIGHT = 13 * 3600
"""From the evening of the stage to the next morning."""

WELL: tuple[Any, ...] = (1, 0, "usual", "none", ())


def played(stage: Stage, *answers: Any) -> None:
    """Play a session in the evening, answer its check-in, and sleep."""
    answer_all(stage.finished(), *(answers or all_well()))
    stage.clock.advance(NIGHT)


def opened(stage: Stage, *, wanted: bool = False) -> OpenMorning:
    questions = stage.restart().open_morning(wanted=wanted)
    assert isinstance(questions, OpenMorning)
    return questions


def only(stage: Stage) -> SessionRecord:
    (record,) = stage.records()
    return record


def test_the_morning_is_kept_with_its_session_and_makes_the_response_final(stage: Stage) -> None:
    played(stage)
    provisional = only(stage).response
    questions = opened(stage)

    give(questions, *WELL)
    closed = questions.close()

    record = only(stage)
    assert questions.title == "Yesterday evening: Plank"
    assert record == closed.record
    assert record.morning is not None
    assert (record.morning.complete, record.morning.at) == (True, stage.clock.now())
    assert dict(record.answers("morning")) == {
        "knee_am": 1, "muscle_am": 0, "stiff": "usual", "swelling": "none", "flags": (),
    }  # fmt: skip
    assert provisional is not None
    assert record.response is not None
    assert [(each.rule, each.provisional) for each in (provisional, record.response)] == [("R19", True), ("R20", False)]
    assert stage.restart().open_morning(wanted=True) is None


@pytest.mark.parametrize(
    "answers, kind, rule",
    [
        ((1, 3, "usual", "none", ()), "EXPECTED", "R20"),
        ((2, 0, "usual", "none", ()), "MONITOR", "R17"),
        ((3, 0, "usual", "none", ()), "BACK_OFF", "R11"),
        ((1, 0, "usual", "slight", ()), "BACK_OFF", "R13"),
        ((1, 0, "usual", "clear", ()), "STOP_SEEK", "R3"),
        ((1, 0, "usual", "none", ("locked",)), "STOP_SEEK", "R1"),
        ((1, 0, "usual", "skip", ()), "MONITOR", "R19"),
        (("skip", "skip", "skip", "skip", "skip", "skip"), "MONITOR", "R19"),
    ],
)
def test_the_morning_is_judged_with_its_session(answers: tuple[Any, ...], kind: str, rule: str, stage: Stage) -> None:
    played(stage)
    questions = opened(stage)

    give(questions, *answers)
    closed = questions.close()

    assert closed.response is not None
    assert (closed.response.kind, closed.response.rule) == (kind, rule)


def test_a_kill_in_the_morning_loses_no_answer(stage: Stage) -> None:
    played(stage)
    give(opened(stage), 2, 1)

    again = opened(stage)

    assert again.flow.question is not None
    assert (again.flow.question.id, again.flow.answers) == ("stiff", {"knee_am": 2, "muscle_am": 1})
    response = only(stage).response
    assert response is not None
    assert response.provisional


def test_a_tick_of_a_list_that_was_not_done_is_kept_judged_and_asked_on(stage: Stage) -> None:
    played(stage)
    questions = opened(stage)
    give(questions, *WELL[:-1])
    questions.flow.tick(("deformed",))
    questions.keep()

    again = opened(stage)

    response = only(stage).response
    assert response is not None
    assert (response.rule, response.tier) == ("R1", "emergency")
    assert again.flow.question is not None
    assert (again.flow.question.id, again.flow.ticked) == ("flags", ("deformed",))


def test_an_emergency_ends_the_morning(stage: Stage) -> None:
    played(stage)
    questions = opened(stage)

    give(questions, *WELL[:-1], ("deformed",))

    assert questions.flow.ended_by is not None
    assert questions.flow.done
    assert questions.close().response is not None


def test_a_skipped_list_of_worries_is_asked_once_more_in_the_morning_too(stage: Stage) -> None:
    played(stage)
    questions = opened(stage)

    give(questions, *WELL[:-1], "skip")

    assert questions.flow.question is not None
    assert questions.flow.question.text == "checkin.flags_again"


def test_a_morning_that_was_put_off_is_not_asked_again_by_itself(stage: Stage) -> None:
    played(stage)
    questions = opened(stage)
    give(questions, 2)

    assert questions.put_off()

    assert stage.restart().open_morning() is None
    assert opened(stage, wanted=True).flow.answers == {"knee_am": 2}


def test_the_evenings_check_in_that_is_answered_after_the_morning_keeps_it(stage: Stage) -> None:
    give(stage.finished(), 1)
    stage.clock.advance(NIGHT)
    questions = opened(stage)
    give(questions, *WELL)
    questions.close()

    evening = stage.restart().open_checkin()
    assert isinstance(evening, OpenCheckIn)
    answer_all(evening, 0, 2, False, 15, ())

    record = only(stage)
    assert record.answers("morning")["knee_am"] == 1
    assert record.answers("after")["during"] == 1
    assert record.response is not None
    assert (record.response.rule, record.response.provisional) == ("R20", False)


def test_a_disk_that_refuses_is_said_and_tried_again(stage: Stage) -> None:
    played(stage)
    questions = opened(stage)
    folder = stage.desk.paths.sessions
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("", encoding="utf-8")
    give(questions, 2)
    refused = questions.trouble

    folder.unlink()
    folder.with_name("elsewhere").rename(folder)
    give(questions, 1)

    assert refused is not None
    assert refused.startswith(f"The answers cannot be saved in {folder}")
    assert questions.trouble is None
    assert dict(only(stage).answers("morning")) == {"knee_am": 2, "muscle_am": 1}


# --- other days ------------------------------------------------------------------------------------------------------


def reading(stage: Stage) -> OpenReading:
    questions = stage.restart().open_morning()
    assert isinstance(questions, OpenReading)
    return questions


def test_on_other_days_one_key_is_asked_and_kept(stage: Stage) -> None:
    played(stage)
    stage.clock.advance(24 * 3600)
    questions = reading(stage)

    give(questions, 3)
    closed = questions.close()

    (kept,), sentences = load_mornings(stage.desk.paths.mornings)
    assert questions.flow.done
    assert (kept.knee, kept.at, sentences) == (3, stage.clock.now(), ())
    assert (closed.response, closed.trouble) == (None, None)
    assert stage.restart().open_morning(wanted=True) is None


def test_the_one_key_that_is_skipped_is_not_asked_again_by_itself(stage: Stage) -> None:
    played(stage)
    stage.clock.advance(24 * 3600)
    questions = reading(stage)

    give(questions, "skip")
    questions.close()

    assert load_mornings(stage.desk.paths.mornings) == ((), ())
    assert stage.restart().open_morning() is None
    assert stage.restart().open_morning(wanted=True) is not None


def test_a_reading_that_cannot_be_kept_is_said(stage: Stage) -> None:
    played(stage)
    stage.clock.advance(24 * 3600)
    stage.desk.paths.mornings.write_text("", encoding="utf-8")
    questions = reading(stage)

    give(questions, 3)

    assert questions.close().trouble is not None


def test_a_rehearsal_asks_nothing_in_the_morning(stage: Stage, tmp_path: Path) -> None:
    from coach.desk.sittings import Sittings

    played(stage)

    assert Sittings(stage.desk, rehearsal=True).open_morning(wanted=True) is None


@pytest.mark.parametrize("leave", ["put_off", "leave_open"])
def test_less_and_a_stop_do_not_wait_for_the_answers_that_are_missing(stage: Stage, leave: str) -> None:
    """Whoever tells a knee of 6 and walks to the wall is not played the old dose; the rest stays open."""
    played(stage)
    questions = opened(stage)

    give(questions, 6)
    getattr(questions, leave)()

    assert questions.so_far is not None
    assert questions.so_far.response is not None
    assert (questions.so_far.response.kind, questions.so_far.response.rule) == ("BACK_OFF", "R10")
    assert "half of the sets" in " ".join(questions.so_far.dose.lines)
    assert stage.restart().open_morning(wanted=True) is not None


def test_part_of_a_quiet_morning_comes_to_nothing_yet(stage: Stage) -> None:
    played(stage)
    questions = opened(stage)

    give(questions, 1)
    questions.put_off()

    assert questions.so_far is None


def test_a_morning_that_nobody_answered_is_asked_at_the_next_start(stage: Stage) -> None:
    """Other than one that was put off, which only `coach checkin` asks on that day."""
    played(stage)
    opened(stage).leave_open()

    assert stage.restart().open_morning() is not None
