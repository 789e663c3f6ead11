"""What TOML refuses, in our words: a bad text beside its exact report."""

from __future__ import annotations

import pytest

from coach.source import read_document, report

# fmt: off
CASES = [
    pytest.param(
"""\
name="a"
time = 45s
""",
"""\
error[R002]: `45s` needs quotes
 --> f.toml:2:8
2 | time = 45s
  |        ^^^
  help: write time = "45s"
""",
        id="unquoted dur",
    ),
    pytest.param(
"""\
time = 1:30
""",
"""\
error[R002]: `1:30` needs quotes
 --> f.toml:1:8
1 | time = 1:30
  |        ^^^^
  help: write time = "1:30"
""",
        id="clock",
    ),
    pytest.param(
"""\
pace = 2,5
""",
"""\
error[R002]: `2,5` is not how TOML writes it
 --> f.toml:1:8
1 | pace = 2,5
  |        ^^^
  help: write pace = 2.5
""",
        id="comma",
    ),
    pytest.param(
"""\
off = yes
""",
"""\
error[R002]: `yes` is not how TOML writes it
 --> f.toml:1:7
1 | off = yes
  |       ^^^
  help: write off = true
""",
        id="yes",
    ),
    pytest.param(
"""\
off = True
""",
"""\
error[R002]: `True` is not how TOML writes it
 --> f.toml:1:7
1 | off = True
  |       ^^^^
  help: write off = true
""",
        id="True",
    ),
    pytest.param(
"""\
name = “Knee”
""",
"""\
error[R002]: these quotes are curly, and TOML knows only straight ones: "
 --> f.toml:1:8
1 | name = “Knee”
  |        ^
  help: write name = "Knee"
""",
        id="curly",
    ),
    pytest.param(
"""\
name: Knee
""",
"""\
error[R002]: a key and its value are joined by =, not by a colon
 --> f.toml:1:5
1 | name: Knee
  |     ^
  help: write name = "Knee"
""",
        id="yaml",
    ),
    pytest.param(
"""\
step = [ { time = 45s, x = 1 } ]
""",
"""\
error[R002]: `45s` needs quotes
 --> f.toml:1:19
1 | step = [ { time = 45s, x = 1 } ]
  |                   ^^^
  help: write step = [ { time = "45s", x = 1 } ]
""",
        id="inline45",
    ),
    pytest.param(
"""\
[step]
a=1
[step]
a=2
""",
"""\
error[R002]: [step] can stand only once: a step needs double brackets
 --> f.toml:3:1
1 | [step]
  | ------ this
3 | [step]
  | ^^^^^^ and this
  help: write [[step]] for each step
""",
        id="twice",
    ),
    pytest.param(
"""\
[step]
a=1
[[step]]
a=2
""",
"""\
error[R002]: [step] above needs double brackets: [[step]]
 --> f.toml:3:1
1 | [step]
  | ------ this
3 | [[step]]
  | ^^^^^^^^ and this
  help: write [[step]] above, too
""",
        id="twice2",
    ),
    pytest.param(
"""\
[[step]]
a=1
[step]
a=2
""",
"""\
error[R002]: [step] can stand only once: a step needs double brackets
 --> f.toml:3:1
1 | [[step]]
  | -------- this
3 | [step]
  | ^^^^^^ and this
  help: write [[step]] for each step
""",
        id="twice3",
    ),
    pytest.param(
"""\
[[block]]
step = [ {a=1} ]
[[block.step]]
a=1
""",
"""\
error[R002]: step = [ … ] and [[block.step]] cannot be mixed: choose one way in this block
 --> f.toml:3:1
2 | step = [ {a=1} ]
  | ---- this
3 | [[block.step]]
  | ^^^^^^^^^^^^^^ and this
  help: put this one into step = [ … ], or write each below [[block.step]]
""",
        id="blockstep",
    ),
    pytest.param(
"""\
a = { b = 1,
 c = 2 }
""",
"""\
error[R002]: a { } has to stand on one line
 --> f.toml:1:5
1 | a = { b = 1,
  |     ^
  help: write a = { b = 1, c = 2 }
""",
        id="ml inline",
    ),
    pytest.param(
"""\
a = { b = 1, }
""",
"""\
error[R002]: a { } cannot end with a comma
 --> f.toml:1:12
1 | a = { b = 1, }
  |            ^
  help: write a = { b = 1 }
""",
        id="trail",
    ),
    pytest.param(
"""\
h = { week 1 = "20s" }
""",
"""\
error[R002]: `week 1` needs quotes
 --> f.toml:1:7
1 | h = { week 1 = "20s" }
  |       ^^^^^^
  help: write h = { "week 1" = "20s" }
""",
        id="week",
    ),
    pytest.param(
"""\
a=1
a=2
""",
"""\
error[R002]: `a` is written twice
 --> f.toml:2:1
1 | a=1
  | - this
2 | a=2
  | ^ and this
  help: keep one of them
""",
        id="dupkey",
    ),
    pytest.param(
"""\
a={b=1,b=2}
""",
"""\
error[R002]: `b` is written twice in these { }
 --> f.toml:1:1
1 | a={b=1,b=2}
  | ^^^^^^^^^^^
  help: keep one of them
""",
        id="dupinline",
    ),
    pytest.param(
"""\
a = "foo
b=1
""",
"""\
error[R002]: the quote is not closed on its line
 --> f.toml:1:5
1 | a = "foo
  |     ^^^^
  help: write a = "foo"
""",
        id="unterm",
    ),
    pytest.param(
"""\
a = \"\"\"foo
b=1
""",
"""\
error[R002]: \"\"\" is opened here and never closed
 --> f.toml:1:5
1 | a = \"\"\"foo
  |     ^^^
  help: write \"\"\" where the words end
""",
        id="unterm ml",
    ),
    pytest.param(
"""\
a = "C:\\x"
""",
"""\
error[R002]: a \\ in double quotes has to be written twice
 --> f.toml:1:8
1 | a = "C:\\x"
  |        ^
  help: write a = "C:\\\\x"
""",
        id="backslash",
    ),
    pytest.param(
"""\
= 3
""",
"""\
error[R002]: the key before = is missing
 --> f.toml:1:1
1 | = 3
  | ^
""",
        id="nokey",
    ),
    pytest.param(
"""\
a =
""",
"""\
error[R002]: `a` has no value
 --> f.toml:1:3
1 | a =
  |   ^
  help: write a = "…"
""",
        id="noval",
    ),
    pytest.param(
"""\
hello
""",
"""\
error[R002]: this line has no =
 --> f.toml:1:1
1 | hello
  | ^^^^^
  help: write hello = …
  help: a comment starts with #
""",
        id="bare",
    ),
    pytest.param(
"""\
// c
""",
"""\
error[R002]: a comment starts with #
 --> f.toml:1:1
1 | // c
  | ^^
  help: write # c
""",
        id="slashes",
    ),
    pytest.param(
"""\
reps = 8-12
""",
"""\
error[R002]: `8-12` needs quotes
 --> f.toml:1:8
1 | reps = 8-12
  |        ^^^^
  help: write reps = "8-12"
""",
        id="range",
    ),
    pytest.param(
"""\
hold = 20s..30s
""",
"""\
error[R002]: `20s..30s` needs quotes
 --> f.toml:1:8
1 | hold = 20s..30s
  |        ^^^^^^^^
  help: write hold = "20s..30s"
""",
        id="ramp",
    ),
    pytest.param(
"""\
reps = 08
""",
"""\
error[R002]: `08` is not how TOML writes it
 --> f.toml:1:8
1 | reps = 08
  |        ^^
  help: write reps = 8
""",
        id="lead0",
    ),
    pytest.param(
"""\
half = Halfway now.
""",
"""\
error[R002]: `Halfway now.` needs quotes
 --> f.toml:1:8
1 | half = Halfway now.
  |        ^^^^^^^^^^^^
  help: write half = "Halfway now."
""",
        id="text",
    ),
    pytest.param(
"""\
at = 07:30
""",
"""\
error[R002]: `07:30` needs quotes
 --> f.toml:1:6
1 | at = 07:30
  |      ^^^^^
  help: write at = "07:30"
""",
        id="at",
    ),
    pytest.param(
"""\
[c]
1:30 = "x"
""",
"""\
error[R002]: `1:30` needs quotes
 --> f.toml:2:1
2 | 1:30 = "x"
  | ^^^^
  help: write "1:30" = "x"
""",
        id="cue130",
    ),
    pytest.param(
"""\
[step
a=1
""",
"""\
error[R002]: this header is not closed
 --> f.toml:1:1
1 | [step
  | ^^^^^
  help: write [step]
""",
        id="missing]",
    ),
    pytest.param(
"""\
[[step]
a=1
""",
"""\
error[R002]: this header is not closed
 --> f.toml:1:1
1 | [[step]
  | ^^^^^^^
  help: write [[step]]
""",
        id="missing]]",
    ),
    pytest.param(
"""\
a\xa0= 1
""",
"""\
error[R002]: a special space stands here, which looks like a plain one
 --> f.toml:1:2
1 | a = 1
  |  ^
  help: write a = 1
""",
        id="nbsp",
    ),
    pytest.param(
"""\
a = [1, 2
b = 3
""",
"""\
error[R002]: this [ is not closed
 --> f.toml:1:5
1 | a = [1, 2
  |     ^
  help: write a = [1, 2]
""",
        id="unclosed arr",
    ),
    pytest.param(
"""\
a = [ {b=1} {c=2} ]
""",
"""\
error[R002]: a comma is missing
 --> f.toml:1:13
1 | a = [ {b=1} {c=2} ]
  |             ^
  help: write a = [ {b=1}, {c=2} ]
""",
        id="missing comma",
    ),
    pytest.param(
"""\
a = { b = 1 c = 2 }
""",
"""\
error[R002]: a comma is missing
 --> f.toml:1:13
1 | a = { b = 1 c = 2 }
  |             ^
  help: write a = { b = 1, c = 2 }
""",
        id="missing comma2",
    ),
    pytest.param(
"""\
[defaults]
a=1
[defaults]
b=1
""",
"""\
error[R002]: [defaults] stands here twice
 --> f.toml:3:1
1 | [defaults]
  | ---------- this
3 | [defaults]
  | ^^^^^^^^^^ and this
  help: put its lines below the first one
""",
        id="defaults twice",
    ),
    pytest.param(
"""\
[[step]]
cues = {a="1"}
[step.cues]
b="2"
""",
"""\
error[R002]: [step.cues] stands here twice
 --> f.toml:3:1
2 | cues = {a="1"}
  | ---- this
3 | [step.cues]
  | ^^^^^^^^^^^ and this
  help: put its lines below the first one
""",
        id="cuesboth",
    ),
    pytest.param(
"""\
[block]
name="x"
[[block.step]]
a=1
[block]
""",
"""\
error[R002]: [block] can stand only once: a block needs double brackets
 --> f.toml:5:1
1 | [block]
  | ------- this
5 | [block]
  | ^^^^^^^ and this
  help: write [[block]] for each block
""",
        id="block then",
    ),
    pytest.param(
"""\
a = "x\x07"
""",
"""\
error[R002]: a control character (0x07) stands here
 --> f.toml:1:7
1 | a = "x␇"
  |       ^
  help: write a = "x"
""",
        id="ctrl",
    ),
    pytest.param(
"""\
a = 2024-13-40
""",
"""\
error[R002]: `2024-13-40` needs quotes
 --> f.toml:1:5
1 | a = 2024-13-40
  |     ^^^^^^^^^^
  help: write a = "2024-13-40"
""",
        id="date",
    ),
    pytest.param(
"""\
a = "x" y
""",
"""\
error[R002]: there is a quote inside the quotes
 --> f.toml:1:5
1 | a = "x" y
  |     ^^^^^
  help: write a = "x\\" y"
""",
        id="extra after",
    ),
    pytest.param(
"""\
load = 20 kg
""",
"""\
error[R002]: `20 kg` needs quotes
 --> f.toml:1:8
1 | load = 20 kg
  |        ^^^^^
  help: write load = "20 kg"
""",
        id="inch",
    ),
    pytest.param(
"""\
load = 50%
""",
"""\
error[R002]: `50%` needs quotes
 --> f.toml:1:8
1 | load = 50%
  |        ^^^
  help: write load = "50%"
""",
        id="pct",
    ),
    pytest.param(
"""\
t=+5s
""",
"""\
error[R002]: `+5s` needs quotes
 --> f.toml:1:3
1 | t=+5s
  |   ^^^
  help: write t = "+5s"
""",
        id="plus",
    ),
    pytest.param(
"""\
name = ‘x’
""",
"""\
error[R002]: these quotes are curly, and TOML knows only straight ones: "
 --> f.toml:1:8
1 | name = ‘x’
  |        ^
  help: write name = "x"
""",
        id="smart apos",
    ),
    pytest.param(
"""\
pace = .5
""",
"""\
error[R002]: `.5` is not how TOML writes it
 --> f.toml:1:8
1 | pace = .5
  |        ^^
  help: write pace = 0.5
""",
        id="dec",
    ),
    pytest.param(
"""\
pace = 5.
""",
"""\
error[R002]: `5.` is not how TOML writes it
 --> f.toml:1:8
1 | pace = 5.
  |        ^^
  help: write pace = 5
""",
        id="dot",
    ),
    pytest.param(
"""\
a = 45s\r
""",
"""\
error[R002]: `45s` needs quotes
 --> f.toml:1:5
1 | a = 45s
  |     ^^^
  help: write a = "45s"
""",
        id="crlf",
    ),
    pytest.param(
"""\
a = """,
"""\
error[R002]: `a` has no value
 --> f.toml:1:3
1 | a =
  |   ^
  help: write a = "…"
""",
        id="eof",
    ),
    pytest.param(
"""\
[step""",
"""\
error[R002]: this header is not closed
 --> f.toml:1:1
1 | [step
  | ^^^^^
  help: write [step]
""",
        id="eof2",
    ),
    pytest.param(
"""\
[[step]]
a=1
[step.cues]
b="x"
[step.cues]
""",
"""\
error[R002]: [step.cues] stands here twice
 --> f.toml:5:1
3 | [step.cues]
  | ----------- this
5 | [step.cues]
  | ^^^^^^^^^^^ and this
  help: put its lines below the first one
""",
        id="stepindex",
    ),
    pytest.param(
"""\
step = 3
[[step]]
""",
"""\
error[R002]: `step` has a value already
 --> f.toml:2:1
1 | step = 3
  | ---- this
2 | [[step]]
  | ^^^^^^^^ and this
  help: keep one of them
""",
        id="keyastable",
    ),
    pytest.param(
"""\
cues = { half = "x", -5s = Five }
""",
"""\
error[R002]: `Five` needs quotes
 --> f.toml:1:28
1 | cues = { half = "x", -5s = Five }
  |                            ^^^^
  help: write cues = { half = "x", -5s = "Five" }
""",
        id="inlinestr",
    ),
    pytest.param(
"""\
[[]]
""",
"""\
error[R002]: this line cannot be read
 --> f.toml:1:1
1 | [[]]
  | ^^^^
  help: a line is a key with its value (say = "…"), a header ([[step]]), or a comment (# …)
""",
        id="emptykey",
    ),
    pytest.param(
"""\
a = 1;
""",
"""\
error[R002]: a line needs no semicolon at its end
 --> f.toml:1:6
1 | a = 1;
  |      ^
  help: write a = 1
""",
        id="semi",
    ),
    pytest.param(
"""\
say = "One
two"
""",
"""\
error[R002]: the quote is not closed on its line
 --> f.toml:1:7
1 | say = "One
  |       ^^^^
  help: write say = "One two"
  help: words over several lines have \"\"\" before and after them
""",
        id="multi",
    ),
    pytest.param(
"""\
say = "He said "go""
""",
"""\
error[R002]: there is a quote inside the quotes
 --> f.toml:1:7
1 | say = "He said "go""
  |       ^^^^^^^^^^^^^^
  help: write say = 'He said "go"'
""",
        id="quoteinside",
    ),
    pytest.param(
"""\
say = 'don't'
""",
"""\
error[R002]: there is a quote inside the quotes
 --> f.toml:1:7
1 | say = 'don't'
  |       ^^^^^^^
  help: write say = "don't"
""",
        id="apost",
    ),
    pytest.param(
"""\
(x)
""",
"""\
error[R002]: a line cannot begin like this
 --> f.toml:1:1
1 | (x)
  | ^
  help: a line is a key with its value (say = "…"), a header ([[step]]), or a comment (# …)
""",
        id="parens",
    ),
    pytest.param(
"""\
- name: x
""",
"""\
error[R002]: a key and its value are joined by =, not by a colon
 --> f.toml:1:7
1 | - name: x
  |       ^
  help: write name = "x"
""",
        id="dash",
    ),
    pytest.param(
"""\
* x
""",
"""\
error[R002]: a line cannot begin like this
 --> f.toml:1:1
1 | * x
  | ^
  help: a line is a key with its value (say = "…"), a header ([[step]]), or a comment (# …)
""",
        id="star",
    ),
    pytest.param(
"""\
x\x00y""",
"""\
error[R002]: this line has no =
 --> f.toml:1:1
1 | x␀y
  | ^^^
  help: write x␀y = …
  help: a comment starts with #
""",
        id="zero",
    ),
    pytest.param(
"""\
my key = 1
""",
"""\
error[R002]: `my key` needs quotes
 --> f.toml:1:1
1 | my key = 1
  | ^^^^^^
  help: write "my key" = 1
""",
        id="key2",
    ),
    pytest.param(
"""\
- 10s = "x"
""",
"""\
error[R002]: `- 10s` has a space in it
 --> f.toml:1:1
1 | - 10s = "x"
  | ^^^^^
  help: write -10s = "x"
""",
        id="cue neg",
    ),
    pytest.param(
"""\
für = 1
""",
"""\
error[R002]: `für` needs quotes
 --> f.toml:1:1
1 | für = 1
  | ^^^
  help: write "für" = 1
""",
        id="umlaut",
    ),
    pytest.param(
"""\
a = "\\u12"
""",
"""\
error[R002]: a \\ in double quotes has to be written twice
 --> f.toml:1:6
1 | a = "\\u12"
  |      ^
  help: write a = "\\\\u12"
""",
        id="unicode",
    ),
    pytest.param(
"""\
a=[1,[2,3]
""",
"""\
error[R002]: this [ is not closed
 --> f.toml:1:3
1 | a=[1,[2,3]
  |   ^
  help: write a = [1,[2,3]]
""",
        id="nested",
    ),
    pytest.param(
"""\
cues:
""",
"""\
error[R002]: a key and its value are joined by =, not by a colon
 --> f.toml:1:5
1 | cues:
  |     ^
  help: write cues = …
""",
        id="colonend",
    ),
    pytest.param(
"""\
a == 1
""",
"""\
error[R002]: one = is enough
 --> f.toml:1:3
1 | a == 1
  |   ^^
  help: write a = 1
""",
        id="eqeq",
    ),
    pytest.param(
"""\
0x
""",
"""\
error[R002]: this line has no =
 --> f.toml:1:1
1 | 0x
  | ^^
  help: write 0x = …
  help: a comment starts with #
""",
        id="hex",
    ),
    pytest.param(
"""\
name = “Knees”
[[step]]
name = Sit
time = 45s
""",
"""\
error[R002]: these quotes are curly, and TOML knows only straight ones: "
 --> f.toml:1:8
1 | name = “Knees”
  |        ^
  help: write name = "Knees"
error[R002]: `Sit` needs quotes
 --> f.toml:3:8
3 | name = Sit
  |        ^^^
  help: write name = "Sit"
error[R002]: `45s` needs quotes
 --> f.toml:4:8
4 | time = 45s
  |        ^^^
  help: write time = "45s"
""",
        id="three at once",
    ),
    pytest.param(
"""\
step = [
  { name = "a", time = 45s },
  { name = "b", reps = 8 },
]
""",
"""\
error[R002]: `45s` needs quotes
 --> f.toml:2:24
2 |   { name = "a", time = 45s },
  |                        ^^^
  help: write { name = "a", time = "45s" },
""",
        id="in a list over lines",
    ),
    pytest.param(
"""\
name = "膝"
say = "膝を", half = Hm
""",
"""\
error[R002]: there is a quote inside the quotes
 --> f.toml:2:7
2 | say = "膝を", half = Hm
  |       ^^^^^^^^^^^^^^^^^
  help: write say = "膝を\\", half = Hm"
""",
        id="after wide letters",
    ),
]
# fmt: on


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_toml_refuses_has_exactly_this_report(text: str, expected: str) -> None:
    document, problems = read_document(text, "f.toml")

    assert document is None
    assert expected == "".join(report(problem, {"f.toml": text}) + "\n" for problem in problems)
