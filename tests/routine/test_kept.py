"""A routine that was kept is the routine that would be read, or it is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.paths import Paths, user_paths
from coach.routine import files, kept
from coach.routine.files import load_file
from coach.routine.kept import load_kept
from coach.routine.loaded import Loaded
from coach.timeline.values import steps_of
from tests.timeline.bundled import example_files, routine_files

MAIN = (
    'name = "Main"\nsumary = "x"\n[[block]]\nuse = "part"\n[[block]]\nname = "b"\n'
    '[[block.step]]\nexercise = "wall-sit"\nhold = "20s"\n'
)
PART = 'name = "Part"\n[[step]]\nname = "a"\ntime = "20s"\n'


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = user_paths({"COACH_HOME": str(tmp_path)})
    paths.routines.mkdir()
    return paths


@pytest.fixture
def main(paths: Paths) -> Path:
    """A routine that uses another and an exercise, and was kept."""
    (paths.routines / "part.toml").write_text(PART)
    main = paths.routines / "main.toml"
    main.write_text(MAIN.replace("sumary", "summary"))
    assert load_kept(main, paths).routine is not None
    return main


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that nobody may ask."""

    def refuse(source: str | bytes, file: str, paths: Paths) -> Loaded:
        raise AssertionError(f"{file} is read")

    monkeypatch.setattr(files, "load_text", refuse)


@pytest.mark.parametrize("path", [*routine_files(), *example_files()], ids=lambda path: path.stem)
def test_a_kept_routine_is_the_one_that_is_read(path: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time nothing is read, and nothing is different."""
    fresh = load_file(path, paths)
    first = load_kept(path, paths)
    monkeypatch.setattr(files, "load_text", None)

    again = load_kept(path, paths)

    assert first == again == fresh


def test_a_kept_routine_keeps_what_it_uses(main: Path, paths: Paths, unread: None) -> None:
    """The journal of a session needs every text."""
    loaded = load_kept(main, paths)

    assert any(key.startswith("use:") for key in loaded.sources)
    assert {Path(name).name for name in loaded.texts} == {"main.toml", "part.toml", "exercises.toml"}


CHANGES: dict[str, Callable[[Paths], object]] = {
    "the routine": lambda paths: (paths.routines / "main.toml").write_text(MAIN.replace("20s", "21s")),
    "the routine that it uses": lambda paths: (paths.routines / "part.toml").write_text(PART.replace("20s", "21s")),
    "a mistake in it": lambda paths: (paths.routines / "part.toml").write_text(PART.replace("20s", "soon")),
    "its own exercises": lambda paths: (paths.routines / "exercises.toml").write_text(
        '[exercise.wall-sit]\nname = "My wall sit"\n'
    ),
    "no file to use": lambda paths: (paths.routines / "part.toml").unlink(),
    "no text to use": lambda paths: (paths.routines / "part.toml").write_bytes(b"\xff\xfe"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changed_is_read(change: Callable[[Paths], object], main: Path, paths: Paths) -> None:
    """Nothing that goes into a routine can change unnoticed."""
    before = load_kept(main, paths)
    change(paths)

    after = load_kept(main, paths)

    assert after == load_file(main, paths)
    assert after != before


def test_a_file_that_is_nearer_than_the_one_used_before_is_used(tmp_path: Path, paths: Paths) -> None:
    """The texts that were used are unchanged, but another one is meant now."""
    main = tmp_path / "elsewhere" / "main.toml"
    main.parent.mkdir()
    main.write_text(MAIN.replace("sumary", "summary"))
    (paths.routines / "part.toml").write_text(PART)
    load_kept(main, paths)
    (main.parent / "part.toml").write_text(PART.replace("20s", "21s"))

    assert load_kept(main, paths) == load_file(main, paths)


def test_words_of_the_library_in_the_routines_language_are_read_and_noticed(paths: Paths, main: Path) -> None:
    """Kept once, it is read anew when they come, when they change, and when they go."""
    main.write_text(f'lang = "de-AT"\n{MAIN.replace("sumary", "summary")}')
    words = paths.routines / "exercises.de.toml"
    names = []
    for text in ("", '[exercise.wall-sit]\nname = "Wandsitz"\n', '[exercise.wall-sit]\nname = "Sitz"\n', ""):
        words.unlink(missing_ok=True)
        if text:
            words.write_text(text)
        for loaded in (load_kept(main, paths), load_kept(main, paths), load_file(main, paths)):
            assert loaded.routine is not None
            names.append([step.name for step in steps_of(loaded.routine.items)][-1])

    assert names[3:9] == ["Wandsitz"] * 3 + ["Sitz"] * 3
    assert names[:3] == names[9:]


def test_an_english_routine_reads_no_words_of_other_languages(paths: Paths, main: Path) -> None:
    (paths.routines / "exercises.de.toml").write_text("broken")

    loaded = load_file(main, paths)

    assert loaded.problems == ()
    assert {Path(name).name for name in loaded.texts} == {"main.toml", "part.toml", "exercises.toml"}


def test_who_only_looks_makes_nothing(paths: Paths) -> None:
    """Without `keep` the disk stays as it was."""
    main = paths.routines / "main.toml"
    main.write_text(PART)

    assert load_kept(main, paths, keep=False) == load_file(main, paths)
    assert not paths.cache.exists()


def test_other_code_reads_anew(main: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version kept is not trusted, and written over."""
    (entry,) = (paths.cache / "routines").iterdir()
    before = entry.read_bytes()
    monkeypatch.setattr(kept, "_code", lambda: "another")

    load_kept(main, paths)

    assert entry.read_bytes() != before
    assert [entry] == list((paths.cache / "routines").iterdir())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.floats(0, 1, exclude_max=True), junk=st.binary(max_size=3))
def test_a_damaged_file_is_read_anew(main: Path, paths: Paths, cut: float, junk: bytes) -> None:
    """Cut anywhere and with anything behind: it is as if it were not there, and whole again afterwards."""
    (entry,) = (paths.cache / "routines").iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(whole[: int(cut * len(whole))] + junk)

    assert load_kept(main, paths) == load_file(main, paths)
    assert entry.read_bytes() == whole


@pytest.mark.parametrize("body", ["", "[]", "null", "3", "[" * 100_000, '["x",[],"",[]]'])
def test_a_file_of_somebody_elses_is_read_anew(body: str, main: Path, paths: Paths) -> None:
    """A right check sum makes nothing right."""
    (entry,) = (paths.cache / "routines").iterdir()
    entry.write_text(f"{kept._digest(body)}\n{body}")

    assert load_kept(main, paths) == load_file(main, paths)


def test_a_broken_routine_is_not_kept(paths: Paths) -> None:
    """Its problems are those of now: a file that it did not find may be there later."""
    main = paths.routines / "main.toml"
    main.write_text(MAIN)
    before = load_kept(main, paths)
    (paths.routines / "part.toml").write_text(PART)

    assert before.routine is None
    assert load_kept(main, paths) == load_file(main, paths) != before


def test_bytes_that_are_no_text_are_noticed(paths: Paths) -> None:
    """A sign that stands for what cannot be read may stand in a file, too."""
    main = paths.routines / "main.toml"
    main.write_bytes(PART.replace("Part", "\N{REPLACEMENT CHARACTER}").encode())
    before = load_kept(main, paths)
    main.write_bytes(PART.replace("Part", "\udcff").encode("utf-8", "surrogateescape"))

    assert before.routine is not None
    assert load_kept(main, paths).routine is None


def test_a_cache_that_cannot_be_written_costs_only_time(main: Path, paths: Paths) -> None:
    """The routine is read each time."""
    (entry,) = (paths.cache / "routines").iterdir()
    entry.unlink()
    entry.parent.rmdir()
    entry.parent.write_text("")

    assert load_kept(main, paths) == load_file(main, paths)


def test_a_file_that_is_gone_is_not_played_from_what_was_kept(main: Path, paths: Paths) -> None:
    """There is no routine without its file."""
    main.unlink()

    with pytest.raises(CoachError, match="There is no file"):
        load_kept(main, paths)
