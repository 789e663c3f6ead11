"""`coach add`: what is printed, and the exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.cli.main import main
from tests.cli.running import coach

CALM = """\
name = “Evening calm”
author = "A. Physio"

[[step]]
exercise = "wall-sit"
hold = “20s”
"""


@pytest.fixture
def add(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def added(text: str, *options: str) -> tuple[int, str, str]:
        file = tmp_path / "evening-calm.toml.txt"
        file.write_text(text, encoding="utf-8")
        status = main(["add", "--voice", "none", *options, str(file)])
        printed = capsys.readouterr()
        return status, printed.out.replace(str(file), "FILE"), printed.err.replace(str(file), "FILE")

    return added


def test_what_is_in_it_is_shown_and_where_it_is_now(add: Callable[..., tuple[int, str, str]], coach_home: Path) -> None:
    status, out, err = add(CALM)

    assert (status, err) == (0, "")
    assert out == (
        "Evening calm (from FILE)\n"
        "  By       A. Physio\n"
        "  Licence  none given\n"
        "  Length   0:36\n"
        "  Needs    wall\n"
        "  Steps    Wall sit\n"
        "  Mended   lines 1, 6: curly quotes were made straight\n"
        "\n"
        f"Added as evening-calm: {coach_home / 'routines' / 'evening-calm.toml'}\n"
        "  coach show evening-calm   prints every word of it\n"
        "  coach play evening-calm   plays it\n"
    )


def test_a_dry_run_copies_nothing(add: Callable[..., tuple[int, str, str]], coach_home: Path) -> None:
    status, out, _ = add(CALM, "--dry-run")

    assert (status, out.splitlines()[-1]) == (0, "Nothing was copied.")
    assert not coach_home.exists()


def test_problems_are_shown_with_their_place_and_nothing_is_copied(
    add: Callable[..., tuple[int, str, str]], coach_home: Path
) -> None:
    status, _, err = add(CALM.replace("hold", "hodl").replace("wall-sit", "clinic-sit"))

    assert status == 1
    assert "error[R102]: there is no exercise `clinic-sit`\n --> FILE:5:12\n" in err
    assert 'error[R101]: `hodl` is not a key of a step\n --> FILE:6:1\n6 | hodl = "20s"\n' in err
    assert "may be in the sender's own exercises.toml" in err
    assert not (coach_home / "routines").exists()


def test_a_routine_that_did_not_come_along_is_named(add: Callable[..., tuple[int, str, str]]) -> None:
    status, _, err = add('name = "x"\n[[block]]\nuse = "warm-up.toml"\n')

    assert status == 1
    assert "the routine `warm-up.toml` cannot be found" in err
    assert "A routine that it uses did not come along" in err


def test_each_of_several_is_taken_for_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "evening-calm.toml"
    file.write_text(CALM, encoding="utf-8")

    assert main(["add", "--voice", "none", str(tmp_path / "nowhere"), str(file)]) == 2

    printed = capsys.readouterr()
    assert "Added as evening-calm" in printed.out
    assert printed.err == f"coach: There is no file {tmp_path / 'nowhere'}.\n"


def test_standard_input_is_taken_too(coach_home: Path) -> None:
    done = coach("add", "--voice", "none", "-", typed=CALM)

    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "Evening calm (from standard input)")
    assert (coach_home / "routines" / "evening-calm.toml").is_file()


def test_the_schema_of_a_routine_is_never_fetched(add: Callable[..., tuple[int, str, str]]) -> None:
    """`conftest` refuses connections; the address is taken out."""
    _, out, _ = add(f"#:schema https://example.org/x.json\n{CALM}")

    assert "the address of the schema was made that of the one beside your routines" in " ".join(out.split())


def test_json_of_the_list_has_the_added_one(
    add: Callable[..., tuple[int, str, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    add(CALM)
    assert main(["list", "--json"]) == 0

    assert "evening-calm" in [entry["id"] for entry in json.loads(capsys.readouterr().out)]


WARM = 'name = "Warm legs for Anna"\n[[step]]\nname = "March"\ntime = "20s"\n'
LEGS = 'name = "Legs for Anna"\n[[block]]\nuse = "sib.toml"\n'


@pytest.mark.parametrize("files", [("uses2.toml", "sib.toml"), ("sib.toml", "uses2.toml")])
@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_files_that_belong_together_are_taken_in_by_one_command(
    files: tuple[str, ...], dry: tuple[str, ...], tmp_path: Path, coach_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "uses2.toml").write_text(LEGS, encoding="utf-8")
    (tmp_path / "sib.toml").write_text(WARM, encoding="utf-8")

    status = main(["add", "--voice", "none", *dry, *(str(tmp_path / file) for file in files)])

    assert (status, capsys.readouterr().err) == (0, "")
    assert (coach_home / "routines" / "sib.toml").exists() is not bool(dry)
    assert main(["show", "--voice", "none", "uses2"]) == (2 if dry else 0)


def test_a_routine_finds_what_was_added_before_it_by_the_name_of_its_file(
    tmp_path: Path, coach_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("sib.toml", WARM), ("uses2.toml", LEGS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert main(["add", "--voice", "none", str(tmp_path / name)]) == 0


def test_what_uses_a_file_that_was_refused_is_not_added(
    tmp_path: Path, coach_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "uses2.toml").write_text(LEGS, encoding="utf-8")
    (tmp_path / "sib.toml").write_text(WARM.replace("time", "tmie"), encoding="utf-8")

    assert main(["add", "--voice", "none", str(tmp_path / "uses2.toml"), str(tmp_path / "sib.toml")]) == 1

    assert "it uses" in capsys.readouterr().err
    assert not (coach_home / "routines").exists()


@pytest.mark.parametrize(
    ("use", "why"),
    [
        ("/etc/hosts.toml", "outside the folder"),
        ("../secret.toml", "outside the folder"),
        ("legs.toml", "goes in a circle: legs.toml → legs.toml"),
    ],
)
def test_what_did_not_stay_away_by_mistake_is_not_asked_for(
    use: str, why: str, tmp_path: Path, coach_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "legs.toml").write_text(LEGS.replace("sib.toml", use), encoding="utf-8")

    assert main(["add", "--voice", "none", str(tmp_path / "legs.toml")]) == 1

    err = capsys.readouterr().err
    assert why in err
    assert "did not come along" not in err
