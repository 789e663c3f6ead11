"""The smaller questions about the format, B1 to B41 of docs/rules.md: each answered by a small routine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coach.timeline.model import SegmentKind
from tests.timeline.answers import (
    LEVELS,
    NAME,
    REPEATED,
    SIDED,
    STEP,
    THEN,
    at_each_level,
    codes,
    compiled,
    counted,
    goes,
    ids,
    lengths,
    moments,
    nested,
    problems,
    row,
    said,
    segments,
    steps,
)
from tests.timeline.building import cue_lines

ROWS = [
    row(
        "B1",
        segments,
        f'{NAME}[[step]]\nname = "S"\nhold = "9s"\nsets = 2\n',
        # 0.5 + "S. 2 sets of 9 seconds." 2.4 + 3 = 5.9; "Last set." needs less than the 5 s that it has
        "say 0 1 · ready 1 6 · hold 7 9 · ready 16 5 · hold 21 9 · ◦ 30",
        "between sets without rest",
    ),
    row(
        "B1",
        segments,
        f'{NAME}[[step]]\nname = "S"\nhold = "9s"\nready = "10s"\nsides = "each"\nsets = 2\nrest = "20s"\n',
        "say 0 1 · ready 1 10 · hold L 11 9 · switch 20 5 · hold R 25 9 · rest 34 20 · "
        "hold L 54 9 · switch 63 5 · hold R 68 9 · ◦ 77",
        "not after a switch or a rest",
    ),
    row(
        "B2",
        segments,
        f'{STEP}hold = "9s"\nsets = 2\nrest = "60s"',
        "say 0 1 · hold 1 9 · rest 10 60 · hold 70 9 · ◦ 79",
    ),
    row("B2", counted, f"{STEP}hold = 9\nsets = 2\nrest = 60", [(67, "3"), (68, "2"), (69, "1")], "counts in it"),
    row(
        "B3",
        segments,
        f'{NAME}[[step]]\nexercise = "sit"\nsets = 2\nrest = "5s"\n',
        # 0.5 + "Sit. 2 sets of 9 seconds." 2.4 + 13 words 5.2 + 3 = 11.1
        "say 0 1 · ready 1 12 · hold 13 9 · rest 22 5 · hold 27 9 · ◦ 36",
    ),
    row(
        "B4",
        segments,
        f'{STEP}hold = "9s"\nsides = "each"\nsets = 2\nrest = "20s"',
        "say 0 1 · hold L 1 9 · switch 10 5 · hold R 15 9 · rest 24 20 · "
        "hold L 44 9 · switch 53 5 · hold R 58 9 · ◦ 67",
    ),
    row(
        "B5",
        segments,
        f'{STEP}hold = "9s"\nsides = ["right", "left", "right"]\nsets = 2\nrest = "20s"',
        "say 0 1 · hold R 1 9 · switch 10 5 · hold L 15 9 · switch 24 5 · hold R 29 9 · rest 38 20 · "
        "hold R 58 9 · switch 67 5 · hold L 72 9 · switch 81 5 · hold R 86 9 · ◦ 95",
    ),
    row(
        "B5",
        moments,
        f'{STEP}hold = "9s"\nsides = ["right", "right"]',
        [(10.5, "Right side again.")],
        "two equal sides in a row",
    ),
    row(
        "B6",
        said,
        f'{STEP}reps = 4\nsides = "alternate"\ncues = {{ every-1-rep = "{{side}}" }}',
        ["left", "right", "left", "right"],
        "reps",
    ),
    row(
        "B6",
        goes,
        f'{STEP}reps = 3\nhold = "9s"\nsides = "alternate"',
        ["S 3 × 9 s left", "S 3 × 9 s right", "S 3 × 9 s left"],
        "held reps",
    ),
    row(
        "B6",
        segments,
        f'{STEP}reps = 2\nhold = "9s"\nsides = "alternate"',
        "say 0 1 · hold L 1 9 · relax 10 2 · hold R 12 9 · ◦ 21",
        "relax between held reps",
    ),
    row(
        "B6",
        said,
        f'{NAME}[[step]]\nname = "S"\ntime = "20s"\nsides = "alternate"\n',
        ["S. 20 seconds, alternating sides."],
        "time is one go",
    ),
    row(
        "B6",
        problems,
        f'{STEP}hold = "9s"\nsides = "alternate"',
        ['R106 | a hold cannot alternate: it stays on one side | write sides = "each"'],
        "a plain hold",
    ),
    row(
        "B7",
        goes,
        f'{NAME}[[block]]\nsides = "each"\n{steps("hold = 9", "hold = 8")}',
        ["S 9 s left", "T 8 s left", "S 9 s right", "T 8 s right"],
    ),
    row(
        "B7",
        said,
        f'{NAME}[[block]]\nsides = "each"\n[[block.step]]\nname = "S"\nready = 0\nhold = 9\n'
        'cues = { 1s = "{side}" }\n',
        ["left", "Switch. Right side.", "right"],
        "knows its side inside",
    ),
    row("B7", codes, SIDED.replace("SIDES", "left"), ["R106"], "sides twice"),
    row("B7", codes, SIDED.replace("SIDES", "none"), [], "none is no side"),
    row("B8", goes, f'{NAME}[[step]]\nexercise = "lunge"\n', ["Lunge 9 s left", "Lunge 9 s right"], "the library's"),
    row(
        "B8",
        goes,
        f'{NAME}[defaults]\nsides = "none"\n[[step]]\nexercise = "lunge"\n',
        ["Lunge 9 s"],
        "a default is nearer, also none",
    ),
    row(
        "B8",
        goes,
        f'{NAME}[defaults]\nsides = "none"\n[[step]]\nexercise = "lunge"\nsides = "right"\n',
        ["Lunge 9 s right"],
        "the step is nearest",
    ),
    row(
        "B9",
        goes,
        f'{STEP}hold = [7, 8]\nsides = "each"',
        ["S 7 s left", "S 7 s right", "S 8 s left", "S 8 s right"],
        "both sides",
    ),
    row("B9", lengths, f"{REPEATED}{steps('hold = [7, 8, 9], sets = 2')}", [7, 8] * 3, "own sets"),
    row("B9", lengths, f"{REPEATED}{steps('hold = [7, 8, 9]')}", [7, 8, 9], "by round"),
    row("B9", lengths, f"{REPEATED}{steps('hold = [7, 8, 9], sets = 1')}", [7, 8, 9], "one set goes by round"),
    row(
        "B10",
        said,
        f"{NAME}[[block]]\nrepeat = 2\n[[block.step]]\nrepeat = 3\n"
        'step = [ { name = "S", ready = 0, hold = [7, 8, 9], '
        'cues = { start = "{round} of {rounds}, {time}", round-2 = "Two." } } ]\n',
        [
            "1 of 3, 7 seconds",
            "2 of 3, 8 seconds",
            "Two.",
            "3 of 3, 9 seconds",
        ]
        * 2,
    ),
    row(
        "B11",
        at_each_level,
        f'{LEVELS}[[step]]\nname = "S"\nsets = 2\nhold = {{ easy = [7, 8], middle = "9s..20s", hard = "30s" }}\n',
        {"easy": [7, 8], "middle": [9, 20], "hard": [30, 30]},
    ),
    row("B11", codes, f'{LEVELS}[[step]]\nname = "S"\nhold = [ {{ easy = 7 }}, 8 ]\n', ["R201"], "lists of tables"),
    row(
        "B12",
        at_each_level,
        f'{LEVELS}[[step]]\nname = "S"\nhold = {{ easy = 7, hard = 9 }}\n',
        {"easy": [7], "middle": [7], "hard": [9]},
        "the nearest easier",
    ),
    row(
        "B12",
        at_each_level,
        f'{LEVELS}[[step]]\nname = "S"\nhold = {{ hard = 9, middle = 8 }}\n',
        {"easy": [8], "middle": [8], "hard": [9]},
        "else the easiest",
    ),
    row(
        "B12",
        problems,
        f'{LEVELS}[[step]]\nname = "S"\nhold = {{ easy = 7, hrad = 9 }}\n',
        ["R109 | `hrad` is not a level of this routine | did you mean `hard`? write hold = { easy = 7, hard = 9 }"],
        "unknown level",
    ),
    row(
        "B12",
        problems,
        f'{NAME}[[step]]\nname = "S"\nhold = {{ easy = 7, hard = 9 }}\n',
        ['R109 | `easy` is a level here, and this file has no levels | add levels = ["easy", "hard"] at the top'],
        "no levels",
    ),
    row(
        "B13",
        lambda text: [
            len([one for one in compiled(text, levels=levels).segments if one.kind is SegmentKind.HOLD])
            for levels in ({}, {"s": "hard"}, {"s": "hard", "t": "middle"}, {"s": "hard", "t": "hard"})
        ],
        f"{LEVELS}[[block]]\nrepeat = {{ easy = 1, middle = 2, hard = 3 }}\n{steps('hold = 9', 'hold = 9')}",
        [2, 2, 4, 6],
    ),
    row("B14", lengths, f'{STEP}hold = "20s..30s"\nsets = 5', [20, 23, 25, 28, 30], "whole seconds, halves up"),
    row("B14", lengths, f'{STEP}reps = 10\npace = "2s..2.5s"\nsets = 3', [20, 23, 25], "pace by tenths"),  # 2.25 is 2.3
    row(
        "B14",
        goes,
        f'{STEP}hold = 9\nload = "10 kg..12.5 kg"\nsets = 4',
        # 10.83 and 11.67
        ["S 9 s 10 kg", "S 9 s 11 kg", "S 9 s 11.5 kg", "S 9 s 12.5 kg"],
        "kg by halves",
    ),
    row(
        "B14",
        goes,
        f'{STEP}distance = "20 m..25 m"\nload = "10..13 lb"\nsets = 3',
        ["S 20 m 10 lb", "S 23 m 12 lb", "S 25 m 13 lb"],
        "metres and pounds whole",
    ),
    row("B14", goes, f'{STEP}reps = "8..11"\nsets = 3', ["S 8 reps", "S 10 reps", "S 11 reps"], "whole reps"),
    row(
        "B15",
        lambda text: [goes(text.replace("RAMP", ramp)) for ramp in ("20 kg..30 kg", "20..30 kg")],
        f'{STEP}hold = 9\nload = "RAMP"\nsets = 2',
        [["S 9 s 20 kg", "S 9 s 30 kg"]] * 2,
    ),
    row("B15", codes, f'{STEP}hold = 9\nload = "20 kg..30 lb"\nsets = 2', ["R201"], "unlike units"),
    row("B15", codes, f'{STEP}hold = 9\nload = "light..heavy"\nsets = 2', ["R201"], "words"),
    row("B15", lengths, f'{STEP}hold = "30s..20s"\nsets = 3', [30, 25, 20], "falling"),
    row(
        "B15",
        problems,
        f'{STEP}hold = "20s..30s"',
        ["W307 | a ramp needs sets or repeat: this `hold` stays at its first value | add sets = 3"],
        "one set",
    ),
    row("B16", goes, f'{STEP}reps = "8-12"\nsets = 2', ["S 8-12 reps", "S 8-12 reps"], "a range for one set"),
    row("B16", lengths, f'{STEP}reps = "8-12"\npace = 2\nsets = 2', [16, 16], "plays its lower number"),
    row("B16", goes, f'{STEP}reps = "8..12"\nsets = 2', ["S 8 reps", "S 12 reps"], "from set to set"),
    row(
        "B17",
        segments,
        f"{STEP}hold = 9\nsets = 4\nrest = [6, 7]",
        "say 0 1 · hold 1 9 · rest 10 6 · hold 16 9 · rest 25 7 · hold 32 9 · rest 41 7 · hold 48 9 · ◦ 57",
    ),
    row("B17", lengths, f"{STEP}hold = 9\nrest = [6, 7]", [9], "makes no sets"),
    row(
        "B17",
        segments,
        f'{STEP}hold = 9\nsets = 3\nrest = "6s..8s"\n{THEN}',
        "say 0 1 · hold 1 9 · rest 10 6 · hold 16 9 · rest 25 7 · hold 32 9 · rest 41 8 · hold 49 9 · ◦ 58",
        "a ramp over all sets",
    ),
    row("B18", codes, f"{STEP}hold = 9\nsets = [1, 2]", ["R201"], "a list of sets"),
    row("B18", codes, f'{NAME}[[block]]\nrepeat = "1..2"\n{steps("hold = 9")}', ["R201"], "a ramp of rounds"),
    row("B18", lengths, f"{REPEATED}{steps('hold = 9, sets = [1, 2]')}", [9] * 5, "inside a repeated block"),
    row("B19", segments, f'{STEP}reps = "max"', "say 0 1 · wait 1 60~ · ◦ 61~"),
    row(
        "B20",
        goes,
        f'{NAME}[defaults]\nhold = 5\n[[step]]\nname = "S"\nreps = 10\n',
        ["S 10 reps"],
        "not as the second of a pair",
    ),
    row(
        "B20",
        goes,
        f'{NAME}[defaults]\nreps = 2\nhold = 5\n[[step]]\nname = "S"\n',
        ["S 2 × 5 s"] * 2,
        "a pair of defaults",
    ),
    row("B20", codes, f'{NAME}[defaults]\nreps = 2\ntime = 5\n[[step]]\nname = "S"\n', ["R106"], "two defaults"),
    row(
        "B21",
        segments,
        f'{STEP}reps = 10\npace = "self"\nabout = "20s"\nsets = 2\nrest = "10s"',
        "say 0 1 · wait 1 20~ · rest 21 10 · wait 31 20~ · ◦ 51~",
        "about is per go",
    ),
    row("B21", segments, f'{STEP}until = "done"\nat_most = "90s"', "say 0 1 · wait 1 90~ · ◦ 91~", "at_most estimates"),
    row(
        "B21",
        lambda text: [segment.limit for segment in compiled(text).segments if segment.open_ended],
        f'{STEP}until = "done"\nsets = 2\nabout = "50s"',
        [150, 150],
        "at_most by itself",
    ),
    row(
        "B21",
        codes,
        f'{STEP}until = "done"\nabout = "90s"\nat_most = "60s"',
        ["R106"],
        "about beyond at_most",
    ),
    row("B22", segments, f'{STEP}hold = "30s+"', "say 0 1 · hold 1 30 · wait 31 0~ · ◦ 31~"),
    row(
        "B22",
        moments,
        f'{STEP}hold = "30s+"\ncues = {{ half = "Half.", -5s = "Five." }}',
        [(16, "Half."), (26, "Five."), (31, "That is 30 seconds.")],
        "cues count within it",
    ),
    row("B22", counted, f'{STEP}hold = "30s+"', [], "no countdown"),
    row("B23", codes, f'{STEP}time = "70s"\nsets = 2\nevery = "1m"', ["R201"], "overflow"),
    row("B23", codes, f'{STEP}time = "40s"\nsets = 2\nevery = "1m"\nrest = "10s"', ["R106"], "rest beside it"),
    row(
        "B23",
        segments,
        f'{STEP}time = "40s"\nsets = 2\nevery = "1m"\n{THEN}',
        "say 0 1 · work 1 40 · rest 41 20 · work 61 40 · rest 101 20 · hold 121 9 · ◦ 130",
        "the last gap is kept",
    ),
    row(
        "B23",
        lambda text: compiled(text).seconds - 1,
        f'{STEP}reps = 8\npace = "self"\nsets = 10\nevery = "1m"',
        9 * 60 + 24,
        "ten minutes on the minute",
    ),
    row(
        "B24",
        segments,
        f'{STEP}hold = 9\nrest = "20s"\n[[step]]\nrest = "10s"\n{THEN}',
        "say 0 1 · hold 1 9 · rest 10 10 · hold 20 9 · ◦ 29",
        "a pause over a set",
    ),
    row(
        "B24",
        segments,
        f"{NAME}[[block]]\nrest = 10\n{steps('hold = 9, rest = 30')}[[block]]\n{steps('hold = 9')}",
        "say 0 1 · hold 1 9 · rest 10 10 · hold 20 9 · ◦ 29",
        "a round over a set",
    ),
    row(
        "B24",
        segments,
        f"{STEP}hold = 9\n[[step]]\nrest = 10\n[[step]]\nrest = 20\n{THEN}",
        "say 0 1 · hold 1 9 · rest 10 20 · hold 30 9 · ◦ 39",
        "of equals the longer",
    ),
    row(
        "B25",
        segments,
        f'{NAME}[[block]]\nrepeat = 2\nrest = 30\nstep = [ {{ name = "S", ready = 0, hold = 9, rest = 20 }} ]\n'
        '[[block]]\nstep = [ { say = "Well done." } ]\n',
        "say 0 1 · hold 1 9 · rest 10 30 · hold 40 9 · say 49 2 · ◦ 51",
    ),
    row(
        "B25",
        segments,
        f'{NAME}[[block]]\nuse = "warm"\n[[block]]\n{steps("hold = 9")}',
        # the opening also says "You need: mat."
        "say 0 3 · hold 3 8 · rest 11 20 · hold 31 8 · hold 39 9 · ◦ 48",
        "a used routine's too",
    ),
    row(
        "B26",
        lambda text: [goes(text), said(text)[:1]],
        f'{NAME}equipment = ["sled"]\n[defaults]\nrest = 6\n[[block]]\nuse = "warm"\n',
        [["A 8 s", "A 8 s"], ["You need: sled, mat."]],
        "its own defaults, added equipment",
    ),
    row(
        "B26",
        lambda text: [one.seconds for one in compiled(text, level="hard").segments if one.kind is SegmentKind.HOLD],
        f'{LEVELS}[[block]]\nuse = "warm"\n',
        [9, 9],
        "the level of the same name",
    ),
    row(
        "B26",
        codes,
        f'{NAME}[[block]]\nuse = "warm"\nid = "w"\nname = "W"\nsay = "Hello."\nnotes = "n"\nrepeat = 2\nrest = 9\n',
        ["W301"],  # its words have no place: the first step of the used routine has no get-ready
        "keys beside it",
    ),
    row("B26", codes, f'{NAME}[[block]]\nuse = "warm"\n{steps("hold = 9")}', ["R106"], "steps beside it"),
    row("B26", codes, f'{NAME}[[block]]\nuse = "warm"\nevery = "5m"\n', ["R106"], "other keys"),
    row(
        "B27",
        ids,
        f'{STEP}hold = 9\nsides = "each"\n[[step]]\nexercise = "sit"\n[[step]]\nexercise = "sit"\n'
        '[[step]]\nname = "Calf raise"\nhold = 9\n',
        ["s", "s", "sit", "sit-2", "calf-raise"],
    ),
    row("B27", ids, f'{NAME}[[block]]\nuse = "warm"\n', ["warm/a", "warm/a"], "inside use"),
    row(
        "B28",
        said,
        f'{REPEATED}step = [ {{ name = "S", hold = 9, sets = 2, say = ["One.", "Two."] }} ]\n',
        [
            "3 rounds. S. 2 sets of 9 seconds.",
            "One.",
            "Last set.",
            "Round 2 of 3. S. 2 sets of 9 seconds.",
            "Two.",
            "Last set.",
            "Last round. S. 2 sets of 9 seconds.",
            "One.",
            "Last set.",
        ],
        "in each round before its first set",
    ),
    row(
        "B28",
        said,
        f'{NAME}[[step]]\nname = "S"\nhold = 9\nsides = "each"\nsay = "Your {{side}} foot."\nswitch = 9\n',
        ["S. 9 seconds each side, left first.", "Your left foot.", "Switch. Right side.", "Your right foot."],
        "again at the switch with its side",
    ),
    row(
        "B28",
        lambda text: [words for words in said(text) if words.endswith("!")],
        f'{REPEATED}say = "Ready!"\nstep = [ {{ name = "S", hold = 9 }} ]\n',
        ["Ready!"],
        "a block's own",
    ),
    row(
        "B28",
        lambda text: [words for words in said(text) if words.endswith("!")],
        f'{REPEATED}say = ["One!", "Two!"]\nstep = [ {{ name = "S", hold = 9 }} ]\n',
        ["One!", "Two!", "One!"],
        "a block's list",
    ),
    row(
        "B29",
        lambda text: [words for words in said(text) if words.startswith("Back")],
        f'{NAME}[[step]]\nexercise = "sit"\nsets = 2\n[[step]]\nexercise = "sit"\n',
        ["Back to the wall, feet a step away from it, and slide down."],
    ),
    row(
        "B30",
        moments,
        f'{STEP}hold = 9\nsides = "each"\nsets = 2\nrest = 6\n'
        'cues = { start = "Start.", set-2 = "Two.", last-set = "Last." }',
        [
            (1, "Start."),
            (10.5, "Switch. Right side."),
            (15, "Start."),
            (24.5, "Last set. Left side."),
            (30, "Start."),
            (30.4, "Two."),
            (30.8, "Last."),
            (39.5, "Switch. Right side."),
            (44, "Start."),
        ],
    ),
    row(
        "B31",
        moments,
        f'{STEP}reps = 9\npace = 4\ncues = {{ every-3-reps = "Rep.", every-12s = "Time." }}',
        # reps 3, 6, 9 start at 8, 20, 32 s; 12 and 24 s are in the go, 36 s is its end
        [(9, "Rep."), (13, "Time."), (21, "Rep."), (25, "Time."), (33, "Rep.")],
    ),
    row("B32", moments, f'{STEP}reps = 8\npace = 2\ncues = {{ half = "Half." }}', [(9, "Half.")], "half of reps"),
    row(
        "B32",
        problems,
        f'{STEP}until = "done"\ncues = {{ half = "Half." }}',
        [
            (
                "R205 | this cue fits none of the goes of S | "
                "this step waits for you; it has no half: use a time from the start, like 20s"
            )
        ],
        "half of a wait",
    ),
    row(
        "B32",
        codes,
        f'{STEP}reps = 8\npace = "self"\ncues = {{ -10s = "x", rep-5 = "y" }}',
        ["R205", "R205"],
        "what nobody counts",
    ),
    row(
        "B33",
        moments,
        f'{STEP}reps = 3\nhold = 9\nrelax = 2\ncues = {{ half = "Half.", 1s = "One.", -5s = "Five." }}',
        # 9 + 2 + 9 + 2 + 9 = 31
        [(2, "One."), (16.5, "Half."), (27, "Five.")],
    ),
    row(
        "B34",
        moments,
        f'{STEP}time = "60s"\ncues = {{ 30s = "one two", every-30s = "three" }}',
        [(31, "one two"), (31.8, "three")],
    ),
    row(
        "B34",
        lambda text: [words for _, words in counted(text)],
        f'{STEP}reps = 3\npace = 4\ncues = {{ rep-2 = "Slowly." }}',
        ["1", "", "3"],
        "counts come last and never move",
    ),
    row("B35", moments, f'{STEP}time = "60s"\ncues = {{ half = "Mid." }}', [(31, "Mid.")], "half replaces"),
    row(
        "B35",
        moments,
        f'{STEP}hold = 9\nsets = 2\nrest = 6\ncues = {{ last-set = "Mine." }}',
        [(10.5, "Last set."), (16, "Mine.")],
        "last set stays",
    ),
    row(
        "B36",
        counted,
        f'{STEP}reps = 2\ntempo = "3-1-3"',
        [
            (1, "1. Down"),
            (2, "two"),
            (3, "three"),
            (4, "hold"),
            (5, "up"),
            (6, "two"),
            (7, "three"),
            (8, "Last. Down"),
            (9, "two"),
            (10, "three"),
            (11, "hold"),
            (12, "up"),
            (13, "two"),
            (14, "three"),
        ],
    ),
    row("B36", lengths, f'{STEP}reps = 2\ntempo = "3010"', [8], "without dashes"),
    row(
        "B36",
        counted,
        f'{STEP}reps = 1\ntempo = "2.5-0.5-X-0"',
        [(1, "1. Down"), (2, "two"), (3.5, "hold"), (4, "up")],
        "halves and fast",
    ),
    row("B36", codes, f'{STEP}reps = 2\ntempo = "2.3-0-1-0"', ["R201"], "other decimals"),
    row(
        "B37",
        said,
        f'{STEP}hold = 45\nsides = "right"\nload = "20 kg"\nsets = 1\n'
        f'cues = {{ 1s = "{{side}} {{set}} {{sets}} {{load}} {{time}} {{next}}" }}\n{THEN}',
        ["right 1 1 20 kilograms 45 seconds T", "Halfway."],
    ),
    row(
        "B37",
        said,
        f'{STEP}reps = "6-8"\npace = 5\ncues = {{ 1s = "{{reps}}", rep-2 = "{{rep}}" }}',
        ["6 to 8", "2"],
        "reps",
    ),
    row("B37", codes, f'{STEP}hold = 9\nsay = "Rep {{rep}}."', ["R206"], "rep elsewhere"),
    row("B37", codes, f'{NAME}welcome = "To {{next}}."\n[[step]]\nname = "S"\nhold = 9\n', ["R206"], "in welcome"),
    row("B37", codes, f'{STEP}hold = 9\nsay = "Then {{next}}."', ["R206"], "no next step"),
    row(
        "B37",
        codes,
        f'{LEVELS}[[step]]\nname = "S"\nhold = {{ easy = 9, hard = 20 }}\nsay = "With {{load}}."\n',
        ["R206"],
        "no value",
    ),
    row(
        "B38",
        lambda text: [
            said(text.replace("TIME", time))[0] for time in ("1s", "59s", "60s", "61s", "119s", "2m", "150s", "1h")
        ],
        f'{NAME}[[step]]\nname = "S"\nhold = "TIME"\n',
        [
            "S. 1 second.",
            "S. 59 seconds.",
            "S. 1 minute.",
            "S. 61 seconds.",
            "S. 119 seconds.",
            "S. 2 minutes.",
            "S. 2 minutes 30.",
            "S. 60 minutes.",
        ],
    ),
    row(
        "B38",
        lambda text: [
            said(text.replace("FAR", far))[0] for far in ("1 m", "20 m", "0.5 km", "1 ft", "2 yd", "1 mi", "40 steps")
        ],
        f'{NAME}[[step]]\nname = "S"\ndistance = "FAR"\n',
        [
            "S. 1 metre.",
            "S. 20 metres.",
            "S. 0.5 kilometres.",
            "S. 1 foot.",
            "S. 2 yards.",
            "S. 1 mile.",
            "S. 40 steps.",
        ],
        "units in words",
    ),
    row(
        "B38",
        problems,
        f'{NAME}lang = "tlh"\n[[step]]\nname = "S"\nhold = 9\n',
        [
            (
                "W305 | Coach has no sentences in `tlh`: what it says by itself is English | "
                "your own words are spoken by a voice of that language, if there is one"
            )
        ],
        "a language without phrases",
    ),
    row(
        "B39",
        lambda text: cue_lines(compiled(text))[:2],
        f'{NAME}equipment = ["sled", "clear lane"]\n[[step]]\nname = "S"\nhold = 9\n',
        [(0.5, "R."), (0.9, "You need: sled, clear lane.")],
        "the name, what is needed",
    ),
    row(
        "B39",
        lambda text: (segments(text), cue_lines(compiled(text))[0]),
        f'{NAME}welcome = "Hello there."\n[[step]]\nname = "S"\nready = 0\nhold = 9\n',
        ("say 0 2 · hold 2 9 · ◦ 11", (0.5, "Hello there.")),
        "a welcome, from second 0",
    ),
    row(
        "B40",
        lambda text: [
            (one.kind.value, one.estimated) for one in compiled(text).segments if one.kind is not SegmentKind.HOLD
        ],
        f'{NAME}goodbye = "Bye."\n[[step]]\nname = "S"\nready = 0\ndistance = "20 m"\nevery = "2m"\nsets = 2\n'
        f'[[step]]\nsay = "Well done."\n{THEN}[[step]]\nsay = "Over."\n',
        [
            ("say", False),
            ("wait", True),
            ("rest", True),
            ("wait", True),
            ("rest", True),
            ("say", False),
            ("say", False),
        ],
    ),
    row("B41", codes, nested(4), [], "four deep with the block"),
    row("B41", codes, nested(5), ["R203"], "five deep"),
    row("B41", codes, f"{STEP}reps = 999\nhold = 1\nsets = 2\n", [], "held reps are two segments each"),
    row("B41", codes, f"{STEP}reps = 999\nhold = 1\nsets = 3\n", ["R203"], "more than 5,000 of them"),
]


@pytest.mark.parametrize(("shown", "text", "answer"), ROWS)
def test_a_smaller_question_is_answered_as_its_number_says(shown: Callable[[str], Any], text: str, answer: Any) -> None:
    assert shown(text) == answer


def test_every_question_has_a_routine_that_answers_it() -> None:
    answered = {str(one.id).split()[0] for one in ROWS}

    assert answered == {f"B{number}" for number in range(1, 42)}
