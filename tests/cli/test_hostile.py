"""A stranger's routine can do nothing but speak: its words steer neither the terminal nor the voice.

That none leads out of its folder is in `tests/desk/test_adding.py` and `tests/routine/test_files.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coach.pcm import Samples
from coach.voice.render import render
from coach.words.speech import sayable
from tests.cli.running import coach, settle_in, terminal

ESCAPE = "\\u001b]0;mine\\u0007\\u001b[2J\\u009b31m\\u202e"

HOSTILE = f"""\
name = "Calm {ESCAPE}"
summary = "{ESCAPE}"
author = "{ESCAPE}"
licence = "{ESCAPE}"
notes = "{ESCAPE}"
equipment = ["{ESCAPE}"]
target = ["{ESCAPE}"]
levels = ["{ESCAPE}"]
welcome = "Hello {ESCAPE}"

[[step]]
exercise = "x"
hold = "10s"
ready = 0
say = "Now {ESCAPE}"
notes = "{ESCAPE}"
cues = {{ half = "Half {ESCAPE}" }}

[exercise.x]
name = "Sit {ESCAPE}"
setup = "Down {ESCAPE}"
faults = ["{ESCAPE}"]
"""


def steering(text: str) -> set[str]:
    """Return what in an output is no printable character and no line end."""
    return {character for character in text if not character.isprintable() and character != "\n"}


def test_no_escape_sequence_of_a_file_reaches_the_terminal(coach_home: Path, tmp_path: Path) -> None:
    """Not by any command that prints what is in a file, nor by its problems."""
    settle_in(coach_home)
    file = tmp_path / "hostile.toml"
    file.write_text(HOSTILE, encoding="utf-8")
    broken = tmp_path / "broken.toml"
    broken.write_text(HOSTILE.replace("hold", '"\\u001b[2J"'), encoding="utf-8")
    commands = [
        ["add", "--voice", "none", str(file), str(broken)],
        ["list"],
        ["show", "--voice", "none", "calm-0-mine-2j31m"],
        ["show", "--voice", "none", "--json", str(file)],
        ["check", "--voice", "none", str(file), str(broken)],
        ["check", "--plain", "--voice", "none", str(broken)],
        ["play", "--plain", "--no-checkin", "--speed", "60", str(file)],
        ["play", "--plain", "--level", "none", str(file)],
        ["new", "mine", "--from", str(file)],
        ["history"],
        [],
    ]

    for command in commands:
        done = coach(*command)

        assert steering(done.stdout + done.stderr) == set(), command
    assert [path.name for path in (coach_home / "routines").glob("*.toml")]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on this platform")
@pytest.mark.parametrize(
    ("arguments", "keys", "last"),
    [
        (["play", "--voice", "none", "--mute", "0-hostile"], "", "Sit"),
        ([], "", "needs"),
        ([], "\r", "“Hello"),
    ],
    ids=["play", "home", "preview"],
)
def test_no_escape_sequence_of_a_file_reaches_the_terminal_from_a_screen(
    arguments: list[str], keys: str, last: str, coach_home: Path
) -> None:
    settle_in(coach_home)
    (coach_home / "routines").mkdir()
    (coach_home / "routines" / "0-hostile.toml").write_text(HOSTILE, encoding="utf-8")

    with terminal(*arguments) as at:
        at.until("Calm")
        at.press(keys)
        at.until(last)

        assert [found for found in ("\x1b]0;mine", "\x9b", "\u202e") if found in at.seen] == []


@pytest.mark.parametrize(
    "words",
    [
        "<speak>Hello</speak>",
        "<audio src='/etc/passwd'/>Hello",
        "< <b>Hello</b>",
        "<?xml version='1.0'?>Hello",
        "[[rate 900]]Hello",
        "[[[inpt PHON]]]Hello",
        "Hello\x01100S",
        "Hello\x1b[2J\x9b",
        "<\x01speak>Hello",
    ],
)
def test_no_mark_up_of_a_file_reaches_the_voice(words: str) -> None:
    said = []

    def speak(text: str) -> Samples:
        said.append(text)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        render(words, speak)

    (text,) = said
    assert "Hello" in text
    assert not any(mark in text for mark in ("<s", "<a", "<b", "<?", "</", "[[", "]]"))
    assert all(character.isprintable() for character in text)


@pytest.mark.parametrize("words", ["5 < 6, and 7 > 3", "[twice] a day", "Füße: 膝!", "I <3 it"])
def test_ordinary_words_are_said_as_they_are(words: str) -> None:
    assert sayable(words) == words
