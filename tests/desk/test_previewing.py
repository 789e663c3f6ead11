"""A routine as its writer looks at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.desk.check import Checked, check_all
from coach.desk.previewing import preview
from coach.desk.routines import listed_routines, load, without
from coach.desk.watching import Watch
from tests.desk.stage import PLANK, Stage

LEVELS = PLANK.replace('name = "Plank"', 'name = "Plank"\nlevels = ["easy", "hard"]', 1).replace(
    '"20 s"', '{ easy = "20 s", hard = "40 s" }'
)

BROKEN_LIBRARY = '[exercise.swing]\nname = "Swing"\nreps = = 10\n'
SWINGS = 'name = "Swings"\n[[step]]\nexercise = "swing"\nreps = 10\n'


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "home")


def noticed(watch: Watch) -> bool:
    return any(watch.look() for _ in range(6))


def test_it_has_the_timeline_and_the_file(stage: Stage) -> None:
    found = preview(stage.desk, "plank")

    assert found.timeline is not None
    assert (found.timeline.seconds, found.file, found.problems) == (53.0, str(stage.home / "routines/plank.toml"), ())


def test_its_problems_are_those_that_check_finds(stage: Stage) -> None:
    """Errors of the reader, and warnings that only the timeline shows."""
    broken = stage.write_routine(PLANK.replace("hold", "holt"), "broken")
    warned = stage.write_routine(PLANK.replace("ready = 0", f'cues = {{ 2s = "{"word " * 60}" }}'), "warned")
    checked = [one for one in check_all(stage.desk, [str(broken), str(warned)]) if isinstance(one, Checked)]

    found = [preview(stage.desk, str(path)) for path in (broken, warned)]

    assert [one.problems for one in found] == [one.problems for one in checked]
    assert [bool(one.problems) for one in found] == [True, True]
    assert [one.timeline is None for one in found] == [True, False]


@pytest.mark.parametrize("level, seconds", [(None, 53.0), ("hard", 93.0), ("gone", 53.0)])
def test_it_is_shown_at_a_level_that_the_routine_has(stage: Stage, level: str | None, seconds: float) -> None:
    stage.write_routine(LEVELS)
    found = preview(stage.desk, "plank", level)

    assert found.timeline is not None
    assert found.timeline.seconds == seconds


@pytest.mark.parametrize("name", ["plank.toml", "exercises.toml", "warm.toml"])
def test_every_file_that_it_uses_is_watched(stage: Stage, name: str) -> None:
    """The user's own exercises also where there are none yet."""
    stage.write_routine(PLANK, "warm")
    stage.write_routine(PLANK + '\n[[step]]\nuse = "warm"\n')
    found = preview(stage.desk, "plank")
    assert found.timeline is not None
    with (stage.home / "routines" / name).open("a", encoding="utf-8") as file:
        file.write("# more\n")

    assert noticed(found.watch)


def test_a_file_that_is_missing_is_watched_for(stage: Stage) -> None:
    """The one that is used, and the one that is shown."""
    path = stage.write_routine(PLANK + '\n[[step]]\nuse = "warm"\n')
    without = preview(stage.desk, str(path))
    stage.write_routine(PLANK, "warm")
    path.unlink()
    gone = preview(stage.desk, str(path))
    stage.write_routine()

    assert without.timeline is None
    assert gone.unreadable.startswith(f"There is no file {path}.")
    assert (noticed(without.watch), noticed(gone.watch)) == (True, True)


def test_a_folder_in_the_place_of_a_file_is_a_sentence(stage: Stage) -> None:
    (stage.home / "routines/odd.toml").mkdir()

    assert preview(stage.desk, str(stage.home / "routines/odd.toml")).unreadable.endswith(
        "is a folder, not a routine file."
    )


def test_a_routine_that_another_file_breaks_names_that_file(stage: Stage) -> None:
    (stage.home / "routines/exercises.toml").write_text(BROKEN_LIBRARY, encoding="utf-8")
    (stage.home / "routines/swings.toml").write_text(SWINGS, encoding="utf-8")

    (line,) = [line for line in listed_routines(stage.desk) if line.id == "swings"]

    assert line.why_not.startswith("exercises.toml, line 3: ")


@pytest.mark.parametrize("time", ["once", "again"])
def test_a_routine_that_needs_nothing_of_a_broken_library_plays_without_it(stage: Stage, time: str) -> None:
    (stage.home / "routines/exercises.toml").write_text(BROKEN_LIBRARY, encoding="utf-8")
    if time == "again":
        load(stage.desk, "plank")

    loaded = load(stage.desk, "plank")
    (line,) = [line for line in listed_routines(stage.desk) if line.id == "plank"]

    assert (line.why_not, line.without) == ("", without(loaded))
    (problem,) = line.without
    assert (Path(problem.place.file).name, problem.place.line) == ("exercises.toml", 3)
    assert problem.help[-1] == "Coach's own exercises are used meanwhile"


def test_a_library_that_was_mended_is_spoken_of_no_more(stage: Stage) -> None:
    library = stage.home / "routines/exercises.toml"
    library.write_text(BROKEN_LIBRARY, encoding="utf-8")
    before = without(load(stage.desk, "plank"))
    library.write_text(BROKEN_LIBRARY.replace("= =", "="), encoding="utf-8")

    assert (len(before), without(load(stage.desk, "plank"))) == (1, ())


def test_a_preview_is_at_the_dose_and_tells_what_is_not_as_in_the_file(stage: Stage) -> None:
    stage.desk.paths.doses.write_text(
        'format = 1\n[[dose]]\nroutine = "plank"\nstep = "wall-sit"\nsets = 1\n', encoding="utf-8"
    )

    shown = preview(stage.desk, "plank")

    assert shown.differs == ("Plank: 20 s, in the file 2 × 20 s",)
    assert shown.timeline is not None
    assert [segment.sets for segment in shown.timeline.segments if segment.step] == [1]
