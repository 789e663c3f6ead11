"""Something easier in the middle of a session: played, kept, gone on with, and in the record."""

from __future__ import annotations

import pytest

from coach.desk.checkin import OpenCheckIn
from coach.desk.opening import Wishes
from coach.desk.performance import Performance
from coach.player.model import Command, State
from coach.session.journal import find_journals
from tests.desk.stage import PLANK, Stage

HOLDS = PLANK.replace("sets = 2", "sets = 3")
"""say 1 · hold 1 20 · rest 21 10 · hold 31 20 · rest 51 10 · hold 61 20"""


def hurt(stage: Stage, performance: Performance, number: int = 7) -> None:
    performance.send(Command.HURT)
    stage.play(performance, 1.0)
    performance.send(Command.ANSWER_PAIN, number)
    stage.play(performance, 1.0)


@pytest.fixture
def eased(stage: Stage) -> Performance:
    """A session that hurt in its first hold and goes on with something easier."""
    stage.write_routine(HOLDS)
    performance = stage.open(checkin=False)
    stage.play(performance, 10.0)
    hurt(stage, performance)
    performance.send(Command.EASE)
    stage.play(performance, 1.0)
    return performance


def played(stage: Stage) -> list[tuple[str | None, int, float | None]]:
    (record,) = stage.records()
    return [(go.exercise, go.set, go.done) for go in record.goes]


def test_the_record_tells_which_sets_were_easier_and_where_it_hurt(stage: Stage, eased: Performance) -> None:
    stage.play(eased)
    stage.restart().after(eased)

    done = played(stage)
    assert [(exercise, number) for exercise, number, _ in done] == [
        ("wall-sit", 1),
        ("wall-sit-shallow", 1),
        ("wall-sit-shallow", 2),
    ]
    assert 0 < (done[0][2] or 0) < 20
    assert [seconds for *_, seconds in done[1:]] == [20.0, 20.0]
    (record,) = stage.records()
    (pain,) = record.pains
    assert (pain.number, pain.exercise, pain.easier) == (7, "wall-sit", "wall-sit-shallow")


def test_the_check_in_names_the_exercise_that_hurt_and_not_the_easier_one(stage: Stage) -> None:
    stage.write_routine(HOLDS)
    performance = stage.open()
    stage.play(performance, 5.0)
    hurt(stage, performance)
    performance.send(Command.EASE)
    stage.play(performance)
    questions = stage.restart().after(performance)

    assert isinstance(questions, OpenCheckIn)
    hurt_then = questions.flow.circumstances.hurt
    assert hurt_then is not None
    assert (hurt_then.number, hurt_then.name) == (7, "Plank")


def test_a_session_that_is_cut_off_in_the_easier_exercise_goes_on_in_it(stage: Stage, eased: Performance) -> None:
    stage.play(eased, 25.0)
    eased.close()

    (found,), _ = find_journals(stage.desk.paths.journal)
    performance = stage.restart().open_resume(Wishes(checkin=False))
    performance.playback.begin()
    performance.playback.step()
    view = performance.view()

    assert found.journal.replanned is not None
    assert view.segment is not None
    assert (view.segment.exercise, view.segment.set, view.segment.sets) == ("wall-sit-shallow", 1, 2)
    stage.play(performance)
    stage.restart().after(performance)
    assert [exercise for exercise, *_ in played(stage)] == ["wall-sit", "wall-sit-shallow", "wall-sit-shallow"]


def test_still_over_five_after_going_on_ends_the_loading(stage: Stage, eased: Performance) -> None:
    stage.play(eased, 25.0)
    eased.close()
    performance = stage.restart().open_resume(Wishes(checkin=False))
    performance.playback.begin()
    stage.play(performance, 5.0)

    hurt(stage, performance)
    stage.play(performance, 1.0)

    assert performance.view().state is State.FINISHED


def test_a_journal_whose_new_plan_was_torn_leaves_the_step_out(stage: Stage, eased: Performance) -> None:
    eased.close()
    (path,) = stage.journals()
    text = path.read_bytes()
    path.write_bytes(text[: text.index(b"[[eased]]") + 20])

    (found,), _ = find_journals(stage.desk.paths.journal)

    assert found.journal.replanned is None
    assert [go.exercise for go in found.journal.goes] == ["wall-sit"] * 3
    assert found.journal.hurt == {("wall-sit", "wall-sit")}


def test_the_offer_and_the_easier_exercise_are_spoken(stage: Stage, eased: Performance) -> None:
    stage.play(eased, 12.0)

    asked = stage.desk.speaks.asked
    assert "Plank is over for today. High wall sit instead, for the sets that are left? Press E for yes." in asked
    assert "High wall sit it is. Stop that, too, if it hurts." in asked
    assert any("High wall sit. 2 sets of 20 seconds" in text for text in asked)


def test_without_an_answer_the_step_is_left_out_and_that_is_said(stage: Stage) -> None:
    stage.write_routine(HOLDS + '\n[[step]]\nname = "Bridge"\nhold = "10 s"\n')
    performance = stage.open(checkin=False)
    stage.play(performance, 10.0)
    hurt(stage, performance)

    stage.play(performance, 21.0)

    assert performance.view().state is State.RESUMING
    assert performance.caption == "We leave Plank for today. Next: Bridge."
