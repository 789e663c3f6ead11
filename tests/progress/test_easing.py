"""How many sets an ease leaves, and how it deepens and comes back (D8 to D12)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.progress.easing import backed_off, ease_words, given_back, lowered, sets_left
from coach.progress.steps_up import steps_by_id
from coach.session.doses import Ease
from tests.progress.plans import plan
from tests.progress.sessions import day

HALF = Ease(0.5, day(0), "back_off", "R11", session="a")
SPARED = replace(HALF, spares_holds=True)
ONE_LESS = Ease(1.0, day(0), "back_off", "R15", fewer=1, session="b")


@pytest.mark.parametrize("share", [0.25, 0.375, 0.5])
def test_whatever_share_is_left_three_quarters_come_next(share: float) -> None:
    back = given_back(replace(HALF, sets=share, settled=2), day(9))

    assert back is not None
    assert (back.sets, back.since, back.settled) == (0.75, day(9), 0)


def test_after_three_quarters_come_all_sets() -> None:
    assert given_back(replace(HALF, sets=0.75), day(9)) is None


def test_single_sets_come_back_before_the_share() -> None:
    back = given_back(replace(HALF, fewer=1), day(9))

    assert back is not None
    assert (back.sets, back.fewer) == (0.5, 0)


@pytest.mark.parametrize(
    ("ease", "words"),
    [
        (None, "all sets"),
        (HALF, "half of the sets"),
        (replace(HALF, sets=0.25, fewer=1), "a quarter of the sets and 1 set less"),
        (SPARED, "half of the sets, but all of holds and walks"),
        (replace(SPARED, step="wall-sit"), "half of the sets, but all of holds and walks other than what hurt"),
        (replace(ONE_LESS, spares_holds=True), "1 set less"),
    ],
)
def test_words_say_what_is_eased_and_what_is_not(ease: Ease | None, words: str) -> None:
    assert ease_words(ease) == words


def test_a_back_off_that_spares_holds_gives_back_no_set_that_sore_muscles_took() -> None:
    hold = steps_by_id(plan("both"))["wall-sit"]

    assert sets_left(ONE_LESS, "both", hold, 5) == 4
    assert sets_left(backed_off(ONE_LESS, SPARED), "both", hold, 5) == 4


def test_a_back_off_that_spares_holds_gives_back_no_set_of_the_hold_that_hurt_before() -> None:
    hold = steps_by_id(plan("both"))["wall-sit"]
    hurt = replace(SPARED, routine="both", step="wall-sit")
    other = replace(SPARED, routine="both", step="goblet-squat")

    assert sets_left(hurt, "both", hold, 5) == 3
    assert sets_left(backed_off(hurt, other), "both", hold, 5) == 2


def test_an_unlock_leaves_no_more_sets_than_there_were() -> None:
    unlock = Ease(0.5, day(9), "unlock", "unlock")

    assert lowered(replace(HALF, sets=0.25), unlock).sets == 0.25
