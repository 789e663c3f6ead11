"""What a routine plays by the book at a level that the user chose (D19)."""

from __future__ import annotations

from typing import Any

import pytest

from coach.progress.played import doses_for
from coach.progress.steps_up import steps_by_id, written
from coach.routine.model import Routine
from coach.routine.notation import read
from coach.session.doses import DoseBook, Ease, StepDose
from coach.timeline.amounts import amount_words
from coach.timeline.dose import Dose
from coach.timeline.model import Choices
from tests.progress.plans import plan, routine
from tests.progress.sessions import day

LOADED = routine(
    """
name = "Loaded levels"
levels = ["start", "build", "strong"]
[[step]]
exercise = "goblet-squat"
sets = 2
reps = 8
load = { start = "6 kg", build = "10 kg", strong = ["20 kg", "12 kg"] }
rest = "60s"
[[step]]
exercise = "wall-sit"
sets = 2
hold = "30s"
rest = "60s"
""",
    "loaded-levels",
)


def kept(of: Routine, step: str, level: str | None = None, **said: Any) -> StepDose:
    """A dose that was made of the file as it is."""
    amounts: dict[str, Any] = {key: value if key == "exercise" else read(key, value) for key, value in said.items()}
    file = {key: written(steps_by_id(of)[step])[key] for key in said}
    return StepDose(of.id, step, level, Dose(**amounts), file)


def plays(of: Routine, step: str, level: str, *doses: StepDose, ease: Ease | None = None) -> str:
    """How much of a step is played with `--level`, with its exercise where that is another one."""
    found = doses_for(DoseBook(doses, ease), of, level=level)
    rung = found.doses[step].exercise if step in found.doses else None
    words = amount_words(of, step, Choices(level=level, levels=found.levels, doses=found.doses))
    return f"{rung} {words}" if rung else words


def test_an_easier_rung_stays_at_another_level() -> None:
    levels = plan("levels")

    assert plays(levels, "wall-sit", "strong", kept(levels, "wall-sit", exercise="wall-sit-shallow")) == (
        "wall-sit-shallow 3 × 45 s"
    )


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("start", "2 × 8 at 6 kg"),
        ("build", "2 × 8 at 8 kg"),
        ("strong", "2 × 8 at 8 kg"),
    ],
)
def test_a_load_that_was_eased_gets_no_heavier_at_another_level(level: str, words: str) -> None:
    assert plays(LOADED, "goblet-squat", level, kept(LOADED, "goblet-squat", "build", load="8 kg")) == words


def test_of_two_lists_each_weight_is_capped_by_its_own() -> None:
    lists = routine(
        """
name = "Lists"
levels = ["start", "build"]
[[step]]
exercise = "goblet-squat"
reps = 8
load = { start = ["10 kg", "10 kg"], build = ["14 kg", "8 kg"] }
""",
        "lists",
    )

    assert plays(lists, "goblet-squat", "build", kept(lists, "goblet-squat", load=["8 kg", "8 kg"])) == "2 × 8 at 8 kg"


def test_what_was_reached_at_another_level_does_not_count() -> None:
    levels = plan("levels")

    assert plays(levels, "wall-sit", "build", kept(levels, "wall-sit", "strong")) == "3 × 30 s"
    assert plays(levels, "wall-sit", "start", kept(levels, "wall-sit", "build", hold="40s")) == "3 × 20 s"
    assert plays(levels, "wall-sit", "build", kept(levels, "wall-sit", exercise="wall-sit-one-leg")) == "3 × 30 s"


def test_fewer_sets_stay_at_another_level() -> None:
    half = Ease(0.5, day(0), "back_off", "R11")

    assert plays(plan("levels"), "wall-sit", "strong", ease=half) == "2 × 45 s"


def test_a_step_of_a_used_routine_without_that_level_keeps_its_whole_dose() -> None:
    assert plays(plan("holds"), "wall-sit", "build", kept(plan("holds"), "wall-sit", hold="40s")) == "5 × 40 s"


def test_progression_off_leaves_of_a_dose_only_what_is_easier() -> None:
    """It may be written into a file after more was taken: then nothing above the file is played any more."""
    of = routine(
        """
name = "As written"
progression = false
[[step]]
exercise = "goblet-squat"
sets = 2
reps = 8
load = "10 kg"
[[step]]
exercise = "wall-sit"
sets = 2
hold = "30s"
""",
        "as-written",
    )
    more = (kept(of, "goblet-squat", reps="10", load="12 kg"), kept(of, "wall-sit", hold="35s"))
    less = (kept(of, "goblet-squat", load="8 kg"), kept(of, "wall-sit", exercise="wall-sit-shallow"))

    assert doses_for(DoseBook(more), of).doses == {}
    assert set(doses_for(DoseBook(less), of).doses) == {"goblet-squat", "wall-sit"}
