"""Records that a person mended or a synchroniser copied: one wrong answer is named, and one session stays one."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from coach.session.files import sweep
from coach.session.record import CheckInRecord, SessionRecord
from coach.session.store import SessionStore, record_text
from tests.session.builders import CET
from tests.session.test_record import RECORD

NAME = f"{RECORD.id}.toml"
LONG_AGO = 1_600_000_000


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    """A folder with the one session RECORD."""
    store = SessionStore(tmp_path / "sessions")
    store.save(RECORD)
    return store


def mended(store: SessionStore, before: str, after: str) -> Path:
    path = store.path(RECORD.id)
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    return path


# --- by hand ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before, after, key",
    [
        ("during = 4", "during = 40", "after.during is a whole number from 0 to 10, not 40"),
        ("during = 4", 'during = "four"', "after.during is a whole number from 0 to 10, not 'four'"),
        ("during = 4", "during = 4.5", "after.during is a whole number from 0 to 10, not 4.5"),
        ("during = 4", "during = inf", "after.during is a whole number from 0 to 10, not inf"),
        ("sharp = false", 'sharp = "no"', "after.sharp is true or false, not 'no'"),
        ("knee_am = 2", "knee_am = -1", "morning.knee_am is a whole number from 0 to 10, not -1"),
        ('flags = ["locked"]', 'flags = ["loked"]', "morning.flags has no 'loked'"),
        ('flags = ["locked"]', 'flags = "locked"', "morning.flags is a list, not 'locked'"),
        ("complete = true", 'complete = "yes"', "after.complete cannot be 'yes'"),
        ("at = 301.2", 'at = "soon"', "pain 1.at cannot be 'soon'"),
        ("number = 4", "number = 4.5", "pain 1.number cannot be 4.5"),
        ("set = 2", "set = true", "step 2.set cannot be True"),
        ('key = "during"', "key = 1", "correction 1.key cannot be 1"),
        ("answer = 5", "answer = 11", "correction 1.answer is a whole number from 0 to 10, not 11"),
        ('kind = "MONITOR"\n', "", "response.kind is missing"),
        ("[morning]\nat = 2026-11-23 06:50:00+01:00", "[morning]\nat = 2026-11-23", "morning.at cannot be"),
        ('knee = "left"', "knee = 1", "knee cannot be 1"),
        ('knee = "left"', 'knee = "elbow"', "knee is one of left, right, both, not 'elbow'"),
        ('type = "isometric"', 'type = "isometrics"', "step 1.type is one of soft-tissue, mobility,"),
        ('side = "right"', 'side = "up"', "step 2.side is one of left, right, not 'up'"),
        ("done = 30", "done = -30", "step 1.done is a number from 0 to 1000000, not -30"),
        ("done = 30", "done = inf", "step 1.done cannot be inf"),
        ("done = 30", f"done = 1{'0' * 400}", "step 1.done cannot be 1000"),
        ("number = 4", "number = 12", "pain 1.number is a whole number from 0 to 10, not 12"),
    ],
)
def test_one_wrong_value_is_named_with_file_and_key_and_the_rest_counts(
    store: SessionStore, before: str, after: str, key: str
) -> None:
    path = mended(store, before, after)
    text = path.read_text("utf-8")
    sessions = store.read()

    assert [record.done_seconds for record in sessions.records] == [734.5]
    assert len(sessions.sentences) == 1
    assert sessions.sentences[0].startswith(f"{path}: {key}")
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    "before, after, key",
    [
        ('outcome = "stopped"', 'outcome = "gave up"', "outcome"),
        (":15:00+01:00\n", ":15:00\n", "started needs an offset"),
        ("2026-11-22 07:15", "0001-11-22 07:15", "started"),
        ("done_seconds = 734.5\n", "", "done_seconds"),
        ('[routine]\nid = "knee-holds"\n', "[routine]\n", "routine.id"),
        ("during = 4", "during = four", "line "),
        ("done_seconds = 734.5", "done_seconds = nan", "done_seconds cannot be nan"),
        ("done_seconds = 734.5", "done_seconds = -5", "done_seconds is a number from 0 to 1000000, not -5"),
        ("planned_seconds = 1200.0", "planned_seconds = inf", "planned_seconds cannot be inf"),
        ("2026-11-22 07:15:00+01:00", "2026-11-22", "started cannot be 2026-11-22)"),
        ("2026-11-22 07:15:00+01:00", "0001-11-22 07:15:00+01:00", "started cannot be 0001-11-22 07:15:00+01:00)"),
    ],
)
def test_what_a_session_cannot_do_without_is_named_with_file_and_key(
    store: SessionStore, before: str, after: str, key: str
) -> None:
    path = mended(store, before, after)
    fresh = store.read()
    left = path.exists()
    os.utime(path, (LONG_AGO, LONG_AGO))
    old = store.read()

    assert fresh.records == old.records == ()
    assert f"{path} cannot be read" in fresh.sentences[0]
    assert key in fresh.sentences[0]
    assert left
    assert f"set aside as {NAME}.damaged" in old.sentences[0]


def test_a_record_in_another_order_and_with_the_line_ends_and_the_mark_of_windows_is_read(store: SessionStore) -> None:
    path = store.path(RECORD.id)
    head, *tables = path.read_text("utf-8").split("\n[")
    ordered = "\n".join([*reversed(head.splitlines()), *(f"[{table}" for table in reversed(tables))])
    path.write_bytes(b"\xef\xbb\xbf" + ordered.replace("\n", "\r\n").encode())
    read = store.read()

    assert read.sentences == ()
    assert replace(read.records[0], goes=RECORD.goes, pains=RECORD.pains) == RECORD


def test_a_record_that_notepad_saved_as_unicode_is_read(store: SessionStore) -> None:
    path = store.path(RECORD.id)
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))

    assert store.read().records == (RECORD,)


def test_an_answer_in_windows_1252_is_named_by_its_byte(store: SessionStore) -> None:
    path = store.path(RECORD.id)
    path.write_bytes(path.read_bytes().replace(b"Wall sit", b"W\xe4nd sit", 1))

    assert "it is not UTF-8: byte" in store.read().sentences[0]


def test_the_name_of_the_file_says_the_id_also_where_another_is_written_in_it(store: SessionStore) -> None:
    mended(store, f'id = "{RECORD.id}"', 'id = "mine"')

    assert store.read().records == (RECORD,)
    assert store.load(RECORD.id) == RECORD


def test_a_session_that_was_given_another_day_but_no_other_name_is_named(store: SessionStore) -> None:
    path = mended(store, "started = 2026-11-22", "started = 2026-10-02")
    sessions = store.read()

    assert len(sessions.records) == 1
    assert sessions.sentences[0].startswith(f"{path} began on 2026-10-02 and has another day in its name")


def test_a_file_under_a_name_of_its_own_is_the_session_that_it_says(store: SessionStore) -> None:
    store.path(RECORD.id).rename(store.folder / "monday.toml")
    found = (store.read().records, tuple(store.newest()), store.load(RECORD.id))
    store.save(replace(RECORD, knee="right", corrections=(*RECORD.corrections, *RECORD.corrections)))

    assert found == ((RECORD,), (RECORD,), RECORD)
    assert [record.knee for record in store.read().records] == ["right"]
    store.remove(RECORD.id)
    assert list(store.folder.iterdir()) == []


def test_what_a_person_or_a_later_version_added_stays_when_the_record_is_written_anew(store: SessionStore) -> None:
    mended(store, "format = 1\n", 'format = 1\ncomment = "first day"\nodd = [1, { a = 2 }]\n')
    store.save(store.load(RECORD.id).corrected("after", "during", 2, RECORD.ended))

    assert store.load(RECORD.id).more == {"comment": "first day", "odd": [1, {"a": 2}]}


def test_a_wrong_value_is_kept_aside_before_the_record_is_written_over(store: SessionStore) -> None:
    path = mended(store, "during = 4", "during = 4.5")
    text = path.read_text("utf-8")
    store.save(store.load(RECORD.id))

    assert store.read().sentences == ()
    assert (store.folder / f"{NAME}.damaged").read_text("utf-8") == text


def test_a_record_of_a_later_version_is_not_written_over(store: SessionStore) -> None:
    path = mended(store, "format = 1", "format = 2")
    text = path.read_text("utf-8")
    with pytest.raises(OSError, match="a later version of Coach wrote it"):
        store.save(RECORD)

    assert path.read_text("utf-8") == text


# --- by synchronisers ------------------------------------------------------------------------------------------------

CONFLICTS = (
    "{id}.sync-conflict-20261122-091500-K3F9ABC.toml",
    "{id} (Anna's conflicted copy 2026-11-22).toml",
    "{id} (conflicted copy 2026-11-22 091500).toml",
    "{id} (In Konflikt stehende Kopie von Büro 2026-11-22).toml",
    "{id}_conflict-20261122-091500.toml",
    "{id} (SFConflict anna@example.org 2026-11-22-09-15-00).toml",
    "{id}-LAPTOP.toml",
    "{id} (1).toml",
    "{id} 2.toml",
    "Copy of {id}.toml",
)


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_copy_that_a_synchroniser_made_is_no_second_session_and_the_fuller_one_counts(
    store: SessionStore, name: str
) -> None:
    copy = store.folder / name.format(id=RECORD.id)
    fuller = RECORD.corrected("morning", "knee_am", 3, RECORD.ended + timedelta(days=1))
    copy.write_text(record_text(fuller), encoding="utf-8")
    read = store.read()

    assert read.records == tuple(store.newest()) == (fuller,)
    assert len(read.sentences) == 1
    assert f"{store.folder / NAME} is a second copy of the session in {copy.name}, which tells" in read.sentences[0]


def test_a_copy_that_tells_less_does_not_count(store: SessionStore) -> None:
    copy = store.folder / CONFLICTS[0].format(id=RECORD.id)
    copy.write_text(record_text(replace(RECORD, after=None, morning=None, corrections=())), encoding="utf-8")
    read = store.read(latest=1)

    assert read.records == (RECORD,)
    assert str(copy) in read.sentences[0]


def test_a_copy_that_says_the_same_is_only_to_be_deleted(store: SessionStore) -> None:
    copy = store.folder / CONFLICTS[0].format(id=RECORD.id)
    copy.write_text(record_text(RECORD), encoding="utf-8")

    assert store.read().sentences == (f"{copy} is a second copy of the session in {NAME}, which counts. Delete it.",)


def test_what_is_added_to_a_session_with_copies_is_added_to_the_fuller_one_and_stays(store: SessionStore) -> None:
    copy = store.folder / CONFLICTS[0].format(id=RECORD.id)
    store.save(replace(RECORD, morning=None))
    copy.write_text(record_text(RECORD), encoding="utf-8")
    store.save(store.load(RECORD.id).corrected("after", "during", 1, RECORD.ended))

    assert store.read().records == (RECORD.corrected("after", "during", 1, RECORD.ended),)


def test_a_session_is_removed_with_its_copies(store: SessionStore) -> None:
    (store.folder / CONFLICTS[0].format(id=RECORD.id)).write_text(record_text(RECORD), encoding="utf-8")
    store.remove(RECORD.id)

    assert store.read().records == ()
    with pytest.raises(FileNotFoundError):
        store.remove(RECORD.id)


def test_a_session_of_which_only_a_copy_is_left_is_that_session(store: SessionStore) -> None:
    store.path(RECORD.id).rename(store.folder / CONFLICTS[1].format(id=RECORD.id))

    assert store.read() == type(store.read())((RECORD,))
    assert store.load(RECORD.id) == RECORD


def test_two_machines_sessions_of_the_same_second_are_two(store: SessionStore) -> None:
    other = replace(RECORD, id=f"{RECORD.id[:-4]}zzzz", knee="right")
    store.save(other)

    assert {record.id for record in store.read().records} == {RECORD.id, other.id}
    assert store.read().sentences == ()


UNFINISHED = (
    *(".syncthing.{id}.toml.tmp", "~syncthing~{id}.toml.tmp", ".{id}.toml.a1b2c3", "~${id}.toml", "#{id}.toml#"),
    *(".#{id}.toml", "{id}.toml.part", "{id}.toml~", "{id}.toml.swp", ".~{id}.toml", "{id}.toml.damaged"),
)


@pytest.mark.parametrize("name", UNFINISHED)
def test_what_a_synchroniser_or_an_editor_has_not_finished_is_passed_over(store: SessionStore, name: str) -> None:
    path = store.folder / name.format(id=RECORD.id)
    path.write_text("format = 1\nid =", encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))
    sweep(store.folder)

    assert store.read() == type(store.read())((RECORD,))
    assert path.exists()


# --- ranges ----------------------------------------------------------------------------------------------------------


def session(id_: str, started: datetime, minutes: int = 20) -> SessionRecord:
    after = CheckInRecord(started + timedelta(minutes=minutes + 1), {"during": 1})
    ended = started + timedelta(minutes=minutes)
    return replace(RECORD, id=id_, started=started, ended=ended, after=after, morning=None, corrections=())


def at(hours: int, *moment: int) -> datetime:
    return datetime(2026, 11, *moment, tzinfo=timezone(timedelta(hours=hours)))  # type: ignore[misc, arg-type]


@pytest.fixture
def journey(tmp_path: Path) -> SessionStore:
    """Five sessions of a journey; by their names the fourth began before the third."""
    store = SessionStore(tmp_path / "sessions")
    starts = [at(1, 20, 7), at(1, 21, 7), at(12, 22, 9), at(-10, 21, 20), at(1, 24, 1)]
    for number, started in enumerate(starts):
        store.save(session(f"{started:%Y-%m-%dT%H%M%S%z}-aaa{number}", started))
    return store


def test_the_latest_are_those_that_began_last_whatever_the_offset(journey: SessionStore) -> None:
    assert [record.id[-1] for record in journey.read(latest=3).records] == ["2", "3", "4"]
    assert [record.id[-1] for record in journey.newest()] == ["4", "3", "2", "1", "0"]
    assert [id_[-1] for id_ in journey.ids()] == ["0", "1", "2", "3", "4"]


def test_a_range_of_days_reads_the_sessions_that_ended_in_it_and_the_day_turns_at_four(journey: SessionStore) -> None:
    def days(since: int | None, until: int | None) -> list[str]:
        first, last = (date(2026, 11, day) if day else None for day in (since, until))
        return [record.id[-1] for record in journey.read(since=first, until=last).records]

    assert days(22, None) == ["2", "4"]
    assert days(None, 21) == ["0", "1", "3"]
    assert days(23, 23) == ["4"]
    assert days(24, 25) == []


def test_of_other_days_no_file_is_read(journey: SessionStore) -> None:
    broken = journey.folder / "2026-10-01T070000+0200-aaaa.toml"
    broken.write_text("half", encoding="utf-8")
    os.utime(broken, (LONG_AGO, LONG_AGO))

    assert journey.read(since=date(2026, 11, 20)).sentences == ()
    assert journey.read(latest=5).sentences == ()
    assert len(journey.read().sentences) == 1


def test_a_session_that_was_taken_up_again_after_midnight_belongs_to_the_day_of_its_end(tmp_path: Path) -> None:
    store = SessionStore(tmp_path)
    started = datetime(2026, 11, 21, 23, 30, tzinfo=CET)
    store.save(session("2026-11-21T233000+0100-aaaa", started, minutes=6 * 60))

    assert len(store.read(since=date(2026, 11, 22)).records) == 1
    assert store.read(until=date(2026, 11, 21)).records == ()


def test_when_a_routine_was_last_played_is_read_from_the_beginning_of_a_file_or_from_a_mended_one(
    journey: SessionStore,
) -> None:
    last = journey.read().records[-1]
    at_first = journey.last_played(3)
    head, *tables = journey.path(last.id).read_text("utf-8").split("\n[")
    journey.path(last.id).write_text("\n[".join([head, *reversed(tables)]), encoding="utf-8")
    (journey.folder / "2026-11-25T070000+0100-aaaa.toml").write_text("half", encoding="utf-8")

    assert at_first == {"knee-holds": last.started}
    assert journey.last_played(3) == at_first
    assert SessionStore(journey.folder / "nothing").last_played(3) == {}


def test_days_and_names_of_no_age_that_anybody_lives_in_are_no_trouble(journey: SessionStore) -> None:
    for name in ("0001-01-01T000000+0000-aaaa", "9999-12-31T235959-1400-aaaa", "2026-13-45T996199+0000-aaaa"):
        (journey.folder / f"{name}.toml").write_text(record_text(RECORD).replace(RECORD.id, name), encoding="utf-8")

    assert len(journey.read(since=date.min, until=date.max).records) == 8
    assert len(list(journey.newest())) == 8
    assert len(journey.ids()) == 5
