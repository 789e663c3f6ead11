"""`coach check` as a person and a script meet it: what is printed where, with which exit status."""

from __future__ import annotations

import io
import json
import os
import sys
import unicodedata
from pathlib import Path

import pytest

from coach.cli.main import main

GOOD = 'name = "Knees"\n\n[[step]]\nname = "Wall sit"\nhold = "45s"\n'
BAD = GOOD.replace("hold", "hodl")
WARNED = GOOD.replace("45s", "20s..40s")

STEERING = "\x1b[2J\x9b31m\x07\u202eabc\u2066\x7f\u2028"
"""An escape sequence, C1, a bell, direction and line separators: nothing of it may reach the terminal."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str) -> int:
    return main(["check", "--voice", "none", *arguments])


def steers(text: str) -> set[str]:
    """Return the characters that a terminal would obey instead of showing them."""
    return {letter for letter in text if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") and letter != "\n"}


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [
        (GOOD, [], 0),
        (BAD, [], 1),
        (BAD, ["--json"], 1),
        (BAD, ["--plain"], 1),
        (WARNED, [], 0),
        (WARNED, ["--strict"], 1),
        (WARNED, ["--plain", "--strict"], 1),
        (GOOD, ["--strict"], 0),
    ],
)
def test_the_status_is_1_where_there_is_an_error_or_strictly_a_warning(
    folder: Path, text: str, options: list[str], status: int
) -> None:
    (folder / "knees.toml").write_text(text, encoding="utf-8")

    assert check("knees.toml", *options) == status


@pytest.mark.parametrize("options", [[], ["--plain"], ["--json"]])
def test_a_missing_file_among_good_and_bad_ones_is_said_on_stderr_and_the_status_is_2(
    folder: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "good.toml").write_text(GOOD, encoding="utf-8")
    (folder / "bad one.toml").write_text(BAD, encoding="utf-8")

    status = check("good.toml", "nowhere.toml", "bad one.toml", *options)

    shown = capsys.readouterr()
    assert status == 2
    assert shown.err == "coach: There is no file nowhere.toml.\n"
    assert "bad one.toml" in shown.out
    assert "hodl" in shown.out


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is unreadable for this user")
def test_a_file_that_may_not_be_read_is_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "secret.toml").write_text(GOOD, encoding="utf-8")
    (folder / "secret.toml").chmod(0)

    assert check("secret.toml") == 1
    assert capsys.readouterr().err == "coach: secret.toml cannot be read: Permission denied.\n"


def test_plain_is_one_line_for_each_problem_with_its_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "knees.toml").write_text(BAD + "stes = 3\n", encoding="utf-8")

    check("knees.toml", "--plain")

    assert capsys.readouterr().out.splitlines() == [
        'knees.toml:5:1: error R101: `hodl` is not a key of a step; help: did you mean `hold`? write hold = "45s"',
        "knees.toml:6:1: error R101: `stes` is not a key of a step; help: did you mean `sets`? write sets = 3",
    ]


def test_json_is_a_list_with_stable_field_names(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "knees.toml").write_text(BAD, encoding="utf-8")

    check("knees.toml", "--json")

    assert json.loads(capsys.readouterr().out) == [
        {
            "code": "R101",
            "severity": "error",
            "file": "knees.toml",
            "line": 5,
            "column": 1,
            "end_column": 5,
            "message": "`hodl` is not a key of a step",
            "help": ['did you mean `hold`? write hold = "45s"'],
        }
    ]


@pytest.mark.parametrize("text", [GOOD, BAD])
def test_standard_input_is_a_file_called_dash(
    text: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    assert check("-") == (text is BAD)
    assert ("--> -:5:1" in capsys.readouterr().out) == (text is BAD)


def toml(words: str) -> str:
    """Return words as a TOML text that means just them."""
    return '"' + "".join(f"\\U{ord(letter):08x}" for letter in words) + '"'


RAW = "\x9b31m\u202eabc\u2066\x85"
"""What may stand in a TOML file as it is."""

HOSTILE = {
    "everywhere, and played": f"""
# {RAW}
name = {toml("Kn" + STEERING)}
summary = {toml(STEERING)}
welcome = {toml(STEERING)}
author = "{RAW}"
levels = [{toml("easy" + STEERING)}]
[[step]]
name = {toml("Sit" + STEERING)}
hold = "45s"
sets = 2
say = {toml(STEERING)}
load = {toml(STEERING)}
notes = {toml(STEERING)}
[step.cues]
5s = {toml(STEERING * 9)}
6s = {toml("late" + STEERING)}
""",
    "in keys": f'name = "x"\n[[step]]\nname = "a"\nhold = "9s"\n{toml("ho" + STEERING)} = 1\n"{RAW}" = 2\n',
    "in cue times": f'name = "x"\n[[step]]\nname = "a"\nhold = "9s"\n[step.cues]\n{toml("half" + STEERING)} = "a"\n',
    "in ids": f'name = "x"\n[[step]]\nid = {toml("id" + STEERING)}\nexercise = {toml("sit" + STEERING)}\nhold = "9s"\n',
    "in values": f'name = "x"\n[[step]]\nname = "a"\nhold = {toml("9s" + STEERING)}\nsides = "{RAW}"\ntype = "{RAW}"\n',
    "in levels": f'name = "x"\nlevels = ["a"]\n[[step]]\nname = "a"\nhold = {{ {toml("b" + STEERING)} = "9s" }}\n',
    "in a use": f'name = "x"\n[[block]]\nuse = {toml("../" + STEERING)}\n',
    "in exercises": f'name = "x"\n[[step]]\nexercise = "e"\nhold = 9\n'
    f'[exercise.e]\nname = {toml(STEERING)}\neasier = "{RAW}"\n',
    "where TOML ends": f'name = "x"\n{RAW} = 1\nhold = {RAW}\n\x1b[31m = 2\n[{RAW}\n',
    "in bytes that are no text": 'name = "\x9b31m"\n',
}


@pytest.mark.parametrize("options", [[], ["--plain"], ["--json"]])
@pytest.mark.parametrize("where", HOSTILE)
def test_nothing_in_a_file_or_its_name_can_steer_the_terminal(
    folder: Path, where: str, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "a\x1b[31m\u202eb.toml"
    encoding = "latin-1" if where.endswith("no text") else "utf-8"
    file.write_text(HOSTILE[where], encoding=encoding, newline="")

    check(file.name, f"missing\x1b[31m\u202e{STEERING}.toml", *options)

    shown = capsys.readouterr()
    assert steers(shown.out) | steers(shown.err) == set()
    assert "missing" in shown.err


@pytest.mark.parametrize("command", [["show", "--voice", "none"], ["list"]])
def test_a_routine_that_is_hostile_and_playable_is_listed_and_shown_harmlessly(
    coach_home: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (coach_home / "routines").mkdir(parents=True)
    (coach_home / "routines" / "bad.toml").write_text(HOSTILE["everywhere, and played"], encoding="utf-8", newline="")

    status = main([*command, "bad"] if command[0] == "show" else command)

    shown = capsys.readouterr()
    assert status == 0
    assert "Kn" in shown.out
    assert steers(shown.out) | steers(shown.err) == set()


@pytest.mark.parametrize(
    "command",
    [["check", "--voice", "none"], ["add", "--voice", "none"], ["show"], ["play", "--plain", "--speed", "10000"]],
    ids=str,
)
def test_a_mistake_in_every_step_is_shown_some_times_and_then_counted(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "sixty.toml"
    file.write_text('name = "Sixty"\n' + '[[step]]\nname = "a"\ntime = "20 sx"\n' * 60, encoding="utf-8")

    assert main([*command, str(file)]) == 1

    shown = "".join(capsys.readouterr())
    assert "the same on 56 more lines" in shown
    assert shown.count("[R201]") == 4
