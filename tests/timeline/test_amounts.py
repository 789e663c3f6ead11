"""How much a step is, in short words, and what its sets are."""

from __future__ import annotations

import pytest

from coach.routine.notation import read
from coach.timeline.amounts import amount_words, amounts_of
from coach.timeline.dose import Dose
from coach.timeline.model import Choices
from tests.timeline.building import one_step, routine_of


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('hold = "30s"\nsets = 5', "5 × 30 s"),
        ('hold = "30s"', "30 s"),
        ('reps = 8\nsets = 3\nload = "12 kg"', "3 × 8 at 12 kg"),
        ("reps = 8", "8 reps"),
        ('reps = "8-12"\nsets = 3\nload = "body"', "3 × 8-12 with body weight"),
        ('reps = 10\nhold = "5s"\nsets = 2', "2 × 10 reps of 5 s"),
        ('hold = "30s"\nsets = 3\nsides = "each"', "3 × 30 s each side"),
        ('hold = "30s"\nsides = "left"', "30 s left"),
        ('hold = ["20s", "30s", "40s"]', "20 s, 30 s, 40 s"),
        ('hold = "20s..30s"\nsets = 5', "5 × 20 s to 30 s"),
        ('distance = "20 m"\nsets = 4\neffort = "6-7"', "4 × 20 m, effort 6-7"),
        ('reps = 5\nsets = 2\nload = ["8 kg", "10 kg"]', "2 × 5 at 8 kg to 10 kg"),
        ('until = "done"', "until done"),
    ],
)
def test_how_much_a_step_is_in_short_words(body: str, words: str) -> None:
    assert amount_words(routine_of(one_step(body)), "s") == words


def test_the_amount_is_that_of_the_dose() -> None:
    routine = routine_of(one_step('hold = "30s"\nsets = 5'))

    assert amount_words(routine, "s", Choices(doses={"s": Dose(sets=3, hold=read("hold", "45s"))})) == "3 × 45 s"


def test_a_step_that_the_routine_does_not_have_has_no_amount() -> None:
    assert amount_words(routine_of(one_step("reps = 8")), "other") == ""


def test_in_a_block_that_repeats_the_rounds_are_the_sets() -> None:
    routine = routine_of('name = "R"\n[[block]]\nrepeat = 3\n[[block.step]]\nname = "Squat"\nreps = 8\n')

    found = amounts_of(routine)["squat"]

    assert (found.words, found.sets, found.rounds) == ("3 × 8", 3, True)
