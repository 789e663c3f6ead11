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


@pytest.mark.parametrize(
    "text",
    [
        '[[step]]\nname = "a"\ntime = "5h"\ncues = { every-1s = "x", every-2s = "y", every-3s = "z" }',
        '[[step]]\nname = "a"\nuntil = "done"\nabout = "1s"\nsets = 50\ncues = { every-1s = "x", every-2s = "y" }',
        '[[block]]\nrepeat = 50\n[[block.step]]\nname = "a"\nreps = 100\npace = "1s"\ncues = { every-1-rep = "x" }',
    ],
)
def test_many_cues_are_read(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '[[step]]\nname = "a"\ntime = "5h"\ncues = { ' + ", ".join(f'every-{n}s = "x"' for n in range(1, 300)) + " }",
        (
            '[[block]]\nrepeat = 50\n[[block.step]]\nname = "a"\nuntil = "done"\nabout = "1s"\nsets = 50\n'
            'cues = { every-1s = "x" }'
        ),
        '[[step]]\nname = "a"\ntime = "1s"\nsets = 50\ncues = { '
        + ", ".join(f'"0.{n:05}s" = "x"' for n in range(1, 2002))
        + " }",
    ],
)
def test_cues_that_would_take_minutes_to_place_are_refused(text: str) -> None:
    assert codes(text) == ["R203"]


def test_a_cue_that_comes_more_often_than_each_second_is_refused() -> None:
    """R205: 40 bytes would ask for 18 million."""
    assert codes('[[step]]\nname = "a"\ntime = "5h"\ncues = { "every-0.001s" = "x" }') == ["R205"]


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("root", 'welcome = "WORDS"'),
        ("root", 'goodbye = "WORDS"'),
        ("step", 'say = "WORDS"'),
        ("step", 'say = ["Short.", "WORDS"]'),
        ("step", 'cues = { half = "WORDS" }'),
        ("step", 'load = "WORDS"'),
        ("root", 'equipment = ["WORDS"]'),
        ("root", 'exercise.x.setup = "WORDS"\nexercise.x.name = "X"'),
        ("root", 'exercise.x.name = "WORDS"\nexercise.x.setup = "X"'),
    ],
)
@pytest.mark.parametrize("words", ["Up ...99999999s down", "...60s " * 11, "long " * 1600, "x" * 10_001])
def test_words_that_take_more_than_ten_minutes_are_refused(where: str, line: str, words: str) -> None:
    """A pause inside a sentence asks for its silence in memory."""
    line = line.replace("WORDS", words)
    text = f"{line if where == 'root' else ''}\n[[step]]\nname = 'a'\ntime = '30s'\n{line if where == 'step' else ''}"

    assert codes(text) == ["R203"]


def test_words_count_for_the_five_hours() -> None:
    text = '[[block]]\nrepeat = 50\n[[block.step]]\nsay = "Breathe in ...9m"\n'.replace("...9m", "...540s")

    assert codes(text) == ["R203"]
    assert codes(text.replace("50", "30")) == []
