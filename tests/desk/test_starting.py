"""New routine files: the template teaches what works, and a copy keeps what somebody wrote."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from coach.desk.check import check_source
from coach.desk.filenames import LONGEST_STEM, safe_stem
from coach.desk.starting import STARTER, start, title_of
from coach.errors import CoachError, UsageError
from coach.paths import bundled_routines
from coach.routine.finding import is_library_name
from coach.routine.schema import SCHEMA_FILE, schema_text
from tests.desk.stage import PLANK, Stage

TEMPLATE = STARTER.read_text(encoding="utf-8")

LEVELS = '#~ levels = ["start", "build"]'

CIRCUIT = "\n".join(
    line.removeprefix("#~").removeprefix(" ") for line in TEMPLATE[TEMPLATE.index("#~ [[block]]") :].splitlines()
)

TO_TRY = [line for line in TEMPLATE[: TEMPLATE.index("#~ [[block]]")].splitlines() if line.startswith("#~ ")]


def tried(line: str) -> str:
    """Return the template with one of its lines tried as its own comments say."""
    bare = line.removeprefix("#~ ")
    text = TEMPLATE.replace(LEVELS, LEVELS.removeprefix("#~ ")) if "levels" in line else TEMPLATE
    if "# instead" in line and not line.startswith("#~ welcome"):
        key = bare.split(" = ")[0]
        above = [old for old in text[: text.index(line)].splitlines() if old.startswith(f"{key} = ")][-1]
        before, after = text[: text.index(line)], text[text.index(line) :]
        head, _, tail = before.rpartition(f"\n{above}\n")
        text = f"{head}\n{tail}{after}"
    return text.replace(f"\n{line}\n", f"\n{bare}\n")


def problems(stage: Stage, text: str) -> list[str]:
    checked = check_source(stage.desk, text.encode(), "tried.toml", voice="none")
    return [f"{problem.place}: {problem.message}" for problem in checked.problems]


def test_the_template_is_without_problems(stage: Stage) -> None:
    assert problems(stage, TEMPLATE) == []


@pytest.mark.parametrize("line", TO_TRY)
def test_every_line_to_try_works_as_its_comment_says(line: str, stage: Stage) -> None:
    assert problems(stage, tried(line)) == []
    assert tomllib.loads(tried(line)) != tomllib.loads(TEMPLATE)


def test_the_circuit_to_try_is_a_routine_of_its_own(stage: Stage) -> None:
    assert problems(stage, f'name = "Circuit"\n{CIRCUIT}') == []


def test_the_template_names_what_a_writer_has_to_know() -> None:
    for word in ("sets", "rest", "cues", "sides", "levels", "[[block]]", "tempo", "coach check", "#:schema"):
        assert word in TEMPLATE


@pytest.mark.parametrize(
    ("name", "stem", "title"),
    [
        ("evening-knees", "evening-knees", "Evening knees"),
        ("Über den Knöchel, links!", "uber-den-knochel-links", "Über den Knöchel, links!"),
        ("straße", "strasse", "Straße"),
        ('Say "hi" \\ twice', "say-hi-twice", 'Say "hi" \\ twice'),
        ("膝の運動", "膝の運動", "膝の運動"),
        ("exercises", "exercises-routine", "Exercises"),
        ("CON", "con-routine", "CON"),
        ("..", None, ""),
        ("", None, ""),
    ],
)
def test_a_name_becomes_a_file_and_a_title(name: str, stem: str | None, title: str, stage: Stage) -> None:
    if stem is None:
        with pytest.raises(UsageError, match="letter or a digit"):
            start(stage.desk, name)
        return

    started = start(stage.desk, name)

    assert started.path == stage.home / "routines" / f"{stem}.toml"
    assert started.loaded.routine is not None
    assert (started.loaded.routine.id, started.loaded.routine.name) == (stem, title)


def test_a_long_name_still_makes_a_file(stage: Stage) -> None:
    started = start(stage.desk, "膝" * 300)

    assert len(started.path.stem.encode()) <= LONGEST_STEM
    assert started.path.is_file()


def test_nothing_is_written_over(stage: Stage) -> None:
    with pytest.raises(CoachError, match="is there already, and stays as it is"):
        start(stage.desk, "plank")

    assert (stage.home / "routines" / "plank.toml").read_text(encoding="utf-8") == PLANK


def test_the_schema_lies_beside_it_and_is_kept_fresh(stage: Stage) -> None:
    (stage.home / "routines" / SCHEMA_FILE).write_text("{}", encoding="utf-8")

    started = start(stage.desk, "first")

    assert (started.path.parent / SCHEMA_FILE).read_text(encoding="utf-8") == schema_text()
    assert started.path.read_text(encoding="utf-8").startswith(f"#:schema ./{SCHEMA_FILE}\n")


def test_a_path_says_where(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "with spaces").mkdir()

    started = start(stage.desk, str(tmp_path / "with spaces" / "morning"))

    assert started.path == tmp_path / "with spaces" / "morning.toml"
    assert started.reference == str(started.path)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("nowhere/x.toml", "There is no folder"), ("./", "is a folder"), ("./exercises.toml", "where exercises are kept")],
)
def test_a_path_that_cannot_be_is_refused(
    name: str, sentence: str, stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(UsageError, match=sentence):
        start(stage.desk, name)


def test_a_copy_keeps_comments_and_gets_name_and_id(stage: Stage) -> None:
    stage.write_routine('# Mine\nname = "Old" # the name\nid = "old"\n' + PLANK.partition('"Plank"\n')[2], "old")

    started = start(stage.desk, "Newer one", "old")

    text = started.path.read_text(encoding="utf-8")
    assert text.startswith('#:schema ./routine.schema.json\n# Mine\nname = "Newer one" # the name\nid = "newer-one"\n')
    assert started.loaded.routine is not None


@pytest.mark.parametrize("path", sorted(bundled_routines().glob("*.toml")), ids=lambda path: path.stem)
def test_every_bundled_routine_can_be_copied(path: Path, stage: Stage) -> None:
    if is_library_name(path.name):
        with pytest.raises(UsageError):
            start(stage.desk, "copy", path.stem)
        return

    started = start(stage.desk, "copy", path.stem)

    was, now = path.read_text(encoding="utf-8"), started.path.read_text(encoding="utf-8")
    assert re.sub(r'^(name|id) = ".*"', "", was, flags=re.M) == re.sub(r'^(name|id) = ".*"', "", now, flags=re.M)
    assert started.loaded.routine is not None
    assert (started.loaded.routine.name, started.loaded.routine.id) == ("Copy", "copy")


def test_a_copy_of_what_is_no_toml_is_refused(stage: Stage) -> None:
    stage.write_routine("name = \n", "broken")

    with pytest.raises(CoachError, match="coach check"):
        start(stage.desk, "copy", "broken")


def test_exercises_of_ones_own_are_named_that_a_file_would_not_take_along(stage: Stage) -> None:
    (stage.home / "routines" / "exercises.toml").write_text(
        '[exercise.swing]\nname = "Swing"\ntime = "10s"\n[exercise.hop]\nname = "Hop"\ntime = "10s"\n', encoding="utf-8"
    )
    stage.write_routine(
        'name = "x"\n[[step]]\nexercise = "swing"\n[[step]]\nexercise = "hop"\n[exercise.hop]\nname = "Hop here"\n', "x"
    )

    assert start(stage.desk, "y", "x").lent == ("swing",)


def test_hiding_one_of_coachs_own_is_said(stage: Stage) -> None:
    assert (start(stage.desk, "quick-start").hides, start(stage.desk, "slow-start").hides) == (True, False)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c", "\x1b]0;x\x07", "‮txt.exe", "nul.toml", "-rf"])
def test_no_name_leads_out_of_the_folder_or_steers_a_terminal(name: str) -> None:
    assert re.fullmatch(r"[\w-]+", safe_stem(name))
    assert safe_stem(name)[0] != "-"
    assert "\u202e" not in safe_stem(name)


def test_a_title_with_capitals_or_spaces_is_one_already() -> None:
    assert [title_of(name) for name in ("knee_day", "Knee-day", "knee  day")] == ["Knee day", "Knee-day", "knee day"]
