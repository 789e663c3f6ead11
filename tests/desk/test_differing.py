"""What a routine plays otherwise than its file says, as it is shown."""

from __future__ import annotations

from coach.desk.desk import Desk
from coach.desk.differing import Differences, differences_from_file
from coach.desk.routines import load
from tests.desk.stage import Stage

BOOK = """
format = 1

[[dose]]
routine = "plank"
step = "wall-sit"
sets = 1
exercise = "wall-sit-shallow"

[[change]]
on = 2026-11-22
routine = "plank"
step = "wall-sit"
before = "2 × 20 s"
after = "20 s"
rule = "R11"
reading = "knee 4 this morning, usual is 1, limit +2"
decision = "applied"
"""


def differing(desk: Desk, *, dosed: bool = True) -> Differences:
    routine = load(desk, "plank").routine
    assert routine is not None
    return differences_from_file(desk, routine, desk.choices(routine, dosed=dosed))


def test_a_step_with_a_dose_is_told_with_the_files_own_amount_and_the_reason(stage: Stage) -> None:
    stage.desk.paths.doses.parent.mkdir(parents=True, exist_ok=True)
    stage.desk.paths.doses.write_text(BOOK, encoding="utf-8")

    assert differing(stage.desk).lines == (
        "Plank: High wall sit 20 s, in the file 2 × 20 s (knee 4 this morning, usual is 1, limit +2, rule R11)",
    )


def test_the_file_itself_differs_in_nothing(stage: Stage) -> None:
    stage.desk.paths.doses.write_text(BOOK, encoding="utf-8")

    assert differing(stage.desk, dosed=False) == Differences()


def test_a_dose_that_no_file_could_ask_for_is_told(stage: Stage) -> None:
    stage.desk.paths.doses.write_text(BOOK.replace("sets = 1\n", "sets = 99\n"), encoding="utf-8")

    assert differing(stage.desk).lines == ("Plank plays what its file says: 99 sets are not from 1 to 50.",)


def test_without_doses_nothing_is_read(stage: Stage) -> None:
    assert differing(stage.desk) == Differences()
