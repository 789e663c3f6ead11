"""The schema for editors: equal to the models, tidy enough that an editor names the key that is wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coach.paths import bundled_routines
from coach.routine.reference import TABLES
from coach.routine.schema import SCHEMA_FILE, schema, schema_text
from tests.timeline.bundled import routine_files

RENEW = "COACH_RENEW_GOLDENS"

TYPOS = """\
#:schema ./routine.schema.json
name = "Typos"
sumary = "At the top"

[defaults]
tempoo = "1-1-1-1"

[[block]]
name = "A"
repaet = 2

[[block.step]]
name = "Hold"
hodl = "45s"

[[block.step]]
repeat = 2
step = [{ name = "March", tiem = "20s" }]

[exercise.march]
nmae = "March"
"""

MISTYPED = {"sumary": 3, "tempoo": 6, "repaet": 10, "hodl": 14, "tiem": 18, "nmae": 21}
"""Each mistyped key and its line."""


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes(inner)


def test_the_schema_beside_the_routines_is_that_of_the_models() -> None:
    """COACH_RENEW_GOLDENS=1 writes it again."""
    path = bundled_routines() / SCHEMA_FILE
    if os.environ.get(RENEW):
        path.write_text(schema_text(), encoding="utf-8")

    assert path.read_text(encoding="utf-8") == schema_text()


def test_every_key_of_every_table_is_described() -> None:
    made = schema()
    tables = {"routine": made, **made["definitions"]}

    described = {
        (table, key)
        for table, model in TABLES.items()
        for key in model.model_fields
        if tables[table]["properties"][key]["description"]
    }

    assert {(table, key) for table, model in TABLES.items() for key in model.model_fields} == described


def test_no_table_takes_a_key_that_is_unknown() -> None:
    made = schema()

    assert {table["additionalProperties"] for table in (made, *made["definitions"].values())} == {False}


def test_nothing_is_left_that_makes_editors_blame_the_whole_list() -> None:
    """No branch for null, no title of a key, no union of one branch, no default."""
    for node in nodes(schema()["properties"]):
        assert {"type": "null"} not in node.get("anyOf", [])
        assert len(node.get("anyOf", [{}, {}])) > 1
        assert not {"title", "default"} & {key for key, value in node.items() if not isinstance(value, dict)}


@pytest.mark.parametrize("path", routine_files(), ids=lambda path: path.stem)
def test_every_bundled_routine_names_the_schema_beside_it(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith(f"#:schema ./{SCHEMA_FILE}\n")


# --- the editors themselves ------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / SCHEMA_FILE).write_text(schema_text(), encoding="utf-8")
    return tmp_path


def tool(name: str) -> str:
    """Return an editor's checker, from the environment that runs the tests or from the path."""
    found = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if found is None:
        pytest.skip(f"{name} is not installed (the extra `lint`)")
    return found


def taplo(file: Path) -> tuple[int, str]:
    return said([tool("taplo"), "lint", "--no-auto-config", "--colors", "never", str(file)])


def tombi(file: Path) -> tuple[int, str]:
    return said([tool("tombi"), "lint", "--offline", "--no-cache", "--error-on-warnings", str(file)])


def said(command: list[str]) -> tuple[int, str]:
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, env={**os.environ, "NO_COLOR": "1"}
    )
    return done.returncode, done.stdout + done.stderr


def test_taplo_names_each_mistyped_key(folder: Path) -> None:
    (folder / "typos.toml").write_text(TYPOS, encoding="utf-8")

    status, words = taplo(folder / "typos.toml")

    assert status != 0
    assert {key for key in MISTYPED if f"('{key}' was unexpected)" in words} == set(MISTYPED)


def test_tombi_names_each_mistyped_key_at_its_line(folder: Path) -> None:
    (folder / "typos.toml").write_text(TYPOS, encoding="utf-8")

    status, words = tombi(folder / "typos.toml")

    assert status != 0
    for key, line in MISTYPED.items():
        assert f'"{key}" is not allowed' in words
        assert f"typos.toml:{line}:" in words


@pytest.mark.parametrize("path", sorted(bundled_routines().glob("*.toml")), ids=lambda path: path.stem)
def test_editors_find_nothing_in_what_is_bundled(path: Path) -> None:
    assert (taplo(path)[0], tombi(path)[0]) == (0, 0), (taplo(path), tombi(path))
