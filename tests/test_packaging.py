"""What an installed copy brings with it; `.ci/run` tries the same on a real wheel."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import coach
from coach.cli.doctor import NEEDED
from coach.paths import bundled_routines

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_wheel_puts_the_routines_where_they_are_looked_for() -> None:
    """The folder of the checkout goes to the place inside the package that `bundled_routines` tries first."""
    included = PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]

    assert included == {"routines": "coach/bundled"}
    assert (ROOT / "routines" / "quick-start.toml").is_file()


def test_the_routines_of_the_readme_and_the_library_are_bundled() -> None:
    """What the first command plays is there however Coach was installed."""
    names = {path.name for path in bundled_routines().glob("*.toml")}

    assert names >= {"quick-start.toml", "knee-foundation.toml", "six-minute-fallback.toml", "exercises.toml"}


def test_every_data_file_of_the_package_is_in_version_control() -> None:
    """Hatch leaves out what git ignores: sentences and style sheets must not be among that."""
    data = [
        path
        for path in (ROOT / "coach").rglob("*")
        if path.suffix in {".toml", ".tcss"} and "bundled" not in path.parts
    ]
    if not (ROOT / ".git").exists():
        return

    ignored = subprocess.run(
        ["git", "check-ignore", *map(str, data)], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert data
    assert ignored.stdout == ""


def test_python_m_coach_is_the_command() -> None:
    """Both ways in print the same version."""
    done = subprocess.run([sys.executable, "-m", "coach", "--version"], capture_output=True, text=True, check=True)

    assert done.stdout == f"coach {coach.__version__}\n"
    assert PYPROJECT["project"]["scripts"] == {"coach": "coach.cli.main:main"}


def test_the_doctor_knows_every_dependency() -> None:
    """A module that is missing is explained; eSpeak's loader belongs to the voice, and has its own line there."""
    names = {re.split(r"[^\w-]", line)[0] for line in PYPROJECT["project"]["dependencies"]}

    assert {name.replace("-", "_") for name in names} - {"espeakng_loader"} == set(NEEDED)
    assert [name for name in NEEDED if importlib.util.find_spec(name) is None] == []


def test_the_version_has_its_place_in_the_changelog() -> None:
    """There is always somewhere to write down what changes."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.search(r"^## \[Unreleased\]|^## \[" + re.escape(coach.__version__), text, re.MULTILINE)
