"""The ways to leave a session, and what each of them keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.checkin.flags import Tier
from coach.desk.checkin import ClosedSession
from coach.desk.opening import Wishes, open_performance
from coach.desk.performance import NOTICE_LASTS, Performance
from coach.desk.routines import load
from coach.player.model import Event, PlacedCue
from coach.units import Seconds
from tests.desk.stage import Stage


class Failing:
    """A listener that cannot do its work any more at its third tick."""

    def __init__(self) -> None:
        self.ticks = 0

    def on_event(self, event: Event) -> None: ...

    def on_cue(self, placed: PlacedCue) -> None: ...

    def on_tick(self, now: Seconds) -> None:
        self.ticks += 1
        if self.ticks == 3:
            raise BrokenPipeError


@pytest.fixture
def playing(stage: Stage) -> Performance:
    """Ten seconds into the first hold."""
    performance = stage.open(checkin=False)
    stage.play(performance, 11)
    return performance


def test_finishing_here_makes_a_record_of_what_was_done(stage: Stage, playing: Performance) -> None:
    playing.finish()
    closed = stage.restart().after(playing)

    assert isinstance(closed, ClosedSession)
    assert stage.records() == (closed.record,)
    assert (closed.record.outcome.value, [go.done for go in closed.record.goes]) == ("stopped", [8.5, 0])


def test_keeping_offers_it_for_four_hours(stage: Stage, playing: Performance) -> None:
    playing.keep()

    assert stage.restart().resume is not None
    stage.clock.advance(4 * 3600 + 60)
    assert stage.restart().resume is None
    assert [record.outcome.value for record in stage.records()] == ["interrupted"]


def test_throwing_away_leaves_nothing(stage: Stage, playing: Performance) -> None:
    playing.throw_away()

    assert (stage.restart().resume, stage.records(), stage.journals()) == (None, (), [])


def test_what_is_closed_without_a_word_is_kept(stage: Stage, playing: Performance) -> None:
    """A signal, a mistake of the program, a screen that crashed: all end in `close` alone."""
    playing.close()

    assert stage.restart().resume is not None
    assert (stage.desk.speaks.closed, stage.desk.sounds.closed) == (True, True)


def test_a_session_that_was_left_while_counting_in_was_none(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "home", settings="start_in = 10\n")
    performance = stage.open()
    stage.play(performance, 3)

    performance.finish()

    assert stage.restart().after(performance) is None
    assert (stage.records(), stage.journals()) == ((), [])


def test_what_playing_raises_is_raised_where_somebody_waits(stage: Stage) -> None:
    """In the thread that plays it would only end as a traceback."""
    performance = open_performance(stage.desk, load(stage.desk, "plank"), Wishes())
    performance.playback.listen(Failing())

    with pytest.raises(BrokenPipeError):
        performance.run()

    with pytest.raises(BrokenPipeError):
        performance.wait(0.0)


def test_a_worry_ends_the_session_and_its_sentence_is_spoken(stage: Stage, playing: Performance) -> None:
    tier = playing.worry("calf_pain_swelling")

    assert tier is Tier.SAME_DAY
    assert "Please stop. Get medical advice today, before any more exercise." in stage.spoken()
    assert stage.desk.sounds.placed


def test_a_worry_is_in_the_record_with_what_the_rules_say(stage: Stage, playing: Performance) -> None:
    playing.worry("calf_pain_swelling")
    stage.restart().after(playing)

    (record,) = stage.records()
    assert record.worries == ("calf_pain_swelling",)
    assert record.response is not None
    assert (record.response.rule, record.response.tier) == ("R1", "same_day")


def test_an_emergency_is_followed_by_no_questions(stage: Stage) -> None:
    performance = stage.open()
    stage.play(performance, 11)

    performance.worry("chest_pain_breathless_faint")
    after = stage.restart().after(performance)

    assert isinstance(after, ClosedSession)
    assert after.response is not None
    assert after.response.tier is Tier.EMERGENCY
    assert (stage.restart().checkin, stage.journals()) == (None, [])


def test_an_emergency_that_was_cut_off_is_followed_by_no_questions_at_the_next_start(stage: Stage) -> None:
    performance = stage.open()
    stage.play(performance, 11)
    performance.worry("chest_pain_breathless_faint")
    performance.close()

    assert stage.restart().checkin is None
    assert [record.worries for record in stage.records()] == [("chest_pain_breathless_faint",)]


def test_another_voice_than_the_one_asked_for_is_said_for_a_while(stage: Stage, playing: Performance) -> None:
    stage.desk.speaks.notice = "There is no voice “x” here."

    first = playing.troubles
    stage.clock.advance(NOTICE_LASTS + 1)

    assert first == ("There is no voice “x” here.",)
    assert not playing.troubles


def test_a_disk_that_refuses_is_said(stage: Stage) -> None:
    stage.desk.paths.state.write_text("", encoding="utf-8")

    performance = stage.open()

    assert performance.troubles == ("This session cannot be kept on disk: Not a directory. It goes on all the same.",)
