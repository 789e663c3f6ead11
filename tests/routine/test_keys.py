"""The table of keys: each is taken in the tables that may have it and reaches the model; elsewhere it is a problem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from pydantic import BaseModel

from coach.routine.filemodel import (
    BlockTable,
    CheckInTable,
    DefaultsTable,
    ExerciseTable,
    RoutineTable,
    ScheduleTable,
    StepTable,
    keys_of,
)
from coach.routine.model import (
    CheckIn,
    Distance,
    Duration,
    Effort,
    FileCue,
    Group,
    Listed,
    Load,
    Phase,
    Ramp,
    Reps,
    Routine,
    Say,
    Schedule,
    Side,
    Sides,
    Single,
    Speech,
    Step,
    StepType,
    Tempo,
    Varying,
)
from coach.routine.read import Found, read_routine
from coach.source import Place, Problem
from tests.routine.reading import steps

SCOPES = "RDBGSE"
"""Root, [defaults], [[block]], a group inside one, [[step]], [exercise.<id>]."""

USED = 'name = "W"\n[[step]]\nname = "A"\nhold = 9\n'


@dataclass(frozen=True, slots=True)
class Key:
    """One row of the table of keys, or a part of it."""

    name: str
    scopes: str
    value: str
    """A good one, as it is written."""
    attribute: str
    """Where it ends up: of the routine, the group, the step, or the exercise."""
    becomes: Any
    beside: str = "hold = 9"
    """What else the step has to say."""
    alone: bool = False
    """Written where the step has no amount besides."""

    def __str__(self) -> str:
        return self.name

    @property
    def line(self) -> str:
        return f"{self.name} = {self.value}"


def text_of(key: Key, scope: str) -> str:
    """Return a routine that writes the key in one table, on a line of its own."""
    beside = "" if key.alone else key.beside
    name = "" if key.name == "name" else 'name = "Other"\n'
    inside = ", ".join(['name = "S"', *beside.splitlines()])
    match scope:
        case "R":
            top = "" if key.name == "name" else 'name = "R"\n'
            return f'{top}{key.line}\n[[step]]\nname = "S"\nhold = 9\n'
        case "D":
            return f'name = "R"\n[defaults]\n{key.line}\n[[step]]\nname = "S"\n{beside}\n'
        case "B":
            body = "" if key.name == "use" else '[[block.step]]\nname = "S"\nhold = 9\n'
            return f'name = "R"\n[[block]]\n{key.line}\n{body}'
        case "G":
            body = "" if key.name == "use" else f"step = [ {{ {inside} }} ]\n"
            if key.alone:
                body = 'step = [ { name = "S", hold = 9 } ]\n'
            return f'name = "R"\n[[block]]\n[[block.step]]\n{key.line}\n{body}'
        case "S":
            what = "" if key.name == "exercise" else name
            own = '[exercise.x]\nname = "X"\n' if key.name == "exercise" else ""
            return f'name = "R"\n[[step]]\n{what}{key.line}\n{beside}\n{own}'
    own = "" if key.name == "name" else 'name = "X"\n'
    return f'name = "R"\n[[step]]\nexercise = "x"\n{beside}\n[exercise.x]\n{own}{key.line}\n'


def read(text: str) -> tuple[Routine | None, list[Problem]]:
    return read_routine(text, file="r.toml", find=lambda reference, origin: Found("w.toml", USED))


def of_model(routine: Routine, scope: str, attribute: str) -> Any:
    """Return what became of a key, in plain values."""
    first = routine.items[0]
    holder: Any = routine
    if scope in "BG":
        assert isinstance(first, Group)
        holder = first.items[0] if scope == "G" else first
    elif scope != "R":
        holder = steps(routine.items)[0]
    if scope == "E" and not hasattr(holder, attribute.split(".")[0]):
        holder = (routine.exercises or {})["x"]
    for part in attribute.split("."):
        holder = getattr(holder, part)
    return simple(holder)


def simple(value: Any) -> Any:
    match value:
        case Varying():
            series = value.by_level[""]
            return series.value if isinstance(series, Single) else series
        case Speech():
            return value.text
        case Say():
            return [line.text for line in value.lines]
        case tuple() if value and isinstance(value[0], FileCue):
            return [(cue.when.anchor.value, [line.text for line in cue.lines]) for cue in value]
    return value


SAID = [("half", ["Half."])]
KEYS = [
    Key("format", "R", "1", "name", "R"),
    Key("name", "RBGSE", '"Given"', "name", "Given"),
    Key("summary", "R", '"s"', "summary", "s"),
    Key("welcome", "R", '"Hello."', "welcome", "Hello."),
    Key("goodbye", "R", '"Bye."', "goodbye", "Bye."),
    Key("author", "R", '"a"', "author", "a"),
    Key("source", "RE", '"s"', "source", "s"),
    Key("licence", "R", '"CC0"', "licence", "CC0"),
    Key("lang", "R", '"en-GB"', "lang", "en-GB"),
    Key("equipment", "RE", '["mat"]', "equipment", ("mat",)),
    Key("target", "RE", '["quads"]', "target", ("quads",)),
    Key("levels", "R", '["easy", "hard"]', "levels", ("easy", "hard")),
    Key("use", "BG", '"w"', "used", "w"),
    Key("id", "RBGS", '"given"', "id", "given"),
    Key("exercise", "S", '"x"', "exercise", "x"),
    Key("type", "SE", '"isometric"', "type", StepType.ISOMETRIC),
    Key("caution", "E", '["heart", "balance"]', "caution", ("heart", "balance")),
    Key("say", "BGS", '"Now."', "say", ["Now."]),
    Key("notes", "RBGSE", '"n"', "notes", "n"),
    Key("time", "DSE", '"45s"', "amount.time", Duration(45), alone=True),
    Key("hold", "DSE", '"45s"', "amount.hold", Duration(45), alone=True),
    Key("reps", "DSE", '"8-12"', "amount.reps", Reps(8, 12), alone=True),
    Key("distance", "S", '"20 m"', "amount.distance", Distance(20, "m"), alone=True),
    Key("until", "S", '"done"', "amount.until_done", True, alone=True),
    Key("about", "S", '"30s"', "about", 30, beside='until = "done"'),
    Key("at_most", "S", '"2m"', "at_most", 120, beside='until = "done"'),
    Key("repeat", "BG", "3", "repeat", 3),
    Key("every", "BGS", '"1m"', "every", 60),
    Key("sides", "DBGSE", '["right", "left"]', "sides", Sides((Side.RIGHT, Side.LEFT))),
    Key("switch", "DS", '"7s"', "switch", 7, beside='hold = 9\nsides = "each"'),
    Key("rest", "DBGSE", '"30s"', "rest", Duration(30)),
    Key("ready", "DS", '"7s"', "ready", 7),
    Key("relax", "DS", '"3s"', "relax", 3, beside="reps = 3\nhold = 9"),
    Key("pace", "DSE", '"4s"', "pace", 4, beside="reps = 3"),
    Key("tempo", "DSE", '"3-1-2-0"', "tempo", Tempo((3, 1, 2, 0)), beside="reps = 3"),
    Key("load", "S", '"20 kg"', "load", Load(20, "kg")),
    Key("effort", "DS", '"6-7"', "effort", Effort(6, 7)),
    Key("cues", "DSE", '{ half = "Half." }', "cues", SAID),
    Key("setup", "E", '"Sit."', "setup", "Sit."),
    Key("faults", "E", '["f"]', "faults", ("f",)),
    Key("safety", "E", '["s"]', "safety", ("s",)),
    Key("first", "E", '"up"', "first", Phase.UP, beside="reps = 3"),
    Key("easier", "E", '"x"', "easier", "x"),
    Key("harder", "E", '"x"', "harder", "x"),
    Key("figure", "E", '["o", "|"]', "figure", ("o", "|")),
    Key("checkin", "R", '{ off = true, ask = ["note"] }', "checkin", CheckIn(True, ("note",))),
    Key("schedule", "R", '{ days = ["mon", "thu"], at = "07:30" }', "schedule", Schedule(("mon", "thu"), "07:30")),
    Key("progression", "S", "false", "progression", False),
]
"""`sets`, `progression` at the root and the tables of tables have tests of their own below."""

PLACES = [(key, scope) for key in KEYS for scope in SCOPES if scope in key.scopes]
ELSEWHERE = [(key, scope) for key in KEYS for scope in SCOPES if scope not in key.scopes]
# `progression` has a test of its own; a [[step]] with `use` is a group, and what stands beside it is pointed at.
ELSEWHERE = [(key, scope) for key, scope in ELSEWHERE if (key.name, scope) not in {("progression", "R"), ("use", "S")}]


def named(pairs: list[tuple[Key, str]]) -> list[Any]:
    return [pytest.param(key, scope, id=f"{key.name}-{scope}") for key, scope in pairs]


@pytest.mark.parametrize(("key", "scope"), named(PLACES))
def test_a_key_is_taken_in_its_scopes_and_reaches_the_model(key: Key, scope: str) -> None:
    routine, problems = read(text_of(key, scope))

    assert problems == []
    assert routine is not None
    assert of_model(routine, scope, key.attribute) == key.becomes


@pytest.mark.parametrize(("key", "scope"), named(ELSEWHERE))
def test_a_key_in_another_table_is_pointed_at(key: Key, scope: str) -> None:
    """R101 or R107; R106 in a group, which is written as a step is."""
    text = text_of(key, scope)
    line = max(number for number, written in enumerate(text.splitlines(), 1) if written == key.line)

    _, problems = read(text)

    expected = {"R101", "R107"} | ({"R106"} if scope == "G" else set())
    if (key.name, scope) == ("exercise", "R"):
        expected = {"R201"}  # a known key of the root, where it is a table
    assert {problem.code for problem in problems if problem.place.line == line} <= expected
    assert line in {problem.place.line for problem in problems}


def test_the_table_names_every_key_and_every_scope_of_the_format() -> None:
    of_scope: dict[str, type[BaseModel]] = {"R": RoutineTable, "D": DefaultsTable, "B": BlockTable, "E": ExerciseTable}
    tables = {"step", "block", "defaults", "exercise"}

    for scope, model in of_scope.items():
        named_here = {key.name for key in KEYS if scope in key.scopes} | tables | {"sets", "progression"}
        assert keys_of(model) - named_here == set(), scope
    in_steps = {key.name for key in KEYS if set("SG") & set(key.scopes)} | tables | {"sets", "progression"}
    assert keys_of(StepTable) - in_steps == set()
    assert keys_of(CheckInTable) == {"off", "ask"}
    assert keys_of(ScheduleTable) == {"days", "at"}


# --- values that may change from set to set --------------------------------------------------------------------------

VARYING = [
    ("time", "DSE", '"20s"', '"30s"'),
    ("hold", "DSE", '"20s"', '"30s"'),
    ("reps", "DSE", "8", "12"),
    ("distance", "S", '"20 m"', '"30 m"'),
    ("sets", "DS", "2", "3"),
    ("every", "BS", '"60s"', '"90s"'),
    ("rest", "DBSE", '"20s"', '"30s"'),
    ("ready", "DS", '"5s"', '"8s"'),
    ("pace", "DSE", '"2s"', '"4s"'),
    ("tempo", "DSE", '"3-0-1-0"', '"5-0-1-0"'),
    ("load", "S", '"8 kg"', '"10 kg"'),
    ("effort", "DS", "5", "7"),
    ("repeat", "B", "2", "3"),
]
FORMS: dict[str, Callable[[str, str], str]] = {
    "value": lambda low, high: low,
    "list": lambda low, high: f"[{low}, {high}]",
    "ramp": lambda low, high: '"{}..{}"'.format(low.strip('"'), high.strip('"')),
    "levels": lambda low, high: f"{{ easy = {low}, hard = {high} }}",
    "levels of lists": lambda low, high: f"{{ easy = [{low}, {high}], hard = {high} }}",
}
VARIED = [
    pytest.param(name, scope, FORMS[form](low, high), id=f"{name}-{scope}-{form}")
    for name, scopes, low, high in VARYING
    for scope in scopes
    for form in FORMS
    # a list of counts goes by round, so it needs a block with repeat above it; a default count never has one
    if not (name in ("repeat", "sets") and scope in "BD" and form in ("list", "ramp", "levels of lists"))
]


@pytest.mark.parametrize(("name", "scope", "value"), VARIED)
def test_what_may_vary_is_a_value_a_list_a_ramp_or_a_table_by_level(name: str, scope: str, value: str) -> None:
    line = f"{name} = {value}"
    says_how_much = name in ("time", "hold", "reps", "distance")
    amount = "" if says_how_much else "reps = 8" if name in ("pace", "tempo") else "hold = 9"
    top = 'name = "R"\nlevels = ["easy", "hard"]\n'
    rounds = "repeat = 3\n" if name != "repeat" else ""
    match scope:
        case "D":
            text = f'[defaults]\n{line}\n[[block]]\n{rounds}[[block.step]]\nname = "S"\n{amount}\n'
        case "B":
            text = f'[[block]]\n{line}\n{rounds}[[block.step]]\nname = "S"\n{amount}\n'
        case "S":
            text = f'[[block]]\n{rounds}[[block.step]]\nname = "S"\n{line}\n{amount}\n'
        case _:
            text = f'[[block]]\n{rounds}[[block.step]]\nexercise = "x"\n{amount}\n[exercise.x]\nname = "X"\n{line}\n'

    routine, problems = read(top + text)

    assert [problem.message for problem in problems] == []
    assert routine is not None


@pytest.mark.parametrize(
    "line", ['switch = ["5s", "6s"]', 'relax = "2s..4s"', 'about = ["5s"]', 'at_most = { easy = "2m" }']
)
def test_what_may_not_vary_is_one_value(line: str) -> None:
    beside = 'until = "done"' if line.startswith("a") else 'reps = 3\nhold = 9\nsides = "each"'

    _, problems = read(f'name = "R"\nlevels = ["easy"]\n[[step]]\nname = "S"\n{beside}\n{line}\n')

    assert [problem.code for problem in problems] == ["R201"]


# --- what is used where nothing is written ---------------------------------------------------------------------------


def test_a_step_that_says_only_how_much_has_the_defaults_of_the_table() -> None:
    routine, _ = read('name = "R"\n[[step]]\nname = "S"\nreps = 3\nhold = 9\n')
    assert routine is not None
    step = steps(routine.items)[0]

    assert (step.id, step.sets, step.default_sets, step.every, step.sides) == ("s", None, None, None, Sides())
    assert (step.switch, step.rest, step.ready, step.relax) == (5, None, None, 2)
    assert (step.pace, step.tempo, step.first, step.load, step.effort) == (None, None, Phase.DOWN, None, None)
    assert (step.about, step.at_most, step.type, step.progression) == (None, None, None, True)
    assert (step.say, step.setup, step.cues, step.notes) == (None, None, (), "")


def test_a_routine_that_says_nothing_else_has_the_defaults_of_the_table() -> None:
    routine, _ = read('name = "R"\n[[step]]\nname = "S"\nhold = 9\n')
    assert routine is not None

    assert (routine.id, routine.lang, routine.levels) == ("r", "en", ())
    assert (routine.equipment, routine.target, routine.checkin) == ((), (), CheckIn(False, ()))
    assert (routine.schedule, routine.welcome, routine.goodbye) == (None, None, None)


# --- keys with tables of their own -----------------------------------------------------------------------------------


def test_sets_of_a_step_and_of_the_defaults_are_kept_apart() -> None:
    routine, problems = read('name = "R"\n[defaults]\nsets = 2\n[[step]]\nname = "S"\nhold = 9\nsets = 3\n')
    assert routine is not None, problems
    step = steps(routine.items)[0]

    assert (simple(step.sets), simple(step.default_sets)) == (3, 2)


def test_progression_off_at_the_root_is_off_for_every_step() -> None:
    routine, problems = read('name = "R"\nprogression = false\n[[step]]\nname = "S"\nhold = 9\nprogression = true\n')
    assert routine is not None, problems

    assert [step.progression for step in steps(routine.items)] == [False]


@pytest.mark.parametrize(
    ("value", "code"), [('"no"', "R201"), ("0", "R201"), ('"false"', "R201"), ("true", None), ("false", None)]
)
def test_progression_is_yes_or_no(value: str, code: str | None) -> None:
    _, problems = read(f'name = "R"\n[[step]]\nname = "S"\nhold = 9\nprogression = {value}\n')

    assert [problem.code for problem in problems] == ([code] if code else [])


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        ('days = ["mon", "Thursday"]\nat = "7:30"', []),
        ('at = "07:30"', []),
        ('days = ["someday"]', [Place("r.toml", 5, 9, 18)]),
        ('days = ["mon"]\nat = "25:00"', [Place("r.toml", 6, 6, 13)]),
        ('at = "morning"', [Place("r.toml", 5, 6, 15)]),
    ],
)
def test_a_schedule_has_days_and_an_hour(lines: str, places: list[Place]) -> None:
    text = f'name = "R"\n[defaults]\nhold = 9\n[schedule]\n{lines}\n[[step]]\nname = "S"\n'

    _, problems = read(text)

    assert [(problem.code, problem.place) for problem in problems] == [("R201", place) for place in places]


def test_a_caution_is_one_of_the_precautions() -> None:
    text = 'name = "R"\n[[step]]\nexercise = "x"\nhold = 9\n[exercise.x]\nname = "X"\ncaution = ["hart", "bones"]\n'

    _, problems = read(text)

    assert [(problem.code, problem.help) for problem in problems] == [
        ("R201", ('did you mean `heart`? write caution = ["heart", "bones"]',))
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("ask = ['note']", None),
        ("ask = ['weight']", "R201"),
        ("off = 'yes'", "R201"),
        ("of = true", "R101"),
        ("rest = 9", "R107"),
    ],
)
def test_a_checkin_asks_a_note_or_is_off(line: str, code: str | None) -> None:
    _, problems = read(f'name = "R"\n[checkin]\n{line}\n[[step]]\nname = "S"\nhold = 9\n')

    assert [problem.code for problem in problems] == ([code] if code else [])


def test_words_for_each_side_are_two_forms() -> None:
    routine, problems = read(
        'name = "R"\n[[step]]\nname = "S"\nhold = 9\nsides = "each"\nsay = { left = "L", right = "R" }\n'
    )
    assert routine is not None, problems
    say = steps(routine.items)[0].say

    assert say is not None
    assert {side: line.text for side, line in (say.by_side or {}).items()} == {Side.LEFT: "L", Side.RIGHT: "R"}


def test_lists_and_ramps_are_kept_as_they_are_written() -> None:
    routine, problems = read('name = "R"\n[[step]]\nname = "S"\nhold = ["20s", 30]\nload = "8..10 kg"\n')
    assert routine is not None, problems
    step: Step = steps(routine.items)[0]

    assert simple(step.amount.hold) == Listed((Duration(20), Duration(30)))
    assert simple(step.load) == Ramp(Load(8, "kg"), Load(10, "kg"))
