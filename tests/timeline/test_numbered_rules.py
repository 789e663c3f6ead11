"""The numbered rules of the timeline, T1 to T15 of docs/rules.md: each by small routines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coach.timeline.compile import compile_timeline
from coach.timeline.model import LEAD_KINDS, Choices, SegmentKind
from coach.words.files import load_phrases
from tests.timeline.answers import (
    LEVELS,
    NAME,
    REPEATED,
    STEP,
    THEN,
    codes,
    compiled,
    counted,
    goes,
    lengths,
    moments,
    problems,
    read,
    row,
    said,
    segments,
    steps,
)

LONG = " ".join(["word"] * 11)
"""4.4 s of speech."""

FIRST_SAYS = f'{NAME}[[step]]\nname = "S"\nhold = 20\n'


def limits(text: str) -> list[tuple[float, float | None]]:
    """Return estimate and limit of what waits."""
    return [(one.seconds, one.limit) for one in compiled(text).segments if one.open_ended]


def kinds(text: str) -> list[str]:
    return [one.kind.value for one in compiled(text).segments if one.kind is not SegmentKind.SAY]


ROWS = [
    row("T1", lengths, f"{STEP}hold = [7, 8]\nsets = 3", [7, 8, 8], "a list by set, its last value kept"),
    row("T1", lengths, f'{STEP}hold = "10s..20s"\nsets = 3', [10, 15, 20], "a ramp to the last set"),
    row("T1", lengths, f'{STEP}hold = "10s..20s"\nsets = 1', [10], "at one index its first value"),
    row(
        "T1",
        lengths,
        f'{LEVELS}[[step]]\nname = "S"\nsets = 2\nhold = {{ easy = [7, 8], hard = 9 }}\n',
        [7, 8],
        "the level, then the list",
    ),
    row("T2", lengths, f"{STEP}hold = [7, 8, 9]\nsets = 2", [7, 8], "sets before lists"),
    row(
        "T2",
        lengths,
        f"{REPEATED}{steps('hold = 9, effort = [5, 6]')}",
        [9] * 3,
        "one in a repeat",
    ),
    *(
        row("T2", lambda text: len(goes(text)), f"{STEP}{amount}\n{key} = {value}", 3, f"a list of {key}")
        for amount, key, value in (
            ("", "time", "[7, 8, 9]"),
            ("", "reps", "[7, 8, 9]"),
            ("", "distance", '["5 m", "6 m", "7 m"]'),
            ("hold = 9", "load", '["5 kg", "6 kg", "7 kg"]'),
            ("hold = 9", "effort", "[5, 6, 7]"),
            ("reps = 9", "tempo", '["1-0-1-0", "2-0-1-0", "3-0-1-0"]'),
            ("reps = 9", "pace", "[2, 3, 4]"),
        )
    ),
    row(
        "T2",
        lengths,
        f"{FIRST_SAYS}ready = [5, 6, 7]",
        [20],
        "a list of ready makes none",
    ),
    row("T2", lengths, f"{STEP}hold = 9\nrest = [5, 6, 7]", [9], "nor one of rests"),
    row(
        "T2",
        lengths,
        f'{NAME}[defaults]\nsets = 2\n[[step]]\nname = "S"\nhold = [7, 8, 9]\n',
        [7, 8, 9],
        "a list before default sets",
    ),
    row(
        "T3",
        goes,
        f'{NAME}[defaults]\nsides = "each"\n[[block]]\nrepeat = 2\n{steps("hold = [7, 8], sets = 2", "hold = 9")}',
        ["S 7 s left", "S 7 s right", "S 8 s left", "S 8 s right", "T 9 s left", "T 9 s right"] * 2,
        "rounds, steps, sets, sides",
    ),
    row("T4", kinds, f'{NAME}[[step]]\nname = "S"\nhold = 9\nsets = 2\n', ["ready", "hold"] * 2, "a get-ready"),
    row("T4", kinds, f"{FIRST_SAYS}rest = 6\nsets = 2", ["ready", "hold", "rest", "hold"], "or a rest"),
    row("T4", kinds, f'{FIRST_SAYS}sides = "each"', ["ready", "hold", "switch", "hold"], "or a switch"),
    row("T4", kinds, f"{STEP}hold = 9\nsets = 2", ["hold", "hold"], "none with ready = 0"),
    row(
        "T4",
        kinds,
        f"{FIRST_SAYS}sets = 2\nevery = 20",
        ["ready", "hold", "hold"],
        "none on a clock, but before the first",
    ),
    row("T5", kinds, f"{STEP}reps = 8", ["work"], "reps are work"),
    row("T5", lengths, f'{STEP}reps = 8\ntempo = "X-1-2-0"', [32], "at their tempo, X a second"),
    row("T5", lengths, f'{STEP}reps = "6-8"\npace = 4', [24], "a range at its lower number"),
    row(
        "T5",
        segments,
        f"{STEP}reps = 2\nhold = 5\nrelax = 3",
        "say 0 1 · hold 1 5 · relax 6 3 · hold 9 5 · ◦ 14",
        "held reps",
    ),
    row(
        "T5",
        segments,
        f"{STEP}reps = 2\nhold = 5\nrelax = 0",
        "say 0 1 · hold 1 5 · hold 6 5 · ◦ 11",
        "without a relax",
    ),
    row(
        "T5", segments, f'{STEP}hold = "30s+"\nabout = 50', "say 0 1 · hold 1 30 · wait 31 20~ · ◦ 51~", "at least 30 s"
    ),
    row("T6", limits, f'{STEP}until = "done"', [(60, 180)], "60 s, and three times it"),
    row("T6", limits, f'{STEP}reps = 10\npace = "self"', [(30, 120)], "3 s a rep, two minutes at least"),
    row("T6", limits, f'{STEP}until = "done"\nat_most = "5m"', [(300, 300)], "at_most"),
    row("T6", limits, f'{STEP}until = "done"\nabout = "20s"\nat_most = "5m"', [(20, 300)], "about"),
    row(
        "T6",
        lambda text: [cue.offset for cue in compiled(text).cues if cue.text.startswith("15 seconds")],
        f'{STEP}until = "done"\nat_most = "90s"',
        [75],
        "said 15 s before",
    ),
    row(
        "T7",
        segments,
        f"{STEP}hold = 9\nrest = 20\n{THEN}",
        "say 0 1 · hold 1 9 · rest 10 20 · hold 30 9 · ◦ 39",
        "a rest",
    ),
    row(
        "T7",
        kinds,
        f"{REPEATED}rest = 0\n{steps('hold = 9, rest = 20')}",
        ["hold"] * 3,
        "a written 0 counts",
    ),
    row(
        "T7",
        lambda text: (segments(text), said(text)[0]),
        f'{STEP}hold = 9\nrest = 20\n[[step]]\nsay = "Shake it out."\n{THEN}',
        ("say 0 1 · hold 1 9 · rest 10 20 · hold 30 9 · ◦ 39", "Rest, 20 seconds. Shake it out."),
        "what only speaks is said in it",
    ),
    row(
        "T7",
        lambda text: (segments(text), limits(text), counted(text)),
        f'{STEP}hold = 9\nrest = "60s+"\n{THEN}',
        ("say 0 1 · hold 1 9 · rest 10 60 · rest 70 0~ · hold 70 9 · ◦ 79~", [(0, 120)], []),
        "at least a minute, without a countdown",
    ),
    row(
        "T8",
        segments,
        f'{STEP}time = 40\nsets = 2\nevery = "1m"',
        "say 0 1 · work 1 40 · rest 41 20 · work 61 40 · ◦ 101",
        "sets start on the clock",
    ),
    row("T8", codes, f'{STEP}time = 70\nsets = 2\nevery = "1m"', ["R201"], "fixed work that is longer"),
    row("T8", codes, f'{STEP}time = 40\nevery = "1m"\nrest = 9', ["R106"], "a rest beside it"),
    row(
        "T8",
        segments,
        f'{STEP}reps = 30\npace = "self"\nsets = 2\nevery = "1m"',
        "say 0 1 · wait 1 60~ · rest 61 0~ · wait 61 60~ · ◦ 121~",
        "what waits is ended by it, its rest a guess",
    ),
    row(
        "T9",
        segments,
        f'{FIRST_SAYS}say = "{"word " * 10}"\n[[step]]\nsay = "{"word " * 10}"\n',
        # 0.5 + "S. 20 seconds." 1.2 + 4 + 3 = 8.7; 0.5 + 4
        "say 0 1 · ready 1 9 · hold 10 20 · say 30 5 · ◦ 35",
        "ready and say are as long as their words",
    ),
    row(
        "T10",
        said,
        f'{NAME}[[block]]\nname = "Legs"\nrepeat = 2\nrest = "1m"\n[[block.step]]\nname = "Lunge"\nhold = 9\n'
        'sets = 3\nsides = "each"\nload = "20 kg"\neffort = "6-7"\nrest = "25s"\n',
        [
            "Legs, 2 rounds. Lunge. 3 sets of 9 seconds each side, left first, 20 kilograms. Effort 6 to 7.",
            "Switch. Right side.",
            "Rest, 25 seconds.",
            "Set 2 of 3. Left side.",
            "Switch. Right side.",
            "Rest, 25 seconds.",
            "Last set. Left side.",
            "Switch. Right side.",
            "Rest, 1 minute.",
            "Last round. Lunge. 3 sets of 9 seconds each side, left first, 20 kilograms. Effort 6 to 7.",
            "Switch. Right side.",
            "Rest, 25 seconds.",
            "Set 2 of 3. Left side.",
            "Switch. Right side.",
            "Rest, 25 seconds.",
            "Last set. Left side.",
            "Switch. Right side.",
        ],
        "the player's words",
    ),
    row(
        "T10",
        moments,
        f"{STEP}hold = 9\nrest = 30\n{THEN}",
        [(10.5, "Rest, 30 seconds."), (25, "Next: T. 9 seconds.")],
        "what comes next, 15 s before the end",
    ),
    row(
        "T10",
        moments,
        f"{STEP}hold = 9\nrest = 16\n{THEN}",
        [(10.5, "Next: T. 9 seconds.")],
        "at once in a rest under 17 s",
    ),
    *(
        row("T11", lambda text: len(counted(text)), f"{STEP}{body}", expected, what)
        for body, expected, what in (
            ("hold = 9\nsets = 2\nrest = 4", 0, "not in a rest of 4 s or a hold of 9"),
            ("hold = 9\nsets = 2\nrest = 5", 3, "in a rest of 5 s"),
            ('hold = 9\nsides = "each"\nswitch = 5', 3, "in a switch of 5 s"),
            ("hold = 10", 3, "in a hold of 10 s"),
            ("time = 10", 3, "in a time of 10 s"),
            ('until = "done"\nat_most = 60', 0, "in none that waits"),
        )
    ),
    row(
        "T11",
        counted,
        f'{NAME}[[step]]\nname = "S"\nhold = 9\nready = 5\n',
        [(3, "3"), (4, "2"), (5, "1")],
        "in a ready",
    ),
    row(
        "T12",
        moments,
        f'{STEP}hold = 9\nsets = 2\nsides = "each"\nswitch = 0\n'
        'cues = { 2s = "Two.", set-2 = "Second.", last-set = "Last.", end = "Over." }',
        [
            (3, "Two."),
            (10.5, "Over."),
            (12, "Two."),
            (19, "Second."),
            (19.4, "Last."),
            (19.8, "Over."),  # asked for at 19.5
            (21, "Two."),
            (28.5, "Over."),
            (30, "Two."),
            (37.5, "Over."),
        ],
        "from the start of each go, sets at their first",
    ),
    row(
        "T12",
        lambda text: [words for at, words in moments(text) if words.endswith("!")],
        f'{NAME}[[block]]\nrepeat = 3\nsides = "each"\nstep = [ {{ name = "S", ready = 0, hold = 9, sets = 2, '
        'cues = { round-2 = "Two!", last-round = "Last!" } } ]\n',
        ["Two!", "Last!"],
        "rounds at the first go",
    ),
    row(
        "T12",
        moments,
        f'{STEP}until = "done"\nat_most = 60\ncues = {{ 20s = "Twenty.", -30s = "Thirty to go.", end = "Over." }}',
        [(21, "Twenty."), (31, "Thirty to go."), (46, "15 seconds, then on. Any key to stay."), (61.5, "Over.")],
        "in a wait from its start, its written limit and its end",
    ),
    row("T13", codes, f'{STEP}hold = 9\ncues = {{ 20s = "x" }}', ["R205"], "a step's own cue must fit"),
    row(
        "T13",
        codes,
        f'{NAME}[defaults]\ncues = {{ 20s = "x" }}\n[[step]]\nname = "S"\nhold = 9\n',
        [],
        "an inherited one not",
    ),
    row(
        "T13",
        codes,
        f'{LEVELS}[[step]]\nname = "S"\nhold = {{ easy = 9, hard = 30 }}\ncues = {{ 20s = "x" }}\n',
        [],
        "one level is enough",
    ),
    row("T13", moments, f"{STEP}hold = 30", [(16, "Halfway.")], "half-way from 30 s on"),
    row("T13", moments, f"{STEP}hold = 29", [], "and not below"),
    row("T13", moments, f'{STEP}hold = 40\ncues = {{ 16s = "x" }}', [(17, "x")], "which gives way to what is near"),
    row(
        "T14",
        moments,
        f'{STEP}hold = 40\ncues = {{ start = "a", every-20s = "b", 20s = "c" }}',
        [(1, "a"), (21, "c"), (21.4, "b")],
        "timed before every",
    ),
    row(
        "T14",
        lambda text: (moments(text), problems(text)),
        f'{STEP}hold = 40\ncues = {{ 5s = "{LONG}", 6s = "late" }}',
        (
            [(6, LONG), (21, "Halfway.")],
            [f"W302 | this cue is not said: “{LONG}” has its moment | say it later (10s), or move the other"],
        ),
        "three seconds later at most",
    ),
    row("T15", counted, f"{STEP}reps = 3\npace = 4", [(1, "1"), (5, "2"), (9, "3")], "reps at their pace"),
    row(
        "T15",
        counted,
        f'{STEP}reps = 2\ntempo = "2-0-1-0"',
        [(1, "1. Down"), (2, "two"), (3, "up"), (4, "Last. Down"), (5, "two"), (6, "up")],
        "a word a second",
    ),
    row("T15", counted, f"{STEP}reps = 2\nhold = 3\nrelax = 3", [(1, "1"), (4, "Relax"), (7, "2")], "held reps"),
]


@pytest.mark.parametrize(("shown", "text", "answer"), ROWS)
def test_a_numbered_rule_is_kept(shown: Callable[[str], Any], text: str, answer: Any) -> None:
    assert shown(text) == answer


def test_every_numbered_rule_has_a_routine_that_shows_it() -> None:
    assert {str(one.id).split()[0] for one in ROWS} == {f"T{number}" for number in range(1, 16)}


class Slow:
    """A voice that takes three seconds a word."""

    measured = True

    def seconds(self, text: str) -> float:
        return 3.0 * len(text.split())


def test_a_slow_voice_lengthens_get_readies_and_announcements_and_nothing_else() -> None:
    """T9."""
    text = (
        f'{NAME}[[block]]\nrepeat = 2\nrest = 20\nstep = [ {{ name = "S", hold = 9, sides = "each", sets = 2, '
        'rest = 10, say = "Stand tall.", cues = { 2s = "Up." } }, { name = "T", reps = 4, tempo = "2-0-2-0" } ]\n'
        '[[block]]\nstep = [ { say = "Over." } ]\n'
    )
    routine, _ = read(text)
    assert routine is not None
    slow = compile_timeline(routine, Choices(), load_phrases(), Slow())
    stretching = (SegmentKind.SAY, SegmentKind.READY)

    for one, other in zip(compiled(text).segments, slow.segments, strict=True):
        assert one.kind is other.kind
        assert other.seconds > one.seconds if one.kind in stretching else other.seconds == one.seconds


@pytest.mark.parametrize("rest", ["", "rest = 20\n", 'rest = "done"\n', 'rest = "9s+"\n'])
@pytest.mark.parametrize("sides", ["", 'sides = "each"\n'])
def test_before_each_go_stands_one_thing(rest: str, sides: str) -> None:
    """T4: the waiting of "9s+" belongs to its rest."""
    timeline = compiled(f'{NAME}[[step]]\nname = "S"\nhold = 9\nsets = 2\n{rest}{sides}{THEN.replace("ready = 0", "")}')

    leads: dict[int | None, set[SegmentKind]] = {}
    for segment in timeline.segments:
        if segment.kind in LEAD_KINDS:
            leads.setdefault(segment.go, set()).add(segment.kind)
    assert {len(found) for found in leads.values()} == {1}
    assert len(leads) == len({segment.go for segment in timeline.segments if segment.kind is SegmentKind.HOLD})
