"""What an earlier run left: offered while it is fresh, a record afterwards, and never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coach.player.model import Event
from coach.session.build import record_of
from coach.session.journal import JournalWriter, find_journals, turn_down
from coach.session.journal_values import JournalHead, TurnedDown
from coach.session.leftover import close, save_record, settle
from coach.session.record import CheckInRecord, Outcome, ResponseRecord, SessionRecord
from coach.session.store import SessionStore, parse_record
from coach.testing import ManualClock
from tests.session.builders import ID, NOW, STARTED, ended, finished, head, started, stopped, view

SOON = NOW + timedelta(hours=3)
LATE = NOW + timedelta(hours=5)
NEXT_DAY = NOW + timedelta(hours=25)


def killed(folder: Path, *events: Event, of: JournalHead | None = None) -> JournalWriter:
    """A session that was cut off after these events, at NOW."""
    writer = JournalWriter.open(folder / "journal", of or head(), ManualClock(NOW))
    for each in events:
        writer.on_event(replace(each, due=each.due + 1000, happened=each.happened + 1000))
    writer.on_tick(1100.0, view(1, 20.0, 25.0))
    writer.close()
    return writer


def sessions(folder: Path) -> SessionStore:
    return SessionStore(folder / "sessions")


def test_a_fresh_session_can_be_taken_up_again(tmp_path: Path) -> None:
    writer = killed(tmp_path, started())
    left = settle(tmp_path / "journal", sessions(tmp_path), SOON)

    (kept,) = left.resumes
    assert kept.journal.playhead.offset == 20.0
    assert writer.path.exists()
    assert sessions(tmp_path).read().records == ()


def test_after_four_hours_it_becomes_an_interrupted_record_whose_check_in_is_open(tmp_path: Path) -> None:
    writer = killed(tmp_path, started())
    left = settle(tmp_path / "journal", sessions(tmp_path), LATE)
    (record,) = sessions(tmp_path).read().records

    assert (left.resumes, writer.path.exists()) == ((), True)
    assert [each.journal.head.id for each in left.checkins] == [record.id]
    assert (record.outcome, record.done_seconds, record.checkin_open) == (Outcome.INTERRUPTED, 25.0, True)
    assert record.goes[0].done == 20.0


def test_a_session_that_never_got_past_the_counting_in_leaves_nothing(tmp_path: Path) -> None:
    writer = killed(tmp_path)
    settle(tmp_path / "journal", sessions(tmp_path), SOON)

    assert not writer.path.exists()
    assert sessions(tmp_path).read().records == ()


def test_a_check_in_that_was_cut_off_is_gone_on_with(tmp_path: Path) -> None:
    writer = JournalWriter.open(tmp_path / "journal", head(), ManualClock(NOW))
    writer.on_event(started(1000.0))
    writer.on_event(finished(1100.0, 100.0))
    save_record(writer, sessions(tmp_path), record_of(writer.journal()))
    writer.answer("during", 3)
    writer.close()
    left = settle(tmp_path / "journal", sessions(tmp_path), SOON)

    (open_one,) = left.checkins
    assert open_one.journal.answers == {"during": 3}


def test_a_check_in_that_was_never_gone_on_with_keeps_its_answers(tmp_path: Path) -> None:
    writer = killed(tmp_path, started(), finished(100.0, 100.0))
    again = JournalWriter(writer.path, writer.journal(), ManualClock(NOW))
    again.answer("during", 3)
    again.close()
    settle(tmp_path / "journal", sessions(tmp_path), NEXT_DAY)
    (record,) = sessions(tmp_path).read().records

    assert record.after is not None
    assert (record.after.answers, record.after.complete, record.outcome) == ({"during": 3}, False, Outcome.FINISHED)


def test_a_journal_whose_record_is_whole_only_goes(tmp_path: Path) -> None:
    """The kill came between the writing of the record and the deletion of the journal."""
    writer = JournalWriter.open(tmp_path / "journal", head(), ManualClock(NOW))
    writer.on_event(started(1000.0))
    writer.on_event(finished(1100.0, 100.0))
    writer.answer("during", 9)
    writer.close()
    whole = whole_record(writer)
    sessions(tmp_path).save(whole)
    left = settle(tmp_path / "journal", sessions(tmp_path), SOON)

    assert (left.checkins, writer.path.exists()) == ((), False)
    assert sessions(tmp_path).load(ID) == whole


def test_a_routine_without_check_in_offers_none(tmp_path: Path) -> None:
    killed(tmp_path, started(), stopped(30.0, 30.0), of=head(checkin=False))
    left = settle(tmp_path / "journal", sessions(tmp_path), SOON)

    assert left.checkins == ()
    assert sessions(tmp_path).load(ID).outcome is Outcome.STOPPED


def test_of_two_sessions_the_latest_is_offered_first(tmp_path: Path) -> None:
    killed(tmp_path, started(), of=replace(head(), id="2026-11-22T060000+0100-aaaa"))
    writer = JournalWriter.open(tmp_path / "journal", head(), ManualClock(NOW + timedelta(hours=1)))
    writer.on_event(started(1000.0))
    writer.close()
    left = settle(tmp_path / "journal", sessions(tmp_path), SOON)

    assert [each.journal.head.id for each in left.resumes] == [ID, "2026-11-22T060000+0100-aaaa"]


def test_the_check_in_of_a_session_that_was_cut_off_is_offered_for_a_day(tmp_path: Path) -> None:
    killed(tmp_path, started())
    offered = settle(tmp_path / "journal", sessions(tmp_path), LATE).checkins
    again = settle(tmp_path / "journal", sessions(tmp_path), NOW + timedelta(hours=23)).checkins
    too_late = settle(tmp_path / "journal", sessions(tmp_path), NEXT_DAY)

    assert [each.journal.over for each in (*offered, *again)] == [Outcome.INTERRUPTED, Outcome.INTERRUPTED]
    assert (too_late.checkins, list((tmp_path / "journal").iterdir())) == ((), [])
    assert sessions(tmp_path).load(ID).after is None


def test_answers_given_hours_later_do_not_make_the_session_longer(tmp_path: Path) -> None:
    killed(tmp_path, started())
    (found,) = settle(tmp_path / "journal", sessions(tmp_path), LATE).checkins
    writer = JournalWriter.go_on(found, ManualClock(LATE))
    writer.answer("during", 3)
    writer.close()
    (found,) = settle(tmp_path / "journal", sessions(tmp_path), LATE).checkins
    settle(tmp_path / "journal", sessions(tmp_path), NEXT_DAY)
    record = sessions(tmp_path).load(ID)

    assert found.journal.answers == {"during": 3}
    assert record.after is not None
    assert (record.ended, record.after.at, record.done_seconds) == (NOW, LATE, 25.0)
    assert record.goes[0].done == 20.0


def test_once_it_is_a_record_a_clock_that_was_set_back_takes_no_session_up_again(tmp_path: Path) -> None:
    killed(tmp_path, started())
    settle(tmp_path / "journal", sessions(tmp_path), LATE)
    left = settle(tmp_path / "journal", sessions(tmp_path), SOON)

    assert (left.resumes, len(left.checkins)) == ((), 1)


@pytest.mark.parametrize("told", [frozenset(), frozenset({TurnedDown.RESUME})])
@pytest.mark.parametrize("stored", [False, True])
def test_whatever_a_start_that_was_killed_got_done_the_next_one_does_the_rest(
    stored: bool, told: frozenset[TurnedDown], tmp_path: Path
) -> None:
    """The kill came before, between or after the mark in the journal and the record."""
    writer = killed(tmp_path, started())
    (found,), _ = find_journals(tmp_path / "journal")
    for what in told:
        found = turn_down(found, what, LATE)
    if stored:
        sessions(tmp_path).save(record_of(found.journal))
    left = settle(tmp_path / "journal", sessions(tmp_path), LATE)

    assert [each.path for each in left.checkins] == [writer.path]
    assert [record.outcome for record in sessions(tmp_path).read().records] == [Outcome.INTERRUPTED]


def test_a_check_in_that_was_turned_down_is_not_offered_again_though_its_journal_could_not_go(tmp_path: Path) -> None:
    writer = killed(tmp_path, started(), finished(100.0, 100.0))
    (found,) = settle(tmp_path / "journal", sessions(tmp_path), SOON).checkins
    turn_down(found, TurnedDown.CHECKIN, SOON)
    left = settle(tmp_path / "journal", sessions(tmp_path), SOON)

    assert (left.checkins, writer.path.exists()) == ((), False)
    assert sessions(tmp_path).load(ID).after is None


def test_a_torn_end_is_cut_off_before_something_is_turned_down(tmp_path: Path) -> None:
    writer = killed(tmp_path, started())
    with writer.path.open("a", encoding="utf-8") as file:
        file.write("[[tick]]\nat = 5")
    (found,), _ = find_journals(tmp_path / "journal")
    turn_down(found, TurnedDown.RESUME, LATE)
    (again,), troubles = find_journals(tmp_path / "journal")

    assert (again.journal.over, again.journal.torn, troubles) == (Outcome.INTERRUPTED, False, [])


def test_of_several_sessions_each_is_offered_or_settled(tmp_path: Path) -> None:
    """One can be played on with, one was finished, one is too old for both."""
    for hours, name, events in ((20, "old1", ()), (2, "done", (finished(1100.0, 100.0),)), (0, "kept", ())):
        clock = ManualClock(NOW - timedelta(hours=hours))
        writer = JournalWriter.open(tmp_path / "journal", replace(head(), id=name), clock)
        for each in (started(1000.0), *events):
            writer.on_event(each)
        writer.close()
    left = settle(tmp_path / "journal", sessions(tmp_path), SOON)

    assert [each.journal.head.id for each in left.resumes] == ["kept"]
    assert [each.journal.head.id for each in left.checkins] == ["done", "old1"]
    assert {record.id: record.outcome for record in sessions(tmp_path).read().records} == {
        "done": Outcome.FINISHED,
        "old1": Outcome.INTERRUPTED,
    }


def test_the_session_that_is_open_now_is_left_alone(tmp_path: Path) -> None:
    """Though nothing of it was played yet."""
    writer = JournalWriter.open(tmp_path / "journal", head(), ManualClock(NOW))
    left = settle(tmp_path / "journal", sessions(tmp_path), NOW, playing=writer.path)

    assert writer.path.exists()
    assert (left.resumes, left.checkins) == ((), ())


def test_a_worry_while_counting_in_is_kept_though_nothing_was_played(tmp_path: Path) -> None:
    """The kill came before the session could stop because of it."""
    writer = JournalWriter.open(tmp_path / "journal", head(), ManualClock(NOW))
    writer.worry("calf_pain_swelling")
    writer.close()
    left = settle(tmp_path / "journal", sessions(tmp_path), SOON)

    assert left.resumes == ()
    assert sessions(tmp_path).load(ID).worries == ("calf_pain_swelling",)


def test_the_rules_judge_what_becomes_a_record(tmp_path: Path) -> None:
    killed(tmp_path, started(), ended(20, 1, 20.0))

    def judge(record: SessionRecord) -> SessionRecord:
        return replace(record, response=ResponseRecord("MONITOR", "R19", None, True))

    settle(tmp_path / "journal", sessions(tmp_path), LATE, judge)

    assert sessions(tmp_path).load(ID).response == ResponseRecord("MONITOR", "R19", None, True)


def test_a_closed_session_leaves_its_record_and_no_journal(tmp_path: Path) -> None:
    writer = killed(tmp_path, started(), finished(100.0, 100.0))
    trouble = close(writer, sessions(tmp_path), whole_record(writer))

    assert (trouble, writer.path.exists()) == (None, False)
    assert sessions(tmp_path).load(ID) == whole_record(writer)


def test_while_the_record_cannot_be_written_the_journal_stays(tmp_path: Path) -> None:
    (tmp_path / "sessions").write_text("in the way", encoding="utf-8")
    writer = killed(tmp_path, started(), finished(100.0, 100.0))
    trouble = close(writer, sessions(tmp_path), whole_record(writer))
    (tmp_path / "sessions").unlink()
    settle(tmp_path / "journal", sessions(tmp_path), LATE)

    assert trouble is not None
    assert "journal is kept" in trouble
    assert len(sessions(tmp_path).read().records) == 1


def test_where_nothing_can_be_written_the_record_is_kept_elsewhere_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    writer = JournalWriter.open(tmp_path / "file" / "journal", head(), ManualClock(NOW))
    writer.on_event(started(1000.0))
    writer.on_event(finished(1100.0, 100.0))
    trouble = close(writer, sessions(tmp_path / "file"), whole_record(writer))
    (kept,) = (tmp_path / "temporary").iterdir()

    assert trouble is not None
    assert str(kept) in trouble
    assert parse_record(kept.read_bytes()) == whole_record(writer)


def whole_record(writer: JournalWriter) -> SessionRecord:
    """The record of a session whose check-in is done."""
    record = replace(record_of(writer.journal()), ended=STARTED)
    return replace(record, after=CheckInRecord(STARTED, {"during": 1, "flags": ()}))
