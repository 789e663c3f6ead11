"""What history is kept under (B27): moving other steps never changes it."""

from __future__ import annotations

import random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from coach.routine.ids import slug
from coach.routine.model import Step
from tests.routine.reading import codes, routine, steps


def ids(text: str, library: str = "") -> list[str]:
    return [step.id for step in steps(routine(text, library).items)]


def test_an_id_is_the_exercise_or_the_name_and_the_second_use_gets_a_number() -> None:
    text = "".join(
        f"[[step]]\n{line}\ntime = 20\n" for line in ('exercise = "sit"', 'name = "Sit"', 'name = "Über Kopf!"')
    )

    assert ids(text, '[exercise.sit]\nname = "Wall sit"') == ["sit", "sit-2", "uber-kopf"]


def test_a_written_id_goes_before_one_that_is_made() -> None:
    text = '[[step]]\nname = "Sit"\ntime = 20\n[[step]]\nid = "sit"\nname = "Other"\ntime = 20\n'

    assert ids(text) == ["sit-2", "sit"]


def test_pauses_and_announcements_do_not_change_the_ids_of_steps() -> None:
    text = '[[step]]\nrest = "10s"\n[[step]]\nname = "Rest"\ntime = 20\n'

    assert ids(text) == ["rest"]


def test_the_id_of_a_routine_is_written_or_the_name_of_its_file() -> None:
    text = '[[step]]\nname = "a"\ntime = 20\n'

    assert routine(text, file="/x/My knees.toml").id == "my-knees"
    assert routine('id = "k"\n' + text).id == "k"
    assert routine(text, file="-").id == "knees"


@given(st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), unique=True, min_size=1), st.integers())
def test_moving_steps_with_names_of_their_own_changes_no_id(names: list[str], seed: int) -> None:
    moved = list(names)
    random.Random(seed).shuffle(moved)

    def by_name(order: list[str]) -> dict[str, str]:
        text = "".join(f'[[step]]\nname = "{name}"\ntime = 20\n' for name in order)
        return {item.name: item.id for item in routine(text).items if isinstance(item, Step)}

    assert by_name(names) == by_name(moved)


def test_one_id_twice_is_a_problem() -> None:
    assert codes('[[step]]\nid = "x"\nname = "a"\ntime = 20\n[[step]]\nid = "x"\nname = "b"\ntime = 20\n') == ["R105"]


@given(st.text(max_size=30))
@settings(max_examples=500)
@example("𝐀")
def test_a_slug_of_a_slug_is_itself(name: str) -> None:
    assert slug(name) == slug(slug(name))
