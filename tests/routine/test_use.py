"""`use` plays another routine's steps (B26)."""

from __future__ import annotations

import pytest

from coach.routine.model import Group, Routine
from coach.routine.read import Find, Found, Missing
from tests.routine.reading import codes, routine, steps

WARM_UP = """
name = "Warm-up"
welcome = "Not said."
equipment = ["mat"]
target = ["hips"]
levels = ["slow", "fast"]
[defaults]
time = "30s"
[[step]]
exercise = "swing"
[[step]]
name = "March"
time = { slow = "20s", fast = "30s" }
[exercise.swing]
name = "Leg swing"
"""


def finder(**texts: str) -> Find:
    def find(reference: str, origin: str) -> Found | Missing:
        if reference in texts:
            return Found(f"{reference}.toml", texts[reference])
        return Missing("cannot be found")

    return find


def using(text: str, **texts: str) -> Routine:
    return routine(text, find=finder(**texts))


def test_a_used_routine_brings_its_steps_under_its_own_id_with_its_own_levels_and_defaults() -> None:
    block = using('levels = ["a"]\n[[block]]\nuse = "warm"', warm=WARM_UP).items[0]

    assert isinstance(block, Group)
    assert (block.name, block.used) == ("Warm-up", "warm")
    assert [step.id for step in steps((block,))] == ["warm/swing", "warm/march"]
    assert {("slow", "fast")} == {step.levels for step in steps((block,))}


def test_equipment_and_target_are_added_and_the_welcome_is_not() -> None:
    found = using('equipment = ["sled"]\n[[block]]\nuse = "warm"', warm=WARM_UP)

    assert (found.equipment, found.target, found.welcome) == (("sled", "mat"), ("hips",), None)


def test_the_second_use_of_a_routine_gets_ids_of_its_own() -> None:
    found = using('[[block]]\nuse = "warm"\n[[block]]\nuse = "warm"', warm=WARM_UP)

    assert [step.id for step in steps(found.items)] == ["warm/swing", "warm/march", "warm/swing-2", "warm/march-2"]


def test_keys_beside_use_belong_to_the_block() -> None:
    block = using('[[block]]\nuse = "warm"\nname = "First"\nrepeat = 2\nrest = "30s"', warm=WARM_UP).items[0]

    assert isinstance(block, Group)
    assert block.name == "First"
    assert block.repeat is not None
    assert block.rest is not None


def test_what_is_wrong_in_a_used_routine_is_reported_with_its_own_place() -> None:
    from coach.routine.read import read_routine

    text = 'name = "K"\n[[block]]\nuse = "warm"\n'
    _, problems = read_routine(text, file="k.toml", find=finder(warm='name = "W"\n[[step]]\nhodl = 3\nname = "a"\n'))

    assert [str(problem.place) for problem in problems] == ["warm.toml:3:1"]


@pytest.mark.parametrize(
    "texts",
    [
        {"a": 'name = "A"\n[[block]]\nuse = "a"'},
        {"a": 'name = "A"\n[[block]]\nuse = "b"', "b": 'name = "B"\n[[block]]\nuse = "a"'},
        {},
    ],
)
def test_a_circle_and_what_cannot_be_found_are_problems(texts: dict[str, str]) -> None:
    assert codes('[[block]]\nuse = "a"', find=finder(**texts)) == ["R108"]


def test_routines_that_use_each_other_many_times_are_refused_before_they_are_expanded() -> None:
    texts = {f"r{number}": 'name = "R"\n' + f'[[block]]\nuse = "r{number + 1}"\n' * 12 for number in range(6)}
    texts["r6"] = 'name = "R"\n[[step]]\nname = "a"\ntime = "1s"\n'

    assert "R203" in codes('[[block]]\nuse = "r0"', find=finder(**texts))


def test_the_lists_of_a_used_routine_count_as_sets_however_often_it_is_played() -> None:
    """R203: 60 sets in each of 50 rounds are 3,000 goes with a get-ready each."""
    sets = ", ".join(['"1s"'] * 60)
    inner = f'name = "A"\n[[step]]\nname = "a"\ntime = [{sets}]\n'

    assert codes('[[block]]\nuse = "a"\nrepeat = 50', find=finder(a=inner)) == ["R203"]
    assert codes('[[block]]\nuse = "a"\nrepeat = 2', find=finder(a=inner)) == []
