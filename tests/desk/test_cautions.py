"""What is said before a routine of which a first-run answer warns."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.desk.cautions import caution_words
from coach.desk.routines import load
from coach.routine.model import Routine
from coach.session.profile import Profile
from coach.words.files import load_phrases
from tests.desk.stage import Stage


def routine(stage: Stage, name: str) -> Routine:
    found = load(stage.desk, name).routine
    assert found is not None
    return found


@pytest.mark.parametrize(
    "precautions, words",
    [
        ((), ""),
        (("none",), ""),
        (("balance",), ""),
        (("clots",), "Careful: you ticked a blood clot, or blood thinners. Quad roll"),
        (("bones", "clots"), "Careful: you ticked brittle bones, or a fracture."),
        (("of another version",), ""),
    ],
)
def test_only_what_was_ticked_and_is_in_it_is_warned_of(precautions: tuple[str, ...], words: str, stage: Stage) -> None:
    found = caution_words(routine(stage, "foam-roll"), Profile(precautions=precautions), load_phrases())

    assert found.startswith(words)
    assert bool(found) == bool(words)


def test_of_many_exercises_three_are_named(stage: Stage) -> None:
    found = caution_words(routine(stage, "weighted-strength"), Profile(precautions=("surgery",)), load_phrases())

    assert found.count(",") <= 4
    assert " more: talk to a clinician first." in found


def test_the_warning_is_there_before_a_session_begins(tmp_path: Path) -> None:
    stage = Stage(tmp_path / "home", profile='knee = "left"\nprecautions = ["heart"]\n')

    assert stage.open("plank").warning.startswith("Careful: you ticked heart trouble")
    assert stage.open("plank", speed=10.0).warning == ""
