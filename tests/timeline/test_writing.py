"""The eight rules that the writer of a file must know, each by a small routine; what is nearer wins, key by key."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from coach.routine.model import Step
from coach.timeline.values import steps_of
from tests.timeline.answers import (
    LEVELS,
    NAME,
    REPEATED,
    STEP,
    THEN,
    codes,
    compiled,
    goes,
    lengths,
    problems,
    read,
    row,
    said,
    segments,
    steps,
)

IN_TABLES = f'{NAME}[[block]]\n[[block.step]]\nname = "S"\nhold = 9\n[[block.step]]\nname = "T"\nhold = 8\n'
IN_LINES = f'{NAME}[[block]]\nstep = [ {{ name = "S", hold = 9 }}, {{ name = "T", hold = 8 }} ]\n'
DEFAULTS = f'{NAME}[defaults]\nhold = 9\nsets = 3\nsides = "each"\nrest = 30\ncues = {{ 1s = "One." }}\n'


def amount(line: str) -> str:
    return f'{NAME}[[step]]\nname = "S"\n{line}\n'


ROWS = [
    row(
        "1",
        goes,
        f'{NAME}[[step]]\nname = "S"\nhold = 9\n[[step]]\nname = "T"\nhold = 8\n',
        ["S 9 s", "T 8 s"],
        "order",
    ),
    row("1", lambda text: segments(text) == segments(IN_LINES), IN_TABLES, True, "compact form"),
    row("1", codes, f'{NAME}[[step]]\nname = "S"\nhold = 9\n[[block]]\n{steps("hold = 9")}', ["R104"], "never both"),
    row("2", goes, amount('time = "45s"'), ["S 45 s"], "time"),
    row("2", goes, amount('hold = "45s"'), ["S 45 s"], "hold"),
    row("2", goes, amount("reps = 8"), ["S 8 reps"], "reps"),
    row("2", goes, amount('distance = "20 m"'), ["S 20 m"], "distance"),
    row("2", goes, amount('until = "done"'), ["S until done"], "until"),
    row("2", goes, amount("reps = 10\nhold = 5"), ["S 10 × 5 s"] * 10, "held reps"),
    row("2", goes, amount('reps = "max"\ntime = 30'), ["S max reps in 30 s"], "as many as you can in a time"),
    row("2", segments, f'{STEP}reps = "max"', "say 0 1 · wait 1 60~ · ◦ 61~", "max alone waits"),
    row("2", codes, amount("hold = 9\ntime = 9"), ["R106"], "two amounts"),
    row("2", codes, amount("reps = 8\ntime = 9"), ["R106"], "reps and a time"),
    row("2", codes, amount('hold = 9\ndistance = "20 m"'), ["R106"], "hold and a distance"),
    row("2", codes, amount('reps = 8\nuntil = "done"'), ["R106"], "reps until done"),
    row("2", codes, amount(""), ["R106"], "no amount"),
    row("2", codes, f"{NAME}[[step]]\nhold = 9\n", ["R106"], "how much and not what"),
    row(
        "2",
        segments,
        f'{STEP}hold = 9\n[[step]]\nrest = 20\n{THEN}[[step]]\nsay = "Well done."\n',
        "say 0 1 · hold 1 9 · rest 10 20 · hold 30 9 · say 39 2 · ◦ 41",
        "a pause and an announcement",
    ),
    row(
        "2",
        segments,
        f'{DEFAULTS}[[step]]\nsay = "Hello."\n[[step]]\nrest = 20\n[[step]]\nname = "S"\nsets = 1\nsides = "none"\n',
        "say 0 1 · rest 1 20 · hold 21 9 · ◦ 30",
        "which take nothing from the defaults",
    ),
    row(
        "2",
        goes,
        f"{NAME}[[block]]\n[[block.step]]\nrepeat = 2\n{steps('hold = 9', 'hold = 8')}",
        ["S 9 s", "T 8 s"] * 2,
        "a group",
    ),
    row("3", lengths, amount("hold = 9\nsets = 3"), [9, 9, 9], "sets"),
    row("3", goes, f"{REPEATED}{steps('hold = 9', 'hold = 8')}", ["S 9 s", "T 8 s"] * 3, "repeat"),
    row(
        "4",
        segments,
        f"{REPEATED}rest = 40\n{steps('hold = 9, sets = 2, rest = 20')}",
        "say 0 1 · hold 1 9 · rest 10 20 · hold 30 9 · rest 39 40 · hold 79 9 · rest 88 20 · hold 108 9 · "
        "rest 117 40 · hold 157 9 · rest 166 20 · hold 186 9 · ◦ 195",
        "the outer counts, the last is dropped",
    ),
    row(
        "5",
        segments,
        f'{STEP}hold = 9\nsides = "each"\nswitch = 7\nrest = 20\nsets = 2',
        "say 0 1 · hold L 1 9 · switch 10 7 · hold R 17 9 · rest 26 20 · "
        "hold L 46 9 · switch 55 7 · hold R 62 9 · ◦ 71",
        "each",
    ),
    row("5", goes, f'{STEP}reps = 12\nsides = "alternate"', ["S 12 reps"], "alternate"),
    row(
        "5",
        goes,
        f'{STEP}hold = 9\nsides = ["right", "left", "right"]',
        ["S 9 s right", "S 9 s left", "S 9 s right"],
        "a list",
    ),
    row("5", goes, f'{STEP}hold = 9\nsides = "left"', ["S 9 s left"], "one side"),
    row("6", lengths, amount('hold = ["20s", "30s", "40s"]'), [20, 30, 40], "a list makes sets"),
    row("6", lengths, amount('hold = ["20s", "30s"]\nsets = 4'), [20, 30, 30, 30], "a short list"),
    row("6", lengths, f"{REPEATED}{steps('hold = [20, 30, 40]')}", [20, 30, 40], "by round in a repeated block"),
    row("6", lengths, amount('hold = "20s..40s"\nsets = 3'), [20, 30, 40], "a ramp"),
    row(
        "6",
        lambda text: [
            [one.seconds for one in compiled(text, level=level).segments if one.kind.value == "hold"]
            for level in ("easy", "hard")
        ],
        f'{LEVELS}[[step]]\nname = "S"\nhold = {{ easy = 20, hard = 40 }}\n',
        [[20], [40]],
        "a table by level",
    ),
    row("6", goes, amount('reps = "8-12"\nsets = 2'), ["S 8-12 reps"] * 2, "a range within one set"),
    row("6", goes, amount('reps = "8..12"\nsets = 2'), ["S 8 reps", "S 12 reps"], "from set to set"),
    row(
        "7",
        lambda text: (segments(text), said(text)),
        f'{NAME}[[block]]\nrest = 30\nsay = "Now."\nstep = [ {{ name = "S", hold = 9, sets = 2 }} ]\n'
        '[[block]]\nstep = [ { name = "T", hold = 9 } ]\n',
        (
            "say 0 1 · ready 1 7 · hold 8 9 · ready 17 5 · hold 22 9 · rest 31 30 · hold 61 9 · ◦ 70",
            ["Now.", "S. 2 sets of 9 seconds.", "Last set.", "Rest, 30 seconds.", "Next: T. 9 seconds."],
        ),
        "what a block says of itself is its rounds'",
    ),
    row(
        "7", lengths, f'{NAME}[defaults]\nhold = 9\n[[step]]\nname = "S"\nreps = 5\npace = 2\n', [10], "another amount"
    ),
    row(
        "7",
        lengths,
        f'{NAME}[defaults]\ntempo = "3-0-1-0"\n'
        '[[step]]\nname = "S"\nreps = 5\n[[step]]\nname = "T"\nreps = 2\nhold = 9\n'
        '[[step]]\nname = "U"\nreps = "max"\n',
        [20, 9, 9, 60],
        "a default tempo is for plain reps",
    ),
    row("7", lengths, f'{NAME}[defaults]\nsets = 2\nhold = 9\n[[step]]\nname = "S"\n', [9, 9], "default sets"),
    row(
        "7",
        lengths,
        f"{NAME}[defaults]\nsets = 2\n[[block]]\nrepeat = 3\n{steps('hold = 9')}",
        [9] * 3,
        "default sets not in a repeated block",
    ),
    row(
        "7",
        codes,
        f"{NAME}[defaults]\nrest = 30\n[[block]]\nrepeat = 3\nrest = 20\n{steps('hold = 9', 'hold = 8')}",
        ["W306"],
        "a default rest longer than the block's",
    ),
    row(
        "8",
        lambda text: [
            lengths(text.replace("LONG", long))[0]
            for long in ('"90s"', '"1m30s"', '"1:30"', '"1.5 min"', "90", '"0:90"')
        ],
        amount("hold = LONG"),
        [90] * 6,
        "a duration",
    ),
    row("8", segments, f'{STEP}time = "30s+"', "say 0 1 · work 1 30 · wait 31 0~ · ◦ 31~", "at least"),
    row(
        "8",
        segments,
        f'{STEP}hold = 9\nsets = 2\nrest = "done"',
        "say 0 1 · hold 1 9 · rest 10 60~ · hold 70 9 · ◦ 79~",
        "a rest until done",
    ),
    row("8", lengths, amount('time = "2m"'), [120], "m is minutes in a time"),
    row("8", goes, amount('distance = "20m"'), ["S 20 m"], "and metres in a distance"),
    row("8", problems, amount("distance = 20"), ['R201 | `distance` needs a unit | write distance = "20 m"'], "a unit"),
    row("8", codes, amount('time = "soon"'), ["R201"], "what cannot be understood"),
]


@pytest.mark.parametrize(("shown", "text", "answer"), ROWS)
def test_a_rule_for_writers_is_kept(shown: Callable[[str], Any], text: str, answer: Any) -> None:
    assert shown(text) == answer


def test_every_rule_for_writers_has_a_routine_that_shows_it() -> None:
    assert {str(one.id).split()[0] for one in ROWS} == {str(number) for number in range(1, 9)}


# --- what is nearer wins (F7) ---------------------------------------------------------------------------------------

LAYERED: dict[str, tuple[list[Any], Callable[[Step], Any], str]] = {
    "time": (["20s", "21s", "22s", "23s"], lambda step: step.amount.time, ""),
    "hold": (["20s", "21s", "22s", "23s"], lambda step: step.amount.hold, ""),
    "reps": ([5, 6, 7, 8], lambda step: step.amount.reps, ""),
    "sets": ([2, 3, 4, None], lambda step: step.sets or step.default_sets, "hold = 9"),
    "sides": (["left", "right", "each", "left"], lambda step: step.sides, "hold = 9"),
    "switch": (["6s", "7s", "8s", None], lambda step: step.switch, 'hold = 9\nsides = "each"'),
    "rest": (["20s", "21s", "22s", "23s"], lambda step: step.rest, "hold = 9"),
    "ready": (["20s", "21s", "22s", None], lambda step: step.ready, "hold = 9"),
    "tempo": (["3-0-1-0", "4-0-1-0", "5-0-1-0", "6-0-1-0"], lambda step: step.tempo, "reps = 9"),
    "pace": (["3s", "4s", "5s", "6s"], lambda step: step.pace, "reps = 9"),
    "relax": (["3s", "4s", "5s", None], lambda step: step.relax, "reps = 9\nhold = 9"),
    "effort": ([3, 4, 5, None], lambda step: step.effort, "hold = 9"),
}
"""Key to a value for the step, the block's defaults, the file's and the exercise (None: it cannot have one)."""


def layered(key: str, beside: str, values: list[Any]) -> Any:
    """Return what a step has of a key that is written in those layers that have a value."""
    own, block, file, exercise = (
        f"{key} = {value!r}\n".replace("'", '"') if value is not None else "" for value in values
    )
    routine, problems_found = read(
        f'{NAME}[defaults]\n{file}[[block]]\n[block.defaults]\n{block}[[block.step]]\nexercise = "x"\n{own}{beside}\n'
        f'[exercise.x]\nname = "X"\n{exercise}'
    )
    assert routine is not None, problems_found
    step: Step = next(iter(steps_of(routine.items)))
    found = LAYERED[key][1](step)
    return getattr(found, "by_level", found)


CASES = [(key, index) for key in LAYERED for index in range(4) if LAYERED[key][0][index] is not None]


@pytest.mark.parametrize(("key", "nearest"), CASES, ids=[f"{key}-{'SBDE'[index]}" for key, index in CASES])
def test_the_nearest_of_step_block_file_and_exercise_wins(key: str, nearest: int) -> None:
    """Whatever is farther away makes no difference."""
    values, _, beside = LAYERED[key]
    alone = layered(key, beside, [value if index == nearest else None for index, value in enumerate(values)])

    for farther in itertools.product([False, True], repeat=3 - nearest):
        written = [None] * nearest + [values[nearest]]
        written += [value if on else None for value, on in zip(values[nearest + 1 :], farther, strict=True)]
        assert layered(key, beside, written) == alone
