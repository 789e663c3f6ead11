"""One copy plays; the dead do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.session.lock import BusyError, PlayLock
from tests.session.holding import another_copy_could_play, holder


def test_a_second_copy_is_refused_with_the_first_ones_number(tmp_path: Path) -> None:
    path = tmp_path / "state" / "lock"
    process = holder(path)
    try:
        with pytest.raises(BusyError, match=str(process.pid)):
            PlayLock(path).take()
        assert not another_copy_could_play(path)
    finally:
        process.communicate("\n")


def test_the_lock_of_a_killed_copy_is_ignored(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    process = holder(path)
    process.kill()
    process.communicate()
    with PlayLock(path) as lock:
        trouble = lock.trouble

    assert trouble is None


def test_a_lock_that_was_let_go_can_be_taken(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with PlayLock(path):
        pass

    assert another_copy_could_play(path)


def test_where_no_lock_can_be_kept_playing_goes_on_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with PlayLock(tmp_path / "file" / "lock") as lock:
        trouble = lock.trouble

    assert trouble is not None
    assert "one copy" in trouble
