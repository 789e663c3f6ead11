"""Values of a routine, packed for JSON and unpacked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from coach.routine.packing import packed, unpacked
from coach.routine.read import read_routine
from tests.timeline import generated
from tests.timeline.bundled import example_files, library, read, routine_files


@pytest.mark.parametrize("path", [*routine_files(), *example_files()], ids=lambda path: path.stem)
def test_a_routine_comes_back_as_it_was(path: Path) -> None:
    """Every value and every type of it, also where 1, 1.0 and True are equal."""
    routine = read(path)

    text = json.dumps(packed(routine))
    again = unpacked(json.loads(text))

    assert again == routine
    assert json.dumps(packed(again)) == text


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(text=generated.texts())
def test_whatever_a_text_makes_comes_back(text: str) -> None:
    """Any routine with any problems."""
    routine, problems = read_routine(text, file="x.toml", library=library())
    made = (routine, tuple(problems))

    assert unpacked(json.loads(json.dumps(packed(made)))) == made


@pytest.mark.parametrize("data", [[], ["Path", "/"], ["Step"], ["Side", "up"], ["dict", 3], [["tuple"]], [None]])
def test_what_was_never_packed_is_refused(data: object) -> None:
    """No class but those of a routine is made, and these only whole."""
    with pytest.raises((KeyError, TypeError, ValueError)):
        unpacked(data)
