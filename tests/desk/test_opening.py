"""Opening a session: what goes into it from settings, profile and file, and going on with one that was kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coach.desk.desk import Desk
from coach.desk.opening import CannotGoOnError, Wishes
from coach.errors import UsageError
from coach.player.model import Command, State
from coach.routine.model import Routine
from coach.session.journal import find_journals
from coach.sound.silence import NoOutput
from coach.timeline.dose import Dose
from coach.timeline.model import Choices
from tests.desk.stage import PLANK, Stage

LEVELS = """
format = 1
name = "Levels"
levels = ["easy", "hard"]

[[step]]
name = "Plank"
hold = { easy = "10 s", hard = "40 s" }

[[step]]
name = "Bridge"
hold = "10 s"
"""


def test_a_session_that_is_opened_has_a_journal_with_the_texts_that_it_was_made_from(stage: Stage) -> None:
    stage.open()

    (found,), sentences = find_journals(stage.desk.paths.journal)
    head = found.journal.head
    assert sentences == []
    assert (head.routine.id, head.knee, head.checkin, head.planned_seconds) == ("plank", "left", True, 53.0)
    assert PLANK in head.sources.values()


def test_a_rehearsal_keeps_nothing_and_is_silent(stage: Stage) -> None:
    performance = stage.open(speed=10.0)
    stage.play(performance)

    assert performance.writer is None
    assert not performance.asks
    assert stage.desk.sounds.placed == []
    assert not stage.desk.paths.state.exists()


def test_a_level_and_a_step_to_begin_at_are_heeded(stage: Stage) -> None:
    stage.write_routine(LEVELS, "levels")

    performance = stage.open("levels", level="hard", start_step="bridge")

    assert performance.timeline.level == "hard"
    assert {segment.step for segment in performance.timeline.segments if segment.step} == {"bridge"}


@pytest.mark.parametrize(
    "wish, words",
    [
        ({"level": "hart"}, "Levels has no level “hart”. Did you mean “hard”?"),
        ({"level": "x"}, "Levels has no level “x”. It has: easy, hard."),
        ({"start_step": "brigde"}, "Levels has no step “brigde”. Did you mean “bridge”?"),
    ],
)
def test_a_level_or_step_that_is_not_there_is_refused(wish: dict[str, str], words: str, stage: Stage) -> None:
    stage.write_routine(LEVELS, "levels")

    with pytest.raises(UsageError) as refused:
        stage.open("levels", **wish)

    assert str(refused.value) == words
    assert stage.journals() == []


def test_a_routine_without_levels_says_so(stage: Stage) -> None:
    with pytest.raises(UsageError, match="Plank has no levels, so there is no level “hard”"):
        stage.open(level="hard")


def test_mute_opens_no_device(stage: Stage) -> None:
    assert isinstance(stage.desk.output(silent=True), NoOutput)

    stage.play(stage.open(mute=True), 5)

    assert not stage.desk.sounds.started


def test_start_in_is_counted_and_said(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "home", settings="start_in = 12\n")

    performance = stage.open()

    assert performance.view().state is State.COUNTING_IN
    assert performance.view().lead_in == 12.0
    assert "Plank, about 1 minute. Starting in 12 seconds." in stage.desk.speaks.prepared


def test_a_pause_is_said(stage: Stage) -> None:
    performance = stage.open()
    stage.play(performance, 5)

    performance.send(Command.PAUSE)
    stage.play(performance, 0.25)

    assert performance.caption == "Paused."


def test_without_a_checkin_in_the_settings_none_is_asked(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "home", settings="start_in = 0\ncheckin = false\n")

    assert not stage.open().asks


# --- going on --------------------------------------------------------------------------------------------------------


def kept_after(stage: Stage, seconds: float) -> None:
    performance = stage.open()
    stage.play(performance, seconds)
    performance.close()


def test_a_session_goes_on_where_it_was_though_the_file_was_edited(stage: Stage) -> None:
    """Ten seconds into the first hold; the file asks for something else by now."""
    kept_after(stage, 10.5)
    stage.write_routine(PLANK.replace("20 s", "5 s").replace("Plank", "Something else"))

    performance = stage.restart().open_resume(Wishes())
    performance.playback.begin()
    performance.playback.step()
    view = performance.view()

    assert view.segment is not None
    assert (view.segment.title, view.segment.seconds, view.state) == ("Plank", 20.0, State.PLAYING)
    assert view.session_elapsed == pytest.approx(10.5, abs=1.0)


DOSED = """
format = 1
name = "Plank"
levels = ["easy", "hard"]

[[step]]
name = "Plank"
exercise = "wall-sit"
hold = { easy = "10 s", hard = "20 s" }
sets = 4
rest = "10 s"
ready = 0
"""


def dosed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every session be played with two sets of a harder level, as another exercise."""
    choices = Desk.choices

    def with_a_dose(desk: Desk, routine: Routine, **how: Any) -> Choices:
        doses = {"wall-sit": Dose(sets=2, exercise="wall-sit-shallow")}
        return replace(choices(desk, routine, **how), levels={"wall-sit": "hard"}, doses=doses)

    monkeypatch.setattr(Desk, "choices", with_a_dose)


def test_a_session_with_doses_goes_on_with_them_whatever_they_are_by_now(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.write_routine(DOSED)
    with monkeypatch.context() as before:
        dosed(before)
        kept_after(stage, 10.5)
    stage.write_routine(DOSED.replace("sets = 4", "sets = 9"))

    performance = stage.restart().open_resume(Wishes(checkin=False))
    performance.playback.begin()
    stage.play(performance)
    stage.restart().after(performance)

    (record,) = stage.records()
    played = [(go.step, go.exercise, go.name, go.level, go.set, go.planned, go.done) for go in record.goes]
    assert played == [
        ("wall-sit", "wall-sit-shallow", "High wall sit", "hard", number, 20.0, 20.0) for number in (1, 2)
    ]


def test_a_session_that_goes_on_becomes_one_record(stage: Stage) -> None:
    kept_after(stage, 10.5)

    performance = stage.restart().open_resume(Wishes(checkin=False))
    performance.playback.begin()
    stage.play(performance)
    stage.restart().after(performance)

    (record,) = stage.records()
    assert [(go.done, go.planned) for go in record.goes] == [(20.0, 20.0), (20.0, 20.0)]
    assert record.done_seconds == pytest.approx(53.0, abs=1.0)
    assert stage.journals() == []


def test_a_session_whose_place_is_not_found_again_becomes_a_record(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after an update that lays the same text out differently."""
    kept_after(stage, 10.5)
    sittings = stage.restart()
    monkeypatch.setattr("coach.desk.opening.timeline_identity", lambda timeline: "of another version")

    with pytest.raises(CannotGoOnError, match=r"cannot go on\. What was done is in the history\."):
        sittings.open_resume(Wishes())

    assert [record.outcome.value for record in stage.records()] == ["interrupted"]
    assert sittings.resume is None
    assert stage.desk.sounds.closed


def test_there_is_nothing_to_go_on_with(stage: Stage) -> None:
    with pytest.raises(UsageError, match="There is no session to go on with"):
        stage.restart().open_resume(Wishes())
