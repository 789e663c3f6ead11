"""What people write for a value, and what it is taken for."""

from __future__ import annotations

from datetime import time
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.settings.kinds import Kind, hour, keys, number, one_of, switch, text, whole


class Colour(Enum):
    RED = "red"


KINDS = {
    "switch": switch(),
    "number": number(0, 120, "a number"),
    "whole": whole(80, 400, "a whole number"),
    "text": text(5, "text"),
    "one of": one_of(Colour, "red"),
    "keys": keys("keys"),
    "hour": hour("an hour"),
}

TAKEN = [
    ("switch", True, True),
    ("switch", "Off", False),
    ("switch", 1, True),
    ("number", 7, 7.0),
    ("number", "7.5 s", 7.5),
    ("number", "60%", 60.0),
    ("whole", 100.0, 100),
    ("whole", " 100 ", 100),
    ("text", "", ""),
    ("one of", "red", Colour.RED),
    ("keys", ["p", "space"], "p,space"),
    ("hour", "7:30", "07:30"),
    ("hour", " 19.05 ", "19:05"),
    ("hour", time(7, 30), "07:30"),
    ("hour", "", ""),
]

REFUSED = [
    ("switch", "maybe"),
    ("switch", 2),
    ("switch", []),
    ("number", True),
    ("number", "soon"),
    ("number", 120.1),
    ("number", -1),
    ("number", float("nan")),
    ("number", "inf"),
    ("number", 10**400),
    ("number", [3]),
    ("whole", 100.5),
    ("whole", "100.5"),
    ("text", 3),
    ("text", "longer"),
    ("one of", "blue"),
    ("one of", ["red"]),
    ("hour", "25:00"),
    ("hour", "07:60"),
    ("hour", "half past seven"),
    ("hour", "7"),
    ("hour", 7.3),
    ("keys", ""),
    ("keys", []),
    ("keys", ["p", 3]),
    ("keys", "p" * 201),
]


@pytest.mark.parametrize(("kind", "written", "meant"), TAKEN)
def test_a_value_is_taken_as_it_is_meant(kind: str, written: object, meant: object) -> None:
    """The ways that people write a value end as the one value, of its own type."""
    taken = KINDS[kind].take(written)

    assert (taken, type(taken)) == (meant, type(meant))


@pytest.mark.parametrize(("kind", "written"), REFUSED)
def test_what_a_value_cannot_be_is_refused(kind: str, written: object) -> None:
    """Another type, out of range or no number at all: a ValueError and nothing else."""
    with pytest.raises(ValueError):
        KINDS[kind].take(written)


@given(
    st.sampled_from(list(KINDS.values())),
    st.one_of(st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text()), st.datetimes()),
)
def test_what_was_taken_is_taken_again_as_it_is(kind: Kind, written: object) -> None:
    """Whatever TOML can hold is either taken for good or refused."""
    try:
        taken = kind.take(written)
    except ValueError:
        return

    assert kind.take(taken) == taken
