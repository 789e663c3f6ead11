"""Limits are checked before anything is expanded (R203)."""

from __future__ import annotations

import pytest

from tests.routine.reading import codes


@pytest.mark.parametrize(
    "text",
    [
        '[[block]]\nrepeat = 50\n[[block.step]]\nrepeat = 50\nstep = [ { name = "a", time = "1s", sets = 50 } ]',
        '[[step]]\nname = "a"\nreps = 999\nhold = "1s"\nsets = 3',
        '[[step]]\nname = "a"\ntime = "2h"\nsets = 3',
        '[[block]]\nsides = "each"\n[[block.step]]\nname = "a"\ntime = "3h"',
        '[[step]]\nname = "a"\nsides = "each"\ntime = "3h"',
        'levels = ["a", "b"]\n[[step]]\nname = "a"\ntime = { a = "1s", b = "1h" }\nsets = 6',
        '[[block]]\nrepeat = 50\nevery = "10m"\n[[block.step]]\nname = "a"\ntime = "1s"',
        '[[step]]\nname = "a"\ntime = "1s"\nevery = "10m"\nsets = 50',
        '[[block]]\nrepeat = 50\n[[block.step]]\nname = "a"\ntime = "1s+"\nsets = 50',  # each then waits
        '[[block]]\nrepeat = 50\nrest = "10m"\n[[block.step]]\nname = "a"\ntime = "1s"',
    ],
)
def test_a_routine_over_the_limits_is_refused(text: str) -> None:
    assert codes(text) == ["R203"]


@pytest.mark.parametrize(
    "text",
    [
        (
            'levels = ["a", "b"]\n[[block]]\nrepeat = { a = 50, b = 1 }\n'
            '[[block.step]]\nname = "a"\ntime = "1s"\nsets = { a = 1, b = 50 }'
        ),
        '[[step]]\nname = "a"\nreps = 999\nhold = "1s"',
        '[[step]]\nname = "a"\ntime = "5h"',
        '[[step]]\nname = "a"\nreps = 20\npace = "self"\nsets = 50',  # by guess 50 minutes
        '[[block]]\nrepeat = 50\nrest = "10s"\n[[block.step]]\nname = "a"\ntime = "1s"\nsets = 50',  # 5,000 exactly
        '[[block]]\nstep = [ { step = [ { step = [ { step = [ { name = "a", time = "1s" } ] } ] } ] } ]',
    ],
)
def test_a_large_routine_within_the_limits_is_read(text: str) -> None:
    assert codes(text) == []


def test_a_group_five_deep_is_refused() -> None:
    text = (
        '[[block]]\nstep = [ { step = [ { step = [ { step = [ { step = [ { name = "a", time = "1s" } ] } ] } ] } ] } ]'
    )

    assert "R203" in codes(text)


def test_groups_that_nest_without_end_are_a_problem() -> None:
    assert "R203" in codes("[[" + ".".join(["step"] * 300) + ']]\nname = "a"\ntime = "1s"')
