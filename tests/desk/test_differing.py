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


def test_a_reading_of_another_morning_is_told_with_its_day(stage: Stage) -> None:
    stage.desk.paths.doses.write_text(BOOK.replace("on = 2026-11-22", "on = 2026-11-20"), encoding="utf-8")

    assert "(knee 4 on the morning of 2026-11-20, usual is 1" in differing(stage.desk).lines[0]


def test_the_file_itself_differs_in_nothing(stage: Stage) -> None:
    stage.desk.paths.doses.write_text(BOOK, encoding="utf-8")

    assert differing(stage.desk, dosed=False) == Differences()


def test_a_dose_that_no_file_could_ask_for_is_told(stage: Stage) -> None:
    stage.desk.paths.doses.write_text(BOOK.replace("sets = 1\n", "sets = 99\n"), encoding="utf-8")

    assert differing(stage.desk).lines == ("Plank plays what its file says: 99 sets are not from 1 to 50.",)


def test_without_doses_nothing_is_read(stage: Stage) -> None:
    assert differing(stage.desk) == Differences()


EASED = """
format = 1

[ease]
sets = 0.5
since = 2026-11-22
reason = "back_off"
rule = "R8"

[[dose]]
routine = "plank"
step = "wall-sit"
hold = "25s"

[[change]]
on = 2026-11-15
routine = "plank"
step = "wall-sit"
before = "2 × 20 s"
after = "2 × 25 s"
rule = "EXPECTED"
reading = "two settled sessions"
decision = "accepted"

[[change]]
on = 2026-11-22
before = "all sets"
after = "half of the sets"
rule = "R8"
reading = "knee 6 in the session, limit 5"
decision = "applied"
"""


def test_what_let_a_step_grow_and_what_eased_its_sets_are_both_told(stage: Stage) -> None:
    """A back-off is no reason for a longer hold, nor two settled sessions for fewer sets."""
    stage.desk.paths.doses.write_text(EASED, encoding="utf-8")

    assert differing(stage.desk).lines == (
        "Plank: 25 s, in the file 2 × 20 s (two settled sessions; knee 6 in the session, limit 5, rule R8)",
    )


def test_that_the_file_won_is_told_where_nothing_else_differs(stage: Stage) -> None:
    """The level that a step was at is no longer in the file."""
    book = '[[dose]]\nroutine = "plank"\nstep = "wall-sit"\nlevel = "stronger"\n'
    stage.desk.paths.doses.write_text(f"format = 1\n\n{book}", encoding="utf-8")

    assert differing(stage.desk).lines == ("Plank: level changed in the file, so the file counts.",)
