"""What `check` says about words and clocks: a routine and its exact report."""

from __future__ import annotations

from textwrap import dedent

import pytest

from coach.source import report
from coach.testing import FixedLengths
from coach.timeline.lint import lint
from coach.words.files import load_phrases
from tests.timeline.building import routine_of


def reports(text: str) -> str:
    """Return all reports about a routine; words are 0.4 s each."""
    found = lint(routine_of(text), load_phrases(), FixedLengths())
    return "\n".join(report(problem, {"routine.toml": text}) for problem in found)


def lines(text: str) -> str:
    return dedent(text).strip()


CASES = [
    pytest.param(
        """
        name = "Knees"
        [[step]]
        name = "Wall sit"
        ready = 0
        say = "Back to the wall."
        hold = "30s"
        """,
        """
        warning[W301]: this is not said: there is no time before the go
         --> routine.toml:5:7
        5 | say = "Back to the wall."
          |       ^^^^^^^^^^^^^^^^^^^
          help: give the step a ready, or make it a cue: start = "…"
        """,
        id="W301 without a get-ready",
    ),
    pytest.param(
        """
        name = "Knees"
        [[step]]
        name = "Wall sit"
        hold = "30s"
        cues = { -5s = "one two three four five six seven eight nine" }
        """,
        """
        warning[W301]: this cue takes 3.6 s to say and has 2.0 s before the countdown
         --> routine.toml:5:10
        5 | cues = { -5s = "one two three four five six seven eight nine" }
          |          ^^^
          help: say it earlier (-7s) or shorten it
          help: write cues = { -7s = "one two three four five six seven eight nine" }
        """,
        id="W301 from the end",
    ),
    pytest.param(
        """
        name = "Knees"
        [[step]]
        name = "Squat"
        reps = 4
        cues = { 11s = "one two three four" }
        """,
        """
        warning[W301]: this cue takes 1.6 s to say and has 1.0 s before the end
         --> routine.toml:5:10
        5 | cues = { 11s = "one two three four" }
          |          ^^^
          help: say it earlier (10s) or shorten it
          help: write cues = { 10s = "one two three four" }
        """,
        id="W301 before the end",
    ),
    pytest.param(
        """
        name = "Knees"
        [[step]]
        name = "Squat"
        hold = "9s"
        rest = "8s"
        [[step]]
        name = "Lunge"
        hold = "9s"
        say = "One two three four five six seven eight nine ten."
        """,
        """
        warning[W301]: this takes 4.0 s to say and the rest has 2.9 s left for it
         --> routine.toml:9:7
        9 | say = "One two three four five six seven eight nine ten."
          |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          help: write rest = "10s" in line 5, or shorten it
        """,
        id="W301 in a rest",
    ),
    pytest.param(
        """
        name = "Knees"
        [[step]]
        name = "Squat"
        hold = "9s"
        sides = "each"
        say = "Your {side} foot."
        """,
        """
        warning[W301]: this takes 1.2 s to say and the change of side has 0.3 s left for it
         --> routine.toml:6:7
        6 | say = "Your {side} foot."
          |       ^^^^^^^^^^^^^^^^^^^
          help: add switch = "6s" to the step in line 2, or shorten it
        """,
        id="W301 in a switch",
    ),
    pytest.param(
        """
        name = "Knees"
        [[step]]
        name = "Wall sit"
        hold = "40s"
        cues = { 5s = "one two three four five six seven eight nine ten eleven", 6s = "late" }
        """,
        """
        warning[W302]: this cue is not said: “one two three four five six seven eight nine ten eleven” has its moment
         --> routine.toml:5:74
        5 | cues = { 5s = "one two three four five six seven eight nine ten eleven", 6s = "late" }
          |          -- this is said
          |                                                                          ^^ and this is not
          help: say it later (10s), or move the other
          help: write cues = { 5s = "one two three four five six seven eight nine ten eleven", 10s = "late" }
        """,
        id="W302",
    ),
    pytest.param(
        """
        name = "Knees"
        [[step]]
        name = "Wall sit"
        hold = "40s"
        cues = { 5s = "one two three four", 5.5s = "late" }
        """.replace("5.5s", '"5.5s"'),
        """
        warning[W303]: this cue is said 1.1 s later than asked for, after what has its moment
         --> routine.toml:5:37
        5 | cues = { 5s = "one two three four", "5.5s" = "late" }
          |                                     ^^^^^^
          help: write the time at which it is said (7s)
          help: write cues = { 5s = "one two three four", 7s = "late" }
        """,
        id="W303",
    ),
    pytest.param(
        """
        name = "Knees"
        [[step]]
        name = "Wall sit"
        hold = "30s"
        sets = 2
        [step.cues]
        start = "Breathe out as you slide."
        last-set = "The last one."
        """,
        """
        warning[W303]: this cue is said 2.0 s later than asked for, after what has its moment
         --> routine.toml:8:1
        8 | last-set = "The last one."
          | ^^^^^^^^
          help: drop or move the `start` cue in line 7 (write it as 2s)
          help: write 2s = "Breathe out as you slide."
        """,
        id="W303 at the go",
    ),
    pytest.param(
        """
        name = "Knees"
        [[step]]
        name = "Wall sit"
        hold = "30s"
        sets = 2
        [step.cues]
        start = "One two three four five six seven eight nine."
        last-set = "The last one."
        """,
        """
        warning[W302]: this cue is not said: “One two three four five six seven eight nine.” has its moment
         --> routine.toml:8:1
        7 | start = "One two three four five six seven eight nine."
          | ----- this is said
        8 | last-set = "The last one."
          | ^^^^^^^^ and this is not
          help: drop or move the `start` cue in line 7 (write it as 2s)
          help: write 2s = "One two three four five six seven eight nine."
        """,
        id="W302 at the go",
    ),
    pytest.param(
        """
        name = "Knees"
        [[step]]
        name = "Wall sit"
        hold = "30s"
        sets = 2
        [step.cues]
        set-2 = "Once more and slowly."
        last-set = "The last one."
        """,
        """
        warning[W303]: this cue is said 1.6 s later than asked for, after what has its moment
         --> routine.toml:8:1
        8 | last-set = "The last one."
          | ^^^^^^^^
          help: put both into one, or drop the `set-2` cue in line 7
        """,
        id="W303 of two at the go that cannot move",
    ),
    pytest.param(
        """
        name = "Knees"
        [[step]]
        name = "Wall sit"
        hold = "5s"
        sets = 2
        [step.cues]
        start = "Breathe out as you slide."
        last-set = "The last one."
        """,
        """
        warning[W303]: this cue is said 2.0 s later than asked for, after what has its moment
         --> routine.toml:8:1
        8 | last-set = "The last one."
          | ^^^^^^^^
          help: drop the `start` cue in line 7
        """,
        id="W303 at a go too short for both",
    ),
    pytest.param(
        """
        name = "Knees"
        [[step]]
        name = "Walk"
        until = "done"
        cues = { half = "Halfway there." }
        """,
        """
        error[R205]: this cue fits none of the goes of Walk
         --> routine.toml:5:10
        5 | cues = { half = "Halfway there." }
          |          ^^^^
          help: this step waits for you; it has no half: use a time from the start, like 20s
        """,
        id="R205 half of a wait",
    ),
    pytest.param(
        """
        name = "Knees"
        [[step]]
        name = "Squat"
        reps = 8
        pace = "self"
        cues = { -10s = "Ten more.", rep-5 = "Five." }
        """,
        """
        error[R205]: this cue fits none of the goes of Squat
         --> routine.toml:6:10
        6 | cues = { -10s = "Ten more.", rep-5 = "Five." }
          |          ^^^^
          help: this step waits for you; to count from its end give it at_most, or use a time from the start
        error[R205]: this cue fits none of the goes of Squat
         --> routine.toml:6:30
        6 | cues = { -10s = "Ten more.", rep-5 = "Five." }
          |                              ^^^^^
          help: this step waits for you; nobody counts its reps: use a time from the start, like 20s
        """,
        id="R205 end and reps of a wait",
    ),
    pytest.param(
        """
        name = "Knees"
        [[step]]
        name = "Wall sit"
        hold = "20s"
        sets = 2
        cues = { set-3 = "Third." }
        """,
        """
        error[R205]: this cue fits none of the goes of Wall sit
         --> routine.toml:6:10
        6 | cues = { set-3 = "Third." }
          |          ^^^^^
          help: use a time, a rep, a set or a round that the step has
        """,
        id="R205 set",
    ),
    pytest.param(
        """
        name = "Knees"
        [[step]]
        name = "Wall sit"
        hold = "20s"
        [[step]]
        say = "Then {next}."
        """,
        """
        error[R206]: `{next}` has no value here: nothing comes after it
         --> routine.toml:6:7
        6 | say = "Then {next}."
          |       ^^^^^^^^^^^^^^
          help: leave {next} out
        """,
        id="R206 at the end",
    ),
    pytest.param(
        """
        name = "Knees"
        levels = ["easy", "hard"]
        [[step]]
        name = "Wall sit"
        time = { easy = "30s", hard = "70s" }
        sets = 3
        every = "1m"
        """,
        """
        error[R201]: the work takes 10 s longer than this clock gives it at level hard
         --> routine.toml:7:9
        7 | every = "1m"
          |         ^^^^
          help: write a longer every, or do less in it
        """,
        id="R201 set",
    ),
    pytest.param(
        """
        name = "Knees"
        [[block]]
        repeat = 2
        every = "1m"
        step = [ { name = "Squat", time = "40s" }, { name = "Lunge", time = "40s", ready = 0 } ]
        """,
        """
        error[R201]: the work takes 20 s longer than this clock gives it
         --> routine.toml:4:9
        4 | every = "1m"
          |         ^^^^
          help: write a longer every, or do less in it
        """,
        id="R201 round",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_cannot_be_said_or_done_in_time_is_reported_at_its_place(text: str, expected: str) -> None:
    assert reports(lines(text)) == lines(expected)


@pytest.mark.parametrize(
    "text",
    [
        # an inherited cue that does not fit is left out
        'name = "R"\n[defaults]\ncues = { 50s = "x", rep-3 = "y" }\n[[step]]\nname = "S"\nhold = "20s"\n',
        # an `every` gives way and moves by rule
        (
            'name = "R"\n[[step]]\nname = "S"\nhold = "60s"\n'
            'cues = { every-10s = "Breathe in and out.", 30s = "Half a minute." }\n'
        ),
        # it fits one go of several
        'name = "R"\n[[step]]\nname = "S"\nhold = ["20s", "40s"]\ncues = { 30s = "x" }\n',
        # it fits at one level of two
        (
            'name = "R"\nlevels = ["a", "b"]\n[[step]]\nname = "S"\n'
            'hold = { a = "20s", b = "40s" }\ncues = { 30s = "x" }\n'
        ),
        # silenced
        'name = "R"\n[[step]]\nname = "S"\nhold = "20s"\ncues = { 30s = "" }\n',
        # a name is no speech: its braces are its own
        'name = "The {next} one"\n[[step]]\nname = "{side}"\nhold = "20s"\n',
        # what waits is ended by its clock
        'name = "R"\n[[step]]\nname = "S"\nreps = 40\npace = "self"\nsets = 2\nevery = "1m"\n',
    ],
)
def test_what_gives_way_by_rule_is_no_problem(text: str) -> None:
    assert reports(text) == ""


def test_each_thing_is_said_once_for_all_levels_goes_and_rounds() -> None:
    text = (
        'name = "R"\nlevels = ["a", "b"]\n[[block]]\nrepeat = 3\n'
        'step = [ { name = "S", sets = 3, hold = "10s", cues = { -4s = "one two three four five" } } ]\n'
    )

    assert [problem.code for problem in lint(routine_of(text), load_phrases(), FixedLengths())] == ["W301"]


@pytest.mark.parametrize("lang", ["en", "EN", "en-GB", "en_US"])
def test_a_language_that_coach_speaks_is_no_problem_whatever_its_country(lang: str) -> None:
    assert reports(f'name = "R"\nlang = "{lang}"\n[[step]]\nname = "S"\nhold = "9s"\n') == ""


def test_a_language_without_sentences_is_pointed_at_where_it_is_written() -> None:
    """W305."""
    text = 'name = "R"\nlang = "tlh"\n[[step]]\nname = "S"\nhold = "9s"\n'

    assert reports(text) == lines(
        """
        warning[W305]: Coach has no sentences in `tlh`: what it says by itself is English
         --> routine.toml:2:8
        2 | lang = "tlh"
          |        ^^^^^
          help: your own words are spoken by a voice of that language, if there is one
        """
    )


@pytest.mark.parametrize(
    "cues",
    [
        '-5s = "one two three four five six seven eight nine"',
        '38s = "one two three four five six seven"',
        '5s = "one two three four five six seven eight nine ten eleven", 6s = "late"',
        '5s = "one two three four", "5.5s" = "late"',
    ],
)
def test_the_line_to_type_mends_what_is_warned_of(cues: str) -> None:
    head = 'name = "Knees"\n[[step]]\nname = "Wall sit"\nhold = "40s"\n'
    text = f"{head}cues = {{ {cues} }}\n"
    (problem,) = lint(routine_of(text), load_phrases(), FixedLengths())

    (typed,) = [line.removeprefix("write ") for line in problem.help if line.startswith("write cues")]

    assert lint(routine_of(f"{head}{typed}\n"), load_phrases(), FixedLengths()) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param('rest = "8s"', 'rest = "12s"', id="the rest of the step before"),
        pytest.param(
            'rest = "14s"',
            'rest = "22s"',
            id="from which on a rest is announced with its length what is said late in a rest",
        ),
    ],
)
def test_the_rest_that_is_named_makes_room_for_the_words(before: str, after: str) -> None:
    said = "One two three four five six seven eight nine ten one two three four five six seven."
    said = said if "8s" in before else f"{said} {said} One."
    text = dedent(
        f"""\
        name = "Knees"
        [[step]]
        name = "Squat"
        hold = "9s"
        {before}
        [[step]]
        name = "Lunge"
        ready = "20s"
        hold = "9s"
        say = "{said}"
        """
    )
    (problem,) = lint(routine_of(text), load_phrases(), FixedLengths())

    mended = text.replace(before, after)

    assert problem.help[0] == f"write {after} in line 5, or shorten it"
    assert problem.help[1] == "the ready in line 8 does not count here, because a rest comes before it"
    assert lint(routine_of(mended), load_phrases(), FixedLengths()) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            'name = "R"\n[defaults]\nrest = "8s"\n[[step]]\nname = "A"\nhold = "9s"\n'
            '[[step]]\nname = "B"\nhold = "9s"\nsay = "One two three four five six seven eight nine ten."\n',
            'add rest = "10s" to the step in line 4, or shorten it',
            id="a default serves other steps",
        ),
        pytest.param(
            'name = "R"\n[[step]]\nname = "A"\nhold = "9s"\n[[step]]\nrest = "8s"\n'
            '[[step]]\nname = "B"\nhold = "9s"\nsay = "One two three four five six seven eight nine ten."\n',
            'write rest = "10s" in line 6, or shorten it',
            id="a pause",
        ),
        pytest.param(
            'name = "R"\nlevels = ["a", "b"]\n[[step]]\nname = "A"\nhold = "9s"\nrest = { a = "8s", b = "20s" }\n'
            '[[step]]\nname = "B"\nhold = "9s"\nsay = "One two three four five six seven eight nine ten."\n',
            "make the rest in line 6 2 s longer, or shorten it",
            id="a table by level",
        ),
        pytest.param(
            'name = "R"\n[[step]]\nname = "A"\nhold = "9s"\nsides = "each"\nswitch = "5s"\nsay = "Now {side} foot."\n',
            'write switch = "6s" in line 6, or shorten it',
            id="a change of side",
        ),
        pytest.param(
            'name = "R"\n[[step]]\nname = "A"\ntime = "9s"\nevery = "17s"\n'
            '[[step]]\nname = "B"\nhold = "9s"\nsay = "One two three four five six seven eight nine ten."\n',
            "shorten it, or give it 2 s more",
            id="a clock",
        ),
    ],
)
def test_words_before_a_go_are_given_more_time_where_it_is_written(text: str, expected: str) -> None:
    (problem,) = lint(routine_of(text), load_phrases(), FixedLengths())

    assert (problem.code, problem.help[0]) == ("W301", expected)
