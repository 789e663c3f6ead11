"""`coach show`: a session on paper, of a file or of what comes through a pipe."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import coach


def test_standard_input_is_shown_too() -> None:
    done = coach("show", "--voice", "none", "-", typed='name = "Piped"\n[[step]]\nname = "S"\nhold = "20s"\n')

    assert (done.returncode, done.stderr, done.stdout.splitlines()[0]) == (0, "", "Piped: 0:26")


def test_standard_input_with_a_mistake_is_explained() -> None:
    done = coach("show", "--voice", "none", "-", typed='name = "Piped"\n[[step]]\nname = "S"\nhodl = "20s"\n')

    assert (done.returncode, done.stdout) == (1, "")
    assert "error[R101]: `hodl` is not a key of a step" in done.stderr


def test_a_dose_is_shown_beside_the_files_own_and_left_out_on_request(coach_home: Path) -> None:
    (coach_home / "routines").mkdir(parents=True)
    (coach_home / "routines" / "sit.toml").write_text('name = "Sit"\n[[step]]\nname = "Sit"\nhold = "40s"\nsets = 3\n')
    (coach_home / "doses.toml").write_text('format = 1\n[[dose]]\nroutine = "sit"\nstep = "sit"\nsets = 2\n')

    mine = coach("show", "--voice", "none", "sit").stdout
    file = coach("show", "--voice", "none", "--file", "sit").stdout
    data = json.loads(coach("show", "--voice", "none", "--json", "sit").stdout)

    assert "  Sit: 2 × 40 s, in the file 3 × 40 s" in mine.splitlines()
    assert "in the file" not in file
    assert (mine.count("· set 2 of"), file.count("set 3 of 3")) == (2, 2)
    assert [(one["step"], one["played"], one["file"]) for one in data["differs"]] == [("sit", "2 × 40 s", "3 × 40 s")]
