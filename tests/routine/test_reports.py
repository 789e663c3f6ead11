"""Every code that a reader can decide: a bad file beside its exact report."""

from __future__ import annotations

import pytest

from coach.routine.library import read_library
from coach.routine.read import Found, Missing, read_routine
from coach.source import report

LIBRARY = read_library('[exercise.wall-sit]\nname = "Wall sit"\n', "exercises.toml")


def find(reference: str, origin: str) -> Found | Missing:
    if reference == "knees":
        return Found("knees.toml", "")
    return Missing("cannot be found", "knee-warm-up" if reference.startswith("knee") else None)


# fmt: off
CASES = [
    pytest.param(
"""\
format = 2
name = "Knees"

[[step]]
name = "Wall sit"
time = "40s"
""",
"""\
error[R003]: this file is in format 2, and this Coach reads format 1
 --> knees.toml:1:10
1 | format = 2
  |          ^
  help: a newer Coach reads it: pip install -U coach-player
""",
        id="R003 newer",
    ),
    pytest.param(
"""\
format = "one"
name = "Knees"

[[step]]
name = "Wall sit"
time = "40s"
""",
"""\
error[R003]: `format` is a strange version
 --> knees.toml:1:10
1 | format = "one"
  |          ^^^^^
  help: write format = 1
""",
        id="R003 strange",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
hodl = "45s"
""",
"""\
error[R101]: `hodl` is not a key of a step
 --> knees.toml:5:1
5 | hodl = "45s"
  | ^^^^
  help: did you mean `hold`?
""",
        id="R101 step",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
hold = "45s"
rounds = 3
""",
"""\
error[R101]: `rounds` is not a key of a step
 --> knees.toml:6:1
6 | rounds = 3
  | ^^^^^^
  help: did you mean `repeat`?
""",
        id="R101 other word",
    ),
    pytest.param(
"""\
titel = "x"
name = "Knees"

[[step]]
name = "Wall sit"
hold = "45s"
""",
"""\
error[R101]: `titel` is not a key of a routine
 --> knees.toml:1:1
1 | titel = "x"
  | ^^^^^
  help: did you mean `name`?
""",
        id="R101 root",
    ),
    pytest.param(
"""\
title = "Knees"
[[step]]
name = "x"
hold = "45s"
""",
"""\
error[R101]: `title` is not a key of a routine
 --> knees.toml:1:1
1 | title = "Knees"
  | ^^^^^
  help: did you mean `name`?
""",
        id="R101 root2",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
hold = "45s"
[checkin]
asks = ["note"]
""",
"""\
error[R101]: `asks` is not a key of [checkin]
 --> knees.toml:7:1
7 | asks = ["note"]
  | ^^^^
  help: did you mean `ask`?
""",
        id="R101 checkin",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
hold = "45s"
repeat = 3
""",
"""\
error[R101]: `repeat` is not a key of a step
 --> knees.toml:6:1
6 | repeat = 3
  | ^^^^^^
  help: did you mean `sets`?
  help: repeat is for blocks and groups
""",
        id="R101 repeat",
    ),
    pytest.param(
"""\
name = "Knees"
[[step]]
exercise = "wal-sit"
hold = "20s"
""",
"""\
error[R102]: there is no exercise `wal-sit`
 --> knees.toml:3:12
3 | exercise = "wal-sit"
  |            ^^^^^^^^^
  help: did you mean `wall-sit`?
""",
        id="R102",
    ),
    pytest.param(
"""\
name = "Knees"
[[step]]
exercise = "perch"
hold = "20s"
[exercise.perch]
name = "Perch"
easier = "wall-sitt"
""",
"""\
error[R102]: there is no exercise `wall-sitt`
 --> knees.toml:7:10
7 | easier = "wall-sitt"
  |          ^^^^^^^^^^^
  help: did you mean `wall-sit`?
""",
        id="R102 easier",
    ),
    pytest.param(
"""\
[[step]]
name = "x"
hold = "20s"
""",
"""\
error[R103]: this routine has no name
 --> knees.toml:1:1
1 | [[step]]
  | ^
  help: write name = "…" at the top
""",
        id="R103 name",
    ),
    pytest.param(
"""\
name = "Knees"
""",
"""\
error[R103]: this routine has no steps
 --> knees.toml:1:8
1 | name = "Knees"
  |        ^^^^^^^
  help: add [[step]], and below it exercise = "…" or name = "…"
""",
        id="R103 steps",
    ),
    pytest.param(
"""\
name = "Knees"
[[block]]
name = "Legs"
""",
"""\
error[R103]: this block has no steps
 --> knees.toml:2:1
2 | [[block]]
  | ^^^^^^^^^
  help: add [[block.step]] below it
""",
        id="R103 block",
    ),
    pytest.param(
"""\
name = "Knees"
[[step]]
exercise = "perch"
hold = "20s"
[exercise.perch]
setup = "Sit."
""",
"""\
error[R103]: the exercise `perch` has no name
 --> knees.toml:5:1
5 | [exercise.perch]
  | ^^^^^^^^^^^^^^^^
  help: write name = "…"
""",
        id="R103 exercise",
    ),
    pytest.param(
"""\
name = "Knees"
[[step]]
name = "a"
time = "20s"
[[block]]
name = "b"
[[block.step]]
name = "c"
time = "20s"
""",
"""\
error[R104]: a routine has steps or blocks, not both: their order would be lost
 --> knees.toml:5:1
2 | [[step]]
  | -------- this
5 | [[block]]
  | ^^^^^^^^^ and this
  help: put the single steps into a block: [[block]], then [[block.step]]
""",
        id="R104",
    ),
    pytest.param(
"""\
name = "Knees"
[[step]]
id = "sit"
name = "a"
time = "20s"
[[step]]
id = "sit"
name = "b"
time = "20s"
""",
"""\
error[R105]: two steps have the id `sit`
 --> knees.toml:7:6
3 | id = "sit"
  |      ----- this
7 | id = "sit"
  |      ^^^^^ and this
  help: write another one: id = "sit-2"
""",
        id="R105",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
reps = 10

time = "40s"
""",
"""\
error[R106]: a step is for a time or for a number of reps, not both
 --> knees.toml:7:1
5 | reps = 10
  | ---- this
7 | time = "40s"
  | ^^^^ and this
  help: keep one; for "as many as you can in the time" write reps = "max"
""",
        id="R106 two",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
hold = "10s"
time = "40s"
""",
"""\
error[R106]: a step is for a time or for a hold, not both
 --> knees.toml:6:1
5 | hold = "10s"
  | ---- this
6 | time = "40s"
  | ^^^^ and this
  help: keep one; hold is for staying still, time for moving
""",
        id="R106 time hold",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
hold = "10s"
time = "40s"
reps = 5
""",
"""\
error[R106]: a step is for a time, for a hold or for a number of reps, not all of them
 --> knees.toml:7:1
5 | hold = "10s"
  | ---- this
6 | time = "40s"
  | ---- this
7 | reps = 5
  | ^^^^ and this
  help: keep one
""",
        id="R106 three",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
sets = 3
""",
"""\
error[R106]: this step does not say how much
 --> knees.toml:3:1
3 | [[step]]
  | ^^^^^^^^
  help: add one of time = "60s", hold = "30s", reps = 10, distance = "20 m" or until = "done"
""",
        id="R106 none",
    ),
    pytest.param(
"""\
name = "Knees"
[[step]]
time = "40s"
""",
"""\
error[R106]: this step says how much, but not what
 --> knees.toml:3:1
3 | time = "40s"
  | ^^^^
  help: add exercise = "…" (from the library), or name = "…"
""",
        id="R106 amount only",
    ),
    pytest.param(
"""\
name = "Knees"
[[step]]
sets = 3
""",
"""\
error[R106]: `sets` needs a step that says what to do
 --> knees.toml:3:1
3 | sets = 3
  | ^^^^
  help: add exercise = "…" or name = "…", and how much: time, hold, reps, distance or until = "done"
  help: a step with only rest is a pause, one with only say an announcement
""",
        id="R106 neither",
    ),
    pytest.param(
"""\
name = "Knees"
[[step]]
""",
"""\
error[R106]: this step says neither what nor how much
 --> knees.toml:2:1
2 | [[step]]
  | ^^^^^^^^
  help: add exercise = "…" or name = "…", and how much: time, hold, reps, distance or until = "done"
  help: a step with only rest is a pause, one with only say an announcement
""",
        id="R106 empty",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
reps = 8
pace = "3s"
tempo = "3-1-2-0"
""",
"""\
error[R106]: `pace` and `tempo` both say how fast a rep is
 --> knees.toml:7:1
6 | pace = "3s"
  | ---- this
7 | tempo = "3-1-2-0"
  | ^^^^^ and this
  help: keep one
""",
        id="R106 pace tempo",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
hold = "30s"
tempo = "3-1-2-0"
""",
"""\
error[R106]: `tempo` is for plain reps, and this step is for a hold
 --> knees.toml:6:1
5 | hold = "30s"
  | ---- this
6 | tempo = "3-1-2-0"
  | ^^^^^ and this
  help: leave tempo out
""",
        id="R106 tempo hold",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
reps = 8
every = "1m"
rest = "30s"
""",
"""\
error[R106]: `every` already says when the next set starts
 --> knees.toml:7:1
6 | every = "1m"
  | ----- this
7 | rest = "30s"
  | ^^^^ and this
  help: leave rest out: what is left of the clock is rest
""",
        id="R106 rest every",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
until = "done"
about = "5m"
at_most = "2m"
""",
"""\
error[R106]: `about` is longer than `at_most`
 --> knees.toml:7:1
6 | about = "5m"
  | ----- this
7 | at_most = "2m"
  | ^^^^^^^ and this
  help: at_most is when the step goes on by itself
""",
        id="R106 about",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
hold = "30s"
sides = "alternate"
""",
"""\
error[R106]: a hold cannot alternate: it stays on one side
 --> knees.toml:6:1
5 | hold = "30s"
  | ---- this
6 | sides = "alternate"
  | ^^^^^ and this
  help: write sides = "each"
""",
        id="R106 alternate",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
hold = "30s"
reps = "max"
""",
"""\
error[R106]: as many held reps as you can cannot be timed: "max" goes alone or with time
 --> knees.toml:6:1
5 | hold = "30s"
  | ---- this
6 | reps = "max"
  | ^^^^ and this
  help: write a number of reps, or keep one of them
""",
        id="R106 max hold",
    ),
    pytest.param(
"""\
name = "Knees"
[[block]]
sides = "each"
[[block.step]]
name = "a"
time = "20s"
sides = "each"
""",
"""\
error[R106]: the group around it already plays one side, then the other
 --> knees.toml:7:1
3 | sides = "each"
  | ----- this
7 | sides = "each"
  | ^^^^^ and this
  help: leave sides out here, or write sides = "none"
""",
        id="R106 sides twice",
    ),
    pytest.param(
"""\
name = "Knees"
[[block]]
use = "warm-up"
sides = "each"
[[block.step]]
name = "a"
time = "20s"
""",
"""\
error[R108]: the routine `warm-up` cannot be found
 --> knees.toml:3:7
3 | use = "warm-up"
  |       ^^^^^^^^^
  help: write the id of a routine, or a path from this file
error[R106]: a block that uses a routine has no `sides`
 --> knees.toml:4:1
4 | sides = "each"
  | ^^^^^
  help: beside use stand id, name, notes, repeat, rest, say
error[R106]: a block plays another routine or steps of its own, not both
 --> knees.toml:5:9
3 | use = "warm-up"
  | --- this
5 | [[block.step]]
  |         ^^^^ and this
  help: put the steps into a block of their own
""",
        id="R106 use step",
    ),
    pytest.param(
"""\
name = "Knees"
[[step]]
sets = 3
step = [ { name = "a", time = "20s" } ]
""",
"""\
error[R106]: a group has no `sets`
 --> knees.toml:3:1
3 | sets = 3
  | ^^^^
  help: write repeat instead
""",
        id="R106 group amount",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "2m"
cues = { 60s = "One", 1m = "Two" }
""",
"""\
error[R106]: `1m` and `60s` are the same moment
 --> knees.toml:6:23
6 | cues = { 60s = "One", 1m = "Two" }
  |          --- this
  |                       ^^ and this
  help: put both into one: ["first time", "next time"], or into one text
""",
        id="R106 same cue",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "40s"
welcome = "Hi."
""",
"""\
error[R107]: a step has no `welcome`; move it above the first [[step]]
 --> knees.toml:6:1
6 | welcome = "Hi."
  | ^^^^^^^
""",
        id="R107 welcome",
    ),
    pytest.param(
"""\
name = "Knees"
[[block]]
name = "Legs"
[[block.step]]
name = "a"
time = "20s"
repeat = 3
""",
"""\
error[R107]: `repeat` landed in a step: keys after [[block.step]] belong to the step
 --> knees.toml:7:1
7 | repeat = 3
  | ^^^^^^
  help: move it above the first [[block.step]] of its block
  help: for the step alone write sets
""",
        id="R107 block key",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
[step.cues]
half = "Half."
reps = 10
""",
"""\
error[R107]: `reps` landed in the cues; move it above [step.cues]
 --> knees.toml:7:1
7 | reps = 10
  | ^^^^
""",
        id="R107 cues",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "40s"
half = "Half."
""",
"""\
error[R107]: `half` is a cue, and landed in a step
 --> knees.toml:6:1
6 | half = "Half."
  | ^^^^
  help: write it below [step.cues], or as cues = { half = "…" }
""",
        id="R107 cue in step",
    ),
    pytest.param(
"""\
name = "Knees"
[[block]]
[[block.step]]
name = "a"
time = "20s"
-5s = "Five."
""",
"""\
error[R107]: `-5s` is a cue, and landed in a step
 --> knees.toml:6:1
6 | -5s = "Five."
  | ^^^
  help: write it below [block.step.cues], or as cues = { -5s = "…" }
""",
        id="R107 cue in block step",
    ),
    pytest.param(
"""\
name = "Knees"
time = "60s"
[[step]]
name = "a"
""",
"""\
error[R107]: a routine has no `time`; it belongs to a step
 --> knees.toml:2:1
2 | time = "60s"
  | ^^^^
  help: move it below [[step]], or below [defaults] for every step
""",
        id="R107 root amount",
    ),
    pytest.param(
"""\
name = "Knees"
[[block]]
reps = 5
[[block.step]]
name = "a"
time = "20s"
""",
"""\
error[R107]: a block has no `reps`; move it below [[block.step]]
 --> knees.toml:3:1
3 | reps = 5
  | ^^^^
  help: for every step of the block write it below [block.defaults]
""",
        id="R107 block amount",
    ),
    pytest.param(
"""\
name = "Knees"
[[block]]
switch = "5s"
[[block.step]]
name = "a"
time = "20s"
""",
"""\
error[R107]: a block has no `switch`; move it below [[block.step]]
 --> knees.toml:3:1
3 | switch = "5s"
  | ^^^^^^
  help: for every step of the block write it below [block.defaults]
""",
        id="R107 block switch",
    ),
    pytest.param(
"""\
name = "Knees"
[defaults]
rest = "5s"
levels = ["a"]
[[step]]
name = "a"
time = "20s"
""",
"""\
error[R107]: [defaults] has no `levels`; move it above [defaults]
 --> knees.toml:4:1
4 | levels = ["a"]
  | ^^^^^^
""",
        id="R107 defaults",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
[checkin]
off = true
rest = "5s"
""",
"""\
error[R107]: `rest` landed in [checkin]; move it above that line
 --> knees.toml:8:1
8 | rest = "5s"
  | ^^^^
""",
        id="R107 checkin",
    ),
    pytest.param(
"""\
name = "Knees"
[[block]]
use = "knee-warmup"
""",
"""\
error[R108]: the routine `knee-warmup` cannot be found
 --> knees.toml:3:7
3 | use = "knee-warmup"
  |       ^^^^^^^^^^^^^
  help: did you mean `knee-warm-up`?
""",
        id="R108",
    ),
    pytest.param(
"""\
name = "Knees"
[[block]]
use = "knees"
""",
"""\
error[R108]: `use` goes in a circle: knees.toml → knees.toml
 --> knees.toml:3:7
3 | use = "knees"
  |       ^^^^^^^
  help: take one of them out
""",
        id="R108 circle",
    ),
    pytest.param(
"""\
name = "K"
levels = ["easy", "hard"]
[[step]]
name = "a"
hold = { easy = "20s", hadr = "30s" }
""",
"""\
error[R109]: `hadr` is not a level of this routine
 --> knees.toml:5:24
5 | hold = { easy = "20s", hadr = "30s" }
  |                        ^^^^
  help: did you mean `hard`?
""",
        id="R109",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
hold = { easy = "20s", hard = "30s" }
""",
"""\
error[R109]: `easy` is a level here, and this file has no levels
 --> knees.toml:5:10
5 | hold = { easy = "20s", hard = "30s" }
  |          ^^^^
  help: add levels = ["easy", "hard"] at the top
""",
        id="R109 none",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
hold = "45 sex"
""",
"""\
error[R201]: `45 sex` is not a length of time
 --> knees.toml:5:8
5 | hold = "45 sex"
  |        ^^^^^^^^
  help: write hold = "45s"
  help: a length of time is written "45s", "1m30s", "1:30" or "2 min"
""",
        id="R201 duration",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
hold = 00:01:30
""",
"""\
error[R201]: `00:01:30` is a time of day here, not a length of time
 --> knees.toml:5:8
5 | hold = 00:01:30
  |        ^^^^^^^^
  help: write hold = "1m30s"
""",
        id="R201 local time",
    ),
    pytest.param(
"""\
name = "K"
levels = ["easy"]
[[step]]
name = "a"
hold = [{ easy = "20s" }]
""",
"""\
error[R201]: `hold` cannot be a table inside a list
 --> knees.toml:5:9
5 | hold = [{ easy = "20s" }]
  |         ^^^^^^^^^^^^^^^^
  help: the levels go outside: { easy = ["20s", "30s"], hard = "40s" }
""",
        id="R201 table in list",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
distance = 20
""",
"""\
error[R201]: `distance` needs a unit
 --> knees.toml:5:12
5 | distance = 20
  |            ^^
  help: write distance = "20 m"
  help: distances are in m, km, ft, yd, mi or steps
""",
        id="R201 distance",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
reps = 5
tempo = "slow"
""",
"""\
error[R201]: `slow` is not a tempo
 --> knees.toml:6:9
6 | tempo = "slow"
  |         ^^^^^^
  help: a tempo is "3-1-2-0": seconds down, pause, up, pause; X is fast
""",
        id="R201 tempo",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
sides = "rigth"
""",
"""\
error[R201]: `rigth` is not a side
 --> knees.toml:6:9
6 | sides = "rigth"
  |         ^^^^^^^
  help: sides are "each", "alternate", "left", "right", "none", or a list like ["right", "left"]
""",
        id="R201 side",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
sets = "three"
""",
"""\
error[R201]: `three` is not a whole number
 --> knees.toml:6:8
6 | sets = "three"
  |        ^^^^^^^
  help: it goes from 1 to 50
""",
        id="R201 sets",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
sets = [2, 3]
""",
"""\
error[R201]: `sets` cannot be a list or a ramp here
 --> knees.toml:6:8
6 | sets = [2, 3]
  |        ^^^^^^
  help: a list of sets goes by round, so it needs a block with repeat above it
""",
        id="R201 list of sets",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
load = "light..heavy"
""",
"""\
error[R201]: `light..heavy` is a ramp between words
 --> knees.toml:6:8
6 | load = "light..heavy"
  |        ^^^^^^^^^^^^^^
  help: for one value a set write a list: ["light", "heavy"]
""",
        id="R201 load",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
effort = 11
""",
"""\
error[R201]: `11` is more than 10
 --> knees.toml:6:10
6 | effort = 11
  |          ^^
  help: an effort goes from 0 to 10
""",
        id="R201 effort",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
type = "isometrik"
""",
"""\
error[R201]: `type` cannot be `isometrik`
 --> knees.toml:6:8
6 | type = "isometrik"
  |        ^^^^^^^^^^^
  help: did you mean `isometric`?
  help: it is one of soft-tissue, mobility, walk, isometric, strength, sled, other
""",
        id="R201 type",
    ),
    pytest.param(
"""\
name = 5
[[step]]
name = "a"
time = "20s"
notes = 7
""",
"""\
error[R201]: `name` has to be text in quotes
 --> knees.toml:1:8
1 | name = 5
  |        ^
  help: write name = "5"
error[R201]: `notes` has to be text in quotes
 --> knees.toml:5:9
5 | notes = 7
  |         ^
  help: write notes = "7"
""",
        id="R201 text",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
progression = "no"
""",
"""\
error[R201]: `progression` has to be true or false, without quotes
 --> knees.toml:6:15
6 | progression = "no"
  |               ^^^^
  help: write progression = false
""",
        id="R201 bool",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
until = "dinner"
""",
"""\
error[R201]: `until` cannot be waited for
 --> knees.toml:5:9
5 | until = "dinner"
  |         ^^^^^^^^
  help: write until = "done"
  help: a step that waits ends when you say done
""",
        id="R201 until",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
reps = "12-8"
""",
"""\
error[R201]: `12-8` is a range that goes down
 --> knees.toml:5:8
5 | reps = "12-8"
  |        ^^^^^^
  help: write reps = "8-12"
  help: for fewer from set to set write "12..8"
""",
        id="R201 range down",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
reps = 5
hold = "5s+"
""",
"""\
error[R201]: `hold` cannot be open-ended with reps
 --> knees.toml:6:8
6 | hold = "5s+"
  |        ^^^^^
  help: a rep is held for a fixed time: hold = "5s"
""",
        id="R201 open",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
id = "Wall Sit"
""",
"""\
error[R201]: `Wall Sit` is not an id
 --> knees.toml:6:6
6 | id = "Wall Sit"
  |      ^^^^^^^^^^
  help: write id = "wall-sit"
  help: an id has small letters, digits and dashes
""",
        id="R201 id",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
[schedule]
days = ["mon", "thirsday"]
at = "25:00"
""",
"""\
error[R201]: `thirsday` is not a day
 --> knees.toml:7:16
7 | days = ["mon", "thirsday"]
  |                ^^^^^^^^^^
  help: did you mean `thursday`?
error[R201]: `25:00` is not an hour of the day
 --> knees.toml:8:6
8 | at = "25:00"
  |      ^^^^^^^
  help: write at = "07:30"
""",
        id="R201 schedule",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
[checkin]
ask = ["mood"]
""",
"""\
error[R201]: `mood` is no question that can be asked
 --> knees.toml:7:8
7 | ask = ["mood"]
  |        ^^^^^^
  help: so far only "note": ask = ["note"]
""",
        id="R201 ask",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
say = { left = "Left." }
""",
"""\
error[R201]: `say` needs words for left and for right
 --> knees.toml:6:7
6 | say = { left = "Left." }
  |       ^^^^^^^^^^^^^^^^^^
  help: write say = { left = "…", right = "…" }
""",
        id="R201 say",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = []
""",
"""\
error[R201]: `time` is an empty list
 --> knees.toml:5:8
5 | time = []
  |        ^^
""",
        id="R201 empty list",
    ),
    pytest.param(
"""\
name = "Knees"
step = ["wall-sit"]
""",
"""\
error[R201]: this is not a step
 --> knees.toml:2:9
2 | step = ["wall-sit"]
  |         ^^^^^^^^^^
  help: write { exercise = "wall-sit", … }
  help: a step is written under [[step]], or as { … }
""",
        id="R201 list",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "0s"
""",
"""\
error[R202]: `time` cannot be zero
 --> knees.toml:5:8
5 | time = "0s"
  |        ^^^^
""",
        id="R202",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
rest = "-5s"
sets = 0
""",
"""\
error[R202]: `rest` cannot be negative
 --> knees.toml:6:8
6 | rest = "-5s"
  |        ^^^^^
error[R202]: `sets` cannot be zero
 --> knees.toml:7:8
7 | sets = 0
  |        ^
  help: it goes from 1 to 50
""",
        id="R202 neg",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
sets = 60
""",
"""\
error[R203]: `sets` cannot be more than 50
 --> knees.toml:6:8
6 | sets = 60
  |        ^^
  help: write sets = 50
""",
        id="R203 sets",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
reps = 1000
""",
"""\
error[R203]: `1000` is more than 999 reps
 --> knees.toml:5:8
5 | reps = 1000
  |        ^^^^
""",
        id="R203 reps",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "6h"
""",
"""\
error[R203]: `6h` is longer than 5 hours
 --> knees.toml:5:8
5 | time = "6h"
  |        ^^^^
  help: a whole routine may last 5 hours
""",
        id="R203 time",
    ),
    pytest.param(
"""\
name = "Knees"
[[step]]
repeat = 50
step = [ { repeat = 50, step = [ { name = "a", reps = 50, hold = "1s" } ] } ]
""",
"""\
error[R203]: this routine asks for 250,000 segments, and the most is 5,000 segments
 --> knees.toml:2:1
2 | [[step]]
  | ^^^^^^^^
  help: fewer sets, rounds or held reps here
""",
        id="R203 segments",
    ),
    pytest.param(
"""\
name = "Knees"
[[step]]
name = "a"
time = "1h"
sets = 6
""",
"""\
error[R203]: this routine asks for about 6 hours, and the most is 5 hours
 --> knees.toml:2:1
2 | [[step]]
  | ^^^^^^^^
  help: fewer sets, rounds or held reps here
""",
        id="R203 hours",
    ),
    pytest.param(
"""\
name = "Knees"
[[step]]
step = [ { step = [ { step = [ { step = [ { step = [ { name = "a", time = "1s" } ] } ] } ] } ] } ]
""",
"""\
error[R203]: this group is more than 4 deep, counting its block
 --> knees.toml:3:45
3 | step = [ { step = [ { step = [ { step = [ { step = [ { name = "a", time = "1s" } ] } ] } ] } ] } ]
  |                                             ^^^^
  help: move it out, or write its steps in the group above
""",
        id="R203 depth",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
distance = "5 min"
""",
"""\
error[R204]: `5 min` is a length of time, not a distance
 --> knees.toml:5:12
5 | distance = "5 min"
  |            ^^^^^^^
  help: for a time write time = "5 min"
""",
        id="R204",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "5 km"
""",
"""\
error[R204]: `5 km` is a distance, not a length of time
 --> knees.toml:5:8
5 | time = "5 km"
  |        ^^^^^^
  help: for a distance write distance = "5 km"
""",
        id="R204 time",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
cues = { halfway = "Half." }
""",
"""\
error[R205]: `halfway` is not a cue time
 --> knees.toml:6:10
6 | cues = { halfway = "Half." }
  |          ^^^^^^^
  help: write half = "Half."
  help: cue times: start, half, end, 20s, -10s, every-15s, rep-5, last-rep, set-2, last-set, round-2, last-round
""",
        id="R205",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "2m"
[step.cues]
0.5m = "Thirty."
""",
"""\
error[R205]: `0.5m` is not a cue time: a key has no decimal point
 --> knees.toml:7:1
7 | 0.5m = "Thirty."
  | ^^^^
  help: write 30s = "Thirty."
""",
        id="R205 dotted",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "2m"
[step.cues]
sometimes = "Hm."
""",
"""\
error[R205]: `sometimes` is not a cue time
 --> knees.toml:7:1
7 | sometimes = "Hm."
  | ^^^^^^^^^
  help: cue times: start, half, end, 20s, -10s, every-15s, rep-5, last-rep, set-2, last-set, round-2, last-round
""",
        id="R205 garbage",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
say = "Your {sides} knee."
""",
"""\
error[R206]: `{sides}` is not a placeholder
 --> knees.toml:6:13
6 | say = "Your {sides} knee."
  |             ^^^^^^^
  help: did you mean `{side}`?
  help: there are {side}, {set}, {sets}, {round}, {rounds}, {rep}, {reps}, {load}, {time}, {next}
""",
        id="R206 unknown",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
say = "Hello {name}."
""",
"""\
error[R206]: `{name}` is not a placeholder
 --> knees.toml:6:14
6 | say = "Hello {name}."
  |              ^^^^^^
  help: there are {side}, {set}, {sets}, {round}, {rounds}, {rep}, {reps}, {load}, {time}, {next}
""",
        id="R206 unknown2",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
time = "20s"
say = "Your {side} knee."
""",
"""\
error[R206]: `{side}` has no value here: there are no sides here
 --> knees.toml:6:13
6 | say = "Your {side} knee."
  |             ^^^^^^
""",
        id="R206 side",
    ),
    pytest.param(
"""\
name = "K"
welcome = "First {next}."
[[step]]
name = "a"
time = "20s"
""",
"""\
error[R206]: `{next}` has no value here: nothing has started yet or all is over
 --> knees.toml:2:18
2 | welcome = "First {next}."
  |                  ^^^^^^
""",
        id="R206 welcome",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
reps = 5
cues = { start = "Rep {rep}." }
""",
"""\
error[R206]: `{rep}` has no value here: it is for rep cues: rep-5, every-3-reps, last-rep
 --> knees.toml:6:23
6 | cues = { start = "Rep {rep}." }
  |                       ^^^^^
""",
        id="R206 rep",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
reps = 5
say = "Take {load}."
""",
"""\
error[R206]: `{load}` has no value here: this step has no load
 --> knees.toml:6:13
6 | say = "Take {load}."
  |             ^^^^^^
""",
        id="R206 load",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
reps = 5
say = "Then {next}."
""",
"""\
error[R206]: `{next}` has no value here: this is the last step
 --> knees.toml:6:13
6 | say = "Then {next}."
  |             ^^^^^^
""",
        id="R206 next",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
reps = 5
say = "Round {round}."
""",
"""\
error[R206]: `{round}` has no value here: there are no rounds here
 --> knees.toml:6:14
6 | say = "Round {round}."
  |              ^^^^^^^
""",
        id="R206 round",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
distance = "20 m"
say = "For {time}."
""",
"""\
error[R206]: `{time}` has no value here: this step waits for you, so its length is not known
 --> knees.toml:6:12
6 | say = "For {time}."
  |            ^^^^^^
""",
        id="R206 time",
    ),
    pytest.param(
"""\
name = "Knees"
[[step]]
type = "sled"
name = "Sled"
time = "20m"
""",
"""\
warning[W304]: 20m here is 20 min
 --> knees.toml:5:8
5 | time = "20m"
  |        ^^^^^ m is minutes in a time
  help: for metres write distance = "20m"
""",
        id="W304",
    ),
    pytest.param(
"""\
name = "Knees"
[defaults]
rest = "75s"
[[block]]
repeat = 2
rest = "60s"
[[block.step]]
name = "a"
time = "20s"
[[block.step]]
name = "b"
time = "20s"
""",
"""\
warning[W306]: this default rest is longer than the rest of the block, and comes after each of its steps
 --> knees.toml:3:1
3 | rest = "75s"
  | ^^^^ this
6 | rest = "60s"
  | ---- longer than this
  help: write rest = 0 in the steps of the block, or in its [block.defaults]
""",
        id="W306",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
hold = "20s..40s"
""",
"""\
warning[W307]: a ramp needs sets or repeat: this `hold` stays at its first value
 --> knees.toml:5:8
5 | hold = "20s..40s"
  |        ^^^^^^^^^^
  help: add sets = 3
""",
        id="W307",
    ),
    pytest.param(
"""\
name = "Knees"
[[block]]
repeat = 3
every = "1m"
rest = "10s"
[[block.step]]
name = "a"
time = "20s"
""",
"""\
error[R106]: `every` already says when the next round starts
 --> knees.toml:5:1
4 | every = "1m"
  | ----- this
5 | rest = "10s"
  | ^^^^ and this
  help: leave rest out: what is left of the clock is rest
""",
        id="R106 repeat of rest and every",
    ),
    pytest.param(
"""\
name = "Knees"
[[block]]
sides = "alternate"
[[block.step]]
name = "a"
time = "20s"
""",
"""\
error[R201]: `sides` cannot alternate in a group: that is for reps
 --> knees.toml:3:9
3 | sides = "alternate"
  |         ^^^^^^^^^^^
  help: write sides = "each"
""",
        id="R201 curly alternate group",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
distance = "20 m"
until = "done"
""",
"""\
error[R106]: a step is for a distance or until done, not both
 --> knees.toml:6:1
5 | distance = "20 m"
  | -------- this
6 | until = "done"
  | ^^^^^ and this
  help: keep one
""",
        id="R106 until text",
    ),
    pytest.param(
"""\
name = "Knees"
[defaults]
half = "Half."
[[step]]
name = "a"
time = "20s"
""",
"""\
error[R107]: `half` is a cue, and landed in [defaults]
 --> knees.toml:3:1
3 | half = "Half."
  | ^^^^
  help: write it below [defaults.cues], or as cues = { half = "…" }
""",
        id="R107 defaults cue",
    ),
    pytest.param(
"""\
name = "Knees"
[[step]]
exercise = "perch"
hold = "20s"
[exercise.perch]
name = "Perch"
load = "20 kg"
""",
"""\
error[R107]: an exercise has no `load`; write it in the step
 --> knees.toml:7:1
7 | load = "20 kg"
  | ^^^^
""",
        id="R107 exercise load",
    ),
    pytest.param(
"""\
name = "Knees"
[[step]]
exercise = "perch"
hold = "20s"
[exercise.perch]
name = "Perch"
caution = ["hart"]
""",
"""\
error[R201]: `hart` is not a precaution
 --> knees.toml:7:12
7 | caution = ["hart"]
  |            ^^^^^^
  help: did you mean `heart`?
""",
        id="R201 caution",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
hold = "20s"
[checkin]
off = "yes"
""",
"""\
error[R201]: `off` has to be true or false, without quotes
 --> knees.toml:7:7
7 | off = "yes"
  |       ^^^^^
  help: write off = true
""",
        id="R201 checkin",
    ),
    pytest.param(
"""\
name = "K"
levels = ["a", "a"]
[[step]]
name = "a"
time = "20s"
""",
"""\
error[R201]: `levels` has the level `a` twice
 --> knees.toml:2:16
2 | levels = ["a", "a"]
  |                ^^^
""",
        id="R201 twice level",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
hold = "20s"
say = 5
""",
"""\
error[R201]: `say` has to be words in quotes
 --> knees.toml:6:7
6 | say = 5
  |       ^
  help: write say = "…"
""",
        id="R201 say number",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
hold = "20s"
cues = { half = 5 }
""",
"""\
error[R201]: `half` has to be words in quotes
 --> knees.toml:6:17
6 | cues = { half = 5 }
  |                 ^
  help: write half = "…"
""",
        id="R201 cue number",
    ),
    pytest.param(
"""\
name = "Knees"

[[step]]
name = "Wall sit"
hold = "20s"
say = { left = "Left.", right = "Right." }
""",
"""\
error[R206]: words for left and right have no value here: there are no sides here
 --> knees.toml:6:7
6 | say = { left = "Left.", right = "Right." }
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: write say = "…"
""",
        id="R206 words for sides",
    ),
    pytest.param(
"""\
""",
"""\
error[R103]: this routine has no name
 --> knees.toml:1:1
1 |
  | ^
  help: write name = "…" at the top
error[R103]: this routine has no steps
 --> knees.toml:1:1
1 |
  | ^
  help: add [[step]], and below it exercise = "…" or name = "…"
""",
        id="R103 empty",
    ),
    pytest.param(
"""\
name = "K"
[[step]]
name = "a"
time = "20 sex"
sets = 0
[[step]]
exercise = "wal-sit"
hold = "20s"
welcome = "Hi"
""",
"""\
error[R201]: `20 sex` is not a length of time
 --> knees.toml:4:8
4 | time = "20 sex"
  |        ^^^^^^^^
  help: write time = "20s"
  help: a length of time is written "45s", "1m30s", "1:30" or "2 min"
error[R202]: `sets` cannot be zero
 --> knees.toml:5:8
5 | sets = 0
  |        ^
  help: it goes from 1 to 50
error[R102]: there is no exercise `wal-sit`
 --> knees.toml:7:12
7 | exercise = "wal-sit"
  |            ^^^^^^^^^
  help: did you mean `wall-sit`?
error[R107]: a step has no `welcome`; move it above the first [[step]]
 --> knees.toml:9:1
9 | welcome = "Hi"
  | ^^^^^^^
""",
        id="several",
    ),
    pytest.param(
"""\
name = "K"
[[step]]
name = "膝 🦵"
notes = "膝"
cues = { half = "膝を {sid} まげて" }
time = "20s"
""",
"""\
error[R206]: `{sid}` is not a placeholder
 --> knees.toml:5:21
5 | cues = { half = "膝を {sid} まげて" }
  |                       ^^^^^
  help: did you mean `{side}`?
  help: there are {side}, {set}, {sets}, {round}, {rounds}, {rep}, {reps}, {load}, {time}, {next}
""",
        id="wide",
    ),
    pytest.param(
"""\
name = "K"
[[step]]
name = "a"
\t\thodl = "45s"
""",
"""\
error[R101]: `hodl` is not a key of a step
 --> knees.toml:4:3
4 |         hodl = "45s"
  |         ^^^^
  help: did you mean `hold`?
""",
        id="tab",
    ),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_bad_file_has_exactly_this_report(text: str, expected: str) -> None:
    _, problems = read_routine(text, file="knees.toml", library=LIBRARY, find=find)

    assert expected == "".join(report(problem, {"knees.toml": text}) + "\n" for problem in problems)
