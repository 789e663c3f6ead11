"""What an earlier run left: offered while it is fresh, a record afterwards, and never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from coach.player.model import Event
from coach.session.build import record_of
from coach.session.journal import JournalWriter
from coach.session.journal_values import JournalHead
from coach.session.leftover import close, save_record, settle
from coach.session.record import CheckInRecord, Outcome, ResponseRecord, SessionRecord
from coach.session.store import SessionStore, parse_record
from coach.testing import ManualClock
from tests.session.builders import ID, NOW, STARTED, ended, finished, head, started, stopped, view

SOON = NOW + timedelta(hours=3)
LATE = NOW + timedelta(hours=5)


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

    assert left.resume is not None
    assert left.resume.journal.playhead.offset == 20.0
    assert writer.path.exists()
    assert sessions(tmp_path).read().records == ()


def test_after_four_hours_it_becomes_an_interrupted_record_whose_check_in_is_open(tmp_path: Path) -> None:
    writer = killed(tmp_path, started())
    left = settle(tmp_path / "journal", sessions(tmp_path), LATE)
    (record,) = sessions(tmp_path).read().records

    assert (left.resume, writer.path.exists()) == (None, False)
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

    assert left.checkin is not None
    assert left.checkin.journal.answers == {"during": 3}


def test_a_check_in_that_was_never_gone_on_with_keeps_its_answers(tmp_path: Path) -> None:
    writer = killed(tmp_path, started(), finished(100.0, 100.0))
    again = JournalWriter(writer.path, writer.journal(), ManualClock(NOW))
    again.answer("during", 3)
    again.close()
    settle(tmp_path / "journal", sessions(tmp_path), LATE)
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

    assert (left.checkin, writer.path.exists()) == (None, False)
    assert sessions(tmp_path).load(ID) == whole


def test_a_routine_without_check_in_offers_none(tmp_path: Path) -> None:
    killed(tmp_path, started(), stopped(30.0, 30.0), of=head(checkin=False))
    left = settle(tmp_path / "journal", sessions(tmp_path), SOON)

    assert left.checkin is None
    assert sessions(tmp_path).load(ID).outcome is Outcome.STOPPED


def test_of_two_sessions_the_latest_is_offered(tmp_path: Path) -> None:
    killed(tmp_path, started(), of=replace(head(), id="2026-11-22T060000+0100-aaaa"))
    writer = JournalWriter.open(tmp_path / "journal", head(), ManualClock(NOW + timedelta(hours=1)))
    writer.on_event(started(1000.0))
    writer.close()
    left = settle(tmp_path / "journal", sessions(tmp_path), SOON)

    assert left.resume is not None
    assert left.resume.journal.head.id == ID


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
