"""`coach backup`: what is printed and asked."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coach.cli.main import main
from coach.session.store import SessionStore
from tests.cli.running import terminal
from tests.session.test_record import RECORD


@pytest.fixture
def store(coach_home: Path) -> SessionStore:
    """A home with one session and a profile."""
    store = SessionStore(coach_home / "sessions")
    store.save(RECORD)
    (coach_home / "profile.toml").write_text('knee = "left"\n', encoding="utf-8")
    return store


def test_it_says_what_is_in_it_and_how_it_comes_back(
    store: SessionStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backup", str(tmp_path / "b")]) == 0

    told = capsys.readouterr().out
    assert told.startswith(f"Wrote {tmp_path / 'b.zip'}: profile, 1 session, ")
    assert f"`coach backup --restore {tmp_path / 'b.zip'}` brings it back." in told


def test_a_restore_says_what_it_changes_and_does_it_with_yes(
    store: SessionStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["backup", str(tmp_path / "b.zip")])
    store.remove(RECORD.id)
    (store.folder.parent / "profile.toml").write_text('knee = "right"\n', encoding="utf-8")
    capsys.readouterr()
    refused = main(["backup", "--restore", str(tmp_path / "b.zip")])
    there = store.ids()
    done = main(["backup", "--restore", str(tmp_path / "b.zip"), "--yes"])
    again = main(["backup", "--restore", str(tmp_path / "b.zip"), "--yes"])

    out, err = capsys.readouterr()
    assert (refused, there, done, again) == (2, (), 0, 0)
    assert "say --yes where nobody can be asked" in err
    assert out.endswith(
        "New: 1. Here already: 0.\n"
        "Replaced, and what is here kept beside it as ….before-restore: profile.toml.\n"
        "Restored.\n"
        "Everything in it is here already: 2 files.\n"
    )
    assert store.ids() == (RECORD.id,)


def test_what_is_no_backup_is_refused_and_nothing_changes(
    store: SessionStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04 half")

    assert main(["backup", "--restore", str(tmp_path / "b.zip"), "--yes"]) == 1
    assert "is damaged" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize("key, there", [("n", 0), ("y", 1)])
def test_at_a_terminal_it_is_asked_first(store: SessionStore, tmp_path: Path, key: str, there: int) -> None:
    main(["backup", str(tmp_path / "b.zip")])
    store.remove(RECORD.id)
    with terminal("backup", "--restore", str(tmp_path / "b.zip")) as screen:
        screen.until("Restore it? y or n > ")
        screen.press(f"{key}\n")

        assert screen.end() == 0
    assert len(store.ids()) == there
