"""Reading files: whatever is in one, the answer is a routine or problems; its texts make the same routine again."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.paths import Paths, bundled_routines
from coach.routine.files import check_text, load_file, load_from_sources, load_text
from coach.routine.finding import read_bytes
from coach.routine.model import Step
from coach.source import LARGEST_FILE, Problem

STEP = '[[step]]\nname = "a"\ntime = "20s"\n'


def check_file(path: Path, paths: Paths) -> list[Problem]:
    return check_text(read_bytes(path), str(path), paths)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    home = tmp_path / "home"
    (home / "routines").mkdir(parents=True)
    return Paths(settings=home, data=home, state=home, cache=home)


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_file_over_the_limit_is_never_read_whole(tmp_path: Path, paths: Paths) -> None:
    large = write(tmp_path / "large.toml", b"#" * (LARGEST_FILE + 5000))

    assert len(read_bytes(large)) == LARGEST_FILE + 1
    assert [problem.code for problem in load_file(large, paths).problems] == ["R203"]


def test_a_binary_file_is_a_problem(tmp_path: Path, paths: Paths) -> None:
    assert [problem.code for problem in check_file(write(tmp_path / "x.toml", b"\x7fELF\0\0\0\1"), paths)] == ["R001"]


def test_a_path_in_use_starts_from_the_file_that_it_stands_in(tmp_path: Path, paths: Paths) -> None:
    write(tmp_path / "a" / "part.toml", f'name = "Part"\n{STEP}')
    main = write(tmp_path / "main.toml", 'name = "Main"\n[[block]]\nuse = "a/part.toml"\n')

    assert load_file(main, paths).routine is not None


@pytest.mark.parametrize("use", ["../part.toml", "{outside}/part.toml", "link.toml", "link", "folder/part.toml"])
def test_no_use_leads_out_of_the_folder_of_the_file(use: str, tmp_path: Path, paths: Paths) -> None:
    """Not by dots, not by a path from the root, not by a link to a file or a folder."""
    part = write(tmp_path / "part.toml", f'name = "Part"\n{STEP}')
    reference = use.format(outside=tmp_path.as_posix())
    main = write(tmp_path / "sent" / "main.toml", f'name = "Main"\n[[block]]\nuse = "{reference}"\n')
    (tmp_path / "sent" / "link.toml").symlink_to(part)
    (tmp_path / "sent" / "folder").symlink_to(tmp_path)

    loaded = load_file(main, paths)

    (problem,) = loaded.problems
    assert problem.code == "R108"
    assert problem.message.endswith("` cannot be used: it lies outside the folder of this file")
    assert "Part" not in str(loaded.sources)


def test_a_link_in_the_users_own_folder_is_followed(tmp_path: Path, paths: Paths) -> None:
    """Whoever keeps routines elsewhere and links them says so there."""
    (paths.routines / "part.toml").symlink_to(write(tmp_path / "kept" / "part.toml", f'name = "Part"\n{STEP}'))
    main = write(paths.routines / "main.toml", 'name = "Main"\n[[block]]\nuse = "part"\n')

    assert load_file(main, paths).routine is not None


def test_a_file_that_is_a_link_may_use_what_lies_beside_its_target(tmp_path: Path, paths: Paths) -> None:
    write(tmp_path / "kept" / "part.toml", f'name = "Part"\n{STEP}')
    kept = write(
        tmp_path / "kept" / "main.toml", f'name = "Main"\n[[block]]\nuse = "{tmp_path.as_posix()}/kept/part.toml"\n'
    )
    (paths.routines / "main.toml").symlink_to(kept)

    assert load_file(paths.routines / "main.toml", paths).routine is not None


def test_an_id_in_use_is_looked_for_beside_the_file_too(tmp_path: Path, paths: Paths) -> None:
    write(tmp_path / "part.toml", f'name = "Part"\n{STEP}')
    main = write(tmp_path / "main.toml", 'name = "Main"\n[[block]]\nuse = "part"\n')

    assert load_file(main, paths).routine is not None


def test_a_circle_is_seen_however_the_files_are_named(
    tmp_path: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "b.toml", 'name = "B"\n[[block]]\nuse = "./a.toml"\n')
    write(tmp_path / "a.toml", 'name = "A"\n[[block]]\nuse = "b"\n')
    monkeypatch.chdir(tmp_path)

    found = load_file(Path("a.toml"), paths)

    assert [problem.message for problem in found.problems] == ["`use` goes in a circle: a.toml → b.toml → a.toml"]


def test_the_users_own_exercises_change_the_bundled_ones(paths: Paths) -> None:
    write(paths.routines / "exercises.toml", '[exercise.wall-sit]\nname = "My wall sit"\n')
    found = load_text('name = "x"\n[[step]]\nexercise = "wall-sit"\nhold = "20s"\n', "x.toml", paths).routine

    assert found is not None
    step = found.items[0]
    assert isinstance(step, Step)
    assert (step.name, step.setup is not None) == ("My wall sit", True)


def test_a_mistake_in_an_exercise_that_is_not_used_stops_nothing(paths: Paths) -> None:
    write(paths.routines / "exercises.toml", '[exercise.other]\nnmae = "Other"\n')

    assert load_text(f'name = "x"\n{STEP}', "x.toml", paths).problems == ()
    assert sorted(problem.code for problem in check_file(paths.routines / "exercises.toml", paths)) == ["R101", "R103"]


def test_a_routine_is_rebuilt_from_its_texts_without_the_disk(tmp_path: Path, paths: Paths) -> None:
    write(paths.routines / "exercises.toml", '[exercise.swing]\nname = "Swing"\ntime = "10s"\n')
    write(tmp_path / "part.toml", 'name = "Part"\n[[step]]\nexercise = "swing"\n')
    main = write(
        tmp_path / "main.toml",
        f'name = "Main"\n[[block]]\nuse = "part"\n[[block]]\n{STEP.replace("step", "block.step")}',
    )
    loaded = load_file(main, paths)
    for path in (main, tmp_path / "part.toml", paths.routines / "exercises.toml"):
        path.unlink()

    again = load_from_sources(loaded.sources)

    assert loaded.routine is not None
    assert loaded == again
    assert main.name == Path(next(iter(set(again.texts) & {str(main)}))).name


def test_texts_that_are_lost_are_problems() -> None:
    assert [problem.code for problem in load_from_sources({}).problems] == ["R103", "R103"]


def test_text_from_standard_input_is_checked(paths: Paths) -> None:
    assert [str(problem.place) for problem in check_text('name = "x"\n[[step]]\ntime = 20\n', "-", paths)] == ["-:3:1"]


@pytest.mark.parametrize("path", sorted(bundled_routines().glob("*.toml")), ids=lambda path: path.stem)
def test_every_bundled_file_is_without_problems(path: Path, paths: Paths) -> None:
    assert check_file(path, paths) == []


EXAMPLES = Path(__file__).parents[1] / "timeline" / "examples"


def test_the_example_files_are_read_without_a_word(paths: Paths) -> None:
    found = {path.stem: check_file(path, paths) for path in sorted(EXAMPLES.glob("*.toml"))}

    assert {"backward-walk-and-sled", "foam-roll", "isometric-holds", "strength-tempo"} == set(found)
    assert [problem for problems in found.values() for problem in problems] == []
