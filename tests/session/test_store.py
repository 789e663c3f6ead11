"""Sessions on disk: written whole, read together, damage set aside."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from coach.session.files import sweep
from coach.session.record import SessionRecord
from coach.session.store import SessionStore, record_text, session_id
from tests.session.builders import STARTED
from tests.session.test_record import RECORD

LONG_AGO = 1_600_000_000
"""A file of that time is on its way no more."""


def session(number: int) -> SessionRecord:
    """The session of a day."""
    started = STARTED + timedelta(days=number)
    return replace(RECORD, id=session_id(started, Random(number)), started=started)


def test_the_id_is_the_start_with_its_offset_and_four_characters() -> None:
    id_ = session_id(STARTED, Random(1))

    assert id_.startswith("2026-11-22T071500+0100-")
    assert len(id_) == len("2026-11-22T071500+0100-k3f9")


def test_two_sessions_of_one_second_have_two_names() -> None:
    assert len({session_id(STARTED) for _ in range(20)}) > 1


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    store = SessionStore(tmp_path / "sessions")
    path = store.save(RECORD)

    assert path == tmp_path / "sessions" / f"{RECORD.id}.toml"
    assert store.load(RECORD.id) == RECORD
    assert oct(path.stat().st_mode & 0o777) == oct(0o600)


def test_sessions_are_read_the_earliest_first(tmp_path: Path) -> None:
    store = SessionStore(tmp_path)
    for number in (2, 0, 1):
        store.save(session(number))

    assert [record.id for record in store.read().records] == [session(number).id for number in range(3)]
    assert [record.id for record in store.read(latest=2).records] == [session(1).id, session(2).id]


def test_the_newest_come_first_and_each_is_read_when_its_turn_comes(tmp_path: Path) -> None:
    store = SessionStore(tmp_path)
    for number in range(3):
        store.save(session(number))
    store.path(session(1).id).write_text("id = ")
    newest = store.newest()

    first = next(newest)
    store.remove(session(0).id)

    assert first.id == session(2).id
    assert list(newest) == []
    assert store.path(session(1).id).exists()


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    sessions = SessionStore(tmp_path / "nothing").read()

    assert (sessions.records, sessions.sentences) == ((), ())
    assert list(SessionStore(tmp_path / "nothing").newest()) == []


@pytest.mark.parametrize("data", [b"", b"id = ", b"\xff\xfe", b"format = 1\nid = 'x'\n", b"[" * 5000])
def test_a_damaged_file_is_set_aside_and_named_and_the_others_are_read(tmp_path: Path, data: bytes) -> None:
    store = SessionStore(tmp_path)
    store.save(RECORD)
    (tmp_path / "2026-01-01T000000+0000-aaaa.toml").write_bytes(data)
    os.utime(tmp_path / "2026-01-01T000000+0000-aaaa.toml", (LONG_AGO, LONG_AGO))
    sessions = store.read()

    assert [record.id for record in sessions.records] == [RECORD.id]
    assert "2026-01-01T000000+0000-aaaa.toml.damaged" in sessions.sentences[0]
    assert (tmp_path / "2026-01-01T000000+0000-aaaa.toml.damaged").read_bytes() == data
    assert store.read().sentences == ()


def test_a_file_of_a_later_version_stays_where_it_is(tmp_path: Path) -> None:
    store = SessionStore(tmp_path)
    path = tmp_path / "x.toml"
    path.write_text(record_text(RECORD).replace("format = 1", "format = 9"), encoding="utf-8")
    sessions = store.read()

    assert (sessions.records, path.exists(), len(sessions.sentences)) == ((), True, 1)


def test_a_removed_session_is_gone(tmp_path: Path) -> None:
    store = SessionStore(tmp_path)
    store.save(RECORD)
    store.remove(RECORD.id)

    assert store.read().records == ()


def test_what_a_kill_left_of_a_file_is_swept_away(tmp_path: Path) -> None:
    store = SessionStore(tmp_path)
    store.save(RECORD)
    half = tmp_path / f".{RECORD.id}.toml-abc.tmp"
    half.write_bytes(b"format =")
    os.utime(half, (LONG_AGO, LONG_AGO))
    sweep(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == [f"{RECORD.id}.toml"]


def test_what_is_being_written_is_not_swept_away(tmp_path: Path) -> None:
    """The home screen sweeps while an unlock, another screen or another copy writes beside it."""
    half = tmp_path / ".profile.toml-abc.tmp"
    half.write_bytes(b"format =")
    sweep(tmp_path)

    assert half.exists()


LIMITED = """
import resource, sys
from pathlib import Path
from coach.session.store import SessionStore
from tests.session.test_record import RECORD
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    SessionStore(Path(sys.argv[1])).save(RECORD.corrected("after", "during", 9, RECORD.ended))
except OSError as error:
    print("refused", error.errno)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_on_a_full_disk_the_older_record_stays_whole(tmp_path: Path) -> None:
    store = SessionStore(tmp_path)
    store.save(RECORD)
    run = subprocess.run([sys.executable, "-c", LIMITED, str(tmp_path)], capture_output=True, text=True, check=True)

    assert run.stdout.startswith("refused")
    assert store.load(RECORD.id) == RECORD
    assert len(list(tmp_path.iterdir())) == 1
