"""The journal: nothing that happened is lost, whatever ends the program or fills the disk."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.player.model import Command, Event, EventKind, Playhead
from coach.session.journal import JournalWriter, find_journals
from coach.session.journal_text import event_text, head_text, read_journal
from coach.session.journal_values import Journal, JournalHead
from coach.session.record import Outcome
from coach.session.tables import TableError
from coach.testing import ManualClock
from coach.timeline.model import Choices
from tests.session.builders import NOW, ended, event, finished, head, started, stopped, view


def on_disk(writer: JournalWriter) -> Journal:
    """What a reader would find after a kill now."""
    return read_journal(writer.path.read_bytes())


def opened(folder: Path, clock: ManualClock | None = None, of: JournalHead | None = None) -> JournalWriter:
    return JournalWriter.open(folder, of or head(), clock or ManualClock())


def test_a_new_journal_holds_its_whole_head(tmp_path: Path) -> None:
    """Sources with empty lines and carriage returns come back to the letter."""
    writer = opened(tmp_path)

    assert head() == on_disk(writer).head


@pytest.mark.parametrize("dose", ['hold = "a while"', "reps = { easy = 8 }", 'sets = "three"', "exercise = 3"])
def test_a_head_with_a_dose_that_no_file_could_have_is_not_read(dose: str) -> None:
    text = head_text(replace(head(), choices=Choices())) + f"\n[choices.doses.wall-sit]\n{dose}\n\n"

    with pytest.raises(TableError):
        read_journal(text.encode())


def test_the_folder_and_the_file_are_the_users_only(tmp_path: Path) -> None:
    writer = opened(tmp_path / "journal")

    assert oct(writer.path.stat().st_mode & 0o777) == oct(0o600)
    assert oct(writer.path.parent.stat().st_mode & 0o777) == oct(0o700)


def test_an_event_is_on_disk_at_once(tmp_path: Path) -> None:
    clock = ManualClock()
    writer = opened(tmp_path, clock)
    clock.advance(12.5)
    happened = Event(
        EventKind.PAIN_ANSWERED,
        1012.498,
        1012.5,
        3,
        4.25,
        Command.ANSWER_PAIN,
        {"value": 4, "sharp": False, "no": None},
    )
    writer.on_event(happened)
    found = on_disk(writer).events

    assert found == (replace(happened, due=found[0].due, happened=12.5, details={"value": 4, "sharp": False}),)
    assert found[0].due == pytest.approx(12.498)


def test_the_place_is_on_disk_at_least_once_a_second(tmp_path: Path) -> None:
    clock = ManualClock()
    writer = opened(tmp_path, clock)
    behind = []
    for hundredth in range(500):
        clock.advance(0.02)
        writer.on_tick(clock.monotonic(), view(1, hundredth * 0.02, hundredth * 0.02))
        behind.append(hundredth * 0.02 - on_disk(writer).playhead.offset)

    assert max(behind) < 1.0


def test_ticks_are_not_written_more_often_than_needed(tmp_path: Path) -> None:
    clock = ManualClock()
    writer = opened(tmp_path, clock)
    for _ in range(500):
        clock.advance(0.02)
        writer.on_tick(clock.monotonic(), view(1, clock.monotonic() - 1000, 1.0))

    assert writer.path.read_text("utf-8").count("[[tick]]") <= 21


def test_a_place_that_stands_still_is_written_once_a_minute(tmp_path: Path) -> None:
    clock = ManualClock()
    writer = opened(tmp_path, clock)
    for _ in range(600):
        clock.advance(1.0)
        writer.on_tick(clock.monotonic(), view(1, 4.0, 4.0))

    assert writer.path.read_text("utf-8").count("[[tick]]") in (10, 11)


def test_the_playhead_is_the_last_place_that_was_written() -> None:
    early = Journal(head(), events=(event(EventKind.SEGMENT_STARTED, 5.0, 2),))

    assert early.playhead == Playhead(2, 0.0)
    assert Journal(head()).playhead == Playhead(0, 0.0)


def test_an_event_after_the_last_tick_says_where_it_is(tmp_path: Path) -> None:
    clock = ManualClock()
    writer = opened(tmp_path, clock)
    writer.on_tick(clock.monotonic(), view(1, 7.0, 9.0))
    clock.advance(0.2)
    writer.on_event(event(EventKind.MOVED, clock.monotonic(), 3, 0.0))

    assert on_disk(writer).playhead == Playhead(3, 0.0)
    assert on_disk(writer).played == 9.0


def test_answers_are_kept_as_they_are_given(tmp_path: Path) -> None:
    writer = opened(tmp_path)
    writer.answer("during", 4)
    writer.answer("muscle", None)
    writer.answer("flags", ("gave_way", "injury"))
    writer.answer("note", 'she said "ouch"\n\nand = went on')
    writer.answer("during", 3)

    assert on_disk(writer).answers == {
        "during": 3,
        "muscle": None,
        "flags": ("gave_way", "injury"),
        "note": 'she said "ouch"\n\nand = went on',
    }


def test_a_worry_of_the_session_is_kept(tmp_path: Path) -> None:
    writer = opened(tmp_path)
    writer.worry("calf_pain_swelling")

    assert on_disk(writer).worries == ("calf_pain_swelling",)


def test_the_steps_that_hurt_too_much_are_known_again() -> None:
    answers = [("a", 6, False), ("b", 5, False), ("c", 2, True)]
    events = [
        event(EventKind.PAIN_ANSWERED, 1.0, 1, step=step, value=value, sharp=sharp) for step, value, sharp in answers
    ]

    assert Journal(head(), events=tuple(events)).hurt == {("a", None), ("c", None)}


def test_what_happens_after_the_closing_is_not_kept(tmp_path: Path) -> None:
    """A session that is kept for later is closed first and stopped then."""
    clock = ManualClock()
    writer = opened(tmp_path, clock)
    writer.on_event(started(clock.monotonic()))
    writer.close()
    writer.on_event(stopped(clock.monotonic(), 5.0))

    assert on_disk(writer).over is None


def test_a_check_in_that_is_gone_on_with_belongs_to_a_finished_session(tmp_path: Path) -> None:
    clock = ManualClock()
    writer = opened(tmp_path, clock)
    writer.on_event(finished(clock.monotonic(), 40.0))
    writer.answer("during", 2)
    writer.close()
    (found,), _ = find_journals(tmp_path)
    again = JournalWriter.go_on(found, clock)
    again.answer("after", 1)

    assert on_disk(again).over is Outcome.FINISHED
    assert on_disk(again).answers == {"during": 2, "after": 1}


def test_a_journal_is_gone_on_with_on_the_same_clock(tmp_path: Path) -> None:
    clock = ManualClock()
    writer = opened(tmp_path, clock)
    clock.advance(8)
    writer.on_event(started(clock.monotonic()))
    writer.on_tick(clock.monotonic(), view(1, 7.0, 7.5))
    writer.close()
    (found,), _ = find_journals(tmp_path)
    later = ManualClock()
    later.advance(500)
    again = JournalWriter.go_on(found, later)
    later.advance(2)
    again.on_event(finished(later.monotonic(), 40.0))
    journal = on_disk(again)

    assert [round(each.happened, 3) for each in journal.events] == [8.0, 10.0]
    assert (journal.over, journal.played) == (Outcome.FINISHED, 40.0)


def test_a_torn_end_is_cut_off_before_anything_is_appended(tmp_path: Path) -> None:
    clock = ManualClock()
    writer = opened(tmp_path, clock)
    writer.on_event(started(clock.monotonic()))
    writer.close()
    with writer.path.open("ab") as file:
        file.write(b'[[event]]\nkind = "fini')
    (found,), _ = find_journals(tmp_path)
    again = JournalWriter.go_on(found, clock)
    again.on_event(stopped(clock.monotonic(), 1.0))

    assert [each.kind for each in on_disk(again).events] == [EventKind.STARTED, EventKind.STOPPED]
    assert not on_disk(again).torn


@given(cut=st.integers(0, 2000))
def test_a_torn_end_costs_only_the_table_that_was_torn(cut: int) -> None:
    whole = head_text(head()).encode()
    tables = [event_text(ended(number, number, 3.0), number, NOW).encode() for number in range(1, 6)]
    data = whole + b"".join(tables)
    data = data[: len(data) - cut % (len(data) - len(whole))]
    kept = read_journal(data)
    left = sum(len(whole) + len(b"".join(tables[:count])) <= len(data) for count in range(1, 6))

    assert len(kept.events) == left
    assert kept.torn == (data != whole + b"".join(tables[:left]))


def test_garbage_in_the_middle_costs_what_follows_it() -> None:
    text = [event_text(ended(number, number, 3.0), number, NOW).encode() for number in range(1, 6)]
    kept = read_journal(head_text(head()).encode() + text[0] + text[1] + b"]] \0 oops\n\n" + text[2])

    assert (len(kept.events), kept.torn) == (2, True)


def test_an_event_of_a_later_version_is_passed_over() -> None:
    later = b'[[event]]\nkind = "teleported"\nat = 3.0\n\n'
    kept = read_journal(head_text(head()).encode() + later + event_text(started(1.0), 1.0, NOW).encode())

    assert [each.kind for each in kept.events] == [EventKind.STARTED]


@given(data=st.binary(max_size=100))
def test_no_bytes_end_in_anything_but_a_table_error(data: bytes) -> None:
    with pytest.raises(TableError):
        read_journal(data)


def test_a_journal_without_a_readable_head_is_set_aside_and_named(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\0\0\0\n\n")
    found, sentences = find_journals(tmp_path)

    assert found == []
    assert "x.toml.damaged" in sentences[0]
    assert (tmp_path / "x.toml.damaged").exists()


def test_a_journal_that_cannot_be_set_aside_is_not_said_to_be(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\0\0\0\n\n")
    (tmp_path / "x.toml.damaged").mkdir()
    found, sentences = find_journals(tmp_path)

    assert found == []
    assert "set aside" not in sentences[0]
    assert (tmp_path / "x.toml").exists()


# --- when the disk refuses -------------------------------------------------------------------------------------------


class FullDisk:
    """Takes so many bytes more and then refuses, as a full disk does: the last write is cut short."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
        self.room = room
        self._write = os.write
        monkeypatch.setattr("coach.session.journal.os.write", self.write)

    def write(self, handle: int, data: bytes) -> int:
        if self.room <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = self._write(handle, data[: self.room])
        self.room -= written
        return written


def test_a_full_disk_is_said_and_what_happened_is_appended_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = ManualClock()
    writer = opened(tmp_path, clock)
    disk = FullDisk(monkeypatch, room=50)
    writer.on_event(started(clock.monotonic()))
    trouble = writer.trouble
    halves = on_disk(writer)
    clock.advance(10)
    disk.room = 10**6
    writer.on_tick(clock.monotonic(), view(1, 3.0, 3.0))

    assert trouble is not None
    assert "No space left" in trouble
    assert (halves.events, halves.torn) == ((), False)
    assert writer.trouble is None
    assert [each.kind for each in on_disk(writer).events] == [EventKind.STARTED]
    assert on_disk(writer).playhead == Playhead(1, 3.0)


def test_on_a_full_disk_the_journal_in_memory_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = ManualClock()
    writer = opened(tmp_path, clock)
    FullDisk(monkeypatch, room=0)
    writer.on_event(started(clock.monotonic()))
    writer.answer("during", 2)
    writer.on_event(finished(clock.monotonic() + 9, 9.0))

    assert writer.journal().over is Outcome.FINISHED
    assert writer.journal().answers == {"during": 2}


def test_an_unwritable_folder_is_trouble_and_not_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    writer = opened(tmp_path / "file" / "journal")
    writer.on_event(started(1000.0))
    writer.close()

    assert writer.trouble is not None
    assert writer.journal().begun


def test_a_folder_that_becomes_writable_gets_all_of_it(tmp_path: Path) -> None:
    clock = ManualClock()
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    writer = opened(tmp_path / "file" / "journal", clock)
    writer.on_event(started(clock.monotonic()))
    (tmp_path / "file").unlink()
    clock.advance(6)
    writer.on_tick(clock.monotonic(), view(1, 2.0, 2.0))

    assert on_disk(writer).begun
    assert writer.trouble is None


def test_a_removed_journal_stays_away(tmp_path: Path) -> None:
    writer = opened(tmp_path)
    writer.remove()
    writer.on_event(started(1000.0))
    writer.on_tick(1005.0, view(1, 2.0, 2.0))

    assert list(tmp_path.iterdir()) == []
