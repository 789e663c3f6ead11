"""The file of what is low: whole or not there, and whatever is in it, never an error; one process at a time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coach.sound.ducking.kept import DuckingLock, read_kept, write_kept
from coach.sound.ducking.lowering import Kept, Lowered, Owed

KEPT = Kept(
    (Lowered(7, "by-name:Ünicode", (0.8000030517578125, 0.5), (0.5, 0.3)),),
    (("by-name:Radio", Owed((1.0,), (0.630950927734375,))),),
    True,
)


def test_what_is_written_is_read_back_to_the_last_digit(tmp_path: Path) -> None:
    path = tmp_path / "state" / "ducked.json"
    write_kept(path, KEPT)

    assert read_kept(path) == KEPT


def test_where_nothing_is_low_there_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "ducked.json"
    write_kept(path, KEPT)
    write_kept(path, Kept())
    write_kept(path, Kept())

    assert not path.exists()
    assert read_kept(path) == Kept()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "1",
        "{}",
        '{"lowered": [{"index": 1}], "owed": {}, "moving": false}',
        '{"lowered": [], "owed": [], "moving": false}',
        '{"lowered": [], "owed": {"a": {"before": [], "low": [1]}}, "moving": false}',
        '{"lowered": [], "owed": {"a": {"before": [1e9], "low": [1]}}, "moving": false}',
        '{"lowered": [], "owed": {"a": {"before": [NaN], "low": [1]}}, "moving": false}',
        '{"lowered": [], "owed": {"a": {"before": "loud", "low": [1]}}, "moving": false}',
    ],
)
def test_a_file_that_makes_no_sense_is_as_none(tmp_path: Path, text: str) -> None:
    """Nobody's volume is turned to something out of this world."""
    path = tmp_path / "ducked.json"
    path.write_text(text, encoding="utf-8")

    assert read_kept(path) == Kept()


def test_where_nothing_can_be_written_music_goes_down_all_the_same(tmp_path: Path) -> None:
    """The state folder lies under a file."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    path = tmp_path / "file" / "ducked.json"
    write_kept(path, KEPT)

    assert DuckingLock(path).take()


@pytest.mark.skipif(sys.platform == "win32", reason="another platform: without fcntl")
def test_one_process_lowers_at_a_time(tmp_path: Path) -> None:
    first, second = DuckingLock(tmp_path / "ducked.json"), DuckingLock(tmp_path / "ducked.json")

    assert first.take()
    assert first.take()
    assert not second.take()

    first.release()
    assert second.take()
    second.release()
