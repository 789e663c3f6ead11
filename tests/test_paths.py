"""Where things are kept, and how files are replaced."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from coach import paths
from coach.paths import bundled_routines, private_folder, user_paths, write_whole


def test_coach_home_holds_settings_data_state_and_cache(tmp_path: Path) -> None:
    """COACH_HOME puts everything under one folder."""
    found = user_paths({"COACH_HOME": str(tmp_path)})

    assert found.settings_file == tmp_path / "settings.toml"
    assert found.routines == tmp_path / "routines"
    assert found.sessions == tmp_path / "sessions"
    assert found.journal == tmp_path / "state" / "journal"
    assert found.cache == tmp_path / "cache"


def test_a_relative_coach_home_counts_from_the_folder_of_the_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later change of folder does not move the data."""
    monkeypatch.chdir(tmp_path)

    assert user_paths({"COACH_HOME": "here"}).data == tmp_path / "here"


def test_an_empty_coach_home_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """COACH_HOME set to nothing means the platform's own folders, not the current one."""
    assert user_paths({"COACH_HOME": ""}) == user_paths({})


def test_a_tilde_without_a_home_is_kept_as_a_name() -> None:
    """`~nobody-of-that-name/x` is no reason to fail."""
    assert user_paths({"COACH_HOME": "~no-such-user-here/x"}).data.name == "x"


@pytest.mark.skipif(sys.platform == "win32", reason="HOME is not what Windows goes by")
def test_with_no_home_at_all_a_folder_is_found() -> None:
    """Without HOME and without an entry in the password database a folder of the temporary directory serves."""
    program = (
        "import os, pwd, sys\n"
        "def nobody(_): raise KeyError('uid not found')\n"
        "pwd.getpwuid = nobody\n"
        "from coach.paths import user_paths\n"
        "found = user_paths()\n"
        "assert found.data.is_absolute(), found\n"
        "print(found.data)\n"
    )
    environ = {
        key: value for key, value in os.environ.items() if key != "HOME" and not key.startswith(("XDG_", "COACH_"))
    }

    done = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_bundled_routines_lie_beside_the_package_or_inside_it() -> None:
    """An editable install finds `routines/` beside the package; a wheel has it inside as `bundled`."""
    found = bundled_routines()

    assert found.is_dir()
    assert found.name in {"routines", "bundled"}


def test_bundled_routines_inside_the_package_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed copy never looks outside its own package."""
    (tmp_path / "coach" / "bundled").mkdir(parents=True)
    (tmp_path / "routines").mkdir()
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "coach" / "paths.py"))

    assert bundled_routines() == tmp_path / "coach" / "bundled"


def test_a_file_is_replaced_whole_and_private(tmp_path: Path) -> None:
    """The new text is there, the folder holds nothing else, and nobody else can read either."""
    target = tmp_path / "kept" / "doses.toml"
    write_whole(target, "old = 1\n")

    write_whole(target, "new = 'ü'\n")

    assert target.read_text(encoding="utf-8") == "new = 'ü'\n"
    assert [entry.name for entry in target.parent.iterdir()] == ["doses.toml"]
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
        assert stat.S_IMODE(target.parent.stat().st_mode) == 0o700


def test_what_cannot_be_written_leaves_the_old_file(tmp_path: Path) -> None:
    """A text that fails half-way (a lone surrogate has no UTF-8) leaves the old file and no rest."""
    target = tmp_path / "doses.toml"
    write_whole(target, "old = 1\n")

    with pytest.raises(UnicodeEncodeError):
        write_whole(target, "x" * 100_000 + "\udc80")

    assert target.read_text(encoding="utf-8") == "old = 1\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["doses.toml"]


@pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_FSIZE")
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """With no room for the new text the old file stays, and the error is an OSError."""
    target = tmp_path / "doses.toml"
    write_whole(target, "old = 1\n")
    program = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from coach.paths import write_whole\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_whole(Path(sys.argv[1]), 'x' * 5000)\n"
        "except OSError: sys.exit(7)\n"
    )

    done = subprocess.run([sys.executable, "-c", program, str(target)], capture_output=True, text=True, check=False)

    assert done.returncode == 7, done.stderr
    assert target.read_text(encoding="utf-8") == "old = 1\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["doses.toml"]


def test_a_data_folder_under_a_file_is_an_os_error(tmp_path: Path) -> None:
    """An unwritable place is reported as what it is, for the caller to say."""
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(OSError):
        private_folder(tmp_path / "file" / "data")
