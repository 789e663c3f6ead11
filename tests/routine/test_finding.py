"""Finding files: whatever a path leads to, the answer is the file or one clear sentence."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from coach.errors import CoachError, UsageError
from coach.paths import Paths, bundled_routines
from coach.routine.finding import find_file, read_bytes, routine_files

STEP = '[[step]]\nname = "a"\ntime = "20s"\n'


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    home = tmp_path / "home"
    (home / "routines").mkdir(parents=True)
    return Paths(settings=home, data=home, state=home, cache=home)


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_routine_is_found_by_file_name_id_name_and_path(paths: Paths) -> None:
    own = write(paths.routines / "evening.toml", f'name = "Evening calm"\nid = "calm"\n{STEP}')

    assert [own] * 4 == [find_file(reference, paths) for reference in ("evening", "calm", "evening CALM", str(own))]
    assert bundled_routines() / "quick-start.toml" == find_file("quick-start", paths)


def test_the_users_own_routine_hides_a_bundled_one(paths: Paths) -> None:
    own = write(paths.routines / "quick-start.toml", f'name = "Mine"\n{STEP}')

    assert own == find_file("quick-start", paths)
    assert [path.stem for path in routine_files(paths)].count("quick-start") == 1


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What came with a Coach that has one routine in two languages, and one in English only."""
    folder = tmp_path / "bundled"
    write(folder / "calm.toml", f'name = "Calm"\n{STEP}')
    write(folder / "calm.de.toml", f'id = "calm"\nlang = "de"\nname = "Ruhig"\n{STEP}')
    write(folder / "plain.toml", f'name = "Plain"\n{STEP}')
    write(folder / "exercises.de.toml", "")
    monkeypatch.setattr("coach.routine.finding.bundled_routines", lambda: folder)
    return folder


@pytest.mark.parametrize(
    ("lang", "listed"),
    [
        ("en", ["calm", "plain"]),
        ("de", ["calm.de", "plain"]),
        ("de-AT", ["calm.de", "plain"]),
        ("es", ["calm", "plain"]),
    ],
)
def test_of_a_bundled_routine_only_the_file_in_the_language_is_listed(
    lang: str, listed: list[str], paths: Paths, bundled: Path
) -> None:
    assert [path.stem for path in routine_files(paths, lang)] == listed
    assert find_file("calm", paths, lang) == bundled / f"{listed[0]}.toml"


@pytest.mark.parametrize("reference", ["calm.de", "Ruhig"])
def test_a_routine_in_another_language_is_found_by_its_own_name(reference: str, paths: Paths, bundled: Path) -> None:
    assert find_file(reference, paths) == bundled / "calm.de.toml"


@pytest.mark.parametrize("own", ["calm.toml", "calm.de.toml"])
def test_the_users_own_hides_a_bundled_one_in_every_language(own: str, paths: Paths, bundled: Path) -> None:
    path = write(paths.routines / own, f'name = "Mine"\n{STEP}')

    assert routine_files(paths, "de") == [path, bundled / "plain.toml"]
    assert find_file("calm", paths, "de") == path


def test_in_the_users_folder_every_file_is_a_routine_of_its_own(paths: Paths) -> None:
    """Nobody knows what an ending means to them."""
    files = [write(paths.routines / name, f'name = "x"\n{STEP}') for name in ("knee.my.toml", "knee.toml")]

    assert set(files) <= set(routine_files(paths))


@pytest.mark.parametrize(
    ("reference", "sentence"),
    [
        ("quick-strat", 'There is no routine "quick-strat". Did you mean quick-start? "coach list" shows them all.'),
        ("zzzz", 'There is no routine "zzzz". "coach list" shows them all.'),
        ("nowhere/x.toml", "There is no file nowhere/x.toml."),
        ("quick-start.toml", 'There is no file quick-start.toml. A routine of that name is there: try "quick-start".'),
        ("x\0y", 'There is no routine "x\0y". "coach list" shows them all.'),
        ("a" * 5000, f'There is no routine "{"a" * 5000}". "coach list" shows them all.'),
        ("", 'There is no routine "". "coach list" shows them all.'),
    ],
)
def test_what_is_not_there_is_said_with_the_nearest(
    reference: str, sentence: str, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(UsageError) as raised:
        find_file(reference, paths)

    assert sentence == str(raised.value)


def test_a_misspelt_file_is_found_in_its_folder(tmp_path: Path, paths: Paths) -> None:
    there = write(tmp_path / "knees.toml", "")

    with pytest.raises(UsageError, match=f"Did you mean {there}"):
        find_file(str(tmp_path / "knee.toml"), paths)


def test_a_folder_and_what_is_no_plain_file_are_refused_without_being_opened(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has no named pipes among its files")
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)

    for path, words in [
        (tmp_path, "is a folder"),
        (pipe, "is not a plain file"),
        (Path("/dev/zero"), "is not a plain"),
    ]:
        with pytest.raises(UsageError, match=words):
            read_bytes(path)


def test_a_loop_of_links_and_a_folder_that_is_a_file_are_one_sentence(tmp_path: Path) -> None:
    loop = tmp_path / "loop.toml"
    loop.symlink_to(loop)
    write(tmp_path / "file", "")

    for path in (loop, tmp_path / "file" / "x.toml"):
        with pytest.raises(CoachError, match=r"cannot be read: .*\."):
            read_bytes(path)
