"""A file that gets its name when it is whole: nothing half, nothing left, nothing of somebody else's lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.errors import CoachError
from coach.export.partfile import PartFile

KILLED = """
import os, signal, sys
from pathlib import Path
from coach.export.partfile import PartFile

part = PartFile(Path(sys.argv[1])).__enter__()
part.path.write_bytes(b"half")
os.kill(os.getpid(), signal.SIGKILL)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_committed_has_its_name_and_nothing_else_is_there(tmp_path: Path) -> None:
    with PartFile(tmp_path / "a.wav") as part:
        part.path.write_bytes(b"whole")
        assert names(tmp_path) == [part.path.name]
        part.commit()

    assert names(tmp_path) == ["a.wav"]
    assert (tmp_path / "a.wav").read_bytes() == b"whole"


@pytest.mark.parametrize("reason", [KeyboardInterrupt, OSError, SystemExit])
def test_whatever_ends_the_writing_leaves_nothing(tmp_path: Path, reason: type[BaseException]) -> None:
    def broken_off() -> None:
        with PartFile(tmp_path / "a.wav") as part:
            part.path.write_bytes(b"half")
            raise reason

    with pytest.raises(reason):
        broken_off()

    assert names(tmp_path) == []


def test_an_older_file_is_whole_until_the_new_one_is(tmp_path: Path) -> None:
    target = tmp_path / "a.wav"
    target.write_bytes(b"old")

    with PartFile(target, replace=True) as part:
        part.path.write_bytes(b"new")
        assert target.read_bytes() == b"old"
        part.commit()

    assert target.read_bytes() == b"new"


def test_a_file_that_is_there_is_told_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"old")

    with (
        pytest.raises(CoachError, match="is there already, and stays as it is"),
        PartFile(tmp_path / "a.wav"),
    ):
        pass

    assert names(tmp_path) == ["a.wav"]


def test_a_file_that_came_meanwhile_stays(tmp_path: Path) -> None:
    with PartFile(tmp_path / "a.wav") as part:
        (tmp_path / "a.wav").write_bytes(b"theirs")
        with pytest.raises(CoachError, match="is there already"):
            part.commit()

    assert names(tmp_path) == ["a.wav"]
    assert (tmp_path / "a.wav").read_bytes() == b"theirs"


def test_where_there_are_no_hard_links_it_gets_its_name_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)

    with PartFile(tmp_path / "a.wav") as part:
        part.path.write_bytes(b"whole")
        part.commit()

    assert names(tmp_path) == ["a.wav"]


@pytest.mark.skipif(sys.platform == "win32", reason="this platform has no such kill")
def test_what_a_kill_left_is_removed_by_the_next_of_the_same_name_and_by_no_other(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path / "a.wav")], check=False)
    (left,) = names(tmp_path)

    with PartFile(tmp_path / "b.wav"):
        assert left in names(tmp_path)
    with PartFile(tmp_path / "a.wav") as part:
        assert names(tmp_path) == [part.path.name]


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed on this platform")
def test_what_another_copy_is_writing_stays(tmp_path: Path) -> None:
    with PartFile(tmp_path / "a.wav") as first:
        first.path.write_bytes(b"first")
        with PartFile(tmp_path / "a.wav") as second:
            second.path.write_bytes(b"second")
        first.commit()

    assert names(tmp_path) == ["a.wav"]
    assert (tmp_path / "a.wav").read_bytes() == b"first"


def test_a_name_as_long_as_can_be_is_written(tmp_path: Path) -> None:
    target = tmp_path / ("k" * 251 + ".wav")

    with PartFile(target) as part:
        part.commit()

    assert target.exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with (
        pytest.raises(CoachError, match=r"a\.wav cannot be written: Not a directory\."),
        PartFile(tmp_path / "file" / "a.wav"),
    ):
        pass
